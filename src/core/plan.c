/* core/plan.c: which parameter sets the range needs, and which spaces it no longer has. */
#include "base/mem.h"
#include "core/inside.h"

static void set_new(struct engine *engine, uint32_t first, uint32_t last)
{
    struct bulk_set *set = mem_zalloc(sizeof *set);
    actor_init(&set->actor, ACTOR_SET, &set->errand);
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

bool set_has_space(const struct engine *engine, const struct bulk_set *set)
{
    size_t at = space_position(engine, set->first);
    return at < engine->n_spaces && engine->spaces[at]->index <= set->last;
}

bool set_is_stale(const struct engine *engine, const struct bulk_set *set)
{
    const struct setting_pool *pool = &engine->settings->pool;
    if (actor_is_asking(&set->actor) || set->unclear) {
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
