/* Fetching from servers good and bad: most of them speak bare bytes from a script, one connection after the other. */
#include "script.h"

#include "base/hash.h"

#include <curl/curl.h>
#include <fcntl.h>

static void test_names_are_resolved_beside_the_loop(void **state)
{
    (void)state;
    assert_true((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_ASYNCHDNS) != 0);
}

static void test_answer(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = OK("Content-Length: 5\r\nETag: W/\"a b\"\r\nDate: Sun, 22 Nov 2026 10:00:10 "
                              "GMT\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n"
                              "Content-Type: text/calendar\r\n",
                              "hello");
    struct http_fetch_header headers[] = {{"If-None-Match", "\"old\""}};
    g->options.headers = headers;
    g->options.n_headers = 1;
    fetch(g, HOME "?k=secret");
    assert_int_equal(g->fetched.status, 200);
    assert_string_equal(g->body, "hello");
    assert_int_equal(g->fetched.body_len, 5);
    assert_int_equal(g->fetched.body_hash, hash_of(HTTP_BODY_SEED, "hello", 5));
    assert_string_equal(g->etag, "W/\"a b\"");
    assert_string_equal(g->modified, "Sun, 22 Nov 2026 10:00:00 GMT");
    assert_string_equal(g->type, "text/calendar");
    assert_int_equal(g->fetched.retry_after, -1);
    assert_false(g->fetched.moved);
    assert_asked(g, 0, "GET /cal.ics?k=secret HTTP/1.1\r\n", true);
    assert_asked(g, 0, "\r\nIf-None-Match: \"old\"\r\n", true);
    assert_asked(g, 0, "\r\nAccept-Encoding: gzip, deflate\r\n", true);
    assert_asked(g, 0, "Authorization", false);
}

/* A date that the next version may have too is no validator. */
static void test_a_date_that_is_too_new(void **state)
{
    static const struct {
        const char *head;
        bool good;
    } CASES[] = {
        {"Date: Sun, 22 Nov 2026 10:00:02 GMT\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n", true},
        {"Date: Sun, 22 Nov 2026 10:00:01 GMT\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n", false},
        {"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n", false},
        {"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\nLast-Modified: Sun, 22 Nov 2026 12:00:00 GMT\r\n", false},
        {"Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n", false},
        {"Date: Sun, 22 Nov 2026 10:00:09 GMT\r\nLast-Modified: yesterday\r\n", false},
    };
    struct fetching *g = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        script_stop(&g->script);
        CLEAN_FREE char *answer = mem_printf("HTTP/1.1 200 OK\r\nConnection: close\r\n%s\r\nx", CASES[i].head);
        g->script = (struct script){.answers = {answer}};
        script_start(&g->script, g->f->loop);
        fetch(g, HOME);
        assert_int_equal(g->fetched.status, 200);
        if ((g->modified != NULL) != CASES[i].good) {
            fail_msg("case %zu", i);
        }
    }
}

static void test_not_changed(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nConnection: close\r\n\r\n";
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 304);
    assert_int_equal(g->fetched.body_len, 0);
    assert_string_equal(g->etag, "\"x\"");
}

static void test_method_with_body(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 307 See\r\nLocation: /there\r\nConnection: close\r\n\r\n";
    g->script.answers[1] = "HTTP/1.1 207 Multi-Status\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    g->options.method = "REPORT";
    g->options.body = "<x/>";
    g->options.content_type = "application/xml";
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 207);
    assert_string_equal(g->body, "ok");
    for (size_t i = 0; i < 2; i++) {
        assert_asked(g, i, "REPORT /", true);
        assert_asked(g, i, "Content-Type: application/xml\r\n", true);
        assert_asked(g, i, "\r\n\r\n<x/>", true);
    }
}

