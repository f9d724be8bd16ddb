/* A server of bare bytes on the loop, and a fetch from it. */
#ifndef TESTS_HTTP_SCRIPT_H
#define TESTS_HTTP_SCRIPT_H

#include "fixture.h"

#include "http/fetch.h"
#include "http/spool.h"

enum { FETCH_LIMIT = 100000, SCRIPT = 8, PORT_SIZE = 8 };

/* A server that answers the n-th request with the n-th text and closes; "{PORT}" in it becomes its port. "…" at the
 * end: the connection stays open and silent. */
struct script {
    struct loop *loop;
    int listener;
    char port[PORT_SIZE];
    struct loop_source *accepts;
    const char *answers[SCRIPT];
    size_t lens[SCRIPT]; /* 0: up to the NUL */
    size_t n;
    char *requests[SCRIPT];
    int fds[SCRIPT];
    struct loop_source *reads[SCRIPT];
};

struct fetching {
    struct fixture *f;
    struct script script;
    struct http_fetch_options options;
    struct secret password, token;
    int fd;
    bool done;
    struct http_fetched fetched;
    char *etag, *modified, *type, *url, *host, *reason, *body, *words;
};

static inline char *with_port(const char *text, const char *port)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    for (const char *at = text; *at != '\0'; at++) {
        if (strncmp(at, "{PORT}", 6) == 0) {
            buf_append_string(&out, port);
            at += 5;
        } else {
            buf_append_char(&out, *at);
        }
    }
    return buf_take(&out);
}

static inline void script_answer(struct script *script, size_t i)
{
    const char *answer = script->answers[i];
    bool stays = false;
    if (script->lens[i] > 0) {
        assert_int_equal(send(script->fds[i], answer, script->lens[i], MSG_NOSIGNAL), (ssize_t)script->lens[i]);
    } else {
        CLEAN_FREE char *text = with_port(answer, script->port);
        size_t len = strlen(text);
        stays = len >= 3 && memcmp(text + len - 3, "…", 3) == 0;
        len -= stays ? 3 : 0;
        assert_int_equal(send(script->fds[i], text, len, MSG_NOSIGNAL), (ssize_t)len);
    }
    loop_source_free(script->reads[i]);
    script->reads[i] = NULL;
    if (!stays) {
        close(script->fds[i]);
        script->fds[i] = -1;
    }
}

static struct script *the_script;

static inline void on_script_read(void *ctx, uint32_t ready)
{
    (void)ready;
    size_t i = (size_t)(uintptr_t)ctx;
    struct script *script = the_script;
    char piece[4096];
    ssize_t n = recv(script->fds[i], piece, sizeof piece - 1, MSG_DONTWAIT);
    if (n <= 0) {
        loop_source_free(script->reads[i]);
        script->reads[i] = NULL;
        return;
    }
    piece[n] = '\0';
    char *all = mem_printf("%s%s", script->requests[i] != NULL ? script->requests[i] : "", piece);
    mem_free(script->requests[i]);
    script->requests[i] = all;
    if (strstr(all, "\r\n\r\n") != NULL) {
        script_answer(script, i);
    }
}

static inline void on_script_accept(void *ctx, uint32_t ready)
{
    (void)ready;
    struct script *script = ctx;
    int fd = accept4(script->listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0 || script->n == SCRIPT || script->answers[script->n] == NULL) {
        if (fd >= 0) {
            close(fd);
        }
        return;
    }
    size_t i = script->n++;
    script->fds[i] = fd;
    script->reads[i] = loop_add_io(script->loop, fd, LOOP_READ, on_script_read, (void *)(uintptr_t)i);
}

static inline void script_start(struct script *script, struct loop *loop)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    script->loop = loop;
    script->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(script->listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(script->listener, 16), 0);
    assert_int_equal(getsockname(script->listener, (struct sockaddr *)&address, &len), 0);
    snprintf(script->port, sizeof script->port, "%d", ntohs(address.sin_port));
    script->accepts = loop_add_io(loop, script->listener, LOOP_READ, on_script_accept, script);
    for (size_t i = 0; i < SCRIPT; i++) {
        script->fds[i] = -1;
    }
    the_script = script;
}

