/* A calendar as text/calendar: when it is given, which meetings it holds, its tag, and that a long one comes in turns.
 */
#include "unit/api/fixture.h"

static const char *type_of(const char *target, const char *accept)
{
    const struct http_exchange *exchange = ask("GET", target, accept, NULL);
    assert_int_equal(exchange->status, 200);
    assert_contains(buf_string(&exchange->answer_headers), "Vary: Accept\n");
    return exchange->content_type;
}

static void the_form_is_what_was_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *query, *accept, *type;
    } cases[] = {
        {"", NULL, "application/json"},
        {"", "Accept: */*", "application/json"},
        {"", "Accept: text/html", "application/json"},
        {"", "Accept: text/calendar", "text/calendar; charset=utf-8"},
        {"", "Accept: application/json;q=0.5, text/calendar", "text/calendar; charset=utf-8"},
        {"", "Accept: application/json, text/calendar", "application/json"},
        {"?format=ics", "Accept: application/json", "text/calendar; charset=utf-8"},
        {"?format=json", "Accept: text/calendar", "application/json"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *target = mem_printf("/v1/calendars/rooms%s", cases[i].query);
        assert_string_equal(type_of(target, cases[i].accept), cases[i].type);
    }
    assert_problem(ask("GET", "/v1/calendars/rooms?format=xml", NULL, NULL), 422, "format");
    assert_problem(ask("GET", "/v1/calendars/rooms?color=red", NULL, NULL), 400, "color");
    assert_problem(ask("GET", "/v1/calendars/rooms?from=a&from=b", NULL, NULL), 400, "from");
    assert_problem(ask("GET", "/v1/calendars/none?format=ics", NULL, NULL), 404, NULL);
    assert_problem(ask("GET", "/v1/calendars/rooms?to=2026-11-23T09:00:00Z", NULL, NULL), 422, "to");
}

static const char *text_of(const char *query)
{
    CLEAN_FREE char *target = mem_printf("/v1/calendars/rooms?format=ics%s", query);
    const struct http_exchange *exchange = ask("GET", target, NULL, NULL);
    assert_int_equal(exchange->status, 200);
    const char *text = buf_string(&exchange->answer);
    assert_memory_equal(text, "BEGIN:VCALENDAR\r\n", 17);
    assert_string_equal(text + strlen(text) - 15, "END:VCALENDAR\r\n");
    return text;
}

static size_t count_of(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at++) {
        n++;
    }
    return n;
}

static void a_meeting_with_how_to_join_it(void **state)
{
    (void)state;
    const char *text = text_of("");
    assert_int_equal(count_of(text, "BEGIN:VEVENT"), 1); /* the other is of no calendar */
    assert_contains(text, "NAME:rooms\r\n");
    assert_contains(text, "UID:u1@example.com\r\n");
    assert_contains(text, "RECURRENCE-ID:20261123T090000Z\r\n");
    assert_contains(text, "SUMMARY:Caf\xC3\xA9 \"1\"\r\n");
    assert_contains(text, "LOCATION:1@meet.example.com\r\n");
    assert_contains(text, "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:sip:1@meet.example.com\r\n");
}

static void the_window_says_which(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t n;
    } cases[] = {
        {"", 1},
        {"&from=2026-11-23T09:59:59Z", 1},
        {"&from=2026-11-23T10:00:00Z", 0},
        {"&to=2026-11-23T09:00:00Z", 0},
        {"&to=2026-11-23T09:00:01Z", 1},
        {"&from=2025-01-01T00:00:00Z&to=2027-01-01T00:00:00Z", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(count_of(text_of(cases[i].query), "BEGIN:VEVENT"), cases[i].n);
    }
    fixture->engine.meetings[0].start -= 3 * DAY_MS;
    fixture->engine.meetings[0].end -= 3 * DAY_MS;
    assert_int_equal(count_of(text_of(""), "BEGIN:VEVENT"), 0); /* before yesterday */
    static const char target[] = "/v1/calendars/rooms?format=ics&from=";
    assert_problem(ask("GET", "/v1/calendars/rooms?format=ics&from=soon", NULL, NULL), 422, "from");
    assert_problem(ask("GET", "/v1/calendars/rooms?format=ics&to=2020-01-01T00:00:00Z", NULL, NULL), 422, "to");
    CLEAN_FREE char *years = mem_printf("%s2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z", target);
    assert_problem(ask("GET", years, NULL, NULL), 422, "to");
}

