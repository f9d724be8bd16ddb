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

bool bridge_is_critical(const struct engine *engine, uint32_t index)
{
    const struct bridge *bridge = &engine->bridges[index];
    return bridge->state == BRIDGE_DOWN && !bridge->denied &&
           engine->now >= bridge->state_since + engine->settings->critical_delay;
}

void bridge_touch(struct engine *engine, struct bridge *bridge)
{
    effects_change(engine->effects, CHANGE_BRIDGE, bridge, NULL);
}

/* Whatever keeps one that answers from being as good as another. */
static enum bridge_reason bridge_ailment(const struct engine *engine, const struct bridge *bridge)
{
    return bridge_is_held(engine, bridge) ? REASON_FLAPPING
           : bridge->slow                 ? REASON_SLOW
           : bridge->overloaded           ? REASON_OVERLOADED
                                          : REASON_ANSWERED;
}

static enum bridge_event bridge_classify_answered(struct engine *engine, struct bridge *bridge)
{
    bridge->cause = bridge_ailment(engine, bridge);
    return bridge->cause == REASON_ANSWERED ? BRIDGE_EVENT_ANSWERED : BRIDGE_EVENT_AILING;
}

static void bridge_heard(struct engine *engine, struct bridge *bridge)
{
    bridge->failures = 0;
    if (!bridge_usable(bridge)) {
        hold_on_return(engine, bridge);
    }
}

static enum bridge_event bridge_classify(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    switch (answer->outcome) {
    case OUTCOME_DONE:
    case OUTCOME_REFUSED:
    case OUTCOME_GONE:
        bridge_heard(engine, bridge);
        return bridge_classify_answered(engine, bridge);
    case OUTCOME_BUSY:
        bridge_heard(engine, bridge);
        bridge->cause = answer->cause;
        return BRIDGE_EVENT_AILING;
    case OUTCOME_DENIED:
        bridge->cause = answer->cause;
        return BRIDGE_EVENT_DENIED;
    case OUTCOME_UNSENT:
    case OUTCOME_UNKNOWN:
        bridge->failures++;
        if (bridge->failures < engine->settings->down_after) {
            return BRIDGE_EVENT_FAILED;
        }
        bridge->cause = answer->cause;
        return BRIDGE_EVENT_LOST;
    }
    return BRIDGE_EVENT_FAILED;
}

static void bridge_move(struct engine *engine, struct bridge *bridge, enum bridge_event event, const char *said)
{
    enum bridge_state before = bridge->state;
    bridge->state = fsm_next(&bridge_fsm, (uint8_t)before, (uint8_t)event);
    if (bridge->state == before) {
        return;
    }
    bridge->state_since = engine->now;
    if (event == BRIDGE_EVENT_LOST && (before == BRIDGE_UP || before == BRIDGE_DEGRADED)) {
        hold_on_fall(engine, bridge);
    }
    engine_notice(engine, bridge->state == BRIDGE_DOWN || bridge->state == BRIDGE_DEGRADED, "bridge changed",
                  "bridge=%s from=%s to=%s why=%s reason=\"%.200s\" advice=\"%s\"",
                  engine->settings->bridges[bridge->index].name, bridge_fsm.states[before],
                  bridge_fsm.states[bridge->state], reason_table[bridge_reason_of(bridge)].word, said,
                  bridge_advice(bridge));
}

void bridge_reassess(struct engine *engine, struct bridge *bridge)
{
    if (bridge_usable(bridge) && bridge->cause != REASON_BUSY) {
        enum bridge_event event = bridge_classify_answered(engine, bridge);
        bridge_move(engine, bridge, event, reason_table[bridge->cause].text);
    }
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
    exam_begin(engine, bridge);
    bridge_rehome_all(engine);
}

/* Those who wait for it choose again; who needs this one waits on, in the same order. */
static void bridge_release(struct engine *engine, struct bridge *bridge)
{
    for (uint32_t priority = 0; priority < N_PRIORITIES; priority++) {
        agenda_release(engine, &bridge->waiting[priority]);
    }
}

static void bridge_went(struct engine *engine, struct bridge *bridge)
{
    actor_rest(engine, &bridge->survey);
    actor_rest(engine, &bridge->exam);
    bridge_release(engine, bridge);
    bridge_rehome_all(engine);
}

void bridge_observe(struct engine *engine, uint32_t index, const struct answer *answer)
{
    struct bridge *bridge = &engine->bridges[index];
    if (answer->outcome == OUTCOME_DENIED) {
        bridge->denied = true;
        actor_rest(engine, &bridge->probe);
    }
    if (bridge->denied && answer->outcome != OUTCOME_DENIED) {
        return; /* an answer that was on its way when the refusal came */
    }
    enum bridge_event event = bridge_classify(engine, bridge, answer);
    if (answer->outcome > OUTCOME_GONE) {
        mem_replace(&bridge->error, answer->reason);
        bridge->error_at = engine->now;
    }
    const char *said = answer->reason[0] != '\0' ? answer->reason : reason_table[bridge->cause].text;
    bridge_move(engine, bridge, event, said);
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
    if (bridge->failures > 0 && bridge_usable(bridge)) {
        bridge_rehome_starts(engine, index);
    }
    if (bridge_usable(bridge) && pace_is_quiet(engine, bridge)) {
        bridge_release(engine, bridge); /* what another can do as well goes there */
    }
    vigil_set(engine, bridge);
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
        actor_wake(engine, &bridge->vigil, engine->now); /* its times may be others */
    }
}
