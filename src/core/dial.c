/* core/dial.c: a participant: dialled, watched, dialled again by a small table, hung up.
 *
 * The bridge never says why a leg ended (API reference 3.6): one that vanishes before it was connected was busy,
 * unanswered or refused and is tried again; one that was connected has left and is not. A leg that seems to be gone,
 * and one whose POST has no clear answer, is looked for in the list of the call's legs before anything is decided. */
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* How long after the n-th attempt the next is made. */
static const duration_ms redial_after[] = {5 * SECOND_MS, 15 * SECOND_MS, 30 * SECOND_MS,
                                           MINUTE_MS,     2 * MINUTE_MS,  5 * MINUTE_MS};
enum { MOST_ATTEMPTS = sizeof redial_after / sizeof *redial_after + 1 };

void dial_check_time(const struct engine *engine, struct participant *participant)
{
    if (participant->dial_at != INSTANT_NONE && participant->dial_at > engine->now + redial_after[MOST_ATTEMPTS - 2]) {
        participant->dial_at = INSTANT_NONE;
    }
}

static bool dial_has_leg(const struct participant *participant)
{
    return participant->state == PARTICIPANT_DIALING || participant->state == PARTICIPANT_RINGING ||
           participant->state == PARTICIPANT_CONNECTED;
}

static void dial_send(struct engine *engine, struct participant *participant);

static void dial_ask(struct engine *engine, struct participant *participant)
{
    if (participant->dial_at != INSTANT_NONE && engine->now < participant->dial_at) {
        actor_wake(engine, &participant->actor, participant->dial_at);
    } else {
        dials_join(engine, participant);
    }
}

void dial_go(struct engine *engine, struct participant *participant)
{
    participant->attempts++;
    engine->counters.dials++;
    engine->counters.redials += participant->attempts > 1;
    participant->offset = 0;
    participant->unsent = true;
    participant_move(engine, participant, PARTICIPANT_EVENT_ASKED, NULL);
    dial_send(engine, participant);
}

/* Decided before there is a slot, so that it is durable when there is one and leaves without waiting. */
static void dial_send(struct engine *engine, struct participant *participant)
{
    const struct meeting *meeting = participant->meeting;
    if (!agenda_slot(engine, &participant->actor, meeting->call_bridge)) {
        return;
    }
    participant->unsent = false;
    struct request *request = agenda_send(engine, &participant->actor, meeting->call_bridge, REQUEST_DIAL);
    memcpy(request->id, meeting->hosting->call_id, ID_SIZE);
    request->remote_party = mem_strdup(participant->dial);
    if (participant->attempts > 1) { /* another leg of his may be about: this one says whose it is */
        memcpy(request->owner, participant->id, sizeof request->owner);
    }
}

static void dial_read(struct engine *engine, struct participant *participant)
{
    const struct meeting *meeting = participant->meeting;
    if (participant->dial_at != INSTANT_NONE && engine->now < participant->dial_at) { /* of the next look */
        actor_wake(engine, &participant->actor, participant->dial_at);
        return;
    }
    if (!agenda_slot(engine, &participant->actor, meeting->call_bridge)) {
        return;
    }
    bool list = participant->look || participant->call_leg[0] == '\0';
    struct request *request =
        agenda_send(engine, &participant->actor, meeting->call_bridge, list ? REQUEST_LIST_LEGS : REQUEST_READ_LEG);
    memcpy(request->id, list ? meeting->hosting->call_id : participant->call_leg, ID_SIZE);
    request->offset = list ? participant->offset : 0;
}

bool dial_may_be_elsewhere(const struct participant *participant)
{
    const struct space *space = meeting_space(participant->meeting);
    return participant->attempts > 0 && space != NULL && space->stray != 0;
}

static void dial_hang_up(struct engine *engine, struct participant *participant)
{
    bool none = !dial_has_leg(participant) || participant->unsent;
    if (none && !participant->look && !dial_may_be_elsewhere(participant)) {
        participant_forget(engine, participant);
    } else if (none && !participant->look) {
        return; /* he may be in another call of the meeting, which may become its own (reunion.c) */
    } else if (participant->call_leg[0] == '\0') {
        dial_read(engine, participant); /* its leg may be there without our knowing its id */
    } else if (participant->dial_at != INSTANT_NONE && engine->now < participant->dial_at) { /* asked in vain */
        actor_wake(engine, &participant->actor, participant->dial_at);
    } else if (agenda_slot(engine, &participant->actor, participant->meeting->call_bridge)) {
        memcpy(agenda_send(engine, &participant->actor, participant->meeting->call_bridge, REQUEST_HANG_UP)->id,
               participant->call_leg, ID_SIZE);
    }
}

/* The leg that is known comes first; who is still to be dialled is looked for before. */
static bool dial_wants_second(const struct engine *engine, const struct participant *participant)
{
    if (participant->landed == INSTANT_NONE) {
        return false;
    }
    if (dial_has_leg(participant) && !participant->unsent) {
        return !participant->removing && participant->call_leg[0] != '\0' && !participant->look &&
               engine->now >= participant->landed;
    }
    return participant->removing || participant->state == PARTICIPANT_DISCONNECTED ||
           participant->state == PARTICIPANT_FAILED;
}

