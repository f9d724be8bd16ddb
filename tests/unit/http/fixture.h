/* A loop with a guard, a client pool, a server whose behaviour is a field, and a certificate made for this run. */
#ifndef TESTS_HTTP_FIXTURE_H
#define TESTS_HTTP_FIXTURE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/clock.h"
#include "loop/loop.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GUARD_MS = 30000, HUNG = 77, BODY_LIMIT = 1000, ANSWER_LIMIT = 5000 };

/* Made once a program: cert.pem and key.pem for 127.0.0.1, other.pem and other.key for another name. */
static char folder[] = "/tmp/http-XXXXXX";
static char *cert_pem, *key_pem, *other_pem, *other_key;

struct seen {
    int requests;
    char *method, *path, *body, *authorization, *expect, *content_type;
    size_t body_len;
};

struct fixture {
    struct loop *loop;
    struct loop_source *guard;
    struct loop_source *timer;
    struct http_pool *pool;
    struct http_client *client;
    struct http_server *server;
    struct http_server_options options;
    struct seen seen;
    int refused; /* status of the last refusal */
    /* How the server answers. */
    void (*behave)(struct fixture *f, struct http_exchange *exchange);
    struct http_response response;
    struct http_exchange *held;
    /* What the client got. */
    int answers;
    int wanted;
    struct http_answer answer; /* its strings are copies */
};

static inline char *path_in(const char *name)
{
    return mem_printf("%s/%s", folder, name);
}

