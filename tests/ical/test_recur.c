/* The conformance table of rules: every row that the allow-list takes gives exactly the stated times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "../../src/calendar/series.h"
#include "../../src/calendar/zones.h"

#include <string.h>

static const char table[] = ICAL_DIR "/recur/rrule-conformance.jsonl";

/* The year 2500: no meeting is booked so far ahead, and libical's iterator ends a little later. */
static const int64_t FAR = INT64_C(16725225600);

struct tally {
    struct zones zones;
    size_t taken, refused, far, different;
};

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

static bool same(const json_t *row, struct zones *zones, const struct occurrence *occurrences, size_t n)
{
    const json_t *expected = json_object_get(row, "expected");
    bool good = json_array_size(expected) == n;
    for (size_t i = 0; i < n && good; i++) {
        struct when when = row_when(row, zones, json_string_value(json_array_get(expected, i)));
        good = occurrences[i].start == when_utc(&when, NULL) * SECOND_MS;
    }
    return good;
}

static void row_see(const json_t *row, void *ctx)
{
    struct tally *tally = ctx;
    struct series series = {0};
    struct rule rule;
    if (rule_parse(ical_text(row, "rule"), &rule, NULL) != 0) {
        tally->refused++;
        return;
    }
    const json_t *expected = json_object_get(row, "expected");
    assert_true(json_array_size(expected) > 0);
    series.rules = mem_zalloc(sizeof rule);
    series.rules[series.n_rules++] = rule;
    series.start = row_when(row, &tally->zones, ical_text(row, "dtstart"));
    struct when last =
        row_when(row, &tally->zones, json_string_value(json_array_get(expected, json_array_size(expected) - 1)));
    if (last.local > FAR) {
        tally->far++;
        rule_done(&series.rules[0]);
        mem_free(series.rules);
        return;
    }
    struct series_frame frame = {
        .default_zone = zones_find(&tally->zones, "UTC"),
        .window = row_window(&series.start, &last, json_is_true(json_object_get(row, "complete"))),
        .max_occurrences = 10000,
    };
    struct occurrence *occurrences = NULL;
    size_t n = 0;
    struct err err = {0};
    bool taken = series_expand(&series, &frame, &occurrences, &n, &err) == 0;
    tally->taken += taken;
    tally->refused += !taken;
    if (taken && !same(row, &tally->zones, occurrences, n)) {
        tally->different++;
        printf("%s: %s from %s gives %zu times of %zu %s\n", ical_text(row, "id"), ical_text(row, "rule"),
               ical_text(row, "dtstart"), n, json_array_size(expected), err.message);
    }
    mem_free(occurrences);
    series_done(&series);
}

static void conforms(void **state)
{
    (void)state;
    struct tally tally = {0};
    zones_init(&tally.zones);
    assert_int_equal(zones_load(&tally.zones, "/usr/share/zoneinfo"), 0);
    size_t rows = ical_each(table, row_see, &tally);
    zones_done(&tally.zones);
    printf("%zu rows: %zu taken, %zu refused by the allow-list, %zu beyond the year 2500\n", rows, tally.taken,
           tally.refused, tally.far);
    assert_int_equal(tally.different, 0);
    assert_true(tally.taken > rows / 2);
}

int main(void)
{
    ical_need(table);
    const struct CMUnitTest tests[] = {cmocka_unit_test(conforms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
