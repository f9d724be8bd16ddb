/* From the lines of a VEVENT to its occurrences in 2026 (whole days and floating times in Berlin), or the reason why
 * not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#define CUSTOM                                                                                                         \
    "BEGIN:VTIMEZONE\nTZID:Here\\, there\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0500\n"               \
    "TZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n"

/* "0310T0900-1000 …" for each occurrence, or "LINE: why" for each refusal, in UTC. */
static void say(const struct calendar_content *content, struct buf *out)
{
    for (size_t i = 0; i < content->n_events; i++) {
        for (size_t n = 0; n < content->events[i].n_occurrences; n++) {
            const struct occurrence *occurrence = &content->events[i].occurrences[n];
            struct civil a, b;
            civil_from_seconds(occurrence->start / SECOND_MS, &a);
            civil_from_seconds(occurrence->end / SECOND_MS, &b);
            buf_printf(out, "%s%02d%02dT%02d%02d-", out->len > 0 ? " " : "", a.month, a.day, a.hour, a.minute);
            if (b.day != a.day)
                buf_printf(out, "%02d%02dT", b.month, b.day);
            buf_printf(out, "%02d%02d", b.hour, b.minute);
        }
    }
    for (size_t i = 0; i < content->n_refusals; i++)
        buf_printf(out, "%s%u: %s", out->len > 0 ? " " : "", content->refusals[i].line, content->refusals[i].why);
}

