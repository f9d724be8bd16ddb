/* Rules: which are taken, and what UNTIL lets through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/rule.h"

#include <string.h>

static const struct {
    const char *text;
    int rc;
} rule_cases[] = {
    {"FREQ=DAILY", 0},
    {"freq=weekly;byday=mo,we;", 0},
    {"FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2147483647", 0},
    {"FREQ=YEARLY;BYWEEKNO=20,-53;BYDAY=MO", 0},
    {"FREQ=DAILY;COUNT=18446744073709551617", 0},
    {"FREQ=DAILY;COUNT=0000000000000000000000005", 0},
    {"FREQ=SECONDLY;BYSECOND=60;BYMINUTE=59;BYHOUR=23", 0},
    {"FREQ=MINUTELY;BYDAY=MO,TU;BYSETPOS=-1,366", 0},
    {"FREQ=HOURLY;BYYEARDAY=-366,366;BYMONTHDAY=-31,31;BYMONTH=12", 0},
    {"FREQ=WEEKLY;BYMONTHDAY=1", 0},
    {"FREQ=MONTHLY;BYYEARDAY=1", 0},
    {"FREQ=MONTHLY;BYWEEKNO=1;BYDAY=MO", 0},
    {"RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT", 0},
    {"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", 0},
    {"RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD", 0},
    {"FREQ=MONTHLY;BYDAY=MO,+2TU,-5SU;BYSETPOS=-1", 0},
    {"", ERR_INVALID},
    {"COUNT=3", ERR_INVALID},
    {"FREQ=FORTNIGHTLY", ERR_INVALID},
    {"FREQ=DAILY;FREQ=WEEKLY", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=0", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=-1", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=1;INTERVAL=1", ERR_INVALID},
    {"FREQ=DAILY;INTERVAL=2147483648", ERR_LIMIT},
    {"FREQ=DAILY;COUNT=0", ERR_INVALID},
    {"FREQ=DAILY;COUNT=3x", ERR_INVALID},
    {"FREQ=DAILY;COUNT=3;COUNT=4", ERR_INVALID},
    {"FREQ=DAILY;UNTIL=20260230", ERR_INVALID},
    {"FREQ=DAILY;UNTIL=20260203;UNTIL=20260203", ERR_INVALID},
    {"FREQ=DAILY;BYDAY=2MO", ERR_INVALID},
    {"FREQ=WEEKLY;BYDAY=1MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=0MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=54MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=XX", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=-MO", ERR_INVALID},
    {"FREQ=MONTHLY;BYDAY=2", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=32", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=0", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=1,,2", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=4294967297", ERR_INVALID},
    {"FREQ=MONTHLY;BYMONTHDAY=1;BYMONTHDAY=2", ERR_INVALID},
    {"FREQ=MONTHLY;BYWEEKNO=1", ERR_INVALID},
    {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", ERR_INVALID},
    {"FREQ=YEARLY;BYWEEKNO=54", ERR_INVALID},
    {"FREQ=YEARLY;BYYEARDAY=367", ERR_INVALID},
    {"FREQ=DAILY;BYMONTH=13", ERR_INVALID},
    {"FREQ=DAILY;BYMONTH=-1", ERR_INVALID},
    {"FREQ=DAILY;BYMONTH=5L", ERR_INVALID},
    {"FREQ=DAILY;BYHOUR=24", ERR_INVALID},
    {"FREQ=DAILY;BYSECOND=61", ERR_INVALID},
    {"FREQ=DAILY;BYSETPOS=0", ERR_INVALID},
    {"FREQ=DAILY;BYSETPOS=367", ERR_INVALID},
    {"FREQ=DAILY;WKST=XX", ERR_INVALID},
    {"FREQ=DAILY;SKIP=SIDEWARD", ERR_INVALID},
    {"RSCALE=5;FREQ=YEARLY", ERR_INVALID},
    {"FREQ=DAILY;X-FOO=1", ERR_INVALID},
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
        assert_true(rc == 0 || err.message[0] != '\0');
    }
}

/* UNTIL is included, compared in the kind of DTSTART. */
static void knows_until(void **state)
{
    (void)state;
    static const struct {
        const char *until;
        enum when_kind start;
        const char *local;
        bool before;
    } cases[] = {
        {"20260310T090000", WHEN_FLOATING, "20260310T090000", true},
        {"20260310T090000", WHEN_FLOATING, "20260310T090001", false},
        {"20260310T090000Z", WHEN_FLOATING, "20260310T090000", true},
        {"20260310", WHEN_FLOATING, "20260310T235959", true},
        {"20260310", WHEN_FLOATING, "20260311T000000", false},
        {"20260310T000000Z", WHEN_DATE, "20260310", true},
        {"20260310", WHEN_DATE, "20260311", false},
        {"20260310T090000Z", WHEN_ZONED, "20260310T090000", true}, /* NULL is UTC */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rule rule = {.has_until = true};
        struct when local;
        assert_int_equal(when_parse(cases[i].until, &rule.until), 0);
        assert_int_equal(when_parse(cases[i].local, &local), 0);
        bool before = rule_before_until(&rule, &(struct when){.kind = cases[i].start}, NULL, local.local);
        if (before != cases[i].before)
            fail_msg("%s %s", cases[i].until, cases[i].local);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(takes_and_refuses), cmocka_unit_test(knows_until)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
