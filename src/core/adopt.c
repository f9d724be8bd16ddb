/* core/adopt.c: spaces of the pool that were made for it before, and are not in our store. A newer state of this store
 * than the copy that was put back made them: their parameter set bears our call profile. Or a store that is lost did:
 * then the operator says so (claim), or the mark of this very place that stood still.
 *
 * They are met when a sync of ours fails because their addresses exist. The listing that follows takes those in which
 * a set of the pool's mappings speaks; each is held until all are known, and whose the pool is has been looked at anew
 * at the lowest of them: a service that lives has its mark there. Then they are given back and looked into on every
 * bridge, as after a restore. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>
#include <strings.h>

/* A set that gives spaces of these indices our addresses: one with our profile, or of whomever. */
static const struct rival *rival_of(const struct engine *engine, bool anybody, uint32_t first, uint32_t last)
{
    for (size_t i = 0; i < engine->n_rivals; i++) {
        const struct rival *rival = &engine->rivals[i];
        if (rival->alike && (rival->profiled || anybody) && rival->first <= last && rival->last >= first) {
            return rival;
        }
    }
    return NULL;
}

bool adopt_may(const struct engine *engine, const struct bulk_set *set)
{
    return rival_of(engine, set->claimed, set->first, set->last) != NULL;
}

const struct rival *adopt_could(const struct engine *engine, const struct bulk_set *set)
{
    return rival_of(engine, true, set->first, set->last);
}

bool adopt_takes(const struct engine *engine, const struct bulk_set *set, const struct record *record, uint32_t index)
{
    const struct setting_pool *pool = &engine->settings->pool;
    CLEAN_FREE char *uri = pool_map(pool->uri, index);
    CLEAN_FREE char *call_id = pool_map(pool->call_id, index);
    return rival_of(engine, set->claimed, index, index) != NULL && strcasecmp(record_get(record, "uri"), uri) == 0 &&
           strcasecmp(record_get(record, "callId"), call_id) == 0;
}

void adopt_space(struct engine *engine, struct space *space)
{
    space_distrust(engine, space);
    space->wants_profiles = true; /* it may have those of a store that is lost */
    space->not_before = INSTANT_NEVER;
}

void adopt_end(struct engine *engine, struct bulk_set *set)
{
    const struct space *lowest = NULL;
    uint32_t n = 0;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        struct space *space = engine->spaces[i];
        if (space->not_before == INSTANT_NEVER && strcmp(space->set, set->id) == 0) {
            space->not_before = INSTANT_NONE;
            actor_wake(engine, &space->actor, engine->now);
            lowest = lowest == NULL ? space : lowest;
            n++;
        }
    }
    if (lowest != NULL) {
        engine_notice(engine, true, "spaces that were made for the pool before are taken over",
                      "first=%u last=%u spaces=%u why=\"%s\"", set->first, set->last, n,
                      set->claimed ? "made by a store that is gone" : "made by a newer state of this store");
        tenure_adopted(engine, lowest, set->claimed);
    }
    set->claimed = false;
}

bool adopt_order(struct engine *engine, bool all)
{
    bool some = false;
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        bool could = set->state == SET_FAILED && adopt_could(engine, set) != NULL;
        if (!could && (!all || set->state == SET_DONE)) {
            continue;
        }
        set->claimed = true;
        if (set->state == SET_FAILED) {
            set->not_before = INSTANT_NONE;
            actor_wake(engine, &set->actor, engine->now);
        }
        some = true;
    }
    return some;
}