/* Of a delivery only the status counts, whatever becomes of the body. */
static void test_status_only(void **state)
{
    static const struct {
        const char *answer;
        int status;
    } CASES[] = {
        {OK("Content-Length: 2\r\n", "ok"), 200},
        {OK("Content-Length: 100\r\n", "only this"), 200},
        {OK("Content-Length: 40\r\n", "0123456789012345678901234567890123456789"), 200},
        {"HTTP/1.1 302 Found\r\nLocation: /there\r\nConnection: close\r\n\r\n", 302},
        {"HTTP/1.1 410 Gone\r\nConnection: close\r\n\r\n", 410},
        {"HTTP/1.1 200 OK\r\nContent-Le", 0},
        {"", 0},
    };
    struct fetching *g = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        script_stop(&g->script);
        g->script = (struct script){.answers = {CASES[i].answer}};
        script_start(&g->script, g->f->loop);
        g->options.method = "POST";
        g->options.body = "{}";
        g->options.limit = 20;
        g->options.status_only = true;
        fetch(g, HOME);
        if (g->fetched.status != CASES[i].status) {
            fail_msg("case %zu: %d", i, g->fetched.status);
        }
        assert_asked(g, 0, "POST /cal.ics", true);
    }
}

/* Bodies that are not all there, and other things that are no answer. */
static void test_no_answer(void **state)
{
    static const struct {
        const char *answer, *words;
    } CASES[] = {
        {OK("Content-Length: 100\r\n", "only this"), "is cut short"},
        {OK("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n"), "is cut short"},
        {OK("Transfer-Encoding: chunked\r\n", "5\r\nhel"), "is cut short"},
        {"HTTP/1.1 200 OK\r\nContent-Le", "is cut short"},
        {"", "closed the connection before it answered"},
        {"nonsense\r\n\r\n", "does not speak HTTP"},
        {OK("Content-Encoding: gzip\r\nContent-Length: 4\r\n", "abcd"), "packs its answer in a way"},
        {OK("Content-Encoding: rot13\r\nContent-Length: 4\r\n", "abcd"), "packs its answer in a way"},
        {"HTTP/1.1 302 Found\r\nConnection: close\r\n\r\n", "without saying where"},
        {"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nConnection: close\r\n\r\n", "not one of http or https"},
        {"HTTP/1.1 302 Found\r\nLocation: gopher://127.0.0.1/\r\nConnection: close\r\n\r\n",
         "not one of http or https"},
    };
    struct fetching *g = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        script_stop(&g->script);
        g->script = (struct script){.answers = {CASES[i].answer}};
        script_start(&g->script, g->f->loop);
        fetch(g, HOME);
        if (g->fetched.status != 0 || strstr(g->reason, CASES[i].words) == NULL || g->fetched.body_len != 0) {
            fail_msg("case %zu: %d %s", i, g->fetched.status, g->reason != NULL ? g->reason : "");
        }
        assert_string_equal(g->words, g->reason);
    }
}

static void test_refused_connection(void **state)
{
    struct fetching *g = *state;
    close(g->script.listener);
    loop_source_free(g->script.accepts);
    g->script.accepts = NULL;
    g->script.listener = open("/dev/null", O_RDONLY | O_CLOEXEC);
    fetch(g, HOME "?private");
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "refuses the connection"));
    assert_null(strstr(g->reason, "private")); /* an address may be a secret */
}

static void test_unknown_name(void **state)
{
    struct fetching *g = *state;
    fetch(g, "http://nowhere.invalid/cal.ics");
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "nowhere.invalid"));
}

static void test_ceiling(void **state)
{
    struct fetching *g = *state;
    struct buf answer CLEAN_BUF;
    buf_init(&answer, 1 << 20);
    buf_append_string(&answer, OK("Content-Length: 100000\r\n", ""));
    for (size_t i = 0; i < FETCH_LIMIT; i++) {
        buf_append_char(&answer, 'x');
    }
    g->script.answers[0] = answer.data;
    g->script.lens[0] = answer.len;
    g->script.answers[1] = answer.data;
    g->script.lens[1] = answer.len;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 200);
    assert_int_equal(g->fetched.body_len, FETCH_LIMIT);
    g->options.limit = FETCH_LIMIT - 1;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "larger than 99999 bytes"));
}

