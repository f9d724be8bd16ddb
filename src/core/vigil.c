/* core/vigil.c: for each bridge, the next moment at which time alone changes something: a hold or its memory ends, the
 * preference goes back to it, or its running meetings have waited for it long enough. */
#include "core/inside.h"

/* When the preference goes back to it by itself, if it stays well. */
static instant vigil_failback_at(const struct engine *engine, const struct bridge *bridge)
{
    bool may = bridge->index < engine->preferred && bridge->state == BRIDGE_UP && bridge->drained == INSTANT_NONE &&
               engine->settings->failback_auto && !engine->preferred_by_hand;
    return may ? bridge->state_since + engine->settings->failback_after : INSTANT_NEVER;
}

static instant vigil_critical_at(const struct engine *engine, const struct bridge *bridge)
{
    bool waits = bridge->state == BRIDGE_DOWN && !bridge->denied && !bridge_is_critical(engine, bridge->index);
    return waits ? bridge->state_since + engine->settings->critical_delay : INSTANT_NEVER;
}

void vigil_set(struct engine *engine, struct bridge *bridge)
{
    instant times[] = {bridge_is_held(engine, bridge) ? bridge->held_until : INSTANT_NEVER,
                       hold_quiet_at(engine, bridge), vigil_failback_at(engine, bridge),
                       vigil_critical_at(engine, bridge)};
    instant next = INSTANT_NEVER;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (times[i] > engine->now && times[i] < next) {
            next = times[i];
        }
    }
    actor_wake(engine, &bridge->vigil, next);
}

void vigil_run(struct engine *engine, struct bridge *bridge)
{
    if (hold_quiet_at(engine, bridge) <= engine->now) {
        hold_forget(engine, bridge);
    }
    bridge_reassess(engine, bridge);
    preferred_review(engine);
    if (bridge_is_critical(engine, bridge->index)) {
        bridge_rehome_all(engine);
    }
    vigil_set(engine, bridge);
}
