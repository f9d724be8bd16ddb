/* What rules give, that a walk may begin late, and that it ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/rule_walk.h"

#include "base/buf.h"
#include "base/err.h"

#include <string.h>

enum { STEPS = 1000000 };

static int64_t local_of(const char *text)
{
    struct when when;
    assert_int_equal(when_parse(text, &when), 0);
    return when.local;
}

static struct rule rule_of(const char *text)
{
    struct rule rule;
    struct err err = {0};
    if (rule_parse(text, &rule, &err) != 0)
        fail_msg("%s: %s", text, err.message);
    return rule;
}

/* The first few times of a rule, without what all have in common with the start's form. */
static void times_of(const char *text, const char *start, size_t n, struct buf *out)
{
    struct rule rule = rule_of(text);
    struct rule_reach reach = {local_of(start), strlen(start) == 8, local_of(start), INT64_MAX};
    struct rule_walk walk;
    uint32_t steps = STEPS;
    int64_t local;
    rule_walk_init(&walk, &rule, &reach, &steps);
    for (size_t i = 0; i < n && rule_walk_next(&walk, &local) == 1; i++) {
        struct civil civil;
        civil_from_seconds(local, &civil);
        buf_printf(out, "%s%02d%02d%02d", i > 0 ? " " : "", civil.year % 100, civil.month, civil.day);
        if (!reach.date && local % 86400 != reach.start % 86400)
            buf_printf(out, "T%02d%02d%02d", civil.hour, civil.minute, civil.second);
    }
}

