/* test_random.c: any requests in any order: the model keeps its rules, forgets what ended, and a seed replays exactly.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/sim/rig.h"

#include "base/map.h"
#include "base/random.h"

enum { KNOWN = 64, STEPS = 30000, BRIDGES = 3 };

/* Ids that the run has seen, living or not. */
struct run {
    struct rig rig;
    struct random random;
    char known[KNOWN][37];
    bool running[BRIDGES];
    uint64_t fingerprint;
};

static const char *any_id(struct run *run)
{
    return run->known[random_below(&run->random, KNOWN)];
}

static void make_target(struct run *run, char *target, size_t size)
{
    static const char *const collections[] = {
        "coSpaces",
        "cospaceBulkParameterSets",
        "cospaceBulkSyncs",
        "callProfiles",
        "callLegProfiles",
        "calls",
        "callLegs",
        "participants",
        "callBridges",
        "system/status",
        "system/alarms",
        "system/load",
        "system/configuration/cluster",
    };
    static const char *const parts[] = {"", "", "callLegs", "participants"};
    const char *collection = collections[random_below(&run->random, sizeof collections / sizeof collections[0])];
    switch (random_below(&run->random, 4)) {
    case 0:
        snprintf(target, size, "/api/v1/%s", collection);
        return;
    case 1:
        snprintf(target, size, "/api/v1/%s?offset=%d&filter=%d", collection, (int)random_below(&run->random, 30),
                 (int)random_below(&run->random, 10));
        return;
    case 2:
        snprintf(target, size, "/api/v1/calls/%s/%s", any_id(run), parts[random_below(&run->random, 4)]);
        return;
    default:
        snprintf(target, size, "/api/v1/%s/%s", collection, any_id(run));
    }
}

static void make_body(struct run *run, char *body, size_t size)
{
    unsigned n = (unsigned)random_below(&run->random, 20);
    switch (random_below(&run->random, 6)) {
    case 0:
        snprintf(body, size, "name=n%u&uri=u%u&callId=%u&callProfile=%s", n, n, n, n % 4 == 0 ? any_id(run) : "");
        return;
    case 1:
        snprintf(body, size, "startIndex=%u&endIndex=%u&coSpaceUriMapping=u$index$&coSpaceCallIdMapping=$index$&name=x",
                 n, (unsigned)random_below(&run->random, 25));
        return;
    case 2:
        snprintf(body, size, "cospaceBulkParameterSet=%s&removeAll=%s", any_id(run), n % 5 == 0 ? "true" : "false");
        return;
    case 3:
        snprintf(body, size, "coSpace=%s", any_id(run));
        return;
    case 4:
        snprintf(body, size, "remoteParty=p%u@x&participantLimit=%u&callBridge=%s", n, n,
                 n % 3 == 0 ? any_id(run) : "");
        return;
    default:
        for (size_t i = 0; i < n; i++)
            body[i] = (char)(1 + random_below(&run->random, 255));
        body[n] = '\0';
    }
}

static void note_ids(struct run *run)
{
    static const char id[] = " id=\"";
    const char *at = run->rig.answer.location[0] != '\0' ? run->rig.id : strstr(rig_body(&run->rig), id);
    if (at == NULL)
        return;
    at += at == run->rig.id ? 0 : sizeof id - 1;
    snprintf(run->known[random_below(&run->random, KNOWN)], 37, "%.36s", at);
}

static void disturb(struct run *run)
{
    size_t bridge = (size_t)random_below(&run->random, BRIDGES);
    if (random_chance(&run->random, 2000)) {
        sim_server_stop_bridge(run->rig.server, bridge);
        run->running[bridge] = false;
    }
    if (random_chance(&run->random, 20000)) {
        sim_server_restart_bridge(run->rig.server, bridge);
        run->running[bridge] = true;
    }
    if (random_chance(&run->random, 10000)) {
        const struct sim_leg_script script = {
            random_chance(&run->random, 500000) ? "p1*" : "*", (enum sim_leg_behaviour)random_below(&run->random, 4),
            (duration_ms)random_below(&run->random, 4000), (duration_ms)random_below(&run->random, 3) * MINUTE_MS,
            1 + (uint32_t)random_below(&run->random, 5)};
        sim_server_script_leg(run->rig.server, &script);
    }
    if (random_chance(&run->random, 300000))
        rig_pass(&run->rig, (duration_ms)random_below(&run->random, 3000));
}

