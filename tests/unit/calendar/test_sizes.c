/* Calendars of hostile sizes through the real cospaced-calendar, under the limits that hold by default: what must come
 * of each, that the events around it come through, and that its processor time is bounded.
 *
 * The bodies are made here. Time is that of the reader's processes, so a busy machine does not count; the ceiling is
 * far above what they take, and far below what a step for each pair of things would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/job.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static const char program[] = BIN_DIR "/cospaced-calendar";

#ifdef __SANITIZE_ADDRESS__
enum { SCALE = 10 }; /* so much less of everything that is read */
enum { CPU_MS = 60000, BOMB_MS = 10000, RULES = 5 };
#else
enum { SCALE = 1 };
enum { CPU_MS = 8000, BOMB_MS = 1000, RULES = 2000 };
#endif
enum { MIB = 1024 * 1024, BODY_BYTES = 256 * MIB, LINE_OF_THE_HOSTILE = 6 };

static int64_t children_ms(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void repeat(struct buf *out, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_append_string(out, text);
    }
}

static void fill(struct buf *out, size_t n)
{
    static const char block[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde ";
    repeat(out, block, n / (sizeof block - 1));
}

static void event_begin(struct buf *out, const char *uid)
{
    buf_printf(out, "BEGIN:VEVENT\r\nUID:%s\r\nDTSTART:20260310T090000Z\r\n", uid);
}

static void event_end(struct buf *out)
{
    buf_append_string(out, "END:VEVENT\r\n");
}

/* An event with so much in it. */
static void event_with(struct buf *out, const char *begin, const char *text, size_t n)
{
    event_begin(out, "hostile");
    buf_append_string(out, begin);
    repeat(out, text, n);
    buf_append_string(out, "\r\n");
    event_end(out);
}

/* An event whose property `begin` has a line of 64 MiB. */
static void long_line(struct buf *out, const char *begin)
{
    event_begin(out, "hostile");
    buf_append_string(out, begin);
    fill(out, 64 * MIB);
    buf_append_string(out, "\r\n");
    event_end(out);
}

static void long_description(struct buf *out)
{
    long_line(out, "DESCRIPTION:");
}

static void long_summary(struct buf *out)
{
    long_line(out, "SUMMARY:");
}

static void long_uid(struct buf *out)
{
    buf_append_string(out, "BEGIN:VEVENT\r\nUID:");
    fill(out, 64 * MIB);
    buf_append_string(out, "\r\nDTSTART:20260310T090000Z\r\nEND:VEVENT\r\n");
}

static void events(struct buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART:20260310T090000Z\r\nEND:VEVENT\r\n", i);
    }
}

static void events_at_the_limit(struct buf *out)
{
    events(out, 300000 - 2);
}

static void events_beyond_the_limit(struct buf *out)
{
    events(out, 300000);
}

static void nested(struct buf *out)
{
    event_begin(out, "hostile");
    repeat(out, "BEGIN:X\r\n", 200000);
    repeat(out, "END:X\r\n", 200000);
    event_end(out);
}

static void nested_and_left_open(struct buf *out)
{
    event_begin(out, "hostile");
    repeat(out, "BEGIN:VALARM\r\n", 200000);
    event_end(out);
}

