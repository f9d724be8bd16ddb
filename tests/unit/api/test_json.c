/* Bodies that are no JSON, or JSON that says something else than the route takes: each is answered in words, with the
 * field at fault, and never becomes a command. */
#include "unit/api/fixture.h"

#include "../../../src/api/json_out.h"

#define ROOM          "/v1/meetings/" ROOM_ID
#define TIMES         "\"start\":\"2027-01-01T00:00:00Z\",\"end\":\"2027-01-01T01:00:00Z\""
#define BOOKING(more) "{\"title\":\"T\"," TIMES more "}"
#define PEOPLE(list)  BOOKING(",\"participants\":" list)

struct bad_body {
    const char *body;
    int status;
    const char *field;
};

static void refuse_all(const char *method, const char *target, const struct bad_body *cases, size_t n_cases)
{
    for (size_t i = 0; i < n_cases; i++) {
        const struct http_exchange *exchange = ask(method, target, NULL, cases[i].body);
        if (exchange->status != cases[i].status) {
            print_error("%s\n", cases[i].body);
        }
        assert_problem(exchange, cases[i].status, cases[i].field);
        assert_int_equal(fixture->said.len, 0);
    }
}

#define REFUSE(method, target, cases) refuse_all(method, target, cases, sizeof(cases) / sizeof(cases)[0])

static void what_is_no_json(void **state)
{
    (void)state;
    const struct bad_body cases[] = {
        {"", 400, NULL},
        {" ", 400, NULL},
        {"{", 400, NULL},
        {"}", 400, NULL},
        {"[]", 400, NULL},
        {"null", 400, NULL},
        {"\"title\"", 400, NULL},
        {"{\"title\":\"T\"} {}", 400, NULL},
        {"{\"title\":\"T\"}x", 400, NULL},
        {"{'title':'T'}", 400, NULL},
        {"{\"title\":\"T\",}", 400, NULL},
        {"{\"title\":\"T\",\"title\":\"T\"}", 400, NULL},
        {"{\"title\":\"\xFF\"}", 400, NULL},
        {"{\"title\":\"\xC0\xAF\"}", 400, NULL},
        {"{\"title\":\"\xED\xA0\x80\"}", 400, NULL},
        {"{\"title\":\"\\ud800\"}", 400, NULL},
        {"{\"title\":\"\\u0000\"}", 400, NULL},
        {"{\"ti\\u0000tle\":\"T\"}", 400, NULL},
        {"{\"title\":\"a\nb\"}", 400, NULL},
        {"{\"minutes\":NaN}", 400, NULL},
        {"{\"minutes\":1e999}", 400, NULL},
        {"{\"minutes\":99999999999999999999}", 400, NULL},
        {"{\"minutes\":-99999999999999999999}", 400, NULL},
        {"{\"minutes\":015}", 400, NULL},
        {"{\"minutes\":+1}", 400, NULL},
        {"\xEF\xBB\xBF{\"title\":\"T\"}", 400, NULL},
        {"title=T&start=now", 400, NULL},
    };
    REFUSE("POST", "/v1/meetings", cases);
    REFUSE("PATCH", ROOM, cases);
    REFUSE("POST", ROOM "/extend", cases);
    REFUSE("POST", ROOM "/participants", cases);
}