static inline void script_stop(struct script *script)
{
    loop_source_free(script->accepts);
    close(script->listener);
    for (size_t i = 0; i < SCRIPT; i++) {
        loop_source_free(script->reads[i]);
        mem_free(script->requests[i]);
        if (script->fds[i] >= 0) {
            close(script->fds[i]);
        }
    }
}

static inline char *body_read(int fd)
{
    char *text = mem_calloc(FETCH_LIMIT + 2, 1);
    ssize_t n = pread(fd, text, FETCH_LIMIT + 1, 0);
    assert_true(n >= 0);
    return text;
}

static inline void fetched_done(struct fetching *g)
{
    mem_free(g->etag);
    mem_free(g->modified);
    mem_free(g->type);
    mem_free(g->url);
    mem_free(g->host);
    mem_free(g->reason);
    mem_free(g->body);
    mem_free(g->words);
}

static inline void on_fetched(void *ctx, const struct http_fetched *fetched)
{
    struct fetching *g = ctx;
    char words[512];
    http_fetched_explain(fetched, words, sizeof words);
    fetched_done(g);
    g->fetched = *fetched;
    g->etag = mem_strdup(fetched->etag);
    g->modified = mem_strdup(fetched->modified);
    g->type = mem_strdup(fetched->type);
    g->url = mem_strdup(fetched->url);
    g->host = mem_strdup(fetched->host);
    g->reason = mem_strdup(fetched->reason);
    g->body = body_read(g->fd);
    g->words = mem_strdup(words);
    g->done = true;
    loop_exit(g->f->loop, 0);
}

static inline int fetch_setup(void **state)
{
    struct fetching *g = mem_zalloc(sizeof *g);
    void *fixture = NULL;
    assert_int_equal(setup(&fixture), 0);
    g->f = fixture;
    g->fd = spool_open(NULL, NULL);
    assert_true(g->fd >= 0);
    script_start(&g->script, g->f->loop);
    secret_set(&g->password, "pass");
    secret_set(&g->token, "to.ken");
    g->options = (struct http_fetch_options){
        .method = "GET",
        .verify = true,
        .proxy = "",
        .connect_timeout = 5 * SECOND_MS,
        .idle_timeout = 5 * SECOND_MS,
        .total_timeout = 10 * SECOND_MS,
        .limit = FETCH_LIMIT,
        .body_fd = g->fd,
    };
    *state = g;
    return 0;
}

static inline int fetch_teardown(void **state)
{
    struct fetching *g = *state;
    void *fixture = g->f;
    script_stop(&g->script);
    fetched_done(g);
    secret_done(&g->password);
    secret_done(&g->token);
    close(g->fd);
    mem_free(g);
    return teardown(&fixture);
}

static inline struct http_fetch *fetch_begin(struct fetching *g, const char *url)
{
    struct http_fetch *fetch = NULL;
    struct err err = {0};
    CLEAN_FREE char *whole = with_port(url, g->script.port);
    g->options.url = whole;
    g->done = false;
    if (http_fetch_start(g->f->pool, &g->options, on_fetched, g, &fetch, &err) != 0) {
        fail_msg("%s", err.message);
    }
    assert_false(g->done);
    return fetch;
}

static inline void fetch(struct fetching *g, const char *url)
{
    fetch_begin(g, url);
    run(g->f);
    assert_true(g->done);
}

#define HOME              "http://127.0.0.1:{PORT}/cal.ics"
#define OK(headers, body) "HTTP/1.1 200 OK\r\nConnection: close\r\n" headers "\r\n" body

static inline void assert_asked(const struct fetching *g, size_t i, const char *words, bool there)
{
    if (g->script.requests[i] == NULL || (strstr(g->script.requests[i], words) != NULL) != there) {
        fail_msg("request %zu %s \"%s\": %s", i, there ? "lacks" : "has", words,
                 g->script.requests[i] != NULL ? g->script.requests[i] : "(none)");
    }
}

#define FETCH(test) cmocka_unit_test_setup_teardown(test, fetch_setup, fetch_teardown)

#endif
