/* Calendars in parts: what is seen, absent, held back, released; parts without a beginning; what was refused. */
#include "sync_rig.h"

static void what_is_absent_goes(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    const struct reply *reply = sync_whole(&rig, 1, 0, 2000, false, 50);
    assert_int_equal(reply->counts.bookings, 2000);
    assert_int_equal(reply->counts.created, 2000);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    reply = sync_whole(&rig, 2, 0, 2000, true, 50);
    assert_int_equal(reply->counts.unchanged, 2000);
    reply = sync_whole(&rig, 3, 900, 2000, true, 50); /* in more than one step */
    assert_int_equal(reply->err.code, 0);
    assert_int_equal(reply->counts.cancelled, 900);
    assert_int_equal(scheduled(&rig), 1100);
    uint64_t *digests = NULL;
    size_t n = 0;
    engine_calendar_digests(rig.engine, "rooms", &digests, &n);
    assert_int_equal(n, 1100);
    assert_int_equal(digests[0], 1000);
    mem_free(digests);
    rig_done(&rig);
}

static void too_much_is_held(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 50);
    assert_int_equal(sync_whole(&rig, 2, 6, 10, true, 50)->err.code, ERR_CONFLICT);
    assert_int_equal(rooms(&rig)->held_since, T0);
    assert_int_equal(rooms(&rig)->held_lost, 6);
    assert_int_equal(rooms(&rig)->held_of, 10);
    assert_int_equal(scheduled(&rig), 10);
    assert_int_equal(sync_whole(&rig, 3, 0, 10, true, 50)->err.code, 0); /* it recovers */
    assert_int_equal(rooms(&rig)->held_since, INSTANT_NONE);
    struct sync_order none = {0};
    assert_int_equal(rig_tell(&rig, COMMAND_RELEASE, &none, NULL)->err.code, ERR_CONFLICT);
    assert_int_equal(sync_whole(&rig, 4, 6, 10, true, 50)->err.code, ERR_CONFLICT);
    assert_int_equal(rig_tell(&rig, COMMAND_RELEASE, &none, NULL)->err.code, 0);
    assert_int_equal(rig.n_fetches, 1);
    assert_int_equal(sync_whole(&rig, 5, 6, 10, true, 50)->counts.cancelled, 6);
    assert_int_equal(sync_whole(&rig, 6, 9, 10, true, 50)->err.code, ERR_CONFLICT); /* once */
    assert_int_equal(sync_whole(&rig, 7, 8, 10, true, 0)->counts.cancelled, 2);
    assert_int_equal(sync_whole(&rig, 8, 10, 10, true, 50)->counts.cancelled, 2); /* two are never suspicious */
    rig_done(&rig);
}

static void dropped_without_harm(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 0);
    struct sync_order second = {.number = 2}, third = {.number = 3};
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &second, NULL);
    rig_tell(&rig, COMMAND_SYNC_FAILED, &second, "it broke");
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_END, &second, "etag=2\n")->err.code, ERR_CONFLICT);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &second, NULL);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &third, NULL);
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_PART, &second, NULL)->err.code, ERR_CONFLICT);
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_END, &second, NULL)->err.code, ERR_CONFLICT);
    assert_int_equal(scheduled(&rig), 10);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    assert_string_equal(rooms(&rig)->last_error, "it broke");
    rig_done(&rig);
}

static void partial_and_gone(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 0);
    static const char *const gone[] = {"booking-3", "booking-77", "booking-4"};
    struct sync_order order = {.number = 2, .partial = true, .gone = gone, .n_gone = 3, .hold_percent = 50};
    name_booking(&rig, 20, 5, false)->href = mem_strdup("/20.ics");
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    struct content_booking *named = name_booking(&rig, 20, 5, false);
    named->href = mem_strdup("/20.ics");
    named->etag = mem_strdup("\"a\"");
    add_event(&rig, 20, T0 + DAY_MS);
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    const struct reply *reply = rig_tell(&rig, COMMAND_SYNC_END, &order, "token=2\n");
    assert_int_equal(reply->counts.created, 1);
    assert_int_equal(reply->counts.cancelled, 2);
    assert_int_equal(scheduled(&rig), 9);
    assert_string_equal(rooms(&rig)->validator, "token=2\n");
    struct engine_resource *resources = NULL;
    size_t n = 0;
    engine_calendar_resources(rig.engine, "rooms", &resources, &n);
    assert_int_equal(n, 1);
    assert_string_equal(resources[0].href, "/20.ics");
    assert_string_equal(resources[0].etag, "\"a\"");
    assert_string_equal(resources[0].uid, "booking-20");
    mem_free(resources);
    rig_done(&rig);
}

