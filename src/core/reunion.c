/* core/reunion.c: one call for one meeting. A bridge that was only cut off from us kept its call, or a POST calls that
 * had no clear answer took effect: an active meeting has two. One survives, the one with people in it.
 *
 *   FIND ─none─► nothing is there any more          only what we may have opened ourselves is weighed (space->stray);
 *    │ another call of its space                     what the survey saw is closed if it is empty or older than the
 *    ▼                                               meeting: else guests came in by another bridge, and stay
 *   WEIGH ─nobody in it─► CLOSE ─► FIND
 *    │ people
 *    ▼                                               more people: that one; as many: ours, which holds those who
 *   WEIGH_OWN ─► NAMES ─► ours: CLOSE                were dialled last. Who is in the other one only is dialled
 *                     └─► the other: adopted         into the survivor.
 */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static struct meeting *reunion_meeting(const struct reunion *reunion)
{
    return ((struct hosting *)(void *)((char *)(uintptr_t)reunion - offsetof(struct hosting, reunion)))->meeting;
}

static void reunion_reset(struct reunion *reunion)
{
    reunion->stage = REUNION_FIND;
    reunion->call[0] = '\0';
    reunion->offset = 0;
}

void reunion_rest(struct engine *engine, struct hosting *hosting)
{
    actor_retire(engine, &hosting->reunion.actor);
    hosting->reunion.seen = 0;
    hosting->reunion.failures = 0;
    hosting->reunion.not_before = INSTANT_NONE;
    reunion_reset(&hosting->reunion);
}

/* Where another call may be: bridges that can be asked. */
static uint32_t reunion_bridges(const struct engine *engine, const struct reunion *reunion)
{
    const struct meeting *meeting = reunion_meeting(reunion);
    uint32_t usable = 0;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        usable |= bridge_usable(&engine->bridges[b]) ? 1u << b : 0;
    }
    return meeting_space(meeting) != NULL ? (meeting_space(meeting)->stray | reunion->seen) & usable : 0;
}

bool reunion_is_due(const struct engine *engine, const struct meeting *meeting)
{
    return meeting->state == MEETING_ACTIVE && reunion_bridges(engine, &meeting->hosting->reunion) != 0;
}

static void reunion_choose(struct reunion *reunion, uint32_t bridges)
{
    if ((bridges & 1u << reunion->bridge) == 0) {
        reunion_reset(reunion);
        for (reunion->bridge = 0; (bridges & 1u << reunion->bridge) == 0; reunion->bridge++) {
        }
    }
}

void reunion_run(struct engine *engine, struct reunion *reunion)
{
    static const enum request_kind asks[] = {[REUNION_FIND] = REQUEST_LIST_CALLS,
                                             [REUNION_WEIGH] = REQUEST_READ_CALL,
                                             [REUNION_WEIGH_OWN] = REQUEST_READ_CALL,
                                             [REUNION_NAMES] = REQUEST_LIST_LEGS,
                                             [REUNION_CLOSE] = REQUEST_CLOSE_CALL};
    struct meeting *meeting = reunion_meeting(reunion);
    if (actor_is_asking(&reunion->actor) || !reunion_is_due(engine, meeting)) {
        return; /* run again when the bridge is back */
    }
    if (reunion->not_before != INSTANT_NONE && engine->now < reunion->not_before) {
        actor_wake(engine, &reunion->actor, reunion->not_before);
        return;
    }
    reunion_choose(reunion, reunion_bridges(engine, reunion));
    bool own = reunion->stage == REUNION_WEIGH_OWN;
    uint32_t bridge = own ? meeting->call_bridge : reunion->bridge;
    assert(meeting_space(meeting) != NULL);
    if (agenda_slot(engine, &reunion->actor, bridge)) {
        struct request *request = agenda_send(engine, &reunion->actor, bridge, asks[reunion->stage]);
        memcpy(request->id,
               own                              ? meeting->hosting->call_id
               : reunion->stage == REUNION_FIND ? meeting_space(meeting)->id
                                                : reunion->call,
               ID_SIZE);
        request->offset = reunion->offset;
    }
}

void reunion_wake(struct engine *engine, struct meeting *meeting)
{
    if (reunion_is_due(engine, meeting) && meeting->hosting->reunion.errand.queue == NULL) {
        actor_wake(engine, &meeting->hosting->reunion.actor, engine->now);
    }
}

