/* The client against our own server: what it sends, how it comes out when things break, and that nothing is sent twice.
 */
#include "fixture.h"

static void requests_look_as_they_should(void **state)
{
    static const struct {
        const char *method, *path, *body;
        const char *content_type;
    } cases[] = {
        {"GET", "/api/v1/coSpaces?limit=1", NULL, NULL},
        {"POST", "/api/v1/calls", "coSpace=1&name=", "application/x-www-form-urlencoded"},
        {"PUT", "/api/v1/coSpaces/x", "name=a%20b", "application/x-www-form-urlencoded"},
        {"DELETE", "/api/v1/calls/x", NULL, NULL},
        {"POST", "/api/v1/empty", "", "application/x-www-form-urlencoded"},
        {"PUT", "/api/v1/empty", "", "application/x-www-form-urlencoded"},
        {"GET", "/api/v1/again", NULL, NULL},
    };
    struct fixture *f = *state;
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            const struct http_answer *answer = ask(f, cases[i].method, cases[i].path, cases[i].body);
            assert_int_equal(answer->fate, HTTP_ANSWERED);
            assert_int_equal(answer->status, 200);
            assert_string_equal(answer->body, "hello");
            assert_int_equal(answer->body_len, 5);
            assert_null(answer->location);
            assert_null(answer->reason);
            assert_string_equal(f->seen.method, cases[i].method);
            assert_memory_equal(f->seen.path, cases[i].path, strlen(f->seen.path));
            assert_string_equal(f->seen.body, cases[i].body != NULL ? cases[i].body : "");
            assert_string_equal(f->seen.authorization, "Basic dXNlcjpwYXNz");
            assert_null(f->seen.expect);
            if (cases[i].content_type == NULL)
                assert_null(f->seen.content_type);
            else
                assert_string_equal(f->seen.content_type, cases[i].content_type);
        }
        server_stop(f);
    }
}

static void a_location_is_handed_on(void **state)
{
    static const struct http_header headers[] = {{"location", "/api/v1/calls/1"}};
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    f->response = (struct http_response){.status = 302, .headers = headers, .n_headers = 1};
    assert_string_equal(ask(f, "POST", "/x", "a=b")->location, "/api/v1/calls/1");
    assert_int_equal(f->answer.status, 302);
    assert_int_equal(f->seen.requests, 1);
    answer_with(f, 200, "");
    assert_null(ask(f, "GET", "/x", NULL)->location);
}

static void a_busy_server_says_for_how_long(void **state)
{
    static const struct http_header headers[] = {{"Retry-After", "7"}};
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    f->response = (struct http_response){.status = 503, .headers = headers, .n_headers = 1};
    assert_int_equal(ask(f, "PUT", "/x", "a=b")->retry_after, 7 * SECOND_MS);
    answer_with(f, 503, "");
    assert_int_equal(ask(f, "PUT", "/x", "a=b")->retry_after, 0);
}

static void an_error_status_is_an_answer(void **state)
{
    static const int statuses[] = {400, 401, 404, 405, 500, 503};
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        answer_with(f, statuses[i], "why");
        assert_int_equal(ask(f, "POST", "/x", "a=b")->fate, HTTP_ANSWERED);
        assert_int_equal(f->answer.status, statuses[i]);
        assert_int_equal(f->seen.requests, (int)i + 1);
    }
}

/* The server acts and the connection dies before it answers. Sent on a connection that was used before, libcurl left to
 * itself would send the request again. */
static void a_post_that_may_have_been_acted_upon_is_sent_once(void **state)
{
    static const struct {
        const char *method, *body;
        bool tls, reused;
    } cases[] = {
        {"POST", "a=b", false, false}, {"POST", "a=b", false, true}, {"POST", "a=b", true, false},
        {"POST", "a=b", true, true},   {"POST", "", false, true},    {"POST", "", true, true},
        {"POST", NULL, false, true},   {"PUT", "a=b", false, true},  {"PUT", "a=b", true, true},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        server_start(f, cases[i].tls);
        client_start(f);
        answer_with(f, 200, "hello");
        if (cases[i].reused)
            assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
        f->seen.requests = 0;
        f->behave = drop;
        assert_int_equal(ask(f, cases[i].method, "/calls", cases[i].body)->fate, HTTP_UNKNOWN);
        assert_int_equal(f->seen.requests, 1);
        assert_non_null(strstr(f->answer.reason, "closed the connection before it answered"));
        answer_with(f, 200, "hello");
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_ANSWERED);
        assert_int_equal(f->seen.requests, 2);
        server_stop(f);
    }
}

static void a_connection_closed_while_idle_is_replaced(void **state)
{
    struct fixture *f = *state;
    for (int tls = 0; tls <= 1; tls++) {
        f->options.port = 0;
        server_start(f, tls);
        client_start(f);
        for (int i = 0; i < 3; i++) {
            f->seen.requests = 0;
            assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_ANSWERED);
            assert_int_equal(f->seen.requests, 1);
            f->options.port = http_server_port(f->server);
            server_stop(f);
            server_start(f, tls);
        }
        server_stop(f);
    }
}