static const struct {
    const char *lines, *said;
} occurrence_cases[] = {
    /* single */
    {"DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\n", "0310T0900-1000"},
    {"DTSTART;TZID=Europe/Berlin:20260310T090000\nDTEND;TZID=America/New_York:20260310T050000\n", "0310T0800-0900"},
    {"DTSTART;TZID=W. Europe Standard Time:20260710T090000\nDURATION:PT1H\n", "0710T0700-0800"},
    {"DTSTART:20260310T090000\nDURATION:PT30M\n", "0310T0800-0830"},
    {"DTSTART;TZID=Europe/Berlin:20260310T090000\nDTEND:20260310T100000\n", "0310T0800-0900"},
    {"DTSTART:20260310T090000Z\n", "0310T0900-0900"},
    {"DTSTART:20260310T090000Z\nDURATION:P\n", "0310T0900-0900"},
    {"DTSTART:2026-03-10T09:00:00+01:00\nDTEND:2026-03-10T10:00:00+01:00\n", "0310T0800-0900"},
    {"DTSTART\n ;TZID=Europe/Berlin\n :20260310T090000\n", "0310T0800-0800"},
    /* a DATE as the end of a time is midnight where the start is */
    {"DTSTART;TZID=America/New_York:20260310T090000\nDTEND;VALUE=DATE:20260311\n", "0310T1300-0311T0400"},
    {"DTSTART:20260310T090000Z\nDTEND;VALUE=DATE:20260311\n", "0310T0900-0311T0000"},
    /* a zero time is no RECURRENCE-ID */
    {"RECURRENCE-ID:19700101T070000Z\nDTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=2\n",
     "0310T0900-0900 0311T0900-0900"},
    {"DTSTART;VALUE=DATE:20260310\n", "0309T2300-0310T2300"},
    {"DTSTART:20260310\nDTEND:20260312\n", "0309T2300-0311T2300"},
    {"DTSTART:20260310\nDURATION:PT86400S\n", "0309T2300-0310T2300"},
    {"DTSTART:20260310\nDURATION:PT1H\n", "0309T2300-2300"},
    {"DTSTART;VALUE=DATE:20260329\n", "0328T2300-0329T2200"},
    {"DTSTART;TZID=Europe/Berlin:20260329T023000\nDTEND;TZID=Europe/Berlin:20260329T030000\n", "0329T0130-0130"},
    {"DTSTART;TZID=Europe/Berlin:20261025T023000\nDURATION:PT1H\n", "1025T0030-0130"},
    /* the window is by overlap */
    {"DTSTART:20251231T230000Z\nDTEND:20260101T010000Z\n", "1231T2300-0101T0100"},
    {"DTSTART:20251231T230000Z\nDTEND:20260101T000000Z\n", ""},
    {"DTSTART:20270101T000000Z\nDTEND:20270101T010000Z\n", ""},
    {"DTSTART:20260101T000000Z\n", "0101T0000-0000"},
    {"DTSTART;VALUE=DATE:20260101\n", "1231T2300-0101T2300"},
    {"DTSTART;VALUE=DATE:20261231\nRRULE:FREQ=DAILY\n", "1230T2300-1231T2300"},
    /* DURATION in days keeps the wall clock, DTEND the exact length */
    {"DTSTART;TZID=Europe/Berlin:20260328T120000\nDURATION:P1D\n", "0328T1100-0329T1000"},
    {"DTSTART;TZID=Europe/Berlin:20260328T120000\nDURATION:PT24H\n", "0328T1100-0329T1100"},
    {"DTSTART;TZID=Europe/Berlin:20260320T120000\nDTEND;TZID=Europe/Berlin:20260321T120000\n"
     "RRULE:FREQ=DAILY;INTERVAL=8;COUNT=2\n",
     "0320T1100-0321T1100 0328T1100-0329T1100"},
    /* rules run on the wall clock */
    {"DTSTART;TZID=Europe/Berlin:20260328T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n",
     "0328T0800-0900 0329T0700-0800"},
    {"DTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n",
     "0328T0130-0230 0329T0130-0230 0330T0030-0130"},
    {"DTSTART:20200101T090000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY\n", "0101T0900-1000"},
    {"DTSTART;VALUE=DATE:20250615\nRRULE:FREQ=YEARLY;COUNT=2\n", "0614T2200-0615T2200"},
    /* DTSTART is an occurrence, COUNT counts the rule's own */
    {"DTSTART:20260310T090000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2\n",
     "0310T0900-1000 0311T0900-1000 0318T0900-1000"},
    /* UNTIL */
    {"DTSTART;TZID=Europe/Berlin:20260310T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260311T080000Z\n",
     "0310T0800-0900 0311T0800-0900"},
    {"DTSTART;TZID=Europe/Berlin:20260310T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260311T075959Z\n",
     "0310T0800-0900"},
    {"DTSTART;TZID=America/New_York:20260310T210000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260311\n",
     "0311T0100-0200 0312T0100-0200"},
    {"DTSTART;VALUE=DATE:20260310\nRRULE:FREQ=DAILY;UNTIL=20260311T000000Z\n",
     "0309T2300-0310T2300 0310T2300-0311T2300"},
    {"DTSTART:20260310T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260311T090000Z\n",
     "0310T0800-0900 0311T0800-0900"},
    /* EXDATE */
    {"DTSTART;TZID=Europe/Berlin:20260310T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n"
     "EXDATE;TZID=America/New_York:20260311T040000\n",
     "0310T0800-0900 0312T0800-0900"},
    {"DTSTART;TZID=Europe/Berlin:20260310T003000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n"
     "EXDATE;VALUE=DATE:20260311,20260312\n",
     "0309T2330-0310T0030"},
    {"DTSTART;TZID=Europe/Berlin:20260310T090000\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260310T090000\n",
     "0311T0800-0800"},
    {"DTSTART;VALUE=DATE:20260310\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE;TZID=Asia/Tokyo:20260310T000000\n",
     "0310T2300-0311T2300"},
    {"DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE:20260310T090000Z\n", ""},
    /* RDATE */
    {"DTSTART:20260310T090000Z\nDURATION:PT1H\nRDATE;TZID=Europe/Berlin:20260311T090000,20260301T090000\n",
     "0301T0800-0900 0310T0900-1000 0311T0800-0900"},
    {"DTSTART:20260310T090000Z\nDURATION:PT1H\nRDATE:20260310T090000Z,20260311T090000Z,20260311T090000Z\n",
     "0310T0900-1000 0311T0900-1000"},
    {"DTSTART:20260310T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n"
     "RDATE;VALUE=PERIOD:20260311T090000Z/PT3H,20260312T090000Z/20260312T091500Z\n",
     "0310T0900-1000 0311T0900-1200 0312T0900-0915"},
    /* several rules: their union */
    {"DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=2\n",
     "0310T0900-0900 0311T0900-0900 0312T0900-0900"},
    {"DTSTART:20251229T090000Z\nRRULE:FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO\n", "0105T0900-0900"},
    {"DTSTART:20260310T220000\nRRULE:FREQ=HOURLY;COUNT=3\n", "0310T2100-2100 0310T2200-2200 0310T2300-2300"},
    {"DTSTART:20260310T090000Z\nRRULE:RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=5L\n", "0310T0900-0900"},
    /* EXRULE (RFC 2445 4.8.5.2) */
    {"DTSTART;TZID=Europe/Berlin:20260327T090000\nRRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU\n",
     "0327T0800-0800 0330T0700-0700 0331T0700-0700"},
    {"DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20260312T090000Z\n",
     "0311T0900-0900 0313T0900-0900 0314T0900-0900"},
    {"DTSTART;VALUE=DATE:20260310\nRRULE:FREQ=DAILY;COUNT=3\nEXRULE:FREQ=DAILY;COUNT=2\n", "0311T2300-0312T2300"},
    {"DTSTART:99991231T235959Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n", ""},
    {"DTSTART:00010101T000000Z\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30\n", ""},
    {"DTSTART:16010101T090000Z\nRRULE:FREQ=DAILY;INTERVAL=300\n", "0622T0900-0900"},
    /* refused, with the line */
    {"DURATION:PT1H\n", "3: DTSTART is missing"},
    {"DTSTART:20260230T090000Z\n", "5: DTSTART is no date or time: 20260230T090000Z"},
    {"DTSTART:20260310T090000Z\nDTEND:20260310T080000Z\n", "6: DTEND lies before DTSTART"},
    {"DTSTART:20260310T090000Z\nDURATION:-PT1H\n", "6: it ends before it begins"},
    {"DTSTART:20260310T090000Z\nDURATION:P99W3\n", "6: DURATION is no length of time: P99W3"},
    {"DTSTART:20260310T090000Z\nDURATION:P4000D\n", "6: it takes longer than ten years"},
    {"DTSTART;TZID=Nowhere:20260310T090000\n", "5: unknown time zone Nowhere"},
    {"DTSTART;TZID=:20260310T090000\n", "5: TZID of DTSTART is empty: it names no time zone"},
    {"DTSTART:20260310T090000Z\nDTSTART:20260310T090000Z\n", "6: DTSTART stands in it twice"},
    {"DTSTART:20260310T090000Z\nRRULE:FREQ=SECONDLY\n", "3: more than 400 occurrences in the window"},
    {"DTSTART:20000310T090000Z\nRRULE:FREQ=SECONDLY;BYMINUTE=1,2,3;COUNT=10000000\n",
     "3: the rules take more than 1000000 steps to the end of the window"},
    {"DTSTART:20260310T090000Z\nRRULE:FREQ=FORTNIGHTLY\n", "6: the rule has FREQ=FORTNIGHTLY, which is not taken"},
    {"DTSTART:20260310T090000Z\nEXRULE:FREQ=DAILY;BYDAY=1MO\n",
     "6: the rule has numbered days, which have no meaning for its FREQ"},
    {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=8,9\n", "3: more than 400 occurrences in the window"},
    {"DTSTART:20260310T090000Z\nUID:again\n", "6: UID stands in it twice"},
};

static void gives_occurrences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof occurrence_cases / sizeof *occurrence_cases; i++) {
        CLEAN_FREE char *text =
            mem_printf("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u@x\n%sEND:VEVENT\nEND:VCALENDAR\n",
                       occurrence_cases[i].lines);
        CLEAN_BUF struct buf out;
        struct reading reading;
        buf_init(&out, 10000);
        reading_init(&reading, text, strlen(text), 400);
        assert_int_equal(reading.rc, 0);
        say(&reading.content, &out);
        if (strcmp(buf_string(&out), occurrence_cases[i].said) != 0)
            fail_msg("%sgives \"%s\", not \"%s\"", occurrence_cases[i].lines, buf_string(&out),
                     occurrence_cases[i].said);
        reading_done(&reading);
    }
}

