/* Calendars into meetings, where a story would be too long: what lies beyond the horizon, and what a late message may
 * do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/engine.h"

#include <string.h>

static const instant T0 = INT64_C(1800000000000);

struct rig {
    struct settings settings;
    struct engine *engine;
    struct effects effects;
    struct merge_counts counts;
    size_t rolls;
};

static void rig_turn(struct rig *rig, instant now, const struct fact *fact)
{
    struct err err = {0};
    engine_step(rig->engine, now, fact, &rig->effects);
    if (engine_check(rig->engine, &err) != 0) {
        fail_msg("%s", err.message);
    }
    rig->rolls = rig->effects.n_rolls;
    if (rig->effects.n_replies > 0) {
        assert_int_equal(rig->effects.replies[0].err.code, 0);
        rig->counts = rig->effects.replies[0].counts;
    }
    effects_clear(&rig->effects);
}

static void rig_init(struct rig *rig)
{
    *rig = (struct rig){.settings = {.n_bridges = 1,
                                     .pool = {.first = 1, .last = 2},
                                     .start_grace = 10 * MINUTE_MS,
                                     .horizon = 90 * DAY_MS,
                                     .keep = 30 * DAY_MS,
                                     .probe_every = 5 * SECOND_MS,
                                     .down_after = 3,
                                     .in_flight = 8,
                                     .legs_per_second = 20,
                                     .reconcile_every = MINUTE_MS}};
    rig->settings.bridges[0] = (struct setting_bridge){mem_strdup("core1"), mem_strdup("https://core1")};
    rig->settings.pool.name = mem_strdup("space_$index$");
    rig->settings.pool.uri = mem_strdup("$index$");
    rig->settings.pool.call_id = mem_strdup("$index$");
    rig->settings.pool.domain = mem_strdup("");
    uint8_t seed[RANDOM_SEED_SIZE] = {1};
    rig->engine = engine_new(&rig->settings, seed);
    effects_init(&rig->effects);
    struct fact started = {.kind = FACT_STARTED};
    rig_turn(rig, T0, &started);
}

static void rig_done(struct rig *rig)
{
    effects_done(&rig->effects);
    engine_free(rig->engine);
    settings_done(&rig->settings);
}

#define CLEAN_RIG __attribute__((cleanup(rig_done)))

/* One event "a" with at most one occurrence, handed in as kind. */
struct told {
    enum command_kind kind;
    enum calendar_method method;
    instant now;
    int64_t sequence;
    instant start; /* INSTANT_NONE: outside the window */
};

static void rig_tell(struct rig *rig, const struct told *told)
{
    struct calendar_content content;
    calendar_content_init(&content);
    content.method = told->method;
    content.window = (struct window){told->now, told->now + rig->settings.horizon};
    struct event *event = calendar_content_add_event(&content);
    event->uid = mem_strdup("a");
    event->title = mem_strdup("A");
    event->organizer = mem_strdup("");
    event->text = mem_strdup("text");
    event->sequence = told->sequence;
    event->dtstamp = T0;
    struct occurrence occurrence = {INSTANT_NONE, told->start, told->start + HOUR_MS};
    if (told->start != INSTANT_NONE) {
        event->occurrences = mem_calloc(1, sizeof *event->occurrences);
        event->occurrences[0] = occurrence;
        event->n_occurrences = 1;
    }
    struct command command = {.kind = told->kind, .token = 1, .calendar = "rooms", .content = &content};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command};
    rig_turn(rig, told->now, &fact);
    calendar_content_done(&content);
}

static size_t rig_count(const struct rig *rig, enum meeting_state state)
{
    struct engine_counts counts;
    engine_count(rig->engine, &counts);
    return counts.meetings[state];
}

static void an_event_beyond_the_horizon_comes_in_time(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    instant start = T0 + 100 * DAY_MS;
    rig_tell(&rig, &(struct told){COMMAND_SNAPSHOT, METHOD_NONE, T0, 0, INSTANT_NONE});
    assert_int_equal(rig_count(&rig, MEETING_SCHEDULED), 0);
    struct fact time = {.kind = FACT_TIME};
    rig_turn(&rig, T0 + HOUR_MS, &time);
    assert_int_equal(rig.rolls, 0);
    instant later = T0 + 11 * DAY_MS;
    rig_turn(&rig, later, &time);
    assert_int_equal(rig.rolls, 1);
    rig_tell(&rig, &(struct told){COMMAND_ROLL, METHOD_NONE, later, 0, start});
    assert_int_equal(rig.counts.created, 1);
    assert_int_equal(rig_count(&rig, MEETING_SCHEDULED), 1);
}

