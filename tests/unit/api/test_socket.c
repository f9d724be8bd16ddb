/* The API on a real socket: the server, the routes and a client of libcurl together; and clients that go away. */
#include "unit/api/objects.h"

#include "cospaced/client.h"
#include "loop/loop.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWERS = 16, BIG = 2 << 20 };

static char folder[] = "/tmp/api-XXXXXX";
static char socket_path[64];

struct exchange {
    const char *method, *target, *type, *header, *body;
    int status;
    const char *content_type, *part; /* part: of the body */
};

/* A service in the main thread, its clients in another, which asserts nothing. */
struct service {
    struct fixture *fixture;
    struct loop *loop;
    struct loop_source *turn;
    uint64_t waiting[ANSWERS];
    size_t n_waiting;
    int done; /* an eventfd: the client's thread has finished */
};

/* Like the program: replies come after everything that was ready has been taken. */
static void service_turn(void *ctx)
{
    struct service *service = ctx;
    for (size_t i = 0; i < service->n_waiting; i++) {
        service->fixture->reply.token = service->waiting[i];
        api_reply(service->fixture->api, &service->fixture->reply, NULL);
    }
    service->n_waiting = 0;
}

static void service_take(void *ctx, uint64_t token)
{
    struct service *service = ctx;
    assert_true(service->n_waiting < ANSWERS);
    service->waiting[service->n_waiting++] = token;
    loop_after_arm(service->turn);
}

static void service_exit(void *ctx, uint32_t ready)
{
    (void)ready;
    loop_exit(((struct service *)ctx)->loop, 0);
}

static void service_run(struct service *service, void *(*client)(void *ctx), void *ctx)
{
    service->fixture = fixture_new();
    service->fixture->take = service_take;
    service->fixture->take_ctx = service;
    service->done = eventfd(0, EFD_CLOEXEC);
    assert_int_equal(loop_new(&service->loop, NULL), 0);
    service->turn = loop_add_after(service->loop, service_turn, service);
    fixture_open(service->fixture, service->loop, socket_path);
    struct loop_source *done = loop_add_io(service->loop, service->done, LOOP_READ, service_exit, service);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, client, ctx), 0);
    assert_int_equal(loop_run(service->loop, NULL), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    loop_source_free(done);
    fixture_free(service->fixture);
    loop_source_free(service->turn);
    loop_free(service->loop);
    close(service->done);
}

static void client_done(struct service *service)
{
    uint64_t one = 1;
    ssize_t n = write(service->done, &one, sizeof one);
    (void)n;
}

struct asking {
    struct service service;
    const struct exchange *exchanges;
    size_t n;
    struct cospaced_reply answers[32];
    int results[32];
};

static void *ask_all(void *ctx)
{
    struct asking *asking = ctx;
    struct cospaced_client *client = NULL;
    cospaced_client_new(&(struct cospaced_options){.socket = socket_path, .timeout_ms = 20000}, &client);
    for (size_t i = 0; i < asking->n; i++) {
        const struct exchange *exchange = &asking->exchanges[i];
        CLEAN_FREE char *name =
            exchange->header != NULL ? mem_strndup(exchange->header, strcspn(exchange->header, ":")) : NULL;
        const struct cospaced_header headers[] = {
            {name, name != NULL ? exchange->header + strlen(name) + strlen(": ") : NULL}, {NULL, NULL}};
        const struct cospaced_request request = {
            .method = exchange->method,
            .target = exchange->target,
            .content_type = exchange->type,
            .body = exchange->body,
            .len = exchange->body != NULL ? strlen(exchange->body) : 0,
            .headers = headers,
        };
        asking->results[i] = cospaced_call(client, &request, &asking->answers[i]);
    }
    cospaced_client_free(client);
    client_done(&asking->service);
    return NULL;
}

static char *filled(size_t len)
{
    char *text = mem_zalloc(len + 1);
    memset(text, 'x', len);
    return text;
}

#define JSON    "application/json"
#define PROBLEM "application/problem+json"
#define ROOM    "/v1/meetings/" ROOM_ID

