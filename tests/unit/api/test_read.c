/* The routes that only look: what they show, to the byte, and how every wrong way to ask is answered. */
#include "unit/api/fixture.h"

static const char ROOM_JSON[] =
    "{\"id\":\"" ROOM_ID "\",\"calendar\":\"rooms\",\"uid\":\"u1@example.com\","
    "\"recurrence_id\":\"2026-11-23T09:00:00Z\",\"title\":\"Caf\xC3\xA9 \\\"1\\\"\",\"organizer\":\"o@example.com\","
    "\"start\":\"2026-11-23T09:00:00Z\",\"end\":\"2026-11-23T10:00:00Z\",\"ended_at\":null,\"state\":\"active\","
    "\"reason\":null,"
    "\"space\":{\"index\":1,\"id\":\"458075bc-0000-4000-8000-000000000000\",\"name\":\"Placeholder_1\","
    "\"uri\":\"1@meet.example.com\",\"call_id\":\"1\"},"
    "\"call\":{\"id\":\"ce5ee392-0000-4000-8000-000000000000\",\"bridge\":\"core2\"},\"passcode\":\"\","
    "\"participants\":[{\"id\":\"" PERSON_ID "\",\"address\":\"board@example.com\",\"name\":\"Board\","
    "\"dial\":\"board@video.example.com\",\"state\":\"connected\",\"attempts\":1,"
    "\"call_leg\":\"9f003b66-0000-4000-8000-000000000000\",\"reason\":null}]}";

static const char PLAN_JSON[] =
    "{\"id\":\"" PLAN_ID "\",\"calendar\":null,\"uid\":\"" PLAN_ID "\",\"recurrence_id\":null,"
    "\"title\":\"bad \xEF\xBF\xBD byte\",\"organizer\":\"\",\"start\":\"2026-11-23T11:00:00Z\","
    "\"end\":\"2026-11-23T12:00:00Z\",\"ended_at\":null,\"state\":\"scheduled\",\"reason\":null,\"space\":null,"
    "\"call\":null,"
    "\"passcode\":\"1234\",\"participants\":[]}";

static const char STATUS_JSON[] =
    "{\"version\":\"" COSPACED_VERSION "\",\"uptime\":90,\"ready\":true,\"reasons\":[],"
    "\"meetings\":{\"scheduled\":1,\"waiting\":0,\"starting\":0,\"active\":1,\"ending\":0,\"ended\":0,\"missed\":0,"
    "\"cancelled\":0},"
    "\"spaces\":{\"in_use\":1,\"free\":1,\"closing\":0,\"contested\":0,\"differing\":0,\"repaired\":0,\"leaving\":1,"
    "\"missing\":2},"
    "\"preferred_bridge\":\"core2\",\"preferred_by_hand\":true,"
    "\"pool\":{\"owner\":\"ours\",\"text\":\"the pool is ours\",\"advice\":\"nothing\","
    "\"installation\":\"1a2b3c4d\",\"holder\":null},"
    "\"foreign_sets\":[{\"id\":\"beac931c-ae88-4f5f-b6b7-71a1c4bdaf8e\",\"first\":3,\"last\":9,"
    "\"name\":\"Lobby_$index$\",\"uri\":\"$index$\",\"call_id\":\"\",\"shares\":[\"uri\"]}],"
    "\"foreign_sets_left_out\":0,"
    "\"unconfigured_bridges\":[{\"name\":\"Core3\",\"address\":\"https://192.0.2.103\"}],"
    "\"store\":{\"path\":\"/var/lib/cospaced/cospaced.db\",\"writable\":true,\"error\":null},"
    "\"configuration\":{\"path\":\"/etc/cospaced/"
    "cospaced.yaml\",\"read_at\":\"2026-11-23T09:00:00Z\",\"refused_at\":null,"
    "\"faults\":[],\"next_start\":[]}}";

