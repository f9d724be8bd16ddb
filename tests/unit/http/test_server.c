/* The server: answers at once and later, strange answers, ceilings, bad bytes, and its end in every state. */
#include "fixture.h"

static void on_respond_later(void *ctx)
{
    struct fixture *f = ctx;
    http_exchange_respond(f->held, &f->response);
    f->held = NULL;
}

static void hold_for_a_moment(struct fixture *f, struct http_exchange *exchange)
{
    f->held = exchange;
    loop_timer_set(f->timer, 1);
}

static void an_answer_may_come_later(void **state)
{
    struct fixture *f = *state;
    f->timer = loop_add_timer(f->loop, on_respond_later, f);
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        for (int i = 0; i < 10; i++) {
            f->behave = i % 2 == 0 ? hold_for_a_moment : respond;
            assert_string_equal(ask(f, "POST", "/later", "a=b")->body, "hello");
        }
        server_stop(f);
    }
    assert_int_equal(f->seen.requests, 20);
}

/* A suspended connection does not notice that its client left. */
static void a_client_that_leaves_harms_nobody(void **state)
{
    struct fixture *f = *state;
    for (int dropped = 0; dropped <= 1; dropped++) {
        server_start(f, true);
        client_start_with(f, &(struct client_setup){.ca_name = "cert.pem", .request_timeout = 100});
        f->behave = hold;
        assert_int_equal(ask(f, "POST", "/later", "a=b")->fate, HTTP_UNKNOWN);
        assert_non_null(f->held);
        client_start(f);
        if (dropped)
            http_exchange_drop(f->held);
        else
            http_exchange_respond(f->held, &f->response);
        f->behave = respond;
        assert_string_equal(ask(f, "GET", "/", NULL)->body, "hello");
        server_stop(f);
    }
}

static void loop_exit_on_hold(struct fixture *f, struct http_exchange *exchange)
{
    f->held = exchange;
    loop_exit(f->loop, 0);
}

static void the_server_may_go_with_answers_due(void **state)
{
    struct fixture *f = *state;
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        f->behave = loop_exit_on_hold;
        for (int i = 0; i < 3; i++) {
            http_client_send(f->client, "POST", "/later", "a=b", on_answer, f);
            run(f);
        }
        server_stop(f);
        f->wanted = f->answers + 3;
        run(f);
        assert_int_equal(f->answer.fate, HTTP_UNKNOWN);
    }
}

static void respond_and_stop(struct fixture *f, struct http_exchange *exchange)
{
    http_exchange_respond(exchange, &f->response);
    server_stop(f);
}

static void stop_only(struct fixture *f, struct http_exchange *exchange)
{
    (void)exchange;
    server_stop(f);
}

static void the_server_may_go_inside_a_request(void **state)
{
    struct fixture *f = *state;
    void (*const behaviours[])(struct fixture *, struct http_exchange *) = {respond_and_stop, stop_only};
    for (size_t i = 0; i < 2; i++) {
        server_start(f, false);
        client_start(f);
        f->behave = behaviours[i];
        ask(f, "GET", "/", NULL);
        assert_null(f->server);
        f->behave = respond;
        assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNSENT);
    }
}

static void on_stop(void *ctx)
{
    server_stop(ctx);
}

static void the_server_may_go_while_it_drips(void **state)
{
    struct fixture *f = *state;
    server_start(f, true);
    client_start(f);
    f->response.drip_every = 50;
    f->timer = loop_add_timer(f->loop, on_stop, f);
    loop_timer_set(f->timer, 70);
    assert_int_equal(ask(f, "GET", "/", NULL)->fate, HTTP_UNKNOWN);
    assert_null(f->server);
}

static void a_server_that_never_ran_goes_cleanly(void **state)
{
    struct fixture *f = *state;
    server_start(f, true);
    client_start(f);
    http_client_send(f->client, "GET", "/", NULL, on_answer, f);
    server_stop(f);
}

static void requests_are_read_right(void **state)
{
    struct fixture *f = *state;
    static const char *const requests[] = {
        "POST /a%20b/c?x=1&y=%41+b&z HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
        ("POST /a%20b/c?x=1&y=%41+b&z HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: "
         "chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"),
        "POST http://h/a%20b/c?x=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
        "POST HTTPS://h:1/a%20b/c HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
    };
    server_start(f, false);
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        CLEAN_FREE char *got = raw_talk(f, requests[i], strlen(requests[i]));
        assert_memory_equal(got, "HTTP/1.1 200 OK\r\n", 17);
        assert_non_null(strstr(got, "\r\n\r\nhello"));
        assert_string_equal(f->seen.method, "POST");
        assert_string_equal(f->seen.path, "/a b/c");
        assert_string_equal(f->seen.body, "abc");
    }
}

