/* core/bulk.c: bulk parameter sets on their way to spaces, and the plan that says which are needed.
 *
 * A set is synced only while no space of its range is known, so that a repeated sync (after an unclear answer) can
 * never delete a space that anybody uses. Somebody else's sync of it, or a late one of ours, gives all its spaces new
 * ids: the old ones are found gone one by one, the new ones when a set for their index meets them; with the last of the
 * old ones the set is synced once more. */
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void set_move(struct engine *engine, struct bulk_set *set, enum set_event event, const char *reason)
{
    enum set_state before = set->state;
    set->state = fsm_next(&set_fsm, (uint8_t)before, (uint8_t)event);
    mem_replace(&set->reason, reason);
    set->unclear = false;
    set->offset = 0;
    set->unfiltered = false;
    set->not_before = INSTANT_NONE;
    set->failures = 0;
    effects_change(engine->effects, CHANGE_SET, set, NULL);
    if (set->state == SET_DONE) {
        engine_notice(engine, false, "spaces made", "first=%u last=%u set=%s", set->first, set->last, set->id);
        pool_plan(engine);
    } else if (set->state == SET_FAILED) {
        set->not_before = engine->now + MINUTE_MS;
        engine_notice(engine, true, "the pool could not be made, trying again in 60s", "first=%u last=%u reason=\"%s\"",
                      set->first, set->last, reason);
    }
}

static void set_new(struct engine *engine, uint32_t first, uint32_t last)
{
    struct bulk_set *set = mem_zalloc(sizeof *set);
    actor_init(&set->actor, ACTOR_SET);
    set->key = engine->next_set_key++;
    set->first = first;
    set->last = last;
    set->state = SET_WANTED;
    set->not_before = INSTANT_NONE;
    engine_load_set(engine, set);
    effects_change(engine->effects, CHANGE_SET, set, NULL);
    effects_change(engine->effects, CHANGE_ENGINE, engine, NULL);
    actor_wake(engine, &set->actor, engine->now);
}

/* A set that is still on its way and covers index, or NULL. */
static const struct bulk_set *set_coming(const struct engine *engine, uint32_t index)
{
    for (const struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (set->state != SET_DONE && set->first <= index && index <= set->last) {
            return set;
        }
    }
    return NULL;
}

static bool set_has_space(const struct engine *engine, const struct bulk_set *set)
{
    size_t at = space_position(engine, set->first);
    return at < engine->n_spaces && engine->spaces[at]->index <= set->last;
}

/* A set that the range no longer wants as it is, or that could only fail: a space of its range came from elsewhere. */
static bool set_is_stale(const struct engine *engine, const struct bulk_set *set)
{
    const struct setting_pool *pool = &engine->settings->pool;
    if (set->actor.request != 0 || set->unclear) {
        return false;
    }
    switch (set->state) {
    case SET_WANTED:
        return set->first < pool->first || set->last > pool->last || set_has_space(engine, set);
    case SET_CREATED:
    case SET_FAILED:
        return set->last < pool->first || set->first > pool->last || set_has_space(engine, set);
    default:
        return false;
    }
}

static void pool_drop_stale_sets(struct engine *engine)
{
    for (struct bulk_set **slot = &engine->sets; *slot != NULL;) {
        struct bulk_set *set = *slot;
        if (set_is_stale(engine, set)) {
            *slot = set->next;
            actor_retire(engine, &set->actor);
            effects_delete(engine->effects, CHANGE_SET, set, NULL);
        } else {
            slot = &set->next;
        }
    }
}

/* Sets whose spaces are all gone are synced once more: no other set could make what they may have made already. What
 * lies outside the range goes again. */
static void pool_revive_sets(struct engine *engine)
{
    const struct setting_pool *pool = &engine->settings->pool;
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (set->state == SET_DONE && set->first <= pool->last && set->last >= pool->first &&
            !set_has_space(engine, set)) {
            set_move(engine, set, SET_EVENT_VANISHED, NULL);
            actor_wake(engine, &set->actor, engine->now);
        }
    }
}

static void pool_sort_in_and_out(struct engine *engine)
{
    const struct setting_pool *pool = &engine->settings->pool;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        struct space *space = engine->spaces[i];
        bool outside = space->index < pool->first || space->index > pool->last;
        if (outside && !space->retired) {
            space_move(engine, space, SPACE_EVENT_RETIRE);
        } else if (!outside && space->retired) {
            space_move(engine, space, SPACE_EVENT_RECALL);
        }
    }
}

