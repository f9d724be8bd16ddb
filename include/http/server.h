/* http/server.h: an HTTP/1.1 server on our loop, over libmicrohttpd.
 *
 * One server per listener (a Unix socket, or a TCP address with or without TLS). Each complete request is handed to one
 * callback, which answers now or later with http_exchange_respond, exactly once. Ceilings on header, body, connections;
 * a request over them is answered 413 or 431 by the server itself through `refuse` (so that the API can word it as
 * problem+json). The strange ways to answer (drop, cut, drip) serve the simulator's faults. */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "base/buf.h"
#include "base/err.h"
#include "base/instant.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http_server;
struct http_exchange;

struct http_server_options {
    const char *unix_path; /* either this … */
    uint32_t unix_mode;    /* e.g. 0660 */
    const char *host;      /* … or this (numeric) and port (0: any free one) */
    uint16_t port;
    int handed_fd; /* > 0: listens at that address already and becomes the server's; whoever made it owns the path */
    const char *cert_pem; /* contents, not file names; both NULL: plain */
    const char *key_pem;
    size_t body_limit;
    const char *spool_folder;         /* bodies over spool_over go into a file there; copied */
    size_t spool_over;                /* 0: none does */
    size_t spool_limit;               /* of all bodies in files that came and were not taken; beyond it 503 */
    uint32_t connection_limit;        /* those over it wait in the socket's queue; 0: 256 */
    uint32_t stay_limit;              /* so many more for answers that stay; their owner counts them */
    duration_ms idle_timeout;         /* 0: none */
    uint32_t requests_per_connection; /* 0: no limit; else the n-th answer closes */
    /* A complete request. The exchange is valid until it is answered; if the client goes away first, answering is a
     * no-op. */
    void (*request)(void *ctx, struct http_exchange *exchange);
    /* The server must refuse with this status (413: body, 503: no space for it, 431: head over 16 KiB, 400: escapes in
     * the target, no or several Host, no single length); NULL: empty body. A head that cannot be parsed, or over some
     * 32 KiB, a length or a chunk that is no number, and another version than 1.x are refused below everything that
     * libmicrohttpd lets us see: the right status, in its own words in HTML, and the connection is closed. */
    void (*refuse)(void *ctx, struct http_exchange *exchange, int status);
    void *ctx;
};

/* Who is at the other end, as the system says. */
struct http_peer {
    bool local; /* a Unix socket: the rest is known */
    uint32_t uid;
    int32_t pid;
};

struct http_header {
    const char *name;
    const char *value;
};

/* A body that is made while it is sent, so that a long one neither lies in memory nor holds up the loop. */
struct http_source {
    /* Appends the next piece (at most HTTP_PIECE_LIMIT bytes) to piece, which is empty. MORE: there is more, perhaps
     * later (an empty piece: asked again in the loop's next turn); WAITS with an empty piece: not asked again before
     * http_exchange_wake, until then its client's going away is not seen; END: this was the last; negative: the answer
     * is cut off, and its reader sees that. Never called again after END or an error. */
    int (*more)(void *ctx, struct buf *piece);
    void (*free)(void *ctx); /* once, however it ends; NULL: nothing to free */
    void *ctx;
    bool stays; /* open for long: not one of connection_limit, but of stay_limit */
};

enum { HTTP_SOURCE_END, HTTP_SOURCE_MORE, HTTP_SOURCE_WAITS };
enum { HTTP_PIECE_LIMIT = 8 * 1024 * 1024 };

/* All borrowed for the call; copied. */
struct http_response {
    int status;
    const char *content_type; /* NULL: none */
    const char *body;
    size_t body_len;
    const struct http_source *source; /* instead of body; sent in chunks. Of a HEAD request it is only freed */
    const struct http_header *headers;
    size_t n_headers;
    bool close;             /* Connection: close after it */
    bool keep_alive;        /* says Connection: Keep-Alive if the connection stays, as old servers do */
    size_t cut_after;       /* >0: announce all of body, send this many bytes, then close (truncated answer) */
    duration_ms drip_every; /* >0: one byte of the body at a time, this far apart */
};

/* Binds (a stale Unix socket, one that nobody listens on, is replaced; one in use is ERR_CONFLICT with a clear
 * message) and listens, or takes handed_fd (closed in any case; ERR_INVALID: it does not listen at that address);
 * starts. */
int http_server_new(struct loop *loop, const struct http_server_options *options, struct http_server **ret_server,
                    struct err *err);
/* Exchanges not answered are dropped, and are then no longer valid. Allowed inside `request` and `refuse`. The lock
 * file beside a Unix socket stays. */
void http_server_free(struct http_server *server);
/* Accepts nobody any more: who connects waits in the socket's queue, if somebody else has that socket, too. */
void http_server_close(struct http_server *server);
/* Whether nobody is to be answered: no request is under way, and none awaited of who has just connected. Answers that
 * stay do not count. */
bool http_server_is_idle(const struct http_server *server);
uint16_t http_server_port(const struct http_server *server);

const char *http_exchange_method(const struct http_exchange *exchange);
const char *http_exchange_path(const struct http_exchange *exchange);                    /* decoded, without query */
const char *http_exchange_query(const struct http_exchange *exchange, const char *name); /* decoded value, or NULL */
/* Calls back once per query parameter, in no promised order. */
void http_exchange_each_query(const struct http_exchange *exchange,
                              void (*call)(void *ctx, const char *name, const char *value), void *ctx);
const struct http_peer *http_exchange_peer(const struct http_exchange *exchange);
/* How many requests the connection takes after this one; UINT32_MAX without a limit. */
uint32_t http_exchange_left(const struct http_exchange *exchange);
const char *http_exchange_header(const struct http_exchange *exchange, const char *name); /* or NULL */
/* NUL-terminated; NULL if it is in a file (over spool_over). */
const char *http_exchange_body(const struct http_exchange *exchange, size_t *ret_len);
/* hash_of it, from HTTP_BODY_SEED, as of fetched ones; also after it was taken. */
uint64_t http_exchange_body_hash(const struct http_exchange *exchange);
/* A descriptor of a file with the body, the caller's to close; of short ones, in memory. Negative: IO, LIMIT. */
int http_exchange_take_body(struct http_exchange *exchange, struct err *err);
void http_exchange_respond(struct http_exchange *exchange, const struct http_response *response);
/* An answer to be given again, to anybody: a body (copied), no source, nothing strange. */
struct http_kept;
struct http_kept *http_kept_new(const struct http_response *response);
void http_kept_free(struct http_kept *kept); /* those who are being sent it get it whole */
/* Only inside `request`. False, and nothing happened: it closes the connection, and would have to say so. */
bool http_exchange_respond_kept(struct http_exchange *exchange, const struct http_kept *kept);
/* What its source waited for may be there. Good until the source is freed, also when it does not wait. */
void http_exchange_wake(struct http_exchange *exchange);
void http_exchange_drop(struct http_exchange *exchange); /* closes the connection without an answer */

#endif
