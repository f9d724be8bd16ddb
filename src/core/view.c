/* core/view.c: looking at the engine: for the API, the store and the tests. Changes nothing that can be seen. */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void engine_count(const struct engine *engine, struct engine_counts *ret_counts)
{
    struct engine_counts counts = {0};
    memcpy(counts.meetings, engine->counts, sizeof counts.meetings);
    const struct setting_pool *pool = &engine->settings->pool;
    counts.spaces_missing = pool->last - pool->first + 1;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        const struct space *space = engine->spaces[i];
        counts.spaces[space->state]++;
        counts.spaces_differing += space->differs != 0;
        if (space->index >= pool->first && space->index <= pool->last) {
            counts.spaces_missing--;
        }
    }
    *ret_counts = counts;
}

uint64_t engine_edition(const struct engine *engine)
{
    return engine->now != INSTANT_NONE ? engine->edition : 0;
}

const struct counters *engine_counters(const struct engine *engine)
{
    return &engine->counters;
}

const struct settings *engine_settings(const struct engine *engine)
{
    return engine->settings;
}

const struct meeting *engine_meeting(const struct engine *engine, const char *id)
{
    return map_get(&engine->meetings, id);
}

/* To look changes nothing that can be seen. */
static const struct order *view_order(const struct engine *constant)
{
    struct engine *engine = (struct engine *)(uintptr_t)constant;
    order_look(&engine->order, &engine->meetings);
    return &engine->order;
}

const struct meeting *engine_meeting_at(const struct engine *engine, size_t position)
{
    const struct order *order = view_order(engine);
    return position < order->n ? order->items[position] : NULL;
}

size_t engine_meeting_seek(const struct engine *engine, instant start, const char *id)
{
    return order_seek(view_order(engine), start, id);
}

const struct space *engine_space(const struct engine *engine, const char *id)
{
    return map_get(&engine->spaces_by_id, id);
}

const struct space *engine_space_at(const struct engine *engine, size_t position)
{
    return position < engine->n_spaces ? engine->spaces[position] : NULL;
}

const struct bulk_set *engine_sets(const struct engine *engine)
{
    return engine->sets;
}

const struct bridge *engine_bridge(const struct engine *engine, uint32_t index)
{
    assert(index < engine->n_bridges);
    return &engine->bridges[index];
}

const struct stranger *engine_stranger_at(const struct engine *engine, size_t position)
{
    size_t seen = 0;
    for (size_t i = 0; i < engine->n_strangers; i++) {
        if (engine->strangers[i].address != NULL && seen++ == position) {
            return &engine->strangers[i];
        }
    }
    return NULL;
}

const struct rival *engine_rival_at(const struct engine *engine, size_t position)
{
    size_t seen = 0;
    for (size_t i = 0; i < engine->n_rivals; i++) {
        if (engine->rivals[i].shares != 0 && seen++ == position) {
            return &engine->rivals[i];
        }
    }
    return NULL;
}

uint32_t engine_rivals_left_out(const struct engine *engine)
{
    return engine->rivals_left_out;
}

const struct tenure *engine_tenure(const struct engine *engine)
{
    return &engine->tenure;
}

bool engine_has_pool(const struct engine *engine)
{
    return tenure_holds(engine);
}

bool engine_is_refused(const struct engine *engine)
{
    return engine->tenure.state == TENURE_THEIRS && !engine->tenure.held && !engine->settings->pool.standby;
}

uint32_t engine_preferred(const struct engine *engine)
{
    return engine->preferred;
}

bool engine_preferred_by_hand(const struct engine *engine)
{
    return engine->preferred_by_hand;
}

uint64_t engine_next_set_key(const struct engine *engine)
{
    return engine->next_set_key;
}

const struct profile *engine_profile(const struct engine *engine, bool leg)
{
    return &engine->profiles[leg ? 1 : 0];
}

const struct calendar *engine_calendar(const struct engine *engine, const char *name)
{
    return map_get(&engine->calendars, name);
}

const struct calendar *engine_calendar_at(const struct engine *engine, size_t position)
{
    return position < engine->n_calendars ? engine->calendar_order[position] : NULL;
}

static int duplicate_compare(const void *a, const void *b)
{
    return strcmp(((const struct engine_duplicate *)a)->uid, ((const struct engine_duplicate *)b)->uid);
}

size_t engine_calendar_duplicates(const struct engine *engine, const char *name, struct engine_duplicate *list,
                                  size_t n)
{
    const struct calendar *calendar = engine_calendar(engine, name);
    size_t found = 0, all = calendar != NULL ? calendar->n_losing : 0;
    void *value = NULL;
    for (size_t i = 0; found < n && found < all && map_next(&calendar->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        if (booking->loses) {
            list[found++] = (struct engine_duplicate){booking->uid, booking_loses_to(booking)->name};
        }
    }
    if (found > 0) {
        qsort(list, found, sizeof *list, duplicate_compare);
    }
    return all;
}

uint32_t engine_calendar_meetings(const struct engine *engine, const char *name)
{
    const struct calendar *calendar = engine_calendar(engine, name);
    uint32_t meetings = 0, lost = 0;
    void *value = NULL;
    if (calendar == NULL) {
        return 0;
    }
    for (size_t state = 0; state < N_MEETING_STATES; state++) {
        meetings += meeting_fsm.final_states[state] ? 0 : calendar->meetings[state];
    }
    for (size_t i = 0; lost < calendar->n_losing && map_next(&calendar->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        lost += booking->loses;
        meetings += booking->loses ? booking_meetings_to_come(booking) : 0;
    }
    return meetings;
}

size_t engine_calendar_unselected(const struct engine *engine, const char *name)
{
    const struct calendar *calendar = engine_calendar(engine, name);
    return calendar != NULL ? calendar->n_unselected : 0;
}

bool engine_ready(const struct engine *engine, struct buf *reasons)
{
    bool ready = true;
    struct engine_counts counts;
    const struct tenure *tenure = &engine->tenure;
    engine_count(engine, &counts);
    if (bridge_choose(engine, 0) == NO_BRIDGE) {
        buf_printf(reasons, "%s", bridge_none_words(engine));
        bool theirs = tenure->state == TENURE_WATCHED || tenure->state == TENURE_THEIRS;
        buf_printf(reasons, theirs ? " (%s, since %s)\n" : "\n", tenure->other.host, tenure->other.since);
        ready = false;
    }
    if (counts.spaces_missing > 0) {
        buf_printf(reasons, "%u space%s of the pool %s not made yet\n", counts.spaces_missing,
                   counts.spaces_missing == 1 ? "" : "s", counts.spaces_missing == 1 ? "is" : "are");
        ready = false;
    }
    for (const struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (set->state == SET_FAILED && set->reason != NULL) {
            buf_printf(reasons, "spaces %u to %u: %s\n", set->first, set->last, set->reason);
        }
    }
    return ready;
}
