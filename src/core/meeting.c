/* core/meeting.c: meetings and participants as things: made, moved from state to state (only here), forgotten. */
#include "core/meeting.h"

#include "base/log.h"
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

bool actor_is_asking(const struct actor *actor)
{
    return actor->errand != NULL && actor->errand->request != 0;
}

void participant_free(struct participant *participant)
{
    if (participant != NULL) {
        mem_free(participant->address);
        mem_free(participant->name);
        mem_free(participant->dial);
        mem_free(participant->reason);
        mem_free(participant->second);
        mem_free(participant);
    }
}

void participants_free(struct participant *first)
{
    for (struct participant *p = first, *next; p != NULL; p = next) {
        next = p->next;
        participant_free(p);
    }
}

void meeting_free(struct meeting *meeting)
{
    if (meeting == NULL) {
        return;
    }
    participants_free(meeting->participants);
    mem_free(meeting->own_words);
    if (meeting->progress != NULL) {
        mem_free(meeting->progress->reason);
    }
    mem_free(meeting->progress);
    if (meeting->hosting != NULL) {
        mem_free(meeting->hosting->by);
    }
    mem_free(meeting->hosting);
    mem_free(meeting);
}

struct participant *meeting_find_participant(const struct meeting *meeting, const char *id)
{
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (strcmp(p->id, id) == 0) {
            return p;
        }
    }
    return NULL;
}

static const char *meeting_own_word(const struct meeting *meeting, enum meeting_word which)
{
    const char *word = meeting->own_words;
    for (int i = WORD_TITLE; word != NULL && i < (int)which; i++) {
        word += strlen(word) + 1;
    }
    return word != NULL ? word : "";
}

static void meeting_put_words(struct meeting *meeting, const char *const words[N_MEETING_WORDS])
{
    size_t sizes[N_MEETING_WORDS], size = 0;
    for (int i = 0; i < N_MEETING_WORDS; i++) {
        sizes[i] = (words[i] != NULL ? strlen(words[i]) : 0) + 1;
        size += sizes[i];
    }
    char *old = meeting->own_words; /* words may lie in it */
    char *at = meeting->own_words = size > N_MEETING_WORDS ? mem_zalloc(size) : NULL;
    for (int i = 0; at != NULL && i < N_MEETING_WORDS; at += sizes[i++]) {
        memcpy(at, words[i] != NULL ? words[i] : "", sizes[i]);
    }
    mem_free(old);
}

void meeting_set_words(struct meeting *meeting, const char *title, const char *organizer, const char *passcode)
{
    meeting_put_words(meeting, (const char *const[N_MEETING_WORDS]){
                                   [WORD_TITLE] = title, [WORD_ORGANIZER] = organizer, [WORD_PASSCODE] = passcode});
}

bool meeting_set_word(struct meeting *meeting, enum meeting_word which, const char *text)
{
    const char *words[N_MEETING_WORDS];
    for (int i = 0; i < N_MEETING_WORDS; i++) {
        words[i] = meeting_own_word(meeting, (enum meeting_word)i);
    }
    if (strcmp(words[which], text != NULL ? text : "") == 0) {
        return false;
    }
    words[which] = text;
    meeting_put_words(meeting, words);
    return true;
}

const char *meeting_title(const struct meeting *meeting)
{
    if (meeting->source == NULL) {
        return meeting_own_word(meeting, WORD_TITLE);
    }
    return meeting->source->title != NULL ? meeting->source->title : "";
}

const char *meeting_organizer(const struct meeting *meeting)
{
    if (meeting->source == NULL) {
        return meeting_own_word(meeting, WORD_ORGANIZER);
    }
    return meeting->source->organizer != NULL ? meeting->source->organizer : "";
}

const char *meeting_passcode(const struct meeting *meeting)
{
    return meeting_own_word(meeting, WORD_PASSCODE);
}

const char *meeting_calendar(const struct meeting *meeting)
{
    return meeting->booking != NULL ? meeting->booking->calendar->name : "";
}

const char *meeting_uid(const struct meeting *meeting)
{
    return meeting->booking != NULL ? meeting->booking->uid : meeting->id;
}

instant meeting_late(const struct meeting *meeting)
{
    return meeting->progress != NULL ? meeting->progress->late : INSTANT_NONE;
}

instant meeting_opened(const struct meeting *meeting)
{
    return meeting->progress != NULL ? meeting->progress->opened : INSTANT_NONE;
}

instant meeting_ended(const struct meeting *meeting)
{
    return meeting->progress != NULL ? meeting->progress->ended : INSTANT_NONE;
}