static void every_kind_of_exchange(void **state)
{
    (void)state;
    CLEAN_FREE char *big = filled(BIG);
    CLEAN_FREE char *long_json = filled(300 * 1024);
    CLEAN_FREE char *padding = filled(20 * 1024);
    CLEAN_FREE char *long_header = mem_printf("X-Padding: %s", padding);
    CLEAN_FREE char *long_path = mem_printf("/v1/meetings/%.2000s", padding);
    const struct exchange cases[] = {
        {"GET", "/healthz", NULL, NULL, NULL, 200, JSON, "{\"status\":\"ok\"}"},
        {"GET", "/v1/status", NULL, NULL, NULL, 200, JSON, "\"uptime\":90"},
        {"GET", "/metrics", NULL, NULL, NULL, 200, "text/plain", "cospaced_ready 1"},
        {"GET", "/v1/meetings?limit=1&from=2026-11-23T10:00:00%2B01:00&state=active%2Cwaiting", NULL, NULL, NULL, 200,
         JSON, "{\"meetings\":[{\"id\":\"" ROOM_ID "\""},
        {"GET", "/v1/meetings?limit=0", NULL, NULL, NULL, 422, PROBLEM, "\"field\":\"limit\""},
        {"GET", "/v1/meetings?limit=1&limit=2", NULL, NULL, NULL, 400, PROBLEM, "\"field\":\"limit\""},
        {"GET", "/v1/%6deetings/" ROOM_ID, NULL, NULL, NULL, 200, JSON, "\"id\":\"" ROOM_ID "\""},
        {"GET", ROOM, NULL, "If-None-Match: \"7\"", NULL, 304, NULL, ""},
        {"GET", "/v1/../healthz", NULL, NULL, NULL, 404, PROBLEM, "\"status\":404"},
        {"GET", long_path, NULL, NULL, NULL, 404, PROBLEM, "\"status\":404"},
        {"POST", "/v1/meetings", JSON, NULL,
         "{\"title\":\"T\",\"start\":\"2027-01-01T00:00:00Z\",\"end\":\"2027-01-01T01:00:00Z\"}", 201, JSON,
         "\"id\":\"" ROOM_ID "\""},
        {"POST", "/v1/meetings", JSON, NULL, "{\"title\":", 400, PROBLEM, "\"status\":400"},
        {"POST", "/v1/meetings", JSON, NULL, long_json, 413, PROBLEM, "\"status\":413"},
        {"POST", "/v1/meetings", JSON, NULL, big, 413, PROBLEM, "\"status\":413"},
        {"POST", "/v1/meetings", "text/plain", NULL, "{}", 415, PROBLEM, "\"status\":415"},
        {"GET", "/v1/status", NULL, long_header, NULL, 431, PROBLEM, "\"status\":431"},
        {"BREW", "/v1/status", NULL, NULL, NULL, 405, PROBLEM, "\"status\":405"},
        {"DELETE", ROOM, NULL, NULL, NULL, 200, JSON, "\"id\":\"" ROOM_ID "\""},
        {"PATCH", ROOM, JSON, "If-Match: \"7\"", "{\"title\":\"N\"}", 200, JSON, "\"id\":\"" ROOM_ID "\""},
        {"POST", ROOM "/end", NULL, NULL, NULL, 200, JSON, "\"id\":\"" ROOM_ID "\""},
        {"PUT", "/v1/calendars/drop", "text/calendar", NULL, "BEGIN:VCALENDAR", 200, JSON, "{\"bookings\":0"},
        {"PUT", "/v1/calendars/%2e%2e", "text/calendar", NULL, "BEGIN:VCALENDAR", 422, PROBLEM, "\"field\":\"name\""},
        {"GET", "/v1/events?event=x", NULL, NULL, NULL, 422, PROBLEM, "\"field\":\"event\""},
    };
    struct asking *asking = mem_zalloc(sizeof *asking);
    asking->exchanges = cases;
    asking->n = sizeof cases / sizeof cases[0];
    service_run(&asking->service, ask_all, asking);
    for (size_t i = 0; i < asking->n; i++) {
        struct cospaced_reply *answer = &asking->answers[i];
        if (asking->results[i] != 0 || answer->status != cases[i].status) {
            fail_msg("%s %.80s: %d, %d", cases[i].method, cases[i].target, asking->results[i], answer->status);
        }
        if (cases[i].content_type != NULL) {
            assert_non_null(answer->content_type);
            assert_int_equal(strncmp(answer->content_type, cases[i].content_type, strlen(cases[i].content_type)), 0);
        }
        assert_non_null(strstr(answer->body, cases[i].part));
        cospaced_reply_done(answer);
    }
    mem_free(asking);
}