/* Each address and each (space, bridge) once; every leg in a call that is there. */
struct check {
    struct map seen;
    struct map calls;
};

static void see_once(struct map *map, const char *kind, const char *key)
{
    CLEAN_FREE char *text = mem_printf("%s %s", kind, key);
    if (*key != '\0')
        assert_null(map_set(map, text, map));
}

static void check_space(void *ctx, const struct sim_space_view *view)
{
    struct check *check = ctx;
    see_once(&check->seen, "id", view->id);
    see_once(&check->seen, "uri", view->uri);
    see_once(&check->seen, "callId", view->call_id);
    assert_true(*view->call_id == '\0' || *view->secret != '\0');
}

static void check_call(void *ctx, const struct sim_call_view *view)
{
    struct check *check = ctx;
    see_once(&check->seen, "id", view->id);
    map_set(&check->calls, view->id, check);
    if (*view->space == '\0')
        return;
    CLEAN_FREE char *place = mem_printf("%zu %s", view->bridge, view->space);
    see_once(&check->seen, "call of", place);
    CLEAN_FREE char *space = mem_printf("id %s", view->space);
    assert_non_null(map_get(&check->seen, space));
}

static void check_leg(void *ctx, const struct sim_leg_view *view)
{
    struct check *check = ctx;
    see_once(&check->seen, "id", view->id);
    assert_true(*view->call == '\0' || map_get(&check->calls, view->call) != NULL);
}

static void check_rules(const struct run *run)
{
    struct check check;
    map_init(&check.seen, 1);
    map_init(&check.calls, 1);
    sim_server_each_space(run->rig.server, check_space, &check);
    sim_server_each_call(run->rig.server, check_call, &check);
    sim_server_each_leg(run->rig.server, check_leg, &check);
    map_done(&check.seen);
    map_done(&check.calls);
}

static void step(struct run *run)
{
    static const char *const methods[] = {"GET", "POST", "POST", "PUT", "DELETE"};
    char target[200];
    char body[300];
    disturb(run);
    size_t bridge = (size_t)random_below(&run->random, BRIDGES);
    if (!run->running[bridge])
        return;
    make_target(run, target, sizeof target);
    make_body(run, body, sizeof body);
    int status = rig_ask_on(&run->rig, bridge, methods[random_below(&run->random, 5)], target, body);
    assert_true(status == 200 || status == 400 || status == 405);
    assert_false(run->rig.answer.body.overflown);
    run->fingerprint = hash_string(run->fingerprint, rig_body(&run->rig));
    note_ids(run);
}

static uint64_t run_seed(uint64_t seed)
{
    struct sim_options options;
    rig_options(&options);
    options.n_bridges = BRIDGES;
    options.seed = seed;
    struct run run = {
        .running = {true, true, true},
          .fingerprint = HASH_START
    };
    rig_init_with(&run.rig, &options);
    random_init_number(&run.random, seed);
    for (size_t i = 0; i < STEPS; i++) {
        step(&run);
        if (i % 200 == 0)
            check_rules(&run);
    }
    rig_done(&run.rig);
    return run.fingerprint;
}

static void any_order_of_requests_keeps_the_rules(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++)
        run_seed(seed);
}

static void a_seed_replays_exactly(void **state)
{
    (void)state;
    uint64_t first = run_seed(42);
    assert_true(run_seed(42) == first);
    assert_true(run_seed(43) != first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_requests_keeps_the_rules),
        cmocka_unit_test(a_seed_replays_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
