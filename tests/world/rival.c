/* rival.c: another service on our pool, as far as we can see it: a mark that beats. While it does, and its mark stands,
 * nothing is changed by us: seen from outside, by the requests that leave. */
#include "transit.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

enum {
    LEASE_MS = 2 * MINUTE_MS,    /* our own mark counts so long without a look at it */
    PATIENCE_MS = 4 * MINUTE_MS, /* a mark that stands still for so long is taken over */
    MARGIN_MS = 10 * SECOND_MS,  /* of the moments of our looks */
};

/* Its mark, as it stands in the space; false: it does not. */
static bool rival_stands(struct world *world)
{
    const struct world_rival *rival = &world->rival;
    CLEAN_FREE char *path = mem_printf("/api/v1/coSpaces/%s", rival->space);
    CLEAN_FREE char *beat = mem_printf("cospaced 0ff1ce00 at=0ff1ce01 beat=%u ", rival->n);
    const struct sim_request request = {"GET", path, "Basic YWRtaW46cw==", "", 0};
    struct sim_answer answer;
    size_t bridge = 0;
    while (bridge < world->settings.n_bridges && world->stopped[bridge]) {
        bridge++;
    }
    if (bridge == world->settings.n_bridges) {
        return false; /* nobody can look */
    }
    buf_init(&answer.body, (size_t)1 << 20);
    sim_server_handle(world->server, bridge, &request, &answer);
    bool stands = answer.status == 200 && strstr(buf_string(&answer.body), beat) != NULL;
    buf_done(&answer.body);
    return stands;
}

bool world_rival_beats(struct world *world)
{
    struct world_rival *rival = &world->rival;
    const struct space *space = world->engine != NULL ? engine_space_at(world->engine, 0) : NULL;
    if (space == NULL) {
        return false;
    }
    if (rival->since == INSTANT_NONE || strcmp(rival->space, space->id) != 0 || !rival_stands(world) ||
        rival->clock != world->clock) {
        rival->since = world->now;
        rival->clock = world->clock;
    }
    snprintf(rival->space, sizeof rival->space, "%s", space->id);
    rival->beat = world->now;
    char beat[16];
    snprintf(beat, sizeof beat, "%u", ++rival->n);
    if (!world_hand_mark(world, space->index, beat, "scheduler2")) {
        rival->since = INSTANT_NONE;
    }
    return rival->since != INSTANT_NONE;
}

void world_rival_forget(struct world *world)
{
    world->rival.since = INSTANT_NONE;
}

/* The promise is that of the lowest space: a mark that was left on another one when the pool grew downwards, or moved,
 * says no more whose the pool is, until its owner beats where the lowest is now. */
static void rival_follow(struct world *world)
{
    const struct space *space = engine_space_at(world->engine, 0);
    if (space == NULL || strcmp(world->rival.space, space->id) != 0) {
        world_rival_forget(world);
    }
}

void rival_sending(struct world *world, const struct transit *transit)
{
    const struct world_rival *rival = &world->rival;
    rival_follow(world);
    bool changes = strcmp(transit->message.method, "GET") != 0 && transit->request.kind != REQUEST_MARK_SPACE;
    if (rival->since == INSTANT_NONE || !changes || rival->clock != world->clock ||
        world->now < rival->since + LEASE_MS + MARGIN_MS || world->now > rival->beat + PATIENCE_MS - MARGIN_MS) {
        return;
    }
    if (rival_stands(world)) {
        world_fail(world, "%s is sent, and another service has the pool", request_word(transit->request.kind));
    }
}
