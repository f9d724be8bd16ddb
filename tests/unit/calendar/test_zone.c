/* Zones: TZif files, POSIX rules, VTIMEZONEs, names; local time to UTC at the edges of summer time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/when.h"
#include "../../../src/calendar/zones.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct zones system_zones;

static int load(void **state)
{
    (void)state;
    zones_init(&system_zones);
    return zones_load(&system_zones, "/usr/share/zoneinfo");
}

static int unload(void **state)
{
    (void)state;
    zones_done(&system_zones);
    return 0;
}

static int64_t utc_of(const char *text)
{
    struct when when;
    assert_int_equal(when_parse(text, &when), 0);
    return when.local;
}

static void resolves_local_times(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *local, *utc;
    } cases[] = {
        {"Europe/Berlin", "20260115T090000", "20260115T080000Z"},
        {"Europe/Berlin", "20260715T090000", "20260715T070000Z"},
        {"Europe/Berlin", "20260329T015959", "20260329T005959Z"},
        {"Europe/Berlin", "20260329T023000", "20260329T013000Z"}, /* gap: the offset before */
        {"Europe/Berlin", "20260329T030000", "20260329T010000Z"},
        {"Europe/Berlin", "20261025T015959", "20261024T235959Z"},
        {"Europe/Berlin", "20261025T023000", "20261025T003000Z"}, /* twice: the first */
        {"Europe/Berlin", "20261025T030000", "20261025T020000Z"},
        {"Europe/Dublin", "20260329T013000", "20260329T013000Z"}, /* negative summer time */
        {"Europe/Dublin", "20261025T013000", "20261025T003000Z"},
        {"America/New_York", "20260308T023000", "20260308T073000Z"},
        {"America/New_York", "20261101T013000", "20261101T053000Z"},
        {"Australia/Lord_Howe", "20260405T014500", "20260404T144500Z"}, /* half an hour */
        {"Australia/Lord_Howe", "20261004T021500", "20261003T154500Z"},
        {"Pacific/Apia", "20111230T120000", "20111230T220000Z"},     /* a day that was left out */
        {"America/New_York", "20600715T090000", "20600715T130000Z"}, /* by the footer */
        {"Europe/Berlin", "20600115T090000", "20600115T080000Z"},
        {"Africa/Casablanca", "20260610T090000", "20260610T080000Z"},
        {"America/Nuuk", "20500715T090000", "20500715T100000Z"},
        {"Asia/Kolkata", "20260101T053000", "20260101T000000Z"},
        {"UTC", "20260101T053000", "20260101T053000Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct zone *zone = zones_find(&system_zones, cases[i].zone);
        assert_non_null(zone);
        assert_int_equal(zone_to_utc(zone, utc_of(cases[i].local)), utc_of(cases[i].utc));
    }
}

/* UTC to local and back against the C library, through the table's end and into the footer. */
static void agrees_with_the_c_library(void **state)
{
    (void)state;
    static const char *const names[] = {"Europe/Berlin",   "America/New_York",  "America/Sao_Paulo",
                                        "Asia/Tehran",     "Africa/Cairo",      "Australia/Lord_Howe",
                                        "Pacific/Chatham", "Africa/Casablanca", "America/St_Johns",
                                        "Europe/Dublin",   "America/Nuuk",      "Asia/Gaza"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct zone *zone = zones_find(&system_zones, names[i]);
        assert_non_null(zone);
        setenv("TZ", names[i], 1);
        tzset();
        for (int64_t at = 0; at < 80LL * 365 * 86400; at += 7 * 3600 + 601) {
            struct tm tm;
            time_t seconds = (time_t)at;
            localtime_r(&seconds, &tm);
            if (zone_offset(zone, at) != tm.tm_gmtoff)
                fail_msg("%s at %lld: %d, the C library says %ld", names[i], (long long)at, zone_offset(zone, at),
                         tm.tm_gmtoff);
            int64_t back = zone_to_utc(zone, zone_to_local(zone, at));
            assert_true(back == at || zone_to_local(zone, back) == zone_to_local(zone, at));
        }
    }
    unsetenv("TZ");
    tzset();
}

