/* What an event says beside its times: people, places, where to join, whether it counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

#include "../../../src/calendar/selection.h"

#include "calendar/limits.h"

/* The one event of these lines, taken out of its reading. */
static struct event event_read(const char *lines, const struct calendar_selection *selection)
{
    static const struct calendar_selection all;
    CLEAN_FREE char *text = mem_printf(EVENT("DTSTART:20260310T090000Z\r\n%s"), lines);
    struct reading reading;
    reading_init_selected(&reading, text, strlen(text), 10, selection != NULL ? selection : &all);
    if (reading.content.n_events != 1)
        fail_msg("%s: %s", lines, reading.content.n_refusals > 0 ? reading.content.refusals[0].why : "nothing");
    struct event event = reading.content.events[0];
    reading.content.n_events = 0;
    reading_done(&reading);
    return event;
}

static void assert_text(const char *lines, const char *got, const char *wanted)
{
    if (strcmp(got != NULL ? got : "NULL", wanted != NULL ? wanted : "NULL") != 0)
        fail_msg("%s: \"%s\", not \"%s\"", lines, got != NULL ? got : "NULL", wanted != NULL ? wanted : "NULL");
}

static void knows_attendees(void **state)
{
    (void)state;
    static const struct {
        const char *parameters;
        enum attendee_type type;
        enum attendee_role role;
        enum attendee_partstat partstat;
    } cases[] = {
        {"", ATTENDEE_INDIVIDUAL, ROLE_REQUIRED, PARTSTAT_NEEDS_ACTION},
        {";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION", ATTENDEE_INDIVIDUAL, ROLE_REQUIRED,
         PARTSTAT_NEEDS_ACTION},
        {";CUTYPE=room;ROLE=Chair;PARTSTAT=accepted", ATTENDEE_ROOM, ROLE_CHAIR, PARTSTAT_ACCEPTED},
        {";CUTYPE=RESOURCE;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED", ATTENDEE_RESOURCE, ROLE_OPTIONAL,
         PARTSTAT_DECLINED},
        {";CUTYPE=GROUP;ROLE=NON-PARTICIPANT;PARTSTAT=TENTATIVE", ATTENDEE_GROUP, ROLE_NONE, PARTSTAT_TENTATIVE},
        {";CUTYPE=UNKNOWN;ROLE=X-GUEST;PARTSTAT=DELEGATED", ATTENDEE_UNKNOWN, ROLE_REQUIRED, PARTSTAT_DELEGATED},
        {";CUTYPE=X-ROBOT;PARTSTAT=X-MAYBE", ATTENDEE_UNKNOWN, ROLE_REQUIRED, PARTSTAT_NEEDS_ACTION},
        {";CUTYPE=\"ROOM\"", ATTENDEE_ROOM, ROLE_REQUIRED, PARTSTAT_NEEDS_ACTION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *line = mem_printf("ATTENDEE%s:mailto:a@x\r\n", cases[i].parameters);
        struct event event = event_read(line, NULL);
        assert_int_equal(event.n_attendees, 1);
        assert_int_equal(event.attendees[0].type, cases[i].type);
        assert_int_equal(event.attendees[0].role, cases[i].role);
        assert_int_equal(event.attendees[0].partstat, cases[i].partstat);
        event_done(&event);
    }
}

static void knows_who_comes_instead(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {";PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:b@x\"", "b@x"},
        {";DELEGATED-TO=\"MAILTO:b@x\",\"mailto:c@x\"", "b@x"},
        {";DELEGATED-TO=\"sip:b@x\"", "sip:b@x"},
        {";DELEGATED-FROM=\"mailto:b@x\"", NULL},
        {";DELEGATED-TO=\"\"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *line = mem_printf("ATTENDEE%s:mailto:a@x\r\n", cases[i][0]);
        struct event event = event_read(line, NULL);
        const char *delegate = event.attendees[0].delegate;
        assert_true(cases[i][1] == NULL ? delegate == NULL : delegate != NULL && strcmp(delegate, cases[i][1]) == 0);
        event_done(&event);
    }
}

static void knows_who_acts(void **state)
{
    (void)state;
    static const struct {
        const char *line, *organizer, *sent_by;
    } cases[] = {
        {"", "", NULL},
        {"ORGANIZER:mailto:boss@x\r\n", "boss@x", NULL},
        {"ORGANIZER;SENT-BY=\"mailto:office@x\":mailto:boss@x\r\n", "boss@x", "office@x"},
        {"ORGANIZER;SENT-BY=\"\":mailto:boss@x\r\n", "boss@x", NULL},
        {"ORGANIZER;EMAIL=boss@x:https://x/principals/boss\r\n", "boss@x", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event event = event_read(cases[i].line, NULL);
        assert_text(cases[i].line, event.organizer, cases[i].organizer);
        assert_text(cases[i].line, event.sent_by, cases[i].sent_by);
        event_done(&event);
    }
}

static void knows_places(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *location, *conference;
    } cases[] = {
        {"", NULL, NULL},
        {"LOCATION:Room 1\\, first floor\\nleft\r\n", "Room 1, first floor left", NULL},
        {"LOCATION;ALTREP=\"https://x/1\":Room 1\r\nLOCATION:Room 2\r\n", "Room 1", NULL},
        {"LOCATION:  \r\n", NULL, NULL},
        {"CONFERENCE;VALUE=URI:https://x/1\r\nCONFERENCE:https://x/2\r\n", NULL, "https://x/1"},
        /* what shows people before what does not */
        {"CONFERENCE;FEATURE=PHONE:tel:+1\r\nCONFERENCE;FEATURE=\"AUDIO,VIDEO\":https://x/2\r\n", NULL, "https://x/2"},
        {"CONFERENCE;FEATURE=CHAT:xmpp:a@x\r\nCONFERENCE;FEATURE=PHONE,MODERATOR:tel:+1\r\n", NULL, "tel:+1"},
        {"CONFERENCE;FEATURE=VIDEOTEX:https://x/1\r\nCONFERENCE;FEATURE=AUDIO:https://x/2\r\n", NULL, "https://x/2"},
        /* the standard before what others write */
        {"X-GOOGLE-CONFERENCE:https://meet.google.com/abc\r\nCONFERENCE;FEATURE=FEED:https://x/1\r\n", NULL,
         "https://x/1"},
        {"X-MICROSOFT-ONLINEMEETINGCONFLINK:conf:sip:a@x\r\nX-MICROSOFT-SKYPETEAMSMEETINGURL:https://x/t\r\n"
         "X-GOOGLE-CONFERENCE:https://x/g\r\n",
         NULL, "https://x/g"},
        {"X-MICROSOFT-ONLINEMEETINGCONFLINK:sip:a@x\r\nX-MICROSOFT-SKYPETEAMSMEETINGURL:https://x/t\r\n", NULL,
         "https://x/t"},
        /* a URL only where a meeting is known to be */
        {"URL:https://x/agenda\r\n", NULL, NULL},
        {"URL:https://acme.webex.com/meet/a\r\n", NULL, "https://acme.webex.com/meet/a"},
        {"URL:https://notwebex.com/meet/a\r\n", NULL, NULL},
        {"URL:https://join.x/invited.sf?secret=s&id=1\r\n", NULL, "https://join.x/invited.sf?secret=s&id=1"},
        {"URL:sip:100@x\r\nX-MICROSOFT-ONLINEMEETINGCONFLINK:https://x/o\r\n", NULL, "https://x/o"},
        {"URL:sip:100@x\r\n", NULL, "sip:100@x"},
        /* nothing that leads elsewhere */
        {"CONFERENCE:javascript:alert(1)\r\n", NULL, NULL},
        {"CONFERENCE:file:///etc/passwd\r\n", NULL, NULL},
        {"CONFERENCE:https://x/a b\r\n", NULL, NULL},
        {"CONFERENCE:\r\n", NULL, NULL},
        /* a private one tells neither */
        {"CLASS:CONFIDENTIAL\r\nLOCATION:here\r\nCONFERENCE:https://x/1\r\n", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event event = event_read(cases[i].lines, NULL);
        assert_text(cases[i].lines, event.location, cases[i].location);
        assert_text(cases[i].lines, event.conference, cases[i].conference);
        /* what is kept says the same again */
        struct reading again;
        reading_init(&again, event.text, strlen(event.text), 10);
        assert_text(event.text, again.content.events[0].location, cases[i].location);
        assert_text(event.text, again.content.events[0].conference, cases[i].conference);
        assert_string_equal(again.content.events[0].text, event.text);
        reading_done(&again);
        event_done(&event);
    }
}

static void leaves_long_addresses_out(void **state)
{
    (void)state;
    char uri[CALENDAR_URI_BYTES + 2];
    memset(uri, 'a', sizeof uri);
    memcpy(uri, "https://", 8);
    for (size_t len = CALENDAR_URI_BYTES; len < sizeof uri; len++) {
        CLEAN_FREE char *line = mem_printf("CONFERENCE:%.*s\r\nLOCATION:%.*s\r\n", (int)len, uri, (int)len, uri);
        struct event event = event_read(line, NULL);
        assert_int_equal(event.conference != NULL, len <= CALENDAR_URI_BYTES);
        assert_int_equal(strlen(event.location), CALENDAR_TITLE_BYTES);
        event_done(&event);
    }
}

static void knows_what_counts(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        bool transparent, private;
        enum event_status status;
    } cases[] = {
        {"", false, false, EVENT_CONFIRMED},
        {"TRANSP:TRANSPARENT\r\n", true, false, EVENT_CONFIRMED},
        {"TRANSP:OPAQUE\r\n", false, false, EVENT_CONFIRMED},
        {"STATUS: cancelled \r\nCLASS:private\r\n", false, true, EVENT_CANCELLED},
        {"STATUS:CANCELED\r\nCLASS:PUBLIC\r\n", false, false, EVENT_CANCELLED},
        {"CLASS:X-SECRET\r\n", false, false, EVENT_CONFIRMED},
        /* Microsoft's: what was intended, then what stands; the standard's word first */
        {"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n", true, false, EVENT_CONFIRMED},
        {"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nTRANSP:OPAQUE\r\n", false, false, EVENT_CONFIRMED},
        {"X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n", false, false, EVENT_TENTATIVE},
        {"X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\nSTATUS:CONFIRMED\r\n", false, false, EVENT_CONFIRMED},
        {"X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\nX-MICROSOFT-CDO-INTENDEDSTATUS:BUSY\r\n", false, false,
         EVENT_CONFIRMED},
        {"X-MICROSOFT-CDO-INTENDEDSTATUS:FREE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n", true, false, EVENT_CONFIRMED},
        {"X-MICROSOFT-CDO-BUSYSTATUS:OOF\r\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\n", false, false, EVENT_CONFIRMED},
        {"X-ALT-DESC;FMTTYPE=text/html:<p>\\n:;,\"\r\n", false, false, EVENT_CONFIRMED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event event = event_read(cases[i].lines, NULL);
        bool same = event.transparent == cases[i].transparent && event.private == cases[i].private &&
                    event.status == cases[i].status;
        if (!same)
            fail_msg("%s: %d %d %d", cases[i].lines, event.transparent, event.private, event.status);
        assert_null(strstr(event.text, "ALT-DESC"));
        event_done(&event);
    }
}

static void selects_by_words(void **state)
{
    (void)state;
    static const char *const words[] = {"boardroom", "STRASSE Ä", "@vc.example.com"};
    static const char *const properties[] = {"LOCATION", "CONFERENCE", "X-ROOM", "DESCRIPTION"};
    static const struct calendar_selection selection = {words, 3, properties, 4};
    static const struct {
        const char *lines;
        bool matches;
    } cases[] = {
        {"", false},
        {"LOCATION:The BoardRoom\r\n", true},
        {"LOCATION:The Board Room\r\n", false},
        {"SUMMARY:boardroom\r\n", false},
        {"LOCATION:strasse ä\r\n", true},
        {"LOCATION:Strasse \r\n Ä 3\r\n", true},
        {"LOCATION:one\\, two\r\nLOCATION:boardroom\r\n", true},
        {"CONFERENCE:sip:1@VC.example.com\r\n", true},
        {"X-GOOGLE-CONFERENCE:sip:1@vc.example.com\r\n", true},
        {"X-MICROSOFT-SKYPETEAMSMEETINGURL:sip:1@vc.example.com\r\n", true},
        {"URL:sip:1@vc.example.com\r\n", false},
        {"x-room;X-A=\"b:c\":boardroom\r\n", true},
        {"DESCRIPTION:in the\\nboardroom\r\n", true},
        {"BEGIN:VALARM\r\nDESCRIPTION:boardroom\r\nEND:VALARM\r\n", false},
        {"CLASS:PRIVATE\r\nLOCATION:boardroom\r\n", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event event = event_read(cases[i].lines, &selection);
        if (event.unmatched == cases[i].matches)
            fail_msg("%s", cases[i].lines);
        /* what is kept matches again */
        struct reading again;
        reading_init_selected(&again, event.text, strlen(event.text), 10, &selection);
        assert_int_equal(again.content.events[0].unmatched, event.unmatched);
        assert_string_equal(again.content.events[0].text, event.text);
        reading_done(&again);
        event_done(&event);
    }
    struct event event = event_read("", NULL);
    assert_false(event.unmatched);
    event_done(&event);
}

static void matches_in_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *word, *text;
        bool matches;
    } cases[] = {
        {"a", "A", true},    {"Ab", "xaB", true},      {"ab", "a", false},           {"", "a", false},
        {"é", "CAFÉ", true}, {"ŐŰ", "őű", true},       {"москва", "МОСКВА 1", true}, {"ΑΘΗΝΑ", "αθηνα", true},
        {"ß", "SS", false},  {"a\xff", "A\xff", true}, {"ÿ", "\xc3", false},         {"日本", "東京、日本", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct calendar_selection selection = {&cases[i].word, 1, NULL, 0};
        if (selection_matches(&selection, cases[i].text) != cases[i].matches)
            fail_msg("%s in %s", cases[i].word, cases[i].text);
    }
}

/* X-WR-TIMEZONE is the zone of its own VCALENDAR, unless the zone is fixed or it means nothing. */
static void minds_the_zone_of_a_calendar(void **state)
{
    (void)state;
#define CALENDAR(head, uid)                                                                                            \
    "BEGIN:VCALENDAR\r\n" head "BEGIN:VEVENT\r\nUID:" uid                                                              \
    "\r\nDTSTART:20260310T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    static const char text[] =
        CALENDAR("X-WR-TIMEZONE:America/New_York\r\n", "a") CALENDAR("", "b") CALENDAR("X-WR-TIMEZONE:Nowhere\r\n", "c")
            CALENDAR("X-WR-TIMEZONE;VALUE=TEXT:\r\n Tokyo Standard Time\r\n", "d");
    static const char *const starts[] = {"2026-03-10T13:00:00Z", "2026-03-10T08:00:00Z", "2026-03-10T08:00:00Z",
                                         "2026-03-10T00:00:00Z"};
    struct reading reading;
    reading_init(&reading, text, strlen(text), 10);
    for (size_t i = 0; i < 4; i++) {
        char shown[INSTANT_TEXT_SIZE];
        const struct event *event = &reading.content.events[i];
        assert_string_equal(instant_format(event->occurrences[0].start, shown), starts[i]);
        struct reading again;
        reading_init(&again, event->text, strlen(event->text), 10);
        assert_int_equal(again.content.events[0].occurrences[0].start, event->occurrences[0].start);
        assert_string_equal(again.content.events[0].text, event->text);
        reading_done(&again);
    }
    struct event event;
    reading.reader.zone_is_fixed = true;
    assert_int_equal(reader_read(&reading.reader, &reading.scan.events[0], &event, NULL), 0);
    assert_int_equal(event.occurrences[0].start, reading.content.events[1].occurrences[0].start);
    assert_null(strstr(event.text, "X-WR-TIMEZONE"));
    event_done(&event);
    reading_done(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_attendees),
        cmocka_unit_test(knows_who_comes_instead),
        cmocka_unit_test(knows_who_comes_instead),
        cmocka_unit_test(knows_who_acts),
        cmocka_unit_test(knows_places),
        cmocka_unit_test(leaves_long_addresses_out),
        cmocka_unit_test(knows_what_counts),
        cmocka_unit_test(selects_by_words),
        cmocka_unit_test(matches_in_any_case),
        cmocka_unit_test(minds_the_zone_of_a_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