static void a_connection_that_the_server_ends_is_replaced(void **state)
{
    struct fixture *f = *state;
    f->options.requests_per_connection = 2;
    server_start(f, true);
    client_start(f);
    for (int i = 1; i <= 7; i++) {
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_ANSWERED);
        assert_int_equal(f->seen.requests, i);
    }
}

static void a_cut_answer_is_unknown(void **state)
{
    struct fixture *f = *state;
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        f->response.cut_after = 2;
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_UNKNOWN);
        assert_string_equal(f->answer.body, "");
        assert_non_null(f->answer.reason);
        server_stop(f);
    }
    assert_int_equal(f->seen.requests, 2);
}

static void an_answer_over_the_limit_is_unknown(void **state)
{
    static char large[ANSWER_LIMIT + 2];
    memset(large, 'x', ANSWER_LIMIT + 1);
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    answer_with(f, 200, large);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNKNOWN);
    assert_non_null(strstr(f->answer.reason, "larger than 5000 bytes"));
    answer_with(f, 200, large + 1);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_ANSWERED);
    assert_int_equal(f->answer.body_len, ANSWER_LIMIT);
}

static void a_dripping_answer_is_whole_in_the_end(void **state)
{
    struct fixture *f = *state;
    server_start(f, true);
    client_start(f);
    f->response.drip_every = 5;
    int64_t before = clock_monotonic_us();
    assert_string_equal(ask(f, "GET", "/", NULL)->body, "hello");
    assert_true(clock_monotonic_us() - before >= 4 * 5000);
}

/* Nothing listens; the name does not exist; the certificate does not fit; no connection in time. */
static void what_never_stood_is_unsent(void **state)
{
    static const struct {
        const char *url;
        const char *ca_name;
        bool tls, other_name;
        const char *reason;
    } cases[] = {
        {"http://127.0.0.1:1", "cert.pem", false, false, "127.0.0.1:1 refuses the connection"},
        {"http://no-such-host.invalid:445", "cert.pem", false, false, "no-such-host.invalid:445 cannot be re"},
        {NULL, NULL, true, false, "name its CA in tls.ca_file"},
        {NULL, "other.pem", true, false, "name its CA in tls.ca_file"},
        {NULL, "other.pem", true, true, "is made for another name"},
        {NULL, "none.pem", true, false, "none.pem cannot be read"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        server_start(f, cases[i].tls);
        if (cases[i].other_name) {
            server_stop(f);
            f->options.cert_pem = other_pem;
            f->options.key_pem = other_key;
            assert_int_equal(http_server_new(f->loop, &f->options, &f->server, NULL), 0);
        }
        client_start_with(f, &(struct client_setup){.url = cases[i].url, .ca_name = cases[i].ca_name});
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_UNSENT);
        if (strstr(f->answer.reason, cases[i].reason) == NULL)
            fail_msg("case %zu: %s", i, f->answer.reason);
        server_stop(f);
    }
    assert_int_equal(f->seen.requests, 0);
}

static void plain_and_tls_mixed_up_are_told_apart(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    CLEAN_FREE char *https = mem_printf("https://127.0.0.1:%d", http_server_port(f->server));
    client_start_with(f, &(struct client_setup){.url = https, .ca_name = "cert.pem"});
    assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, HTTP_UNSENT);
    assert_non_null(strstr(f->answer.reason, "TLS with 127.0.0.1"));
    assert_int_equal(f->seen.requests, 0);
}

/* A listener that never accepts: TCP stands, TLS does not. With its queue full, TCP does not either. */
static int deaf_listener(uint16_t *ret_port, int *ret_filler)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t len = sizeof address;
    assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
    assert_int_equal(listen(fd, ret_filler != NULL ? 0 : 8), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    *ret_port = ntohs(address.sin_port);
    if (ret_filler != NULL) {
        *ret_filler = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        assert_int_equal(connect(*ret_filler, (struct sockaddr *)&address, len), 0);
    }
    return fd;
}

