/* core/attendees.c: the people of an event become the participants of a meeting, and follow its changes.
 *
 * A meeting far ahead has none of its own: those that its source names are shown as if it had. When it comes near they
 * are made, with the same ids and in the same order, so that nobody sees the difference. */
#include "base/mem.h"
#include "core/inside.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* For information only. A room, however, that is booked as a resource comes from Exchange and Zimbra with that role
 * (CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT). */
static bool attendee_is_informed(const struct attendee *attendee)
{
    return attendee->role == ROLE_NONE && attendee->type != ATTENDEE_ROOM && attendee->type != ATTENDEE_RESOURCE;
}

const char *engine_attendee_dial(const struct engine *engine, const struct attendee *attendee)
{
    if (attendee->partstat == PARTSTAT_DECLINED || attendee->partstat == PARTSTAT_DELEGATED ||
        attendee_is_informed(attendee)) {
        return NULL;
    }
    const struct setting_endpoint *endpoint = endpoint_find(engine, attendee->address);
    if (endpoint != NULL || attendee->type == ATTENDEE_GROUP) {
        return endpoint != NULL ? endpoint->dial : NULL;
    }
    if (strncasecmp(attendee->address, "sip:", 4) == 0) {
        return attendee->address + 4;
    }
    return strncasecmp(attendee->address, "sips:", 5) == 0 ? attendee->address + 5 : NULL;
}

static struct participant *participant_find(struct participant *participants, const char *address)
{
    for (struct participant *p = participants; p != NULL; p = p->next) {
        if (!p->removing && strcasecmp(p->address, address) == 0) {
            return p;
        }
    }
    return NULL;
}

/* By somebody else than known (who may be NULL): two attendees can share a room. */
static bool attendee_dialled_already(const struct participant *participants, const struct participant *known,
                                     const char *dial)
{
    for (const struct participant *p = participants; dial != NULL && p != NULL; p = p->next) {
        if (p != known && !p->removing && p->dial != NULL && strcasecmp(p->dial, dial) == 0) {
            return true;
        }
    }
    return false;
}

static void attendee_update(struct engine *engine, struct participant *participant, const struct attendee *attendee,
                            const char *dial)
{
    if (mem_replace(&participant->name, attendee->name)) {
        participant_touch(engine, participant);
    }
    if (participant->state == PARTICIPANT_LISTED && dial != NULL) {
        mem_replace(&participant->dial, dial);
        participant_move(engine, participant, PARTICIPANT_EVENT_INVITED, NULL);
        actor_wake(engine, &participant->actor, engine->now);
    } else if (participant->state == PARTICIPANT_PENDING && dial == NULL) {
        participant_move(engine, participant, PARTICIPANT_EVENT_UNINVITED, NULL);
        mem_replace(&participant->dial, NULL);
    } else if (participant->state == PARTICIPANT_PENDING && mem_replace(&participant->dial, dial)) {
        participant_touch(engine, participant);
    }
}

static void put_guid(const uint64_t half[2], char ret_id[GUID_SIZE])
{
    char *at = ret_id;
    for (unsigned digit = 0; digit < 32; digit++) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
            *at++ = '-';
        }
        *at++ = "0123456789abcdef"[half[digit / 16] >> (60 - digit % 16 * 4) & 15];
    }
    *at = '\0';
}

/* Made of the meeting's id and the address alone, in the form of a GUID; `again` while another has it. */
static void attendee_id(const struct meeting *meeting, const char *address, uint32_t again, char ret_id[GUID_SIZE])
{
    uint64_t half[2] = {hash_string(HASH_START, meeting->id), 0};
    half[0] = hash_bytes(half[0], &again, sizeof again);
    for (const char *at = address; *at != '\0'; at++) {
        char small = (char)tolower((unsigned char)*at);
        half[0] = hash_bytes(half[0], &small, 1);
    }
    half[1] = hash_string(hash_bytes(HASH_START, &half[0], sizeof half[0]), address);
    half[0] = (half[0] & ~UINT64_C(0xf000)) | UINT64_C(0x8000);
    half[1] = (half[1] & ~(UINT64_C(3) << 62)) | UINT64_C(1) << 63;
    put_guid(half, ret_id);
}

