/* core/bulk.c: bulk parameter sets on their way to spaces.
 *
 * A set is synced only while no space of its range is known, so that a repeated sync (after an unclear answer) can
 * never delete a space that anybody uses. Somebody else's sync of it, or a late one of ours, gives all its spaces new
 * ids: with the first of the old ones that is found gone the set's spaces are listed again. Where another has the
 * address of one that we know, ours is looked at, and if it is gone the other takes its place. */
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void set_move(struct engine *engine, struct bulk_set *set, enum set_event event, const char *reason)
{
    enum set_state before = set->state;
    set->state = fsm_next(&set_fsm, (uint8_t)before, (uint8_t)event);
    mem_replace(&set->reason, reason);
    set->unclear = false;
    set->offset = 0;
    set->unfiltered = set->recount = false;
    set->n_replaced = 0;
    set->not_before = INSTANT_NONE;
    set->failures = 0;
    effects_change(engine->effects, CHANGE_SET, set, NULL);
    if (set->state == SET_DONE) {
        set->anew = false;
        pool_plan(engine);
    } else if (set->state == SET_FAILED) {
        set->not_before = engine->now + MINUTE_MS;
        engine_notice(engine, true, "the pool could not be made, trying again in 60s", "first=%u last=%u reason=\"%s\"",
                      set->first, set->last, reason);
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
    if (actor_is_asking(&set->actor) || set->state == SET_DONE) {
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

static bool set_is_in_the_way(const char *status)
{
    return strcasecmp(status, "failedCoSpaceUriConflict") == 0 || strcasecmp(status, "failedCallIdConflict") == 0;
}

/* A sync of an older set of ours whose answer was lost may have made its spaces anew, with other ids, behind our list
 * of them: what stands in the way is ours then, and is found by its index. */
static bool set_meets_its_own(const struct engine *engine, const struct bulk_set *set, const char *status)
{
    for (const struct bulk_set *older = engine->sets; older != NULL; older = older->next) {
        if (older != set && older->state == SET_DONE && older->first <= set->last && older->last >= set->first) {
            return set_is_in_the_way(status);
        }
    }
    return false;
}

/* Owned by the caller. */
static char *set_words(const struct engine *engine, const struct bulk_set *set, const char *status, const char *failure)
{
    const struct rival *made = set_is_in_the_way(status) ? adopt_could(engine, set) : NULL;
    return made == NULL
               ? mem_printf("%s: %s", status, failure)
               : mem_printf("%s: the pool's spaces are there already, made from parameter set %s, which is not this "
                            "store's: if the service that made them is gone for good: cospacectl claim",
                            status, made->id);
}

/* The bridge does not know the set: deleted, or its database was put back. It is made anew at once; if that one is not
 * known either, later: a bridge that finds none of ours is not filled with them. */
static bool set_makes_anew(struct engine *engine, struct bulk_set *set, const char *status)
{
    if (strcasecmp(status, "failedNoSuchParameterSet") != 0) {
        return false;
    }
    set->id[0] = '\0';
    if (set->anew) {
        return false;
    }
    set->anew = true;
    set_move(engine, set, SET_EVENT_VANISHED, NULL);
    return true;
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
    } else if (set_is_in_the_way(status) && adopt_may(engine, set)) {
        set_move(engine, set, SET_EVENT_COMPLETE, NULL);
        set->unclear = set->unfiltered = true; /* those that somebody uses have other names */
    } else if (failure != NULL) {
        CLEAN_FREE char *reason = set_words(engine, set, status, failure);
        if (!set_makes_anew(engine, set, status)) {
            set_move(engine, set, SET_EVENT_FAILED, reason);
        }
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

void set_recount(struct engine *engine, const char *id)
{
    struct bulk_set *set = engine->sets;
    while (set != NULL && (set->id[0] == '\0' || strcmp(set->id, id) != 0)) {
        set = set->next;
    }
    if (set == NULL || set->state != SET_DONE) {
        return;
    }
    set_move(engine, set, SET_EVENT_DOUBTED, NULL);
    set->recount = true;
    actor_wake(engine, &set->actor, engine->now);
}

void sets_recount(struct engine *engine, uint32_t index)
{
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (set->state == SET_DONE && set->first <= index && index <= set->last) {
            set_recount(engine, set->id);
        }
    }
}

static void set_list_entry(struct engine *engine, struct bulk_set *set, const struct record *record)
{
    uint32_t index = 0;
    if (!set_index(engine, record, &index) || index < set->first || index > set->last) {
        return;
    }
    struct space *space = space_find(engine, index);
    if (set->unclear && (space != NULL || !adopt_takes(engine, set, record, index))) {
        return;
    }
    if (set->unclear) {
        adopt_space(engine, space_add(engine, index, record->id, set->id));
    } else if (space == NULL) {
        space_add(engine, index, record->id, set->id);
        set->n_replaced += set->recount;
    } else if (strcmp(space->id, record->id) != 0 && map_get(&engine->spaces_by_id, record->id) == NULL) {
        mem_replace(&space->successor, record->id);
        space_doubt(engine, space);
        set->n_replaced++;
    }
}

static void set_list_end(struct engine *engine, struct bulk_set *set)
{
    bool enough = set->unfiltered && set->failures >= 3;
    if (set->recount) {
        if (set->n_replaced > 0) {
            engine_notice(engine, true, "a parameter set of the pool was synced by somebody else: its spaces are new",
                          "first=%u last=%u set=%s new=%u", set->first, set->last, set->id, set->n_replaced);
        }
        set_move(engine, set, SET_EVENT_LISTED, NULL);
    } else if (set->unclear) {
        adopt_end(engine, set);
        set_move(engine, set, SET_EVENT_LISTED, NULL); /* those that are missing are planned anew */
    } else if (set_complete(engine, set) || (enough && set_has_space(engine, set))) {
        engine_notice(engine, false, "spaces made", "first=%u last=%u set=%s", set->first, set->last, set->id);
        set_move(engine, set, SET_EVENT_LISTED, NULL); /* what has been deleted since is planned anew */
    } else if (enough) {
        set_move(engine, set, SET_EVENT_FAILED, "the bridge says that the spaces were made, but does not list them");
    } else { /* pages shift between readings: read again, without the filter every other time */
        set->unfiltered = !set->unfiltered;
        set->offset = 0;
        set_later(engine, set);
    }
}

static void set_listed(struct engine *engine, struct bulk_set *set, const struct answer *answer)
{
    if (answer->outcome != OUTCOME_DONE) {
        set_later(engine, set);
        return;
    }
    for (size_t i = 0; i < answer->n_records; i++) {
        set_list_entry(engine, set, &answer->records[i]);
    }
    set->offset += (uint32_t)answer->n_records;
    if (answer->n_records == 0 || set->offset >= answer->total) {
        set_list_end(engine, set);
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