static void reads_people_and_words(void **state)
{
    (void)state;
    const char text[] = EVENT(
        "DTSTART:20260310T090000Z\r\nSEQUENCE:7\r\nDTSTAMP:20260101T000000Z\r\nSTATUS:TENTATIVE\r\n"
        "SUMMARY:  Größe\\, a\\nb\r\nORGANIZER;CN=O:MAILTO:o@x\r\n"
        "ATTENDEE;CN=\"Doe, "
        "J\";PARTSTAT=DECLINED:mailto:j@x\r\nATTENDEE:sip:room@x\r\nATTENDEE;EMAIL=e@x^n:urn:uuid:1\r\n"
        "ATTENDEE broken\r\nATTENDEE:mailto:\r\nATTACH:x\r\nBEGIN:VALARM\r\nSUMMARY:no\r\nDTSTART:x\r\nEND:VALARM\r\n");
    struct reading reading;
    reading_init(&reading, text, strlen(text), 10);
    assert_int_equal(reading.content.n_events, 1);
    const struct event *event = &reading.content.events[0];
    assert_string_equal(event->uid, "u@x");
    assert_string_equal(event->title, "Größe, a b");
    assert_string_equal(event->organizer, "o@x");
    assert_int_equal(event->sequence, 7);
    assert_int_equal(event->dtstamp, 1767225600000);
    assert_int_equal(event->status, EVENT_TENTATIVE);
    assert_int_equal(event->line, 3);
    assert_false(event->recurs);
    assert_int_equal(event->recurrence_id, INSTANT_NONE);
    assert_int_equal(event->occurrences[0].recurrence_id, INSTANT_NONE);
    static const struct attendee people[] = {{.address = "j@x", .name = "Doe, J", .partstat = PARTSTAT_DECLINED},
                                             {.address = "sip:room@x", .name = ""},
                                             {.address = "e@x", .name = ""}};
    assert_int_equal(event->n_attendees, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(event->attendees[i].address, people[i].address);
        assert_string_equal(event->attendees[i].name, people[i].name);
        assert_int_equal(event->attendees[i].partstat, people[i].partstat);
    }
    assert_null(strstr(event->text, "ATTACH"));
    assert_null(strstr(event->text, "VALARM"));
    reading_done(&reading);
}