static inline char *read_all(const char *name)
{
    CLEAN_FREE char *path = path_in(name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char text[8192];
    size_t len = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    return mem_strndup(text, len);
}

static inline void make_certificate(const char *cert, const char *key, const char *names)
{
    CLEAN_FREE char *command =
        mem_printf("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test "
                   "-addext subjectAltName=%s -out %s/%s -keyout %s/%s 2>%s/log",
                   names, folder, cert, folder, key, folder);
    assert_int_equal(system(command), 0);
}

static inline int group_setup(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    make_certificate("cert.pem", "key.pem", "IP:127.0.0.1");
    make_certificate("other.pem", "other.key", "DNS:elsewhere.example.com");
    cert_pem = read_all("cert.pem");
    key_pem = read_all("key.pem");
    other_pem = read_all("other.pem");
    other_key = read_all("other.key");
    return 0;
}

static inline int group_teardown(void **state)
{
    (void)state;
    mem_free(cert_pem);
    mem_free(key_pem);
    mem_free(other_pem);
    mem_free(other_key);
    CLEAN_FREE char *command = mem_printf("rm -r %s", folder);
    return system(command);
}

static inline void on_guard(void *ctx)
{
    struct fixture *f = ctx;
    loop_exit(f->loop, HUNG);
}

static inline void run(struct fixture *f)
{
    assert_int_equal(loop_run(f->loop, NULL), 0);
}

/* Server side */

static inline void seen_done(struct seen *seen)
{
    mem_free(seen->method);
    mem_free(seen->path);
    mem_free(seen->body);
    mem_free(seen->authorization);
    mem_free(seen->expect);
    mem_free(seen->content_type);
    *seen = (struct seen){.requests = seen->requests};
}

static inline void on_request(void *ctx, struct http_exchange *exchange)
{
    struct fixture *f = ctx;
    seen_done(&f->seen);
    f->seen.requests++;
    f->seen.method = mem_strdup(http_exchange_method(exchange));
    f->seen.path = mem_strdup(http_exchange_path(exchange));
    f->seen.body = mem_strdup(http_exchange_body(exchange, &f->seen.body_len));
    f->seen.authorization = mem_strdup(http_exchange_header(exchange, "authorization"));
    f->seen.expect = mem_strdup(http_exchange_header(exchange, "Expect"));
    f->seen.content_type = mem_strdup(http_exchange_header(exchange, "Content-Type"));
    f->behave(f, exchange);
}

static inline void on_refuse(void *ctx, struct http_exchange *exchange, int status)
{
    struct fixture *f = ctx;
    f->refused = status;
    http_exchange_respond(exchange, &(struct http_response){.status = status, .body = "no\n", .body_len = 3});
}

static inline void respond(struct fixture *f, struct http_exchange *exchange)
{
    http_exchange_respond(exchange, &f->response);
}

static inline void drop(struct fixture *f, struct http_exchange *exchange)
{
    (void)f;
    http_exchange_drop(exchange);
}

static inline void hold(struct fixture *f, struct http_exchange *exchange)
{
    f->held = exchange;
}

static inline void answer_with(struct fixture *f, int status, const char *body)
{
    f->behave = respond;
    f->response =
        (struct http_response){.status = status, .body = body, .body_len = strlen(body), .content_type = "text/plain"};
}

static inline void server_start(struct fixture *f, bool tls)
{
    f->options.cert_pem = tls ? cert_pem : NULL;
    f->options.key_pem = tls ? key_pem : NULL;
    struct err err = {0};
    if (http_server_new(f->loop, &f->options, &f->server, &err) != 0)
        fail_msg("%s", err.message);
}

static inline void server_stop(struct fixture *f)
{
    http_server_free(f->server);
    f->server = NULL;
}

/* Client side */

static inline void answer_done(struct http_answer *answer)
{
    free((void *)(uintptr_t)answer->body);
    free((void *)(uintptr_t)answer->location);
    free((void *)(uintptr_t)answer->reason);
    *answer = (struct http_answer){0};
}

static inline void on_answer(void *ctx, const struct http_answer *answer)
{
    struct fixture *f = ctx;
    answer_done(&f->answer);
    f->answer = *answer;
    f->answer.body = mem_strdup(answer->body);
    f->answer.location = mem_strdup(answer->location);
    f->answer.reason = mem_strdup(answer->reason);
    if (++f->answers >= f->wanted)
        loop_exit(f->loop, 0);
}

struct client_setup {
    const char *url;     /* NULL: the server's */
    const char *ca_name; /* NULL: the system's */
    duration_ms connect_timeout, request_timeout;
};

static inline void client_start_with(struct fixture *f, const struct client_setup *setup)
{
    http_client_free(f->client);
    f->client = NULL;
    struct secret password = {0};
    secret_set(&password, "pass");
    CLEAN_FREE char *url =
        setup->url != NULL
            ? mem_strdup(setup->url)
            : mem_printf("http%s://127.0.0.1:%d", f->options.cert_pem != NULL ? "s" : "", http_server_port(f->server));
    CLEAN_FREE char *ca_file = setup->ca_name != NULL ? path_in(setup->ca_name) : NULL;
    struct http_client_options options = {
        .url = url,
        .username = "user",
        .password = &password,
        .ca_file = ca_file,
        .verify = true,
        .connect_timeout = setup->connect_timeout > 0 ? setup->connect_timeout : 10 * SECOND_MS,
        .request_timeout = setup->request_timeout > 0 ? setup->request_timeout : 10 * SECOND_MS,
        .answer_limit = ANSWER_LIMIT,
    };
    struct err err = {0};
    if (http_client_new(f->pool, &options, &f->client, &err) != 0)
        fail_msg("%s", err.message);
    secret_done(&password);
}

static inline void client_start(struct fixture *f)
{
    client_start_with(f, &(struct client_setup){.ca_name = "cert.pem"});
}

/* Sends and waits for the answer. */
static inline const struct http_answer *ask(struct fixture *f, const char *method, const char *path, const char *body)
{
    f->wanted = f->answers + 1;
    http_client_send(f->client, method, path, body, on_answer, f);
    run(f);
    return &f->answer;
}

/* A client of bare bytes */

struct raw {
    struct fixture *f;
    int fd;
    struct loop_source *source;
    struct buf got;
    bool closed;
};

static inline void on_raw(void *ctx, uint32_t ready)
{
    (void)ready;
    struct raw *raw = ctx;
    char bytes[4096];
    ssize_t len = recv(raw->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (len > 0) {
        buf_append(&raw->got, bytes, (size_t)len);
        return;
    }
    raw->closed = true;
    loop_exit(raw->f->loop, 0);
}

static inline void raw_open(struct raw *raw, struct fixture *f)
{
    *raw = (struct raw){.f = f};
    buf_init(&raw->got, 1 << 20);
    raw->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(http_server_port(f->server))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(connect(raw->fd, (struct sockaddr *)&address, sizeof address), 0);
    raw->source = loop_add_io(f->loop, raw->fd, LOOP_READ, on_raw, raw);
}

static inline void raw_close(struct raw *raw)
{
    loop_source_free(raw->source);
    close(raw->fd);
    buf_done(&raw->got);
}

/* Sends bytes on a connection of its own and collects what comes until the server closes. Owned by the caller. */
static inline char *raw_talk(struct fixture *f, const char *bytes, size_t len)
{
    struct raw raw;
    raw_open(&raw, f);
    assert_int_equal(send(raw.fd, bytes, len, MSG_NOSIGNAL), (ssize_t)len);
    run(f);
    char *got = mem_strdup(buf_string(&raw.got));
    raw_close(&raw);
    return got;
}

/* Each test */

static inline int setup(void **state)
{
    struct fixture *f = mem_zalloc(sizeof *f);
    assert_int_equal(loop_new(&f->loop, NULL), 0);
    assert_int_equal(http_pool_new(f->loop, &f->pool, NULL), 0);
    f->guard = loop_add_timer(f->loop, on_guard, f);
    loop_timer_set(f->guard, GUARD_MS);
    f->options = (struct http_server_options){
        .host = "127.0.0.1",
        .body_limit = BODY_LIMIT,
        .connection_limit = 100,
        .request = on_request,
        .refuse = on_refuse,
        .ctx = f,
    };
    answer_with(f, 200, "hello");
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    http_client_free(f->client);
    http_pool_free(f->pool);
    http_server_free(f->server);
    loop_source_free(f->timer);
    loop_source_free(f->guard);
    loop_free(f->loop);
    seen_done(&f->seen);
    answer_done(&f->answer);
    mem_free(f);
    return 0;
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static inline bool ipv6_is_here(void)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool here = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return here;
}

#endif
