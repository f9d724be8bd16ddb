/* core/health.c: what state a bridge is in, and what follows when that changes. Every answer counts, not only a
 * probe's. Rules: contract "Bridges". */
#include "base/mem.h"
#include "core/inside.h"

bool bridge_usable(const struct bridge *bridge)
{
    return bridge->state == BRIDGE_UP || bridge->state == BRIDGE_DEGRADED;
}

bool bridge_is_unheard(const struct engine *engine)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        if (engine->bridges[b].state == BRIDGE_UNKNOWN) {
            return true;
        }
    }
    return false;
}

static enum bridge_event bridge_classify(struct engine *engine, struct bridge *bridge, enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_DONE:
    case OUTCOME_REFUSED:
    case OUTCOME_GONE:
        bridge->failures = 0;
        return BRIDGE_EVENT_ANSWERED;
    case OUTCOME_BUSY:
        bridge->failures = 0;
        return BRIDGE_EVENT_BUSY;
    case OUTCOME_DENIED:
        return BRIDGE_EVENT_DENIED;
    case OUTCOME_UNSENT:
    case OUTCOME_UNKNOWN:
        bridge->failures++;
        return bridge->failures >= engine->settings->down_after ? BRIDGE_EVENT_LOST : BRIDGE_EVENT_FAILED;
    }
    return BRIDGE_EVENT_FAILED;
}

static void bridge_move(struct engine *engine, struct bridge *bridge, enum bridge_event event, const char *reason)
{
    enum bridge_state before = bridge->state;
    bridge->state = fsm_next(&bridge_fsm, (uint8_t)before, (uint8_t)event);
    if (bridge->state == before) {
        return;
    }
    bridge->state_since = engine->now;
    engine_notice(engine, bridge->state == BRIDGE_DOWN || bridge->state == BRIDGE_DEGRADED, "bridge changed",
                  "bridge=%s from=%s to=%s reason=\"%s\"", engine->settings->bridges[bridge->index].name,
                  bridge_fsm.states[before], bridge_fsm.states[bridge->state], reason);
}

static void bridge_came(struct engine *engine, struct bridge *bridge)
{
    engine->place = true;
    agenda_release(engine, &engine->stranded);
    agenda_pump(engine, bridge->index);
    for (size_t i = 0; i < engine->n_spaces; i++) {
        if ((engine->spaces[i]->stray & 1u << bridge->index) != 0) {
            actor_run(engine, &engine->spaces[i]->actor);
        }
    }
    bridge->survey_at = engine->now;
    actor_wake(engine, &bridge->survey, engine->now);
    bridge_rehome_all(engine);
}

static void bridge_went(struct engine *engine, struct bridge *bridge)
{
    actor_rest(engine, &bridge->survey);
    for (uint32_t priority = 0; priority < N_PRIORITIES; priority++) {
        agenda_release(engine, &bridge->waiting[priority]);
    }
    bridge_rehome_all(engine);
}

void bridge_observe(struct engine *engine, uint32_t index, enum outcome outcome, const char *reason)
{
    struct bridge *bridge = &engine->bridges[index];
    enum bridge_event event = bridge_classify(engine, bridge, outcome);
    if (outcome == OUTCOME_DENIED) {
        bridge->denied = true;
        actor_rest(engine, &bridge->probe);
    }
    if (bridge->denied && outcome != OUTCOME_DENIED) {
        return; /* an answer that was on its way when the refusal came */
    }
    if (event != BRIDGE_EVENT_ANSWERED) {
        mem_replace(&bridge->error, reason);
        bridge->error_at = engine->now;
    }
    bridge_move(engine, bridge, event, reason);
}

void bridge_react(struct engine *engine, uint32_t index, bool was_usable)
{
    struct bridge *bridge = &engine->bridges[index];
    preferred_review(engine);
    if (!was_usable && bridge_usable(bridge)) {
        bridge_came(engine, bridge);
    } else if (was_usable && !bridge_usable(bridge)) {
        bridge_went(engine, bridge);
    } else if (bridge->state == BRIDGE_DOWN) {
        bridge_rehome_all(engine);
        if (!bridge_is_unheard(engine)) {
            agenda_release(engine, &engine->stranded); /* a start that waited for a first answer gives up its space */
        }
    }
}

void bridges_forgive(struct engine *engine)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        struct bridge *bridge = &engine->bridges[b];
        if (bridge->denied) {
            bridge->denied = false;
            bridge->failures = 0;
            bridge_move(engine, bridge, BRIDGE_EVENT_FORGIVEN, "the configuration was read again");
        }
        bridge->next_probe = engine->now;
        actor_wake(engine, &bridge->probe, engine->now);
    }
}
