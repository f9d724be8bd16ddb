/* Simple rules by the thousand against libical's iterator, which is right about them. `test_calendar_rule_oracle
 * --time` prints what a time of a rule costs with either. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/rule_walk.h"

#include "base/buf.h"
#include "base/random.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { RULES = 4000, TIMES = 60 };

static struct icaltimetype time_from_local(int64_t local)
{
    struct civil civil;
    civil_from_seconds(local, &civil);
    struct icaltimetype time = icaltime_null_time();
    time.year = civil.year;
    time.month = civil.month;
    time.day = civil.day;
    time.hour = civil.hour;
    time.minute = civil.minute;
    time.second = civil.second;
    return time;
}

static int64_t local_from_time(struct icaltimetype time)
{
    return civil_to_seconds(&(struct civil){time.year, time.month, time.day, time.hour, time.minute, time.second});
}

/* A few of the numbers from 1 to last, or their negatives, in order. */
static void list_put(struct random *random, struct buf *text, const char *name, int last, bool back)
{
    bool first = true;
    for (int i = 1; i <= last; i++) {
        if (random_below(random, (uint64_t)last) >= 3)
            continue;
        buf_printf(text, "%s%s%d", first ? name : ",", back ? "-" : "", back ? last + 1 - i : i);
        first = false;
    }
}

static void days_put(struct random *random, struct buf *text, bool numbered)
{
    static const char *const names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    int number = numbered ? (int)random_below(random, 4) + 1 : 0;
    const char *sign = numbered && random_below(random, 2) == 0 ? "-" : "";
    bool first = true;
    for (int i = 0; i < 7; i++) {
        if (random_below(random, 7) >= 3)
            continue;
        buf_append_string(text, first ? ";BYDAY=" : ",");
        if (number != 0)
            buf_printf(text, "%s%d", sign, number);
        buf_append_string(text, names[i]);
        first = false;
    }
}

/* What libical gets right: no lists of times, no weeks, no positions beside others. */
static void rule_make(struct random *random, struct buf *text)
{
    static const char *const freqs[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    uint64_t freq = random_below(random, 4);
    buf_printf(text, "FREQ=%s;INTERVAL=%d", freqs[freq], (int)random_below(random, 6) + 1);
    if (random_below(random, 2) == 0)
        buf_printf(text, ";WKST=%s", random_below(random, 2) == 0 ? "SU" : "MO");
    switch (freq * 4 + random_below(random, 4)) {
    case 1:
    case 9:
        days_put(random, text, false);
        break;
    case 5: /* every week: libical loses the week of a start that does not fit */
        buf_clear(text);
        buf_append_string(text, "FREQ=WEEKLY");
        days_put(random, text, false);
        break;
    case 2:
    case 10:
        list_put(random, text, ";BYMONTHDAY=", 28, false);
        break;
    case 11:
        days_put(random, text, true);
        break;
    case 13:
        list_put(random, text, ";BYMONTH=", 12, false);
        break;
    case 14:
        buf_printf(text, ";BYMONTH=%d", (int)random_below(random, 12) + 1);
        days_put(random, text, true);
        break;
    case 15:
        list_put(random, text, ";BYYEARDAY=", 365, false);
        break;
    default:
        break;
    }
}

static void agrees_with_libical(void **state)
{
    (void)state;
    struct random random;
    random_init_number(&random, 20261122);
    icalerror_set_errors_are_fatal(0);
    size_t compared = 0;
    for (int i = 0; i < RULES; i++) {
        CLEAN_BUF struct buf text;
        buf_init(&text, 4000);
        rule_make(&random, &text);
        /* days up to 28: libical counts on from a day that a month lacks */
        struct civil civil = {2020 + (int32_t)random_below(&random, 8),
                              1 + (int32_t)random_below(&random, 12),
                              1 + (int32_t)random_below(&random, 28),
                              (int32_t)random_below(&random, 24),
                              30,
                              0};
        struct rule rule;
        assert_int_equal(rule_parse(buf_string(&text), &rule, NULL), 0);
        struct rule_reach reach = {civil_to_seconds(&civil), false, civil_to_seconds(&civil), INT64_MAX};
        struct icalrecurrencetype recurrence = icalrecurrencetype_from_string(buf_string(&text));
        icalrecur_iterator *iterator = icalrecur_iterator_new(recurrence, time_from_local(reach.start));
        struct rule_walk walk;
        uint32_t steps = UINT32_MAX;
        rule_walk_init(&walk, &rule, &reach, &steps);
        for (int n = 0; n < TIMES && iterator != NULL; n++) {
            int64_t ours = 0;
            struct icaltimetype time = icalrecur_iterator_next(iterator);
            if (icaltime_is_null_time(time) || rule_walk_next(&walk, &ours) != 1)
                break;
            if (ours != local_from_time(time))
                fail_msg("%s from %s: %lld, libical says %s", buf_string(&text),
                         icaltime_as_ical_string(time_from_local(reach.start)), (long long)ours,
                         icaltime_as_ical_string(time));
            compared++;
        }
        if (iterator != NULL)
            icalrecur_iterator_free(iterator);
    }
    assert_true(compared > (size_t)RULES * TIMES / 2);
}

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* The sum keeps the loop from being dropped, and the two must agree. */
static int64_t ours_sum(const char *text, const struct rule_reach *reach, int n)
{
    struct rule rule;
    struct rule_walk walk;
    uint32_t steps = UINT32_MAX;
    int64_t local = 0, sum = 0;
    if (rule_parse(text, &rule, NULL) != 0)
        return 0;
    rule_walk_init(&walk, &rule, reach, &steps);
    for (int i = 0; i < n && rule_walk_next(&walk, &local) == 1; i++)
        sum += local;
    return sum;
}

static int64_t libical_sum(const char *text, const struct rule_reach *reach, int n)
{
    int64_t sum = 0;
    icalrecur_iterator *iterator =
        icalrecur_iterator_new(icalrecurrencetype_from_string(text), time_from_local(reach->start));
    for (int i = 0; i < n; i++)
        sum += local_from_time(icalrecur_iterator_next(iterator));
    icalrecur_iterator_free(iterator);
    return sum;
}

static int times_print(void)
{
    static const char *const rules[] = {
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    };
    static const int lengths[] = {5, 50, 5000};
    const struct civil civil = {2020, 1, 1, 9, 0, 0};
    struct rule_reach reach = {civil_to_seconds(&civil), false, civil_to_seconds(&civil), INT64_MAX};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
            int n = lengths[k] > 50 && i == sizeof rules / sizeof *rules - 1 ? 500 : lengths[k];
            int rounds = 50000 / n;
            int64_t a = 0, b = 0;
            double t0 = now_ns();
            for (int r = 0; r < rounds; r++)
                a += ours_sum(rules[i], &reach, n);
            double t1 = now_ns();
            for (int r = 0; r < rounds; r++)
                b += libical_sum(rules[i], &reach, n);
            double t2 = now_ns();
            double each = (double)rounds * n;
            printf("%-48s %5d times a series: %7.1f ns each, libical %8.1f ns%s\n", rules[i], n, (t1 - t0) / each,
                   (t2 - t1) / each, a == b ? "" : " (they differ)");
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--time") == 0)
        return times_print();
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_libical)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