const char *meeting_reason(const struct meeting *meeting)
{
    return meeting->progress != NULL ? meeting->progress->reason : NULL;
}

struct space *meeting_space(const struct meeting *meeting)
{
    return meeting->progress != NULL ? meeting->progress->space : NULL;
}

struct progress *meeting_progress(struct meeting *meeting)
{
    if (meeting->progress == NULL) {
        meeting->progress = mem_zalloc(sizeof *meeting->progress);
        meeting->progress->late = meeting->progress->opened = meeting->progress->ended = INSTANT_NONE;
    }
    return meeting->progress;
}

const char *meeting_secret(const struct meeting *meeting)
{
    return meeting->hosting != NULL ? meeting->hosting->secret : "";
}

const char *meeting_call_id(const struct meeting *meeting)
{
    return meeting->hosting != NULL ? meeting->hosting->call_id : "";
}

struct hosting *meeting_host(struct meeting *meeting)
{
    if (meeting->hosting == NULL) {
        struct hosting *hosting = meeting->hosting = mem_zalloc(sizeof *hosting);
        hosting->meeting = meeting;
        meeting->actor.errand = &hosting->errand;
        hosting->not_before = hosting->watched = hosting->landed = hosting->reunion.not_before = INSTANT_NONE;
        actor_init(&hosting->reunion.actor, ACTOR_REUNION, &hosting->reunion.errand);
        heap_item_init(&hosting->waiting);
        heap_item_init(&hosting->dialing);
    }
    return meeting->hosting;
}

/* What it had from its source is its own from now on; its people are not there yet. */
void meeting_part_from_source(struct meeting *meeting)
{
    if (meeting->source != NULL) {
        meeting_set_words(meeting, meeting_title(meeting), meeting_organizer(meeting), meeting_passcode(meeting));
        meeting->source = NULL;
    }
}

bool meeting_is_final(const struct meeting *meeting)
{
    return meeting_fsm.final_states[meeting->state];
}

bool meeting_is_running(const struct meeting *meeting)
{
    return meeting->state == MEETING_STARTING || meeting->state == MEETING_ACTIVE || meeting->state == MEETING_ENDING;
}

instant meeting_due(const struct meeting *meeting)
{
    return meeting_late(meeting) > meeting->start ? meeting_late(meeting) : meeting->start;
}

instant meeting_deadline(const struct engine *engine, const struct meeting *meeting)
{
    if (meeting_opened(meeting) != INSTANT_NONE) {
        return meeting->end;
    }
    instant grace = meeting_due(meeting) + engine->settings->start_grace;
    return grace < meeting->end ? grace : meeting->end;
}

void meeting_touch(struct engine *engine, struct meeting *meeting)
{
    meeting->version++;
    effects_change(engine->effects, CHANGE_MEETING, meeting, NULL);
}

/* The meeting's own row stays as it is: a burst of dials would write it again for each of its participants. */
void participant_touch(struct engine *engine, struct participant *participant)
{
    participant->version++;
    effects_change(engine->effects, CHANGE_PARTICIPANT, participant, NULL);
}

uint64_t meeting_version(const struct meeting *meeting)
{
    uint64_t version = meeting->version;
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        version += p->version;
    }
    return version;
}

/* What everybody in it goes through when the meeting is over. */
static void meeting_dismiss(struct engine *engine, struct meeting *meeting)
{
    for (struct participant *p = meeting->participants, *next; p != NULL; p = next) {
        next = p->next;
        actor_retire(engine, &p->actor);
        second_forget(p);
        if (p->removing) {
            participant_forget(engine, p);
        } else if (p->state != PARTICIPANT_LISTED && p->state != PARTICIPANT_FAILED) {
            participant_move(engine, p, PARTICIPANT_EVENT_OVER, p->state == PARTICIPANT_CONNECTED ? NULL : p->reason);
        }
    }
}

static void meeting_tell(struct engine *engine, const struct meeting *meeting, enum meeting_state before)
{
    bool warning = meeting->state == MEETING_WAITING || meeting->state == MEETING_MISSED;
    char late[40] = "";
    if (before == MEETING_STARTING && meeting->state == MEETING_ACTIVE && meeting_opened(meeting) == engine->now) {
        snprintf(late, sizeof late, " late_ms=%lld", (long long)(engine->now - meeting->start));
    }
    char place[96] = "";
    if (meeting_space(meeting) != NULL) {
        snprintf(place, sizeof place, " space=%u", meeting_space(meeting)->index);
    }
    engine_notice(engine, warning, "meeting changed", "meeting=%s from=%s to=%s%s%s%s%s reason=\"%s\"", meeting->id,
                  meeting_fsm.states[before], meeting_fsm.states[meeting->state], place,
                  meeting->call_state != CALL_NONE ? " bridge=" : "",
                  meeting->call_state != CALL_NONE ? engine->settings->bridges[meeting->call_bridge].name : "", late,
                  meeting_reason(meeting) != NULL ? meeting_reason(meeting) : "");
}

