/* http/exchange.c: one request from its first line to the end of its answer.
 *
 *   reading ── complete, or to be refused ──► handed to the owner ── respond, drop ──► answered
 *
 * An owner that does not answer inside the callback gets its connection suspended; answering resumes it. */
#include "exchange.h"

#include "base/mem.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A head above this is refused in the owner's words; one that does not even fit libmicrohttpd's memory, in its own. */
enum { HEAD_LIMIT = 16 * 1024 };
/* So much of a body that is too large is read and thrown away, so that the client is there to read why. */
enum { DISCARD_LIMIT = 4 * 1024 * 1024 };

/* What exchange_on_target leaves for the first call of exchange_on_request. */
static char bad_target;

static bool target_is_bad(const char *target)
{
    for (const char *at = target; (at = strchr(at, '%')) != NULL; at++) {
        if (!isxdigit((unsigned char)at[1]) || !isxdigit((unsigned char)at[2]) || (at[1] == '0' && at[2] == '0')) {
            return true;
        }
    }
    return false;
}

void *exchange_on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
    (void)cls;
    (void)connection;
    return target_is_bad(target) ? &bad_target : NULL;
}

/* What follows the authority of a target in absolute form, as a client sends it that takes us for a proxy; a server takes
 * both forms (RFC 9112 3.2.2). */
static const char *path_of_target(const char *target)
{
    if (target[0] == '/') {
        return target;
    }
    bool absolute = strncasecmp(target, "http://", 7) == 0 || strncasecmp(target, "https://", 8) == 0;
    const char *path = absolute ? strchr(strstr(target, "://") + 3, '/') : NULL;
    return path != NULL ? path : absolute ? "/" : target;
}

static struct connection *connection_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void exchange_on_connection(void *cls, struct MHD_Connection *connection, void **slot,
                            enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        struct connection *opened = mem_zalloc(sizeof *opened);
        opened->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        opened->peer = peer_read(opened->fd);
        *slot = opened;
        crowd_join(cls, opened);
        accept_opened(cls);
    } else {
        crowd_leave(*slot);
        mem_free(*slot);
        accept_closed(cls);
    }
}

/* Whether the announced body is so large, or its client so polite, that the refusal need not wait for its end. */
static bool refuse_before_body(const struct http_exchange *exchange)
{
    const char *length = http_exchange_header(exchange, "Content-Length");
    size_t limit = exchange->server->options.body_limit;
    unsigned long long announced = length != NULL ? strtoull(length, NULL, 10) : 0;
    return announced > limit + DISCARD_LIMIT || (announced > limit && http_exchange_header(exchange, "Expect") != NULL);
}

static struct http_exchange *exchange_new(struct http_server *server, struct MHD_Connection *connection,
                                          const char *url, const char *method)
{
    struct http_exchange *exchange = mem_zalloc(sizeof *exchange);
    exchange->server = server;
    exchange->connection = connection;
    exchange->method = method;
    exchange->path = path_of_target(url);
    pairs_read(&exchange->headers, connection, MHD_HEADER_KIND);
    pairs_read(&exchange->query, connection, MHD_GET_ARGUMENT_KIND);
    exchange_body_init(&exchange->body, server->options.body_limit);
    uint32_t limit = server->options.requests_per_connection;
    struct connection *opened = connection_of(connection);
    uint32_t count = ++opened->requests;
    exchange->peer = opened->peer;
    opened->exchange = exchange;
    crowd_begun(opened);
    exchange->last = count >= limit && limit > 0;
    exchange->left = limit == 0 ? UINT32_MAX : exchange->last ? 0 : limit - count;
    exchange->next = server->exchanges;
    exchange->link = &server->exchanges;
    if (exchange->next != NULL) {
        exchange->next->link = &exchange->next;
    }
    server->exchanges = exchange;
    return exchange;
}