static void add_pair(void *ctx, const char *name, const char *value)
{
    buf_printf(ctx, "%s=%s;", name, value);
}

static void show_query(struct fixture *f, struct http_exchange *exchange)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, 1000);
    http_exchange_each_query(exchange, add_pair, &text);
    buf_printf(&text, "%s", http_exchange_query(exchange, "none") == NULL ? "" : "?");
    buf_printf(&text, "%s", http_exchange_query(exchange, "y") != NULL ? http_exchange_query(exchange, "y") : "");
    f->response = (struct http_response){.status = 200, .body = buf_string(&text), .body_len = text.len};
    http_exchange_respond(exchange, &f->response);
}

static void queries_are_decoded(void **state)
{
    static const struct {
        const char *path, *shown;
    } cases[] = {
        {"/", ""},         {"/?", ""},
        {"/?x=1", "x=1;"}, {"/?x=1&y=a%20b%26c+d", "x=1;y=a b&c d;a b&c d"},
        {"/?y", "y=;"},    {"/?y=%C3%A9", "y=\xc3\xa9;\xc3\xa9"},
    };
    struct fixture *f = *state;
    server_start(f, false);
    client_start(f);
    f->behave = show_query;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(ask(f, "GET", cases[i].path, NULL)->body, cases[i].shown);
}

static void response_headers_are_sent(void **state)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    static const struct http_header headers[] = {
        {"Location", "/x"},
        {"ETag", "\"e\""},
    };
    struct fixture *f = *state;
    server_start(f, false);
    f->response = (struct http_response){.status = 201,
                                         .content_type = "application/json",
                                         .body = "{}",
                                         .body_len = 2,
                                         .headers = headers,
                                         .n_headers = 2,
                                         .close = true};
    CLEAN_FREE char *got = raw_talk(f, request, sizeof request - 1);
    assert_memory_equal(got, "HTTP/1.1 201 Created\r\n", 22);
    assert_non_null(strstr(got, "\r\nLocation: /x\r\n"));
    assert_non_null(strstr(got, "\r\nETag: \"e\"\r\n"));
    assert_non_null(strstr(got, "\r\nContent-Type: application/json\r\n"));
    assert_non_null(strstr(got, "\r\nContent-Length: 2\r\n"));
    assert_non_null(strstr(got, "\r\nConnection: close\r\n"));
    assert_non_null(strstr(got, "\r\n\r\n{}"));
}

static void respond_with_what_is_left(struct fixture *f, struct http_exchange *exchange)
{
    (void)f;
    char text[32];
    int len = snprintf(text, sizeof text, "%u left", http_exchange_left(exchange));
    http_exchange_respond(
        exchange, &(struct http_response){.status = 200, .body = text, .body_len = (size_t)len, .keep_alive = true});
}

static void the_nth_answer_closes(void **state)
{
    static const char request[] =
        "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n";
    struct fixture *f = *state;
    f->options.requests_per_connection = 2;
    f->behave = respond_with_what_is_left;
    server_start(f, false);
    CLEAN_FREE char *got = raw_talk(f, request, sizeof request - 1);
    assert_int_equal(f->seen.requests, 2);
    const char *kept = strstr(got, "\r\nConnection: Keep-Alive\r\n");
    const char *closed = strstr(got, "\r\nConnection: close\r\n");
    assert_non_null(kept);
    assert_true(closed > kept);
    assert_true(strstr(got, "1 left") < closed);
    assert_non_null(strstr(closed, "0 left"));
}

static void an_idle_connection_is_closed(void **state)
{
    struct fixture *f = *state;
    f->options.idle_timeout = 500;
    server_start(f, false);
    CLEAN_FREE char *got = raw_talk(f, "GET /half", 9);
    assert_null(strstr(got, " 200 "));
    assert_int_equal(f->seen.requests, 0);
}