static void hosting_move(struct engine *engine, struct hosting *hosting, enum meeting_state before)
{
    enum meeting_state state = hosting->meeting->state;
    heap_remove(&engine->line, &hosting->waiting);
    reunion_rest(engine, hosting);
    hosting->not_before = INSTANT_NONE;
    if (!(before == MEETING_STARTING && state == MEETING_WAITING) &&
        !(before == MEETING_WAITING && state == MEETING_STARTING)) {
        hosting->failures = 0; /* a start that fails again and again is tried ever more slowly */
    }
    hosting->tried = hosting->looked = 0;
    if (state == MEETING_WAITING) {
        heap_set(&engine->line, &hosting->waiting, hosting->meeting->start);
    }
}

void meeting_move(struct engine *engine, struct meeting *meeting, enum meeting_event event, const char *reason)
{
    enum meeting_state before = meeting->state;
    meeting->state = fsm_next(&meeting_fsm, (uint8_t)before, (uint8_t)event);
    if (meeting->state != before) {
        meeting_part_from_source(meeting); /* cancelled far ahead: nobody was in it yet */
    }
    if (mem_replace(&meeting_progress(meeting)->reason, reason) || meeting->state != before) {
        meeting_touch(engine, meeting);
    }
    if (meeting->state == before) {
        return;
    }
    meeting->progress->ended = meeting->state == MEETING_ENDED ? engine->now : INSTANT_NONE;
    engine->counts[before]--;
    engine->counts[meeting->state]++;
    engine->counters.missed += meeting->state == MEETING_MISSED;
    engine->counters.blocked += meeting->state == MEETING_WAITING;
    if (meeting->booking != NULL) {
        meeting->booking->calendar->meetings[before]--;
        meeting->booking->calendar->meetings[meeting->state]++;
        booking_count_living(meeting->booking, meeting_is_final(meeting) ? -1 : 0); /* a final state has no exit */
    }
    actor_rest(engine, &meeting->actor);
    if (!meeting_is_final(meeting) || meeting->hosting != NULL) {
        hosting_move(engine, meeting_host(meeting), before);
    }
    if (meeting->state == MEETING_ENDING || meeting_is_final(meeting)) {
        meeting_dismiss(engine, meeting);
    }
    actor_wake(engine, &meeting->actor, engine->now);
    meeting_tell(engine, meeting, before);
}

void participant_move(struct engine *engine, struct participant *participant, enum participant_event event,
                      const char *reason)
{
    enum participant_state before = participant->state;
    participant->state = fsm_next(&participant_fsm, (uint8_t)before, (uint8_t)event);
    bool reworded = mem_replace(&participant->reason, reason) != 0;
    if (participant->state == before && !reworded) {
        return;
    }
    if (participant->state != PARTICIPANT_RINGING && participant->state != PARTICIPANT_CONNECTED &&
        participant->state != PARTICIPANT_DIALING) {
        participant->call_leg[0] = '\0';
        participant->unsent = false;
    }
    participant_touch(engine, participant);
    if (participant->state != before) {
        engine->counters.dial_results[DIAL_CONNECTED] += participant->state == PARTICIPANT_CONNECTED;
        engine_notice(engine, participant->state == PARTICIPANT_FAILED, "participant changed",
                      "meeting=%s participant=%s dial=%s from=%s to=%s attempts=%u reason=\"%s\"",
                      participant->meeting->id, participant->id, log_quote(participant->dial),
                      participant_fsm.states[before], participant_fsm.states[participant->state], participant->attempts,
                      reason != NULL ? reason : "");
    }
}

char *meeting_shown_title(const struct meeting *meeting)
{
    enum { MOST_BYTES = 200 };
    const char *title = meeting->hosting != NULL && meeting->hosting->untitled ? "" : meeting_title(meeting);
    while ((unsigned char)*title <= ' ' && *title != '\0') {
        title++;
    }
    size_t len = strlen(title);
    if (len > MOST_BYTES) {
        for (len = MOST_BYTES; len > 0 && ((unsigned char)title[len] & 0xc0) == 0x80; len--) {
        }
    }
    while (len > 0 && (unsigned char)title[len - 1] <= ' ') {
        len--;
    }
    char *shown = len > 0 ? mem_strndup(title, len) : mem_strdup("Meeting");
    for (char *at = shown; *at != '\0'; at++) {
        *at = (unsigned char)*at < ' ' ? ' ' : *at;
    }
    return shown;
}

