/* The client library against a service that says what the table tells it to, piece by piece, and against none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cospaced/client.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define HEAD "HTTP/1.1 200 OK\r\n"
#define JSON HEAD "Content-Type: application/json\r\n"
#define MEETING                                                                                                        \
    "{\"id\":\"m1\",\"title\":\"Talk\",\"state\":\"active\",\"reason\":null,\"calendar\":null,"                        \
    "\"start\":\"2026-11-23T09:00:00.250Z\",\"end\":\"2026-11-23T10:00:00Z\",\"space\":{\"index\":3,\"uri\":\"3@x\"}," \
    "\"call\":{\"bridge\":\"core1\"},\"participants\":[{\"id\":\"p1\",\"address\":\"a@x\",\"name\":\"A\",\"state\":"   \
    "\"ringing\"}]}"

struct service {
    char folder[32], path[64];
    int listener;
    pthread_t thread;
    const char *const *answers; /* one a connection; ends with NULL; "" closes at once, "wait" says nothing, nor does
                                   one after its ~ */
    size_t piece;               /* bytes at a time; 0: all */
    char asked[8192];           /* all requests, one behind the other */
};

static void take_request(struct service *service, int fd)
{
    size_t len = strlen(service->asked), body = 0, begun = len;
    const char *end = NULL;
    while (end == NULL || strlen(end + 4) < body) {
        ssize_t n = read(fd, service->asked + len, sizeof service->asked - len - 1);
        if (n <= 0)
            return;
        len += (size_t)n;
        service->asked[len] = '\0';
        end = strstr(service->asked + begun, "\r\n\r\n");
        const char *length = strstr(service->asked + begun, "Content-Length: ");
        body = length != NULL ? strtoul(length + strlen("Content-Length: "), NULL, 10) : 0;
    }
}

static void give_answer(const struct service *service, int fd, const char *answer)
{
    size_t len = strcspn(answer, "~"), piece = service->piece != 0 ? service->piece : len;
    for (size_t at = 0; at < len; at += piece) {
        size_t n = len - at < piece ? len - at : piece;
        if (send(fd, answer + at, n, MSG_NOSIGNAL) < 0)
            return;
    }
}

static void *serve(void *ctx)
{
    struct service *service = ctx;
    for (const char *const *answer = service->answers; *answer != NULL; answer++) {
        int fd = accept(service->listener, NULL, NULL);
        take_request(service, fd);
        bool wait = strcmp(*answer, "wait") == 0, goes_on = strchr(*answer, '~') != NULL;
        if (!wait)
            give_answer(service, fd, *answer);
        char byte;
        while ((wait || goes_on) && read(fd, &byte, 1) > 0) {
        }
        close(fd);
    }
    return NULL;
}

static struct cospaced_client *service_start(struct service *service, const char *const *answers, size_t piece)
{
    *service = (struct service){.folder = "/tmp/cospaced-XXXXXX", .answers = answers, .piece = piece};
    assert_non_null(mkdtemp(service->folder));
    snprintf(service->path, sizeof service->path, "%s/s", service->folder);
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    memcpy(to.sun_path, service->path, strlen(service->path));
    service->listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(service->listener, (struct sockaddr *)&to, sizeof to), 0);
    assert_int_equal(listen(service->listener, 8), 0);
    assert_int_equal(pthread_create(&service->thread, NULL, serve, service), 0);
    struct cospaced_client *client = NULL;
    assert_int_equal(
        cospaced_client_new(&(struct cospaced_options){.socket = service->path, .timeout_ms = 20000}, &client), 0);
    return client;
}

static void service_stop(struct service *service, struct cospaced_client *client)
{
    cospaced_client_free(client);
    pthread_join(service->thread, NULL);
    close(service->listener);
    unlink(service->path);
    rmdir(service->folder);
}

