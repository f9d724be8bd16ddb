/* What is written of meetings and busy times: every line, and that our own reader sees the same in it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "support.h"

#include "calendar/write.h"
#include "core/booking.h"

static const struct setting_pool POOL = {.first = 1,
                                         .last = 9,
                                         .name = (char *)"N$index$",
                                         .uri = (char *)"8$index$",
                                         .call_id = (char *)"$index$",
                                         .domain = (char *)"meet.example.com"};

static instant at(const char *text)
{
    instant when = INSTANT_NONE;
    assert_int_equal(instant_parse(text, &when), 0);
    return when;
}

struct scene {
    struct meeting meeting;
    struct progress progress;
    struct calendar calendar;
    struct booking booking;
    struct participant people[2];
    struct space space;
    struct calendar_entry entry;
    struct setting_pool pool;
};

static void scene_init(struct scene *scene)
{
    *scene = (struct scene){.pool = POOL, .calendar.name = (char[]){"rooms"}};
    scene->space.index = 3;
    scene->people[0] = (struct participant){.address = (char *)"room@example.com", .name = (char *)"Room, \"big\""};
    scene->people[1] = (struct participant){.address = (char *)"sip:a b@example.com", .name = (char *)""};
    scene->people[0].next = &scene->people[1];
    scene->progress.space = &scene->space;
    scene->booking = (struct booking){.calendar = &scene->calendar, .uid = "u1@example.com"};
    scene->meeting = (struct meeting){
        .id = "00000000-0000-0000-0000-000000000001",
        .booking = &scene->booking,
        .recurrence_id = INSTANT_NONE,
        .own_words = (char *)"Weekly; all, hands\0boss@example.com\0"
                             "4711",
        .start = at("2026-11-23T09:00:00Z"),
        .end = at("2026-11-23T10:00:00Z"),
        .state = MEETING_ACTIVE,
        .progress = &scene->progress,
        .participants = &scene->people[0],
    };
    scene->entry = (struct calendar_entry){
        .meeting = &scene->meeting,
        .pool = &scene->pool,
        .stamp = at("2026-11-01T00:00:00Z"),
        .location = "Room 12",
        .conference = "https://meet.example.org/x?a=1,2",
    };
}

static char *written(const struct scene *scene)
{
    struct buf out;
    buf_init(&out, 100000);
    calendar_write_meeting(&out, &scene->entry);
    return buf_take(&out);
}

/* Folds undone (RFC 5545 3.1). */
static char *unfolded(const char *text)
{
    struct buf out;
    buf_init(&out, 100000);
    for (; *text != '\0'; text++) {
        if (strncmp(text, "\r\n ", 3) == 0) {
            text += 2;
        } else {
            buf_append_char(&out, *text);
        }
    }
    return buf_take(&out);
}

static void an_open_meeting_line_by_line(void **state)
{
    (void)state;
    struct scene scene;
    scene_init(&scene);
    CLEAN_FREE char *text = written(&scene);
    CLEAN_FREE char *lines = unfolded(text);
    assert_string_equal(lines, "BEGIN:VEVENT\r\n"
                               "UID:u1@example.com\r\n"
                               "DTSTAMP:20261101T000000Z\r\n"
                               "DTSTART:20261123T090000Z\r\n"
                               "DTEND:20261123T100000Z\r\n"
                               "SUMMARY:Weekly\\; all\\, hands\r\n"
                               "STATUS:CONFIRMED\r\n"
                               "ORGANIZER:mailto:boss@example.com\r\n"
                               "ATTENDEE;CN=\"Room, ^'big^'\";PARTSTAT=NEEDS-ACTION:mailto:room@example.com\r\n"
                               "ATTENDEE;PARTSTAT=NEEDS-ACTION:sip:a%20b@example.com\r\n"
                               "LOCATION:83@meet.example.com\r\n"
                               "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:sip:83@meet.example.com\r\n"
                               "DESCRIPTION:The meeting is open.\\nDial 83@meet.example.com to take part.\\n"
                               "Call ID: 3\\nPasscode: 4711\\n\r\n"
                               "X-COSPACED-MEETING:00000000-0000-0000-0000-000000000001\r\n"
                               "X-COSPACED-STATE:active\r\n"
                               "END:VEVENT\r\n");
}