struct meeting *meeting_new(struct engine *engine)
{
    struct meeting *meeting = mem_zalloc(sizeof *meeting);
    actor_init(&meeting->actor, ACTOR_MEETING, NULL);
    random_guid(&engine->random, meeting->id);
    assert(engine->last_number < UINT32_MAX);
    meeting->number = ++engine->last_number;
    meeting->recurrence_id = INSTANT_NONE;
    meeting->state = MEETING_SCHEDULED;
    return meeting;
}

instant meeting_people_due(const struct meeting *meeting)
{
    return meeting->start - PEOPLE_AHEAD_MS - (duration_ms)(hash_string(HASH_START, meeting->id) % PEOPLE_SPREAD_MS);
}

void engine_add_meeting(struct engine *engine, struct meeting *meeting)
{
    void *old = map_set(&engine->meetings, meeting->id, meeting);
    assert(old == NULL);
    (void)old;
    engine->counts[meeting->state]++;
    order_join(&engine->order, meeting);
    actor_wake(engine, &meeting->actor, engine->now);
}

void meeting_set_start(struct engine *engine, struct meeting *meeting, instant start)
{
    meeting->start = start;
    if (start < engine->now) {
        meeting_progress(meeting)->late = engine->now;
    } else if (meeting->progress != NULL) {
        meeting->progress->late = INSTANT_NONE;
    }
}

struct participant *participant_make(const char *address, const char *name, const char *dial)
{
    struct participant *participant = mem_zalloc(sizeof *participant);
    actor_init(&participant->actor, ACTOR_PARTICIPANT, &participant->errand);
    participant->address = mem_strdup(address);
    participant->name = mem_strdup(name != NULL ? name : "");
    participant->dial = mem_strdup(dial);
    participant->state = dial != NULL ? PARTICIPANT_PENDING : PARTICIPANT_LISTED;
    participant->dial_at = participant->landed = INSTANT_NONE;
    return participant;
}

static void participant_join(struct engine *engine, struct meeting *meeting, struct participant *participant)
{
    participant->meeting = meeting;
    struct participant **slot = &meeting->participants;
    while (*slot != NULL) {
        slot = &(*slot)->next;
    }
    *slot = participant;
    meeting->n_participants++;
    effects_change(engine->effects, CHANGE_PARTICIPANT, participant, NULL);
    meeting_touch(engine, meeting);
    if (meeting->state == MEETING_ACTIVE) {
        actor_wake(engine, &participant->actor, engine->now);
    }
}

struct participant *participant_new(struct engine *engine, struct meeting *meeting, const char *address,
                                    const char *name, const char *dial)
{
    struct participant *participant = participant_make(address, name, dial);
    random_guid(&engine->random, participant->id);
    participant_join(engine, meeting, participant);
    return participant;
}

void participant_forget(struct engine *engine, struct participant *participant)
{
    struct meeting *meeting = participant->meeting;
    for (struct participant **slot = &meeting->participants; *slot != NULL; slot = &(*slot)->next) {
        if (*slot == participant) {
            *slot = participant->next;
            break;
        }
    }
    meeting->n_participants--;
    actor_retire(engine, &participant->actor);
    effects_delete(engine->effects, CHANGE_PARTICIPANT, participant, NULL);
    meeting->version += participant->version; /* the sum goes on from where it was */
    meeting_touch(engine, meeting);
}

void engine_delete_meeting(struct engine *engine, struct meeting *meeting)
{
    assert(meeting_is_final(meeting) && meeting_space(meeting) == NULL);
    actor_retire(engine, &meeting->actor);
    if (meeting->hosting != NULL) {
        heap_remove(&engine->line, &meeting->hosting->waiting);
        reunion_rest(engine, meeting->hosting);
        dials_leave(engine, meeting->hosting);
    }
    while (meeting->participants != NULL) {
        participant_forget(engine, meeting->participants);
    }
    map_remove(&engine->meetings, meeting->id);
    engine->counts[meeting->state]--;
    order_leave(&engine->order, meeting);
    effects_delete(engine->effects, CHANGE_MEETING, meeting, NULL);
}
