/* episode.c: things are done at random until there were meetings enough; then nothing goes wrong any more, and within
 * a quarter of an hour all must be in order. */
#include "episode.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const duration_ms patience = 15 * MINUTE_MS;

uint64_t episode_below(struct episode *episode, uint64_t bound)
{
    return random_below(&episode->random, bound);
}

duration_ms episode_length(struct episode *episode, duration_ms from, duration_ms to)
{
    return from + (duration_ms)random_below(&episode->random, (uint64_t)(to - from) + 1);
}

bool episode_chance(struct episode *episode, uint32_t percent)
{
    return episode_below(episode, 100) < percent;
}

bool episode_command(struct episode *episode, struct command *command, struct world_reply *ret_reply)
{
    if (!world_command(&episode->world, command, ret_reply)) {
        episode->counts.unanswered++;
        return false;
    }
    episode->counts.refused += ret_reply->err.code != 0;
    return ret_reply->err.code == 0;
}

static void episode_init(struct episode *episode, uint64_t seed, bool trace)
{
    *episode = (struct episode){0};
    random_init_number(&episode->random, seed ^ UINT64_C(0x5eed5eed5eed));
    uint32_t first = (uint32_t)episode_below(episode, 3) * 100 + 1;
    struct world_options options = {.seed = seed,
                                    .n_bridges = 1 + (size_t)episode_below(episode, WORLD_BRIDGES),
                                    .first = first,
                                    .last = first + 3 + (uint32_t)episode_below(episode, 20),
                                    .latency = 20,
                                    .jitter = 20 * (duration_ms)episode_below(episode, 6),
                                    .trace = trace};
    episode->calm = episode_chance(episode, 15);
    episode->counts.calm_episodes = episode->calm;
    if (episode->calm) {
        options.last = first + 150;
    }
    world_init(&episode->world, &options);
    episode->world.calm = episode->calm;
    episode->world.lazy = episode_chance(episode, 50);
    struct settings *settings = &episode->world.settings;
    settings->keep = 10 * MINUTE_MS;
    settings->probe_every = episode_length(episode, 5, 20) * SECOND_MS;
    settings->start_grace = episode_length(episode, 1, 10) * MINUTE_MS;
    settings->failback_after = episode_length(episode, 0, 5) * MINUTE_MS;
    settings->failback_auto = episode_chance(episode, 80);
    settings->running = (enum failover_running)episode_below(episode, 3);
    settings->in_flight = 1 + (uint32_t)episode_below(episode, 8);
    settings->legs_per_second = 1 + (uint32_t)episode_below(episode, 20);
    bridges_settings(episode);
    settings->pool.mark = episode_chance(episode, 60);
    episode->pace = episode_length(episode, 2000, 8000);
    for (size_t c = 0; c < EPISODE_CALENDARS; c++) {
        snprintf(episode->calendars[c].name, sizeof episode->calendars[c].name, "calendar%zu", c);
    }
    people_script(episode);
    world_hand_foreign(&episode->world, "boardroom");
    if (episode->calm) { /* the pool is made before the first meeting */
        settings->legs_per_second = 100;
        settings->in_flight = 8;
        world_begin(&episode->world);
        world_run(&episode->world, episode->world.now + 20 * SECOND_MS);
    } else {
        world_begin(&episode->world);
    }
}

static void episode_act(struct episode *episode)
{
    uint64_t what = episode_below(episode, 100);
    if (what < 68) {
        people_act(episode);
    } else if (what < 78) {
        calendars_act(episode);
    } else if (!episode->calm) {
        trouble_act(episode);
    }
}

/* What the promise is when nothing goes wrong: all are started, each at its time, nobody is rung twice but by hand. */
static void episode_check_calm(struct episode *episode)
{
    struct world *world = &episode->world;
    if (world->counts.missed_awaited > 0) {
        world_fail(world, "%" PRIu64 " meetings were missed, and nothing had gone wrong", world->counts.missed_awaited);
    }
    if (world->counts.twice_late + world->counts.twice_lost_call > 0) {
        world_fail(world, "somebody was dialled twice, and nothing had gone wrong");
    }
    if (world->latest_start > 2 * SECOND_MS) {
        world_fail(world, "a meeting was started %lld ms late, and nothing had gone wrong",
                   (long long)world->latest_start);
    }
}

static bool is_on_the_move(const struct engine *engine)
{
    struct engine_counts counts;
    engine_count(engine, &counts);
    return counts.meetings[MEETING_STARTING] + counts.meetings[MEETING_ENDING] + counts.spaces[SPACE_DIRTY] +
               counts.spaces[SPACE_LEAVING] + counts.spaces_missing >
           0;
}

/* A meeting may be starting or ending at this very moment, of its own: a few moments later it is not. */
static void episode_rest(struct episode *episode)
{
    struct world *world = &episode->world;
    for (int i = 0; i < 60 && !world->failed && (world->engine == NULL || is_on_the_move(world->engine)); i++) {
        world_run(world, world->now + SECOND_MS);
    }
}

static void episode_cancel_all(struct episode *episode)
{
    struct world *world = &episode->world;
    const struct meeting *meeting = NULL;
    for (size_t i = 0; !world->failed && (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        struct world_reply reply;
        if (!meeting_is_final(meeting)) {
            world_command(world, &(struct command){.kind = COMMAND_CANCEL, .meeting = meeting->id}, &reply);
        }
    }
}

static void episode_count(struct episode *episode)
{
    struct engine_counts counts;
    engine_count(episode->world.engine, &counts);
    for (size_t s = 0; s < N_MEETING_STATES; s++) {
        episode->counts.final[s] = episode->world.counts.forgotten[s] + counts.meetings[s];
        episode->counts.meetings += episode->counts.final[s];
    }
}

bool episode_run(struct episode *episode, uint64_t seed, uint64_t meetings, bool trace)
{
    struct world *world = &episode->world;
    episode_init(episode, seed, trace);
    while (!world->failed && episode->counts.booked + episode->counts.from_calendars < meetings) {
        world_run(world, world->now + episode_length(episode, 0, 2 * episode->pace));
        episode_act(episode);
    }
    trouble_end(episode);
    world_run(world, world->now + patience);
    episode_rest(episode);
    if (!world->failed) {
        truth_check_settled(world);
    }
    if (!world->failed) {
        episode_cancel_all(episode);
        world_run(world, world->now + MINUTE_MS);
        episode_rest(episode);
        truth_check_idle(world);
        episode_count(episode);
        if (episode->calm) {
            episode_check_calm(episode);
        }
    }
    return !world->failed;
}

void episode_done(struct episode *episode)
{
    world_done(&episode->world);
}