static void knows_names(void **state)
{
    (void)state;
    static const struct {
        const char *tzid, *name;
    } cases[] = {
        {"Europe/Berlin", "Europe/Berlin"},
        {"europe/berlin", "Europe/Berlin"},
        {"America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
        {"W. Europe Standard Time", "Europe/Berlin"},
        {"eastern standard time", "America/New_York"},
        {"/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"},
        {"/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"},
        {"/mozilla.org/20050126_1/America/Indiana/Knox", "America/Indiana/Knox"},
        {"Foo/Europe/Berlin", NULL},
        {"posix/Europe/Berlin", NULL},
        {"../zoneinfo/UTC", NULL},
        {"Eastern", NULL},
        {"/", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct zone *zone = zones_find(&system_zones, cases[i].tzid);
        assert_int_equal(zone != NULL, cases[i].name != NULL);
        if (zone != NULL)
            assert_string_equal(zone->name, cases[i].name);
    }
}

/* What stands where no VTIMEZONE says what it is. */
static void guesses_names(void **state)
{
    (void)state;
    static const struct {
        const char *tzid, *name;
    } cases[] = {
        {"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"},
        {"(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"},
        {"amsterdam, berlin, bern, rome, stockholm, vienna", "Europe/Berlin"},
        {"(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"},
        {"(UTC-05:00) Eastern Time (US and Canada)", "America/New_York"},
        {"Pacific Time (US & Canada); Tijuana", "America/Los_Angeles"},
        {"(UTC) Coordinated Universal Time", "Etc/UTC"},
        {"(UTC-10:00) Aleutian Islands", "America/Adak"},
        {"(UTC-07:00) Yukon", "America/Whitehorse"},
        {"(UTC+04:00) Yerevan", "Asia/Yerevan"},
        {"(UTC+04:00) Izhevsk, Samara", "Europe/Samara"},
        {"(GMT +01:00)", NULL},
        {"(UTC+01:00", NULL},
        {"US-Eastern", "US/Eastern"},
        {"America_New_York", "America/New_York"},
        {"Europe_Berlin", "Europe/Berlin"},
        {"Customized Time Zone", NULL},
        {"Western/Central Europe", NULL},
        {"a name that is much longer than any that Windows shows to people, or than any of the tz database", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct zone *zone = zones_guess(&system_zones, cases[i].tzid);
        if ((zone != NULL) != (cases[i].name != NULL))
            fail_msg("%s", cases[i].tzid);
        if (zone != NULL)
            assert_string_equal(zone->name, cases[i].name);
    }
}

static void reads_posix_rules(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int rc;
        const char *at;
        int32_t offset;
    } cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", 0, "20260701T000000Z", 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 0, "20261231T000000Z", 3600},
        {"<+0330>-3:30", 0, "20260701T000000Z", 12600},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 0, "20260701T000000Z", 3600},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 0, "20260328T230000Z", -7200},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", 0, "20260101T000000Z", 39600},
        {"AAA0BBB,J60/0,J300/0", 0, "20240301T000000Z", 3600},
        {"AAA0BBB,59/0,300/0", 0, "20240228T235959Z", 0},
        {"AAA0BBB,59/0,300/0", 0, "20240229T000000Z", 3600},
        {"", -1, NULL, 0},
        {"CET", -1, NULL, 0},
        {"CET-1CEST", -1, NULL, 0},
        {"CET-1CEST,M13.5.0,M10.5.0", -1, NULL, 0},
        {"CET-1CEST,M3.5.0,M10.5.0x", -1, NULL, 0},
        {"<CET-1", -1, NULL, 0},
        {"CET-99999999999", -1, NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct zone_rule rule;
        int rc = zone_rule_parse(cases[i].text, &rule);
        assert_int_equal(rc != 0, cases[i].rc != 0);
        if (rc == 0)
            assert_int_equal(zone_rule_offset(&rule, utc_of(cases[i].at)), cases[i].offset);
    }
}