/* A time of day is shown where it is not that of DTSTART. */
static const struct {
    const char *rule, *start, *times;
} time_cases[] = {
    {"FREQ=DAILY;COUNT=3", "20260310T090000", "260310 260311 260312"},
    {"FREQ=DAILY;INTERVAL=10;BYMONTH=1,12;COUNT=3", "20261225T090000", "261225 270104 270114"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "20260310T090000", "260310 260322 260324 260405"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4", "20260310T090000", "260310 260315 260324 260329"},
    {"FREQ=WEEKLY;BYDAY=TH,SU,TH;COUNT=3", "20260312T090000", "260312 260315 260319"},
    {"FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1,1;COUNT=3", "20260311T090000", "260313 260316 260320"},
    {"FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "20260301T090000", "260327 260424 260529"},
    {"FREQ=MONTHLY;BYDAY=5MO;COUNT=2", "20260301T090000", "260330 260629"},
    {"FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "20260131T090000", "260131 260331 260531"},
    {"FREQ=MONTHLY;BYMONTHDAY=-31,-1,1;COUNT=4", "20260228T090000", "260228 260301 260331 260401"},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "20260101T090000", "260130 260227"},
    {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", "20260101T090000", "260213 260313"},
    {"FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "20260213T090000", "260213 260313 261113"},
    {"FREQ=YEARLY;BYMONTHDAY=13;COUNT=2", "20260213T090000", "260213 260313"},
    {"FREQ=YEARLY;BYMONTH=2,8;COUNT=3", "20260213T090000", "260213 260813 270213"},
    {"FREQ=YEARLY;BYDAY=20MO,-1SU;COUNT=3", "20260101T090000", "260518 261227 270517"},
    {"FREQ=YEARLY;BYYEARDAY=1,-1,366;COUNT=4", "20270101T090000", "270101 271231 280101 281231"},
    {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", "20960229T090000", "960229 040229"},
    /* weeks: those of other years, by the day that a week begins, without days */
    {"FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR,SA;COUNT=3", "20150101T090000", "160101 160102 210101"},
    {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=2", "20251229T090000", "251229 270104"},
    {"FREQ=YEARLY;BYWEEKNO=20;WKST=SU;COUNT=2", "19970512T090000", "970512 980518"},
    {"FREQ=YEARLY;BYWEEKNO=-1;COUNT=2", "20270102T090000", "270102 280101"},
    /* times of day */
    {"FREQ=DAILY;BYHOUR=8,12;BYMINUTE=0,30;COUNT=4", "20260310T083000",
     "260310 260310T120000 260310T123000 260311T080000"},
    {"FREQ=DAILY;BYHOUR=6,18;BYMINUTE=15,45;BYSETPOS=3,-3;COUNT=3", "20260310T181500", "260310 260311T064500 260311"},
    {"FREQ=WEEKLY;BYHOUR=6,18;BYDAY=TU,TH;BYSETPOS=1,-1;COUNT=3", "20260310T060000", "260310 260312T180000 260317"},
    {"FREQ=HOURLY;INTERVAL=7;BYHOUR=3,6;COUNT=2", "20250101T030500", "250101 250107T060500"},
    {"FREQ=HOURLY;BYMINUTE=0,30;BYDAY=MO;BYHOUR=9;COUNT=3", "20260310T090000", "260316 260316T093000 260323"},
    {"FREQ=MINUTELY;INTERVAL=90;COUNT=3", "20260310T230000", "260310 260311T003000 260311T020000"},
    {"FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0;BYSECOND=0,60;COUNT=3", "20260310T090000", "260310 260310T090059 260311"},
    {"FREQ=SECONDLY;INTERVAL=61;BYSECOND=5,25;COUNT=2", "20250101T051005", "250101 250101T053025"},
    {"FREQ=SECONDLY;BYMONTH=5;BYMONTHDAY=-1;BYHOUR=0;BYMINUTE=0;BYSECOND=7;COUNT=2", "20260310T090000",
     "260531T000007 270531T000007"},
    {"FREQ=HOURLY;INTERVAL=2147483647;COUNT=2", "20260310T090000", "260310"},
    /* a DATE has no times of day */
    {"FREQ=DAILY;BYHOUR=8,9;BYMINUTE=3;COUNT=2", "20260310", "260310 260311"},
    {"FREQ=HOURLY;INTERVAL=12;COUNT=2", "20260310", "260310 260311"},
    /* RFC 7529 */
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4", "20260131", "260131 260228 260331 260430"},
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=4", "20260131", "260131 260301 260331 260501"},
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=5", "20260131",
     "260131 260201 260301 260331 260401"},
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD;COUNT=3", "20260101", "260101 260131 260301"},
    {"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SU;SKIP=FORWARD;COUNT=2", "20260131", "260301 260531"},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=3", "20240229", "240229 250301 260301"},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD;COUNT=3", "20240229", "240229 250228 260228"},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD;COUNT=3", "20241231", "241231 260101 270101"},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=-366;SKIP=BACKWARD;COUNT=3", "20240101", "240101 241231 251231"},
    {"RSCALE=CHINESE;FREQ=YEARLY", "20260131", ""},
    /* the end of time, and never */
    {"FREQ=YEARLY;COUNT=3", "99980101", "980101 990101"},
    {"FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31", "20260101T090000", ""},
    {"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "20260101T090000", ""},
    {"FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "20250101T090000", ""},
    {"FREQ=YEARLY;BYWEEKNO=10;BYMONTH=12", "20260101T090000", ""},
    {"FREQ=HOURLY;INTERVAL=2;BYHOUR=1", "20260101T000000", ""},
    {"FREQ=MINUTELY;BYSETPOS=2", "20260101T000000", ""},
    {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7", "20260101T000000", ""},
};

static void gives_times(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof time_cases / sizeof *time_cases; i++) {
        CLEAN_BUF struct buf out;
        buf_init(&out, 1000);
        times_of(time_cases[i].rule, time_cases[i].start, 6, &out);
        if (strcmp(buf_string(&out), time_cases[i].times) != 0)
            fail_msg("%s from %s: %s", time_cases[i].rule, time_cases[i].start, buf_string(&out));
    }
}

/* The next time at or behind a target, or 0. */
static int64_t next_from(struct rule_walk *walk, int64_t target)
{
    int64_t local;
    while (rule_walk_next(walk, &local) == 1)
        if (local >= target)
            return local;
    return 0;
}

/* A walk whose times are wanted from a later moment on gives the same from there. */
static void begins_late_without_a_trace(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *start;
        uint32_t steps; /* at most, before the first time wanted */
    } cases[] = {
        {"FREQ=DAILY;INTERVAL=7", "19700103T090000", 10},
        {"FREQ=DAILY;INTERVAL=13;BYMONTH=1,5,6", "19700103T090000", 100},
        {"FREQ=DAILY;COUNT=20500", "19700103T090000", 10},
        {"FREQ=DAILY;COUNT=20000", "19700103T090000", 10},
        {"FREQ=DAILY;INTERVAL=3;BYHOUR=8,9,10;COUNT=21000", "19700103T091000", 10},
        {"FREQ=DAILY;BYHOUR=8,9,10;BYSETPOS=2,3;COUNT=45000", "19700103T091000", 10},
        {"FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU", "19700103T090000", 10},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=MO", "16010107T090000", 10},
        {"FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9000", "19700103T090000", 10},
        {"FREQ=WEEKLY;BYDAY=MO,WE,FR;BYMONTH=1,6;COUNT=1500", "19700103T090000", 10000},
        {"FREQ=MONTHLY;INTERVAL=5", "19700128T090000", 20},
        {"FREQ=MONTHLY;INTERVAL=5", "19700131T090000", 20},
        {"FREQ=MONTHLY;INTERVAL=7;BYDAY=2TU", "19700113T090000", 20},
        {"FREQ=MONTHLY;BYDAY=2TU;COUNT=700", "19700113T090000", 5000},
        {"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD", "19700131T090000", 20},
        {"FREQ=YEARLY;INTERVAL=3", "19700113T090000", 100},
        {"FREQ=YEARLY;BYWEEKNO=25;BYDAY=MO,TU", "19700113T090000", 100},
        {"FREQ=YEARLY;COUNT=100", "19700113T090000", 3000},
        {"FREQ=HOURLY;INTERVAL=5;BYDAY=MO;BYHOUR=3,4,5", "19700103T090000", 200},
        {"FREQ=HOURLY;INTERVAL=5;COUNT=100000", "19700103T090000", 10},
        {"FREQ=MINUTELY;INTERVAL=7;BYMONTH=6;BYMONTHDAY=20;BYHOUR=0", "19700103T090000", 100},
        {"FREQ=MINUTELY;BYSECOND=1,2;COUNT=100000000", "19700103T090000", 10},
        {"FREQ=SECONDLY;INTERVAL=86399;BYHOUR=9", "19700103T090000", 86400},
        {"FREQ=SECONDLY;COUNT=2147483647", "19700103T090000", 10},
    };
    int64_t target = local_of("20260615T000000");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rule rule = rule_of(cases[i].rule);
        struct rule_reach reach = {local_of(cases[i].start), false, target, INT64_MAX};
        struct rule_walk slow, quick;
        uint32_t steps = STEPS, many = UINT32_MAX;
        rule_walk_init(&quick, &rule, &reach, &steps);
        int64_t first = next_from(&quick, target);
        uint32_t taken = STEPS - steps;
        if (taken > cases[i].steps)
            fail_msg("%s took %u steps", cases[i].rule, taken);
        if (rule.freq < RULE_HOURLY && rule.count > 1000000)
            continue; /* too long the other way */
        reach.from = reach.start;
        rule_walk_init(&slow, &rule, &reach, &many);
        assert_int_equal(first, next_from(&slow, target));
        for (int n = 0; n < 20 && first != 0; n++) {
            int64_t a = 0, b = 0;
            assert_int_equal(rule_walk_next(&slow, &a), rule_walk_next(&quick, &b));
            if (a != b)
                fail_msg("%s: %lld, not %lld", cases[i].rule, (long long)b, (long long)a);
        }
    }
}

/* Whatever a rule is, its walk to the end of a year costs a bounded number of steps. */
static void ends(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *start;
        int rc;
        uint32_t steps;
    } cases[] = {
        {"FREQ=SECONDLY", "20250101T000000", ERR_LIMIT, STEPS},
        {"FREQ=SECONDLY;COUNT=10000000;BYMINUTE=1", "19700101T000000", ERR_LIMIT, STEPS},
        {"FREQ=SECONDLY;COUNT=10000000", "19700101T000000", 0, 10},
        {"FREQ=DAILY;COUNT=3;BYMONTH=4;BYMONTHDAY=31", "16010101T000000", 0, 10},
        {"FREQ=SECONDLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30", "16010101T000000", 0, 10},
        {"FREQ=YEARLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30", "00010101T000000", 0, 402 * 32},
        {"FREQ=MONTHLY;COUNT=3;BYDAY=5MO;BYMONTHDAY=1", "00010101T000000", 0, 4802 * 4},
        {"FREQ=WEEKLY;COUNT=3;BYMONTHDAY=31;BYMONTH=2", "00010101T000000", 0, 20873 * 2},
        {"FREQ=MINUTELY;COUNT=3;BYSETPOS=2", "00010101T000000", 0, 10},
        {"FREQ=HOURLY;COUNT=3;INTERVAL=168;BYDAY=MO", "00010102T000000", 0, 120000},
        {"FREQ=MINUTELY;BYMONTH=12;BYMONTHDAY=25;BYHOUR=9;BYMINUTE=0", "19700101T090000", 0, 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rule rule = rule_of(cases[i].rule);
        struct rule_reach reach = {local_of(cases[i].start), false, local_of("20250101"), local_of("20260101")};
        struct rule_walk walk;
        uint32_t steps = STEPS;
        int64_t local;
        int rc;
        rule_walk_init(&walk, &rule, &reach, &steps);
        while ((rc = rule_walk_next(&walk, &local)) == 1)
            assert_true(local <= reach.to && local >= reach.start);
        if (rc != cases[i].rc || STEPS - steps > cases[i].steps)
            fail_msg("%s: %d after %u steps", cases[i].rule, rc, STEPS - steps);
        assert_int_equal(rule_walk_next(&walk, &local), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_times),
        cmocka_unit_test(begins_late_without_a_trace),
        cmocka_unit_test(ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