/* What stands of joining, by state; before the start it is what the event said itself. */
static void joining(void **state)
{
    (void)state;
    static const char own[] = "LOCATION:Room 12\r\nCONFERENCE;VALUE=URI:https://meet.example.org/x?a=1,2\r\n";
    static const char ours[] = "LOCATION:83@meet.example.com\r\n";
    static const struct {
        enum meeting_state state;
        bool space;
        const char *reason, *place, *said, *unsaid;
    } cases[] = {
        {MEETING_SCHEDULED, false, NULL, own, "once the meeting has started.\\nPasscode: 4711\\n\r\n", "Dial"},
        {MEETING_WAITING, false, "no space is free", own, "when it has.\\nReason: no space is free\\nPass", "Dial"},
        {MEETING_STARTING, false, NULL, own, "The meeting is starting.\\nPasscode", "Dial"},
        {MEETING_STARTING, true, NULL, ours, "is starting.\\nDial 83@meet.example.com to take part.\\nCall", "Room 12"},
        {MEETING_ACTIVE, true, NULL, ours, "is open.\\nDial 83@", "Room 12"},
        {MEETING_ENDING, true, NULL, own, "DESCRIPTION:The meeting is over.\\n\r\n", "Passcode"},
        {MEETING_ENDED, false, NULL, own, "DESCRIPTION:The meeting is over.\\n\r\n", "STATUS:CANCELLED"},
        {MEETING_MISSED, false, "no bridge was up", own, "not take place.\\nReason: no bridge was up\\n\r\n",
         "Passcode"},
        {MEETING_CANCELLED, false, NULL, own, "STATUS:CANCELLED", "Passcode"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene scene;
        scene_init(&scene);
        scene.meeting.state = cases[i].state;
        scene.progress.space = cases[i].space ? &scene.space : NULL;
        scene.progress.reason = (char *)(uintptr_t)cases[i].reason;
        CLEAN_FREE char *text = written(&scene);
        CLEAN_FREE char *lines = unfolded(text);
        assert_non_null(strstr(lines, cases[i].place));
        assert_non_null(strstr(lines, cases[i].said));
        assert_null(strstr(lines, cases[i].unsaid));
    }
}

static void an_address_without_a_domain_is_no_uri(void **state)
{
    (void)state;
    struct scene scene;
    scene_init(&scene);
    scene.pool.domain = (char *)"";
    CLEAN_FREE char *text = written(&scene);
    assert_non_null(strstr(text, "LOCATION:83\r\n"));
    assert_null(strstr(text, "CONFERENCE"));
}

/* PARTSTAT is the event's; its people stand in for those that a meeting far ahead does not have yet. */
static void people(void **state)
{
    (void)state;
    const struct attendee said[] = {
        {.address = (char *)"ROOM@example.com",
         .name = (char *)"R",
         .type = ATTENDEE_ROOM,
         .partstat = PARTSTAT_ACCEPTED},
        {.address = (char *)"x@example.com", .name = (char *)"", .partstat = PARTSTAT_TENTATIVE},
    };
    struct scene scene;
    scene_init(&scene);
    scene.entry.people = said;
    scene.entry.n_people = 2;
    scene.people[1].removing = true;
    CLEAN_FREE char *some = written(&scene);
    CLEAN_FREE char *lines = unfolded(some);
    assert_non_null(
        strstr(lines, "ATTENDEE;CN=\"Room, ^'big^'\";CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@example.com"));
    assert_null(strstr(lines, "sip:a"));
    assert_null(strstr(lines, "x@example.com"));
    const struct component source = {.title = (char *)"Far"};
    scene.meeting.participants = NULL;
    scene.meeting.source = &source;
    CLEAN_FREE char *none = written(&scene);
    CLEAN_FREE char *others = unfolded(none);
    assert_non_null(strstr(others, "ATTENDEE;CN=R;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:ROOM@example.com\r\n"));
    assert_non_null(strstr(others, "ATTENDEE;PARTSTAT=TENTATIVE:mailto:x@example.com\r\n"));
}

/* Nothing that a title, a name or an address holds becomes a line, a component or half a character. */
static void foreign_text_stays_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "\x01\x1b[31m",
        "caf\xe9",
        "\xf0\x9f\x98\x80 smile",
        ";FEATURE=\"AUDIO,VIDEO\":",
        "",
        "\\n \\, ;:\"",
        "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct scene scene;
        scene_init(&scene);
        scene.people[0].name = scene.people[0].address = (char *)(uintptr_t)texts[i];
        scene.meeting.own_words = NULL;
        meeting_set_words(&scene.meeting, texts[i], texts[i], texts[i]);
        CLEAN_FREE char *event = written(&scene);
        for (const char *c = event; *c != '\0'; c++) {
            assert_true((unsigned char)*c >= 0x20 || *c == '\t' || (c[0] == '\r' && c[1] == '\n') ||
                        (c[0] == '\n' && c[-1] == '\r'));
        }
        for (const char *line = event; *line != '\0'; line = strchr(line, '\n') + 1) {
            assert_true(strcspn(line, "\r") <= 75);
            assert_int_not_equal((unsigned char)line[0] & 0xc0, 0x80); /* a fold cuts no character */
        }
        CLEAN_FREE char *lines = unfolded(event);
        assert_string_equal(strstr(lines, "\nEND:VEVENT"), "\nEND:VEVENT\r\n");
        assert_null(strstr(lines, "\nBEGIN:VEVENT"));
        assert_non_null(strstr(lines, ";FEATURE=AUDIO,VIDEO:sip:"));
        mem_free(scene.meeting.own_words);
    }
}

