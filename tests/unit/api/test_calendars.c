/* Calendars: what is shown of them, which may be pushed, in which type, and what the answer says. */
#include "unit/api/fixture.h"

#define ROOMS_PUSH "Content-Type: text/calendar"

static void pushes_become_commands(void **state)
{
    (void)state;
    const struct {
        const char *method, *name, *type;
        int status;
        const char *field, *said;
    } cases[] = {
        {"PUT", "a", "text/calendar", 200, NULL, "snapshot calendar='a' 'BODY'"},
        {"POST", "a", "text/calendar", 200, NULL, "message calendar='a' 'BODY'"},
        {"PUT", "0-_z", "Text/Calendar; charset=UTF-8; method=REQUEST", 200, NULL, "snapshot calendar='0-_z' 'BODY'"},
        {"PUT", "a", "text/calendar;charset=\"utf-8\"", 200, NULL, "snapshot calendar='a' 'BODY'"},
        {"PUT", "a", "text/calendar ; component=VEVENT", 200, NULL, "snapshot calendar='a' 'BODY'"},
        {"POST", "a", "message/rfc822", 200, NULL, "mail calendar='a' 'BODY'"},
        {"POST", "a", "Message/RFC822; charset=iso-8859-1", 200, NULL, "mail calendar='a' 'BODY'"},
        {"POST", "a", "message/rfc8222", 415, NULL, ""},
        {"PUT", "a", "message/rfc822", 415, NULL, ""},
        {"PUT", "a", "text/calendar; charset=iso-8859-1", 415, NULL, ""},
        {"PUT", "a", "text/calendars", 415, NULL, ""},
        {"PUT", "a", "text/plain", 415, NULL, ""},
        {"POST", "a", "application/json", 415, NULL, ""},
        {"PUT", "a", "", 415, NULL, ""},
        {"PUT", "a", NULL, 415, NULL, ""},
        {"PUT", "rooms", "text/calendar", 409, "name", ""},
        {"POST", "rooms", "text/calendar", 409, "name", ""},
        {"PUT", "Rooms", "text/calendar", 422, "name", ""},
        {"PUT", "-a", "text/calendar", 422, "name", ""},
        {"PUT", "_a", "text/calendar", 422, "name", ""},
        {"PUT", "a.b", "text/calendar", 422, "name", ""},
        {"PUT", "a b", "text/calendar", 422, "name", ""},
        {"PUT", "caf\xC3\xA9", "text/calendar", 422, "name", ""},
        {"PUT", "0123456789012345678901234567890123456789012345678901234567890123", "text/calendar", 200, NULL,
         "snapshot calendar='0123456789012345678901234567890123456789012345678901234567890123' 'BODY'"},
        {"PUT", "01234567890123456789012345678901234567890123456789012345678901234", "text/calendar", 422, "name", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_FREE char *target = mem_printf("/v1/calendars/%s", cases[i].name);
        CLEAN_FREE char *type = cases[i].type != NULL ? mem_printf("Content-Type: %s", cases[i].type) : NULL;
        const struct http_exchange *exchange = ask(cases[i].method, target, type, "BODY");
        assert_string_equal(buf_string(&fixture->said), cases[i].said);
        if (cases[i].status == 200) {
            assert_int_equal(exchange->status, 200);
        } else {
            assert_problem(exchange, cases[i].status, cases[i].field);
        }
    }
    assert_problem(ask("PUT", "/v1/calendars/a", ROOMS_PUSH "\nContent-Encoding: gzip", "BODY"), 415, NULL);
}

static void an_answer_counts_and_names_the_refused(void **state)
{
    (void)state;
    fixture->reply.counts =
        (struct merge_counts){.bookings = 5, .created = 4, .changed = 3, .cancelled = 2, .unchanged = 1};
    const struct http_exchange *exchange = ask("PUT", "/v1/calendars/a", ROOMS_PUSH, "BODY");
    assert_string_equal(buf_string(&exchange->answer),
                        "{\"bookings\":5,\"created\":4,\"changed\":3,\"cancelled\":2,\"unchanged\":1,\"refused\":[]}");
    struct refusal refusals[] = {
        {(char *)"u1", 7, (char *)"the end lies before the start", (char *)"Board", (char *)"2026-11-23"},
        {(char *)"", 12, (char *)"it has no \"UID\"", NULL, NULL},
    };
    struct calendar_content content = {.refusals = refusals, .n_refusals = 2};
    fixture->content = &content;
    exchange = ask("POST", "/v1/calendars/a", ROOMS_PUSH, "BODY");
    assert_int_equal(exchange->status, 200);
    assert_contains(buf_string(&exchange->answer),
                    "\"refused\":[{\"uid\":\"u1\",\"line\":7,\"why\":\"the end lies before the start\","
                    "\"title\":\"Board\",\"when\":\"2026-11-23\"},"
                    "{\"uid\":\"\",\"line\":12,\"why\":\"it has no \\\"UID\\\"\"}]}");
}

static void a_calendar_that_cannot_be_read_is_a_problem(void **state)
{
    (void)state;
    err_set(&fixture->reply.err, ERR_UNREADABLE, "a line is longer than 64 KiB");
    fixture->reply.err.line = 17;
    const struct http_exchange *exchange = ask("PUT", "/v1/calendars/a", ROOMS_PUSH, "BODY");
    assert_problem(exchange, 400, NULL);
    assert_contains(buf_string(&exchange->answer), "\"detail\":\"line 17: a line is longer than 64 KiB\"");
    fixture->script = SCRIPT_REFUSE_COMMAND;
    err_set(&fixture->refusal, ERR_BUSY, "too many calendars are being read");
    exchange = ask("PUT", "/v1/calendars/a", ROOMS_PUSH, "BODY");
    assert_problem(exchange, 503, NULL);
}

static void shows_a_configured_calendar_before_its_first_sync(void **state)
{
    (void)state;
    static const char ROOMS[] = "{\"name\":\"rooms\",\"kind\":\"ics\",\"url\":\"https://x/***\",\"path\":null,"
                                "\"state\":\"new\",\"since\":null,\"held\":null,\"source\":{\"state\":\"waiting\","
                                "\"next_look\":\"2026-11-23T09:01:00Z\",\"failures\":2},"
                                "\"last_sync\":null,\"last_success\":null,\"last_error\":null,\"bookings\":0,"
                                "\"meetings\":{\"scheduled\":0,\"waiting\":0,\"starting\":0,\"active\":0,\"ending\":0,"
                                "\"ended\":0,\"missed\":0,\"cancelled\":0},\"duplicate_count\":0,\"duplicates\":[],"
                                "\"unselected\":0,\"refused_count\":0,\"refused\":[]}";
    assert_string_equal(buf_string(&ask("GET", "/v1/calendars/rooms", NULL, NULL)->answer), ROOMS);
    CLEAN_FREE char *list = mem_printf("{\"calendars\":[%s],\"next\":null}", ROOMS);
    assert_string_equal(buf_string(&ask("GET", "/v1/calendars", NULL, NULL)->answer), list);
    api_set_config(fixture->api, NULL);
    assert_string_equal(buf_string(&ask("GET", "/v1/calendars", NULL, NULL)->answer),
                        "{\"calendars\":[],\"next\":null}");
    assert_problem(ask("GET", "/v1/calendars/rooms", NULL, NULL), 404, NULL);
}

static void shows_where_a_server_is_that_asks_who_one_is(void **state)
{
    (void)state;
    const struct {
        enum calendar_kind kind;
        const char *username, *token_file, *shown;
    } cases[] = {
        {CALENDAR_CALDAV, "u", "", "https://x/rooms.ics"},
        {CALENDAR_CALDAV, "", "/f", "https://x/rooms.ics"},
        {CALENDAR_CALDAV, "", "", "https://x/***"},
        {CALENDAR_ICS, "u", "", "https://x/***"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fixture->configured.kind = cases[i].kind;
        fixture->configured.username = (char *)(uintptr_t)cases[i].username;
        fixture->configured.token_file = (char *)(uintptr_t)cases[i].token_file;
        CLEAN_FREE char *url = mem_printf("\"url\":\"%s\"", cases[i].shown);
        assert_contains(buf_string(&ask("GET", "/v1/calendars/rooms", NULL, NULL)->answer), url);
    }
}

static void shows_what_a_sync_left(void **state)
{
    (void)state;
    struct refusal refused[25];
    for (size_t i = 0; i < 25; i++) {
        refused[i] = (struct refusal){.uid = (char *)"u", .line = (uint32_t)i + 1, .why = (char *)"no"};
    }
    struct calendar *calendar = &fixture->engine.calendars[0];
    *calendar = (struct calendar){
        .name = (char *)"drop",
        .refused_count = 25,
        .refused = refused,
        .n_refused = 25,
        .last_sync = FIXTURE_NOW,
        .last_success = INSTANT_NONE,
        .last_error = (char *)"line 3: no",
        .meetings = {[MEETING_ACTIVE] = 4, [MEETING_ENDED] = 9},
        .n_standing = 1,
        .held_since = INSTANT_NONE,
        .unfinished = INSTANT_NONE,
    };
    fixture->engine.n_calendars = 1;
    const char *answer = buf_string(&ask("GET", "/v1/calendars/drop", NULL, NULL)->answer);
    assert_contains(answer, "{\"name\":\"drop\",\"kind\":\"pushed\",\"url\":null,\"path\":null,"
                            "\"state\":\"failed\",\"since\":null,\"held\":null,\"source\":null,"
                            "\"last_sync\":\"2026-11-23T09:00:00Z\",\"last_success\":null,"
                            "\"last_error\":\"line 3: no\",\"bookings\":1,");
    assert_contains(answer, "\"active\":4,\"ending\":0,\"ended\":9,");
    assert_contains(answer, "\"refused_count\":25,");
    assert_contains(answer, "{\"uid\":\"u\",\"line\":25,\"why\":\"no\"}]}");
    answer = buf_string(&ask("GET", "/v1/calendars?limit=1", NULL, NULL)->answer);
    assert_contains(answer, "{\"uid\":\"u\",\"line\":20,\"why\":\"no\"}]}"); /* a list shows the first ones */
}

static void says_how_it_goes(void **state)
{
    (void)state;
    static const struct {
        instant sync, success, held;
        const char *error, *shown;
        instant unfinished;
        const char *roll;
    } cases[] = {
        {INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, NULL, "\"state\":\"new\",\"since\":null,\"held\":null,",
         INSTANT_NONE, NULL},
        {FIXTURE_NOW, FIXTURE_NOW, INSTANT_NONE, NULL, "\"state\":\"ok\",\"since\":null,\"held\":null,", INSTANT_NONE,
         NULL},
        {FIXTURE_NOW, INSTANT_NONE, INSTANT_NONE, "x", "\"state\":\"failed\",\"since\":null,\"held\":null,",
         INSTANT_NONE, NULL},
        {FIXTURE_NOW, FIXTURE_NOW - HOUR_MS, INSTANT_NONE, "x",
         "\"state\":\"stale\",\"since\":\"2026-11-23T08:00:00Z\",\"held\":null,", INSTANT_NONE, NULL},
        {FIXTURE_NOW, FIXTURE_NOW - HOUR_MS, FIXTURE_NOW, "x",
         "\"state\":\"held\",\"since\":\"2026-11-23T09:00:00Z\","
         "\"held\":{\"since\":\"2026-11-23T09:00:00Z\",\"lost\":40,\"of\":50},",
         INSTANT_NONE, NULL},
        {FIXTURE_NOW, FIXTURE_NOW, INSTANT_NONE, NULL, "\"state\":\"unfinished\",\"since\":\"2026-11-23T08:59:00Z\",",
         FIXTURE_NOW - MINUTE_MS, NULL},
        {FIXTURE_NOW, FIXTURE_NOW, INSTANT_NONE, NULL,
         "\"last_error\":\"only a part of it was taken: send it again (PUT, or cospacectl import)\",",
         FIXTURE_NOW - MINUTE_MS, NULL},
        {FIXTURE_NOW, INSTANT_NONE, INSTANT_NONE, "the reader died",
         "\"last_error\":\"the reader died; only a part of it was taken: send it again", FIXTURE_NOW, NULL},
        {FIXTURE_NOW, FIXTURE_NOW, INSTANT_NONE, NULL, "\"state\":\"stale\"", INSTANT_NONE, "no room"},
        {FIXTURE_NOW, FIXTURE_NOW, INSTANT_NONE, NULL,
         "\"last_error\":\"its recurring bookings cannot be expanded further, which is tried again: no room\",",
         INSTANT_NONE, "no room"},
    };
    struct calendar *calendar = &fixture->engine.calendars[0];
    fixture->engine.n_calendars = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        *calendar = (struct calendar){
            .name = (char *)"drop",
            .last_sync = cases[i].sync,
            .last_success = cases[i].success,
            .last_error = (char *)(uintptr_t)cases[i].error,
            .held_since = cases[i].held,
            .held_lost = 40,
            .held_of = 50,
            .unfinished = cases[i].unfinished,
            .roll_error = (char *)(uintptr_t)cases[i].roll,
        };
        assert_contains(buf_string(&ask("GET", "/v1/calendars/drop", NULL, NULL)->answer), cases[i].shown);
    }
}

static void a_release_is_a_command(void **state)
{
    (void)state;
    assert_problem(ask("POST", "/v1/calendars/none/release", NULL, NULL), 404, NULL);
    assert_problem(ask("POST", "/v1/calendars/rooms/release", NULL, NULL), 409, NULL); /* never looked at */
    assert_problem(ask("GET", "/v1/calendars/rooms/release", NULL, NULL), 405, NULL);
    fixture->engine.calendars[0] = (struct calendar){.name = (char *)"rooms",
                                                     .last_sync = INSTANT_NONE,
                                                     .last_success = INSTANT_NONE,
                                                     .held_since = INSTANT_NONE,
                                                     .unfinished = INSTANT_NONE};
    fixture->engine.n_calendars = 1;
    fixture->reply.calendar = &fixture->engine.calendars[0];
    assert_problem(ask("POST", "/v1/calendars/rooms/release", NULL, "{\"a\":1}"), 400, "a");
    const struct http_exchange *exchange = ask("POST", "/v1/calendars/rooms/release", NULL, NULL);
    assert_int_equal(exchange->status, 200);
    assert_string_equal(buf_string(&fixture->said), "release calendar='rooms'");
    assert_contains(buf_string(&exchange->answer), "{\"name\":\"rooms\",\"kind\":\"ics\"");
    err_set(&fixture->reply.err, ERR_CONFLICT, "calendar rooms is not held back");
    assert_problem(ask("POST", "/v1/calendars/rooms/release", NULL, NULL), 409, NULL);
}

static void a_refresh_looks_at_the_source(void **state)
{
    (void)state;
    fixture->engine.calendars[0] = (struct calendar){.name = (char *)"drop",
                                                     .last_sync = INSTANT_NONE,
                                                     .last_success = INSTANT_NONE,
                                                     .held_since = INSTANT_NONE,
                                                     .unfinished = INSTANT_NONE};
    fixture->engine.n_calendars = 1;
    assert_problem(ask("POST", "/v1/calendars/none/refresh", NULL, NULL), 404, NULL);
    assert_problem(ask("POST", "/v1/calendars/drop/refresh", NULL, NULL), 409, NULL); /* pushed */
    assert_problem(ask("GET", "/v1/calendars/rooms/refresh", NULL, NULL), 405, NULL);
    assert_problem(ask("POST", "/v1/calendars/rooms/refresh", NULL, "{\"a\":1}"), 400, "a");
    assert_string_equal(buf_string(&fixture->said), "");
    const struct http_exchange *exchange = ask("POST", "/v1/calendars/rooms/refresh", NULL, NULL);
    assert_int_equal(exchange->status, 202);
    assert_string_equal(buf_string(&fixture->said), "look at rooms");
    assert_contains(buf_string(&exchange->answer), "{\"name\":\"rooms\",\"kind\":\"ics\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(pushes_become_commands),
        api_test(an_answer_counts_and_names_the_refused),
        api_test(a_calendar_that_cannot_be_read_is_a_problem),
        api_test(shows_a_configured_calendar_before_its_first_sync),
        api_test(shows_where_a_server_is_that_asks_who_one_is),
        api_test(shows_what_a_sync_left),
        api_test(says_how_it_goes),
        api_test(a_release_is_a_command),
        api_test(a_refresh_looks_at_the_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
