/* Bodies of requests: short ones in memory, larger ones in a file without a name. */
#include "fixture.h"

#include "base/hash.h"
#include "http/fetch.h"

/* Takes the body as a file and answers with its first and last byte. */
static void respond_with_ends(struct fixture *f, struct http_exchange *exchange)
{
    static char ends[2]; /* the fixture keeps the response */
    size_t len = f->seen.body_len;
    char all[1000];
    int fd = http_exchange_take_body(exchange, NULL);
    assert_int_equal(pread(fd, all, sizeof all, 0), len);
    assert_int_equal(http_exchange_body_hash(exchange), hash_of(HTTP_BODY_SEED, all, len));
    assert_true(fd >= 0);
    assert_int_equal(lseek(fd, 0, SEEK_END), len);
    assert_int_equal(pread(fd, &ends[0], 1, 0), 1);
    assert_int_equal(pread(fd, &ends[1], 1, (off_t)len - 1), 1);
    close(fd);
    f->response = (struct http_response){.status = 200, .body = ends, .body_len = 2};
    http_exchange_respond(exchange, &f->response);
}

static char *post(struct fixture *f, size_t len)
{
    CLEAN_BUF struct buf request;
    buf_init(&request, 4000);
    buf_printf(&request, "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: %zu\r\n\r\na", len);
    for (size_t n = 2; n < len; n++)
        buf_append_char(&request, 'x');
    buf_append_char(&request, 'z');
    f->refused = 0;
    return raw_talk(f, request.data, request.len);
}

/* Over 100 bytes it goes into a file, of which 700 may wait; BODY_LIMIT is 1000. */
static void a_large_body_goes_into_a_file(void **state)
{
    static const struct {
        size_t len;
        bool in_file, no_folder;
        int status;
    } cases[] = {
        {2, false, false, 200},  {100, false, false, 200}, {101, true, false, 200}, {700, true, false, 200},
        {701, true, false, 503}, {1001, true, false, 413}, {700, true, true, 200},
    };
    struct fixture *f = *state;
    f->options.spool_over = 100;
    f->options.spool_limit = 700;
    f->behave = respond_with_ends;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        f->options.spool_folder = cases[i].no_folder ? "/nonexistent" : folder;
        server_start(f, false);
        CLEAN_FREE char *got = post(f, cases[i].len);
        CLEAN_FREE char *line = mem_printf("HTTP/1.1 %d ", cases[i].status);
        assert_memory_equal(got, line, strlen(line));
        assert_int_equal(f->refused, cases[i].status == 200 ? 0 : cases[i].status);
        if (cases[i].status == 200) {
            assert_string_equal(got + strlen(got) - 2, "az");
            assert_int_equal(f->seen.body == NULL, cases[i].in_file);
        }
        server_stop(f);
    }
}

/* What was answered or refused no longer counts. */
static void the_space_of_a_body_is_given_back(void **state)
{
    struct fixture *f = *state;
    f->options.spool_over = 100;
    f->options.spool_limit = 700;
    f->options.spool_folder = folder;
    server_start(f, false);
    for (size_t i = 0; i < 3; i++) {
        f->behave = i % 2 == 0 ? respond : respond_with_ends;
        CLEAN_FREE char *taken = post(f, 600);
        assert_memory_equal(taken, "HTTP/1.1 200 ", 13);
        CLEAN_FREE char *refused = post(f, 800);
        assert_memory_equal(refused, "HTTP/1.1 503 ", 13);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_large_body_goes_into_a_file),
        CASE(the_space_of_a_body_is_given_back),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
