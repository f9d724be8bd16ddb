/* Unix sockets: who may own a path and with which mode, and the blocking client of the operator's command. The server
 * runs in a thread of its own where the test waits for an answer. */
#include "fixture.h"

#include "http/unix_client.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>

static int socket_at(const char *path, bool listening)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    if (listening)
        assert_int_equal(listen(fd, 1), 0);
    return fd;
}

enum there { NOTHING, STALE, LISTENED_AT, FILE_THERE, FOLDER_THERE, LOCKED, OURS };

static void a_path_is_taken_only_if_nobody_listens(void **state)
{
    static const struct {
        enum there there;
        int r;
        const char *message;
    } cases[] = {
        {NOTHING, 0, ""},
        {STALE, 0, ""},
        {LISTENED_AT, ERR_CONFLICT, "in use"},
        {FILE_THERE, ERR_CONFLICT, "is not a socket"},
        {FOLDER_THERE, ERR_CONFLICT, "is not a socket"},
        {LOCKED, ERR_CONFLICT, "in use"},
        {OURS, ERR_CONFLICT, "in use"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_FREE char *path = mem_printf("%s/take-%zu", folder, i);
        CLEAN_FREE char *lock = mem_printf("%s.lock", path);
        int fd = -1;
        f->options.unix_path = path;
        f->options.unix_mode = 0600;
        if (cases[i].there == STALE)
            close(socket_at(path, false));
        else if (cases[i].there == LISTENED_AT)
            fd = socket_at(path, true);
        else if (cases[i].there == FILE_THERE)
            fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        else if (cases[i].there == FOLDER_THERE)
            assert_int_equal(mkdir(path, 0700), 0);
        else if (cases[i].there == LOCKED)
            assert_int_equal(flock(fd = open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600), LOCK_EX), 0);
        else if (cases[i].there == OURS)
            server_start(f, false);
        struct stat before = {0};
        struct stat after = {0};
        stat(path, &before);
        struct http_server *server = NULL;
        struct err err = {0};
        assert_int_equal(http_server_new(f->loop, &f->options, &server, &err), cases[i].r);
        assert_non_null(strstr(err.message, cases[i].message));
        stat(path, &after);
        if (cases[i].r != 0)
            assert_int_equal(before.st_ino, after.st_ino);
        http_server_free(server);
        server_stop(f);
        if (fd >= 0)
            close(fd);
    }
}

static void the_mode_is_exact(void **state)
{
    static const mode_t umasks[] = {0, 022, 077, 0777};
    static const uint32_t modes[] = {0600, 0660, 0666, 0777};
    struct fixture *f = *state;
    CLEAN_FREE char *path = path_in("mode.sock");
    for (size_t i = 0; i < 16; i++) {
        f->options.unix_path = path;
        f->options.unix_mode = modes[i / 4];
        mode_t before = umask(umasks[i % 4]);
        server_start(f, false);
        assert_int_equal(umask(before), umasks[i % 4]);
        struct stat there;
        assert_int_equal(stat(path, &there), 0);
        assert_int_equal(there.st_mode & 0777, modes[i / 4]);
        server_stop(f);
        assert_int_equal(stat(path, &there), -1);
    }
}

static void paths_that_do_not_do(void **state)
{
    struct fixture *f = *state;
    CLEAN_FREE char *missing = path_in("missing/x.sock");
    CLEAN_FREE char *overlong = mem_printf("%s/%0108d", folder, 0);
    struct err err = {0};
    f->options.unix_path = missing;
    assert_int_equal(http_server_new(f->loop, &f->options, &f->server, &err), ERR_IO);
    f->options.unix_path = overlong;
    assert_int_equal(http_server_new(f->loop, &f->options, &f->server, &err), ERR_INVALID);
    assert_non_null(strstr(err.message, "too long"));
}

/* The blocking client */

static void *serve(void *ctx)
{
    struct fixture *f = ctx;
    loop_run(f->loop, NULL);
    return NULL;
}

