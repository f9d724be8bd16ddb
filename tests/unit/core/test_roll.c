/* Calendars expanded further as the horizon moves on: in parts, beside a sync, refused, failed, over. */
#include "sync_rig.h"

/* A part of a roll; the rig's content is in it. */
static void roll(struct rig *rig, bool more, const char *error)
{
    struct command command = {.kind = COMMAND_ROLL,
                              .calendar = "rooms",
                              .content = &rig->content,
                              .sync = {.more = more},
                              .text = error,
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE};
    rig->content.window = (struct window){rig->now, rig->now + rig->settings.horizon};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command};
    rig_step(rig, &fact);
    calendar_content_done(&rig->content);
}

/* A series with one occurrence at start. */
static struct event *add_series(struct rig *rig, int number, instant start)
{
    struct event *event = add_event(rig, number, start);
    event->occurrences[0].recurrence_id = start;
    event->recurs = true;
    return event;
}

static void calendar_of_series(struct rig *rig, int n)
{
    struct sync_order order = {.number = 1};
    rig_init(rig);
    for (int i = 0; i < n; i++) {
        name_booking(rig, i, 100 + (uint64_t)i, false);
    }
    rig_tell(rig, COMMAND_SYNC_BEGIN, &order, NULL);
    for (int i = 0; i < n; i++) {
        name_booking(rig, i, 100 + (uint64_t)i, false);
        add_series(rig, i, T0 + DAY_MS);
    }
    rig_tell(rig, COMMAND_SYNC_PART, &order, NULL);
    rig_tell(rig, COMMAND_SYNC_END, &order, "etag=1\n");
    assert_int_equal(rooms(rig)->n_rolling, n);
}

/* How many rolls are asked for when time has gone on so far. */
static size_t rolls_after(struct rig *rig, duration_ms wait)
{
    struct fact time = {.kind = FACT_TIME};
    rig->now += wait;
    engine_step(rig->engine, rig->now, &time, &rig->effects);
    size_t n = rig->effects.n_rolls;
    effects_clear(&rig->effects);
    return n;
}

static void in_parts(void **state)
{
    (void)state;
    struct rig rig;
    calendar_of_series(&rig, 4);
    instant before = rooms(&rig)->expanded_to;
    assert_int_equal(rolls_after(&rig, 60 * DAY_MS), 1);
    for (int part = 0; part < 2; part++) {
        add_series(&rig, 2 * part, rig.now + 2 * DAY_MS);
        add_series(&rig, 2 * part + 1, rig.now + 2 * DAY_MS);
        roll(&rig, true, NULL);
        assert_int_equal(scheduled(&rig), 2 * (part + 1));
        assert_int_equal(rooms(&rig)->expanded_to, before);
        assert_int_equal(rolls_after(&rig, 2 * HOUR_MS), 0); /* it is under way */
    }
    roll(&rig, false, NULL);
    assert_true(rooms(&rig)->expanded_to > before);
    assert_int_equal(rolls_after(&rig, 2 * HOUR_MS), 0);
    assert_int_equal(rolls_after(&rig, 2 * DAY_MS), 1);
    rig_done(&rig);
}

static void what_is_refused_is_told(void **state)
{
    (void)state;
    struct rig rig;
    uint64_t *digests = NULL;
    size_t n = 0;
    calendar_of_series(&rig, 3);
    assert_non_null(rooms(&rig)->validator);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(rolls_after(&rig, 60 * DAY_MS), 1);
        calendar_content_refuse(&rig.content, "booking-1", 7, "it takes too long");
        calendar_content_refuse(&rig.content, "none", 9, "nobody has it");
        add_series(&rig, 0, rig.now + 2 * DAY_MS);
        roll(&rig, true, NULL);
        add_series(&rig, 2, rig.now + 2 * DAY_MS);
        roll(&rig, true, NULL);
        roll(&rig, false, NULL);
        assert_int_equal(rooms(&rig)->refused_count, 1);
        assert_string_equal(rooms(&rig)->refused[0].uid, "booking-1");
        assert_string_equal(rooms(&rig)->refused[0].why, "not expanded further: it takes too long");
    }
    engine_calendar_digests(rig.engine, "rooms", &digests, &n);
    assert_int_equal(n, 2);              /* the next sync reads it again, ... */
    assert_null(rooms(&rig)->validator); /* ... and its source says all */
    mem_free(digests);
    assert_int_equal(rolls_after(&rig, 60 * DAY_MS), 1);
    add_series(&rig, 1, rig.now + 2 * DAY_MS);
    roll(&rig, false, NULL);
    assert_int_equal(rooms(&rig)->refused_count, 0);
    rig_done(&rig);
}

