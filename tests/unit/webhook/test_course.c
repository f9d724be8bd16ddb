/* How far a webhook comes, in virtual time: its waits, what is too old, what a replay means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/webhook/course.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static void the_machine_is_sound(void **state)
{
    (void)state;
    CLEAN_BUF struct buf report;
    buf_init(&report, 4096);
    if (fsm_check(&course_fsm, &report) != 0) {
        fail_msg("%s", buf_string(&report));
    }
}

/* Prints it where it is not what ARCHITECTURE.md shows. */
static void architecture_shows_it(void **state)
{
    (void)state;
    static char document[1 << 20];
    FILE *file = fopen(TESTS_DIR "/../ARCHITECTURE.md", "re");
    assert_non_null(file);
    size_t len = fread(document, 1, sizeof document - 1, file);
    assert_int_equal(fclose(file), 0);
    document[len] = '\0';
    CLEAN_BUF struct buf drawing;
    buf_init(&drawing, 4096);
    buf_append_string(&drawing, "```mermaid\n");
    fsm_print_mermaid(&course_fsm, &drawing);
    buf_append_string(&drawing, "```\n");
    if (strstr(document, buf_string(&drawing)) == NULL) {
        fail_msg("%s", buf_string(&drawing));
    }
}

static void waits_grow_and_end(void **state)
{
    (void)state;
    static const duration_ms MOST[] = {1 * SECOND_MS,  2 * SECOND_MS,  5 * SECOND_MS,  10 * SECOND_MS,
                                       30 * SECOND_MS, 60 * SECOND_MS, 2 * MINUTE_MS,  4 * MINUTE_MS,
                                       8 * MINUTE_MS,  15 * MINUTE_MS, 15 * MINUTE_MS, 15 * MINUTE_MS};
    struct random random;
    struct course course;
    random_init_number(&random, 1);
    course_init(&course, 41);
    instant now = 1000;
    for (size_t i = 0; i < sizeof MOST / sizeof MOST[0]; i++) {
        course_move(&course, COURSE_BEGIN);
        duration_ms wait = course_failed(&course, "no", -1, now, &random);
        assert_true(wait >= MOST[i] / 2 && wait <= MOST[i]);
        assert_int_equal(course_wait(&course, now), wait);
        assert_int_equal(course.failing_since, 1000);
        now += wait;
        assert_int_equal(course_wait(&course, now), 0);
        course_move(&course, COURSE_DUE);
    }
    course_move(&course, COURSE_BEGIN);
    course_taken(&course, 42, now);
    assert_int_equal(course.delivered, 42);
    assert_int_equal(course.failures, 0);
    assert_int_equal(course.failing_since, INSTANT_NONE);
    assert_null(course.last_error);
    course_done(&course);
}

static void what_is_asked_for_is_kept_to(void **state)
{
    (void)state;
    const struct {
        duration_ms asked, least, most;
    } cases[] = {
        {-1, SECOND_MS / 2, SECOND_MS},
        {0, SECOND_MS / 2, SECOND_MS},
        {20 * SECOND_MS, 20 * SECOND_MS, 20 * SECOND_MS},
        {2 * HOUR_MS, 2 * HOUR_MS, 2 * HOUR_MS},
        {300 * DAY_MS, DAY_MS, DAY_MS},
    };
    struct random random;
    random_init_number(&random, 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct course course;
        course_init(&course, 0);
        course_move(&course, COURSE_BEGIN);
        duration_ms wait = course_failed(&course, "busy", cases[i].asked, 0, &random);
        assert_true(wait >= cases[i].least && wait <= cases[i].most);
        course_done(&course);
    }
}

static void a_clock_that_is_set_back_ends_the_wait(void **state)
{
    (void)state;
    struct course course;
    struct random random;
    random_init_number(&random, 1);
    course_init(&course, 0);
    course_move(&course, COURSE_BEGIN);
    course_failed(&course, "busy", HOUR_MS, DAY_MS, &random);
    assert_int_equal(course_wait(&course, DAY_MS), HOUR_MS);
    assert_int_equal(course_wait(&course, DAY_MS - 1), 0);
    course.decided = 0; /* loaded: nobody knows when; no longer than any wait is */
    assert_int_equal(course_wait(&course, DAY_MS - 1), HOUR_MS + 1);
    assert_int_equal(course_wait(&course, 0), DAY_MS);
    assert_int_equal(course_wait(&course, 901 * DAY_MS), 0);
    course_done(&course);
}

static void a_replay_makes_old_events_young(void **state)
{
    (void)state;
    struct course course;
    course_init(&course, 7);
    assert_false(course_is_stale(&course, 100, HOUR_MS, HOUR_MS + 100));
    assert_true(course_is_stale(&course, 100, HOUR_MS, HOUR_MS + 101));
    course_move(&course, COURSE_BEGIN);
    course_gone(&course, "gone", 200);
    assert_int_equal(course.state, COURSE_DISABLED);
    course_replay(&course, 3, 10 * HOUR_MS);
    assert_int_equal(course.state, COURSE_IDLE);
    assert_int_equal(course.delivered, 3);
    assert_null(course.last_error);
    assert_false(course_is_stale(&course, 100, HOUR_MS, 11 * HOUR_MS));
    assert_true(course_is_stale(&course, 100, HOUR_MS, 11 * HOUR_MS + 1));
    assert_false(course_is_stale(&course, 10 * HOUR_MS + 5, HOUR_MS, 11 * HOUR_MS + 1)); /* its own age counts */
    course_done(&course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_machine_is_sound),
        cmocka_unit_test(architecture_shows_it),
        cmocka_unit_test(waits_grow_and_end),
        cmocka_unit_test(what_is_asked_for_is_kept_to),
        cmocka_unit_test(a_clock_that_is_set_back_ends_the_wait),
        cmocka_unit_test(a_replay_makes_old_events_young),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
