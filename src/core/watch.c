/* core/watch.c: an active meeting: its end, changes that must be shown on the bridge, and whether its call is still
 * there. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

void meeting_run(struct engine *engine, struct meeting *meeting)
{
    if (actor_is_asking(&meeting->actor)) {
        return; /* its answer runs it again */
    }
    if (leap_holds(engine) && meeting->state < MEETING_ENDING) {
        actor_wake(engine, &meeting->actor, engine->leap_until);
        return;
    }
    switch (meeting->state) {
    case MEETING_SCHEDULED:
    case MEETING_WAITING:
    case MEETING_STARTING:
        start_run(engine, meeting);
        return;
    case MEETING_ACTIVE:
        watch_run(engine, meeting);
        return;
    case MEETING_ENDING:
        end_run(engine, meeting);
        return;
    case MEETING_ENDED:
    case MEETING_MISSED:
    case MEETING_CANCELLED:
    case N_MEETING_STATES:
        return;
    }
}

void meeting_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer)
{
    switch (meeting->state) {
    case MEETING_STARTING:
        start_answer(engine, meeting, kind, answer);
        break;
    case MEETING_ACTIVE:
        watch_answer(engine, meeting, kind, answer);
        break;
    case MEETING_ENDING:
        end_answer(engine, meeting, kind, answer);
        break;
    default:
        break;
    }
    meeting_run(engine, meeting);
}

duration_ms watch_every(const struct engine *engine, duration_ms most)
{
    return engine->settings->reconcile_every < most ? engine->settings->reconcile_every : most;
}

void watch_run(struct engine *engine, struct meeting *meeting)
{
    if (engine->now >= meeting->end) {
        meeting_move(engine, meeting, MEETING_EVENT_FINISH, NULL);
        return;
    }
    instant may = meeting->hosting->not_before != INSTANT_NONE ? meeting->hosting->not_before : engine->now;
    instant look = meeting->hosting->watched + watch_every(engine, CALL_WATCH_MS);
    look = look > may ? look : may;
    instant next = meeting->hosting->opened_space ? look : may;
    if (engine->now < next) {
        actor_wake(engine, &meeting->actor, next < meeting->end ? next : meeting->end);
        return;
    }
    actor_wake(engine, &meeting->actor, meeting->end); /* an answer or a queue runs it before that */
    if (!meeting->hosting->opened_space) {
        uint32_t bridge = agenda_any(engine, &meeting->actor);
        if (bridge != NO_BRIDGE) {
            struct request *request = agenda_send(engine, &meeting->actor, bridge, REQUEST_OPEN_SPACE);
            open_space_fill(meeting, request);
            space_mend_fill(engine, meeting_space(meeting), request);
        }
    } else if (agenda_slot(engine, &meeting->actor, meeting->call_bridge)) {
        memcpy(agenda_send(engine, &meeting->actor, meeting->call_bridge, REQUEST_READ_CALL)->id,
               meeting->hosting->call_id, ID_SIZE);
    }
}

/* Its call is gone, or its bridge: those who were in it, or were still to be dialled, are dialled again; not those who
 * left. */
void watch_lost(struct engine *engine, struct meeting *meeting, const char *reason)
{
    for (struct participant *p = meeting->participants, *next; p != NULL; p = next) {
        next = p->next;
        actor_retire(engine, &p->actor);
        if (p->removing && p->attempts == 0) {
            participant_forget(engine, p);
            continue;
        }
        p->look = false;
        second_forget(p);
        p->unclear = 0;
        p->dial_at = INSTANT_NONE;
        participant_move(engine, p, PARTICIPANT_EVENT_LOST, p->reason);
    }
    start_abandon_call(engine, meeting);
    actor_drop_request(engine, &meeting->actor);
    meeting_move(engine, meeting, MEETING_EVENT_LOST, reason);
    meeting_stagger(engine, meeting, 0,
                    stagger_window(meeting_count_dialled(meeting), engine->settings->legs_per_second));
}

/* Its space does not exist any more; the call went with it. */
void watch_space_lost(struct engine *engine, struct meeting *meeting)
{
    meeting_progress(meeting)->space = NULL;
    actor_drop_request(engine, &meeting->actor);
    if (meeting->call_state == CALL_UNCLEAR) {
        start_abandon_call(engine, meeting);
    }
    meeting_touch(engine, meeting);
    if (meeting->state == MEETING_ACTIVE) {
        watch_lost(engine, meeting, "its space was deleted on the bridge");
    }
    actor_wake(engine, &meeting->actor, engine->now);
}

static void watch_later(struct engine *engine, struct meeting *meeting)
{
    meeting->hosting->failures++;
    meeting->hosting->not_before = engine->now + agenda_backoff(meeting->hosting->failures);
}

void watch_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer)
{
    bool gone = answer->outcome == OUTCOME_GONE;
    if (answer->outcome == OUTCOME_DONE) {
        meeting->hosting->failures = 0;
        meeting->hosting->not_before = INSTANT_NONE;
        if (kind == REQUEST_OPEN_SPACE) {
            meeting->hosting->opened_space = meeting->hosting->opening_space;
            space_mended(meeting_space(meeting));
        } else {
            meeting->hosting->watched = engine->now;
        }
    } else if (kind == REQUEST_OPEN_SPACE && gone) {
        space_lost(engine, meeting_space(meeting), answer->reason);
    } else if (kind == REQUEST_OPEN_SPACE && answer->outcome == OUTCOME_REFUSED) {
        engine_notice(engine, true, "a change of a running meeting was refused", "meeting=%s reason=\"%s\"",
                      meeting->id, answer->reason);
        meeting->hosting->opened_space = meeting->hosting->opening_space;
        space_unmended(engine, meeting_space(meeting));
    } else if (kind == REQUEST_READ_CALL && gone) {
        meeting->call_state = CALL_NONE;
        meeting->hosting->call_id[0] = '\0';
        watch_lost(engine, meeting, "its call was closed on the bridge");
    } else {
        watch_later(engine, meeting);
    }
}
