/* core/clean.c: spaces: held, given back, compared with the cluster, and cleaned when nobody has them.
 *
 * A DIRTY space is PUT back to its placeholder, then looked at on every bridge on which a call of nobody's may be in
 * it; what is found is closed. Only then is it free (or deleted, if the range no longer has it). So no two meetings
 * ever share a space. */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_REFUSALS = 2 };

size_t space_position(const struct engine *engine, uint32_t index)
{
    size_t low = 0, high = engine->n_spaces;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (engine->spaces[middle]->index < index) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct space *space_find(const struct engine *engine, uint32_t index)
{
    size_t at = space_position(engine, index);
    return at < engine->n_spaces && engine->spaces[at]->index == index ? engine->spaces[at] : NULL;
}

struct space *space_lowest_free(const struct engine *engine)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        if (engine->spaces[i]->state == SPACE_FREE) {
            return engine->spaces[i];
        }
    }
    return NULL;
}

void space_move(struct engine *engine, struct space *space, enum space_event event)
{
    enum space_state before = space->state;
    space->state = fsm_next(&space_fsm, (uint8_t)before, (uint8_t)event);
    if (event == SPACE_EVENT_RETIRE || event == SPACE_EVENT_RECALL) {
        space->retired = event == SPACE_EVENT_RETIRE;
    }
    effects_change(engine->effects, CHANGE_SPACE, space, NULL);
    if (space->state == before) {
        return;
    }
    if (space->state == SPACE_HELD) {
        actor_retire(engine, &space->actor); /* an answer about the placeholder says nothing of the meeting's space */
    }
    if (space->state == SPACE_FREE && space->retired) {
        space_move(engine, space, SPACE_EVENT_RETIRE);
        return;
    }
    if (space->state == SPACE_DIRTY) {
        space->closed_put = space->reported = space->superseding = false;
        space->failures = 0;
        space->not_before = INSTANT_NONE;
    }
    if (space->state == SPACE_FREE) {
        space->checked = engine->now;
        engine->place = true;
    }
    actor_wake(engine, &space->actor, engine->now);
}

struct space *space_add(struct engine *engine, uint32_t index, const char *id, const char *set)
{
    struct space *space = mem_zalloc(sizeof *space);
    actor_init(&space->actor, ACTOR_SPACE, &space->errand);
    space->index = index;
    space->checked = engine->now;
    snprintf(space->id, sizeof space->id, "%s", id);
    snprintf(space->set, sizeof space->set, "%s", set);
    engine_load_space(engine, space);
    effects_change(engine->effects, CHANGE_SPACE, space, NULL);
    const struct setting_pool *pool = &engine->settings->pool;
    if (index < pool->first || index > pool->last) {
        space_move(engine, space, SPACE_EVENT_RETIRE);
    }
    engine->place = true;
    actor_wake(engine, &space->actor, engine->now);
    tenure_doubt(engine); /* it may be the lowest */
    return space;
}

/* What has its address, if that was made anew, takes its place. True: it did. */
static bool space_remove(struct engine *engine, struct space *space)
{
    struct meeting *meeting = space->meeting;
    space->meeting = NULL;
    size_t at = space_position(engine, space->index);
    assert(at < engine->n_spaces && engine->spaces[at] == space);
    memmove(&engine->spaces[at], &engine->spaces[at + 1], (--engine->n_spaces - at) * sizeof *engine->spaces);
    map_remove(&engine->spaces_by_id, space->id);
    actor_retire(engine, &space->actor);
    effects_delete(engine->effects, CHANGE_SPACE, space, NULL);
    bool replaced = space->successor != NULL && map_get(&engine->spaces_by_id, space->successor) == NULL;
    if (replaced) {
        /* Its profiles may be gone with the one whose place it takes. */
        space_add(engine, space->index, space->successor, space->set)->wants_profiles = true;
    }
    if (meeting != NULL) {
        watch_space_lost(engine, meeting);
    }
    return replaced;
}

void space_lost(struct engine *engine, struct space *space, const char *why)
{
    const char *set = space->set; /* the space itself lives until the end of the turn */
    if (!space_remove(engine, space)) {
        engine_notice(engine, !space->retired,
                      space->retired ? "a space left the pool" : "a space of the pool is gone, it will be made again",
                      "index=%u id=%s reason=\"%s\"", space->index, space->id, why);
        set_recount(engine, set);
        pool_plan(engine);
    }
}

static void space_deleted(struct engine *engine, struct space *space)
{
    engine_notice(engine, false, "a space left the pool", "index=%u id=%s reason=\"%s\"", space->index, space->id,
                  space->superseded ? "another of ours has its address" : "the range no longer has it");
    space_remove(engine, space);
    pool_plan(engine);
}

void space_doubt(struct engine *engine, struct space *space)
{
    space->checked = INSTANT_NONE;
    actor_wake(engine, &space->actor, engine->now);
}

