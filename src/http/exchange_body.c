/* http/exchange_body.c: a request's body as it comes: small ones in memory, larger ones in a file. */
#include "exchange.h"

#include "http/fetch.h"
#include "http/spool.h"

#include <unistd.h>

void exchange_body_init(struct exchange_body *body, size_t limit)
{
    *body = (struct exchange_body){.fd = -1};
    buf_init(&body->bytes, limit);
    hash_init(&body->hash, HTTP_BODY_SEED);
}

static void exchange_body_close(struct http_exchange *exchange)
{
    struct exchange_body *body = &exchange->body;
    if (body->fd >= 0) {
        exchange->server->spooled -= body->len;
        close(body->fd);
    }
    body->fd = -1;
}

void exchange_body_done(struct http_exchange *exchange)
{
    exchange_body_close(exchange);
    buf_done(&exchange->body.bytes);
}

/* What has come moves into a file. */
static int exchange_body_spill(struct http_exchange *exchange)
{
    struct exchange_body *body = &exchange->body;
    int fd = spool_open(exchange->server->spool_folder, NULL);
    if (fd < 0 || spool_write(fd, body->bytes.data, body->bytes.len, NULL) != 0) {
        if (fd >= 0) {
            close(fd);
        }
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    body->fd = fd;
    exchange->server->spooled += body->len;
    buf_done(&body->bytes);
    return 0;
}

static int exchange_body_write(struct http_exchange *exchange, const char *bytes, size_t len)
{
    struct http_server *server = exchange->server;
    size_t limit = server->options.spool_limit;
    if (limit > 0 && server->spooled + len > limit) {
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    if (spool_write(exchange->body.fd, bytes, len, NULL) != 0) {
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    server->spooled += len;
    exchange->body.len += len;
    return 0;
}

int exchange_body_take(struct http_exchange *exchange, const char *bytes, size_t len)
{
    struct exchange_body *body = &exchange->body;
    const struct http_server_options *options = &exchange->server->options;
    if (body->len + len > options->body_limit) {
        exchange_body_close(exchange);
        return MHD_HTTP_CONTENT_TOO_LARGE;
    }
    bool spills = body->fd < 0 && options->spool_over > 0 && body->len + len > options->spool_over;
    int refused = spills ? exchange_body_spill(exchange) : 0;
    if (refused == 0 && body->fd >= 0) {
        refused = exchange_body_write(exchange, bytes, len);
    } else if (refused == 0) {
        buf_append(&body->bytes, bytes, len);
        body->len += len;
    }
    if (refused != 0) {
        exchange_body_close(exchange);
        return refused;
    }
    hash_add(&body->hash, bytes, len);
    return 0;
}

uint64_t http_exchange_body_hash(const struct http_exchange *exchange)
{
    return hash_value(&exchange->body.hash);
}

const char *http_exchange_body(const struct http_exchange *exchange, size_t *ret_len)
{
    if (ret_len != NULL) {
        *ret_len = exchange->body.len;
    }
    return exchange->body.fd >= 0 ? NULL : buf_string(&exchange->body.bytes);
}

int http_exchange_take_body(struct http_exchange *exchange, struct err *err)
{
    struct exchange_body *body = &exchange->body;
    int fd = body->fd;
    if (fd >= 0) {
        exchange->server->spooled -= body->len;
        body->fd = -1;
        body->len = 0;
        return fd;
    }
    fd = spool_open(NULL, err);
    int rc = fd < 0 ? fd : spool_write(fd, buf_string(&body->bytes), body->len, err);
    if (rc != 0 && fd >= 0) {
        close(fd);
    }
    return rc == 0 ? fd : rc;
}
