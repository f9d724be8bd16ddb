/* world.c: time passes, turns are made, the service dies and comes back. */
#include "transit.h"

#include "base/mem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const instant first_day = INT64_C(1795424400000); /* 2026-11-23T09:00:00Z */

static void settings_fill(struct settings *settings, const struct world_options *options)
{
    static const char *const call[][2] = {{"participantLimit", "1000"}, {"messageBoardEnabled", "false"}};
    static const char *const leg[][2] = {{"defaultLayout", "telepresence"}, {"changeLayoutAllowed", "true"}};
    *settings = (struct settings){.n_bridges = options->n_bridges};
    for (size_t b = 0; b < options->n_bridges; b++) {
        settings->bridges[b] = (struct setting_bridge){mem_printf("core%zu", b + 1), mem_strdup("http://core")};
    }
    settings->pool = (struct setting_pool){.first = options->first,
                                           .last = options->last,
                                           .name = mem_strdup("TMS_Scheduled_Meeting_$index$"),
                                           .uri = mem_strdup("$index$"),
                                           .call_id = mem_strdup("$index$"),
                                           .domain = mem_strdup("meet.example.com")};
    struct setting_profile *profiles[] = {&settings->call_profile, &settings->call_leg_profile};
    for (size_t p = 0; p < 2; p++) {
        profiles[p]->n_pairs = 2;
        profiles[p]->pairs = mem_calloc(2, sizeof *profiles[p]->pairs);
        for (size_t i = 0; i < 2; i++) {
            const char *const *pair = p == 0 ? call[i] : leg[i];
            profiles[p]->pairs[i] = (struct setting_pair){mem_strdup(pair[0]), mem_strdup(pair[1])};
        }
    }
    settings->start_grace = 10 * MINUTE_MS;
    settings->leap_patience = MINUTE_MS;
    settings->horizon = settings->keep = 90 * DAY_MS;
    settings->probe_every = 5 * SECOND_MS;
    settings->down_after = 3;
    settings->examine_every = MINUTE_MS;
    settings->slow_after = 2 * SECOND_MS;
    settings->clock_skew = 30 * SECOND_MS;
    settings->hold_off = 10 * SECOND_MS;
    settings->hold_off_max = 10 * MINUTE_MS;
    settings->failback_after = 5 * MINUTE_MS;
    settings->failback_auto = true;
    settings->running = RUNNING_REDIAL;
    settings->in_flight = 8;
    settings->legs_per_second = 20;
    settings->reconcile_every = MINUTE_MS;
}

static struct engine *engine_make(struct world *world)
{
    uint8_t seed[RANDOM_SEED_SIZE];
    random_bytes(&world->random, seed, sizeof seed);
    struct engine *engine = engine_new(&world->settings, seed);
    struct err err = {0};
    if (store_load(world->store, engine, &err) != 0) {
        world_fail(world, "the store cannot be loaded: %s", err.message);
    }
    return engine;
}

/* The power may go while the store is made or opened, too. */
static bool world_open_store(struct world *world)
{
    const char *path = world->disk != NULL ? world->disk->path : ":memory:";
    struct err err = {0};
    int status = store_open(path, &world->store, &err);
    if (status != 0 && world->disk != NULL) {
        world->disk->restart(world->disk->ctx, world);
        err = (struct err){0};
        status = store_open(path, &world->store, &err);
    }
    if (status != 0) {
        world->store = NULL;
        world_fail(world, "no store: %s", err.message);
    }
    return status == 0;
}

