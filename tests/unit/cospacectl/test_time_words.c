/* Times as an operator says them, in zones with and without summer time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "time_words.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct row {
    const char *zone;
    const char *now;
    const char *after; /* NULL: none */
    const char *word;
    const char *at; /* NULL: refused */
};

static instant instant_of(const char *text)
{
    instant at = INSTANT_NONE;
    if (text != NULL)
        assert_int_equal(instant_parse(text, &at), 0);
    return at;
}

static void zone_set(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

#define NOON "2026-11-23T12:00:00Z"

static const struct row WORDS[] = {
    {"UTC", NOON, NULL, "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"},
    {"UTC", NOON, NULL, "2026-11-23T09:00:00+01:00", "2026-11-23T08:00:00Z"},
    {"UTC", NOON, NULL, "now", NOON},
    {"UTC", NOON, NULL, "+10m", "2026-11-23T12:10:00Z"},
    {"UTC", NOON, NULL, "+90s", "2026-11-23T12:01:30Z"},
    {"UTC", NOON, NULL, "+2h", "2026-11-23T14:00:00Z"},
    {"UTC", NOON, NULL, "+0s", NOON},
    {"UTC", NOON, "2026-11-23T15:00:00Z", "+10m", "2026-11-23T12:10:00Z"},
    {"UTC", NOON, NULL, "14:30", "2026-11-23T14:30:00Z"},
    {"UTC", NOON, NULL, "14:30:15", "2026-11-23T14:30:15Z"},
    {"UTC", NOON, NULL, "09:00", "2026-11-23T09:00:00Z"},
    {"UTC", NOON, NULL, "00:00", "2026-11-23T00:00:00Z"},
    {"UTC", NOON, NULL, "23:59", "2026-11-23T23:59:00Z"},
    /* An end is the first such time after its start. */
    {"UTC", NOON, "2026-11-23T14:00:00Z", "15:00", "2026-11-23T15:00:00Z"},
    {"UTC", NOON, "2026-11-23T23:30:00Z", "00:30", "2026-11-24T00:30:00Z"},
    {"UTC", NOON, "2026-11-23T14:00:00Z", "14:00", "2026-11-24T14:00:00Z"},
    {"UTC", NOON, "2026-12-31T23:00:00Z", "01:00", "2027-01-01T01:00:00Z"},
    {"UTC", NOON, "2026-12-05T10:00:00Z", "11:00", "2026-12-05T11:00:00Z"},
    /* The terminal's zone says what day it is and what the clock shows. */
    {"Europe/Berlin", NOON, NULL, "14:30", "2026-11-23T13:30:00Z"},
    {"Europe/Berlin", "2026-07-01T12:00:00Z", NULL, "14:30", "2026-07-01T12:30:00Z"},
    {"Europe/Berlin", "2026-07-01T22:30:00Z", NULL, "01:00", "2026-07-01T23:00:00Z"},
    {"America/New_York", "2026-11-24T03:00:00Z", NULL, "21:00", "2026-11-24T02:00:00Z"},
    {"Asia/Kolkata", NOON, NULL, "18:00", "2026-11-23T12:30:00Z"},
    /* Skipped by summer time: behind the gap. */
    {"Europe/Berlin", "2026-03-29T10:00:00Z", NULL, "02:30", "2026-03-29T01:30:00Z"},
    {"Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-28T22:30:00Z", "04:00", "2026-03-29T02:00:00Z"},
    /* Days; NOON is a Monday. */
    {"UTC", NOON, NULL, "-2h", "2026-11-23T10:00:00Z"},
    {"UTC", NOON, NULL, "9:00", "2026-11-23T09:00:00Z"},
    {"UTC", NOON, NULL, "today 9:00", "2026-11-23T09:00:00Z"},
    {"UTC", NOON, NULL, "today", "2026-11-23T00:00:00Z"},
    {"UTC", NOON, NULL, "tomorrow 9:00", "2026-11-24T09:00:00Z"},
    {"UTC", NOON, NULL, "Tomorrow 09:00", "2026-11-24T09:00:00Z"},
    {"UTC", NOON, NULL, "yesterday", "2026-11-22T00:00:00Z"},
    {"UTC", NOON, NULL, "monday 14:00", "2026-11-23T14:00:00Z"},
    {"UTC", NOON, NULL, "monday 9:00", "2026-11-30T09:00:00Z"},
    {"UTC", NOON, NULL, "tue 9:00", "2026-11-24T09:00:00Z"},
    {"UTC", NOON, NULL, "sunday", "2026-11-29T00:00:00Z"},
    {"UTC", NOON, "2026-11-30T09:00:00Z", "monday 10:00", "2026-11-30T10:00:00Z"},
    {"UTC", NOON, NULL, "2026-12-24", "2026-12-24T00:00:00Z"},
    {"UTC", NOON, NULL, "2026-12-24 9:00", "2026-12-24T09:00:00Z"},
    {"UTC", NOON, NULL, "2026-11-23T09:00:00", "2026-11-23T09:00:00Z"},
    {"Europe/Berlin", NOON, NULL, "2026-07-01 09:00", "2026-07-01T07:00:00Z"},
    {"Europe/Berlin", "2026-11-23T23:30:00Z", NULL, "tomorrow 9:00", "2026-11-25T08:00:00Z"},
    {"Europe/Berlin", "2026-03-28T12:00:00Z", NULL, "sunday 12:00", "2026-03-29T10:00:00Z"},
    {"UTC", NOON, NULL, "", NULL},
    {"UTC", NOON, NULL, "+", NULL},
    {"UTC", NOON, NULL, "+10", NULL},
    {"UTC", NOON, NULL, "+-10m", NULL},
    {"UTC", NOON, NULL, "10m", NULL},
    {"UTC", NOON, NULL, "+9999999999999999999d", NULL},
    {"UTC", NOON, NULL, "+106751991167d", NULL},
    {"UTC", NOON, NULL, "24:00", NULL},
    {"UTC", NOON, NULL, "12:60", NULL},
    {"UTC", NOON, NULL, "12:30:60", NULL},
    {"UTC", NOON, NULL, "09:00 ", NULL},
    {"UTC", NOON, NULL, "09:00x", NULL},
    {"UTC", NOON, NULL, "0900", NULL},
    {"UTC", NOON, NULL, "--10m", NULL},
    {"UTC", NOON, NULL, "tomorow", NULL},
    {"UTC", NOON, NULL, "tomorrow ", NULL},
    {"UTC", NOON, NULL, "tomorrow 9", NULL},
    {"UTC", NOON, NULL, "tomorrow 24:00", NULL},
    {"UTC", NOON, NULL, "t", NULL},
    {"UTC", NOON, NULL, "mond 9:00", NULL},
    {"UTC", NOON, NULL, "2026-13-01", NULL},
    {"UTC", NOON, NULL, "2026-11-23 9", NULL},
    {"UTC", NOON, NULL, "23.11. 9:00", NULL},
};

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        zone_set(WORDS[i].zone);
        instant at = 42;
        int rc = time_word_read(WORDS[i].word, instant_of(WORDS[i].now), instant_of(WORDS[i].after), &at);
        if (rc != (WORDS[i].at != NULL ? 0 : ERR_INVALID) || (rc == 0 && at != instant_of(WORDS[i].at)))
            print_error("row %zu: %s in %s gives %d, %lld\n", i, WORDS[i].word, WORDS[i].zone, rc, (long long)at);
        assert_int_equal(rc, WORDS[i].at != NULL ? 0 : ERR_INVALID);
        assert_true(at == (rc == 0 ? instant_of(WORDS[i].at) : 42));
    }
}

