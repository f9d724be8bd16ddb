/* An answer that is given again: the same bytes each time, also while its owner lets it go. */
#include "unit/http/fixture.h"

static struct http_kept *kept;
static int given;

static void respond_kept(struct fixture *f, struct http_exchange *exchange)
{
    if (!http_exchange_respond_kept(exchange, kept)) {
        http_exchange_respond(exchange, &f->response);
        return;
    }
    given++;
}

static void respond_kept_for_the_last_time(struct fixture *f, struct http_exchange *exchange)
{
    respond_kept(f, exchange);
    http_kept_free(kept);
    kept = NULL;
}

static void keep(size_t len)
{
    static const struct http_header headers[] = {{"ETag", "\"e\""}};
    CLEAN_FREE char *body = mem_calloc(len + 1, 1);
    memset(body, 'k', len);
    kept = http_kept_new(&(struct http_response){.status = 201,
                                                 .content_type = "text/plain",
                                                 .body = body,
                                                 .body_len = len,
                                                 .headers = headers,
                                                 .n_headers = 1});
    memset(body, 'x', len); /* it was copied */
    given = 0;
}

static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at++) {
        n++;
    }
    return n;
}

static void it_is_given_until_the_connection_closes(void **state)
{
    static const char requests[] = "GET / HTTP/1.1\r\nHost: h\r\n\r\nHEAD / HTTP/1.1\r\nHost: h\r\n\r\n"
                                   "GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n";
    struct fixture *f = *state;
    f->options.requests_per_connection = 4;
    f->behave = respond_kept;
    f->response.status = 202;
    server_start(f, false);
    keep(5);
    CLEAN_FREE char *got = raw_talk(f, requests, sizeof requests - 1);
    assert_int_equal(given, 3);
    assert_int_equal(count(got, "HTTP/1.1 201 "), 3);
    assert_int_equal(count(got, "\r\nETag: \"e\"\r\n"), 3);
    assert_int_equal(count(got, "\r\nContent-Type: text/plain\r\n"), 4);
    assert_int_equal(count(got, "\r\nContent-Length: 5\r\n"), 4);
    assert_int_equal(count(got, "\r\n\r\nkkkkk"), 2); /* not to HEAD */
    const char *last = strstr(got, "HTTP/1.1 202 ");
    assert_non_null(last);
    assert_non_null(strstr(last, "\r\nConnection: close\r\n"));
    assert_non_null(strstr(last, "\r\n\r\nhello"));
    http_kept_free(kept);
}

static void who_is_being_sent_it_gets_it_whole(void **state)
{
    struct fixture *f = *state;
    f->behave = respond_kept_for_the_last_time;
    for (int tls = 0; tls <= 1; tls++) {
        server_start(f, tls);
        client_start(f);
        keep(ANSWER_LIMIT);
        const struct http_answer *answer = ask(f, "GET", "/", NULL);
        assert_int_equal(answer->status, 201);
        assert_int_equal(strspn(answer->body, "k"), ANSWER_LIMIT);
        assert_null(kept);
        server_stop(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(it_is_given_until_the_connection_closes),
        CASE(who_is_being_sent_it_gets_it_whole),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