/* What a GET of one thing makes of an answer. */
static const struct row {
    const char *answer;
    int rc, status;
    const char *body;
} ROWS[] = {
    {JSON "Content-Length: 2\r\n\r\n{}", 0, 200, "{}"},
    {JSON "Content-Length: 0\r\n\r\n", 0, 200, ""},
    {"HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n", 0, 304, ""},
    {HEAD "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n", 0, 200, "abcd"},
    {HEAD "transfer-encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n", 0, 200, "0123456789"},
    {"HTTP/1.1 404 Not Found\r\nContent-Length: 22\r\n\r\n{\"detail\":\"not there\"}", 0, 404,
     "{\"detail\":\"not there\"}"},
    {"", COSPACED_BROKEN, 0, NULL},
    {"HTTP/1.1 200", COSPACED_BROKEN, 0, NULL},
    {JSON "Content-Length: 5\r\n\r\n{}", COSPACED_BROKEN, 0, NULL},
    {HEAD "\r\n5\r\nab", COSPACED_BROKEN, 0, NULL},
    {JSON "Content-Length: -1\r\n\r\n{}", COSPACED_GARBLED, 0, NULL},
    {JSON "Content-Length: 99999999999999999999\r\n\r\n{}", COSPACED_GARBLED, 0, NULL},
    {HEAD "\r\nzz\r\nab", COSPACED_GARBLED, 0, NULL},
    {HEAD "\r\n-4\r\nab", COSPACED_GARBLED, 0, NULL},
    {"SSH-2.0-OpenSSH_9.2\r\n\r\n", COSPACED_GARBLED, 0, NULL},
    {"HTTP/1.1 xyz\r\n\r\n", COSPACED_GARBLED, 0, NULL},
};

static void test_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * sizeof ROWS / sizeof *ROWS; i++) {
        const struct row *row = &ROWS[i / 2];
        const char *answers[] = {row->answer, NULL};
        struct service service;
        struct cospaced_client *client = service_start(&service, answers, i % 2); /* whole, and byte by byte */
        struct cospaced_reply reply = {0};
        int rc = cospaced_call(client, &(struct cospaced_request){.method = "GET", .target = "/v1/x"}, &reply);
        if (rc != row->rc)
            print_error("row %zu: %d, %s\n", i / 2, rc, cospaced_message(client));
        assert_int_equal(rc, row->rc);
        assert_int_equal(cospaced_status(client), row->status);
        assert_int_equal(cospaced_message(client)[0] != '\0', rc != 0 || row->status >= 400);
        if (rc == 0)
            assert_string_equal(reply.body, row->body);
        cospaced_reply_done(&reply);
        service_stop(&service, client);
    }
}

static int count(void *ctx, const struct cospaced_meeting *meeting)
{
    size_t *n = ctx;
    assert_string_equal(meeting->id, "m1");
    return ++*n == 3 ? 7 : 0;
}

static void test_meetings(void **state)
{
    (void)state;
    static const char page[] = HEAD "\r\n400\r\n{\"meetings\":[" MEETING "," MEETING "],\"next\":\"a/b\"}";
    char first[2048];
    snprintf(first, sizeof first, HEAD "Content-Length: %zu\r\n\r\n%s", strlen(strchr(page, '{')), strchr(page, '{'));
    const char *answers[] = {first, first, NULL};
    struct service service;
    struct cospaced_client *client = service_start(&service, answers, 0);
    size_t n = 0;
    struct cospaced_filter filter = {.from = 1795424400250, .state = "active"};
    assert_int_equal(cospaced_meetings(client, &filter, count, &n), 7); /* on the second page */
    assert_non_null(strstr(service.asked,
                           "GET /v1/meetings?limit=500&from=2026-11-23T09%3A00%3A00.250Z&state=active HTTP/1.1\r\n"));
    assert_non_null(strstr(service.asked, "&cursor=a%2Fb HTTP/1.1\r\n"));
    service_stop(&service, client);
}

static void test_a_booking(void **state)
{
    (void)state;
    char answer[2048];
    snprintf(answer, sizeof answer, "HTTP/1.1 201 Created\r\nContent-Length: %zu\r\n\r\n%s", strlen(MEETING), MEETING);
    const char *answers[] = {
        answer, "HTTP/1.1 422 No\r\nContent-Length: 43\r\n\r\n{\"detail\":\"must come later\",\"field\":\"end\"}\n",
        NULL};
    struct service service;
    struct cospaced_client *client = service_start(&service, answers, 0);
    struct cospaced_meeting meeting = {0};
    const char *const addresses[] = {"a@x", "b\"@x", NULL};
    struct cospaced_booking booking = {
        .title = "T\xC3\xA9", .start = 1795424400000, .end = 1795428000000, .addresses = addresses, .key = "k1"};
    assert_int_equal(cospaced_book(client, &booking, &meeting), 0);
    assert_string_equal(meeting.title, "Talk");
    assert_true(meeting.start == 1795424400250 && meeting.end == 1795428000000 && meeting.space == 3);
    assert_string_equal(meeting.address, "3@x");
    assert_string_equal(meeting.bridge, "core1");
    assert_int_equal(meeting.n_participants, 1);
    assert_string_equal(meeting.participants[0].state, "ringing");
    cospaced_meeting_done(&meeting);
    assert_non_null(strstr(service.asked, "\r\nIdempotency-Key: k1\r\n"));
    assert_non_null(strstr(
        service.asked, "{\"title\":\"T\xC3\xA9\",\"start\":\"2026-11-23T09:00:00Z\",\"end\":\"2026-11-23T10:00:00Z\","
                       "\"participants\":[{\"address\":\"a@x\"},{\"address\":\"b\\\"@x\"}]}"));
    booking.key = NULL;
    assert_int_equal(cospaced_book(client, &booking, &meeting), COSPACED_REFUSED);
    assert_string_equal(cospaced_message(client), "must come later");
    assert_string_equal(cospaced_field(client), "end");
    assert_int_equal(cospaced_status(client), 422);
    booking.title = "\xFF";
    assert_int_equal(cospaced_book(client, &booking, NULL), COSPACED_INVALID);
    service_stop(&service, client);
}

