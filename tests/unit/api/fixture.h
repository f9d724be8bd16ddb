/* What the tests without sockets share: the objects, and requests in one line. */
#ifndef UNIT_API_FIXTURE_H
#define UNIT_API_FIXTURE_H

#include "unit/api/objects.h"

#include "unit/api/fake_http.h"

static struct fixture *fixture; /* of the test under way */

static inline int fixture_setup(void **state)
{
    fixture = fixture_new();
    fixture_open(fixture, NULL, "/run/cospaced/cospaced.sock");
    *state = fixture;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    (void)state;
    fixture_free(fixture);
    return 0;
}

/* Sends; the exchange is borrowed until the teardown. JSON bodies are given without a Content-Type. */
static struct http_exchange *ask_bytes(const char *method, const char *target, const char *headers, const char *body,
                                       size_t len)
{
    struct http_exchange *exchange = fake_exchange(method, target, headers, body, len);
    buf_clear(&fixture->said);
    fake_server->options.request(fake_server->options.ctx, exchange);
    return exchange;
}

static inline struct http_exchange *ask(const char *method, const char *target, const char *headers, const char *body)
{
    return ask_bytes(method, target, headers, body, body != NULL ? strlen(body) : 0);
}

static inline void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_error("not found: %s\nin: %s\n", part, text);
        fail();
    }
}

/* Every error has the whole shape of RFC 9457. field NULL: there must be none. */
static inline void assert_problem(const struct http_exchange *exchange, int status, const char *field)
{
    char part[128];
    const char *text = buf_string(&exchange->answer);
    if (exchange->status != status) {
        print_error("%s %s: %d %s\n", exchange->method, exchange->path, exchange->status, text);
    }
    assert_int_equal(exchange->status, status);
    assert_string_equal(exchange->content_type, "application/problem+json");
    assert_contains(text, "{\"type\":\"about:blank\",\"title\":\"");
    assert_contains(text, "\"detail\":\"");
    snprintf(part, sizeof part, "\"status\":%d,", status);
    assert_contains(text, part);
    if (field == NULL) {
        assert_null(strstr(text, "\"field\""));
        return;
    }
    snprintf(part, sizeof part, "\"field\":\"%s\"", field);
    assert_contains(text, part);
}

#define api_test(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

#endif