static void a_time_out_is_unsent_until_sending_began(void **state)
{
    static const struct {
        const char *scheme;
        bool full;
        duration_ms connect_timeout, request_timeout;
        enum http_fate fate;
        const char *reason;
    } cases[] = {
        {"https", false, 50, 5000, HTTP_UNSENT, "did not take the connection within 50ms"},
        {"http", true, 50, 5000, HTTP_UNSENT, "did not take the connection within 50ms"},
        {"https", false, 5000, 50, HTTP_UNSENT, "did not take the connection within 50ms"},
        {"http", false, 5000, 50, HTTP_UNKNOWN, "gave no complete answer within 50ms"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint16_t port = 0;
        int filler = -1;
        int fd = deaf_listener(&port, cases[i].full ? &filler : NULL);
        CLEAN_FREE char *url = mem_printf("%s://127.0.0.1:%d", cases[i].scheme, port);
        client_start_with(f, &(struct client_setup){.url = url,
                                                    .connect_timeout = cases[i].connect_timeout,
                                                    .request_timeout = cases[i].request_timeout});
        assert_int_equal(ask(f, "POST", "/calls", "a=b")->fate, cases[i].fate);
        if (strstr(f->answer.reason, cases[i].reason) == NULL)
            fail_msg("case %zu: %s", i, f->answer.reason);
        close(fd);
        if (filler >= 0)
            close(filler);
    }
}

static void many_at_once_come_each_to_its_end(void **state)
{
    enum { MANY = 500 };
    struct fixture *f = *state;
    f->options.connection_limit = MANY;
    server_start(f, true);
    client_start(f);
    f->wanted = MANY;
    for (int i = 0; i < MANY; i++)
        http_client_send(f->client, "POST", "/calls", "a=b", on_answer, f);
    assert_int_equal(f->answers, 0);
    run(f);
    assert_int_equal(f->seen.requests, MANY);
    assert_int_equal(f->answers, MANY);
}

static void on_answer_asks_again(void *ctx, const struct http_answer *answer)
{
    struct fixture *f = ctx;
    assert_int_equal(answer->fate, HTTP_ANSWERED);
    http_client_send(f->client, "GET", "/", NULL, on_answer, f);
}

static void an_answer_may_ask_again(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    f->wanted = 1;
    http_client_send(f->client, "GET", "/", NULL, on_answer_asks_again, f);
    run(f);
    assert_int_equal(f->seen.requests, 2);
}

static void on_answer_frees_the_client(void *ctx, const struct http_answer *answer)
{
    struct fixture *f = ctx;
    http_client_free(f->client);
    f->client = NULL;
    assert_string_equal(answer->body, "hello");
    loop_exit(f->loop, 0);
}

static void an_answer_may_free_the_client(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    http_client_send(f->client, "GET", "/", NULL, on_answer_frees_the_client, f);
    for (int i = 0; i < 5; i++)
        http_client_send(f->client, "GET", "/", NULL, on_answer_frees_the_client, f);
    run(f);
    assert_null(f->client);
}

static void hold_and_exit(struct fixture *f, struct http_exchange *exchange)
{
    f->held = exchange;
    loop_exit(f->loop, 0);
}

static void a_client_freed_under_way_calls_nobody(void **state)
{
    struct fixture *f = *state;
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        f->behave = hold_and_exit;
        http_client_send(f->client, "GET", "/", NULL, on_answer, f);
        run(f);
        http_client_send(f->client, "GET", "/", NULL, on_answer, f);
        http_client_free(f->client);
        f->client = NULL;
        http_exchange_respond(f->held, &f->response);
        client_start(f);
        f->behave = respond;
        ask(f, "GET", "/", NULL);
        assert_int_equal(f->answers, tls + 1);
        server_stop(f);
    }
}

static void urls_are_checked(void **state)
{
    static const struct {
        const char *url;
        int r;
    } cases[] = {
        {"https://cms1.example.com:445", 0},
        {"https://cms1.example.com:445/", 0},
        {"http://127.0.0.1", 0},
        {"https://[::1]:445", 0},
        {"", ERR_INVALID},
        {"cms1.example.com", ERR_INVALID},
        {"ftp://cms1.example.com", ERR_INVALID},
        {"https://", ERR_INVALID},
        {"https://a:99999", ERR_INVALID},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct http_client_options options = {.url = cases[i].url, .answer_limit = 1};
        struct http_client *client = NULL;
        struct err err = {0};
        assert_int_equal(http_client_new(f->pool, &options, &client, &err), cases[i].r);
        assert_true((client != NULL) == (cases[i].r == 0));
        http_client_free(client);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(requests_look_as_they_should),
        CASE(a_location_is_handed_on),
        CASE(a_busy_server_says_for_how_long),
        CASE(an_error_status_is_an_answer),
        CASE(a_post_that_may_have_been_acted_upon_is_sent_once),
        CASE(a_connection_closed_while_idle_is_replaced),
        CASE(a_connection_that_the_server_ends_is_replaced),
        CASE(a_cut_answer_is_unknown),
        CASE(an_answer_over_the_limit_is_unknown),
        CASE(a_dripping_answer_is_whole_in_the_end),
        CASE(what_never_stood_is_unsent),
        CASE(plain_and_tls_mixed_up_are_told_apart),
        CASE(a_time_out_is_unsent_until_sending_began),
        CASE(many_at_once_come_each_to_its_end),
        CASE(an_answer_may_ask_again),
        CASE(an_answer_may_free_the_client),
        CASE(a_client_freed_under_way_calls_nobody),
        CASE(urls_are_checked),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