/* Written, read, the same. */
static void our_reader_sees_the_same(void **state)
{
    (void)state;
    CLEAN_BUF struct buf out;
    buf_init(&out, 100000);
    calendar_write_head(&out, "rooms");
    for (int i = 0; i < 3; i++) {
        struct scene scene;
        scene_init(&scene);
        scene.meeting.start += i * DAY_MS;
        scene.meeting.end += i * DAY_MS;
        scene.meeting.recurrence_id = i > 0 ? scene.meeting.start - HOUR_MS : INSTANT_NONE;
        scene.meeting.state = i == 2 ? MEETING_CANCELLED : MEETING_SCHEDULED;
        scene.booking.uid = i == 0 ? "single, one" : "series";
        calendar_write_meeting(&out, &scene.entry);
    }
    calendar_write_tail(&out);
    struct reading reading;
    reading_init(&reading, out.data, out.len, 100);
    assert_int_equal(reading.rc, 0);
    assert_int_equal(reading.content.n_refusals, 0);
    assert_int_equal(reading.content.n_events, 3);
    for (int i = 0; i < 3; i++) {
        const struct event *event = &reading.content.events[i];
        instant start = at("2026-11-23T09:00:00Z") + i * DAY_MS;
        assert_string_equal(event->uid, i == 0 ? "single, one" : "series");
        assert_true(event->recurrence_id == (i > 0 ? start - HOUR_MS : INSTANT_NONE));
        assert_int_equal(event->n_occurrences, 1);
        assert_true(event->occurrences[0].start == start);
        assert_true(event->occurrences[0].end == start + HOUR_MS);
        assert_int_equal(event->status, i == 2 ? EVENT_CANCELLED : EVENT_CONFIRMED);
        assert_string_equal(event->title, "Weekly; all, hands");
        assert_string_equal(event->organizer, "boss@example.com");
        assert_int_equal(event->n_attendees, 2);
        assert_string_equal(event->attendees[0].name, "Room, \"big\"");
    }
    reading_done(&reading);
}

static void busy_times(void **state)
{
    (void)state;
    const struct window periods[] = {
        {at("2026-11-23T09:00:00Z"), at("2026-11-23T10:30:00Z")},
        {at("2026-11-24T23:00:00Z"), at("2026-11-25T00:00:00Z")},
    };
    struct calendar_busy busy = {
        .uid = "endpoint-x",
        .stamp = at("2026-11-22T00:00:00Z"),
        .whose = "room@example.com",
        .window = {at("2026-11-23T00:00:00Z"), at("2026-11-25T00:00:00Z")},
        .periods = periods,
        .n_periods = 2,
    };
    static const char head[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cospaced//cospaced//EN\r\n"
                               "BEGIN:VFREEBUSY\r\nUID:endpoint-x\r\nDTSTAMP:20261122T000000Z\r\n";
    CLEAN_BUF struct buf out;
    buf_init(&out, 10000);
    calendar_write_busy(&out, &busy);
    CLEAN_FREE char *expected = mem_printf("%sORGANIZER:mailto:room@example.com\r\n"
                                           "DTSTART:20261123T000000Z\r\nDTEND:20261125T000000Z\r\n"
                                           "FREEBUSY;FBTYPE=BUSY:20261123T090000Z/20261123T103000Z\r\n"
                                           "FREEBUSY;FBTYPE=BUSY:20261124T230000Z/20261125T000000Z\r\n"
                                           "END:VFREEBUSY\r\nEND:VCALENDAR\r\n",
                                           head);
    assert_string_equal(buf_string(&out), expected);
    busy.whose = NULL;
    busy.n_periods = 0;
    busy.spaces = 20;
    busy.least_free = 7;
    buf_clear(&out);
    calendar_write_busy(&out, &busy);
    CLEAN_FREE char *pool =
        mem_printf("%sDTSTART:20261123T000000Z\r\nDTEND:20261125T000000Z\r\n"
                   "X-COSPACED-SPACES:20\r\nX-COSPACED-LEAST-FREE:7\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n",
                   head);
    assert_string_equal(buf_string(&out), pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_meeting_line_by_line),
        cmocka_unit_test(joining),
        cmocka_unit_test(an_address_without_a_domain_is_no_uri),
        cmocka_unit_test(people),
        cmocka_unit_test(foreign_text_stays_text),
        cmocka_unit_test(our_reader_sees_the_same),
        cmocka_unit_test(busy_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
