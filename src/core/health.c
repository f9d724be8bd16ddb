/* core/health.c: which bridges can be used, which one is preferred, and what follows when that changes. Rules: contract
 * "Bridges". Every answer counts, not only a probe's. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

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
            if (!engine->bridges[meeting->call_bridge].denied) { /* else only we are shut out: people are in it still */
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

static void bridge_rehome_all(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        if (engine->spaces[i]->meeting != NULL) {
            bridge_rehome(engine, engine->spaces[i]->meeting);
        }
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

void probe_run(struct engine *engine, struct bridge *bridge)
{
    if (bridge->denied) {
        return;
    }
    if (bridge->next_probe > engine->now) {
        actor_wake(engine, &bridge->probe, bridge->next_probe);
        return;
    }
    agenda_send(engine, &bridge->probe, bridge->index, REQUEST_PROBE);
}

void probe_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    instant clock = INSTANT_NONE;
    if (answer->outcome == OUTCOME_DONE && answer->n_records > 0) {
        mem_replace(&bridge->version, record_get(&answer->records[0], "softwareVersion"));
        if (instant_parse(record_get(&answer->records[0], "cdrTime"), &clock) == 0) {
            bridge->skew = clock - engine->now;
        }
    }
    bridge->next_probe = engine->now + engine->settings->probe_every;
    if (!bridge->denied) {
        actor_wake(engine, &bridge->probe, bridge->next_probe);
    }
}

/* A new TLS connection costs milliseconds, and several at once delay the first answers most of all: before meetings
 * start together, as many probes as will be requests under way make the edge open its connections. */
void bridge_warm(struct engine *engine)
{
    uint32_t index = bridge_choose(engine, 0);
    for (uint32_t n = engine->soon > 1 && index != NO_BRIDGE ? engine->soon : 0; n > 0; n--) {
        if (engine->bridges[index].in_flight >= engine->settings->in_flight) {
            break;
        }
        agenda_send(engine, NULL, index, REQUEST_PROBE);
    }
    engine->soon = 0;
}

/* The calls on a bridge: one in a space of ours that no meeting has is nobody's, and is closed. */
void survey_run(struct engine *engine, struct bridge *bridge)
{
    if (!bridge_usable(bridge)) {
        return;
    }
    if (bridge->survey_at > engine->now) {
        actor_wake(engine, &bridge->survey, bridge->survey_at);
    } else if (agenda_slot(engine, &bridge->survey, bridge->index)) {
        agenda_send(engine, &bridge->survey, bridge->index, REQUEST_LIST_CALLS)->offset = bridge->survey_offset;
    }
}

void survey_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    bool more = false;
    if (answer->outcome == OUTCOME_DONE) {
        for (size_t i = 0; i < answer->n_records; i++) {
            struct space *space = map_get(&engine->spaces_by_id, record_get(&answer->records[i], "coSpace"));
            if (space != NULL && (space->state == SPACE_FREE || space->state == SPACE_DIRTY)) {
                space->stray |= 1u << bridge->index;
                space_move(engine, space, SPACE_EVENT_SPOIL);
                actor_wake(engine, &space->actor, engine->now); /* it may have waited for another bridge */
            }
        }
        bridge->survey_offset += (uint32_t)answer->n_records;
        more = answer->n_records > 0 && bridge->survey_offset < answer->total;
    }
    if (!more) {
        bridge->survey_offset = 0;
        bridge->survey_at = engine->now + engine->settings->reconcile_every;
    }
    survey_run(engine, bridge);
}