static void echo_or_quit(struct fixture *f, struct http_exchange *exchange)
{
    size_t len;
    const char *body = http_exchange_body(exchange, &len);
    CLEAN_FREE char *text = mem_printf("%s %s %s %s %.*s", http_exchange_method(exchange), http_exchange_path(exchange),
                                       f->seen.content_type != NULL ? f->seen.content_type : "-",
                                       http_exchange_header(exchange, "Idempotency-Key") != NULL
                                           ? http_exchange_header(exchange, "Idempotency-Key")
                                           : "-",
                                       (int)len, body);
    struct http_response response = {
        .status = 201, .content_type = "text/plain", .body = text, .body_len = strlen(text)};
    if (strcmp(http_exchange_path(exchange), "/quit") == 0)
        loop_exit(f->loop, 0);
    if (strcmp(http_exchange_path(exchange), "/drop") == 0)
        http_exchange_drop(exchange);
    else if (strcmp(http_exchange_path(exchange), "/hold") == 0)
        f->held = exchange;
    else
        http_exchange_respond(exchange, &response);
}

static void one_request_is_asked_and_answered(void **state)
{
    static const char *const key[] = {"Idempotency-Key: k", NULL};
    static const struct {
        const char *method, *target, *content_type, *body;
        const char *const *headers;
        duration_ms timeout;
        int r;
        const char *answer;
    } cases[] = {
        {"GET", "/v1/status", NULL, NULL, NULL, 0, 0, "GET /v1/status - - "},
        {"GET", "/v1/m?state=a", NULL, NULL, key, 0, 0, "GET /v1/m - k "},
        {"POST", "/v1/meetings", "application/json", "{}", key, 0, 0, "POST /v1/meetings application/json k {}"},
        {"POST", "/v1/m/ID/end", NULL, "", NULL, 0, 0, "POST /v1/m/ID/end - - "},
        {"PUT", "/v1/c", "text/calendar", "ics", NULL, 0, 0, "PUT /v1/c text/calendar - ics"},
        {"PATCH", "/v1/m/ID", "application/json", "{}", NULL, 0, 0, "PATCH /v1/m/ID application/json - {}"},
        {"DELETE", "/v1/m/ID", NULL, NULL, NULL, 0, 0, "DELETE /v1/m/ID - - "},
        {"GET", "/drop", NULL, NULL, NULL, 0, ERR_IO, NULL},
        {"GET", "/hold", NULL, NULL, NULL, 50, ERR_TIMEOUT, NULL},
        {"POST", "/quit", NULL, "", NULL, 50, ERR_TIMEOUT, NULL},
    };
    struct fixture *f = *state;
    CLEAN_FREE char *path = path_in("ask.sock");
    f->options.unix_path = path;
    f->options.unix_mode = 0600;
    f->behave = echo_or_quit;
    server_start(f, false);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, serve, f), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_unix_call call = {
            .socket_path = path,
            .method = cases[i].method,
            .target = cases[i].target,
            .content_type = cases[i].content_type,
            .body = cases[i].body,
            .len = cases[i].body != NULL ? strlen(cases[i].body) : 0,
            .headers = cases[i].headers,
            .timeout = cases[i].timeout,
        };
        struct http_unix_answer answer;
        struct err err = {0};
        int r = http_unix_request(&call, &answer, &err);
        bool quits = strcmp(cases[i].target, "/quit") == 0;
        if (r != cases[i].r && !quits)
            fail_msg("case %zu: %d %s", i, r, err.message);
        if (r != 0)
            continue;
        assert_int_equal(answer.status, 201);
        assert_string_equal(answer.content_type, "text/plain");
        if (!quits)
            assert_string_equal(buf_string(&answer.body), cases[i].answer);
        http_unix_answer_done(&answer);
    }
    pthread_join(thread, NULL);
}

static void nobody_there_is_said(void **state)
{
    struct fixture *f = *state;
    CLEAN_FREE char *none = path_in("none.sock");
    CLEAN_FREE char *stale = path_in("stale.sock");
    CLEAN_FREE char *overlong = mem_printf("%s/%0108d", folder, 0);
    close(socket_at(stale, false));
    const struct {
        const char *path;
        int r;
    } cases[] = {
        {none, ERR_NOT_FOUND},
        {stale, ERR_NOT_FOUND},
        {overlong, ERR_INVALID},
    };
    (void)f;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct http_unix_call call = {.socket_path = cases[i].path, .method = "GET", .target = "/"};
        struct http_unix_answer answer;
        struct err err = {0};
        assert_int_equal(http_unix_request(&call, &answer, &err), cases[i].r);
        assert_non_null(strstr(err.message, cases[i].path));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_path_is_taken_only_if_nobody_listens), CASE(the_mode_is_exact),    CASE(paths_that_do_not_do),
        CASE(one_request_is_asked_and_answered),      CASE(nobody_there_is_said),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