/* Every cut of a real file, and noise in it: an error or a zone, never a crash. */
static void survives_broken_files(void **state)
{
    (void)state;
    FILE *stream = fopen("/usr/share/zoneinfo/Europe/Berlin", "rb");
    assert_non_null(stream);
    char file[8192];
    size_t len = fread(file, 1, sizeof file, stream);
    fclose(stream);
    struct zone zone;
    assert_int_equal(zone_parse_tzif(&zone, "x", file, len), 0);
    zone_done(&zone);
    for (size_t cut = 0; cut < len; cut++) {
        CLEAN_FREE char *exact = mem_calloc(cut, 1); /* so that reading beyond it is seen */
        memcpy(exact, file, cut);
        assert_int_not_equal(zone_parse_tzif(&zone, "x", exact, cut), 0);
    }
    for (size_t i = 0; i < len; i++) {
        char before = file[i];
        file[i] = (char)0xff;
        if (zone_parse_tzif(&zone, "x", file, len) == 0)
            zone_done(&zone);
        file[i] = before;
    }
}

#define PART(kind, lines) "BEGIN:" kind "\n" lines "END:" kind "\n"
#define BERLIN                                                                                                         \
    PART("STANDARD", "DTSTART:16011028T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"                                 \
                     "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n")                                                      \
    PART("DAYLIGHT", "DTSTART:16010325T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"                                 \
                     "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n")
#define FIXED(offset) PART("STANDARD", "DTSTART:19700101T000000\nTZOFFSETFROM:" offset "\nTZOFFSETTO:" offset "\n")

static void reads_vtimezones(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *local, *utc; /* utc NULL: refused */
    } cases[] = {
        {BERLIN, "20260715T090000", "20260715T070000Z"},
        {BERLIN, "20260115T090000", "20260115T080000Z"},
        {BERLIN, "20260329T023000", "20260329T013000Z"},
        {BERLIN, "20261025T023000", "20261025T003000Z"},
        /* a rule that ended before anything that matters, and was the last word */
        {PART("DAYLIGHT", "DTSTART:19480501T020000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+1000\n")
             PART("STANDARD", "DTSTART:19480911T010000\nTZOFFSETFROM:+1000\nTZOFFSETTO:+0900\n"
                              "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=2SA;UNTIL=19510907T150000Z\n")
                 PART("DAYLIGHT", "DTSTART:19500507T020000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+1000\n"),
         "20260101T000000", "20251231T150000Z"},
        {FIXED("-0330"), "20260101T000000", "20260101T033000Z"},
        {FIXED("+013000"), "20260101T000000", "20251231T223000Z"},
        {PART("STANDARD", "DTSTART:20260101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRDATE:20260601T000000\n")
             PART("DAYLIGHT", "DTSTART:20260301T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0500\n"),
         "20260501T000000", "20260430T190000Z"},
        {PART("DAYLIGHT", "DTSTART:20250301T020000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
                          "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1SA;UNTIL=20260101T000000Z\n")
             PART("STANDARD", "DTSTART:20251001T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\n"),
         "20260701T000000", "20260701T000000Z"},
        {"", "20260101T000000", NULL},
        {PART("STANDARD", "DTSTART:19700101T000000\nTZOFFSETTO:+0100\n"), "20260101T000000", NULL},
        {FIXED("+9999"), "20260101T000000", NULL},
        {FIXED("0100"), "20260101T000000", NULL},
        {PART("STANDARD", "DTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\n"),
         "20260101T000000", NULL},
        {PART("STANDARD", "DTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nRRULE:FREQ=MONTHLY\n"),
         "20260101T000000", NULL},
    };
    instant until = utc_of("20270101T000000Z") * SECOND_MS;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct zone zone;
        const char *lines = cases[i].lines;
        int rc = zone_parse_vtimezone(&zone, "Z", lines, lines + strlen(lines), until, NULL);
        assert_int_equal(rc == 0, cases[i].utc != NULL);
        if (rc != 0)
            continue;
        assert_int_equal(zone_to_utc(&zone, utc_of(cases[i].local)), utc_of(cases[i].utc));
        zone_done(&zone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves_local_times), cmocka_unit_test(agrees_with_the_c_library),
        cmocka_unit_test(knows_names),          cmocka_unit_test(guesses_names),
        cmocka_unit_test(reads_posix_rules),    cmocka_unit_test(survives_broken_files),
        cmocka_unit_test(reads_vtimezones),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
