/* settle.c: what must be true once nothing has gone wrong for a while. */
#include "transit.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct census {
    struct world *world;
    struct map spaces; /* id of each of ours to its struct space */
    bool idle;
    const struct meeting *meeting;
    size_t n_seen, n_calls;
};

static void census_init(struct census *census, struct world *world)
{
    *census = (struct census){.world = world};
    map_init(&census->spaces, 1);
    for (size_t i = 0; engine_space_at(world->engine, i) != NULL; i++) {
        const struct space *space = engine_space_at(world->engine, i);
        map_set(&census->spaces, space->id, (void *)(uintptr_t)space);
    }
}

/* A sync that ran when nobody waited for it any more may leave closed placeholders outside the range. */
static bool is_ghost(const struct world *world, const struct sim_space_view *view)
{
    const struct setting_pool *pool = &world->settings.pool;
    uint32_t index = 0;
    return world->counts.late > 0 && !view->non_member_access && pool_unmap(pool->uri, view->uri, &index) &&
           (index < pool->first || index > pool->last);
}

static void see_space(void *ctx, const struct sim_space_view *view)
{
    struct census *census = ctx;
    struct world *world = census->world;
    const struct space *space = map_get(&census->spaces, view->id);
    if (space == NULL) {
        if (view->set[0] != '\0' && !is_ghost(world, view)) {
            world_fail(world, "space %s (%s) was made from a set of ours and nobody knows it", view->id, view->name);
        }
        return;
    }
    census->n_seen++;
    CLEAN_FREE char *name = pool_map(world->settings.pool.name, space->index);
    CLEAN_FREE char *uri = pool_map(world->settings.pool.uri, space->index);
    const struct meeting *meeting = space->meeting;
    const char *wanted = meeting != NULL ? meeting_title(meeting) : name;
    if (space->state == SPACE_CONTESTED || space->left) {
        return; /* as somebody else wants it */
    }
    if (strcmp(view->name, wanted) != 0 || view->non_member_access != (meeting != NULL) ||
        strcmp(view->passcode, meeting != NULL ? meeting_passcode(meeting) : "") != 0) {
        world_fail(world, "space %u shows name \"%s\" passcode \"%s\" %s, should be \"%s\"", space->index, view->name,
                   view->passcode, view->non_member_access ? "open" : "closed", wanted);
    }
    if (meeting == NULL && (strcasecmp(view->uri, uri) != 0 || strcasecmp(view->call_id, uri) != 0)) {
        world_fail(world, "space %u has uri %s and call id %s", space->index, view->uri, view->call_id);
    }
}

static void see_call(void *ctx, const struct sim_call_view *view)
{
    struct census *census = ctx;
    const struct space *space = map_get(&census->spaces, view->space);
    if (space == NULL) {
        return;
    }
    if (space->meeting == NULL) {
        world_fail(census->world, "call %s on bridge %zu is in space %u, and no meeting has it", view->id, view->bridge,
                   space->index);
    }
    bool its_own = space->meeting != NULL && strcmp(meeting_call_id(space->meeting), view->id) == 0;
    if (space->meeting != NULL && !its_own && !truth_is_of_guests(census->world, view->id)) {
        world_fail(census->world, "call %s on bridge %zu is in space %u, whose meeting has another", view->id,
                   view->bridge, space->index);
    }
    census->n_calls += its_own;
}

static void check_pool(struct world *world)
{
    const struct setting_pool *pool = &world->settings.pool;
    size_t n = 0;
    for (size_t i = 0; engine_space_at(world->engine, i) != NULL; i++) {
        const struct space *space = engine_space_at(world->engine, i);
        bool inside = space->index >= pool->first && space->index <= pool->last;
        n += inside;
        if (space->state == SPACE_DIRTY || (!inside && space->meeting == NULL)) {
            world_fail(world, "space %u is still %s", space->index, space_fsm.states[space->state]);
        }
    }
    if (n != pool->last - pool->first + 1) {
        world_fail(world, "the pool has %zu spaces of %u to %u", n, pool->first, pool->last);
    }
    for (const struct bulk_set *set = engine_sets(world->engine); set != NULL; set = set->next) {
        if (set->state != SET_DONE) {
            world_fail(world, "the set of %u to %u is still %s: %s", set->first, set->last, set_fsm.states[set->state],
                       set->reason != NULL ? set->reason : "");
        }
    }
}

static void check_spaces(struct world *world)
{
    struct census census;
    census_init(&census, world);
    sim_server_each_space(world->server, see_space, &census);
    sim_server_each_call(world->server, see_call, &census);
    size_t n = 0, running = 0;
    for (size_t i = 0; engine_space_at(world->engine, i) != NULL; i++) {
        n++;
        running += engine_space_at(world->engine, i)->meeting != NULL;
    }
    if (census.n_seen != n) {
        world_fail(world, "of %zu spaces the bridges have %zu", n, census.n_seen);
    }
    if (census.n_calls != running) {
        world_fail(world, "%zu meetings are running with %zu calls", running, census.n_calls);
    }
    map_done(&census.spaces);
}

static bool is_settled(const struct world *world, const struct meeting *meeting)
{
    instant now = world_clock(world);
    switch (meeting->state) {
    case MEETING_SCHEDULED:
        return meeting->start > now;
    case MEETING_WAITING: /* for a space, and there is none */
        return meeting_reason(meeting) != NULL && now < meeting->start + world->settings.start_grace &&
               now < meeting->end;
    case MEETING_ACTIVE:
        return meeting->end > now;
    case MEETING_MISSED:
        return meeting_reason(meeting) != NULL;
    case MEETING_ENDED:
    case MEETING_CANCELLED:
        return true;
    default:
        return false;
    }
}

static void check_people(struct world *world, const struct meeting *meeting)
{
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (p->removing || (meeting_is_final(meeting) && p->call_leg[0] != '\0')) {
            world_fail(world, "participant %s of a meeting that is %s is still %s", p->id,
                       meeting_fsm.states[meeting->state], p->removing ? "to be removed" : "on a leg");
        }
    }
}

void truth_check_settled(struct world *world)
{
    if (world->engine == NULL) {
        world_fail(world, "the service is dead");
        return;
    }
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        if (!is_settled(world, meeting)) {
            world_fail(world, "meeting %s is still %s %lld s after its start, %lld s before its end (%s)", meeting->id,
                       meeting_fsm.states[meeting->state], (long long)(world_clock(world) - meeting->start) / 1000,
                       (long long)(meeting->end - world_clock(world)) / 1000,
                       meeting_reason(meeting) != NULL ? meeting_reason(meeting) : "");
        }
        check_people(world, meeting);
    }
    check_pool(world);
    check_spaces(world);
    truth_check_legs(world);
}

void truth_check_idle(struct world *world)
{
    truth_check_settled(world);
    for (size_t i = 0; world->engine != NULL && engine_space_at(world->engine, i) != NULL; i++) {
        const struct space *space = engine_space_at(world->engine, i);
        if (space->state != SPACE_FREE) {
            world_fail(world, "space %u is %s", space->index, space_fsm.states[space->state]);
        }
    }
}