static void attendee_name(struct participant *participant, const struct meeting *meeting,
                          const struct participant *participants)
{
    bool taken = true;
    for (uint32_t again = 0; taken; again++) {
        taken = false;
        attendee_id(meeting, participant->address, again, participant->id);
        for (const struct participant *p = participants; p != NULL; p = p->next) {
            taken = taken || (p != participant && strcmp(p->id, participant->id) == 0);
        }
    }
}

/* Those whom the source of a meeting names, as participants that nobody else knows yet. */
static struct participant *attendees_expect(const struct engine *engine, const struct meeting *meeting)
{
    struct participant *first = NULL, **slot = &first;
    struct attendee *list = NULL;
    size_t n = people_list(meeting->source->people, &list);
    n = responses_apply(meeting->booking, meeting->recurrence_id, meeting->source, &list, n);
    for (size_t i = 0; i < n; i++) {
        const char *dial = engine_attendee_dial(engine, &list[i]);
        if (participant_find(first, list[i].address) != NULL) {
            continue;
        }
        dial = attendee_dialled_already(first, NULL, dial) ? NULL : dial;
        struct participant *participant = participant_make(list[i].address, list[i].name, dial);
        attendee_name(participant, meeting, first);
        *slot = participant;
        slot = &participant->next;
    }
    mem_free(list);
    return first;
}

const struct participant *engine_people(const struct engine *engine, const struct meeting *meeting,
                                        struct participant **ret_owned)
{
    *ret_owned = meeting->source != NULL ? attendees_expect(engine, meeting) : NULL;
    return meeting->source != NULL ? *ret_owned : meeting->participants;
}

void meeting_people_arrive(struct engine *engine, struct meeting *meeting)
{
    if (meeting->source == NULL) {
        return;
    }
    struct participant *list = attendees_expect(engine, meeting);
    meeting_part_from_source(meeting);
    meeting->participants = list;
    for (struct participant *p = list; p != NULL; p = p->next) {
        p->meeting = meeting;
        meeting->n_participants++;
        effects_change(engine->effects, CHANGE_PARTICIPANT, p, NULL);
    }
    effects_change(engine->effects, CHANGE_MEETING, meeting, NULL); /* what is shown of it stays: its version, too */
}

static void attendees_take(struct engine *engine, struct meeting *meeting, const struct attendee *attendees, size_t n,
                           bool all, const char *newcomer)
{
    for (struct participant *p = meeting->participants, *next; p != NULL; p = next) {
        next = p->next;
        if (!p->by_hand && !p->removing && attendee_find(attendees, n, p->address) == NULL) {
            dial_remove(engine, p);
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct attendee *attendee = &attendees[i];
        struct participant *known = participant_find(meeting->participants, attendee->address);
        const char *dial = engine_attendee_dial(engine, attendee);
        dial = attendee_dialled_already(meeting->participants, known, dial) ? NULL : dial;
        if (known != NULL) {
            attendee_update(engine, known, attendee, dial);
        } else if (all || (newcomer != NULL && strcasecmp(newcomer, attendee->address) == 0)) {
            participant_new(engine, meeting, attendee->address, attendee->name, dial);
        }
    }
}

void attendees_merge(struct engine *engine, struct meeting *meeting, const struct attendee *attendees, size_t n)
{
    attendees_take(engine, meeting, attendees, n, true, NULL);
}

void attendees_follow(struct engine *engine, struct meeting *meeting, const struct attendee *attendees, size_t n,
                      const char *newcomer)
{
    attendees_take(engine, meeting, attendees, n, false, newcomer);
}

size_t engine_said(const struct meeting *meeting, struct attendee **ret_people)
{
    const struct component *event = meeting_governor(meeting);
    size_t n = people_list(event != NULL ? event->people : NULL, ret_people);
    return event != NULL ? responses_apply(meeting->booking, meeting->recurrence_id, event, ret_people, n) : n;
}