static const char SPACES_JSON[] =
    "{\"spaces\":["
    "{\"index\":1,\"id\":\"458075bc-0000-4000-8000-000000000000\",\"name\":\"Placeholder_1\","
    "\"uri\":\"1@meet.example.com\",\"call_id\":\"1\",\"state\":\"in_use\",\"meeting\":\"" ROOM_ID
    "\",\"differs\":null},"
    "{\"index\":2,\"id\":null,\"name\":\"Placeholder_2\",\"uri\":\"2@meet.example.com\",\"call_id\":\"2\","
    "\"state\":\"missing\",\"meeting\":null,\"differs\":null},"
    "{\"index\":3,\"id\":\"458075bc-0000-4000-8000-000000000003\",\"name\":\"Placeholder_3\","
    "\"uri\":\"3@meet.example.com\",\"call_id\":\"3\",\"state\":\"free\",\"meeting\":null,\"differs\":null},"
    "{\"index\":4,\"id\":null,\"name\":\"Placeholder_4\",\"uri\":\"4@meet.example.com\",\"call_id\":\"4\","
    "\"state\":\"missing\",\"meeting\":null,\"differs\":null},"
    "{\"index\":9,\"id\":\"458075bc-0000-4000-8000-000000000009\",\"name\":\"Placeholder_9\","
    "\"uri\":\"9@meet.example.com\",\"call_id\":\"9\",\"state\":\"leaving\",\"meeting\":null,\"differs\":null}],"
    "\"next\":null}";

static const char BRIDGES_JSON[] =
    "{\"bridges\":[{\"name\":\"core1\",\"url\":\"https://cms1.example.com:445\",\"state\":\"down\",\"preferred\":false,"
    "\"since\":\"2026-11-23T09:00:00Z\",\"calls\":0,\"in_flight\":0,\"last_error\":\"connection refused\","
    "\"last_error_at\":\"2026-11-23T09:00:00Z\",\"version\":null,\"skew_ms\":0,"
    "\"reason\":\"refused\",\"reason_text\":\"takes no connections\","
    "\"advice\":\"start it, or its API; check the port and the firewall\",\"role\":\"failed_over\",\"answer_ms\":0,"
    "\"held_until\":null,\"drained_since\":null,\"load\":null,\"load_limit\":null,\"alarms\":[],\"cluster_name\":null},"
    "{\"name\":\"core2\",\"url\":\"https://cms2.example.com:445\",\"state\":\"up\",\"preferred\":true,"
    "\"since\":\"2026-11-23T09:00:00Z\",\"calls\":1,\"in_flight\":2,\"last_error\":null,\"last_error_at\":null,"
    "\"version\":\"3.10\",\"skew_ms\":-250,"
    "\"reason\":\"drained\",\"reason_text\":\"takes no new meetings, by hand\","
    "\"advice\":\"resume it when its maintenance is over\",\"role\":\"drained\",\"answer_ms\":12,"
    "\"held_until\":null,\"drained_since\":\"2026-11-23T09:00:00Z\",\"load\":25,\"load_limit\":96000,"
    "\"alarms\":[\"recorderUnavailable\",\"turnServerUnavailable\"],\"cluster_name\":\"Core2\"}],\"next\":null}";