/* What the calendar itself refused stays told. */
static void refusals_of_a_sync_stay(void **state)
{
    (void)state;
    struct rig rig;
    struct sync_order order = {.number = 2, .partial = true};
    calendar_of_series(&rig, 2);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    calendar_content_refuse(&rig.content, "booking-0", 3, "no start");
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    rig_tell(&rig, COMMAND_SYNC_END, &order, NULL);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(rolls_after(&rig, 60 * DAY_MS), 1);
        calendar_content_refuse(&rig.content, "booking-0", 1, "no start");
        calendar_content_refuse(&rig.content, "booking-1", 1, "no start");
        roll(&rig, false, NULL);
        assert_int_equal(rooms(&rig)->refused_count, 2);
        assert_string_equal(rooms(&rig)->refused[0].why, "no start");
    }
    rig_done(&rig);
}

static void one_that_fails_leaves_a_sync_alone(void **state)
{
    (void)state;
    struct rig rig;
    struct sync_order order = {.number = 2};
    calendar_of_series(&rig, 2);
    assert_int_equal(rolls_after(&rig, 60 * DAY_MS), 1);
    name_booking(&rig, 0, 100, true);
    name_booking(&rig, 1, 101, true);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    roll(&rig, false, "the disk is full");
    assert_string_equal(rooms(&rig)->roll_error, "the disk is full");
    assert_null(rooms(&rig)->last_error);
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_END, &order, NULL)->err.code, 0);
    assert_string_equal(rooms(&rig)->roll_error, "the disk is full");
    assert_int_equal(rolls_after(&rig, MINUTE_MS), 0); /* not at once */
    assert_int_equal(rolls_after(&rig, HOUR_MS), 1);
    roll(&rig, false, NULL);
    assert_null(rooms(&rig)->roll_error);
    rig_done(&rig);
}

static void a_series_that_is_over_rolls_no_more(void **state)
{
    (void)state;
    struct rig rig;
    calendar_of_series(&rig, 2);
    assert_int_equal(rolls_after(&rig, 60 * DAY_MS), 1);
    struct event *event = add_series(&rig, 0, T0);
    event->n_occurrences = 0;
    event->over = true;
    add_series(&rig, 1, rig.now + 2 * DAY_MS);
    roll(&rig, false, NULL);
    assert_int_equal(rooms(&rig)->n_rolling, 1);
    assert_int_equal(rooms(&rig)->n_live, 1);
    rig_done(&rig);
}

/* Of an engine that is made anew no number is one of the engine before. */
static void rereads_are_unmistakable(void **state)
{
    (void)state;
    uint64_t numbers[2];
    for (size_t i = 0; i < 2; i++) {
        struct settings settings = plain_settings();
        uint8_t seed[RANDOM_SEED_SIZE] = {(uint8_t)(i + 1)};
        struct engine *engine = engine_new(&settings, seed);
        struct calendar *calendar = mem_zalloc(sizeof *calendar);
        struct effects effects;
        struct fact started = {.kind = FACT_STARTED};
        calendar->name = mem_strdup("rooms");
        effects_init(&effects);
        engine_load_calendar(engine, calendar);
        engine_load_booking(engine, "rooms", "a", 0, NULL, NULL, true);
        engine_step(engine, T0, &started, &effects);
        assert_int_equal(effects.n_rereads, 1);
        numbers[i] = effects.rereads[0].number;
        effects_done(&effects);
        engine_free(engine);
    }
    uint64_t apart = numbers[0] > numbers[1] ? numbers[0] - numbers[1] : numbers[1] - numbers[0];
    assert_true(apart > 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_parts),
        cmocka_unit_test(what_is_refused_is_told),
        cmocka_unit_test(refusals_of_a_sync_stay),
        cmocka_unit_test(one_that_fails_leaves_a_sync_alone),
        cmocka_unit_test(a_series_that_is_over_rolls_no_more),
        cmocka_unit_test(rereads_are_unmistakable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
