/* The way to a server: redirects and what goes with them, logins, TLS, proxies. */
#include "script.h"

/* Redirects */

static void test_redirects_are_followed(void **state)
{
    static const char *const WAYS[] = {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"};
    struct fetching *g = *state;
    for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
        script_stop(&g->script);
        CLEAN_FREE char *first = mem_printf(
            "HTTP/1.1 %s\r\nLocation: other/b.ics?x=1\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone", WAYS[i]);
        g->script = (struct script){.answers = {first, OK("", "there")}};
        script_start(&g->script, g->f->loop);
        fetch(g, "http://127.0.0.1:{PORT}/a/cal.ics");
        assert_int_equal(g->fetched.status, 200);
        assert_string_equal(g->body, "there");
        assert_asked(g, 1, "GET /a/other/b.ics?x=1 ", true);
        assert_non_null(strstr(g->url, "/a/other/b.ics?x=1"));
        assert_int_equal(g->fetched.moved, i == 0 || i == 4);
    }
}

static void test_redirects_have_an_end(void **state)
{
    struct fetching *g = *state;
    for (size_t i = 0; i < SCRIPT; i++) {
        g->script.answers[i] = "HTTP/1.1 302 Found\r\nLocation: /cal.ics\r\nConnection: close\r\n\r\n";
    }
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "again and again (5 redirects)"));
    assert_int_equal(g->script.n, 6);
}

/* "127.0.0.1" and "localhost" are two origins. */
static void test_credentials_stay_at_their_origin(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 302 Found\r\nLocation: /b\r\nConnection: close\r\n\r\n";
    g->script.answers[1] = "HTTP/1.1 302 Found\r\nLocation: http://localhost:{PORT}/c\r\nConnection: close\r\n\r\n";
    g->script.answers[2] = "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n"
                           "Connection: close\r\n\r\n";
    g->options.username = "user";
    g->options.password = &g->password;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 401);
    assert_true(g->fetched.other_origin);
    assert_asked(g, 0, "Authorization: Basic dXNlcjpwYXNz\r\n", true);
    assert_asked(g, 1, "Authorization: Basic dXNlcjpwYXNz\r\n", true);
    assert_asked(g, 2, "Authorization", false);
    assert_non_null(strstr(g->words, "leads to localhost:"));
    assert_non_null(strstr(g->words, "wants a login"));
}

static void test_token_stays_at_its_origin(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 302 Found\r\nLocation: http://localhost:{PORT}/c\r\nConnection: close\r\n\r\n";
    g->script.answers[1] = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{PORT}/d\r\nConnection: close\r\n\r\n";
    g->script.answers[2] = OK("", "x");
    g->options.token = &g->token;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 200);
    assert_asked(g, 0, "Authorization: Bearer to.ken\r\n", true);
    assert_asked(g, 1, "Authorization", false);
    assert_asked(g, 2, "Authorization: Bearer to.ken\r\n", true);
}

static void test_never_back_to_plain(void **state)
{
    struct fetching *g = *state;
    struct http_header location = {"Location", "http://127.0.0.1/cal.ics"};
    answer_with(g->f, 302, "");
    g->f->response.headers = &location;
    g->f->response.n_headers = 1;
    server_start(g->f, true);
    CLEAN_FREE char *url = mem_printf("https://127.0.0.1:%d/cal.ics", http_server_port(g->f->server));
    CLEAN_FREE char *ca = path_in("cert.pem");
    g->options.ca_file = ca;
    fetch(g, url);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "not encrypted"));
}

static void test_basic_then_digest(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm=\"dav\", nonce=\"abc\", qop=\"auth\"\r\n"
                           "Content-Length: 0\r\nConnection: close\r\n\r\n";
    g->script.answers[1] = OK("", "in");
    g->options.username = "user";
    g->options.password = &g->password;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 200);
    assert_asked(g, 1, "Authorization: Digest username=\"user\"", true);
    assert_asked(g, 1, "Basic", false);
}

/* TLS */

static void test_tls(void **state)
{
    struct fetching *g = *state;
    CLEAN_FREE char *ca = path_in("cert.pem");
    answer_with(g->f, 200, "over tls");
    server_start(g->f, true);
    CLEAN_FREE char *url = mem_printf("https://127.0.0.1:%d/cal.ics", http_server_port(g->f->server));
    fetch(g, url);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "name its CA in calendars.ca_file"));
    g->options.ca_file = ca;
    fetch(g, url);
    assert_int_equal(g->fetched.status, 200);
    assert_string_equal(g->body, "over tls");
    g->options.ca_file = NULL;
    g->options.verify = false;
    fetch(g, url);
    assert_int_equal(g->fetched.status, 200);
    g->options.verify = true;
    g->options.ca_file = "/nonexistent/ca.pem";
    fetch(g, url);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "calendars.ca_file /nonexistent/ca.pem cannot be read"));
}

/* Proxies */

static void test_proxy(void **state)
{
    struct fetching *g = *state;
    CLEAN_FREE char *proxy = mem_printf("http://127.0.0.1:%s", g->script.port);
    g->script.answers[0] = OK("", "by proxy");
    g->script.answers[1] = "HTTP/1.1 407 Who\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    g->script.answers[2] = g->script.answers[1];
    g->script.answers[3] = OK("", "by environment");
    g->options.proxy = proxy;
    fetch(g, "http://calendar.invalid/cal.ics");
    assert_int_equal(g->fetched.status, 200);
    assert_asked(g, 0, "GET http://calendar.invalid/cal.ics HTTP/1.1\r\n", true);
    fetch(g, "https://calendar.invalid/cal.ics");
    assert_int_equal(g->fetched.status, 0);
    assert_asked(g, 1, "CONNECT calendar.invalid:443 ", true);
    assert_non_null(strstr(g->reason, "the proxy on the way to calendar.invalid refuses with status 407"));
    fetch(g, "http://calendar.invalid/cal.ics");
    assert_int_equal(g->fetched.status, 407);
    assert_non_null(strstr(g->words, "check proxy"));
    setenv("http_proxy", proxy, 1);
    g->options.proxy = NULL;
    fetch(g, "http://calendar.invalid/cal.ics");
    unsetenv("http_proxy");
    assert_string_equal(g->body, "by environment");
}

static void test_proxy_that_is_not_there(void **state)
{
    struct fetching *g = *state;
    g->options.proxy = "http://proxy.invalid:3128";
    fetch(g, "http://calendar.invalid/cal.ics");
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "the proxy on the way to calendar.invalid cannot be resolved"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FETCH(test_redirects_are_followed),
        FETCH(test_redirects_have_an_end),
        FETCH(test_credentials_stay_at_their_origin),
        FETCH(test_token_stays_at_its_origin),
        FETCH(test_never_back_to_plain),
        FETCH(test_basic_then_digest),
        FETCH(test_tls),
        FETCH(test_proxy),
        FETCH(test_proxy_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