static void settles_single_values(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *title;
        enum event_status status;
        int64_t sequence;
    } cases[] = {
        {"", "", EVENT_CONFIRMED, 0},
        {"SUMMARY:a\r\nSUMMARY:b\r\nSTATUS:CANCELLED\r\n", "a", EVENT_CANCELLED, 0},
        {"SUMMARY:a\r\nCLASS:PRIVATE\r\n", "Private", EVENT_CONFIRMED, 0},
        {"CLASS:CONFIDENTIAL\r\n", "Private", EVENT_CONFIRMED, 0},
        {"CLASS:PUBLIC\r\nSUMMARY:Gr\xf6\xdf"
         "e\r\n",
         "Größe", EVENT_CONFIRMED, 0},
        {"SEQUENCE:abc\r\n", "", EVENT_CONFIRMED, 0},
        {"SEQUENCE:-1\r\n", "", EVENT_CONFIRMED, 0},
        {"SEQUENCE:2147483647\r\n", "", EVENT_CONFIRMED, 2147483647},
        {"SEQUENCE:99999999999999999999\r\n", "", EVENT_CONFIRMED, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *text = mem_printf(EVENT("DTSTART:20260310T090000Z\r\n%s"), cases[i].lines);
        struct reading reading;
        reading_init(&reading, text, strlen(text), 10);
        assert_int_equal(reading.content.n_events, 1);
        assert_string_equal(reading.content.events[0].title, cases[i].title);
        assert_int_equal(reading.content.events[0].status, cases[i].status);
        assert_int_equal(reading.content.events[0].sequence, cases[i].sequence);
        reading_done(&reading);
    }
}