void pool_plan(struct engine *engine)
{
    const struct setting_pool *pool = &engine->settings->pool;
    pool_drop_stale_sets(engine);
    pool_sort_in_and_out(engine);
    pool_revive_sets(engine);
    size_t at = space_position(engine, pool->first);
    for (uint64_t index = pool->first; index <= pool->last;) {
        if (at < engine->n_spaces && engine->spaces[at]->index == index) {
            at++;
            index++;
            continue;
        }
        const struct bulk_set *coming = set_coming(engine, (uint32_t)index);
        if (coming != NULL) {
            index = (uint64_t)coming->last + 1;
            at = index <= UINT32_MAX ? space_position(engine, (uint32_t)index) : engine->n_spaces;
            continue;
        }
        uint64_t last = at < engine->n_spaces && engine->spaces[at]->index <= pool->last
                            ? engine->spaces[at]->index - 1u
                            : pool->last;
        uint64_t end = index;
        while (end < last && set_coming(engine, (uint32_t)(end + 1)) == NULL) {
            end++;
        }
        set_new(engine, (uint32_t)index, (uint32_t)end);
        index = end + 1;
    }
}

static struct request *set_ask(struct engine *engine, struct bulk_set *set, enum request_kind kind, const char *id)
{
    uint32_t bridge = agenda_any(engine, &set->actor);
    if (bridge == NO_BRIDGE) {
        return NULL;
    }
    struct request *request = agenda_send(engine, &set->actor, bridge, kind);
    snprintf(request->id, sizeof request->id, "%s", id);
    request->offset = set->offset;
    return request;
}

static void set_create(struct engine *engine, struct bulk_set *set)
{
    const struct setting_pool *pool = &engine->settings->pool;
    struct request *request = set_ask(engine, set, REQUEST_CREATE_SET, "");
    if (request == NULL) {
        return;
    }
    request->first = set->first;
    request->last = set->last;
    request->name = mem_strdup(pool->name);
    request->uri = mem_strdup(pool->uri);
    request->call_id = mem_strdup(pool->call_id);
    memcpy(request->call_profile, engine->profiles[0].id, ID_SIZE);
    memcpy(request->call_leg_profile, engine->profiles[1].id, ID_SIZE);
    set->unclear = true;
    effects_change(engine->effects, CHANGE_SET, set, NULL);
}

static void set_list_spaces(struct engine *engine, struct bulk_set *set)
{
    struct request *request = set_ask(engine, set, REQUEST_LIST_SPACES, "");
    if (request != NULL) {
        request->name = set->unfiltered ? mem_strdup("") : pool_filter(engine->settings->pool.name);
    }
}

static void set_act(struct engine *engine, struct bulk_set *set)
{
    switch (set->state) {
    case SET_WANTED:
        if (!profiles_ready(engine)) {
            return; /* woken when they are */
        }
        if (set->candidate[0] != '\0') {
            set_ask(engine, set, REQUEST_READ_SET, set->candidate);
        } else if (set->unclear) {
            set_ask(engine, set, REQUEST_LIST_SETS, "");
        } else {
            set_create(engine, set);
        }
        return;
    case SET_CREATED:
        if (set->id[0] == '\0') {
            set_move(engine, set, SET_EVENT_VANISHED, NULL);
            set_act(engine, set);
        } else if (set_ask(engine, set, REQUEST_CREATE_SYNC, set->id) != NULL) {
            set->unclear = true; /* its spaces may come to be: it is not forgotten before they are known */
            effects_change(engine->effects, CHANGE_SET, set, NULL);
        }
        return;
    case SET_SYNCING:
        set_ask(engine, set, REQUEST_READ_SYNC, set->sync);
        return;
    case SET_LISTING:
        set_list_spaces(engine, set);
        return;
    case SET_FAILED:
        if (set_is_stale(engine, set)) {
            pool_plan(engine); /* drops it */
            return;
        }
        set_move(engine, set, SET_EVENT_RETRY, NULL);
        set_act(engine, set);
        return;
    case SET_DONE:
    case N_SET_STATES:
        return;
    }
}