void world_init(struct world *world, const struct world_options *options)
{
    *world = (struct world){.now = first_day, .born = first_day, .back_at = INSTANT_NEVER, .rival.since = INSTANT_NONE};
    assert(options->n_bridges > 0 && options->n_bridges <= WORLD_BRIDGES && options->latency > 0);
    settings_fill(&world->settings, options);
    random_init_number(&world->random, options->seed);
    world->latency = options->latency;
    world->jitter = options->jitter;
    struct sim_options sim;
    sim_options_default(&sim);
    sim.n_bridges = options->n_bridges + options->n_strangers;
    sim.password = "s";
    sim.seed = options->seed;
    sim.now = world->now;
    world->server = sim_server_new(&sim);
    world->faults = sim_faults_new();
    world->disk = options->disk;
    if (!world_open_store(world)) {
        return;
    }
    effects_init(&world->effects);
    buf_init(&world->backup, (size_t)64 << 20);
    heap_init(&world->transits);
    rules_init(world, options->seed);
    map_init(&world->accepted, options->seed);
    map_init(&world->foreign, options->seed);
    map_init(&world->odd, options->seed);
    map_init(&world->awaited, options->seed);
    map_init(&world->legs, options->seed);
    map_init(&world->calls, options->seed);
    map_init(&world->people, options->seed);
    map_init(&world->names, options->seed);
    map_init(&world->shown, options->seed);
    if (options->trace) {
        world->trace = mem_zalloc(sizeof *world->trace);
        buf_init(world->trace, (size_t)16 << 20);
    }
    world->engine = engine_make(world);
}

static void map_done_owned(struct map *map)
{
    void *value = NULL;
    for (size_t i = 0; map_next(map, &i, NULL, &value);) {
        mem_free(value);
    }
    map_done(map);
}

void world_done(struct world *world)
{
    effects_done(&world->effects);
    engine_free(world->engine);
    rereads_drop(world);
    mem_free(world->rereads);
    store_close(world->store);
    world_backup_done(world);
    transits_done(world);
    sim_faults_free(world->faults);
    sim_server_free(world->server);
    settings_done(&world->settings);
    map_done(&world->accepted);
    map_done_owned(&world->names);
    map_done_owned(&world->shown);
    map_done(&world->foreign);
    truth_done(world);
    rules_done(world);
    if (world->trace != NULL) {
        buf_done(world->trace);
        mem_free(world->trace);
    }
}

void world_fail(struct world *world, const char *format, ...)
{
    if (world->failed) {
        return;
    }
    world->failed = true;
    va_list args;
    va_start(args, format);
    vsnprintf(world->failure, sizeof world->failure, format, args);
    va_end(args);
    trace_line(world, "FAILED: %s", world->failure);
}

instant world_clock(const struct world *world)
{
    return world->now + world->clock;
}

bool world_is_in_doubt(const struct world *world)
{
    return world->jumped != 0 && world->now <= world->jumped + MINUTE_MS + SECOND_MS;
}

/* The service is gone with all it had decided; it comes back from the store. */
static void world_forget_service(struct world *world)
{
    effects_done(&world->effects);
    engine_free(world->engine);
    world->engine = NULL;
    rereads_drop(world);
    world->generation++;
    world->crash = WORLD_LIVES;
    world->turn_open = false;
    world->waits = false;
    world->back_at = world->now + world->crash_down;
}

static void world_die(struct world *world, enum world_crash how)
{
    world->counts.crashes[how]++;
    trace_line(world, "the service dies %s",
               how == WORLD_DIES_BEFORE_COMMIT ? "before the commit"
               : how == WORLD_DIES_BEFORE_SEND ? "after the commit, before anything is sent"
               : how == WORLD_DIES_IN_SEND     ? "while it sends"
                                               : "after it has sent");
    CLEAN_FREE char *before = truth_dump(world->engine);
    effects_done(&world->effects);
    engine_free(world->engine);
    world->engine = engine_make(world);
    CLEAN_FREE char *after = truth_dump(world->engine);
    if (how != WORLD_DIES_BEFORE_COMMIT && strcmp(before, after) != 0) {
        size_t at = 0;
        while (before[at] == after[at]) {
            at++;
        }
        at -= at > 60 ? 60 : at;
        world_fail(world, "the store gives back something else: had …%.150s… has …%.150s…", before + at, after + at);
    }
    world_forget_service(world); /* it comes back later, and loads again */
}