/* An occurrence that was over and is again: one event, that of the new meeting. */
static void the_last_meeting_of_an_occurrence_speaks(void **state)
{
    (void)state;
    struct meeting *meetings = fixture->engine.meetings;
    meetings[1] = meetings[0];
    memcpy(meetings[1].id, PLAN_ID, GUID_SIZE);
    meetings[0].state = MEETING_CANCELLED;
    meetings[0].booking_next = &meetings[1];
    const char *text = text_of("");
    assert_int_equal(count_of(text, "BEGIN:VEVENT"), 1);
    assert_contains(text, "X-COSPACED-MEETING:" PLAN_ID);
    meetings[1].recurrence_id += 1000;
    assert_int_equal(count_of(text_of(""), "BEGIN:VEVENT"), 2);
}

static void tag_of(const char *query, char ret_tag[64])
{
    CLEAN_FREE char *target = mem_printf("/v1/calendars/rooms?format=ics%s", query);
    const struct http_exchange *exchange = ask("GET", target, NULL, NULL);
    const char *tag = strstr(buf_string(&exchange->answer_headers), "ETag: ") + 6;
    snprintf(ret_tag, 64, "%.*s", (int)strcspn(tag, "\n"), tag);
}

static void the_tag_changes_with_what_is_shown(void **state)
{
    (void)state;
    struct calendar *calendar = &fixture->engine.calendars[0];
    *calendar = (struct calendar){.name = (char *)"rooms"};
    fixture->engine.n_calendars = 1;
    char tags[6][64];
    tag_of("", tags[0]);
    tag_of("", tags[1]);
    assert_string_equal(tags[0], tags[1]);
    CLEAN_FREE char *known = mem_printf("If-None-Match: \"x\", %s", tags[0]);
    const struct http_exchange *exchange = ask("GET", "/v1/calendars/rooms?format=ics", known, NULL);
    assert_int_equal(exchange->status, 304);
    assert_int_equal(exchange->answer.len, 0);
    assert_contains(buf_string(&exchange->answer_headers), tags[0]);
    tag_of("&to=2026-11-26T00:00:00Z", tags[1]);
    calendar->revision++;
    tag_of("", tags[2]);
    calendar->bookings.seed++;
    tag_of("", tags[3]);
    fixture->engine.settings.pool.domain = (char *)"other.example.com";
    tag_of("", tags[4]);
    for (int i = 1; i < 5; i++) {
        assert_string_not_equal(tags[i - 1], tags[i]);
    }
    assert_int_equal(ask("GET", "/v1/calendars/rooms?format=ics", known, NULL)->status, 200);
}

/* Others' meetings are passed over, and of a long calendar no piece is long. */
static void a_long_calendar_comes_in_pieces(void **state)
{
    (void)state;
    struct meeting *meetings = fixture->engine.meetings;
    struct meeting model = meetings[0];
    struct calendar others = {.name = (char[]){"others"}};
    struct booking other = {.calendar = &others, .uid = "u1@example.com"};
    for (int i = 0; i < FAKE_MEETINGS; i++) {
        meetings[i] = model;
        meetings[i].start += (i / 10) * MINUTE_MS; /* many begin together */
        meetings[i].end += (i / 10) * MINUTE_MS;
        snprintf(meetings[i].id, sizeof meetings[i].id, "11111111-1111-4111-8111-%012d", i);
        meetings[i].booking = i % 3 == 0 ? &other : model.booking;
    }
    fixture->engine.n_meetings = FAKE_MEETINGS;
    const char *text = text_of("");
    assert_int_equal(count_of(text, "BEGIN:VEVENT"), FAKE_MEETINGS - (FAKE_MEETINGS + 2) / 3);
    assert_true(fake_pieces > 10);
    for (int i = 0; i < FAKE_MEETINGS; i++) {
        CLEAN_FREE char *line = mem_printf("X-COSPACED-MEETING:%s\r\n", meetings[i].id);
        assert_int_equal(count_of(text, line), i % 3 == 0 ? 0 : 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(the_form_is_what_was_asked_for),
        api_test(a_meeting_with_how_to_join_it),
        api_test(the_window_says_which),
        api_test(the_last_meeting_of_an_occurrence_speaks),
        api_test(the_tag_changes_with_what_is_shown),
        api_test(a_long_calendar_comes_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