void space_free(struct space *space)
{
    mem_free(space->successor);
    mem_free(space);
}

/* The lowest bridge with a stray that can be asked now; the actor waits for the others. */
static uint32_t space_stray_bridge(const struct engine *engine, const struct space *space)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        if ((space->stray & 1u << b) != 0 && bridge_usable(&engine->bridges[b])) {
            return b;
        }
    }
    return NO_BRIDGE;
}

/* It is given to nobody on any bridge: people of its last meeting may be in it still, and a call of one space on two
 * bridges is one call to those in it. */
static void space_report(struct engine *engine, struct space *space)
{
    if (space->reported) {
        return;
    }
    space->reported = true;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        if ((space->stray & 1u << b) != 0) {
            engine_notice(engine, true, "a space waits for a bridge that is away and may have a call in it",
                          "index=%u bridge=%s", space->index, engine->settings->bridges[b].name);
        }
    }
}

uint32_t spaces_awaiting_bridges(const struct engine *engine)
{
    uint32_t n = 0;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        const struct space *space = engine->spaces[i];
        n += space->state == SPACE_DIRTY && space->stray != 0 && space_stray_bridge(engine, space) == NO_BRIDGE;
    }
    return n;
}

static void space_sweep(struct engine *engine, struct space *space)
{
    uint32_t bridge = space_stray_bridge(engine, space);
    if (bridge == NO_BRIDGE) {
        space_report(engine, space);
        return; /* run again when such a bridge comes back */
    }
    if (!agenda_slot(engine, &space->actor, bridge)) {
        return;
    }
    if (space->stray_call[0] != '\0') {
        memcpy(agenda_send(engine, &space->actor, bridge, REQUEST_CLOSE_CALL)->id, space->stray_call, ID_SIZE);
    } else {
        memcpy(agenda_send(engine, &space->actor, bridge, REQUEST_LIST_CALLS)->id, space->id, ID_SIZE);
    }
}

static void space_ask(struct engine *engine, struct space *space, enum request_kind kind)
{
    uint32_t bridge = agenda_any(engine, &space->actor);
    if (bridge != NO_BRIDGE) {
        memcpy(agenda_send(engine, &space->actor, bridge, kind)->id, space->id, ID_SIZE);
    }
}

static void space_clean(struct engine *engine, struct space *space)
{
    if (space->superseded) {
        space_ask(engine, space, REQUEST_DELETE_SPACE);
    } else if (space->superseding) {
        uint32_t bridge = agenda_any(engine, &space->actor);
        if (bridge != NO_BRIDGE) {
            snprintf(agenda_send(engine, &space->actor, bridge, REQUEST_READ_SPACE)->id, ID_SIZE, "%s",
                     space->successor);
        }
    } else if (!space->closed_put) {
        uint32_t bridge = agenda_any(engine, &space->actor);
        if (bridge != NO_BRIDGE) {
            close_space_fill(engine, space, agenda_send(engine, &space->actor, bridge, REQUEST_CLOSE_SPACE));
        }
    } else if (space->stray != 0) {
        space_sweep(engine, space);
    } else {
        space_move(engine, space, SPACE_EVENT_CLEAN);
    }
}

void space_run(struct engine *engine, struct space *space)
{
    if (actor_is_asking(&space->actor)) {
        return;
    }
    if (space->not_before != INSTANT_NONE && engine->now < space->not_before) {
        actor_wake(engine, &space->actor, space->not_before);
        return;
    }
    switch (space->state) {
    case SPACE_FREE:
    case SPACE_HELD:
    case SPACE_CONTESTED:
        if (engine->now >= space_next_check(engine, space)) {
            space_ask(engine, space, REQUEST_READ_SPACE);
        } else {
            actor_wake(engine, &space->actor, space_next_check(engine, space));
        }
        return;
    case SPACE_DIRTY:
        space_clean(engine, space);
        return;
    case SPACE_LEAVING:
        space_ask(engine, space, REQUEST_DELETE_SPACE);
        return;
    case N_SPACE_STATES:
        return;
    }
}

static void space_later(struct engine *engine, struct space *space)
{
    space->failures++;
    space->not_before = engine->now + agenda_backoff(space->failures);
}

static void space_swept(struct engine *engine, struct space *space, const struct answer *answer)
{
    if (answer->outcome != OUTCOME_DONE && answer->outcome != OUTCOME_GONE) {
        space_later(engine, space);
        return;
    }
    for (size_t i = 0; i < answer->n_records; i++) {
        if (strcmp(record_get(&answer->records[i], "coSpace"), space->id) == 0) {
            snprintf(space->stray_call, sizeof space->stray_call, "%s", answer->records[i].id);
            engine->counters.orphans[COUNTED_CALL]++;
            engine_notice(engine, true, "a call that no meeting has is closed", "index=%u call=%s bridge=%s",
                          space->index, space->stray_call, engine->settings->bridges[space->actor.errand->bridge].name);
            return;
        }
    }
    space->stray &= ~(1u << space->actor.errand->bridge);
    effects_change(engine->effects, CHANGE_SPACE, space, NULL);
}