static void overrides(struct buf *out)
{
    event_with(out, "RRULE:FREQ=DAILY", "", 0);
    for (int i = 0; i < 100000; i++) {
        buf_printf(out,
                   "BEGIN:VEVENT\r\nUID:hostile\r\nRECURRENCE-ID:%04d%02d%02dT090000Z\r\n"
                   "DTSTART:20260310T100000Z\r\nEND:VEVENT\r\n",
                   1900 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
    }
}

static void folds_in_description(struct buf *out)
{
    event_with(out, "DESCRIPTION:", "\r\n x", 5000000);
}

static void folds_in_summary(struct buf *out)
{
    event_with(out, "SUMMARY:", "\r\n x", 5000000);
}

static void empty_folds(struct buf *out)
{
    event_with(out, "SUMMARY:", "\r\n ", 5000000);
}

static void bare_returns(struct buf *out)
{
    event_with(out, "SUMMARY:a", "\r", 20000000);
}

static void bombs(struct buf *out)
{
    static const char *const rules[] = {
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;BYSECOND=" /* all of them */,
        "FREQ=HOURLY;BYMINUTE=0,15,30,45;BYSECOND=",
        "FREQ=DAILY;BYHOUR=0,4,8,12,16,20;BYMINUTE=0,20,40;BYSECOND=",
        "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=0,8,16;BYMINUTE=0,30;BYSECOND=",
        "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=0,8,16;BYMINUTE=0,30;BYSECOND=",
        "FREQ=YEARLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=0,8,16;BYMINUTE=0,30;BYSECOND=",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        buf_printf(out, "BEGIN:VEVENT\r\nUID:bomb%zu\r\nDTSTART:20260310T090000Z\r\nRRULE:COUNT=10000000;%s", i,
                   rules[i]);
        for (int second = 0; second < 60 && i > 0; second++) {
            buf_printf(out, second > 0 ? ",%d" : "%d", second);
        }
        buf_append_string(out, "\r\n");
        event_end(out);
    }
}

/* Rules that give nothing, or nothing in the window, and are looked at for ever. */
static void barren_rules(struct buf *out)
{
    static const char *const rules[] = {
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;BYSECOND=1",
        "FREQ=HOURLY;BYMONTHDAY=31;BYMONTH=4",   "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",   "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",   "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        buf_printf(out, "BEGIN:VEVENT\r\nUID:barren%zu\r\nDTSTART:00010101T000000Z\r\nRRULE:%s\r\n", i, rules[i]);
        event_end(out);
    }
}

/* Each would take a million steps. */
static void many_rules(struct buf *out)
{
    for (size_t i = 0; i < RULES; i++) {
        buf_printf(out,
                   "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART:00010101T000000Z\r\n"
                   "RRULE:FREQ=SECONDLY;INTERVAL=7;COUNT=10000000;BYSECOND=3;BYMONTHDAY=-31\r\n",
                   i);
        event_end(out);
    }
}

static void calendars(struct buf *out)
{
    size_t n = 299990 / SCALE;
    for (size_t i = 0; i < n; i++) {
        buf_printf(out,
                   "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Rome\r\n"
                   "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART:20260310T090000\r\nEND:VEVENT\r\n",
                   i);
    }
}

static void zones(struct buf *out)
{
    size_t n = 100000 / SCALE;
    for (size_t i = 0; i < n; i++) {
        buf_printf(
            out,
            "BEGIN:VTIMEZONE\r\nTZID:Zone %zu\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
            "BEGIN:DAYLIGHT\r\nDTSTART:19700101T000000\r\n"
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
            "END:VTIMEZONE\r\n",
            i);
    }
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART;TZID=Zone %zu:20260310T090000\r\nEND:VEVENT\r\n", i, i);
    }
}

/* Each is worked out for its event, as far as a rule of a zone may go. */
static void zones_of_bombs(struct buf *out)
{
    for (size_t i = 0; i < 300; i++) {
        buf_printf(
            out,
            "BEGIN:VTIMEZONE\r\nTZID:Zone %zu\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            "RRULE:FREQ=YEARLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,15,30,45\r\n"
            "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
            "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART;TZID=Zone %zu:20260310T090000\r\nEND:VEVENT\r\n",
            i, i, i);
    }
}

static void observances(struct buf *out)
{
    buf_append_string(out, "BEGIN:VTIMEZONE\r\nTZID:Wide\r\n");
    repeat(out,
           "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n",
           100000);
    buf_append_string(out, "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:hostile\r\nDTSTART;TZID=Wide:20260310T090000\r\n");
    event_end(out);
}

static void dates_in_a_line(struct buf *out)
{
    event_with(out, "RDATE:20260311T090000Z", ",20260311T090000Z", 1000000);
}

