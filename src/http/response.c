/* http/response.c: answers for libmicrohttpd: plain ones at once, long ones piece by piece from their source, strange
 * ones (cut, dripping) through a reader. */
#include "base/mem.h"
#include "exchange.h"

#include <string.h>

enum { READER_BLOCK = 4096, STAYING_BLOCK = 512 };

static void stream_free(void *cls)
{
    struct stream *stream = cls;
    *stream->link = stream->next;
    if (stream->next != NULL) {
        stream->next->link = stream->link;
    }
    loop_source_free(stream->timer);
    mem_free(stream->body);
    mem_free(stream);
}

static void on_drip(void *ctx)
{
    struct stream *stream = ctx;
    stream->ready = true;
    stream->suspended = false;
    MHD_resume_connection(stream->connection);
    deadline_set(&stream->server->deadline, 0);
}

static ssize_t on_read(void *cls, uint64_t at, char *to, size_t max)
{
    struct stream *stream = cls;
    if (stream->cut_after > 0 && at >= stream->cut_after) {
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    if (stream->drip_every > 0 && !stream->ready) {
        stream->suspended = true;
        MHD_suspend_connection(stream->connection);
        loop_timer_set(stream->timer, stream->drip_every);
        return 0;
    }
    size_t end = stream->cut_after > 0 && stream->cut_after < stream->len ? stream->cut_after : stream->len;
    size_t len = end - (size_t)at;
    if (len > max) {
        len = max;
    }
    if (stream->drip_every > 0 && len > 1) {
        len = 1;
    }
    stream->ready = false;
    memcpy(to, stream->body + at, len);
    return (ssize_t)len;
}

static struct MHD_Response *stream_response(struct http_exchange *exchange, const struct http_response *response)
{
    struct http_server *server = exchange->server;
    struct stream *stream = mem_zalloc(sizeof *stream);
    stream->server = server;
    stream->connection = exchange->connection;
    stream->len = response->body_len;
    stream->body = mem_strndup(response->body, response->body_len);
    stream->cut_after = response->cut_after;
    stream->drip_every = response->drip_every;
    stream->ready = true;
    if (stream->drip_every > 0) {
        stream->timer = loop_add_timer(server->loop, on_drip, stream);
    }
    stream->next = server->streams;
    stream->link = &server->streams;
    if (stream->next != NULL) {
        stream->next->link = &stream->next;
    }
    server->streams = stream;
    return MHD_create_response_from_callback(stream->len, READER_BLOCK, on_read, stream, stream_free);
}

/* A source on its way. Owned by its MHD_Response. */
struct pull {
    struct http_server *server;
    struct http_exchange *exchange; /* as long as it is asked */
    struct http_source source;
    struct buf piece;
    size_t sent; /* of piece */
    int status;  /* what the source last said */
};

static void pull_free(void *cls)
{
    struct pull *pull = cls;
    if (pull->source.stays) {
        accept_left(pull->server);
    }
    if (pull->source.free != NULL) {
        pull->source.free(pull->source.ctx);
    }
    buf_done(&pull->piece);
    mem_free(pull);
}

/* Thousands may wait: what they do not need is given back. */
static void pull_wait(struct pull *pull)
{
    buf_done(&pull->piece);
    buf_init(&pull->piece, HTTP_PIECE_LIMIT);
    pull->sent = 0;
    pull->exchange->suspended = true;
    MHD_suspend_connection(pull->exchange->connection);
}

/* libmicrohttpd calls again after 0 once the loop has been round. */
static ssize_t on_pull(void *cls, uint64_t at, char *to, size_t max)
{
    (void)at;
    struct pull *pull = cls;
    if (pull->sent == pull->piece.len && pull->status > 0) {
        buf_clear(&pull->piece);
        pull->sent = 0;
        pull->status = pull->source.more(pull->source.ctx, &pull->piece);
    }
    if (pull->status < 0 || pull->piece.overflown) {
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    size_t len = pull->piece.len - pull->sent;
    if (len == 0 && pull->status == HTTP_SOURCE_WAITS) {
        pull_wait(pull);
    }
    if (len == 0) {
        return pull->status == 0 ? MHD_CONTENT_READER_END_OF_STREAM : 0;
    }
    len = len < max ? len : max;
    memcpy(to, pull->piece.data + pull->sent, len);
    pull->sent += len;
    return (ssize_t)len;
}

static struct MHD_Response *pull_response(struct http_exchange *exchange, const struct http_response *response)
{
    struct pull *pull = mem_zalloc(sizeof *pull);
    pull->server = exchange->server;
    pull->exchange = exchange;
    pull->source = *response->source;
    pull->status = HTTP_SOURCE_MORE;
    buf_init(&pull->piece, HTTP_PIECE_LIMIT);
    if (pull->source.stays) {
        accept_stays(pull->server);
    }
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, pull->source.stays ? STAYING_BLOCK : READER_BLOCK,
                                             on_pull, pull, pull_free);
}

static void add_headers(struct MHD_Response *made, const struct http_response *response)
{
    mem_must(made);
    if (response->content_type != NULL) {
        MHD_add_response_header(made, MHD_HTTP_HEADER_CONTENT_TYPE, response->content_type);
    }
    for (size_t i = 0; i < response->n_headers; i++) {
        MHD_add_response_header(made, response->headers[i].name, response->headers[i].value);
    }
}

struct MHD_Response *response_plain(const struct http_response *response)
{
    /* libmicrohttpd only reads what it is told to copy. */
    struct MHD_Response *made =
        MHD_create_response_from_buffer(response->body_len, (void *)(uintptr_t)response->body, MHD_RESPMEM_MUST_COPY);
    add_headers(made, response);
    return made;
}

static struct MHD_Response *unusual_response(struct http_exchange *exchange, const struct http_response *response)
{
    struct MHD_Response *made =
        response->source != NULL ? pull_response(exchange, response) : stream_response(exchange, response);
    add_headers(made, response);
    return made;
}

struct MHD_Response *response_new(struct http_exchange *exchange, const struct http_response *response)
{
    bool strange = response->body_len > 0 && (response->cut_after > 0 || response->drip_every > 0);
    struct MHD_Response *made =
        strange || response->source != NULL ? unusual_response(exchange, response) : response_plain(response);
    if (response->close || exchange->last) {
        MHD_add_response_header(made, MHD_HTTP_HEADER_CONNECTION, "close");
    } else if (response->keep_alive) {
        MHD_set_response_options(made, MHD_RF_SEND_KEEP_ALIVE_HEADER, MHD_RO_END);
    }
    return made;
}