static void sequence_decides_before_all(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum calendar_method method;
        int64_t sequence;
        size_t scheduled, cancelled;
    } steps[] = {
        {"a request books", METHOD_REQUEST, 2, 1, 0},
        {"an older one changes nothing", METHOD_REQUEST, 1, 1, 0},
        {"an older cancel changes nothing", METHOD_CANCEL, 1, 1, 0},
        {"a cancel of the same sequence cancels", METHOD_CANCEL, 2, 0, 1},
        {"a late request does not revive it", METHOD_REQUEST, 1, 0, 1},
        {"a newer one books anew", METHOD_REQUEST, 3, 1, 1},
    };
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        rig_tell(&rig,
                 &(struct told){COMMAND_MESSAGE, steps[i].method, T0 + (instant)i, steps[i].sequence, T0 + DAY_MS});
        if (rig_count(&rig, MEETING_SCHEDULED) != steps[i].scheduled ||
            rig_count(&rig, MEETING_CANCELLED) != steps[i].cancelled) {
            fail_msg("%s: %zu scheduled, %zu cancelled", steps[i].name, rig_count(&rig, MEETING_SCHEDULED),
                     rig_count(&rig, MEETING_CANCELLED));
        }
    }
}

/* A calendar that names its events anew at each reading must not fill the memory. */
static void a_booking_without_anything_in_it_is_forgotten(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    rig_tell(&rig, &(struct told){COMMAND_SNAPSHOT, METHOD_NONE, T0, 0, T0 + DAY_MS});
    struct calendar_content nothing;
    calendar_content_init(&nothing);
    struct command command = {.kind = COMMAND_SNAPSHOT, .token = 1, .calendar = "rooms", .content = &nothing};
    struct fact empty = {.kind = FACT_COMMAND, .command = &command};
    struct fact time = {.kind = FACT_TIME};
    rig_turn(&rig, T0 + HOUR_MS, &empty);
    assert_int_equal(rig_count(&rig, MEETING_CANCELLED), 1);
    const struct calendar *rooms = engine_calendar(rig.engine, "rooms");
    instant over = T0 + DAY_MS + HOUR_MS + rig.settings.keep;
    rig_turn(&rig, over, &time);
    assert_int_equal(rig_count(&rig, MEETING_CANCELLED), 0);
    assert_int_equal(map_count(&rooms->bookings), 1);
    rig_turn(&rig, over + HOUR_MS, &time);
    assert_int_equal(map_count(&rooms->bookings), 0);
}

/* What came by message is kept while a late one could revive or repeat it, and no longer. */
static void messages_that_are_over_are_forgotten(void **state)
{
    (void)state;
    CLEAN_RIG struct rig rig;
    rig_init(&rig);
    struct fact time = {.kind = FACT_TIME};
    rig_tell(&rig, &(struct told){COMMAND_MESSAGE, METHOD_REQUEST, T0, 1, T0 + DAY_MS});
    rig_tell(&rig, &(struct told){COMMAND_MESSAGE, METHOD_CANCEL, T0 + 1, 1, T0 + DAY_MS});
    const struct calendar *rooms = engine_calendar(rig.engine, "rooms");
    rig_turn(&rig, T0 + 40 * DAY_MS, &time); /* its meeting is forgotten */
    rig_turn(&rig, T0 + 89 * DAY_MS, &time);
    assert_int_equal(rig_count(&rig, MEETING_CANCELLED), 0);
    rig_tell(&rig, &(struct told){COMMAND_MESSAGE, METHOD_REQUEST, T0 + 89 * DAY_MS, 0, T0 + 95 * DAY_MS});
    assert_int_equal(rig_count(&rig, MEETING_SCHEDULED), 0); /* it is off still */
    assert_int_equal(map_count(&rooms->bookings), 1);
    for (int hour = 1; hour <= 4; hour++) {
        rig_turn(&rig, T0 + 90 * DAY_MS + hour * HOUR_MS, &time);
    }
    assert_int_equal(map_count(&rooms->bookings), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_event_beyond_the_horizon_comes_in_time),
                                       cmocka_unit_test(a_booking_without_anything_in_it_is_forgotten),
                                       cmocka_unit_test(messages_that_are_over_are_forgotten),
                                       cmocka_unit_test(sequence_decides_before_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