static void lines_of_dates(struct buf *out)
{
    event_with(out, "", "RDATE:20260311T090000Z\r\n", 1000000);
}

/* Each value asks for the zone. */
static void dates_of_a_long_zone(struct buf *out)
{
    CLEAN_BUF struct buf line;
    buf_init(&line, 65536);
    buf_append_string(&line, "RDATE;TZID=");
    fill(&line, 32000);
    buf_append_string(&line, ":20260311T090000");
    repeat(&line, ",20260311T090000", 1800);
    buf_append_string(&line, "\r\n");
    for (size_t i = 0; i < 300; i++) {
        buf_printf(out, "BEGIN:VEVENT\r\nUID:%zu\r\nDTSTART:20260310T090000Z\r\n", i);
        buf_append(out, line.data, line.len);
        event_end(out);
    }
}

static void attendees(struct buf *out)
{
    event_begin(out, "hostile");
    for (int i = 0; i < 100000; i++) {
        buf_printf(out, "ATTENDEE;CN=Person:mailto:person%d@example.com\r\n", i);
    }
    event_end(out);
}

static void parameters(struct buf *out)
{
    event_with(out, "ATTENDEE", ";X-P=1", 1000000);
}

static void parameters_within_a_line(struct buf *out)
{
    event_begin(out, "hostile");
    for (int i = 0; i < 1000; i++) {
        buf_append_string(out, "ATTENDEE");
        repeat(out, ";X=\"", 15000);
        buf_append_string(out, ":mailto:a@example.com\r\n");
    }
    event_end(out);
}

static void junk_between(struct buf *out)
{
    repeat(out, "END:VEVENT\r\nBEGIN:VTODO\r\nEND:VALARM\r\n", 500000);
    repeat(out, "END:VTODO\r\n", 10);
}

/* n_events with the two around it. The refusals are n_refused, the first of them at line with why; rc: the whole body
 * is refused so. */
struct size_case {
    const char *name;
    void (*write)(struct buf *out);
    size_t n_events, n_refused;
    uint32_t line;
    const char *why;
    int rc;
};

static const struct size_case cases[] = {
    {"a description of 64 MiB", long_description, 3, 0, 0, NULL, 0},
    {"a summary of 64 MiB", long_summary, 2, 1, 9, "a line is longer than 64 KiB", 0},
    {"a UID of 64 MiB", long_uid, 2, 1, 7, "a line is longer than 64 KiB", 0},
    {"300,000 events", events_at_the_limit, 300000, 0, 0, NULL, 0},
    {"two more", events_beyond_the_limit, 0, 0, 1200002, "more than 300000 events", ERR_LIMIT},
    {"200,000 components in an event", nested, 2, 1, 11, "components are nested too deeply", 0},
    {"200,000 that are left open", nested_and_left_open, 2, 1, 11, "components are nested too deeply", 0},
    {"100,000 overrides", overrides, 2, 100001, 6, "more than 5000 components have its UID", 0},
    {"a description of 5,000,000 folds", folds_in_description, 3, 0, 0, NULL, 0},
    {"a summary of 5,000,000 folds", folds_in_summary, 2, 1, 9, "a line is longer than 64 KiB", 0},
    {"5,000,000 folds of nothing", empty_folds, 3, 0, 0, NULL, 0},
    {"20,000,000 bare CRs", bare_returns, 3, 0, 0, NULL, 0},
    {"10,000,000 occurrences of each FREQ", bombs, 2, 7, 6, "more than 5000 occurrences in the window", 0},
    {"rules that give nothing", barren_rules, 2 + 8, 0, 0, NULL, 0},
    {"2000 rules of a million steps", many_rules, 2, RULES, 6, "the rules take more than 1000000 steps", 0},
    {"300,000 VCALENDARs with a zone", calendars, 2 + 299990 / SCALE, 0, 0, NULL, 0},
    {"100,000 VTIMEZONEs", zones, 2 + 100000 / SCALE, 0, 0, NULL, 0},
    {"300 VTIMEZONEs of a million onsets", zones_of_bombs, 2, 300, 0, "the VTIMEZONE of Zone 0 cannot be used", 0},
    {"100,000 observances", observances, 2, 1, 0, "the VTIMEZONE of Wide cannot be used", 0},
    {"a line of 1,000,000 dates", dates_in_a_line, 2, 1, 9, "a line is longer than 64 KiB", 0},
    {"1,000,000 lines of dates", lines_of_dates, 2, 1, 0, "more than 20000 dates in RDATE and EXDATE", 0},
    {"1800 dates each in a zone of a long name", dates_of_a_long_zone, 2, 300, 0, "unknown time zone", 0},
    {"100,000 attendees", attendees, 2, 1, 0, "more than 2000 properties", 0},
    {"1,000,000 parameters", parameters, 2, 1, 9, "a line is longer than 64 KiB", 0},
    {"1000 lines of 15,000 parameters", parameters_within_a_line, 2, 1, 0, "the event is larger than", 0},
    {"components that do not fit", junk_between, 2, 0, 0, NULL, 0},
};

