/* hands.c: people and programs at the bridges who mean what they do: they change one space again and again, change or
 * delete a profile, sync our sets, keep a bridge busy. */
#include "episode.h"

#include "base/mem.h"

#include <stdio.h>

static const struct space *some_space(const struct episode *episode, uint64_t at)
{
    const struct space *space = NULL, *last = NULL;
    for (size_t i = 0; episode->world.engine != NULL; i++) {
        space = engine_space_at(episode->world.engine, i);
        if (space == NULL || i == at) {
            break;
        }
        last = space;
    }
    return space != NULL ? space : last;
}

/* One space, one mind: renamed, readdressed or opened as often as it is put right. */
static void stubborn(struct episode *episode)
{
    struct world *world = &episode->world;
    const struct space *space = some_space(episode, episode_below(episode, 12));
    uint32_t index = space != NULL ? space->index : 0;
    uint64_t how = episode_below(episode, 3);
    char address[16];
    snprintf(address, sizeof address, "7%u", 10000 + index);
    for (uint64_t n = 4 + episode_below(episode, 4); n > 0 && !world->failed && space != NULL; n--) {
        episode->counts.stubborn += how == 0   ? world_hand_rename(world, index, "Board+room")
                                    : how == 1 ? world_hand_readdress(world, index, address)
                                               : world_hand_open(world, index);
        world_run(world, world->now + world->settings.reconcile_every);
        for (size_t i = 0; world->engine != NULL && (space = engine_space_at(world->engine, i)) != NULL; i++) {
            episode->counts.contested += space->index == index && space->state == SPACE_CONTESTED;
        }
        space = some_space(episode, 0);
    }
    struct command command = {.kind = COMMAND_RESTORE, .space = index};
    struct world_reply reply;
    if (episode_chance(episode, 50) && !world->failed) {
        episode->counts.restored += episode_command(episode, &command, &reply);
    }
}

static void profile_trouble(struct episode *episode)
{
    struct world *world = &episode->world;
    bool leg = episode_chance(episode, 50);
    const struct profile *profile = world->engine != NULL ? engine_profile(world->engine, leg) : NULL;
    if (profile == NULL || profile->id[0] == '\0') {
        return;
    }
    bool gone = episode_chance(episode, 60);
    CLEAN_FREE char *path = mem_printf("/api/v1/%s/%s", leg ? "callLegProfiles" : "callProfiles", profile->id);
    const char *body = gone ? "" : leg ? "defaultLayout=speakerOnly" : "participantLimit=3";
    size_t bridge = (size_t)episode_below(episode, world->settings.n_bridges);
    trace_line(world, "(by hand: %s a profile)", gone ? "DELETE" : "PUT");
    episode->counts.profiles += world_hand(world, bridge, gone ? "DELETE" : "PUT", path, body) != NULL;
}

/* A bridge that says for a while to nearly everything that it is busy, and perhaps for how long. */
static void overload(struct episode *episode)
{
    struct sim_fault fault = {.bridge = SIM_FAULT_ANY_BRIDGE, .kind = SIM_FAULT_STATUS, .status = 503};
    fault.per_million = 300000 + (uint32_t)episode_below(episode, 700000);
    fault.count = 20 + (uint32_t)episode_below(episode, 300);
    fault.retry_after = episode_chance(episode, 50) ? episode_length(episode, 1, 20) * SECOND_MS : 0;
    episode->counts.overloads++;
    sim_faults_add(episode->world.faults, &fault, NULL);
}

/* Another service marks the pool for a while; its mark beats once a minute, and then no more. */
static void rival(struct episode *episode)
{
    struct world *world = &episode->world;
    uint64_t beats = 1 + episode_below(episode, 6);
    for (; beats > 0 && !world->failed && world_rival_beats(world); beats--) {
        episode->counts.rivals++;
        world_run(world, world->now + MINUTE_MS);
        episode->counts.stood_back += world->engine != NULL && !engine_has_pool(world->engine);
        if (episode_chance(episode, 50)) {
            people_act(episode);
        }
    }
    struct world_reply reply;
    if (episode_chance(episode, 30) && !world->failed) {
        world_rival_forget(world);
        episode->counts.claimed += episode_command(episode, &(struct command){.kind = COMMAND_CLAIM}, &reply);
    }
}

void hands_act(struct episode *episode)
{
    struct world *world = &episode->world;
    const struct space *space = some_space(episode, episode_below(episode, 12));
    switch (episode_below(episode, 5)) {
    case 0:
        stubborn(episode);
        return;
    case 1:
        profile_trouble(episode);
        return;
    case 2:
        overload(episode);
        return;
    case 3:
        if (world->settings.pool.mark) {
            rival(episode);
        }
        return;
    default:
        episode->counts.resyncs += space != NULL && world_hand_resync(world, space->index);
        return;
    }
}
