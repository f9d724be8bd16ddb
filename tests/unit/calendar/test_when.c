/* Dates, times and durations as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../src/calendar/when.h"

static void reads_times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int rc, kind;
        int64_t local;
    } cases[] = {
        {"20260310", 0, WHEN_DATE, 1773100800},
        {"20260310T090000", 0, WHEN_FLOATING, 1773133200},
        {"20260310T090000Z", 0, WHEN_UTC, 1773133200},
        {" 20260310t090000z ", 0, WHEN_UTC, 1773133200},
        {"20260310T085960Z", 0, WHEN_UTC, 1773133199},
        {"20240229", 0, WHEN_DATE, 1709164800},
        {"20260229", -1, 0, 0},
        {"20260230T090000Z", -1, 0, 0},
        {"20260010", -1, 0, 0},
        {"20261301", -1, 0, 0},
        {"20260100", -1, 0, 0},
        {"00000101", -1, 0, 0},
        {"20260310T240000", -1, 0, 0},
        {"20260310T096000", -1, 0, 0},
        /* not of RFC 5545, but one thing only can be meant */
        {"20260310T090000+0100", 0, WHEN_UTC, 1773129600},
        {"20260310T090000-05:30", 0, WHEN_UTC, 1773153000},
        {"2026-03-10T09:00:00+01", 0, WHEN_UTC, 1773129600},
        {"2026-03-10T09:00:00Z", 0, WHEN_UTC, 1773133200},
        {"2026-03-10T09:00:00", 0, WHEN_FLOATING, 1773133200},
        {"20260310T0900", 0, WHEN_FLOATING, 1773133200},
        {"20260310T0900Z", 0, WHEN_UTC, 1773133200},
        {"20260310Z", 0, WHEN_DATE, 1773100800},
        {"2026-03-10", 0, WHEN_DATE, 1773100800},
        {"20260310T090000+2400", -1, 0, 0},
        {"20260310T090000+01000", -1, 0, 0},
        {"20260310T090000ZZ", -1, 0, 0},
        {"20260310T09", -1, 0, 0},
        {"20260310T09:00:", -1, 0, 0},
        {"2026-0310", -1, 0, 0},
        {"202603101", -1, 0, 0},
        {"20260310T", -1, 0, 0},
        {"20260310 090000", -1, 0, 0},
        {"20260310T090000.000000000000000000Z", -1, 0, 0},
        {"2026031x", -1, 0, 0},
        {"", -1, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct when when = {0};
        int rc = when_parse(cases[i].text, &when);
        assert_int_equal(rc != 0, cases[i].rc != 0);
        assert_int_equal(when.kind, cases[i].kind);
        assert_int_equal(when.local, cases[i].local);
    }
}

static void reads_spans(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int rc;
        int64_t days, seconds;
    } cases[] = {
        {"PT1H", 0, 0, 3600},
        {"P1D", 0, 1, 0},
        {"P2W", 0, 14, 0},
        {"P1DT2H3M4S", 0, 1, 7384},
        {"-PT15M", 0, 0, -900},
        {"+pt5m", 0, 0, 300},
        {"PT0S", 0, 0, 0},
        {"P", 0, 0, 0},
        {"P1DT", 0, 1, 0},
        {"1H", -1, 0, 0},
        {"PT", 0, 0, 0},
        {"P1H", -1, 0, 0},
        {"PT1D", -1, 0, 0},
        {"P999999999999W", -1, 0, 0},
        {"PT1", -1, 0, 0},
        {"P1DT2HT", -1, 0, 0},
        {"P99999999999999999999W", -1, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span span = {0};
        int rc = span_parse(cases[i].text, &span);
        if ((rc != 0) != (cases[i].rc != 0) ||
            (rc == 0 && (span.days != cases[i].days || span.seconds != cases[i].seconds)))
            fail_msg("%s: %d, %lld days %lld seconds", cases[i].text, rc, (long long)span.days,
                     (long long)span.seconds);
    }
}

/* A line of 64 KiB has room for more hours than fit into any number. */
static void refuses_hours_without_end(void **state)
{
    (void)state;
    static const char hours[] = "999999999999H";
    enum { TIMES = 4000 };
    static char text[2 + TIMES * (sizeof hours - 1) + 1] = "PT";
    for (size_t i = 0; i < TIMES; i++) {
        memcpy(text + 2 + i * (sizeof hours - 1), hours, sizeof hours);
    }
    struct span span = {0};
    assert_int_not_equal(span_parse(text, &span), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_times), cmocka_unit_test(reads_spans),
                                       cmocka_unit_test(refuses_hours_without_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
