/* The HTTP server as the API sees it, without sockets: a test makes an exchange, the API answers into it.
 * Included by one file of a test program; it stands in for the http module at link time. */
#ifndef UNIT_API_FAKE_HTTP_H
#define UNIT_API_FAKE_HTTP_H

#include "base/buf.h"
#include "base/mem.h"
#include "http/server.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FAKE_PAIRS = 16 };

struct http_server {
    struct http_server_options options;
};

/* Names and values, cut out of "a=1&b=2" or "A: 1\nB: 2". */
struct fake_pairs {
    char *text;
    char *names[FAKE_PAIRS], *values[FAKE_PAIRS];
    size_t count;
};

struct http_exchange {
    const char *method, *path, *body;
    size_t body_len;
    struct fake_pairs headers, query;
    int status; /* 0: not answered yet */
    char content_type[64];
    struct buf answer_headers, answer;
    struct http_source stays; /* of an answer that stays: asked by fake_more, freed with the server or by fake_leave */
    int woken;
    struct http_exchange *next;
};

static struct http_server *fake_server;
static bool fake_far;                        /* clients come over TCP */
static struct http_exchange *fake_exchanges; /* all of them, freed with the server */

static void fake_pairs_cut(struct fake_pairs *pairs, const char *text, const char *between, const char *inside)
{
    char *rest = NULL;
    pairs->text = mem_strdup(text != NULL ? text : "");
    for (char *one = strtok_r(pairs->text, between, &rest); one != NULL; one = strtok_r(NULL, between, &rest)) {
        assert(pairs->count < FAKE_PAIRS);
        char *value = strstr(one, inside);
        pairs->names[pairs->count] = one;
        pairs->values[pairs->count] = value != NULL ? value + strlen(inside) : NULL;
        if (value != NULL) {
            *value = '\0';
        }
        pairs->count++;
    }
}

/* target may have a query; headers are lines; both are taken as they stand, without decoding. */
static struct http_exchange *fake_exchange(const char *method, const char *target, const char *headers,
                                           const char *body, size_t len)
{
    struct http_exchange *exchange = mem_zalloc(sizeof *exchange);
    const char *mark = strchr(target, '?');
    exchange->method = mem_strdup(method);
    exchange->path = mem_strndup(target, mark != NULL ? (size_t)(mark - target) : strlen(target));
    exchange->body = mem_strndup(body != NULL ? body : "", len);
    exchange->body_len = len;
    fake_pairs_cut(&exchange->headers, headers, "\n", ": ");
    fake_pairs_cut(&exchange->query, mark != NULL ? mark + 1 : "", "&", "=");
    buf_init(&exchange->answer_headers, 4096);
    buf_init(&exchange->answer, 64 << 20);
    exchange->next = fake_exchanges;
    fake_exchanges = exchange;
    return exchange;
}

static inline void fake_leave(struct http_exchange *exchange)
{
    if (exchange->stays.free != NULL) {
        exchange->stays.free(exchange->stays.ctx);
    }
    exchange->stays = (struct http_source){0};
}

static void fake_exchange_free(struct http_exchange *exchange)
{
    fake_leave(exchange);
    mem_free(exchange->headers.text);
    mem_free(exchange->query.text);
    mem_free((void *)(uintptr_t)exchange->method);
    mem_free((void *)(uintptr_t)exchange->path);
    mem_free((void *)(uintptr_t)exchange->body);
    buf_done(&exchange->answer_headers);
    buf_done(&exchange->answer);
    mem_free(exchange);
}

int http_server_new(struct loop *loop, const struct http_server_options *options, struct http_server **ret_server,
                    struct err *err)
{
    (void)loop;
    if (strcmp(options->unix_path, "/in/use") == 0) {
        return err_set(err, ERR_CONFLICT, "the socket is in use");
    }
    fake_server = mem_zalloc(sizeof *fake_server);
    fake_server->options = *options;
    *ret_server = fake_server;
    return 0;
}

void http_server_free(struct http_server *server)
{
    mem_free(server);
    fake_server = NULL;
    while (fake_exchanges != NULL) {
        struct http_exchange *next = fake_exchanges->next;
        fake_exchange_free(fake_exchanges);
        fake_exchanges = next;
    }
}

void http_server_close(struct http_server *server)
{
    (void)server;
}

bool http_server_is_idle(const struct http_server *server)
{
    (void)server;
    return fake_exchanges == NULL;
}

const char *http_exchange_method(const struct http_exchange *exchange)
{
    return exchange->method;
}

const char *http_exchange_path(const struct http_exchange *exchange)
{
    return exchange->path;
}