/* A commit failed. A full disk: the turn is undone and the store tried again; else the machine comes back after a
 * while, with what its disk has kept. */
static void world_lose_disk(struct world *world, const struct err *err)
{
    if (world->disk == NULL) {
        world_fail(world, "the store: %s", err->message);
        return;
    }
    trace_line(world, "the disk fails: %s", err->message);
    world_forget_service(world);
    if (err->code == ERR_LIMIT) {
        world->counts.full_disks++;
        world->back_at = world->now + SECOND_MS;
        return;
    }
    world->counts.power_cuts++;
    store_close(world->store);
    world->store = NULL;
    world->disk->restart(world->disk->ctx, world);
    world_open_store(world);
}

static void world_come_back(struct world *world)
{
    struct err err = {0};
    if (world->disk != NULL && store_try(world->store, &err) != 0) {
        world_lose_disk(world, &err);
        return;
    }
    world->back_at = INSTANT_NEVER;
    world->engine = engine_make(world);
    if (world->disk != NULL) {
        truth_loaded(world);
        world->disk->loaded(world->disk->ctx, world);
    }
    truth_check_accepted(world);
    trace_line(world, "the service starts");
    world_begin(world);
}

static bool crash_fits(struct world *world)
{
    if (world->crash == WORLD_LIVES) {
        return false;
    }
    bool fits = !world->crash_on_kind;
    for (size_t i = 0; i < world->effects.n_requests; i++) {
        fits = fits || world->effects.requests[i].kind == world->crash_kind;
    }
    if (fits && world->crash_after > 0) {
        world->crash_after--;
        return false;
    }
    return fits;
}

static bool is_of_bookings(const struct change *change)
{
    return change->kind == CHANGE_CALENDAR || change->kind == CHANGE_BOOKING || change->kind == CHANGE_COMPONENT;
}

static void world_step(struct world *world, const struct fact *fact)
{
    engine_step(world->engine, world_clock(world), fact, &world->effects);
    world->counts.steps++;
    world->turn_open = true;
    bool names = world->counts.steps % 16 == 0;
    for (size_t i = 0; i < world->effects.n_changes && !names; i++) {
        names = is_of_bookings(&world->effects.changes[i]);
    }
    struct err err = {0};
    int status = engine_check_step(world->engine, &err);
    if ((status != 0 ? status : names ? engine_check_names(world->engine, &err) : 0) != 0) {
        world_fail(world, "the engine: %s", err.message);
    }
}

/* Of the first n requests those that wait for the commit, or those that need not. */
static void world_send(struct world *world, bool gated, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (world->effects.requests[i].gated == gated) {
            transit_send(world, &world->effects.requests[i]);
        }
    }
}

static bool world_may_wait(const struct effects *effects)
{
    bool may = effects->n_replies == 0 && effects->n_rolls == 0 && effects->n_rereads == 0;
    for (size_t i = 0; may && i < effects->n_requests; i++) {
        may = effects->requests[i].number == 0;
    }
    return may;
}

/* Send what is decided already, commit, send the rest, reply. */
static void world_end_turn(struct world *world)
{
    if (engine_next(world->engine) <= world_clock(world)) {
        world_step(world, &(struct fact){.kind = FACT_TIME});
        if (engine_next(world->engine) <= world_clock(world)) {
            world_fail(world, "the engine does not come to rest");
        }
    }
    struct effects *effects = &world->effects;
    enum world_crash crash = crash_fits(world) ? world->crash : WORLD_LIVES;
    world->turn_open = false;
    world->counts.turns++;
    world_send(world, false, effects->n_requests);
    world->waits =
        world->lazy && crash == WORLD_LIVES && world_may_wait(effects) && random_chance(&world->random, 500000);
    if (world->waits) {
        effects->n_requests = 0; /* all are on their way */
        return;
    }
    if (crash == WORLD_DIES_BEFORE_COMMIT) {
        world_die(world, crash);
        return;
    }
    struct err err = {0};
    if (store_commit(world->store, &world->settings, effects, &err) != 0) {
        world_lose_disk(world, &err);
        return;
    }
    truth_committed(world);
    if (world->disk != NULL) {
        world->disk->committed(world->disk->ctx, world);
    }
    trace_effects(world);
    rereads_take(world);
    desk_hear(world);
    size_t n = effects->n_requests;
    n = crash == WORLD_DIES_BEFORE_SEND        ? 0
        : crash == WORLD_DIES_IN_SEND && n > 0 ? random_below(&world->random, n)
                                               : n;
    world_send(world, true, n);
    if (crash != WORLD_LIVES) {
        world_die(world, crash);
    }
}