void dial_run(struct engine *engine, struct participant *participant)
{
    const struct meeting *meeting = participant->meeting;
    if (actor_is_asking(&participant->actor) || meeting->state != MEETING_ACTIVE || meeting->call_state != CALL_OPEN) {
        return; /* run again when the call is open */
    }
    if (dial_wants_second(engine, participant)) {
        second_run(engine, participant);
        return;
    }
    second_pause(participant);
    if (participant->removing) {
        dial_hang_up(engine, participant);
    } else if (participant->state == PARTICIPANT_PENDING && !participant->look) {
        dial_ask(engine, participant);
    } else if (participant->unsent) {
        dial_send(engine, participant);
    } else if (participant->state == PARTICIPANT_PENDING || dial_has_leg(participant)) {
        dial_read(engine, participant);
    }
}

/* Who is to be removed is not watched any more: hung up at once. */
static void dial_look_in(struct engine *engine, struct participant *participant, duration_ms delay)
{
    participant->dial_at = participant->removing ? INSTANT_NONE : engine->now + delay;
}

/* A leg that ended says something about him; a dial without a clear answer only of the bridge: those are counted by
 * themselves, so that who is dialled again after a failover does not wait for having been called before. */
static duration_ms dial_wait(struct participant *participant)
{
    uint32_t n = participant->call_leg[0] != '\0' ? participant->attempts : ++participant->unclear;
    return redial_after[n > 0 ? n - 1 : 0];
}

/* The leg is certainly gone. */
static void dial_vanished(struct engine *engine, struct participant *participant, const char *reason)
{
    participant->look = false;
    participant->offset = 0;
    if (!dial_has_leg(participant)) {
        return; /* nothing was there: dialled now, or forgotten */
    }
    engine->counters.dial_results[DIAL_UNANSWERED] += participant->state != PARTICIPANT_CONNECTED;
    if (participant->state == PARTICIPANT_CONNECTED) {
        participant_move(engine, participant, PARTICIPANT_EVENT_LEAVES, NULL);
    } else if (participant->attempts >= MOST_ATTEMPTS) {
        participant_move(engine, participant, PARTICIPANT_EVENT_EXHAUSTED, reason);
    } else {
        participant->dial_at = engine->now + dial_wait(participant);
        participant->look =
            participant->call_leg[0] == '\0' || participant->landed != INSTANT_NONE; /* it may be acted upon yet */
        participant_move(engine, participant, PARTICIPANT_EVENT_VANISHES, reason);
    }
}

static void dial_call_gone(struct engine *engine, struct meeting *meeting)
{
    meeting->call_state = CALL_NONE;
    meeting->hosting->call_id[0] = '\0';
    watch_lost(engine, meeting, "its call was closed on the bridge");
}

static void dial_asked(struct engine *engine, struct participant *participant, const struct answer *answer)
{
    switch (answer->outcome) {
    case OUTCOME_DONE:
        snprintf(participant->call_leg, sizeof participant->call_leg, "%s", answer->id);
        participant_touch(engine, participant);
        dial_look_in(engine, participant, LEG_FIRST_LOOK_MS);
        return;
    case OUTCOME_UNKNOWN:
        participant->look = true;
        second_expect(engine, participant);
        return;
    case OUTCOME_GONE:
        participant->look = true; /* is the call there at all? Others may be in it, or on their way */
        return;
    case OUTCOME_REFUSED: {
        engine->counters.dial_results[DIAL_REFUSED]++;
        CLEAN_FREE char *reason = mem_printf("the bridge refused to dial it: %s", answer->reason);
        participant_move(engine, participant, PARTICIPANT_EVENT_EXHAUSTED, reason);
        return;
    }
    case OUTCOME_BUSY:
    case OUTCOME_DENIED:
    case OUTCOME_UNSENT:
        engine->counters.dial_results[DIAL_UNSENT]++;
        participant->attempts--; /* nothing was dialled */
        dials_return(engine, participant->meeting->hosting);
        participant->dial_at = engine->now + SECOND_MS;
        participant_move(engine, participant, PARTICIPANT_EVENT_VANISHES, NULL);
        return;
    }
}

static void dial_shows(struct engine *engine, struct participant *participant, const char *state)
{
    if (strcasecmp(state, "ringing") == 0) {
        participant_move(engine, participant, PARTICIPANT_EVENT_RINGS, NULL);
    } else if (strcasecmp(state, "connected") == 0 || strcasecmp(state, "onHold") == 0) {
        participant_move(engine, participant, PARTICIPANT_EVENT_ANSWERS, NULL);
    }
    dial_look_in(engine, participant,
                 participant->state == PARTICIPANT_CONNECTED ? watch_every(engine, LEG_WATCH_MS) : LEG_LOOK_MS);
}