void http_exchange_each_query(const struct http_exchange *exchange,
                              void (*call)(void *ctx, const char *name, const char *value), void *ctx)
{
    for (size_t i = 0; i < exchange->query.count; i++) {
        call(ctx, exchange->query.names[i], exchange->query.values[i]);
    }
}

const char *http_exchange_header(const struct http_exchange *exchange, const char *name)
{
    for (size_t i = 0; i < exchange->headers.count; i++) {
        if (strcasecmp(exchange->headers.names[i], name) == 0) {
            return exchange->headers.values[i];
        }
    }
    return NULL;
}

const struct http_peer *http_exchange_peer(const struct http_exchange *exchange)
{
    static const struct http_peer root = {.local = true, .uid = 0, .pid = 1}, far = {.local = false};
    (void)exchange;
    return fake_far ? &far : &root;
}

void http_exchange_wake(struct http_exchange *exchange)
{
    exchange->woken++;
}

const char *http_exchange_body(const struct http_exchange *exchange, size_t *ret_len)
{
    *ret_len = exchange->body_len;
    return exchange->body;
}

uint64_t http_exchange_body_hash(const struct http_exchange *exchange)
{
    return exchange->body_len;
}

int http_exchange_take_body(struct http_exchange *exchange, struct err *err)
{
    (void)err;
    int fd = memfd_create("body", MFD_CLOEXEC);
    assert(write(fd, exchange->body, exchange->body_len) == (ssize_t)exchange->body_len);
    return fd;
}

static int fake_pieces; /* that the last source gave */

/* All pieces of a source, as a client that waits for the end gets them. */
static int fake_pull(const struct http_source *source, struct buf *answer)
{
    int more = 1;
    for (fake_pieces = 0; more > 0; fake_pieces++) {
        struct buf piece;
        buf_init(&piece, HTTP_PIECE_LIMIT);
        more = source->more(source->ctx, &piece);
        assert(!piece.overflown);
        buf_append(answer, buf_string(&piece), piece.len);
        buf_done(&piece);
    }
    source->free(source->ctx);
    return more;
}

/* Everything that an answer that stays has to say now, until it waits. */
static inline const char *fake_more(struct http_exchange *exchange)
{
    buf_clear(&exchange->answer);
    for (int more = HTTP_SOURCE_MORE; more == HTTP_SOURCE_MORE;) {
        struct buf piece;
        buf_init(&piece, HTTP_PIECE_LIMIT);
        more = exchange->stays.more(exchange->stays.ctx, &piece);
        assert(more > 0 && (more == HTTP_SOURCE_MORE || piece.len == 0));
        buf_append(&exchange->answer, buf_string(&piece), piece.len);
        buf_done(&piece);
    }
    return buf_string(&exchange->answer);
}

void http_exchange_respond(struct http_exchange *exchange, const struct http_response *response)
{
    assert(exchange->status == 0); /* exactly once */
    exchange->status = response->status;
    snprintf(exchange->content_type, sizeof exchange->content_type, "%s",
             response->content_type != NULL ? response->content_type : "");
    for (size_t i = 0; i < response->n_headers; i++) {
        buf_printf(&exchange->answer_headers, "%s: %s\n", response->headers[i].name, response->headers[i].value);
    }
    if (response->source != NULL && response->source->stays) {
        exchange->stays = *response->source;
    } else if (response->source != NULL) {
        assert(fake_pull(response->source, &exchange->answer) == 0);
    } else {
        buf_append(&exchange->answer, response->body, response->body_len);
    }
}

struct http_kept {
    struct http_response response;
    struct http_header headers[FAKE_PAIRS];
};

static size_t fake_kept, fake_kept_given; /* how many there are; how often one was given */

struct http_kept *http_kept_new(const struct http_response *response)
{
    struct http_kept *kept = mem_zalloc(sizeof *kept);
    kept->response = *response;
    kept->response.body = mem_strndup(response->body, response->body_len);
    kept->response.headers = kept->headers;
    for (size_t i = 0; i < response->n_headers; i++) {
        kept->headers[i] = (struct http_header){response->headers[i].name, mem_strdup(response->headers[i].value)};
    }
    fake_kept++;
    return kept;
}

void http_kept_free(struct http_kept *kept)
{
    for (size_t i = 0; kept != NULL && i < kept->response.n_headers; i++) {
        mem_free((void *)(uintptr_t)kept->headers[i].value);
    }
    if (kept != NULL) {
        mem_free((void *)(uintptr_t)kept->response.body);
        fake_kept--;
    }
    mem_free(kept);
}

bool http_exchange_respond_kept(struct http_exchange *exchange, const struct http_kept *kept)
{
    http_exchange_respond(exchange, &kept->response);
    fake_kept_given++;
    return true;
}

#endif
