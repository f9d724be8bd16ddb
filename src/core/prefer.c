/* core/prefer.c: which bridge something new goes to, and which one is preferred. Rules: contract "Bridges". */
#include "core/inside.h"

#include <string.h>

/* The lower the better; among equals the preferred one comes first, then the order of the configuration. One that asked
 * to be left in peace for a while takes nothing till then, well as it may be otherwise. One whose last request failed
 * may be dying: whatever answers is better. */
enum { RANK_UP, RANK_DEGRADED, RANK_HELD, RANK_QUIET, RANK_FAILING, N_RANKS };

static uint32_t bridge_rank(const struct engine *engine, const struct bridge *bridge)
{
    if (!bridge_usable(bridge)) {
        return N_RANKS;
    }
    return bridge->failures > 0             ? RANK_FAILING
           : pace_is_quiet(engine, bridge)  ? RANK_QUIET
           : bridge->state == BRIDGE_UP     ? RANK_UP
           : bridge_is_held(engine, bridge) ? RANK_HELD
                                            : RANK_DEGRADED;
}

/* The best of those not in `tried` that are drained, or not. */
static uint32_t bridge_best(const struct engine *engine, uint32_t tried, bool drained)
{
    uint32_t best = NO_BRIDGE, best_rank = 2 * N_RANKS;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        const struct bridge *bridge = &engine->bridges[b];
        uint32_t rank = 2 * bridge_rank(engine, bridge) + (b != engine->preferred);
        if (rank < best_rank && (tried & 1u << b) == 0 && (bridge->drained != INSTANT_NONE) == drained) {
            best = b;
            best_rank = rank;
        }
    }
    return best;
}

uint32_t bridge_would_choose(const struct engine *engine, uint32_t tried)
{
    return bridge_best(engine, tried, false);
}

uint32_t bridge_choose(const struct engine *engine, uint32_t tried)
{
    return tenure_holds(engine) ? bridge_would_choose(engine, tried) : NO_BRIDGE;
}

uint32_t bridge_choose_any(const struct engine *engine)
{
    uint32_t bridge = bridge_best(engine, 0, false);
    return bridge != NO_BRIDGE ? bridge : bridge_best(engine, 0, true);
}

const char *bridge_none_words(const struct engine *engine)
{
    enum tenure_state state = engine->tenure.state;
    state = state == TENURE_OURS ? TENURE_UNSURE : state; /* it was, and was not looked at for too long */
    return bridge_choose_any(engine) != NO_BRIDGE && !tenure_holds(engine) ? tenure_table[state].text
           : bridge_choose_any(engine) != NO_BRIDGE                        ? "every bridge that is up is drained"
           : bridge_is_unheard(engine)                                     ? "no bridge has answered yet"
                                                                           : "no bridge is up";
}

static void preferred_set(struct engine *engine, uint32_t index, bool by_hand, const char *why)
{
    if (engine->preferred != index) {
        engine_notice(engine, false, "preferred bridge changed", "from=%s to=%s why=\"%s\"",
                      engine->settings->bridges[engine->preferred].name, engine->settings->bridges[index].name, why);
    }
    if (engine->preferred != index || engine->preferred_by_hand != by_hand) {
        engine->preferred = index;
        engine->preferred_by_hand = by_hand;
        effects_change(engine->effects, CHANGE_ENGINE, engine, NULL);
        for (uint32_t b = 0; b < engine->n_bridges; b++) {
            vigil_set(engine, &engine->bridges[b]); /* who may come back has changed */
        }
    }
}

void preferred_review(struct engine *engine)
{
    const struct bridge *preferred = &engine->bridges[engine->preferred];
    if (preferred->state == BRIDGE_DOWN || preferred->drained != INSTANT_NONE) {
        uint32_t next = bridge_would_choose(engine, 0);
        if (next != NO_BRIDGE) {
            preferred_set(engine, next, false, reason_table[bridge_reason_of(preferred)].word);
        }
        return;
    }
    if (engine->preferred_by_hand || !engine->settings->failback_auto) {
        return;
    }
    for (uint32_t b = 0; b < engine->preferred; b++) {
        const struct bridge *bridge = &engine->bridges[b];
        if (bridge->state == BRIDGE_UP && bridge->drained == INSTANT_NONE &&
            bridge->state_since + engine->settings->failback_after <= engine->now) {
            preferred_set(engine, b, false, "failback");
            return;
        }
    }
}

struct bridge *bridge_named(struct engine *engine, const char *name, struct err *err)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        if (strcmp(engine->settings->bridges[b].name, name) == 0) {
            return &engine->bridges[b];
        }
    }
    err_set(err, ERR_NOT_FOUND, "there is no bridge %s", name);
    return NULL;
}

int bridge_prefer(struct engine *engine, const char *name, struct reply *reply)
{
    struct bridge *bridge = bridge_named(engine, name, &reply->err);
    if (bridge == NULL) {
        return reply->err.code;
    }
    if (bridge->state == BRIDGE_DOWN) {
        return err_set(&reply->err, ERR_CONFLICT, "bridge %s is down and cannot be preferred", name);
    }
    if (bridge->drained != INSTANT_NONE) {
        return err_set(&reply->err, ERR_CONFLICT, "bridge %s is drained and cannot be preferred; resume it first",
                       name);
    }
    hold_forget(engine, bridge);
    preferred_set(engine, bridge->index, true, "by hand");
    reply->bridge = bridge;
    return 0;
}
