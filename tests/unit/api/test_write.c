/* The routes that change something: which command each request becomes, and which answer each reply. */
#include "unit/api/fixture.h"

#define ROOM   "/v1/meetings/" ROOM_ID
#define PEOPLE ROOM "/participants"

static void requests_become_commands(void **state)
{
    (void)state;
    const struct {
        const char *method, *target, *header, *body, *said;
    } cases[] = {
        {"POST", "/v1/meetings", NULL,
         "{\"title\":\"Board\",\"start\":\"2026-11-24T10:00:00+01:00\",\"end\":\"2026-11-24T10:00:00Z\"}",
         "book title='Board' passcode='' start='2026-11-24T09:00:00Z' end='2026-11-24T10:00:00Z'"},
        {"POST", "/v1/meetings", "Content-Type: application/json; charset=utf-8",
         "{\"title\":\"B\",\"start\":\"2026-11-23T08:00:00Z\",\"end\":\"2026-11-23T09:00:00.001Z\",\"passcode\":"
         "\"1234\","
         "\"participants\":[{\"address\":\"a@x\"},{\"address\":\"b@x\",\"name\":\"B\",\"dial\":null},"
         "{\"dial\":\"c@y\",\"address\":\"c@x\"}]}",
         "book title='B' passcode='1234' start='2026-11-23T08:00:00Z' end='2026-11-23T09:00:00.001Z'"
         " (a@x '' default) (b@x 'B' none) (c@x '' c@y)"},
        {"PATCH", ROOM, NULL, "{\"title\":\"New\"}", "change meeting='" ROOM_ID "' title='New'"},
        {"PATCH", ROOM, "Content-Type: application/merge-patch+json", "{}", "change meeting='" ROOM_ID "'"},
        {"PATCH", ROOM, NULL, "{\"passcode\":\"\",\"end\":\"2026-11-23T11:00:00Z\"}",
         "change meeting='" ROOM_ID "' passcode='' end='2026-11-23T11:00:00Z'"},
        {"PATCH", ROOM, "If-Match: \"7\"", "{}", "change meeting='" ROOM_ID "' if_match='\"7\"'"},
        {"PATCH", ROOM, "If-Match: \"3\", \"7\"", "{}", "change meeting='" ROOM_ID "' if_match='\"7\"'"},
        {"PATCH", ROOM, "If-Match: *", "{}", "change meeting='" ROOM_ID "'"},
        {"PATCH", ROOM, "If-Match: W/\"7\"", "{}", "change meeting='" ROOM_ID "' if_match='\"\"'"},
        {"PATCH", ROOM, "If-Match: \"3\"", "{}", "change meeting='" ROOM_ID "' if_match='\"\"'"},
        {"PATCH", ROOM, "If-Match: nonsense", "{}", "change meeting='" ROOM_ID "' if_match='\"\"'"},
        {"DELETE", ROOM, NULL, NULL, "cancel meeting='" ROOM_ID "'"},
        {"DELETE", ROOM, "If-Match: \"6\"", NULL, "cancel meeting='" ROOM_ID "' if_match='\"\"'"},
        {"POST", ROOM "/extend", NULL, "{\"minutes\":15}", "extend meeting='" ROOM_ID "' length='15m'"},
        {"POST", ROOM "/extend", NULL, "{\"minutes\":1440}", "extend meeting='" ROOM_ID "' length='1d'"},
        {"POST", ROOM "/extend", NULL, "{\"until\":\"2026-11-23T11:00:00Z\"}",
         "extend meeting='" ROOM_ID "' end='2026-11-23T11:00:00Z'"},
        {"POST", ROOM "/end", NULL, NULL, "end meeting='" ROOM_ID "'"},
        {"POST", ROOM "/end", NULL, "{}", "end meeting='" ROOM_ID "'"},
        {"POST", ROOM "/end", "Content-Type: text/plain", NULL, "end meeting='" ROOM_ID "'"},
        {"POST", PEOPLE, NULL, "{\"address\":\"d@x\",\"name\":\"D\"}", "add meeting='" ROOM_ID "' (d@x 'D' default)"},
        {"DELETE", PEOPLE "/" PERSON_ID, NULL, NULL, "remove meeting='" ROOM_ID "' participant='" PERSON_ID "'"},
        {"POST", "/v1/bridges/core2/prefer", NULL, NULL, "prefer bridge='core2'"},
        {"POST", "/v1/bridges/core2/drain", NULL, NULL, "drain bridge='core2'"},
        {"POST", "/v1/bridges/core2/resume", NULL, NULL, "resume bridge='core2'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask(cases[i].method, cases[i].target, cases[i].header, cases[i].body);
        assert_string_equal(buf_string(&fixture->said), cases[i].said);
        assert_int_equal(exchange->status, strcmp(cases[i].target, "/v1/meetings") == 0 ? 201 : 200);
        assert_string_equal(exchange->content_type, "application/json");
    }
}

static void replies_become_answers(void **state)
{
    (void)state;
    const struct {
        const char *method, *target, *body;
        bool participant;
        int status;
        const char *headers, *begins;
    } cases[] = {
        {"POST", "/v1/meetings",
         "{\"title\":\"B\",\"start\":\"2027-01-01T00:00:00Z\",\"end\":\"2027-01-01T01:00:00Z\"}", false, 201,
         "Location: " ROOM "\nETag: \"7\"\n", "{\"id\":\"" ROOM_ID "\",\"calendar\""},
        {"PATCH", ROOM, "{}", false, 200, "ETag: \"7\"\n", "{\"id\":\"" ROOM_ID "\",\"calendar\""},
        {"DELETE", ROOM, NULL, false, 200, "ETag: \"7\"\n", "{\"id\":\"" ROOM_ID "\",\"calendar\""},
        {"POST", ROOM "/extend", "{\"minutes\":1}", false, 200, "ETag: \"7\"\n",
         "{\"id\":\"" ROOM_ID "\",\"calendar\""},
        {"POST", ROOM "/end", "{}", false, 200, "ETag: \"7\"\n", "{\"id\":\"" ROOM_ID "\",\"calendar\""},
        {"POST", PEOPLE, "{\"address\":\"d\"}", true, 200, "", "{\"id\":\"" PERSON_ID "\",\"address\""},
        {"DELETE", PEOPLE "/" PERSON_ID, NULL, false, 200, "ETag: \"7\"\n", "{\"id\":\"" ROOM_ID "\",\"calendar\""},
        {"POST", "/v1/bridges/core2/prefer", NULL, false, 200, "", "{\"name\":\"core2\",\"url\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fixture->reply.participant = cases[i].participant ? &fixture->person : NULL;
        const struct http_exchange *exchange = ask(cases[i].method, cases[i].target, NULL, cases[i].body);
        assert_int_equal(exchange->status, cases[i].status);
        assert_string_equal(buf_string(&exchange->answer_headers), cases[i].headers);
        assert_int_equal(strncmp(buf_string(&exchange->answer), cases[i].begins, strlen(cases[i].begins)), 0);
    }
}

static void refusals_keep_code_and_field(void **state)
{
    (void)state;
    const struct {
        int code, status;
    } cases[] = {
        {ERR_INVALID, 422}, {ERR_NOT_FOUND, 404}, {ERR_CONFLICT, 409},   {ERR_LIMIT, 413},
        {ERR_BUSY, 503},    {ERR_TIMEOUT, 504},   {ERR_REMOTE, 502},     {ERR_IO, 500},
        {ERR_CORRUPT, 500}, {ERR_INTERNAL, 500},  {ERR_UNREADABLE, 400}, {ERR_PRECONDITION, 412},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *headers = cases[i].status == 503 ? "Retry-After: 1\n" : "";
        fixture->script = SCRIPT_REPLY;
        err_set_field(&fixture->reply.err, cases[i].code, "start", "it says \"no\"");
        const struct http_exchange *exchange = ask("PATCH", ROOM, NULL, "{}");
        assert_problem(exchange, cases[i].status, "start");
        assert_contains(buf_string(&exchange->answer), "\"detail\":\"it says \\\"no\\\"\"");
        assert_string_equal(buf_string(&exchange->answer_headers), headers);
        fixture->script = SCRIPT_REFUSE_COMMAND;
        fixture->refusal = fixture->reply.err;
        exchange = ask("DELETE", ROOM, NULL, NULL);
        assert_problem(exchange, cases[i].status, NULL);
        assert_string_equal(buf_string(&exchange->answer_headers), headers);
        api_reply(fixture->api, &(struct reply){.token = fixture->token}, NULL); /* too late: nobody waits */
    }
}

static void answers_wait_for_their_own_turn(void **state)
{
    (void)state;
    fixture->script = SCRIPT_WAIT;
    const struct http_exchange *first = ask("DELETE", ROOM, NULL, NULL);
    uint64_t first_token = fixture->token;
    const struct http_exchange *second = ask("POST", "/v1/bridges/core1/prefer", NULL, NULL);
    uint64_t second_token = fixture->token;
    assert_int_equal(first->status, 0);
    assert_int_equal(second->status, 0);
    assert_true(first_token != 0 && second_token != 0 && first_token != second_token);
    struct reply reply = fixture->reply;
    const uint64_t strangers[] = {0, 999, UINT64_MAX};
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        reply.token = strangers[i];
        api_reply(fixture->api, &reply, NULL);
        assert_int_equal(first->status, 0);
    }
    reply.token = second_token;
    api_reply(fixture->api, &reply, NULL);
    assert_int_equal(first->status, 0);
    assert_int_equal(second->status, 200);
    reply.token = first_token;
    api_reply(fixture->api, &reply, NULL);
    assert_int_equal(first->status, 200);
    api_reply(fixture->api, &reply, NULL); /* a second answer would fail in the exchange */
}

static void those_who_wait_do_not_outlive_the_api(void **state)
{
    (void)state;
    fixture->script = SCRIPT_WAIT;
    for (size_t i = 0; i < 100; i++) {
        assert_int_equal(ask("DELETE", ROOM, NULL, NULL)->status, 0);
    }
}

static void bodies_of_other_types_are_refused(void **state)
{
    (void)state;
    const struct {
        const char *type;
        int status;
    } cases[] = {
        {"Content-Type: application/json", 200},
        {"Content-Type: APPLICATION/JSON", 200},
        {"Content-Type: application/problem+json; a=b", 200},
        {"Content-Type: ", 200},
        {"Content-Type: text/json", 415},
        {"Content-Type: text/calendar", 415},
        {"Content-Type: application/jsonx", 415},
        {"Content-Type: application/+json", 415},
        {"Content-Type: application/x-www-form-urlencoded", 415},
        {"Content-Encoding: gzip", 415},
        {"Content-Encoding: identity", 200},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask("PATCH", ROOM, cases[i].type, "{}");
        assert_int_equal(exchange->status, cases[i].status);
        if (cases[i].status != 200) {
            assert_problem(exchange, 415, NULL);
            assert_int_equal(fixture->said.len, 0);
        }
    }
}

/* What is not read might have meant something. */
static void a_query_that_nobody_reads_is_refused(void **state)
{
    (void)state;
    const struct {
        const char *method, *target;
    } cases[] = {
        {"POST", "/v1/meetings?notify=no"}, {"GET", ROOM "?notify=no"},      {"DELETE", ROOM "?notify=no"},
        {"GET", "/v1/status?notify"},       {"GET", "/metrics?notify=no"},   {"PUT", "/v1/calendars/rooms?notify=no"},
        {"GET", "/v1/backup?notify=no"},    {"GET", "/v1/spaces?notify=no"}, {"DELETE", "/v1/tokens/a?notify=no"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_problem(ask(cases[i].method, cases[i].target, NULL, NULL), 400, "notify");
    }
    assert_int_equal(ask("GET", "/healthz?notify=no", NULL, NULL)->status, 200);
}

static void tokens_are_asked_for_in_json(void **state)
{
    (void)state;
    const char *body = "{\"name\":\"a\",\"role\":\"read\"}";
    assert_problem(ask("POST", "/v1/tokens", "Content-Type: application/x-www-form-urlencoded", body), 415, NULL);
    assert_problem(ask("POST", "/v1/tokens", "Content-Encoding: gzip", body), 415, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(requests_become_commands),
        api_test(replies_become_answers),
        api_test(refusals_keep_code_and_field),
        api_test(answers_wait_for_their_own_turn),
        api_test(those_who_wait_do_not_outlive_the_api),
        api_test(bodies_of_other_types_are_refused),
        api_test(a_query_that_nobody_reads_is_refused),
        api_test(tokens_are_asked_for_in_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