static void what_no_booking_says(void **state)
{
    (void)state;
    const struct bad_body cases[] = {
        {"{}", 422, "title"},
        {"{\"title\":\"T\",\"end\":\"2027-01-01T01:00:00Z\"}", 422, "start"},
        {"{\"title\":\"T\",\"start\":\"2027-01-01T01:00:00Z\"}", 422, "end"},
        {BOOKING(",\"Title\":\"T\""), 400, "Title"},
        {BOOKING(",\"id\":\"x\""), 400, "id"},
        {BOOKING(",\"\":1"), 400, NULL},
        {BOOKING(",\"caf\xC3\xA9\":1"), 400, "caf\xC3\xA9"},
        {"{\"title\":1," TIMES "}", 400, "title"},
        {"{\"title\":null," TIMES "}", 400, "title"},
        {"{\"title\":\"\"," TIMES "}", 422, "title"},
        {"{\"title\":\"a\\nb\"," TIMES "}", 422, "title"},
        {"{\"title\":\"a\\u007f\"," TIMES "}", 422, "title"},
        {"{\"title\":\"T\",\"start\":0,\"end\":1}", 400, "start"},
        {"{\"title\":\"T\",\"start\":\"now\",\"end\":\"then\"}", 422, "start"},
        {"{\"title\":\"T\",\"start\":\"2027-01-01T00:00:00\",\"end\":\"\"}", 422, "start"},
        {"{\"title\":\"T\",\"start\":\"2027-02-30T00:00:00Z\",\"end\":\"\"}", 422, "start"},
        {"{\"title\":\"T\",\"start\":\"2027-01-01T01:00:00Z\",\"end\":\"2027-01-01T01:00:00Z\"}", 422, "end"},
        {"{\"title\":\"T\",\"start\":\"2027-01-01T01:00:00Z\",\"end\":\"2027-01-01T00:00:00Z\"}", 422, "end"},
        {"{\"title\":\"T\",\"start\":\"2026-11-23T08:00:00Z\",\"end\":\"2026-11-23T09:00:00Z\"}", 422, "end"},
        {BOOKING(",\"passcode\":1234"), 400, "passcode"},
        {BOOKING(",\"passcode\":null"), 400, "passcode"},
        {BOOKING(",\"passcode\":\"12a4\""), 422, "passcode"},
        {BOOKING(",\"passcode\":\"1234567890123456789012345678901\""), 422, "passcode"},
        {PEOPLE("{}"), 400, "participants"},
        {PEOPLE("null"), 400, "participants"},
        {PEOPLE("\"a@x\""), 400, "participants"},
        {PEOPLE("[\"a@x\"]"), 400, "participants[0]"},
        {PEOPLE("[{}]"), 422, "participants[0].address"},
        {PEOPLE("[{\"address\":\"a@x\"},{\"address\":\"\"}]"), 422, "participants[1].address"},
        {PEOPLE("[{\"address\":\"a@x\",\"state\":\"pending\"}]"), 400, "participants[0].state"},
        {PEOPLE("[{\"address\":\"a@x\",\"name\":null}]"), 400, "participants[0].name"},
        {PEOPLE("[{\"address\":\"a@x\",\"dial\":false}]"), 400, "participants[0].dial"},
        {PEOPLE("[{\"address\":\"a@x\",\"dial\":\"\"}]"), 422, "participants[0].dial"},
        {PEOPLE("[{\"address\":\"a@x\\r\\nb\"}]"), 422, "participants[0].address"},
    };
    REFUSE("POST", "/v1/meetings", cases);
}

static void what_no_other_body_says(void **state)
{
    (void)state;
    const struct bad_body extensions[] = {
        {"{}", 422, "minutes"},
        {"{\"minutes\":15,\"until\":\"2027-01-01T00:00:00Z\"}", 422, "until"},
        {"{\"minutes\":0}", 422, "minutes"},
        {"{\"minutes\":-5}", 422, "minutes"},
        {"{\"minutes\":1441}", 422, "minutes"},
        {"{\"minutes\":9223372036854775807}", 422, "minutes"},
        {"{\"minutes\":15.0}", 400, "minutes"},
        {"{\"minutes\":1e2}", 400, "minutes"},
        {"{\"minutes\":\"15\"}", 400, "minutes"},
        {"{\"minutes\":null}", 400, "minutes"},
        {"{\"until\":null}", 400, "until"},
        {"{\"until\":\"15m\"}", 422, "until"},
        {"{\"hours\":1}", 400, "hours"},
    };
    REFUSE("POST", ROOM "/extend", extensions);
    const struct bad_body changes[] = {
        {"{\"participants\":[]}", 400, "participants"},
        {"{\"state\":\"ended\"}", 400, "state"},
        {"{\"title\":\"\"}", 422, "title"},
        {"{\"start\":null}", 400, "start"},
        {"{\"start\":\"2027-01-01T01:00:00Z\",\"end\":\"2027-01-01T00:00:00Z\"}", 422, "end"},
    };
    REFUSE("PATCH", ROOM, changes);
    const struct bad_body people[] = {
        {"{}", 422, "address"},
        {"{\"address\":[\"a@x\"]}", 400, "address"},
        {"{\"address\":\"a@x\",\"id\":\"1\"}", 400, "id"},
    };
    REFUSE("POST", ROOM "/participants", people);
    const struct bad_body nothing[] = {
        {"{\"now\":true}", 400, "now"},
        {"x", 400, NULL},
        {"[]", 400, NULL},
    };
    REFUSE("POST", ROOM "/end", nothing);
    REFUSE("POST", "/v1/bridges/core1/prefer", nothing);
}

