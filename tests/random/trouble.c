/* trouble.c: what goes wrong: bridges stop, requests are lost at every place, the service dies, its clock is set, hands
 * touch what is ours, the pool changes. */
#include "episode.h"

#include <stdio.h>
#include <string.h>

static uint32_t some_space(struct episode *episode)
{
    const struct engine *engine = episode->world.engine;
    size_t n = 0;
    while (engine != NULL && engine_space_at(engine, n) != NULL) {
        n++;
    }
    return n > 0 ? engine_space_at(engine, (size_t)episode_below(episode, n))->index : 0;
}

/* A storm: for a while a part of all requests meets with something; the kinds in any mixture. */
static void storm(struct episode *episode)
{
    struct world *world = &episode->world;
    sim_faults_clear(world->faults);
    world->late_per_million = 0;
    if (episode_chance(episode, 40)) {
        return; /* the storm is over */
    }
    episode->counts.storms++;
    uint32_t strength = (uint32_t)episode_below(episode, 80000);
    static const int statuses[] = {503, 503, 500, 502, 404};
    for (int i = 0; i < SIM_FAULT_KINDS; i++) {
        struct sim_fault fault = {.bridge = SIM_FAULT_ANY_BRIDGE, .kind = (enum sim_fault_kind)i};
        fault.per_million = 1 + (uint32_t)episode_below(episode, strength + 1);
        fault.status = statuses[episode_below(episode, 4)];
        fault.delay = fault.kind == SIM_FAULT_DELAY  ? episode_length(episode, 100, 15 * SECOND_MS)
                      : fault.kind == SIM_FAULT_DRIP ? episode_length(episode, 0, 30)
                                                     : episode_length(episode, 0, 500);
        if (episode_chance(episode, 20)) {
            fault.bridge = (int32_t)episode_below(episode, world->settings.n_bridges);
            fault.per_million *= 5;
        }
        sim_faults_add(world->faults, &fault, NULL);
    }
    world->late_per_million = (uint32_t)episode_below(episode, strength / 2 + 1);
}

/* The next requests of one kind of path go wrong in one way, for certain: what a storm meets only by luck. */
static void sniper(struct episode *episode)
{
    static const char *const targets[][2] = {
        {"POST", "/api/v1/calls"},        {"POST", "/api/v1/calls/*/callLegs"},
        {"PUT", "/api/v1/coSpaces/*"},    {"DELETE", "/api/v1/calls/*"},
        {"GET", "/api/v1/calls"},         {"DELETE", "/api/v1/callLegs/*"},
        {"POST", "/api/v1/cospaceBulk*"}, {"GET", "/api/v1/cospaceBulk*"},
        {"GET", "/api/v1/callLegs/*"},
    };
    size_t target = (size_t)episode_below(episode, sizeof targets / sizeof *targets);
    struct sim_fault fault = {.method = targets[target][0],
                              .path = targets[target][1],
                              .bridge = SIM_FAULT_ANY_BRIDGE,
                              .kind = (enum sim_fault_kind)episode_below(episode, SIM_FAULT_DRIP),
                              .count = 1 + (uint32_t)episode_below(episode, 4)};
    fault.delay = fault.kind == SIM_FAULT_DELAY ? 11 * SECOND_MS : 0;
    sim_faults_add(episode->world.faults, &fault, NULL);
}

static void bridge_trouble(struct episode *episode)
{
    struct world *world = &episode->world;
    size_t bridge = (size_t)episode_below(episode, world->settings.n_bridges);
    if (world->stopped[bridge]) {
        world_restart_bridge(world, bridge);
    } else {
        episode->counts.bridge_stops++;
        world_stop_bridge(world, bridge, episode_chance(episode, 30));
        if (episode_chance(episode, 40)) { /* only a restart: calls are gone, nobody noticed */
            world_run(world, world->now + episode_length(episode, 0, 5 * SECOND_MS));
            world_restart_bridge(world, bridge);
        }
    }
}

/* The network to a bridge breaks; its calls live on, and guests come into them. It comes back in a while, mostly. */
static void cut_trouble(struct episode *episode)
{
    struct world *world = &episode->world;
    size_t bridge = (size_t)episode_below(episode, world->settings.n_bridges);
    if (world->cut[bridge]) {
        episode->counts.joined++;
        world_join_bridge(world, bridge);
        return;
    }
    world_cut_bridge(world, bridge, episode_chance(episode, 30));
    episode->counts.cut_offs += world->cut[bridge];
    world_run(world, world->now + episode_length(episode, 0, 40 * SECOND_MS));
    for (uint64_t n = episode_below(episode, 4); n > 0; n--) {
        episode->counts.guests_beyond += world_hand_guest_at(world, some_space(episode), bridge, "guest@example.org");
    }
    if (episode_chance(episode, 70)) {
        world_run(world, world->now + episode_length(episode, 0, 40 * SECOND_MS));
        world_join_bridge(world, bridge);
    }
}

