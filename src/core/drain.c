/* core/drain.c: a bridge is emptied for maintenance: nothing new begins there, what runs there ends there. */
#include "core/inside.h"

/* Somebody must be left to take new meetings. */
static int drain_refuse(const struct engine *engine, const struct bridge *bridge, struct err *err)
{
    if (bridge_would_choose(engine, 1u << bridge->index) != NO_BRIDGE) {
        return 0;
    }
    return err_set(
        err, ERR_CONFLICT,
        "no bridge but %s could take new meetings: they would be missed; resume another one, or wait until one "
        "is up",
        engine->settings->bridges[bridge->index].name);
}

int bridge_drain(struct engine *engine, const char *name, struct reply *reply)
{
    struct bridge *bridge = bridge_named(engine, name, &reply->err);
    if (bridge == NULL) {
        return reply->err.code;
    }
    if (bridge->drained == INSTANT_NONE) {
        if (drain_refuse(engine, bridge, &reply->err) != 0) {
            return reply->err.code;
        }
        bridge->drained = engine->now;
        bridge->empty = false;
        bridge_touch(engine, bridge);
        engine_notice(engine, false, "bridge drained", "bridge=%s running=%u", name, bridge_running(engine, bridge));
        preferred_review(engine);
        drain_review(engine, bridge);
    }
    reply->bridge = bridge;
    return 0;
}

int bridge_resume(struct engine *engine, const char *name, struct reply *reply)
{
    struct bridge *bridge = bridge_named(engine, name, &reply->err);
    if (bridge == NULL) {
        return reply->err.code;
    }
    if (bridge->drained != INSTANT_NONE) {
        bridge->drained = INSTANT_NONE;
        bridge_touch(engine, bridge);
        engine_notice(engine, false, "bridge resumed", "bridge=%s state=%s", name, bridge_fsm.states[bridge->state]);
        preferred_review(engine);
        vigil_set(engine, bridge);
        if (bridge_usable(bridge)) {
            engine->place = true;
            bridge_rehome_all(engine);
            agenda_release(engine, &engine->stranded);
        }
    }
    reply->bridge = bridge;
    return 0;
}

uint32_t bridge_running(const struct engine *engine, const struct bridge *bridge)
{
    uint32_t n = 0;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        const struct meeting *meeting = engine->spaces[i]->meeting;
        n += meeting != NULL && meeting->call_state != CALL_NONE && !meeting->hosting->call_unsent &&
             meeting->call_bridge == bridge->index;
    }
    return n;
}

void drain_review(struct engine *engine, struct bridge *bridge)
{
    if (bridge->drained == INSTANT_NONE || bridge->empty || bridge_running(engine, bridge) > 0) {
        return;
    }
    bridge->empty = true;
    engine_notice(engine, false, "a drained bridge is empty: no meeting runs there", "bridge=%s",
                  engine->settings->bridges[bridge->index].name);
}