static void shows_every_object_to_the_byte(void **state)
{
    (void)state;
    const struct {
        const char *target, *body;
    } cases[] = {
        {"/v1/meetings/" ROOM_ID, ROOM_JSON},
        {"/v1/meetings/" PLAN_ID, PLAN_JSON},
        {"/v1/status", STATUS_JSON},
        {"/v1/spaces", SPACES_JSON},
        {"/v1/bridges", BRIDGES_JSON},
        {"/healthz", "{\"status\":\"ok\"}"},
        {"/readyz", "{\"ready\":true,\"reasons\":[]}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask("GET", cases[i].target, NULL, NULL);
        assert_int_equal(exchange->status, 200);
        assert_string_equal(exchange->content_type, "application/json");
        assert_string_equal(buf_string(&exchange->answer), cases[i].body);
        exchange = ask("HEAD", cases[i].target, NULL, NULL);
        assert_int_equal(exchange->status, 200);
    }
}

static void one_is_as_in_the_list(void **state)
{
    (void)state;
    const struct {
        const char *target, *list;
    } cases[] = {
        {"/v1/bridges/core1", BRIDGES_JSON},
        {"/v1/bridges/core2", BRIDGES_JSON},
        {"/v1/spaces/1", SPACES_JSON},
        {"/v1/spaces/4", SPACES_JSON}, /* missing */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask("GET", cases[i].target, NULL, NULL);
        assert_int_equal(exchange->status, 200);
        assert_contains(cases[i].list, buf_string(&exchange->answer));
        assert_int_equal(ask("HEAD", cases[i].target, NULL, NULL)->status, 200);
    }
}

static void one_that_is_not_there_is_a_problem(void **state)
{
    (void)state;
    static const char *const targets[] = {
        "/v1/bridges/nobody",  "/v1/bridges/",
        "/v1/spaces/0",        "/v1/spaces/1000",
        "/v1/spaces/x",        "/v1/spaces/+1",
        "/v1/spaces/1a",       "/v1/tokens/nobody",
        "/v1/webhooks/nobody", "/v1/spaces/99999999999999999999",
    };
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        assert_problem(ask("GET", targets[i], NULL, NULL), 404, NULL);
    }
}

static void an_unclear_call_is_not_shown(void **state)
{
    (void)state;
    fixture->engine.meetings[0].call_state = CALL_UNCLEAR;
    assert_contains(buf_string(&ask("GET", "/v1/meetings/" ROOM_ID, NULL, NULL)->answer), "\"call\":null");
    fixture->engine.meetings[0].call_state = CALL_OPEN;
    fixture->engine.settings.pool.domain = (char *)"";
    assert_contains(buf_string(&ask("GET", "/v1/meetings/" ROOM_ID, NULL, NULL)->answer), "\"uri\":\"1\"");
}