/* What the shell command prints, packed. */
static size_t made_read(const char *command, char *ret_bytes, size_t size)
{
    CLEAN_FREE char *path = path_in("made.gz");
    CLEAN_FREE char *make = mem_printf("%s | gzip -n > %s", command, path);
    assert_int_equal(system(make), 0);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t len = fread(ret_bytes, 1, size, file);
    fclose(file);
    return len;
}

/* The n-th answer is what the command prints, packed. */
static void answer_packed(struct fetching *g, size_t n, const char *command, bool chunked)
{
    static char answers[3][65536];
    static char packed[60000];
    size_t len = made_read(command, packed, sizeof packed);
    struct buf answer CLEAN_BUF;
    buf_init(&answer, sizeof answers[n]);
    if (chunked) {
        buf_printf(&answer, OK("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", "%zx\r\n"), len);
    } else {
        buf_append_string(&answer, OK("Content-Encoding: gzip\r\n", ""));
    }
    assert_int_equal(buf_append(&answer, packed, len), 0);
    buf_append_string(&answer, chunked ? "\r\n0\r\n\r\n" : "");
    memcpy(answers[n], answer.data, answer.len);
    g->script.answers[n] = answers[n];
    g->script.lens[n] = answer.len;
}

/* 20 MB of zeros in 20 kB: the ceiling counts what comes out, and so much does not come out of so little. */
static void test_gzip(void **state)
{
    struct fetching *g = *state;
    answer_packed(g, 0, "printf 'BEGIN:VCALENDAR'", false);
    answer_packed(g, 1, "head -c 20000000 /dev/zero", false);
    answer_packed(g, 2, "head -c 20000000 /dev/zero", false);
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 200);
    assert_string_equal(g->body, "BEGIN:VCALENDAR");
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "larger than 100000 bytes"));
    g->options.limit = 40000000;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "unpacks to more than 200 times its size"));
}

/* The same invitation text in each event packs to about a hundredth: no bomb, in chunks neither. */
static void test_gzip_of_much_alike(void **state)
{
    static const char COMMAND[] = "awk 'BEGIN { d = sprintf(\"%400s\", \"\"); for (i = 0; i < 12000; i++) printf "
                                  "\"UID:%d\\r\\n%s\\r\\n\", i, d }'";
    struct fetching *g = *state;
    g->options.limit = 20000000;
    for (size_t i = 0; i < 2; i++) {
        answer_packed(g, i, COMMAND, i == 1);
        assert_in_range(g->script.lens[i], 20000, 60000);
        fetch(g, HOME);
        assert_int_equal(g->fetched.status, 200);
        assert_in_range(g->fetched.body_len, 80 * g->script.lens[i], 200 * g->script.lens[i]);
    }
}

static void test_endless_head(void **state)
{
    struct fetching *g = *state;
    struct buf answer CLEAN_BUF;
    buf_init(&answer, 1 << 20);
    buf_append_string(&answer, "HTTP/1.1 200 OK\r\n");
    while (answer.len < 300000) {
        buf_append_string(&answer, "X-Filler: 0123456789012345678901234567890123456789012345678901234567890\r\n");
    }
    g->script.answers[0] = answer.data;
    g->script.lens[0] = answer.len;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "head of the answer"));
}

static void test_long_or_odd_validators_are_none(void **state)
{
    struct fetching *g = *state;
    struct buf answer CLEAN_BUF;
    buf_init(&answer, 1 << 20);
    buf_append_string(&answer, "HTTP/1.1 200 OK\r\nConnection: close\r\nLast-Modified: a\tb\r\nETag: \"");
    for (size_t i = 0; i < 2000; i++) {
        buf_append_char(&answer, 'e');
    }
    buf_append_string(&answer, "\"\r\n\r\nhello");
    g->script.answers[0] = answer.data;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 200);
    assert_null(g->etag);
    assert_null(g->modified);
}

/* Time */

static void test_silence(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = OK("Content-Length: 100\r\n", "a beginning…");
    g->options.idle_timeout = SECOND_MS;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "sent nothing for 1s"));
}

static void test_whole_time(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "…";
    g->options.total_timeout = 300;
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_non_null(strstr(g->reason, "no complete answer within 300ms"));
}