void set_run(struct engine *engine, struct bulk_set *set)
{
    if (set->actor.request != 0 || set->state == SET_DONE) {
        return;
    }
    if (set->not_before != INSTANT_NONE && engine->now < set->not_before) {
        actor_wake(engine, &set->actor, set->not_before);
    } else {
        set_act(engine, set);
    }
}

static void set_later(struct engine *engine, struct bulk_set *set)
{
    set->failures++;
    set->not_before = engine->now + agenda_backoff(set->failures);
}

static void set_created(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_DONE) {
        snprintf(set->id, sizeof set->id, "%s", answer->id);
        set_move(engine, set, SET_EVENT_MADE, NULL);
    } else if (answer->outcome == OUTCOME_REFUSED || answer->outcome == OUTCOME_GONE) {
        CLEAN_FREE char *reason = mem_printf("the bridge refused the parameter set: %s", answer->reason);
        if (strcasestr(answer->reason, "profile") != NULL) {
            for (size_t i = 0; i < 2; i++) { /* one of them is gone: look again */
                engine->profiles[i].verified = false;
                actor_wake(engine, &engine->profiles[i].actor, engine->now);
            }
        }
        set_move(engine, set, SET_EVENT_FAILED, reason);
    } else {
        set->unclear = answer->outcome == OUTCOME_UNKNOWN;
        effects_change(engine->effects, CHANGE_SET, set, NULL);
        set_later(engine, set);
    }
}