static void test_a_stream(void **state)
{
    (void)state;
    for (size_t piece = 0; piece < 4; piece++) {
        const char *const pieces[] = {"retry: 2000\n\nid: 41\n\n:\n", "id: 42\nevent: pool\ndata: {\"a\":1}\n\n",
                                      "id: 43\nevent: meeting\ndata: a\nd", "ata: b\n\nid: ", NULL};
        char answer[1024];
        size_t len = (size_t)snprintf(answer, sizeof answer, HEAD "\r\n");
        for (const char *const *one = pieces; *one != NULL; one++)
            len += (size_t)snprintf(answer + len, sizeof answer - len, "%zx\r\n%s\r\n", strlen(*one), *one);
        const char *answers[] = {answer, NULL};
        struct service service;
        struct cospaced_client *client = service_start(&service, answers, piece);
        struct cospaced_stream *stream = NULL;
        struct cospaced_event event = {0};
        assert_int_equal(cospaced_stream_open(client, &(struct cospaced_follow){.last_id = "40"}, &stream), 0);
        assert_true(cospaced_stream_fd(stream) >= 0);
        assert_non_null(strstr(service.asked, "\r\nLast-Event-ID: 40\r\n"));
        assert_int_equal(cospaced_stream_next(stream, 20000, &event), 0);
        assert_string_equal(event.id, "42");
        assert_string_equal(event.name, "pool");
        assert_string_equal(event.data, "{\"a\":1}");
        assert_int_equal(cospaced_stream_next(stream, 20000, &event), 0);
        assert_string_equal(event.id, "43");
        assert_string_equal(event.data, "a\nb");
        assert_int_equal(cospaced_stream_next(stream, -1, &event), COSPACED_BROKEN);
        cospaced_stream_free(stream);
        service_stop(&service, client);
    }
}

static void test_waiting(void **state)
{
    (void)state;
    const char *answers[] = {"wait", NULL};
    struct service service;
    struct cospaced_client *client = service_start(&service, answers, 0), *hasty = NULL;
    assert_int_equal(cospaced_client_new(&(struct cospaced_options){.socket = service.path, .timeout_ms = 50}, &hasty),
                     0);
    assert_int_equal(cospaced_show(hasty, "m1", NULL), COSPACED_TIMEOUT);
    cospaced_client_free(hasty);
    service_stop(&service, client);
}

/* What takes a body: as much as comes, until it has enough. */
static int take(void *ctx, const void *bytes, size_t len)
{
    char *taken = ctx;
    strncat(taken, bytes, len);
    return strlen(taken) > 6 ? 7 : 0;
}