/* Which occurrence of a series an override means. */
static void finds_recurrence_ids(void **state)
{
    (void)state;
    static const struct {
        const char *master, *override, *original;
    } cases[] = {
        {"DTSTART:20260310T090000Z", "RECURRENCE-ID:20260311T090000Z", "2026-03-11T09:00:00Z"},
        {"DTSTART:20260310T090000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20260311T100000", "2026-03-11T09:00:00Z"},
        {"DTSTART;TZID=Europe/Berlin:20260310T090000", "RECURRENCE-ID:20260311T090000", "2026-03-11T08:00:00Z"},
        {"DTSTART;TZID=Asia/Tokyo:20260310T090000", "RECURRENCE-ID;VALUE=DATE:20260311", "2026-03-11T00:00:00Z"},
        {"DTSTART;VALUE=DATE:20260310", "RECURRENCE-ID;VALUE=DATE:20260311", "2026-03-10T23:00:00Z"},
        {"DTSTART;VALUE=DATE:20260310", "RECURRENCE-ID;TZID=Asia/Tokyo:20260311T000000", "2026-03-10T23:00:00Z"},
        {"DTSTART;VALUE=DATE:20260310", "RECURRENCE-ID:20260311T000000Z", "2026-03-10T23:00:00Z"},
        {"DTSTART;VALUE=DATE:20260310", "RECURRENCE-ID:20260310T230000Z", "2026-03-10T23:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *text = mem_printf(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n%s\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n"
            "BEGIN:VEVENT\nUID:u\n%s\nDTSTART:20260401T120000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n",
            cases[i].master, cases[i].override);
        struct reading reading;
        char shown[INSTANT_TEXT_SIZE];
        reading_init(&reading, text, strlen(text), 400);
        assert_int_equal(reading.content.n_events, 2);
        const struct event *master = &reading.content.events[0];
        const struct event *override = &reading.content.events[1];
        assert_true(master->recurs);
        assert_false(override->recurs);
        assert_string_equal(instant_format(override->recurrence_id, shown), cases[i].original);
        assert_int_equal(override->recurrence_id, master->occurrences[1].recurrence_id);
        assert_int_equal(override->n_occurrences, 1);
        assert_int_equal(override->occurrences[0].recurrence_id, override->recurrence_id);
        reading_done(&reading);
    }
}

/* A body's components beside each other. A series of five from 9 to 10 in Berlin, and what each case puts beside it. */
#define SERIES(more)                                                                                                   \
    "BEGIN:VEVENT\nUID:u\nSEQUENCE:2\nDTSTART;TZID=Europe/Berlin:20260327T090000\nDURATION:PT1H\n"                     \
    "RRULE:FREQ=DAILY;COUNT=5\n" more "END:VEVENT\n"
#define OVERRIDE(lines)   "BEGIN:VEVENT\nUID:u\n" lines "END:VEVENT\n"
#define FUTURE(id, lines) OVERRIDE("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:" id "\n" lines)
#define ALL               "0327T0800-0900 0328T0800-0900 0329T0700-0800 0330T0700-0800 0331T0700-0800"

