/* http/fetch.h: one exchange with a server that is not a bridge: calendars over HTTP and CalDAV, webhooks.
 *
 * Follows up to five redirects, never from https to http, and sends the credentials to the first origin only (scheme,
 * host and port; RFC 9110 15.4). Takes gzip and deflate. Reads repeat by themselves as libcurl sees fit; everything
 * here may be repeated (GET, PROPFIND, REPORT, and deliveries, which have an id). The body goes into a file as it comes, so that its size costs no
 * memory; the ceiling counts what is unpacked. A body that is shorter than announced is no answer. */
#ifndef HTTP_FETCH_H
#define HTTP_FETCH_H

#include "base/err.h"
#include "base/instant.h"
#include "base/secret.h"
#include "http/client.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Everything is borrowed for the call and copied. */
struct http_fetch_options {
    const char *method; /* "GET", "PROPFIND", "REPORT" */
    const char *url;
    const struct http_fetch_header *headers; /* If-None-Match, Depth … */
    size_t n_headers;
    const char *body;         /* NULL: none */
    const char *content_type; /* of it */
    const char *username;     /* NULL: none; with password for Basic */
    const struct secret *password;
    const struct secret *token; /* NULL: none; for Bearer */
    const char *ca_file;        /* NULL: the system's */
    bool verify;
    const char *proxy; /* NULL: what the environment says (http_proxy, https_proxy, no_proxy) */
    duration_ms connect_timeout;
    duration_ms idle_timeout;  /* that long without a byte */
    duration_ms total_timeout; /* of all */
    size_t limit;              /* bytes of body, unpacked */
    const char *ca_key;        /* what ca_file is called in the configuration, for messages */
    /* Only the answer's status counts: redirects are answers, a body is dropped, over its limit or cut off it changes
     * nothing. */
    bool status_only;
    int body_fd; /* an answer's body goes here, from its beginning, truncated first; not that of a redirect. Stays the
                    caller's */
};

/* Of http_fetched.body_hash. */
enum { HTTP_BODY_SEED = 0 };

struct http_fetch_header {
    const char *name;
    const char *value;
};

struct http_fetched {
    int status;              /* 0: no answer; reason says why */
    size_t body_len;         /* written to body_fd */
    uint64_t body_hash;      /* hash_of it, from HTTP_BODY_SEED */
    const char *etag;        /* as it stands, quotes and W/ and all, or NULL */
    const char *modified;    /* Last-Modified, if it is old enough to tell versions apart; else NULL */
    const char *type;        /* Content-Type, or NULL */
    const char *url;         /* where it came from in the end */
    const char *host;        /* of that, for messages: a path may be a secret */
    bool moved;              /* it got there by permanent redirects only (301, 308): that is the URL to configure */
    bool other_origin;       /* credentials were kept back: it is not the origin that they are for */
    duration_ms retry_after; /* what the server asked for (a year at most), or -1 */
    const char *reason;      /* status 0: one sentence for a person */
};

struct http_fetch;
typedef void http_fetch_fn(void *ctx, const struct http_fetched *fetched);

/* The callback runs later, never inside this call, exactly once; the fetch is gone then. INVALID: the URL. */
int http_fetch_start(struct http_pool *pool, const struct http_fetch_options *options, http_fetch_fn *call, void *ctx,
                     struct http_fetch **ret_fetch, struct err *err);
void http_fetch_cancel(struct http_fetch *fetch); /* its callback is not called. Not inside it; NULL is fine */

/* One sentence for an operator on an answer that is no use (status 0, or not 2xx): who said what, and what helps. */
void http_fetched_explain(const struct http_fetched *fetched, char *ret_text, size_t size);

#endif