/* What comes with a loss does not make it smaller, nor what came while it was held back. */
static void newcomers_do_not_outweigh_a_loss(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 0);
    static const char *const gone[] = {"booking-0", "booking-1", "booking-2", "booking-3", "booking-4", "booking-5"};
    struct sync_order order = {.number = 2, .partial = true, .gone = gone, .n_gone = 6, .hold_percent = 50};
    for (int look = 0; look < 3; look++, order.number++) {
        for (int i = 20 + 5 * look; i < 25 + 5 * look; i++) {
            name_booking(&rig, i, 100, false);
        }
        rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
        for (int i = 20 + 5 * look; i < 25 + 5 * look; i++) {
            name_booking(&rig, i, 100, false);
            add_event(&rig, i, T0 + DAY_MS);
        }
        rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
        assert_int_equal(rig_tell(&rig, COMMAND_SYNC_END, &order, "token=2\n")->err.code, ERR_CONFLICT);
        assert_non_null(strstr(rooms(&rig)->last_error, "would be lost: nothing was cancelled;"));
        assert_int_equal(rooms(&rig)->held_lost, 6);
        assert_int_equal(rooms(&rig)->held_of, 10);
    }
    assert_int_equal(scheduled(&rig), 25);
    sync_whole(&rig, order.number, 6, 35, true, 50); /* a look at the whole is no way around */
    assert_int_equal(rooms(&rig)->held_of, 10);
    assert_int_equal(rooms(&rig)->held_since, T0);
    rig_done(&rig);
}

/* Resources that came anew are named as gone, too: what stands in the body is not lost. */
static void gone_and_come_anew(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 4, false, 0);
    static const char *const gone[] = {"booking-0", "booking-1", "booking-2", "booking-3"};
    struct sync_order order = {.number = 2, .partial = true, .gone = gone, .n_gone = 4, .hold_percent = 50};
    for (int i = 0; i < 4; i++) {
        name_booking(&rig, i, 100, false);
    }
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    for (int i = 0; i < 4; i++) {
        name_booking(&rig, i, 100, false);
        add_event(&rig, i, T0 + DAY_MS);
    }
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    const struct reply *reply = rig_tell(&rig, COMMAND_SYNC_END, &order, "token=2\n");
    assert_int_equal(reply->err.code, 0);
    assert_int_equal(reply->counts.cancelled, 0);
    assert_int_equal(scheduled(&rig), 4);
    rig_done(&rig);
}

/* What cannot be read keeps what it had, and is read again. */
static void refused_keeps_what_it_had(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 3, false, 0);
    struct sync_order order = {.number = 2};
    name_booking(&rig, 0, 100, true);
    name_booking(&rig, 1, 7, false);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    name_booking(&rig, 1, 7, false);
    calendar_content_refuse(&rig.content, "booking-1", 12, "its rule has no end");
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    const struct reply *reply = rig_tell(&rig, COMMAND_SYNC_END, &order, NULL);
    assert_int_equal(reply->counts.cancelled, 1); /* booking-2 */
    assert_int_equal(scheduled(&rig), 2);
    assert_int_equal(rooms(&rig)->refused_count, 1);
    uint64_t *digests = NULL;
    size_t n = 0;
    engine_calendar_digests(rig.engine, "rooms", &digests, &n);
    assert_int_equal(n, 1);
    mem_free(digests);
    rig_done(&rig);
}