void reunion_see(struct engine *engine, struct meeting *meeting, uint32_t bridge, const char *call)
{
    if (meeting->state == MEETING_ACTIVE &&
        (bridge != meeting->call_bridge || strcmp(call, meeting->hosting->call_id) != 0)) {
        meeting->hosting->reunion.seen |= 1u << bridge;
        reunion_wake(engine, meeting);
    }
}

static void reunion_later(struct engine *engine, struct reunion *reunion)
{
    reunion->failures++;
    reunion->not_before = engine->now + agenda_backoff(reunion->failures);
    reunion->offset = 0;
}

/* Nothing of ours is on this bridge, and nothing can land there any more. */
static void reunion_over(struct engine *engine, struct reunion *reunion)
{
    struct meeting *meeting = reunion_meeting(reunion);
    uint32_t bit = 1u << reunion->bridge;
    reunion->seen &= ~bit;
    reunion_reset(reunion);
    if ((meeting_space(meeting)->stray & bit) == 0) {
        return;
    }
    instant landed = meeting->hosting->landed > engine->started + LANDING_MS ? meeting->hosting->landed
                                                                             : engine->started + LANDING_MS;
    if (engine->now < landed) {
        reunion->not_before = landed;
        return;
    }
    meeting_space(meeting)->stray &= ~bit;
    effects_change(engine->effects, CHANGE_SPACE, meeting_space(meeting), NULL);
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (p->removing) {
            actor_wake(engine, &p->actor, engine->now); /* he is nowhere */
        }
    }
}

static void reunion_found(struct engine *engine, struct reunion *reunion, const struct answer *answer)
{
    const struct meeting *meeting = reunion_meeting(reunion);
    for (size_t i = 0; i < answer->n_records; i++) {
        if (strcmp(record_get(&answer->records[i], "coSpace"), meeting_space(meeting)->id) == 0 &&
            strcmp(answer->records[i].id, meeting->hosting->call_id) != 0) {
            snprintf(reunion->call, sizeof reunion->call, "%s", answer->records[i].id);
            reunion->offset = 0;
            reunion->stage = REUNION_WEIGH;
            return;
        }
    }
    reunion->offset += (uint32_t)answer->n_records;
    if (answer->n_records == 0 || reunion->offset >= answer->total) {
        reunion_over(engine, reunion);
    }
}

static void reunion_close(struct engine *engine, struct reunion *reunion, const char *why)
{
    const struct meeting *meeting = reunion_meeting(reunion);
    engine->counters.orphans[COUNTED_CALL]++;
    engine_notice(engine, false, "the other call of a meeting is closed", "meeting=%s call=%s bridge=%s reason=\"%s\"",
                  meeting->id, reunion->call, engine->settings->bridges[reunion->bridge].name, why);
    reunion->stage = REUNION_CLOSE;
}

/* People in a call; one that does not say may have some. Peer links are legs, not people (API reference 6). */
static uint32_t reunion_people(const struct record *record)
{
    return (uint32_t)record_number(record, "numParticipantsLocal", record_number(record, "numCallLegs", 1));
}

static void reunion_look_for_names(struct reunion *reunion)
{
    reunion->stage = REUNION_NAMES;
    reunion->offset = 0;
    for (struct participant *p = reunion_meeting(reunion)->participants; p != NULL; p = p->next) {
        p->elsewhere = false;
    }
}

static void reunion_weigh(struct engine *engine, struct reunion *reunion, const struct record *record)
{
    const struct meeting *meeting = reunion_meeting(reunion);
    duration_ms age = record_number(record, "durationSeconds", 0) * SECOND_MS;
    bool ours = (meeting_space(meeting)->stray & 1u << reunion->bridge) != 0;
    bool older = engine->now >= meeting_opened(meeting) && age > engine->now - meeting->start + MINUTE_MS;
    reunion->people = reunion_people(record);
    if (!ours && older) {
        reunion_close(engine, reunion, "it is older than the meeting");
    } else if (reunion->people == 0 && (ours || age >= GUEST_ARRIVES_MS)) {
        reunion_close(engine, reunion, "nobody is in it");
    } else if (strcmp(reunion->call, reunion->left) == 0) {
        reunion->people = 0; /* decided already */
        reunion_look_for_names(reunion);
    } else if (!ours) { /* guests by another bridge; an empty one is looked at again when the survey sees it */
        reunion_over(engine, reunion);
    } else {
        reunion->stage = REUNION_WEIGH_OWN;
    }
}