/* "sip:room@example.com;transport=tls" and "room@example.com" are the same party. */
static bool dial_same_party(const char *shown, const char *dial)
{
    const char *const schemes[] = {"sip:", "sips:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        shown += strncasecmp(shown, schemes[i], len) == 0 ? len : 0;
        dial += strncasecmp(dial, schemes[i], len) == 0 ? len : 0;
    }
    size_t shown_len = strcspn(shown, ";"), dial_len = strcspn(dial, ";");
    return shown_len == dial_len && strncasecmp(shown, dial, shown_len) == 0;
}

bool dial_is_party(const struct participant *participant, const struct record *leg)
{
    return participant->dial != NULL && (dial_same_party(record_get(leg, "remoteParty"), participant->dial) ||
                                         dial_same_party(record_get(leg, "originalRemoteParty"), participant->dial));
}

bool dial_is_others(const struct participant *participant, const char *leg)
{
    for (const struct participant *p = participant->meeting->participants; p != NULL; p = p->next) {
        if (p != participant && strcmp(p->call_leg, leg) == 0) {
            return true;
        }
    }
    return false;
}

static bool dial_matches(const struct participant *participant, const struct record *record)
{
    if (participant->call_leg[0] != '\0') {
        return strcmp(record->id, participant->call_leg) == 0;
    }
    return dial_is_party(participant, record) && !dial_is_others(participant, record->id);
}

static void dial_looked(struct engine *engine, struct participant *participant, const struct answer *answer)
{
    for (size_t i = 0; i < answer->n_records; i++) {
        if (dial_matches(participant, &answer->records[i])) {
            if (participant->call_leg[0] == '\0') {
                if (!dial_has_leg(participant)) {
                    participant_move(engine, participant, PARTICIPANT_EVENT_INVITED, NULL);
                    participant_move(engine, participant, PARTICIPANT_EVENT_ASKED, NULL);
                }
                engine->counters.adopted[COUNTED_LEG]++;
                engine_notice(engine, false, "call leg adopted", "meeting=%s participant=%s call_leg=%s",
                              participant->meeting->id, participant->id, answer->records[i].id);
                snprintf(participant->call_leg, sizeof participant->call_leg, "%s", answer->records[i].id);
                if (participant->attempts > 1) { /* back in an earlier call: a dial may have been in doubt there */
                    second_expect(engine, participant);
                }
                participant_touch(engine, participant);
            } else {
                dial_look_in(engine, participant, LEG_LOOK_MS); /* listed, though a look at it did not find it */
            }
            participant->look = false;
            participant->offset = 0;
            return;
        }
    }
    participant->offset += (uint32_t)answer->n_records;
    if (answer->n_records == 0 || participant->offset >= answer->total) {
        if (participant->call_leg[0] == '\0' && participant->attempts > 0 && participant->landed == INSTANT_NONE) {
            second_expect(engine, participant); /* back in an earlier call: a dial of then may land only now */
        }
        dial_vanished(engine, participant,
                      participant->call_leg[0] != '\0' ? "no answer, busy or refused"
                                                       : "the dial had no clear answer, and no leg is there");
    }
}

static void dial_later(struct engine *engine, struct participant *participant)
{
    participant->dial_at = engine->now + LEG_LOOK_MS;
}

void dial_answer(struct engine *engine, struct participant *participant, enum request_kind kind,
                 const struct answer *answer)
{
    bool done = answer->outcome == OUTCOME_DONE;
    bool gone = answer->outcome == OUTCOME_GONE;
    if (participant->meeting->state != MEETING_ACTIVE) {
        return;
    }
    if (participant->second != NULL) {
        if (!second_answer(engine, participant, answer)) {
            dial_call_gone(engine, participant->meeting);
            return;
        }
    } else if (kind == REQUEST_DIAL) {
        dial_asked(engine, participant, answer);
    } else if (kind == REQUEST_HANG_UP && (done || gone)) {
        participant_move(engine, participant, PARTICIPANT_EVENT_OVER, NULL); /* forgotten once nothing can land */
    } else if (kind == REQUEST_LIST_LEGS && gone) {
        dial_call_gone(engine, participant->meeting);
        return;
    } else if (kind == REQUEST_LIST_LEGS && done) {
        dial_looked(engine, participant, answer);
    } else if (kind == REQUEST_READ_LEG && gone) {
        participant->look = true; /* is the call there at all? */
    } else if (kind == REQUEST_READ_LEG && done && answer->n_records > 0) {
        dial_shows(engine, participant, record_get(&answer->records[0], "status/state"));
    } else {
        dial_later(engine, participant);
    }
    dial_run(engine, participant);
}

void dial_remove(struct engine *engine, struct participant *participant)
{
    participant->removing = true;
    participant_touch(engine, participant);
    if (participant->meeting->state == MEETING_ACTIVE || actor_is_asking(&participant->actor) ||
        dial_may_be_elsewhere(participant)) {
        participant->dial_at = INSTANT_NONE;
        actor_wake(engine, &participant->actor, engine->now);
    } else {
        participant_forget(engine, participant);
    }
}