void exchange_free(struct http_exchange *exchange)
{
    *exchange->link = exchange->next;
    if (exchange->next != NULL) {
        exchange->next->link = exchange->link;
    }
    if (exchange->response != NULL) {
        MHD_destroy_response(exchange->response);
    }
    pairs_done(&exchange->headers);
    pairs_done(&exchange->query);
    exchange_body_done(exchange);
    mem_free(exchange->words);
    mem_free(exchange);
}

/* Its owner has it longer than libmicrohttpd. */
static void exchange_keep(struct http_exchange *exchange)
{
    size_t method_size = strlen(exchange->method) + 1, path_size = strlen(exchange->path) + 1;
    exchange->words = mem_calloc(method_size + path_size, 1);
    exchange->method = memcpy(exchange->words, exchange->method, method_size);
    exchange->path = memcpy(exchange->words + method_size, exchange->path, path_size);
    pairs_keep(&exchange->headers);
    pairs_keep(&exchange->query);
}

static enum MHD_Result exchange_emit(struct http_exchange *exchange)
{
    if (exchange->dropped) {
        return MHD_NO;
    }
    if (exchange->response != NULL) {
        exchange->queued = MHD_queue_response(exchange->connection, exchange->status, exchange->response);
        MHD_destroy_response(exchange->response);
        exchange->response = NULL;
    }
    return exchange->queued;
}

static void exchange_refuse(struct http_exchange *exchange)
{
    const struct http_server_options *options = &exchange->server->options;
    if (options->refuse != NULL) {
        options->refuse(options->ctx, exchange, exchange->refused);
    } else {
        http_exchange_respond(exchange, &(struct http_response){.status = exchange->refused});
    }
}

static enum MHD_Result exchange_hand(struct http_exchange *exchange)
{
    const struct http_server_options *options = &exchange->server->options;
    exchange->state = EXCHANGE_HANDED;
    if (exchange->refused != 0) {
        exchange_refuse(exchange);
    } else {
        options->request(options->ctx, exchange);
    }
    if (exchange->state == EXCHANGE_ANSWERED) {
        return exchange_emit(exchange);
    }
    exchange->suspended = true;
    MHD_suspend_connection(exchange->connection);
    return MHD_YES;
}

static size_t count_header(const struct http_exchange *exchange, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < exchange->headers.n; i++) {
        n += strcasecmp(exchange->headers.items[i].name, name) == 0;
    }
    return n;
}

/* A head that a proxy before us may have understood otherwise (RFC 9112 3.2, 6.3): whose request it is, or where its
 * body ends. */
static bool head_is_ambiguous(const struct http_exchange *exchange, const char *version)
{
    size_t hosts = count_header(exchange, "Host");
    size_t lengths = count_header(exchange, "Content-Length");
    size_t encodings = count_header(exchange, "Transfer-Encoding");
    return hosts > 1 || (hosts == 0 && strcmp(version, "HTTP/1.1") == 0) || lengths > 1 || encodings > 1 ||
           (lengths > 0 && encodings > 0);
}

static enum MHD_Result exchange_begin(struct http_exchange *exchange, bool bad, const char *version)
{
    if (head_is_ambiguous(exchange, version)) {
        exchange->refused = MHD_HTTP_BAD_REQUEST;
        exchange->last = true;
        return exchange_hand(exchange);
    }
    if (bad) {
        exchange->refused = MHD_HTTP_BAD_REQUEST;
    } else if (exchange->headers.bytes + exchange->query.bytes > HEAD_LIMIT) {
        exchange->refused = MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
    if (!refuse_before_body(exchange)) {
        return MHD_YES;
    }
    exchange->refused = MHD_HTTP_CONTENT_TOO_LARGE;
    exchange->last = true;
    return exchange_hand(exchange);
}

static enum MHD_Result exchange_take_body(struct http_exchange *exchange, const char *bytes, size_t *size)
{
    int refused = exchange->spoilt ? 0 : exchange_body_take(exchange, bytes, *size);
    if (refused != 0) {
        exchange->refused = refused;
        exchange->last = true;
        exchange->spoilt = true;
    }
    if (exchange->spoilt) {
        exchange->discarded += *size;
    }
    *size = 0;
    return exchange->discarded > DISCARD_LIMIT ? MHD_NO : MHD_YES;
}

enum MHD_Result exchange_on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_size, void **slot)
{
    struct http_server *server = cls;
    if (server->doomed) {
        return MHD_NO;
    }
    if (*slot == NULL || *slot == &bad_target) {
        bool bad = *slot != NULL;
        *slot = exchange_new(server, connection, url, method);
        return exchange_begin(*slot, bad, version);
    }
    struct http_exchange *exchange = *slot;
    if (exchange->state == EXCHANGE_ANSWERED) {
        return exchange_emit(exchange);
    }
    if (*upload_size > 0) {
        crowd_heard(connection_of(connection));
        return exchange_take_body(exchange, upload, upload_size);
    }
    return exchange_hand(exchange);
}

