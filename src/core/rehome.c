/* core/rehome.c: what becomes of running meetings when a bridge goes or comes back. */
#include "core/inside.h"

static bool bridge_down(const struct engine *engine, uint32_t index)
{
    return engine->bridges[index].state == BRIDGE_DOWN;
}

/* An active meeting whose bridge is away: moved, ended or left, as failover.running says. */
static void bridge_rehome_active(struct engine *engine, struct meeting *meeting)
{
    switch (engine->settings->running) {
    case RUNNING_REDIAL:
        if (bridge_choose(engine, 0) != NO_BRIDGE) {
            watch_lost(engine, meeting, "its bridge was lost");
        }
        return;
    case RUNNING_END:
        meeting_move(engine, meeting, MEETING_EVENT_FINISH, "its bridge was lost");
        return;
    case RUNNING_WAIT:
        return;
    }
}

/* A running meeting, looked at after a bridge changed: nothing of it waits for an answer of a bridge that is away. */
static void bridge_rehome(struct engine *engine, struct meeting *meeting)
{
    bool run = false;
    if (meeting->actor.request != 0 && bridge_down(engine, meeting->actor.bridge)) {
        actor_drop_request(engine, &meeting->actor);
        meeting->hosting->tried |= 1u << meeting->actor.bridge;
        run = true;
    }
    if (meeting->call_state != CALL_NONE && bridge_down(engine, meeting->call_bridge)) {
        if (meeting->state == MEETING_ACTIVE) {
            if (bridge_is_critical(engine, meeting->call_bridge)) { /* or only we are shut out: people are in it */
                bridge_rehome_active(engine, meeting);
            }
        } else if (meeting->state == MEETING_STARTING && bridge_choose(engine, 0) != NO_BRIDGE) {
            start_abandon_call(engine, meeting);
        }
        run = true;
    }
    if (run) {
        actor_run(engine, &meeting->actor);
    }
}

void bridge_rehome_all(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        if (engine->spaces[i]->meeting != NULL) {
            bridge_rehome(engine, engine->spaces[i]->meeting);
        }
    }
}

void bridge_rehome_starts(struct engine *engine, uint32_t index)
{
    uint32_t next = bridge_choose(engine, 1u << index);
    if (next == NO_BRIDGE || engine->bridges[next].failures > 0) {
        return;
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        struct meeting *meeting = engine->spaces[i]->meeting;
        if (meeting != NULL && meeting->state == MEETING_STARTING && meeting->actor.request != 0 &&
            meeting->actor.bridge == index && meeting->hosting->call_unsent) {
            actor_drop_request(engine, &meeting->actor);
            meeting->hosting->tried |= 1u << index;
            actor_run(engine, &meeting->actor);
        }
    }
}