static const struct {
    const char *events, *said;
} family_cases[] = {
    {SERIES(""), ALL},
    /* THISANDFUTURE: its own and all later ones, an hour later on the wall clock and half as long */
    {FUTURE("20260328T090000", "DTSTART;TZID=Europe/Berlin:20260328T100000\nDURATION:PT30M\n") SERIES(""),
     "0328T0900-0930 0329T0800-0830 0330T0800-0830 0331T0800-0830 " ALL},
    /* but those of others, and of a later one */
    {FUTURE("20260328T090000", "DTSTART;TZID=Europe/Berlin:20260328T100000\n")
         FUTURE("20260330T090000", "DTSTART;TZID=Europe/Berlin:20260330T110000\n")
             OVERRIDE("RECURRENCE-ID;TZID=Europe/Berlin:20260329T090000\nDTSTART:20260329T200000Z\n") SERIES(""),
     "0328T0900-0900 0330T0900-0900 0331T0900-0900 0329T2000-2000 " ALL},
    /* the difference is of wall clocks, whatever zone it is written in */
    {FUTURE("20260328T090000", "DTSTART;TZID=America/New_York:20260328T050000\n") SERIES(""),
     "0328T0900-0900 0329T0800-0800 0330T0800-0800 0331T0800-0800 " ALL},
    /* days by the calendar; EXDATE and RDATE of the series count */
    {FUTURE("20260328T090000", "DTSTART;TZID=Europe/Berlin:20260329T090000\n")
         SERIES("EXDATE;TZID=Europe/Berlin:20260330T090000\nRDATE;TZID=Europe/Berlin:20260410T120000\n"),
     "0329T0700-0700 0330T0700-0700 0401T0700-0700 0411T1000-1000 "
     "0327T0800-0900 0328T0800-0900 0329T0700-0800 0331T0700-0800 0410T1000-1100"},
    /* a cancelled one and one without its series move nothing */
    {FUTURE("20260328T090000", "STATUS:CANCELLED\nDTSTART;TZID=Europe/Berlin:20260328T090000\n") SERIES(""),
     "0328T0800-0800 " ALL},
    {FUTURE("20260328T090000", "DTSTART;TZID=Europe/Berlin:20260328T100000\n"), "0328T0900-0900"},
    /* an older override of what the series does not have any more, or never had */
    {OVERRIDE("RECURRENCE-ID;TZID=Europe/Berlin:20260328T090000\nDTSTART:20260328T200000Z\n")
         SERIES("EXDATE;TZID=Europe/Berlin:20260328T090000\n"),
     "0327T0800-0900 0329T0700-0800 0330T0700-0800 0331T0700-0800"},
    {OVERRIDE("SEQUENCE:3\nRECURRENCE-ID;TZID=Europe/Berlin:20260328T090000\nDTSTART:20260328T200000Z\n")
         SERIES("EXDATE;TZID=Europe/Berlin:20260328T090000\n"),
     "0328T2000-2000 0327T0800-0900 0329T0700-0800 0330T0700-0800 0331T0700-0800"},
    {OVERRIDE("RECURRENCE-ID:20260401T070000Z\nDTSTART:20260401T080000Z\n") SERIES(""), ALL},
    {OVERRIDE("RECURRENCE-ID:20260401T070000Z\nDTSTART:20260401T080000Z\n"), "0401T0800-0800"},
    {OVERRIDE("X-COSPACED-ADDED:TRUE\nRECURRENCE-ID:20260401T070000Z\nDTSTART:20260401T070000Z\n") SERIES(""),
     "0401T0700-0700 " ALL},
    /* one UID and RECURRENCE-ID twice: SEQUENCE, then DTSTAMP, then the last */
    {SERIES("") OVERRIDE("SEQUENCE:1\nDTSTART:20260310T090000Z\n"), ALL},
    {OVERRIDE("DTSTAMP:20260102T000000Z\nDTSTART:20260310T090000Z\n")
         OVERRIDE("DTSTAMP:20260101T000000Z\nDTSTART:20260311T090000Z\n"),
     "0310T0900-0900"},
    {OVERRIDE("DTSTART:20260310T090000Z\n") OVERRIDE("DTSTART:20260311T090000Z\n"), "0311T0900-0900"},
    {OVERRIDE("SEQUENCE:9\nDTSTART:nonsense\n") OVERRIDE("DTSTART:20260311T090000Z\n"),
     "0311T0900-0900 6: DTSTART is no date or time: nonsense"},
    {OVERRIDE("RECURRENCE-ID:20260310T090000Z\nDTSTART:20260310T100000Z\n")
         OVERRIDE("SEQUENCE:1\nRECURRENCE-ID:20260310T090000Z\nDTSTART:20260310T110000Z\n"),
     "0310T1100-1100"},
    /* what speaks of all later ones may stand beside what speaks of its first */
    {OVERRIDE("RECURRENCE-ID;TZID=Europe/Berlin:20260328T090000\nDTSTART:20260328T200000Z\n")
         FUTURE("20260328T090000", "DTSTART;TZID=Europe/Berlin:20260328T100000\n") SERIES(""),
     "0328T2000-2000 0328T0900-0900 0329T0800-0800 0330T0800-0800 0331T0800-0800 " ALL},
    /* a series that cannot be read is none */
    {"BEGIN:VEVENT\nUID:u\nDTSTART:20260327T090000Z\nRRULE:FREQ=NEVER\nEND:VEVENT\n" OVERRIDE(
         "RECURRENCE-ID:20260310T090000Z\nDTSTART:20260310T100000Z\n"),
     "0310T1000-1000 6: the rule has FREQ=NEVER, which is not taken"},
};

