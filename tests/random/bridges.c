/* bridges.c: what befalls bridges as a whole: they go away again and again, are slow, are drained, resumed and
 * preferred by hand, in any order. */
#include "episode.h"

static bool is_usable(const struct bridge *bridge)
{
    return (bridge->state == BRIDGE_UP || bridge->state == BRIDGE_DEGRADED) && bridge->drained == INSTANT_NONE;
}

/* One that is preferred can be used, or is not known yet; after a drain there is one that can. */
static void check_order(struct episode *episode, enum command_kind kind, uint32_t index)
{
    struct world *world = &episode->world;
    const struct bridge *bridge = engine_bridge(world->engine, index);
    bool left = false;
    for (uint32_t b = 0; b < world->settings.n_bridges; b++) {
        left = left || is_usable(engine_bridge(world->engine, b));
    }
    if (kind == COMMAND_PREFER && (engine_preferred(world->engine) != index || bridge->state == BRIDGE_DOWN)) {
        world_fail(world, "%s is preferred by hand, and cannot be", world->settings.bridges[index].name);
    } else if (kind == COMMAND_DRAIN && !left) {
        world_fail(world, "%s is drained, and no other bridge takes meetings", world->settings.bridges[index].name);
    }
}

void bridges_order(struct episode *episode, enum command_kind kind, uint64_t *count)
{
    struct world *world = &episode->world;
    uint32_t index = (uint32_t)episode_below(episode, world->settings.n_bridges);
    struct command command = {.kind = kind, .bridge = world->settings.bridges[index].name};
    bool again = world->engine != NULL && engine_bridge(world->engine, index)->drained != INSTANT_NONE;
    struct world_reply reply;
    if (episode_command(episode, &command, &reply)) {
        ++*count;
        if (kind != COMMAND_DRAIN || !again) {
            check_order(episode, kind, index);
        }
    }
}

/* Down long enough to be seen, up for a while, and again. */
static void flap(struct episode *episode)
{
    struct world *world = &episode->world;
    size_t bridge = (size_t)episode_below(episode, world->settings.n_bridges);
    episode->counts.flaps++;
    for (uint64_t n = 2 + episode_below(episode, 3); n > 0 && !world->failed; n--) {
        world_stop_bridge(world, bridge, episode_chance(episode, 20));
        world_run(world, world->now + 3 * world->settings.probe_every + episode_length(episode, 0, 20 * SECOND_MS));
        world_restart_bridge(world, bridge);
        world_run(world, world->now + episode_length(episode, 5 * SECOND_MS, 30 * SECOND_MS));
    }
}

static void slow(struct episode *episode)
{
    struct sim_fault fault = {.bridge = (int32_t)episode_below(episode, episode->world.settings.n_bridges),
                              .kind = SIM_FAULT_DELAY,
                              .delay = episode_length(episode, 2 * SECOND_MS, 9 * SECOND_MS),
                              .count = 20 + (uint32_t)episode_below(episode, 100)};
    episode->counts.slow++;
    sim_faults_add(episode->world.faults, &fault, NULL);
}

void bridges_settings(struct episode *episode)
{
    struct settings *settings = &episode->world.settings;
    settings->critical_delay = episode_chance(episode, 70) ? 0 : episode_length(episode, 0, MINUTE_MS);
    settings->hold_off = episode_length(episode, 0, MINUTE_MS);
    settings->hold_off_max = episode_length(episode, SECOND_MS, 10 * MINUTE_MS);
    settings->slow_after = episode_length(episode, SECOND_MS, 4 * SECOND_MS);
}

void bridges_act(struct episode *episode)
{
    switch (episode_below(episode, 6)) {
    case 0:
        flap(episode);
        return;
    case 1:
        slow(episode);
        return;
    case 2:
        bridges_order(episode, COMMAND_PREFER, &episode->counts.preferred);
        return;
    case 3:
        bridges_order(episode, COMMAND_RESUME, &episode->counts.resumed);
        return;
    default:
        bridges_order(episode, COMMAND_DRAIN, &episode->counts.drained);
        return;
    }
}

void bridges_end(struct episode *episode)
{
    struct world *world = &episode->world;
    for (size_t b = 0; b < world->settings.n_bridges && !world->failed; b++) {
        struct world_reply reply;
        struct command command = {.kind = COMMAND_RESUME, .bridge = world->settings.bridges[b].name};
        episode_command(episode, &command, &reply);
    }
}
