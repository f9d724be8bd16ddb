/* The tables of rules: conformance, DTSTART outside its rule, gaps of summer time, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "../../src/calendar/series.h"
#include "../../src/calendar/zones.h"

#include <string.h>

#define FOLDER ICAL_DIR "/recur/"

/* Rows that our answer differs from, and why. */
static const struct {
    const char *id, *why;
} exceptions[] = {
    {"I0001", "RFC 5545 3.3.10, the table: BYMONTH, BYMONTHDAY and BYWEEKNO go together, each limits the one before"},
    {"I0004", "RFC 5545 3.3.4: years have four digits; two of the three times are there, and nothing behind 9999"},
    {"I0005", "RFC 5545 3.3.10: INTERVAL is any positive integer; the second time lies behind the year 9999"},
    {"I0006", "RFC 5545 3.3.10: as I0005"},
    {"U0338",
     "RFC 5545 3.3.10: BYWEEKNO MUST NOT be in MONTHLY; without days nobody knows which are meant (also I0010)"},
    {"U0385", "RFC 5545 3.3.10: what a rule does not say comes from DTSTART, also the weekday beside BYWEEKNO"},
};

struct tally {
    struct zones zones;
    const char *times; /* the key of the times that are ours */
    size_t rows, different, with_start;
};

static bool is_exception(const json_t *row)
{
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if (strcmp(ical_text(row, "id"), exceptions[i].id) == 0)
            return true;
    return false;
}

static struct when row_when(const json_t *row, struct zones *zones, const char *text)
{
    struct when when;
    const char *tzid = ical_text(row, "tzid");
    assert_int_equal(when_parse(text, &when), 0);
    if (when.kind == WHEN_FLOATING && *tzid != '\0') {
        when.kind = WHEN_ZONED;
        when.zone = zones_find(zones, tzid);
        assert_non_null(when.zone);
    }
    return when;
}

/* The window ends behind the last stated time, so that an incomplete list is compared as far as it goes. */
static struct window row_window(const struct when *start, const struct when *last, bool complete)
{
    const int64_t day = 86400;
    int64_t end = complete ? last->local + 400 * day : when_utc(last, NULL) + 1;
    return (struct window){(start->local - 2 * day) * SECOND_MS, end * SECOND_MS};
}

/* Whether the times are these, with or without DTSTART in front. */
static bool times_are(const json_t *row, struct tally *tally, const json_t *expected,
                      const struct occurrence *occurrences, size_t n)
{
    struct when dtstart = row_when(row, &tally->zones, ical_text(row, "dtstart"));
    instant start = when_utc(&dtstart, NULL) * SECOND_MS;
    struct when first = row_when(row, &tally->zones, json_string_value(json_array_get(expected, 0)));
    size_t extra = when_utc(&first, NULL) * SECOND_MS != start && n > 0 && occurrences[0].start == start;
    bool good = json_array_size(expected) + extra == n;
    for (size_t i = 0; i + extra < n && good; i++) {
        struct when when = row_when(row, &tally->zones, json_string_value(json_array_get(expected, i)));
        good = occurrences[i + extra].start == when_utc(&when, NULL) * SECOND_MS;
    }
    tally->with_start += good && extra;
    return good;
}

/* As the row says; or as two readers do: some rows have the answer to another DTSTART. */
static bool same(const json_t *row, struct tally *tally, const struct occurrence *occurrences, size_t n)
{
    if (times_are(row, tally, json_object_get(row, tally->times), occurrences, n))
        return true;
    const json_t *answers = json_object_get(row, "oracle_answers");
    for (size_t i = 0; i < json_array_size(answers); i++) {
        const json_t *answer = json_array_get(answers, i);
        const json_t *times = json_object_get(answer, "instances");
        bool several = json_array_size(json_object_get(answer, "by")) >= 2;
        if (several && json_is_array(times) && times_are(row, tally, times, occurrences, n))
            return true;
    }
    return false;
}

/* 0 with the occurrences of a row. */
static int row_expand(const json_t *row, struct tally *tally, struct occurrence **ret_occurrences, size_t *ret_n,
                      struct err *err)
{
    struct rule rule;
    int rc = rule_parse(ical_text(row, "rule"), &rule, err);
    if (rc != 0)
        return rc;
    struct series series = {.rules = &rule, .n_rules = 1};
    series.start = row_when(row, &tally->zones, ical_text(row, "dtstart"));
    const json_t *expected = json_object_get(row, tally->times);
    size_t n = json_array_size(expected);
    struct when last =
        n > 0 ? row_when(row, &tally->zones, json_string_value(json_array_get(expected, n - 1))) : series.start;
    struct series_frame frame = {
        .default_zone = zones_find(&tally->zones, "UTC"),
        .window = row_window(&series.start, &last, json_is_true(json_object_get(row, "complete"))),
        .max_occurrences = 10000,
    };
    return series_expand(&series, &frame, ret_occurrences, ret_n, err);
}

static void row_see(const json_t *row, void *ctx)
{
    struct tally *tally = ctx;
    struct occurrence *occurrences = NULL;
    size_t n = 0;
    struct err err = {0};
    int rc = row_expand(row, tally, &occurrences, &n, &err);
    if (!is_exception(row) && (rc != 0 || !same(row, tally, occurrences, n))) {
        tally->different++;
        printf("%s: %s from %s gives %zu times of %zu %s\n", ical_text(row, "id"), ical_text(row, "rule"),
               ical_text(row, "dtstart"), n, json_array_size(json_object_get(row, tally->times)), err.message);
    }
    mem_free(occurrences);
}

static void table_see(const char *path, const char *times)
{
    struct tally tally = {.times = times};
    zones_init(&tally.zones);
    assert_int_equal(zones_load(&tally.zones, "/usr/share/zoneinfo"), 0);
    size_t rows = ical_each(path, row_see, &tally);
    zones_done(&tally.zones);
    printf("%s: %zu rows, %zu of them with a DTSTART outside the rule\n", path, rows, tally.with_start);
    assert_int_equal(tally.different, 0);
    assert_true(rows > 0);
}

static void conforms(void **state)
{
    (void)state;
    table_see(FOLDER "rrule-conformance.jsonl", "expected");
}

static void adds_dtstart(void **state)
{
    (void)state;
    table_see(FOLDER "rrule-unsynchronised.jsonl", "expected");
}

static void shifts_in_gaps(void **state)
{
    (void)state;
    table_see(FOLDER "rrule-dst-gap.jsonl", "shift_utc");
}

static void invalid_see(const json_t *row, void *ctx)
{
    struct tally *tally = ctx;
    struct rule rule;
    struct err err = {0};
    int rc = rule_parse(ical_text(row, "rule"), &rule, &err);
    bool refused = rc != 0 && err.message[0] != '\0';
    if (refused == is_exception(row)) {
        tally->different++;
        printf("%s: %s: %s\n", ical_text(row, "id"), ical_text(row, "rule"), err.message);
    }
}

static void refuses(void **state)
{
    (void)state;
    struct tally tally = {0};
    assert_true(ical_each(FOLDER "rrule-invalid.jsonl", invalid_see, &tally) > 0);
    assert_int_equal(tally.different, 0);
}

int main(void)
{
    ical_need(FOLDER "rrule-conformance.jsonl");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conforms),
        cmocka_unit_test(adds_dtstart),
        cmocka_unit_test(shifts_in_gaps),
        cmocka_unit_test(refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