void world_fact(struct world *world, const struct fact *fact)
{
    if (world->engine != NULL && !world->failed) {
        world_step(world, fact);
    }
}

void world_finish_turn(struct world *world)
{
    if (world->engine != NULL && (world->turn_open || engine_next(world->engine) <= world_clock(world))) {
        world_end_turn(world);
    }
    if (world->engine != NULL && !world->waits) {
        effects_clear(&world->effects);
    }
    truth_check(world);
}

void world_begin(struct world *world)
{
    rules_begin(world);
    world_fact(world, &(struct fact){.kind = FACT_STARTED});
    world_finish_turn(world);
}

static instant world_next(const struct world *world)
{
    const struct heap_item *item = heap_first(&world->transits);
    instant next = item != NULL ? item->at : INSTANT_NEVER;
    if (world->back_at < next) {
        next = world->back_at;
    }
    if (world->engine != NULL) {
        instant engine = engine_next(world->engine);
        engine = engine == INSTANT_NEVER ? INSTANT_NEVER : engine - world->clock;
        next = engine < next ? engine : next;
        next = rereads_next(world) < next ? rereads_next(world) : next;
    }
    return next;
}

static void world_move_to(struct world *world, instant at)
{
    if (at > world->now) {
        world->now = at;
        sim_server_advance(world->server, at);
    }
}

void world_run(struct world *world, instant at)
{
    while (!world->failed) {
        instant next = world_next(world);
        if (next > at) {
            break;
        }
        world_move_to(world, next);
        struct heap_item *item = NULL;
        while ((item = heap_first(&world->transits)) != NULL && item->at <= world->now && !world->failed) {
            transit_happens(world, (struct transit *)(void *)item);
        }
        if (world->back_at <= world->now) {
            world_come_back(world);
        }
        rereads_happen(world);
        world_finish_turn(world);
    }
    world_move_to(world, at);
}

void world_settings_changed(struct world *world)
{
    rules_forgive(world);
    world_fact(world, &(struct fact){.kind = FACT_SETTINGS, .settings = &world->settings});
    world_finish_turn(world);
}

void world_crash_now(struct world *world, duration_ms down)
{
    if (world->engine != NULL) {
        world->crash_down = down;
        world_die(world, WORLD_DIES_AFTER_SEND);
    }
}

/* No turn waits for the next any more. */
static void world_settle(struct world *world)
{
    bool lazy = world->lazy;
    world->lazy = false;
    world->turn_open = world->turn_open || world->waits;
    world_finish_turn(world);
    world->lazy = lazy;
}

void world_jump(struct world *world, duration_ms by)
{
    world_settle(world); /* what was decided by the old clock is judged by it */
    world->clock += by;
    world->jumped = world->now;
    world->leapt = by > 2 * HOUR_MS ? world->now : 0;
    manners_jump(world);
    trace_line(world, "the service's clock is set by %lld ms", (long long)by);
    world_fact(world, &(struct fact){.kind = FACT_TIME});
    world_finish_turn(world);
}

void world_sleep(struct world *world, duration_ms length)
{
    trace_line(world, "the machine sleeps for %lld ms", (long long)length);
    world_move_to(world, world->now + length);
    world->jumped = world->now;
    manners_jump(world);
}
