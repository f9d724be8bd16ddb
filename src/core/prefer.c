/* core/prefer.c: which bridge something new goes to, and which one is preferred. Rules: contract "Bridges". */
#include "core/inside.h"

#include <string.h>

uint32_t bridge_choose(const struct engine *engine, uint32_t tried)
{
    static const enum bridge_state order[] = {BRIDGE_UP, BRIDGE_DEGRADED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct bridge *preferred = &engine->bridges[engine->preferred];
        if (preferred->state == order[i] && (tried & 1u << preferred->index) == 0) {
            return preferred->index;
        }
        for (uint32_t b = 0; b < engine->n_bridges; b++) {
            if (engine->bridges[b].state == order[i] && (tried & 1u << b) == 0) {
                return b;
            }
        }
    }
    return NO_BRIDGE;
}

static void preferred_set(struct engine *engine, uint32_t index, bool by_hand)
{
    if (engine->preferred != index) {
        engine_notice(engine, false, "preferred bridge changed", "from=%s to=%s",
                      engine->settings->bridges[engine->preferred].name, engine->settings->bridges[index].name);
    }
    if (engine->preferred != index || engine->preferred_by_hand != by_hand) {
        engine->preferred = index;
        engine->preferred_by_hand = by_hand;
        effects_change(engine->effects, CHANGE_ENGINE, engine, NULL);
    }
}

void preferred_review(struct engine *engine)
{
    const struct bridge *preferred = &engine->bridges[engine->preferred];
    if (preferred->state == BRIDGE_DOWN) {
        uint32_t next = bridge_choose(engine, 0);
        if (next != NO_BRIDGE) {
            preferred_set(engine, next, false);
        }
        return;
    }
    if (engine->preferred_by_hand || !engine->settings->failback_auto) {
        return;
    }
    for (uint32_t b = 0; b < engine->preferred; b++) {
        const struct bridge *bridge = &engine->bridges[b];
        if (bridge->state == BRIDGE_UP && bridge->state_since + engine->settings->failback_after <= engine->now) {
            preferred_set(engine, b, false);
            return;
        }
    }
}

int bridge_prefer(struct engine *engine, const char *name, struct reply *reply)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        if (strcmp(engine->settings->bridges[b].name, name) != 0) {
            continue;
        }
        if (engine->bridges[b].state == BRIDGE_DOWN) {
            return err_set(&reply->err, ERR_CONFLICT, "bridge %s is down and cannot be preferred", name);
        }
        preferred_set(engine, b, true);
        reply->bridge = &engine->bridges[b];
        return 0;
    }
    return err_set(&reply->err, ERR_NOT_FOUND, "there is no bridge %s", name);
}