static void test_a_body_that_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *answer;
        int rc;
        const char *taken, *body;
    } rows[] = {
        {JSON "Content-Length: 2\r\n\r\nab", 0, "ab", ""},
        {JSON "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 0, "abcde", ""},
        {JSON "Content-Length: 9\r\n\r\n123456789", 7, NULL, NULL},
        {JSON "Content-Length: 9\r\n\r\n1234", COSPACED_BROKEN, "1234", NULL},
        {"HTTP/1.1 503 Busy\r\nContent-Type: x/y\r\nContent-Length: 3\r\n\r\nabc", 0, "", "abc"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *answers[] = {rows[i].answer, NULL};
        struct service service;
        struct cospaced_client *client = service_start(&service, answers, 1);
        char taken[64] = "";
        struct cospaced_request request = {.method = "GET", .target = "/x", .take = take, .ctx = taken};
        struct cospaced_reply reply = {0};
        assert_int_equal(cospaced_call(client, &request, &reply), rows[i].rc);
        if (rows[i].taken != NULL)
            assert_string_equal(taken, rows[i].taken);
        if (rows[i].body != NULL)
            assert_string_equal(reply.body, rows[i].body);
        if (reply.status == 503)
            assert_string_equal(reply.content_type, "x/y");
        cospaced_reply_done(&reply);
        service_stop(&service, client);
    }
}

/* An id that stands alone says where to go on; a service that says nothing is gone. */
static void test_what_is_followed(void **state)
{
    (void)state;
    const char *const answers[] = {HEAD "\r\nb\r\nid: 41\n\n:\n\n\r\n~", NULL};
    struct service service;
    struct cospaced_client *client = service_start(&service, answers, 0);
    struct cospaced_stream *stream = NULL;
    struct cospaced_event event = {0};
    const struct cospaced_follow follow = {
        .last = 5, .events = "meeting,pool", .meeting = "m 1", .calendar = "c", .silence_ms = 50};
    assert_int_equal(cospaced_stream_open(client, &follow, &stream), 0);
    assert_non_null(strstr(service.asked, "GET /v1/events?event=meeting%2Cpool&meeting=m%201&calendar=c&last=5 HTTP"));
    assert_null(strstr(service.asked, "Last-Event-ID"));
    assert_int_equal(cospaced_stream_next(stream, 20000, &event), COSPACED_BROKEN);
    assert_string_equal(cospaced_stream_id(stream), "41");
    cospaced_stream_free(stream);
    service_stop(&service, client);
}

static void test_nobody_there(void **state)
{
    (void)state;
    static const struct {
        struct cospaced_options options;
        int rc;
        const char *words;
    } rows[] = {
        {{.socket = "/nowhere/s"}, COSPACED_NO_SERVICE, "no daemon at /nowhere/s: is cospaced running?"},
        {{.socket = "/"}, COSPACED_NO_SERVICE, NULL},
        {{.address = "127.0.0.1:1"}, COSPACED_NO_SERVICE, NULL},
        {{.address = "[::1]:1"}, COSPACED_NO_SERVICE, NULL},
        {{.address = "192.0.2.1:80"}, COSPACED_INVALID, NULL},
        {{.address = "localhost:80"}, COSPACED_INVALID, NULL},
        {{.address = "127.0.0.1"}, COSPACED_INVALID, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cospaced_client *client = NULL;
        assert_int_equal(cospaced_client_new(&rows[i].options, &client), 0);
        assert_int_equal(cospaced_show(client, "m1", NULL), rows[i].rc);
        assert_true(cospaced_message(client)[0] != '\0');
        if (rows[i].words != NULL)
            assert_string_equal(cospaced_message(client), rows[i].words);
        cospaced_client_free(client);
    }
    struct cospaced_client *client = NULL;
    assert_int_equal(cospaced_client_new(&(struct cospaced_options){.token = "x"}, &client), COSPACED_INVALID);
    setenv("COSPACED_SOCKET", "/from/environment", 1);
    assert_int_equal(cospaced_client_new(NULL, &client), 0);
    assert_int_equal(cospaced_end(client, "m1", NULL), COSPACED_NO_SERVICE);
    assert_non_null(strstr(cospaced_message(client), "/from/environment"));
    assert_int_equal(cospaced_end(client, "", NULL), COSPACED_INVALID);
    cospaced_client_free(client);
}

/* What a caller says cannot become a header of its own. */
static void test_line_breaks(void **state)
{
    (void)state;
    const struct cospaced_header headers[] = {{"X", "1\r\nY: 2"}, {NULL, NULL}};
    const struct cospaced_request requests[] = {
        {.method = "GET", .target = "/x\r\nA: b"},
        {.method = "GET /y", .target = "/x"},
        {.method = "GET", .target = "/x", .headers = headers},
        {.method = "GET", .target = "x"},
        {.method = "GET"},
    };
    struct cospaced_client *client = NULL;
    struct cospaced_reply reply;
    assert_int_equal(cospaced_client_new(&(struct cospaced_options){.socket = "/nowhere"}, &client), 0);
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        assert_int_equal(cospaced_call(client, &requests[i], &reply), COSPACED_INVALID);
    cospaced_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),          cmocka_unit_test(test_meetings),
        cmocka_unit_test(test_a_booking),        cmocka_unit_test(test_a_stream),
        cmocka_unit_test(test_waiting),          cmocka_unit_test(test_nobody_there),
        cmocka_unit_test(test_line_breaks),      cmocka_unit_test(test_a_body_that_is_taken),
        cmocka_unit_test(test_what_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