static bool set_known(const struct engine *engine, const char *id)
{
    for (const struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (strcmp(set->id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool record_is_number(const struct record *record, const char *field, uint32_t number)
{
    return strtoul(record_get(record, field), NULL, 10) == number;
}

static void set_looked(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    for (size_t i = 0; i < answer->n_records; i++) {
        const struct record *record = &answer->records[i];
        if (record_is_number(record, "startIndex", set->first) && record_is_number(record, "endIndex", set->last) &&
            !set_known(engine, record->id)) {
            memcpy(set->candidate, record->id, sizeof set->candidate);
            set->offset += (uint32_t)i + 1; /* the look goes on behind it, should it not be ours */
            return;
        }
    }
    set->offset += (uint32_t)answer->n_records;
    if (answer->n_records == 0 || set->offset >= answer->total) {
        set->unclear = false; /* it was not made */
        set->offset = 0;
        effects_change(engine->effects, CHANGE_SET, set, NULL);
    }
}

static bool set_equals(const struct engine *engine, const struct record *record)
{
    const struct setting_pool *pool = &engine->settings->pool;
    return strcmp(record_get(record, "coSpaceNameMapping"), pool->name) == 0 &&
           strcmp(record_get(record, "coSpaceUriMapping"), pool->uri) == 0 &&
           strcmp(record_get(record, "coSpaceCallIdMapping"), pool->call_id) == 0 &&
           strcmp(record_get(record, "callProfile"), engine->profiles[0].id) == 0;
}

static void set_read(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    bool ours = answer->outcome == OUTCOME_DONE && answer->n_records > 0 && set_equals(engine, &answer->records[0]);
    if (ours) {
        memcpy(set->id, set->candidate, sizeof set->id);
        set->candidate[0] = '\0';
        set_move(engine, set, SET_EVENT_MADE, NULL);
    } else if (answer->outcome == OUTCOME_DONE || answer->outcome == OUTCOME_GONE) {
        set->candidate[0] = '\0';
    } else {
        set_later(engine, set);
    }
}

static void set_synced(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_DONE) {
        snprintf(set->sync, sizeof set->sync, "%s", answer->id);
        set_move(engine, set, SET_EVENT_STARTED, NULL);
        set->not_before = engine->now + SYNC_LOOK_MS;
    } else if (answer->outcome == OUTCOME_GONE) {
        set->id[0] = '\0';
        set_move(engine, set, SET_EVENT_VANISHED, NULL);
        set->not_before = engine->now + SYNC_LOOK_MS; /* a bridge that finds none of ours is not filled with them */
    } else if (answer->outcome == OUTCOME_REFUSED) {
        CLEAN_FREE char *reason = mem_printf("the bridge refused the sync: %s", answer->reason);
        set_move(engine, set, SET_EVENT_FAILED, reason);
    } else {
        set->unclear = answer->outcome == OUTCOME_UNKNOWN;
        effects_change(engine->effects, CHANGE_SET, set, NULL);
        set_later(engine, set);
    }
}

/* A sync of an older set of ours whose answer was lost may have made its spaces anew, with other ids, behind our list
 * of them: what stands in the way is ours then, and is found by its index. */
static bool set_meets_its_own(const struct engine *engine, const struct bulk_set *set, const char *status)
{
    for (const struct bulk_set *older = engine->sets; older != NULL; older = older->next) {
        if (older != set && older->state == SET_DONE && older->first <= set->last && older->last >= set->first) {
            return strcasecmp(status, "failedCoSpaceUriConflict") == 0 ||
                   strcasecmp(status, "failedCallIdConflict") == 0;
        }
    }
    return false;
}

static void set_progress(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_GONE) {
        set_move(engine, set, SET_EVENT_VANISHED, NULL);
        return;
    }
    if (answer->outcome != OUTCOME_DONE || answer->n_records == 0) {
        set_later(engine, set);
        return;
    }
    const char *status = record_get(&answer->records[0], "status");
    const char *failure = pool_sync_failure(status);
    if (strcasecmp(status, "complete") == 0 || set_meets_its_own(engine, set, status)) {
        set_move(engine, set, SET_EVENT_COMPLETE, NULL);
    } else if (failure != NULL) {
        CLEAN_FREE char *reason = mem_printf("%s: %s", status, failure);
        if (strcasecmp(status, "failedNoSuchParameterSet") == 0) {
            set->id[0] = '\0';
        }
        set_move(engine, set, SET_EVENT_FAILED, reason);
    } else {
        set->not_before = engine->now + SYNC_LOOK_MS;
    }
}

/* The index a listed space has by its URI, else by its call id, else by its name: the first mapping that has $index$.
 */
static bool set_index(const struct engine *engine, const struct record *record, uint32_t *ret_index)
{
    const struct setting_pool *pool = &engine->settings->pool;
    if (strstr(pool->uri, "$index$") != NULL) {
        return pool_unmap(pool->uri, record_get(record, "uri"), ret_index);
    }
    if (strstr(pool->call_id, "$index$") != NULL) {
        return pool_unmap(pool->call_id, record_get(record, "callId"), ret_index);
    }
    return pool_unmap(pool->name, record_get(record, "name"), ret_index);
}

static bool set_complete(const struct engine *engine, const struct bulk_set *set)
{
    for (uint64_t index = set->first; index <= set->last; index++) {
        if (space_find(engine, (uint32_t)index) == NULL) {
            return false;
        }
    }
    return true;
}

static void set_listed(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    if (answer->outcome != OUTCOME_DONE) {
        set_later(engine, set);
        return;
    }
    for (size_t i = 0; i < answer->n_records; i++) {
        uint32_t index = 0;
        if (set_index(engine, &answer->records[i], &index) && index >= set->first && index <= set->last &&
            space_find(engine, index) == NULL) {
            space_add(engine, index, answer->records[i].id, set->id);
        }
    }
    set->offset += (uint32_t)answer->n_records;
    bool end = answer->n_records == 0 || set->offset >= answer->total;
    bool enough = set->unfiltered && set->failures >= 3;
    if (end && (set_complete(engine, set) || (enough && set_has_space(engine, set)))) {
        set_move(engine, set, SET_EVENT_LISTED, NULL); /* what has been deleted since is planned anew */
    } else if (end && enough) {
        set_move(engine, set, SET_EVENT_FAILED, "the bridge says that the spaces were made, but does not list them");
    } else if (end) {
        set->unfiltered =
            !set->unfiltered; /* pages shift between readings: read again, without the filter every other time */
        set->offset = 0;
        set_later(engine, set);
    }
}

void set_answer(struct engine *engine, struct bulk_set *set, enum request_kind kind, const struct answer *answer)
{
    switch (kind) {
    case REQUEST_CREATE_SET:
        set_created(engine, set, answer);
        break;
    case REQUEST_LIST_SETS:
        if (answer->outcome == OUTCOME_DONE) {
            set_looked(engine, set, answer);
        } else {
            set_later(engine, set);
        }
        break;
    case REQUEST_READ_SET:
        set_read(engine, set, answer);
        break;
    case REQUEST_CREATE_SYNC:
        set_synced(engine, set, answer);
        break;
    case REQUEST_READ_SYNC:
        set_progress(engine, set, answer);
        break;
    default:
        set_listed(engine, set, answer);
        break;
    }
    set_run(engine, set);
}
