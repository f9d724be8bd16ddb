/* Rules: which are taken, what they give, where they may begin later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/rule.h"

#include "base/buf.h"

#include <string.h>

static const struct {
    const char *text;
    int rc;
} rule_cases[] = {
    {"FREQ=DAILY", 0},
    {"freq=weekly;byday=mo,we;", 0},
    {"FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=999", 0},
    {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 0},
    {"FREQ=DAILY;COUNT=5000", 0},
    {"FREQ=DAILY;BYHOUR=8,12;BYMINUTE=0,30", 0},
    {"RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT", 0},
    {"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", 0},
    {"", ERR_INVALID},
    {"COUNT=3", ERR_INVALID},
    {"FREQ=SECONDLY", ERR_INVALID},
    {"FREQ=MINUTELY;COUNT=2", ERR_INVALID},
    {"FREQ=HOURLY", ERR_INVALID},
    {"FREQ=DAILY;FREQ=WEEKLY", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=0", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=-1", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=1000", ERR_LIMIT},
    {"FREQ=DAILY;COUNT=0", ERR_INVALID},
    {"FREQ=DAILY;COUNT=5001", ERR_LIMIT},
    {"FREQ=DAILY;COUNT=18446744073709551617", ERR_INVALID},
    {"FREQ=DAILY;COUNT=3x", ERR_INVALID},
    {"FREQ=DAILY;UNTIL=20260230", ERR_INVALID},
    {"FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1", ERR_INVALID},
    {"FREQ=DAILY;BYSETPOS=1", ERR_INVALID},
    {"FREQ=DAILY;BYDAY=2MO", ERR_INVALID},
    {"FREQ=WEEKLY;BYDAY=1MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=0MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=54MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=XX", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=32", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=0", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=1,,2", ERR_INVALID},
    {"FREQ=WEEKLY;BYMONTHDAY=1", ERR_INVALID},
    {"FREQ=MONTHLY;BYYEARDAY=1", ERR_INVALID},
    {"FREQ=MONTHLY;BYWEEKNO=1", ERR_INVALID},
    {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", ERR_INVALID},
    {"FREQ=DAILY;BYMONTH=13", ERR_INVALID},
    {"FREQ=DAILY;BYMONTH=-1", ERR_INVALID},
    {"FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,20,30,40", ERR_LIMIT},
    {"FREQ=DAILY;BYSECOND=60", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=MO;BYHOUR=1,2;BYSETPOS=1", ERR_INVALID},
    {"FREQ=DAILY;WKST=XX", ERR_INVALID},
    {"RSCALE=CHINESE;FREQ=YEARLY", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32", ERR_LIMIT},
    {"FREQ=DAILY;X-FOO=1", ERR_INVALID},
    {"FREQ=YEARLY;BYYEARDAY=1;BYMONTH=1", ERR_INVALID},
    {"FREQ", ERR_INVALID},
};

static void takes_and_refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rule_cases / sizeof *rule_cases; i++) {
        struct rule rule;
        struct err err = {0};
        int rc = rule_parse(rule_cases[i].text, &rule, &err);
        if (rc != rule_cases[i].rc)
            fail_msg("%s: %d (%s)", rule_cases[i].text, rc, err.message);
        if (rc == 0)
            rule_done(&rule);
        else
            assert_true(err.message[0] != '\0');
    }
}

static int64_t local_of(const char *text)
{
    struct when when;
    assert_int_equal(when_parse(text, &when), 0);
    return when.local;
}

/* The first few times of a rule, "MMDD MMDD …". */
static void times_of(const char *text, const char *start, size_t n, struct buf *out)
{
    struct rule rule;
    struct rule_walk walk;
    int64_t local;
    assert_int_equal(rule_parse(text, &rule, NULL), 0);
    rule_walk_init(&walk, &rule, local_of(start), false);
    for (size_t i = 0; i < n && rule_walk_next(&walk, &local); i++) {
        struct civil civil;
        civil_from_seconds(local, &civil);
        buf_printf(out, "%s%02d%02d", i > 0 ? " " : "", civil.month, civil.day);
    }
    rule_walk_done(&walk);
    rule_done(&rule);
}

static void gives_times(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *start, *times;
    } cases[] = {
        {"FREQ=DAILY;COUNT=3", "20260310T090000", "0310 0311 0312"},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "20260310T090000", "0310 0322 0324 0405"},
        {"FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "20260301T090000", "0327 0424 0529"},
        {"FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "20260131T090000", "0131 0331 0531"},
        {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "20260101T090000", "0130 0227"},
        {"FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "20260213T090000", "0213 0313 1113"},
        {"FREQ=YEARLY;BYMONTHDAY=13;COUNT=2", "20260213T090000", "0213 0213"},
        {"FREQ=WEEKLY;BYDAY=TH,SU,TH;COUNT=3", "20260312T090000", "0312 0315 0319"},
        {"FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31", "20260101T090000", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_BUF struct buf out;
        buf_init(&out, 1000);
        times_of(cases[i].rule, cases[i].start, 10, &out);
        assert_string_equal(buf_string(&out), cases[i].times);
    }
}

/* Begun where rule_skip says, a rule gives the same times from the target on. */
static void skips_without_a_trace(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *start;
    } cases[] = {
        {"FREQ=DAILY;INTERVAL=7", "19700103T090000"},
        {"FREQ=DAILY;INTERVAL=13;BYMONTH=1,5,6", "19700103T090000"},
        {"FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU", "19700103T090000"},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=MO", "16010107T090000"},
        {"FREQ=MONTHLY;INTERVAL=5", "19700128T090000"},
        {"FREQ=MONTHLY;INTERVAL=5", "19700131T090000"},
        {"FREQ=MONTHLY;INTERVAL=7;BYDAY=2TU", "19700113T090000"},
        {"FREQ=YEARLY;INTERVAL=3", "19700113T090000"},
        {"FREQ=DAILY;COUNT=4000", "20200113T090000"},
    };
    int64_t target = local_of("20260615T000000");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rule rule;
        struct rule_walk slow, quick;
        assert_int_equal(rule_parse(cases[i].rule, &rule, NULL), 0);
        int64_t start = local_of(cases[i].start);
        int64_t skipped = rule_skip(&rule, start, target);
        assert_true(skipped >= start && skipped <= target);
        rule_walk_init(&slow, &rule, start, false);
        rule_walk_init(&quick, &rule, skipped, false);
        for (int n = 0; n < 20; n++) {
            int64_t a, b;
            do
                assert_true(rule_walk_next(&slow, &a));
            while (a < target);
            do
                assert_true(rule_walk_next(&quick, &b));
            while (b < target);
            if (a != b)
                fail_msg("%s: %lld, not %lld", cases[i].rule, (long long)b, (long long)a);
        }
        rule_walk_done(&slow);
        rule_walk_done(&quick);
        rule_done(&rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_and_refuses),
        cmocka_unit_test(gives_times),
        cmocka_unit_test(skips_without_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
