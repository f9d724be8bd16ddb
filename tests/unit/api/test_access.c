/* Who may do what: everything over the Unix socket; over TCP what the token's role says, to this machine's names only.
 */
#include "unit/api/fixture.h"

#define SECRET_OF(letter) "cospaced_000000000000000000000000000000000000000000000000000000000000000" letter
#define SECRET            SECRET_OF("0")
#define HOST              "Host: localhost:8085"

/* A token of each role: SECRET with its last letter r, o, a. */
static int host_tokens_read(void *ctx, void (*call)(void *ctx, const struct store_token *token), void *call_ctx,
                            struct err *err)
{
    (void)ctx;
    (void)err;
    static const char *const roles[] = {"admin", "operate", "read"};
    for (size_t i = 0; i < 3; i++) {
        char secret[] = SECRET;
        secret[sizeof secret - 2] = roles[i][0];
        struct store_token token = {.name = roles[i], .role = roles[i], .created = FIXTURE_NOW};
        sha256(secret, strlen(secret), token.hash);
        call(call_ctx, &token);
    }
    return 0;
}

static int far_setup(void **state)
{
    fixture = fixture_new();
    fixture->tokens_read = host_tokens_read;
    fixture_open(fixture, NULL, "/run/cospaced/cospaced.sock");
    fake_far = true;
    *state = fixture;
    return 0;
}

static int far_teardown(void **state)
{
    fake_far = false;
    return fixture_teardown(state);
}

static void roles(void **state)
{
    (void)state;
    const struct {
        const char *method, *target, *body;
        const char *denied; /* the letters of the roles that may not */
    } cases[] = {
        {"GET", "/healthz", NULL, ""},
        {"GET", "/v1/status", NULL, ""},
        {"GET", "/v1/meetings", NULL, ""},
        {"GET", "/metrics", NULL, ""},
        {"POST", "/v1/meetings/" ROOM_ID "/end", NULL, "r"},
        {"DELETE", "/v1/meetings/" ROOM_ID, NULL, "r"},
        {"POST", "/v1/bridges/core2/prefer", NULL, "r"},
        {"GET", "/v1/tokens", NULL, "ro"},
        {"GET", "/v1/backup", NULL, "ro"},
        {"POST", "/v1/tokens", "{}", "ro"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (const char *letter = "roa"; *letter != '\0'; letter++) {
            char headers[sizeof HOST + sizeof SECRET + 32] = HOST "\nAuthorization: Bearer " SECRET;
            headers[strlen(headers) - 1] = *letter;
            const struct http_exchange *exchange = ask(cases[i].method, cases[i].target, headers, cases[i].body);
            if (strchr(cases[i].denied, *letter) != NULL) {
                assert_problem(exchange, 403, NULL);
                assert_contains(buf_string(&exchange->answer_headers), "error=\"insufficient_scope\", scope=\"");
                assert_string_equal(buf_string(&fixture->said), "");
            } else {
                assert_true(exchange->status != 401 && exchange->status != 403);
            }
        }
    }
}

static void strangers(void **state)
{
    (void)state;
    const struct {
        const char *headers;
        int status;
        const char *challenge;
    } cases[] = {
        {HOST, 401, "WWW-Authenticate: Bearer realm=\"cospaced\"\n"},
        {HOST "\nAuthorization: Bearer x", 401, "error=\"invalid_token\""},
        {HOST "\nAuthorization: Bearer ", 401, "error=\"invalid_token\""},
        {HOST "\nAuthorization: bearer " SECRET, 401, "error=\"invalid_token\""},
        {HOST "\nAuthorization: Basic eDp5", 401, "error=\"invalid_token\""},
        {"Host: evil.example", 421, ""},
        {"Host: localhost.evil.example", 421, ""},
        {"Host: 127.0.0.1.evil.example", 421, ""},
        {"Host: [::2]", 421, ""},
        {"Host: ", 421, ""},
        {"", 421, ""},
        {"Host: 127.0.0.9:1", 401, ""},
        {"Host: [::1]", 401, ""},
        {"Host: LocalHost", 401, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *exchange = ask("GET", "/v1/status", cases[i].headers, NULL);
        assert_problem(exchange, cases[i].status, NULL);
        assert_contains(buf_string(&exchange->answer_headers), cases[i].challenge);
        assert_problem(ask("GET", "/nowhere", cases[i].headers, NULL), cases[i].status, NULL);
    }
    assert_int_equal(ask("GET", "/healthz", HOST, NULL)->status, 200);
}

/* Over the Unix socket, which somebody may have forwarded to a port for his browser. */
static void pages_of_others(void **state)
{
    (void)state;
    static const struct {
        const char *headers;
        bool refused;
    } cases[] = {
        {"Host: localhost:8085", false},
        {"Host: localhost:8085\nSec-Fetch-Site: same-origin\nOrigin: https://cospaced.example.com", false},
        {"Host: localhost:8085\nSec-Fetch-Site: none", false},
        {"Host: localhost:8085\nSec-Fetch-Site: same-site", true},
        {"Host: localhost:8085\nSec-Fetch-Site: cross-site", true},
        {"Host: localhost:8085\nOrigin: http://localhost:8085", false},
        {"Host: localhost:8085\nOrigin: http://localhost:8086", true},
        {"Host: localhost:8085\nOrigin: https://evil.example", true},
        {"Host: localhost:8085\nOrigin: null", true},
    };
    fake_far = false;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_exchange *end = ask("POST", "/v1/meetings/" ROOM_ID "/end", cases[i].headers, NULL);
        assert_int_equal(end->status == 403, cases[i].refused);
        if (cases[i].refused) {
            assert_problem(end, 403, NULL);
            assert_string_equal(buf_string(&fixture->said), "");
        }
        assert_int_equal(ask("GET", "/v1/status", cases[i].headers, NULL)->status, 200);
    }
}

/* What a stream has to say: HTTP_SOURCE_… */
static int stream_more(struct http_exchange *stream)
{
    struct buf piece;
    buf_init(&piece, HTTP_PIECE_LIMIT);
    int more = stream->stays.more(stream->stays.ctx, &piece);
    assert_true(more == HTTP_SOURCE_MORE || piece.len == 0);
    buf_done(&piece);
    return more;
}

static void a_revoked_token_ends_its_streams(void **state)
{
    (void)state;
    struct http_exchange *far = ask("GET", "/v1/events", HOST "\nAuthorization: Bearer " SECRET_OF("r"), NULL);
    fake_far = false;
    struct http_exchange *near = ask("GET", "/v1/events", NULL, NULL);
    assert_int_equal(stream_more(far), HTTP_SOURCE_MORE);
    assert_int_equal(ask("DELETE", "/v1/tokens/read", NULL, NULL)->status, 200);
    assert_int_equal(stream_more(far), HTTP_SOURCE_END);
    assert_int_equal(stream_more(near), HTTP_SOURCE_MORE);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, far_setup, far_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(roles), CASE(strangers), CASE(pages_of_others),
                                       CASE(a_revoked_token_ends_its_streams)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
