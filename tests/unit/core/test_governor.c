/* Which component outdates which, a case a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/core/inside.h"

static const instant NO = INSTANT_NONE;

static void versions_are_compared(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct revision a, b;
        int order;
    } cases[] = {
        {"SEQUENCE before DTSTAMP", {2, 1000}, {1, 9000}, 1},
        {"the same SEQUENCE: the later DTSTAMP", {1, 1000}, {1, 9000}, -1},
        {"the same of both", {1, 1000}, {1, 1000}, 0},
        {"no DTSTAMP is older than any", {1, INSTANT_NONE}, {1, 0}, -1},
        {"a SEQUENCE that is a time", {INT64_C(2147483647), 0}, {1, 9000}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (revision_compare(&cases[i].a, &cases[i].b) != cases[i].order ||
            revision_compare(&cases[i].b, &cases[i].a) != -cases[i].order) {
            fail_msg("%s", cases[i].name);
        }
    }
}

static void overrides_are_outdated(void **state)
{
    (void)state;
    const struct {
        const char *name;
        struct revision override, whole;
        bool cancelled, outdated;
    } cases[] = {
        {"written before the series", {0, 1000}, {1, 2000}, false, true},
        {"written after it, whatever its SEQUENCE", {0, 3000}, {1, 2000}, false, false},
        {"moved twice, then the series once", {2, 1000}, {1, 2000}, false, true},
        {"at the same moment, in the same message", {1, 1000}, {1, 1000}, false, false},
        {"at the same moment, of a lower SEQUENCE", {0, 1000}, {1, 1000}, false, true},
        {"nothing is stamped", {1, NO}, {0, NO}, false, false},
        {"nothing is stamped, of a lower SEQUENCE", {0, NO}, {1, NO}, false, true},
        {"the series is off, the override is newer", {3, 3000}, {2, 2000}, true, false},
        {"the series is off, the override has a lower SEQUENCE", {1, 3000}, {2, 2000}, true, true},
        {"the series is off, nothing is stamped", {2, NO}, {2, NO}, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (revision_is_outdated(&cases[i].override, &cases[i].whole, cases[i].cancelled) != cases[i].outdated) {
            fail_msg("%s", cases[i].name);
        }
    }
}

static void an_occurrence_has_one_governor(void **state)
{
    (void)state;
    struct component series = {.recurrence_id = INSTANT_NONE}, from_two = {.recurrence_id = 2 * HOUR_MS + 1},
                     three = {.recurrence_id = 3 * HOUR_MS}, from_three = {.recurrence_id = 3 * HOUR_MS + 1};
    struct component *all[] = {&series, &from_two, &three, &from_three};
    const struct booking booking = {.components = all, .n_components = 4, .n_ranges = 2};
    const struct {
        instant recurrence_id;
        const struct component *governor;
    } cases[] = {
        {INSTANT_NONE, &series},  {HOUR_MS, &series},
        {2 * HOUR_MS, &from_two}, {2 * HOUR_MS + MINUTE_MS, &from_two},
        {3 * HOUR_MS, &three},    {4 * HOUR_MS, &from_three},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_ptr_equal(booking_governor(&booking, cases[i].recurrence_id), cases[i].governor);
    }
    assert_true(component_is_range(&from_two) && !component_is_range(&three) && !component_is_range(&series));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(versions_are_compared),
                                       cmocka_unit_test(overrides_are_outdated),
                                       cmocka_unit_test(an_occurrence_has_one_governor)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