static bool has_event(const struct calendar_content *content, const char *uid)
{
    for (size_t i = 0; i < content->n_events; i++) {
        if (strcmp(content->events[i].uid, uid) == 0) {
            return content->events[i].n_occurrences == 1;
        }
    }
    return false;
}

/* Whether the reason is as it must be: begins so, at this line. */
static bool said(const struct size_case *want, const char *why, uint32_t line)
{
    return strncmp(why, want->why, strlen(want->why)) == 0 && (want->line == 0 || line == want->line);
}

static bool is_right(const struct size_case *want, int rc, const struct calendar_content *content,
                     const struct err *err)
{
    if (rc != 0 || want->rc != 0) {
        return rc == want->rc && said(want, err->message, err->line);
    }
    const struct refusal *first = content->refusals;
    return content->n_events == want->n_events && content->n_refusals == want->n_refused &&
           (want->n_refused == 0 || said(want, first->why, first->line)) && has_event(content, "before") &&
           has_event(content, "after");
}

static void size_check(const struct size_case *want, size_t *n_wrong)
{
    struct calendar_job_options options = {
        .program = program,
        .default_zone = "Europe/Berlin",
        .limits = {.event_timeout = 10 * MINUTE_MS}, /* of the wall clock: a busy machine is no finding */
    };
    struct calendar_content content;
    struct err err = {0};
    CLEAN_BUF struct buf body;
    assert_int_equal(instant_parse("2026-01-01T00:00:00Z", &options.window.from), 0);
    assert_int_equal(instant_parse("2027-01-01T00:00:00Z", &options.window.to), 0);
    buf_init(&body, BODY_BYTES);
    buf_append_string(&body, "BEGIN:VCALENDAR\r\n");
    event_begin(&body, "before");
    event_end(&body);
    want->write(&body);
    event_begin(&body, "after");
    event_end(&body);
    assert_int_equal(buf_append_string(&body, "END:VCALENDAR\r\n"), 0);
    calendar_content_init(&content);
    int64_t begun = children_ms();
    int rc = calendar_read(&options, body.data, body.len, &content, &err);
    int64_t took = children_ms() - begun;
    bool good = is_right(want, rc, &content, &err) && took <= (want->write == bombs ? BOMB_MS : CPU_MS);
    const char *why = content.n_refusals > 0 ? content.refusals[0].why : err.message;
    uint32_t line = content.n_refusals > 0 ? content.refusals[0].line : err.line;
    printf("%-42s %6lld ms, %5.1f MB: %zu events, %zu refused; line %u: %s%s\n", want->name, (long long)took,
           (double)body.len / 1e6, content.n_events, content.n_refusals, line, why, good ? "" : "   WRONG");
    *n_wrong += !good;
    calendar_content_done(&content);
}

static void bounds_every_size(void **state)
{
    (void)state;
    size_t n_wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_check(&cases[i], &n_wrong);
    }
    assert_int_equal(n_wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bounds_every_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