/* Bytes as they go over the wire, which no client library would send. */
struct wire {
    const char *request;
    const char *begins, *ends, *holds;
};

struct wiring {
    struct service service;
    const struct wire *wires;
    size_t n;
    struct buf answers[16];
};

static int client_connect(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
    struct timeval patience = {.tv_sec = 20};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void *wire_all(void *ctx)
{
    struct wiring *wiring = ctx;
    for (size_t i = 0; i < wiring->n; i++) {
        buf_init(&wiring->answers[i], 1 << 20);
        int fd = client_connect();
        ssize_t n = send(fd, wiring->wires[i].request, strlen(wiring->wires[i].request), MSG_NOSIGNAL);
        char bytes[4096];
        while (n > 0 && (n = recv(fd, bytes, sizeof bytes, 0)) > 0) {
            buf_append(&wiring->answers[i], bytes, (size_t)n);
        }
        close(fd);
    }
    client_done(&wiring->service);
    return NULL;
}

static void every_kind_of_bytes(void **state)
{
    (void)state;
    static const struct wire WIRES[] = {
        {"HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 ", "\r\n\r\n",
         "application/json"},
        {"PUT /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 405 ", "}", "Allow: GET, HEAD\r\n"},
        {"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n",
         "HTTP/1.1 413 ", "}", "application/problem+json"},
        {"GET /v1/meetings/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", "}",
         "application/problem+json"},
        {"GET /v1/meetings/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", "}",
         "application/problem+json"},
        {"GET /healthz HTTP/1.1\r\n\r\n", "HTTP/1.1 400 ", "}", "application/problem+json"},
        {"GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "HTTP/1.1 400 ", "}", "application/problem+json"},
        {"GET /healthz HTTP/1.0\r\n\r\n", "HTTP/1.1 200 ", "}", "application/json"},
        {"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "HTTP/1.1 400 ", "}", "Connection: close\r\n"},
        {"POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "HTTP/1.1 400 ",
         "}", "Connection: close\r\n"},
    };
    struct wiring *wiring = mem_zalloc(sizeof *wiring);
    wiring->wires = WIRES;
    wiring->n = sizeof WIRES / sizeof WIRES[0];
    service_run(&wiring->service, wire_all, wiring);
    for (size_t i = 0; i < wiring->n; i++) {
        const char *answer = buf_string(&wiring->answers[i]);
        const struct wire *wire = &WIRES[i];
        size_t len = strlen(answer), end = strlen(wire->ends);
        if (strncmp(answer, wire->begins, strlen(wire->begins)) != 0 || strstr(answer, wire->holds) == NULL ||
            len < end || strcmp(answer + len - end, wire->ends) != 0) {
            fail_msg("%s gave\n%s", wire->request, answer);
        }
        buf_done(&wiring->answers[i]);
    }
    mem_free(wiring);
}

/* Sends a whole request that waits for a turn, then closes without reading. */
static void leave(const char *request)
{
    int fd = client_connect();
    ssize_t n = send(fd, request, strlen(request), MSG_NOSIGNAL);
    (void)n;
    close(fd);
}

static void *leave_and_ask(void *ctx)
{
    for (size_t i = 0; i < 8; i++) {
        leave("DELETE " ROOM " HTTP/1.1\r\nHost: x\r\n\r\n");
        leave("POST /v1/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"title\":");
    }
    return ask_all(ctx);
}

static void clients_that_go_away_harm_nobody(void **state)
{
    (void)state;
    const struct exchange last = {.method = "DELETE", .target = ROOM};
    struct asking *asking = mem_zalloc(sizeof *asking);
    asking->exchanges = &last;
    asking->n = 1;
    service_run(&asking->service, leave_and_ask, asking);
    assert_int_equal(asking->results[0], 0);
    assert_int_equal(asking->answers[0].status, 200);
    cospaced_reply_done(&asking->answers[0]);
    mem_free(asking);
}

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(socket_path, sizeof socket_path, "%s/api.sock", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char lock[80];
    snprintf(lock, sizeof lock, "%s.lock", socket_path);
    unlink(socket_path);
    unlink(lock);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_exchange),
        cmocka_unit_test(every_kind_of_bytes),
        cmocka_unit_test(clients_that_go_away_harm_nobody),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