static void bytes_that_are_no_text_are_mended(void **state)
{
    (void)state;
    const struct {
        const char *title, *shown;
    } cases[] = {
        {"\xD0\x96 \xE2\x82\xAC \xF0\x9F\x98\x80 \xFF", "\xD0\x96 \xE2\x82\xAC \xF0\x9F\x98\x80 ?"},
        {"\xC3", "?"},
        {"\xE2\x82", "??"},
        {"\xC0\xAF", "??"},
        {"\xE0\x80\xAF", "???"},
        {"\xED\xA0\x80", "???"},
        {"\xF0\x80\x80\x80", "????"},
        {"\xF4\x90\x80\x80", "????"},
        {"\xF5\x80\x80\x80", "????"},
        {"\x80 a", "? a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf wanted;
        buf_init(&wanted, 256);
        buf_append_string(&wanted, "\"title\":\"");
        for (const char *at = cases[i].shown; *at != '\0'; at++) {
            buf_append_string(&wanted, *at == '?' ? "\xEF\xBF\xBD" : (char[2]){*at, '\0'});
        }
        buf_append_string(&wanted, "\",");
        struct meeting *meeting = &fixture->engine.meetings[0];
        meeting->own_words = NULL;
        meeting_set_words(meeting, cases[i].title, NULL, NULL);
        assert_contains(buf_string(&ask("GET", "/v1/meetings/" ROOM_ID, NULL, NULL)->answer), buf_string(&wanted));
        mem_free(meeting->own_words);
        meeting->own_words = NULL;
    }
}

static void wrong_ways_are_problems(void **state)
{
    (void)state;
    const struct {
        const char *method, *target;
        int status;
        const char *allow; /* NULL: no such header */
    } cases[] = {
        {"GET", "/", 404, NULL},
        {"GET", "", 404, NULL},
        {"GET", "*", 404, NULL},
        {"OPTIONS", "*", 404, NULL},
        {"GET", "/v1", 404, NULL},
        {"GET", "/v1/", 404, NULL},
        {"GET", "//v1/status", 404, NULL},
        {"GET", "/v1/status/", 404, NULL},
        {"GET", "/v1/statu", 404, NULL},
        {"GET", "/v1/statuss", 404, NULL},
        {"GET", "/V1/status", 404, NULL},
        {"GET", "/v1/meetings/", 404, NULL},
        {"GET", "/v1/meetings/nobody", 404, NULL},
        {"GET", "/v1/meetings/{id}", 404, NULL},
        {"GET", "/v1/meetings/a/b/c/d/e/f/g/h/i/j/k/l", 404, NULL},
        {"GET", "/v1/events/1", 404, NULL},
        {"GET", "/v1/calendars/nobody", 404, NULL},
        {"PATCH", "/v1/meetings/nobody", 404, NULL},
        {"DELETE", "/v1/meetings/nobody", 404, NULL},
        {"POST", "/v1/meetings/nobody/extend", 404, NULL},
        {"POST", "/v1/meetings/nobody/end", 404, NULL},
        {"POST", "/v1/meetings/nobody/participants", 404, NULL},
        {"DELETE", "/v1/meetings/nobody/participants/x", 404, NULL},
        {"DELETE", "/v1/meetings/" ROOM_ID "/participants/", 404, NULL},
        {"DELETE", "/v1/bridges/core1", 405, "GET, HEAD"},
        {"POST", "/v1/bridges/nobody/prefer", 404, NULL},
        {"POST", "/v1/bridges/nobody/drain", 404, NULL},
        {"POST", "/v1/bridges/nobody/resume", 404, NULL},
        {"POST", "/healthz", 405, "GET, HEAD"},
        {"PUT", "/v1/meetings", 405, "GET, HEAD, POST"},
        {"BREW", "/v1/meetings/x", 405, "GET, HEAD, PATCH, DELETE"},
        {"GET", "/v1/meetings/x/end", 405, "POST"},
        {"GET", "/v1/meetings/x/participants/y", 405, "DELETE"},
        {"DELETE", "/v1/calendars/rooms", 405, "GET, HEAD, PUT, POST"},
        {"post", "/v1/meetings", 405, "GET, HEAD, POST"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask(cases[i].method, cases[i].target, NULL, NULL);
        assert_problem(exchange, cases[i].status, NULL);
        char allow[64] = "";
        if (cases[i].allow != NULL) {
            snprintf(allow, sizeof allow, "Allow: %s\n", cases[i].allow);
        }
        assert_string_equal(buf_string(&exchange->answer_headers), allow);
        assert_int_equal(fixture->said.len, 0);
    }
}

static void what_the_server_refuses_is_a_problem_too(void **state)
{
    (void)state;
    const struct {
        const char *target;
        int status, answered;
        const char *headers;
    } cases[] = {
        {"/v1/meetings", 400, 400, ""}, {"/v1/meetings", 413, 413, ""},
        {"/v1/meetings", 431, 431, ""}, {"/v1/meetings", 405, 405, "Allow: GET, HEAD, POST\n"},
        {"/nowhere", 405, 404, ""},     {"/v1/meetings", 499, 499, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct http_exchange *exchange = fake_exchange("BREW", cases[i].target, NULL, NULL, 0);
        fake_server->options.refuse(fake_server->options.ctx, exchange, cases[i].status);
        assert_problem(exchange, cases[i].answered, NULL);
        assert_string_equal(buf_string(&exchange->answer_headers), cases[i].headers);
    }
}

static void etags_spare_what_is_known(void **state)
{
    (void)state;
    const struct {
        const char *header;
        int status;
    } cases[] = {
        {NULL, 200},
        {"If-None-Match: \"7\"", 304},
        {"If-None-Match: W/\"7\"", 304},
        {"If-None-Match: *", 304},
        {"If-None-Match: \"5\", W/\"7\"", 304},
        {"If-None-Match: \"5\",\"6\",\"7\"", 304},
        {"If-None-Match: \"8\"", 200},
        {"If-None-Match: \"77\"", 200},
        {"If-None-Match: 7", 200},
        {"If-None-Match: \"7", 200},
        {"If-None-Match: ", 200},
        {"If-None-Match: * \"7\"", 200},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask("GET", "/v1/meetings/" ROOM_ID, cases[i].header, NULL);
        assert_int_equal(exchange->status, cases[i].status);
        assert_string_equal(buf_string(&exchange->answer_headers), "ETag: \"7\"\n");
        assert_int_equal(exchange->answer.len == 0, cases[i].status == 304);
    }
}

static void says_why_it_is_not_ready(void **state)
{
    (void)state;
    fixture->engine.unready = "the pool is not made\nno bridge is up";
    const struct http_exchange *exchange = ask("GET", "/readyz", NULL, NULL);
    assert_problem(exchange, 503, NULL);
    assert_contains(buf_string(&exchange->answer),
                    "\"ready\":false,\"reasons\":[\"the pool is not made\",\"no bridge is up\"]}");
    fixture->unwritable = true;
    exchange = ask("GET", "/v1/status", NULL, NULL);
    assert_int_equal(exchange->status, 200);
    assert_contains(buf_string(&exchange->answer), "\"ready\":false");
    assert_contains(buf_string(&exchange->answer), "\"writable\":false,\"error\":\"no space left on the device\"");
    fixture->engine.unready = NULL;
    exchange = ask("GET", "/readyz", NULL, NULL);
    assert_problem(exchange, 503, NULL);
    assert_contains(buf_string(&exchange->answer),
                    "\"reasons\":[\"the store cannot be written: no space left on the device\"]");
    assert_int_equal(ask("GET", "/healthz", NULL, NULL)->status, 200);
}

static void says_which_configuration_runs(void **state)
{
    (void)state;
    char faults[] = "c.yaml:3:5: unknown key\nc.yaml:9:1: pool.last is missing\n";
    char keys[] = "bridges\nstore.path\n";
    fixture->configuration.refused_at = FIXTURE_NOW + MINUTE_MS;
    fixture->configuration.faults = faults;
    fixture->configuration.next_start = keys;
    assert_contains(buf_string(&ask("GET", "/v1/status", NULL, NULL)->answer),
                    "\"read_at\":\"2026-11-23T09:00:00Z\",\"refused_at\":\"2026-11-23T09:01:00Z\","
                    "\"faults\":[\"c.yaml:3:5: unknown key\",\"c.yaml:9:1: pool.last is missing\"],"
                    "\"next_start\":[\"bridges\",\"store.path\"]}");
    assert_contains(buf_string(&ask("GET", "/metrics", NULL, NULL)->answer),
                    "\ncospaced_config_last_reload_successful 0\n");
}

static void says_that_the_store_failed_under_the_question(void **state)
{
    (void)state;
    fixture->full = true;
    const struct http_exchange *exchange = ask("GET", "/readyz", NULL, NULL);
    assert_problem(exchange, 503, NULL);
    assert_contains(buf_string(&exchange->answer),
                    "\"reasons\":[\"the store cannot be written: no space left on the device\"]");
}

static void fill_counters(struct counters *counters)
{
    counters->started = 3;
    counters->lateness.scale = HISTOGRAM_WAIT;
    histogram_add(&counters->lateness, 40000);
    histogram_add(&counters->lateness, 600000);
    histogram_add(&counters->lateness, 1000000000);
    counters->dial_results[DIAL_REFUSED] = 4;
    counters->adopted[COUNTED_LEG] = 2;
    counters->answers[1][OUTCOME_BUSY] = UINT64_C(1000000000000);
}

static void metrics_are_prometheus_text(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "# TYPE cospaced_meetings gauge\n",
        "\ncospaced_meetings{state=\"active\"} 1\n",
        "\ncospaced_meetings{state=\"missed\"} 0\n",
        "\ncospaced_spaces{state=\"in_use\"} 1\n",
        "\ncospaced_spaces{state=\"missing\"} 2\n",
        "\ncospaced_bridge_up{bridge=\"core1\"} 0\n",
        "\ncospaced_bridge_drained{bridge=\"core1\"} 0\n",
        "\ncospaced_bridge_drained{bridge=\"core2\"} 1\n",
        "\ncospaced_bridge_falls{bridge=\"core1\"} 2\n",
        "\ncospaced_bridge_up{bridge=\"core2\"} 1\n",
        "\ncospaced_bridge_preferred{bridge=\"core2\"} 1\n",
        "\ncospaced_bridge_calls{bridge=\"core2\"} 1\n",
        "\ncospaced_bridge_requests_in_flight{bridge=\"core2\"} 2\n",
        "\ncospaced_bridge_state{bridge=\"core1\",state=\"down\"} 1\n",
        "\ncospaced_bridge_state{bridge=\"core1\",state=\"up\"} 0\n",
        "\ncospaced_bridge_clock_skew_seconds{bridge=\"core2\"} -0.25\n",
        "\ncospaced_calendar_refused_events{calendar=\"q\\\"\\\\\\n\"} 3\n",
        "\ncospaced_calendar_last_success_timestamp_seconds{calendar=\"q\\\"\\\\\\n\"} 1795424400\n",
        "\ncospaced_build_info{version=\"" COSPACED_VERSION "\"} 1\n",
        "\ncospaced_store_writable 1\n",
        "\ncospaced_api_responses_total{class=\"4xx\"} 1\n",
        "\ncospaced_meeting_starts_total 3\n",
        "\ncospaced_meeting_start_lateness_seconds_bucket{le=\"0.05\"} 1\n",
        "\ncospaced_meeting_start_lateness_seconds_bucket{le=\"1\"} 2\n",
        "\ncospaced_meeting_start_lateness_seconds_bucket{le=\"900\"} 2\n",
        "\ncospaced_meeting_start_lateness_seconds_bucket{le=\"+Inf\"} 3\n",
        "\ncospaced_meeting_start_lateness_seconds_sum 1000.64\n",
        "\ncospaced_meeting_start_lateness_seconds_count 3\n",
        "\ncospaced_dial_results_total{result=\"refused\"} 4\n",
        "\ncospaced_adoptions_total{object=\"call_leg\"} 2\n",
        "\ncospaced_bridge_requests_total{bridge=\"core2\",outcome=\"busy\"} 1000000000000\n",
        "\ncospaced_bridge_request_duration_seconds_bucket{bridge=\"core2\",le=\"0.0005\"} 1\n",
        "\ncospaced_store_commit_failures_total 5\n",
        "\nprocess_start_time_seconds ",
        "\nprocess_open_fds ",
    };
    fixture->engine.calendars[0] =
        (struct calendar){.name = (char *)"q\"\\\n", .refused_count = 3, .last_success = FIXTURE_NOW};
    fixture->engine.n_calendars = 1;
    fill_counters(&fixture->engine.counters);
    histogram_add(&fixture->measures.bridge_requests[1], -5);
    fixture->measures.commits_failed = 5;
    ask("GET", "/nowhere", NULL, NULL);
    const struct http_exchange *exchange = ask("GET", "/metrics", NULL, NULL);
    assert_int_equal(exchange->status, 200);
    assert_string_equal(exchange->content_type, "text/plain; version=0.0.4; charset=utf-8");
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        assert_contains(buf_string(&exchange->answer), LINES[i]);
    }
}

static void a_socket_in_use_is_an_error(void **state)
{
    (void)state;
    struct api *api = NULL;
    struct api_host host = {0};
    struct api_options options = {.socket = "/in/use"};
    struct err err = {0};
    assert_int_equal(api_new(NULL, &options, &host, &api, &err), ERR_CONFLICT);
    assert_null(api);
    assert_string_equal(err.message, "the socket is in use");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(shows_every_object_to_the_byte),
        api_test(one_is_as_in_the_list),
        api_test(one_that_is_not_there_is_a_problem),
        api_test(an_unclear_call_is_not_shown),
        api_test(bytes_that_are_no_text_are_mended),
        api_test(wrong_ways_are_problems),
        api_test(what_the_server_refuses_is_a_problem_too),
        api_test(etags_spare_what_is_known),
        api_test(says_why_it_is_not_ready),
        api_test(says_which_configuration_runs),
        api_test(says_that_the_store_failed_under_the_question),
        api_test(metrics_are_prometheus_text),
        cmocka_unit_test(a_socket_in_use_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