static void reads_families(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof family_cases / sizeof *family_cases; i++) {
        CLEAN_FREE char *text = mem_printf("BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n", family_cases[i].events);
        CLEAN_BUF struct buf out;
        struct reading reading;
        buf_init(&out, 10000);
        reading_init(&reading, text, strlen(text), 400);
        say(&reading.content, &out);
        if (strcmp(buf_string(&out), family_cases[i].said) != 0)
            fail_msg("%sgives \"%s\", not \"%s\"", family_cases[i].events, buf_string(&out), family_cases[i].said);
        for (size_t k = 0; k < reading.content.n_events; k++) {
            const struct event *event = &reading.content.events[k];
            for (size_t n = 0; n < event->n_occurrences && event->recurrence_id != INSTANT_NONE; n++)
                assert_true(event->occurrences[n].recurrence_id >= event->recurrence_id);
        }
        reading_done(&reading);
    }
}

/* A group named by who sorts the components reads as the whole body does. */
static void reads_groups(void **state)
{
    (void)state;
    static const char text[] = "BEGIN:VCALENDAR\n" FUTURE(
        "20260328T090000", "DTSTART:20260328T090000Z\n") "BEGIN:VEVENT\nUID:v\nDTSTART:20260328T090000Z\nEND:"
                                                         "VEVENT\n" SERIES("") "END:VCALENDAR\n";
    struct reading reading;
    reading_init(&reading, text, strlen(text), 400);
    const struct scan_part *parts = reading.scan.events;
    const struct scan_part *const group[] = {&parts[0], &parts[2]}, *const single[] = {&parts[1]};
    struct event event;
    reader_group(&reading.reader, group, 2);
    assert_int_equal(reader_read(&reading.reader, &parts[0], &event, NULL), 0);
    assert_int_equal(event.n_occurrences, 4);
    event_done(&event);
    reader_group(&reading.reader, single, 1);
    assert_int_equal(reader_read(&reading.reader, &parts[1], &event, NULL), 0);
    event_done(&event);
    /* said to stand alone, it has no series */
    reader_group(&reading.reader, group, 1);
    assert_int_equal(reader_read(&reading.reader, &parts[0], &event, NULL), 0);
    assert_int_equal(event.n_occurrences, 1);
    event_done(&event);
    reading_done(&reading);
}