static void strange_answers_on_the_wire(void **state)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    static const struct {
        size_t cut_after;
        duration_ms drip_every;
        bool dropped;
        const char *end;
    } cases[] = {
        {3, 0, false, "Content-Length: 5\r\n\r\nhel"},
        {2, 1, false, "Content-Length: 5\r\n\r\nhe"},
        {0, 0, true, ""},
    };
    struct fixture *f = *state;
    server_start(f, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        f->behave = cases[i].dropped ? drop : respond;
        f->response.cut_after = cases[i].cut_after;
        f->response.drip_every = cases[i].drip_every;
        CLEAN_FREE char *got = raw_talk(f, request, sizeof request - 1);
        size_t len = strlen(cases[i].end);
        assert_true(strlen(got) >= len);
        assert_string_equal(got + strlen(got) - len, cases[i].end);
        if (cases[i].dropped)
            assert_string_equal(got, "");
    }
}

/* Announced length, real length, chunked or not, polite or not; BODY_LIMIT is 1000. */
static void a_body_over_the_limit_is_refused(void **state)
{
    static const struct {
        size_t len;
        bool chunked, expects;
        int status;
    } cases[] = {
        {1000, false, false, 200},  {1000, true, false, 200},     {1001, false, false, 413},
        {1001, true, false, 413},   {1001, false, true, 413},     {100000, false, false, 413},
        {100000, true, false, 413}, {3000000, false, false, 413},
    };
    struct fixture *f = *state;
    server_start(f, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf request;
        buf_init(&request, 4000000);
        buf_append_string(&request, "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n");
        if (cases[i].expects)
            buf_append_string(&request, "Expect: 100-continue\r\n");
        if (cases[i].chunked)
            buf_printf(&request, "Transfer-Encoding: chunked\r\n\r\n%zx\r\n", cases[i].len);
        else
            buf_printf(&request, "Content-Length: %zu\r\n\r\n", cases[i].len);
        for (size_t n = 0; n < cases[i].len && !cases[i].expects; n++)
            buf_append_char(&request, 'x');
        if (cases[i].chunked)
            buf_append_string(&request, "\r\n0\r\n\r\n");
        f->refused = 0;
        struct raw raw;
        raw_open(&raw, f);
        int small = 0;
        setsockopt(raw.fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
        pid_t sender = fork();
        if (sender == 0)
            _exit(send(raw.fd, request.data, request.len, MSG_NOSIGNAL) == (ssize_t)request.len ? 0 : 1);
        run(f);
        int status;
        waitpid(sender, &status, 0);
        CLEAN_FREE char *line = mem_printf("HTTP/1.1 %d ", cases[i].status);
        assert_memory_equal(buf_string(&raw.got), line, strlen(line));
        assert_int_equal(f->refused, cases[i].status == 413 ? 413 : 0);
        raw_close(&raw);
    }
}

static void an_endless_body_is_cut_off(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    static const char head[] = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    struct raw raw;
    raw_open(&raw, f);
    pid_t sender = fork();
    if (sender == 0) {
        static char chunk[10008] = "2710\r\n";
        memset(chunk + 6, 'x', 10000);
        memcpy(chunk + 10006, "\r\n", 2);
        ssize_t sent = send(raw.fd, head, sizeof head - 1, MSG_NOSIGNAL);
        while (sent > 0)
            sent = send(raw.fd, chunk, sizeof chunk, MSG_NOSIGNAL);
        _exit(0);
    }
    run(f);
    int status;
    assert_int_equal(waitpid(sender, &status, 0), sender);
    assert_int_equal(f->seen.requests, 0);
    raw_close(&raw);
}

static void bad_requests_are_refused(void **state)
{
    static const struct {
        const char *request;
        const char *begins; /* of the answer */
        int refused;
    } cases[] = {
        {"GET /%00 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", 400},
        {"GET /a%0 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", 400},
        {"GET /?a=%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", 400},
        {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", 0},
        {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "", 0},
        {"\r\n\r\n\r\n\x16\x03\x01\x02 nonsense\r\n\r\n", "", 0},
    };
    struct fixture *f = *state;
    f->options.idle_timeout = 500;
    server_start(f, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        f->refused = 0;
        f->seen.requests = 0;
        CLEAN_FREE char *got = raw_talk(f, cases[i].request, strlen(cases[i].request));
        assert_int_equal(f->seen.requests, 0);
        assert_int_equal(f->refused, cases[i].refused);
        if (strncmp(got, cases[i].begins, strlen(cases[i].begins)) != 0)
            fail_msg("case %zu: %s", i, got);
    }
}

static void a_large_head_is_refused(void **state)
{
    static const struct {
        const char *name;
        size_t len;
        int refused;
        const char *begins;
    } cases[] = {
        {"X", 8000, 0, "HTTP/1.1 200 "},       {"X", 16000, 0, "HTTP/1.1 200 "},
        {"Cookie", 16000, 0, "HTTP/1.1 200 "}, /* which libmicrohttpd copies */
        {"X", 17000, 431, "HTTP/1.1 431 "},    {"X", 30000, 431, "HTTP/1.1 431 "},
        {"X", 60000, 0, "HTTP/1.1 431 "}, /* it does not even fit into the connection's memory */
    };
    struct fixture *f = *state;
    server_start(f, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf request;
        buf_init(&request, 200000);
        buf_append_string(&request, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n");
        buf_printf(&request, "%s: ", cases[i].name);
        for (size_t n = 0; n < cases[i].len; n++)
            buf_append_char(&request, 'x');
        buf_append_string(&request, "\r\n\r\n");
        f->refused = 0;
        CLEAN_FREE char *got = raw_talk(f, request.data, request.len);
        assert_int_equal(f->refused, cases[i].refused);
        if (strncmp(got, cases[i].begins, strlen(cases[i].begins)) != 0)
            fail_msg("case %zu: %.60s", i, got);
    }
}

static void what_cannot_be_listened_at_is_said(void **state)
{
    struct fixture *f = *state;
    server_start(f, false);
    const struct {
        const char *host;
        uint16_t port;
        const char *cert, *key;
        int r;
        const char *message;
    } cases[] = {
        {"127.0.0.1", http_server_port(f->server), NULL, NULL, ERR_CONFLICT, "in use by another program"},
        {"some.host", 0, NULL, NULL, ERR_INVALID, "not a numeric address"},
        {"192.0.2.1", 0, NULL, NULL, ERR_IO, "cannot listen at 192.0.2.1"},
        {"127.0.0.1", 0, cert_pem, other_key, ERR_INVALID, "certificate and key"},
        {"127.0.0.1", 0, "x", "y", ERR_INVALID, "certificate and key"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct http_server_options options = f->options;
        options.host = cases[i].host;
        options.port = cases[i].port;
        options.cert_pem = cases[i].cert;
        options.key_pem = cases[i].key;
        struct http_server *server = NULL;
        struct err err = {0};
        assert_int_equal(http_server_new(f->loop, &options, &server, &err), cases[i].r);
        assert_null(server);
        assert_non_null(strstr(err.message, cases[i].message));
    }
}

static void ipv6_is_served(void **state)
{
    struct fixture *f = *state;
    if (!ipv6_is_here()) {
        skip();
    }
    f->options.host = "::1";
    struct err err = {0};
    assert_int_equal(http_server_new(f->loop, &f->options, &f->server, &err), 0);
    CLEAN_FREE char *url = mem_printf("http://[::1]:%d", http_server_port(f->server));
    client_start_with(f, &(struct client_setup){.url = url});
    assert_string_equal(ask(f, "GET", "/", NULL)->body, "hello");
}

static void connections_over_the_limit_wait(void **state)
{
    struct fixture *f = *state;
    f->options.connection_limit = 4;
    f->options.requests_per_connection = 1;
    server_start(f, false);
    client_start(f);
    f->wanted = 40;
    for (int i = 0; i < 40; i++)
        http_client_send(f->client, "GET", "/", NULL, on_answer, f);
    run(f);
    assert_int_equal(f->seen.requests, 40);
    assert_int_equal(f->answer.fate, HTTP_ANSWERED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_answer_may_come_later),
        CASE(a_client_that_leaves_harms_nobody),
        CASE(the_server_may_go_with_answers_due),
        CASE(the_server_may_go_inside_a_request),
        CASE(the_server_may_go_while_it_drips),
        CASE(a_server_that_never_ran_goes_cleanly),
        CASE(requests_are_read_right),
        CASE(queries_are_decoded),
        CASE(response_headers_are_sent),
        CASE(the_nth_answer_closes),
        CASE(an_idle_connection_is_closed),
        CASE(strange_answers_on_the_wire),
        CASE(a_body_over_the_limit_is_refused),
        CASE(an_endless_body_is_cut_off),
        CASE(bad_requests_are_refused),
        CASE(a_large_head_is_refused),
        CASE(what_cannot_be_listened_at_is_said),
        CASE(ipv6_is_served),
        CASE(connections_over_the_limit_wait),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