void exchange_on_completed(void *cls, struct MHD_Connection *connection, void **slot,
                           enum MHD_RequestTerminationCode code)
{
    (void)code;
    const struct http_server *server = cls;
    struct http_exchange *exchange = *slot;
    if (*slot == NULL || *slot == &bad_target) {
        return;
    }
    *slot = NULL;
    struct connection *opened = connection_of(connection);
    opened->exchange = NULL;
    crowd_begun(opened);
    exchange->suspended = false;
    exchange->connection = NULL;
    if (exchange->state != EXCHANGE_HANDED || server->closing) {
        exchange_free(exchange);
    } else {
        exchange_keep(exchange);
    }
}

/* The face */

const char *http_exchange_method(const struct http_exchange *exchange)
{
    return exchange->method;
}

const char *http_exchange_path(const struct http_exchange *exchange)
{
    return exchange->path;
}

const char *http_exchange_query(const struct http_exchange *exchange, const char *name)
{
    for (size_t i = 0; i < exchange->query.n; i++) {
        if (strcmp(exchange->query.items[i].name, name) == 0) {
            return exchange->query.items[i].value;
        }
    }
    return NULL;
}

void http_exchange_each_query(const struct http_exchange *exchange,
                              void (*call)(void *ctx, const char *name, const char *value), void *ctx)
{
    for (size_t i = 0; i < exchange->query.n; i++) {
        call(ctx, exchange->query.items[i].name, exchange->query.items[i].value);
    }
}

const char *http_exchange_header(const struct http_exchange *exchange, const char *name)
{
    for (size_t i = 0; i < exchange->headers.n; i++) {
        if (strcasecmp(exchange->headers.items[i].name, name) == 0) {
            return exchange->headers.items[i].value;
        }
    }
    return NULL;
}

const struct http_peer *http_exchange_peer(const struct http_exchange *exchange)
{
    return &exchange->peer;
}

uint32_t http_exchange_left(const struct http_exchange *exchange)
{
    return exchange->left;
}

static void exchange_answered(struct http_exchange *exchange)
{
    exchange->state = EXCHANGE_ANSWERED;
    http_exchange_wake(exchange);
}

void http_exchange_respond(struct http_exchange *exchange, const struct http_response *response)
{
    assert(exchange->state == EXCHANGE_HANDED);
    if (exchange->connection == NULL) {
        if (response->source != NULL && response->source->free != NULL) {
            response->source->free(response->source->ctx);
        }
        exchange_free(exchange);
        return;
    }
    exchange->response = response_new(exchange, response);
    exchange->status = (unsigned)response->status;
    exchange_answered(exchange);
}

void http_exchange_drop(struct http_exchange *exchange)
{
    assert(exchange->state == EXCHANGE_HANDED);
    if (exchange->connection == NULL) {
        exchange_free(exchange);
        return;
    }
    exchange->dropped = true;
    exchange_answered(exchange);
}

void http_exchange_wake(struct http_exchange *exchange)
{
    if (!exchange->suspended) {
        return;
    }
    exchange->suspended = false;
    MHD_resume_connection(exchange->connection);
    deadline_set(&exchange->server->deadline, 0);
}