static void makes_uids(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        bool same;
    } cases[] = {
        {"SUMMARY:a\nDTSTAMP:20260101T000000Z\nCREATED:x\n", "SUMMARY:a\nDTSTAMP:20260202T000000Z\nSEQUENCE:3\n", true},
        {"SUMMARY:a\n", "SUMMARY:\n a\n", true},
        {"UID:\nSUMMARY:a\n", "UID:\nSUMMARY:b\n", false},
        {"SUMMARY:a\n", "LOCATION:a\n", false},
        {"UID: x\n", "UID:x \nSUMMARY:a\n", true},
        {"BEGIN:VALARM\nUID:x\nEND:VALARM\n", "UID:x\n", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event events[2];
        for (size_t k = 0; k < 2; k++) {
            CLEAN_FREE char *text = mem_printf("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260310T090000Z\n%s"
                                               "END:VEVENT\nEND:VCALENDAR\n",
                                               k == 0 ? cases[i].first : cases[i].second);
            struct reading reading;
            reading_init(&reading, text, strlen(text), 10);
            assert_int_equal(reading.content.n_events, 1);
            events[k] = reading.content.events[0];
            reading.content.events[0] = (struct event){0};
            /* read again, it has that UID */
            struct reading again;
            reading_init(&again, events[k].text, strlen(events[k].text), 10);
            assert_string_equal(again.content.events[0].uid, events[k].uid);
            assert_string_equal(again.content.events[0].text, events[k].text);
            reading_done(&again);
            reading_done(&reading);
        }
        assert_int_equal(strcmp(events[0].uid, events[1].uid) == 0, cases[i].same);
        assert_int_equal(events[0].uid_made, strncmp(events[0].uid, "made-", 5) == 0);
        event_done(&events[0]);
        event_done(&events[1]);
    }
}

/* VTIMEZONEs belong to their VCALENDAR; an IANA name means the system's zone whatever they say. */
static void uses_vtimezones(void **state)
{
    (void)state;
    static const char text[] =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=\"Here, there "
        "\":20260310T090000\nRRULE:FREQ=DAILY;COUNT=2\n"
        "END:VEVENT\n" CUSTOM "END:VCALENDAR\n"
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:b\nDTSTART;TZID=\"Here, "
        "there\":20260310T090000\nEND:VEVENT\nEND:VCALENDAR\n"
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:c\nDTSTART;TZID=Europe/Berlin:20260310T090000\nEND:VEVENT\nEND:VCALENDAR\n";
    struct reading reading;
    CLEAN_BUF struct buf out;
    buf_init(&out, 1000);
    reading_init(&reading, text, strlen(text), 10);
    say(&reading.content, &out);
    assert_string_equal(buf_string(&out),
                        "0310T0400-0400 0311T0400-0400 0310T0800-0800 19: unknown time zone Here, there");
    assert_non_null(strstr(reading.content.events[0].text, "VTIMEZONE"));
    assert_null(strstr(reading.content.events[1].text, "VTIMEZONE"));
    /* what is kept of an event gives the same occurrences again */
    struct reading again;
    const char *kept = reading.content.events[0].text;
    reading_init(&again, kept, strlen(kept), 10);
    assert_int_equal(again.content.n_events, 1);
    assert_int_equal(again.content.events[0].n_occurrences, 2);
    assert_memory_equal(again.content.events[0].occurrences, reading.content.events[0].occurrences,
                        2 * sizeof(struct occurrence));
    assert_string_equal(again.content.events[0].text, kept);
    reading_done(&again);
    reading_done(&reading);
}

static void takes_a_cancel_without_a_start(void **state)
{
    (void)state;
    const char text[] = "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:u\nSEQUENCE:2\nSTATUS:CANCELLED\n"
                        "RECURRENCE-ID:20260310T090000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    struct reading reading;
    reading_init(&reading, text, strlen(text), 10);
    assert_int_equal(reading.content.method, METHOD_CANCEL);
    assert_int_equal(reading.content.n_events, 1);
    assert_int_equal(reading.content.events[0].recurrence_id, 1773133200000);
    assert_int_equal(reading.content.events[0].n_occurrences, 0);
    reading_done(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_occurrences),
        cmocka_unit_test(reads_people_and_words),
        cmocka_unit_test(settles_single_values),
        cmocka_unit_test(finds_recurrence_ids),
        cmocka_unit_test(reads_families),
        cmocka_unit_test(reads_groups),
        cmocka_unit_test(makes_uids),
        cmocka_unit_test(uses_vtimezones),
        cmocka_unit_test(takes_a_cancel_without_a_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