/* before n times middle, then after. */
static char *pile(const char *before, const char *middle, size_t n, const char *after)
{
    struct buf buf;
    buf_init(&buf, 8 << 20);
    buf_append_string(&buf, before);
    for (size_t i = 0; i < n; i++) {
        buf_append_string(&buf, middle);
    }
    buf_append_string(&buf, after);
    return buf_take(&buf);
}

static void ceilings_hold(void **state)
{
    (void)state;
    const struct {
        const char *before, *middle;
        size_t n;
        const char *after;
        int status;
        const char *field;
    } cases[] = {
        {"", "[", 100000, "", 400, NULL},
        {"{\"title\":", "[", 2100, "", 400, NULL},
        {"", "{\"title\":", 20000, "", 400, NULL},
        {"{\"title\":\"", "x", 300000, "\"," TIMES "}", 413, NULL},
        {"{\"title\":\"", "x", 201, "\"," TIMES "}", 422, "title"},
        {"{\"title\":\"", "\xC3\xA9", 200, "\"," TIMES "}", 201, NULL},
        {"{\"title\":\"T\"," TIMES, " ", 262000, "}", 201, NULL},
        {"{\"title\":\"T\"," TIMES ",\"participants\":[{\"address\":\"a\"}", ",{\"address\":\"a\"}", 1000, "]}", 422,
         "participants"},
        {"{\"title\":\"T\"," TIMES ",\"participants\":[{\"address\":\"a\"}", ",{\"address\":\"a\"}", 999, "]}", 201,
         NULL},
        {"{\"title\":\"T\"," TIMES ",\"participants\":[{\"address\":\"", "a", 256, "\"}]}", 422,
         "participants[0].address"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_FREE char *body = pile(cases[i].before, cases[i].middle, cases[i].n, cases[i].after);
        const struct http_exchange *exchange = ask("POST", "/v1/meetings", NULL, body);
        if (cases[i].status == 201) {
            assert_int_equal(exchange->status, 201);
        } else {
            assert_problem(exchange, cases[i].status, cases[i].field);
        }
    }
}

static void a_nul_byte_does_not_end_the_body(void **state)
{
    (void)state;
    static const char body[] = BOOKING("") "\0garbage";
    assert_problem(ask_bytes("POST", "/v1/meetings", NULL, body, sizeof body - 1), 400, NULL);
}

static void errors_say_where_but_not_what(void **state)
{
    (void)state;
    static const char *const BODIES[] = {
        "{\"title\":\"T\",\n \"passcode\":\"4711\" \"4711\"}",
        "{\"passcode\":\"4711",
        "{\"title\":\"T\",\"passcode\":\"4711\xFF\"}",
    };
    for (size_t i = 0; i < sizeof BODIES / sizeof BODIES[0]; i++) {
        const char *answer = buf_string(&ask("PATCH", ROOM, NULL, BODIES[i])->answer);
        assert_contains(answer, "\"detail\":\"line ");
        assert_null(strstr(answer, "4711"));
    }
    const struct http_exchange *exchange = ask("PATCH", ROOM, NULL, "{\"passcode\":\"47x11\"}");
    assert_problem(exchange, 422, "passcode");
    assert_null(strstr(buf_string(&exchange->answer), "47x11"));
}

static void passcodes_are_blanked_and_nothing_else(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"{\"title\":\"T\",\"passcode\":\"4711\",\"end\":\"e\"}", "{\"title\":\"T\",\"passcode\":\"\",\"end\":\"e\"}"},
        {"[{\"passcode\":\"1\"},{\"passcode\":\"\"},{\"passcode\":\"2\"}]",
         "[{\"passcode\":\"\"},{\"passcode\":\"\"},{\"passcode\":\"\"}]"},
        {"{\"title\":\"\\\"passcode\\\":\\\"4711\\\"\"}", "{\"title\":\"\\\"passcode\\\":\\\"4711\\\"\"}"},
        {"{\"passcode\":\"47", "{\"passcode\":\""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[100];
        size_t len = (size_t)snprintf(text, sizeof text, "%s", CASES[i][0]);
        text[json_out_blank(text, len)] = '\0';
        assert_string_equal(text, CASES[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        api_test(what_is_no_json),
        api_test(what_no_booking_says),
        api_test(what_no_other_body_says),
        api_test(ceilings_hold),
        api_test(a_nul_byte_does_not_end_the_body),
        api_test(errors_say_where_but_not_what),
        cmocka_unit_test(passcodes_are_blanked_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