static void test_local_text(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *at, *date, *clock;
    } rows[] = {
        {"UTC", "2026-11-23T09:00:00Z", "2026-11-23 09:00", "09:00:00"},
        {"Europe/Berlin", "2026-11-23T09:00:05Z", "2026-11-23 10:00:05", "10:00:05"},
        {"Europe/Berlin", "2026-07-01T22:30:00Z", "2026-07-02 00:30", "00:30:00"},
        {"UTC", "2026-11-23T09:00:00.999Z", "2026-11-23 09:00", "09:00:00"},
        {"UTC", NULL, "-", "-"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[TIME_LOCAL_SIZE];
        zone_set(rows[i].zone);
        assert_string_equal(time_local_format(instant_of(rows[i].at), text), rows[i].date);
        assert_string_equal(time_local_clock(instant_of(rows[i].at), text), rows[i].clock);
    }
    char text[TIME_LOCAL_SIZE];
    assert_string_equal(time_local_format(INSTANT_NEVER, text), "-");
}

/* As they are said, and that they are read as the same minute. */
static void test_said(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *at, *words, *distance;
    } rows[] = {
        {"UTC", "2026-11-23T12:00:00Z", "12:00", "now"},
        {"UTC", "2026-11-23T12:04:59.900Z", "12:04", "in 5 min"},
        {"UTC", "2026-11-23T11:59:30Z", "11:59", "30 s ago"},
        {"UTC", "2026-11-23T13:30:00Z", "13:30", "in 90 min"},
        {"UTC", "2026-11-23T09:00:00Z", "09:00", "3 h ago"},
        {"UTC", "2026-11-24T09:00:00Z", "tomorrow 09:00", "in 21 h"},
        {"UTC", "2026-11-22T09:00:00Z", "yesterday 09:00", "27 h ago"},
        {"UTC", "2026-11-29T14:00:00Z", "sun 14:00", "in 6 d"},
        {"UTC", "2026-11-30T14:00:00Z", "2026-11-30 14:00", "in 7 d"},
        {"UTC", "2026-11-21T14:00:00Z", "2026-11-21 14:00", "46 h ago"},
        {"Asia/Tokyo", "2026-11-23T16:00:00Z", "tomorrow 01:00", "in 4 h"},
    };
    instant now = instant_of(NOON);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[TIME_LOCAL_SIZE];
        instant at = instant_of(rows[i].at), again = 0;
        zone_set(rows[i].zone);
        assert_string_equal(time_local_words(at, now, text), rows[i].words);
        assert_int_equal(time_word_read(text, now, INSTANT_NONE, &again), 0);
        assert_true(again == at - at % MINUTE_MS);
        assert_string_equal(time_distance(at, now, text), rows[i].distance);
    }
    char text[TIME_LOCAL_SIZE];
    assert_string_equal(time_local_words(INSTANT_NONE, now, text), "-");
    assert_string_equal(time_distance(INSTANT_NEVER, now, text), "-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_local_text),
        cmocka_unit_test(test_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
