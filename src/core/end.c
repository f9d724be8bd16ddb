/* core/end.c: from ending to ended: the door is closed first (PUT back to the placeholder), then people are sent home
 * (DELETE call), in the order of the trace (#9878, #9879); repeated until done. A call that cannot be reached or whose
 * id is not known becomes a stray of its space, which is not given away before it has been looked for (clean.c). */
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>

void space_mend_fill(const struct engine *engine, const struct space *space, struct request *request)
{
    if (space->wants_address) {
        request->uri = pool_map(engine->settings->pool.uri, space->index);
        request->call_id = pool_map(engine->settings->pool.call_id, space->index);
    }
    if (space->wants_profiles) {
        memcpy(request->call_profile, engine->profiles[0].id, ID_SIZE);
        memcpy(request->call_leg_profile, engine->profiles[1].id, ID_SIZE);
    }
}

void close_space_fill(const struct engine *engine, const struct space *space, struct request *request)
{
    memcpy(request->id, space->id, sizeof request->id);
    request->name = pool_map(engine->settings->pool.name, space->index);
    space_mend_fill(engine, space, request);
}

static void end_closed(struct engine *engine, struct meeting *meeting)
{
    struct space *space = meeting_space(meeting);
    meeting_progress(meeting)->space = NULL;
    meeting_move(engine, meeting, MEETING_EVENT_CLOSED, meeting_reason(meeting));
    if (space == NULL) {
        return;
    }
    space->meeting = NULL;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        bool closed_there = meeting_opened(meeting) != INSTANT_NONE && b == meeting->call_bridge;
        if (!closed_there && bridge_usable(&engine->bridges[b])) {
            space->stray |= 1u << b; /* guests may have made one there: one call, several bridges */
        }
    }
    bool replaced = space_is_replaced(space); /* the next meeting would be where nobody can dial it */
    bool closed = space->closed_put && !replaced;
    space->wants_address = replaced;
    space_move(engine, space, space->stray != 0 || replaced ? SPACE_EVENT_SPOIL : SPACE_EVENT_GIVE);
    space->closed_put = closed; /* only the look at the other bridges is left */
}

void end_run(struct engine *engine, struct meeting *meeting)
{
    if (meeting->hosting->not_before != INSTANT_NONE && engine->now < meeting->hosting->not_before) {
        actor_wake(engine, &meeting->actor, meeting->hosting->not_before);
        return;
    }
    if (meeting_space(meeting) != NULL && !meeting_space(meeting)->closed_put) {
        uint32_t bridge = agenda_any(engine, &meeting->actor);
        if (bridge != NO_BRIDGE) {
            close_space_fill(engine, meeting_space(meeting),
                             agenda_send(engine, &meeting->actor, bridge, REQUEST_CLOSE_SPACE));
        }
        return;
    }
    if (meeting->call_state == CALL_UNCLEAR ||
        (meeting->call_state == CALL_OPEN && engine->bridges[meeting->call_bridge].state == BRIDGE_DOWN)) {
        start_abandon_call(engine, meeting);
    }
    if (meeting->call_state == CALL_NONE) {
        end_closed(engine, meeting);
    } else if (agenda_slot(engine, &meeting->actor, meeting->call_bridge)) {
        memcpy(agenda_send(engine, &meeting->actor, meeting->call_bridge, REQUEST_CLOSE_CALL)->id,
               meeting->hosting->call_id, ID_SIZE);
    }
}

static void end_again(struct engine *engine, struct meeting *meeting)
{
    meeting->hosting->failures++;
    meeting->hosting->not_before = engine->now + agenda_backoff(meeting->hosting->failures);
}

/* The call that was being opened when the end came. */
static void end_late_call(struct engine *engine, struct meeting *meeting, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_DONE) {
        snprintf(meeting->hosting->call_id, sizeof meeting->hosting->call_id, "%s", answer->id);
        meeting->call_state = CALL_OPEN;
    } else if (answer->outcome != OUTCOME_UNKNOWN) {
        meeting->call_state = CALL_NONE;
    }
    meeting_touch(engine, meeting);
}

void end_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer)
{
    bool gone = answer->outcome == OUTCOME_GONE;
    if (kind == REQUEST_OPEN_CALL) {
        end_late_call(engine, meeting, answer);
    } else if (kind == REQUEST_CLOSE_SPACE && meeting_space(meeting) != NULL) {
        if (gone) {
            space_lost(engine, meeting_space(meeting), answer->reason);
        } else if (answer->outcome == OUTCOME_DONE) {
            meeting_space(meeting)->closed_put = true;
            space_mended(meeting_space(meeting));
            meeting->hosting->failures = 0;
        } else if (answer->outcome == OUTCOME_REFUSED &&
                   (meeting_space(meeting)->wants_address || meeting_space(meeting)->wants_profiles)) {
            space_unmended(engine, meeting_space(meeting)); /* closed without; see reconcile.c */
        } else {
            end_again(engine, meeting);
        }
    } else if (kind == REQUEST_CLOSE_CALL) {
        if (gone || answer->outcome == OUTCOME_DONE) {
            meeting->call_state = CALL_NONE;
            meeting->hosting->call_id[0] = '\0';
            meeting_touch(engine, meeting);
        } else {
            end_again(engine, meeting);
        }
    }
}