static void crash_trouble(struct episode *episode)
{
    struct world *world = &episode->world;
    static const enum request_kind kinds[] = {REQUEST_OPEN_SPACE,  REQUEST_OPEN_CALL,  REQUEST_DIAL,
                                              REQUEST_CLOSE_SPACE, REQUEST_CLOSE_CALL, REQUEST_HANG_UP,
                                              REQUEST_LIST_LEGS};
    world->crash = (enum world_crash)(1 + episode_below(episode, WORLD_DIES_AFTER_SEND));
    world->crash_on_kind = episode_chance(episode, 60);
    world->crash_kind = kinds[episode_below(episode, sizeof kinds / sizeof *kinds)];
    world->crash_after = (uint32_t)episode_below(episode, 5);
    world->crash_down = episode_chance(episode, 70) ? episode_length(episode, 0, 2 * SECOND_MS)
                                                    : episode_length(episode, 0, 40 * SECOND_MS);
}

static void pool_trouble(struct episode *episode)
{
    struct setting_pool *pool = &episode->world.settings.pool;
    if (episode->world.engine == NULL) {
        return;
    }
    uint32_t size = 3 + (uint32_t)episode_below(episode, 20);
    uint32_t shift = (uint32_t)episode_below(episode, 5);
    pool->first = pool->first > 2 && episode_chance(episode, 50) ? pool->first - 2 : pool->first + shift;
    pool->last = pool->first + size;
    episode->counts.pool_changes++;
    trace_line(&episode->world, "the pool is now %u to %u", pool->first, pool->last);
    world_settings_changed(&episode->world);
}

/* The password is wrong for a while; then the configuration is read again. */
static void denial(struct episode *episode)
{
    struct world *world = &episode->world;
    struct sim_fault fault = {.bridge = (int32_t)episode_below(episode, world->settings.n_bridges),
                              .kind = SIM_FAULT_STATUS,
                              .status = 401,
                              .count = 3};
    sim_faults_clear(world->faults);
    sim_faults_add(world->faults, &fault, NULL);
    episode->counts.denials++;
    world_run(world, world->now + episode_length(episode, SECOND_MS, MINUTE_MS));
    sim_faults_clear(world->faults);
    if (world->engine != NULL) {
        episode->counts.reloads++;
        world_settings_changed(world);
    }
}

static void hand_trouble(struct episode *episode)
{
    struct world *world = &episode->world;
    uint32_t space = some_space(episode);
    size_t bridge = (size_t)episode_below(episode, world->settings.n_bridges);
    bool done = false;
    switch (episode_below(episode, 11)) {
    case 0:
        done = world_hand_rename(world, space, "Renamed+by+hand");
        break;
    case 1:
        done = world_hand_readdress(world, space, episode_chance(episode, 50) ? "900001" : "900002");
        break;
    case 2:
        done = world_hand_open(world, space);
        break;
    case 3:
        done = world_hand_delete(world, space);
        break;
    case 4:
    case 8:
    case 9:
        done = world_hand_call(world, space, bridge);
        break;
    case 10:
        done = episode_chance(episode, 30) && world_hand_resync(world, space);
        break;
    case 5:
        done = world_hand_close_call(world, space);
        break;
    case 6:
        episode->counts.guests += world_hand_guest(world, space, "guest@example.org");
        return;
    default:
        episode->counts.foreign++;
        char name[32];
        snprintf(name, sizeof name, "theirs-%u", ++episode->uids);
        world_hand_foreign(world, name);
        return;
    }
    episode->counts.by_hand += done;
}

/* The clock is set by hours, minutes or seconds, often back again soon after; or the machine sleeps. */
static void clock_trouble(struct episode *episode)
{
    struct world *world = &episode->world;
    static const duration_ms most[] = {10 * SECOND_MS, 20 * MINUTE_MS, 5 * HOUR_MS};
    duration_ms reach = most[episode_below(episode, sizeof most / sizeof *most)];
    duration_ms by = episode_length(episode, -reach, reach);
    if (episode_chance(episode, 20)) {
        episode->counts.sleeps++;
        world_sleep(world, episode_length(episode, SECOND_MS, 10 * MINUTE_MS));
        return;
    }
    episode->counts.jumps++;
    world_jump(world, by);
    if (episode_chance(episode, 50)) {
        episode->counts.jumps_back++;
        world_run(world, world->now + episode_length(episode, 0, 7 * MINUTE_MS));
        world_jump(world, -by);
    }
}

void trouble_act(struct episode *episode)
{
    uint64_t what = episode_below(episode, 100);
    if (what < 20) {
        storm(episode);
    } else if (what < 40) {
        sniper(episode);
    } else if (what < 46) {
        bridges_act(episode);
    } else if (what < 52) {
        bridge_trouble(episode);
    } else if (what < 57) {
        cut_trouble(episode);
    } else if (what < 72) {
        crash_trouble(episode);
    } else if (what < 88) {
        hand_trouble(episode);
    } else if (what < 92) {
        hands_act(episode);
    } else if (what < 95) {
        pool_trouble(episode);
    } else if (what < 97) {
        denial(episode);
    } else {
        clock_trouble(episode);
    }
}

void trouble_end(struct episode *episode)
{
    struct world *world = &episode->world;
    sim_faults_clear(world->faults);
    world->late_per_million = 0;
    world->crash = WORLD_LIVES;
    for (size_t b = 0; b < world->settings.n_bridges; b++) {
        world_restart_bridge(world, b);
        world_join_bridge(world, b);
    }
    trace_line(world, "nothing goes wrong any more");
    if (world->engine == NULL && !world->failed) {
        world_run(world, world->back_at);
    }
    if (!world->failed) {
        world_settings_changed(world);
        bridges_end(episode);
    }
}