void space_mended(struct space *space)
{
    if (space->wants_address) {
        space->differs &= (uint8_t) ~(DIFFERS_URI | DIFFERS_CALL_ID);
        mem_replace(&space->successor, NULL); /* whatever it was: it does not have the address */
    }
    space->wants_address = space->wants_profiles = false;
}

void space_unmended(struct engine *engine, struct space *space)
{
    if (space->wants_address && space->successor == NULL) {
        sets_recount(engine, space->index);
    }
    space->wants_address = space->wants_profiles = false;
}

bool space_is_replaced(const struct space *space)
{
    return space->successor != NULL && (space->differs & (DIFFERS_URI | DIFFERS_CALL_ID)) != 0;
}

/* It cannot be put right. If another has its address, one that was made from a set of ours, that takes its place. */
static void space_refused(struct engine *engine, struct space *space, const char *reason)
{
    space->superseding = space->wants_address && space->successor != NULL;
    if (space->superseding) {
        return; /* it is looked at now */
    }
    if (space->failures >= MOST_REFUSALS) {
        space_contest(engine, space, reason);
        return;
    }
    if (space->wants_address) {
        sets_recount(engine, space->index);
    }
    space_later(engine, space);
}

/* Made from a set of ours: it has our profile; or none, which was deleted, and is a placeholder of ours in all else. */
static bool space_is_twin(const struct engine *engine, const struct space *space, const struct record *record)
{
    const struct setting_pool *pool = &engine->settings->pool;
    const char *profile = record_get(record, "callProfile");
    CLEAN_FREE char *name = pool_map(pool->name, space->index);
    CLEAN_FREE char *uri = pool_map(pool->uri, space->index);
    CLEAN_FREE char *call_id = pool_map(pool->call_id, space->index);
    bool placeholder =
        strcmp(record_get(record, "name"), name) == 0 && strcasecmp(record_get(record, "uri"), uri) == 0 &&
        strcasecmp(record_get(record, "callId"), call_id) == 0 && record_get(record, "passcode")[0] == '\0' &&
        strcasecmp(record_get(record, "nonMemberAccess"), "true") != 0;
    return strcasecmp(profile, engine->profiles[0].id) == 0 || (profile[0] == '\0' && placeholder);
}

static void space_meets_successor(struct engine *engine, struct space *space, const struct answer *answer)
{
    bool done = answer->outcome == OUTCOME_DONE && answer->n_records > 0;
    if (!done && answer->outcome != OUTCOME_GONE) {
        space_later(engine, space);
        return;
    }
    space->superseding = false;
    space->superseded = done && space_is_twin(engine, space, &answer->records[0]);
    if (!space->superseded) {
        mem_replace(&space->successor, NULL);
    }
    if (done && !space->superseded) {
        space_contest(engine, space, "a space that is not ours has its address");
    }
}

void space_answer(struct engine *engine, struct space *space, enum request_kind kind, const struct answer *answer)
{
    bool done = answer->outcome == OUTCOME_DONE;
    bool gone = answer->outcome == OUTCOME_GONE;
    if (kind == REQUEST_READ_SPACE && space->state == SPACE_DIRTY && space->superseding) {
        space_meets_successor(engine, space, answer);
        space_run(engine, space);
        return;
    }
    if (gone && (kind == REQUEST_CLOSE_SPACE || kind == REQUEST_READ_SPACE || kind == REQUEST_DELETE_SPACE)) {
        space_lost(engine, space, answer->reason);
        return;
    }
    if (kind == REQUEST_DELETE_SPACE && done) {
        space_deleted(engine, space);
        return;
    }
    if (kind == REQUEST_LIST_CALLS) {
        space_swept(engine, space, answer);
    } else if (kind == REQUEST_CLOSE_CALL && (done || gone)) {
        space->stray_call[0] = '\0'; /* look again: there may be more */
    } else if (kind == REQUEST_CLOSE_SPACE && done) {
        space->closed_put = true;
        space_mended(space);
        space->differs = 0;
        space->failures = 0;
    } else if (kind == REQUEST_CLOSE_SPACE && answer->outcome == OUTCOME_REFUSED) {
        space_refused(engine, space, answer->reason);
    } else if (kind == REQUEST_READ_SPACE && done && answer->n_records > 0) {
        tenure_meet(engine, space, &answer->records[0]);
        if (space->state == SPACE_FREE || space->state == SPACE_HELD || space->state == SPACE_CONTESTED) {
            space_compare(engine, space, &answer->records[0]);
        }
    } else {
        space_later(engine, space);
    }
    space_run(engine, space);
}