/* What is over is no loss, what lies beyond the horizon is; and what was beyond is over one day, too. */
static void a_feed_that_drops_its_history(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    for (int over = 0; over < 2; over++) {
        struct sync_order order = {.number = 2 + 2 * (uint64_t)over};
        for (int i = 0; i < 8; i++) {
            struct event *event = add_event(&rig, i, rig.now + DAY_MS);
            event->n_occurrences = i < 6 ? 0 : 1;
            event->over = i < 6 && over == 0;
        }
        rig_tell(&rig, COMMAND_SNAPSHOT, &order, NULL);
        assert_int_equal(rooms(&rig)->n_live, over == 0 ? 2 : 8);
    }
    assert_int_equal(sync_whole(&rig, 10, 6, 8, false, 50)->err.code, ERR_CONFLICT);
    struct sync_order roll = {0};
    rig.now += 30 * DAY_MS;
    for (int i = 0; i < 6; i++) {
        struct event *event = add_event(&rig, i, rig.now - DAY_MS);
        event->n_occurrences = 0;
        event->over = true;
    }
    rig_tell(&rig, COMMAND_ROLL, &roll, NULL);
    assert_int_equal(rooms(&rig)->n_live, 0);
    assert_int_equal(sync_whole(&rig, 11, 20, 22, false, 50)->err.code, 0);
    rig_done(&rig);
}

/* A resource as a whole: told with each partial sync until it, or what is in it, comes or goes. */
static void a_resource_that_cannot_be_read(void **state)
{
    (void)state;
    static const struct {
        const char *refused, *named, *gone;
        uint32_t count;
    } cases[] = {
        {"/c/a.ics: broken", NULL, NULL, 1},    {NULL, NULL, NULL, 1},       {"/c/a.ics: broken again", NULL, NULL, 1},
        {"/c/b.ics: not given", NULL, NULL, 2}, {NULL, "/c/a.ics", NULL, 1}, {NULL, NULL, "/c/b.ics", 0},
    };
    struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sync_order order = {.number = i + 1, .partial = true};
        if (cases[i].named != NULL) {
            name_booking(&rig, 1, 7, false)->href = mem_strdup(cases[i].named);
        }
        rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
        if (cases[i].refused != NULL) {
            calendar_content_refuse(&rig.content, "", 0, cases[i].refused);
            rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
        }
        order.gone = &cases[i].gone;
        order.n_gone = cases[i].gone != NULL;
        rig_tell(&rig, COMMAND_SYNC_END, &order, NULL);
        assert_int_equal(rooms(&rig)->refused_count, cases[i].count);
    }
    rig_done(&rig);
}

/* `same` of something that is not so any more: the validator is forgotten, so that the source is asked in full. */
static void same_but_changed_meanwhile(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 3, false, 0);
    struct sync_order order = {.number = 2};
    name_booking(&rig, 0, 100, true);
    name_booking(&rig, 1, 101, true);
    name_booking(&rig, 2, 999, true);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    rig_tell(&rig, COMMAND_SYNC_END, &order, "etag=2\n");
    assert_null(rooms(&rig)->validator);
    assert_int_equal(scheduled(&rig), 3);
    rig_done(&rig);
}

/* With a part of it taken the calendar is neither what the source had before nor what it has now. */
static void half_a_calendar_has_no_validator(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 3, false, 0);
    struct sync_order order = {.number = 2};
    name_booking(&rig, 3, 103, false);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    name_booking(&rig, 3, 103, false);
    add_event(&rig, 3, T0 + DAY_MS);
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    assert_null(rooms(&rig)->validator);
    assert_int_equal(rooms(&rig)->unfinished, T0);
    rig_tell(&rig, COMMAND_SYNC_FAILED, &order, "it broke");
    assert_null(rooms(&rig)->validator);
    assert_int_equal(rooms(&rig)->unfinished, T0);
    sync_whole(&rig, 3, 0, 3, false, 0);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    assert_int_equal(rooms(&rig)->unfinished, INSTANT_NONE);
    assert_int_equal(scheduled(&rig), 3);
    rig_done(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_absent_goes),
        cmocka_unit_test(too_much_is_held),
        cmocka_unit_test(dropped_without_harm),
        cmocka_unit_test(partial_and_gone),
        cmocka_unit_test(newcomers_do_not_outweigh_a_loss),
        cmocka_unit_test(gone_and_come_anew),
        cmocka_unit_test(refused_keeps_what_it_had),
        cmocka_unit_test(a_feed_that_drops_its_history),
        cmocka_unit_test(a_resource_that_cannot_be_read),
        cmocka_unit_test(half_a_calendar_has_no_validator),
        cmocka_unit_test(same_but_changed_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
