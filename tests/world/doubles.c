/* doubles.c: two calls of one meeting, two legs of one person: that may come of a lost answer or a bridge that was cut
 * off, and must be over soon once the bridges answer. */
#include "transit.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 128 };

/* So long after the last trouble, and after the younger of the two was made, there is one. */
static const duration_ms quiet_least = MINUTE_MS, age_least = 100 * SECOND_MS;

struct thing {
    char id[ID_SIZE], within[ID_SIZE]; /* of a call: its space; of a leg: its participant */
    size_t bridge;
    instant made;
};

struct things {
    struct world *world;
    struct thing all[MOST];
    size_t n;
};

static void things_add(struct things *things, const char *id, const char *within, size_t bridge, instant made)
{
    struct world *world = things->world;
    bool counts = bridge < world->settings.n_bridges && made < world->now - age_least &&
                  made > world->begun && /* what was in doubt when the service died is not known any more */
                  manners_quiet_since(world, (uint32_t)bridge) < world->now - quiet_least;
    if (counts && things->n < MOST) {
        struct thing *thing = &things->all[things->n++];
        *thing = (struct thing){.bridge = bridge, .made = made};
        snprintf(thing->id, sizeof thing->id, "%s", id);
        snprintf(thing->within, sizeof thing->within, "%s", within);
    }
}

static void take_call(void *ctx, const struct sim_call_view *view)
{
    struct things *things = ctx;
    const struct space *space = engine_space(things->world->engine, view->space);
    const struct meeting *meeting = space != NULL ? space->meeting : NULL;
    if (meeting != NULL && meeting->state == MEETING_ACTIVE && map_get(&things->world->calls, view->id) != NULL) {
        things_add(things, view->id, view->space, view->bridge, view->started);
    }
}

static void take_leg(void *ctx, const struct sim_leg_view *view)
{
    struct things *things = ctx;
    const char *participant = NULL;
    instant made = 0;
    if (truth_leg_of(things->world, view->id, view->call, &participant, &made)) {
        things_add(things, view->id, participant, view->bridge, made);
    }
}

static void check_pairs(const struct things *things, const char *what)
{
    for (size_t i = 0; i < things->n; i++) {
        for (size_t k = i + 1; k < things->n; k++) {
            const struct thing *a = &things->all[i], *b = &things->all[k];
            if (strcmp(a->within, b->within) == 0) {
                world_fail(things->world, "%s %s and %s have been there beside each other for long", what, a->id,
                           b->id);
            }
        }
    }
}

void doubles_check(struct world *world)
{
    struct things calls = {.world = world}, legs = {.world = world};
    if (world->jumped != 0 && world->now < world->jumped + 2 * quiet_least) {
        return;
    }
    sim_server_each_call(world->server, take_call, &calls);
    check_pairs(&calls, "calls");
    sim_server_each_leg(world->server, take_leg, &legs);
    check_pairs(&legs, "legs");
}