/* The deadline is of all hops together. */
static void test_whole_time_over_redirects(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 302 Found\r\nLocation: /b\r\nConnection: close\r\n\r\n";
    g->script.answers[1] = "…";
    g->options.total_timeout = 500;
    int64_t start = clock_monotonic_us();
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 0);
    assert_true(clock_monotonic_us() - start < 5000000);
}

static void test_retry_after(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    fetch(g, HOME);
    assert_int_equal(g->fetched.status, 503);
    assert_int_equal(g->fetched.retry_after, 120 * SECOND_MS);
    assert_non_null(strstr(g->words, "busy or under repair (503)"));
    g->script.answers[1] = "HTTP/1.1 503 Busy\r\nRetry-After: 9223372036854775807\r\nContent-Length: 0\r\n"
                           "Connection: close\r\n\r\n";
    fetch(g, HOME);
    assert_true(g->fetched.retry_after > DAY_MS && g->fetched.retry_after <= 365 * DAY_MS);
}

/* Other things */

static void test_cancelled(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = "…";
    struct http_fetch *doomed = fetch_begin(g, HOME);
    http_fetch_cancel(doomed);
    http_fetch_cancel(NULL);
    g->script.answers[0] = OK("", "next");
    fetch(g, HOME);
    assert_string_equal(g->body, "next");
}

static void test_a_second_body_is_shorter(void **state)
{
    struct fetching *g = *state;
    g->script.answers[0] = OK("", "long enough");
    g->script.answers[1] = OK("", "short");
    fetch(g, HOME);
    fetch(g, HOME);
    assert_string_equal(g->body, "short");
}

static void test_a_file_that_takes_nothing(void **state)
{
    struct fetching *g = *state;
    int full = open("/dev/full", O_RDWR | O_CLOEXEC);
    assert_true(full >= 0);
    struct http_fetch *none = NULL;
    struct err err = {0};
    g->options.body_fd = full;
    g->options.url = "http://127.0.0.1:1/";
    /* /dev/full cannot be emptied, as a file can: that is said at once. */
    assert_int_equal(http_fetch_start(g->f->pool, &g->options, on_fetched, g, &none, &err), ERR_IO);
    close(full);
}

static void test_words(void **state)
{
    static const struct {
        int status;
        const char *words;
    } CASES[] = {
        {304, "without having been asked (304)"},
        {400, "check the url"},
        {401, "refuses the login (401); check username and password_file, or token_file"},
        {403, "forbids it (403)"},
        {404, "has nothing at this address (404); check the url"},
        {410, "gone for good (410)"},
        {429, "asked too often (429)"},
        {500, "failed (500)"},
        {502, "failed (502)"},
        {503, "(503)"},
        {599, "failed (599)"},
        {204, "answered with nothing (204)"},
        {418, "no use (418)"},
        {100, "no use (100)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[512];
        struct http_fetched fetched = {.status = CASES[i].status, .host = "h.example:8443"};
        http_fetched_explain(&fetched, text, sizeof text);
        if (strstr(text, CASES[i].words) == NULL || strncmp(text, "h.example:8443 ", 15) != 0) {
            fail_msg("%d: %s", CASES[i].status, text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_resolved_beside_the_loop),
        FETCH(test_answer),
        FETCH(test_a_date_that_is_too_new),
        FETCH(test_not_changed),
        FETCH(test_method_with_body),
        FETCH(test_status_only),
        FETCH(test_no_answer),
        FETCH(test_refused_connection),
        FETCH(test_unknown_name),
        FETCH(test_ceiling),
        FETCH(test_gzip),
        FETCH(test_gzip_of_much_alike),
        FETCH(test_endless_head),
        FETCH(test_long_or_odd_validators_are_none),
        FETCH(test_silence),
        FETCH(test_whole_time),
        FETCH(test_whole_time_over_redirects),
        FETCH(test_retry_after),
        FETCH(test_cancelled),
        FETCH(test_a_second_body_is_shorter),
        FETCH(test_a_file_that_takes_nothing),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