/* Those who are connected or came by themselves; not those whom we are still ringing. */
static void reunion_weigh_own(struct reunion *reunion, const struct answer *answer)
{
    const struct meeting *meeting = reunion_meeting(reunion);
    uint32_t ringing = 0;
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        ringing += p->call_leg[0] != '\0' && p->state != PARTICIPANT_CONNECTED;
    }
    uint32_t people = answer->n_records > 0 ? reunion_people(&answer->records[0]) : 0; /* gone: nobody */
    reunion->own_people = people > ringing ? people - ringing : 0;
    reunion_look_for_names(reunion);
}

/* Who is in the other call gets the meeting dialled if the survivor has not got him, whatever became of the second
 * ringing: he was in a call of this meeting all the time. */
static void reunion_call_over(struct engine *engine, struct meeting *meeting)
{
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (p->elsewhere && !p->removing && (p->state == PARTICIPANT_FAILED || p->state == PARTICIPANT_DISCONNECTED)) {
            p->look = false;
            participant_move(engine, p, PARTICIPANT_EVENT_INVITED, NULL);
        }
        if (p->elsewhere && p->state == PARTICIPANT_PENDING) {
            p->dial_at = engine->now + REUNION_DIAL_MS;
            participant_touch(engine, p);
            actor_wake(engine, &p->actor, p->dial_at);
        }
    }
    effects_change(engine->effects, CHANGE_SPACE, meeting_space(meeting), NULL); /* durable before anybody is put out */
}

static void reunion_move_over(struct engine *engine, struct reunion *reunion)
{
    struct meeting *meeting = reunion_meeting(reunion);
    uint32_t bridge = reunion->bridge;
    CLEAN_FREE char *reason = mem_printf("more people are in its call on %s", engine->settings->bridges[bridge].name);
    reunion_call_over(engine, meeting);
    meeting_space(meeting)->stray &= ~(1u << bridge);
    memcpy(reunion->left, meeting->hosting->call_id, sizeof reunion->left);
    watch_lost(engine, meeting, reason);
    meeting_stagger(engine, meeting, REUNION_DIAL_MS,
                    stagger_window(meeting_count_dialled(meeting), engine->settings->legs_per_second));
    meeting->call_state = CALL_UNCLEAR; /* there it is looked for, and adopted */
    meeting->call_bridge = (uint8_t)bridge;
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        p->dial_at = p->elsewhere ? INSTANT_NONE : p->dial_at;
    }
    meeting_touch(engine, meeting);
}

static void reunion_name(struct engine *engine, struct reunion *reunion, const struct answer *answer)
{
    struct meeting *meeting = reunion_meeting(reunion);
    for (size_t i = 0; i < answer->n_records; i++) {
        struct participant *p = meeting->participants;
        while (p != NULL && (p->elsewhere || p->attempts == 0 || !dial_is_party(p, &answer->records[i]))) {
            p = p->next;
        }
        if (p != NULL) {
            p->elsewhere = true;
        }
    }
    reunion->offset += (uint32_t)answer->n_records;
    if (answer->n_records > 0 && reunion->offset < answer->total) {
        return; /* the next page */
    }
    if (reunion->people > reunion->own_people) {
        reunion_move_over(engine, reunion);
    } else {
        reunion_call_over(engine, meeting);
        reunion_close(engine, reunion, "people are in the meeting's own");
    }
}

void reunion_answer(struct engine *engine, struct reunion *reunion, const struct answer *answer)
{
    bool done = answer->outcome == OUTCOME_DONE;
    bool gone = answer->outcome == OUTCOME_GONE;
    enum reunion_stage stage = reunion->stage;
    reunion->not_before = INSTANT_NONE;
    if (stage == REUNION_FIND && done) {
        reunion_found(engine, reunion, answer);
    } else if (stage == REUNION_WEIGH_OWN && (done || gone)) {
        reunion_weigh_own(reunion, answer);
    } else if (gone || (stage == REUNION_CLOSE && done)) {
        reunion_reset(reunion); /* is there another? */
    } else if (stage == REUNION_WEIGH && done && answer->n_records > 0) {
        reunion_weigh(engine, reunion, &answer->records[0]);
    } else if (stage == REUNION_NAMES && done) {
        reunion_name(engine, reunion, answer);
    } else {
        reunion_later(engine, reunion);
    }
    reunion->failures = reunion->not_before == INSTANT_NONE ? 0 : reunion->failures;
    reunion_run(engine, reunion);
}
