/* core/attendees.c: the people of an event become the participants of a meeting, and follow its changes. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>
#include <strings.h>

/* What is dialled for an attendee: what endpoints says, or the address itself if it is a SIP one; else he is listed. */
static const char *attendee_dial(const struct engine *engine, const struct attendee *attendee)
{
    if (attendee->partstat == PARTSTAT_DECLINED || attendee->partstat == PARTSTAT_DELEGATED ||
        attendee->role == ROLE_NONE) {
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

static struct participant *attendee_find(const struct meeting *meeting, const char *address)
{
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (!p->removing && strcasecmp(p->address, address) == 0) {
            return p;
        }
    }
    return NULL;
}

/* By somebody else than known (who may be NULL): two attendees can share a room. */
static bool attendee_dialled_already(const struct meeting *meeting, const struct participant *known, const char *dial)
{
    for (const struct participant *p = meeting->participants; dial != NULL && p != NULL; p = p->next) {
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

static bool attendee_is_in(const struct event *event, const char *address)
{
    for (size_t i = 0; i < event->n_attendees; i++) {
        if (strcasecmp(event->attendees[i].address, address) == 0) {
            return true;
        }
    }
    return false;
}

void attendees_merge(struct engine *engine, struct meeting *meeting, const struct event *event)
{
    for (struct participant *p = meeting->participants, *next; p != NULL; p = next) {
        next = p->next;
        if (!p->by_hand && !p->removing && !attendee_is_in(event, p->address)) {
            dial_remove(engine, p);
        }
    }
    for (size_t i = 0; i < event->n_attendees; i++) {
        const struct attendee *attendee = &event->attendees[i];
        struct participant *known = attendee_find(meeting, attendee->address);
        const char *dial = attendee_dial(engine, attendee);
        dial = attendee_dialled_already(meeting, known, dial) ? NULL : dial;
        if (known != NULL) {
            attendee_update(engine, known, attendee, dial);
        } else {
            participant_new(engine, meeting, attendee->address, attendee->name, dial);
        }
    }
}

bool attendee_replies(struct engine *engine, struct meeting *meeting, const struct attendee *attendee)
{
    struct participant *known = attendee_find(meeting, attendee->address);
    if (known == NULL || known->by_hand) {
        return false;
    }
    uint64_t version = known->version;
    struct attendee answer = *attendee;
    answer.name = known->name;
    const char *dial = attendee_dial(engine, &answer);
    attendee_update(engine, known, &answer, attendee_dialled_already(meeting, known, dial) ? NULL : dial);
    return known->version != version;
}
