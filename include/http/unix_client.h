/* http/unix_client.h: one request over a Unix socket, waited for. For the operator's command, which has nothing else to
 * do.
 *
 * Every call opens its own connection. Answers have a ceiling of 64 MiB; no redirects, no proxy. */
#ifndef HTTP_UNIX_CLIENT_H
#define HTTP_UNIX_CLIENT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* All borrowed for the call. */
struct http_unix_call {
    const char *socket_path;
    const char *method;
    const char *target;       /* path and query, percent-encoded */
    const char *content_type; /* of the body; NULL: none */
    const void *body;         /* NULL: no body */
    size_t len;
    const char *const *headers; /* "Name: value" each; NULL-terminated; NULL: none */
    duration_ms timeout;        /* whole exchange; 0: two minutes */
    FILE *into;                 /* takes the body of a 200 as it comes, however large; NULL: it is in the answer */
    /* Likewise, each piece that comes, for an answer without an end: timeout is then the longest silence. False: it is
     * enough. */
    bool (*each)(void *ctx, const char *bytes, size_t len);
    void *ctx;
};

struct http_unix_answer {
    int status;
    char *content_type; /* owned; NULL: none */
    struct buf body;
};

/* 0 with *ret filled (freed with http_unix_answer_done), whatever the status says; or, with *ret untouched,
 * ERR_NOT_FOUND: nothing listens there; ERR_IO: no permission, the connection broke, or
 * `into` or `each` takes no more; ERR_TIMEOUT; ERR_LIMIT: the
 * answer is over the ceiling; ERR_INVALID: the path does not fit into a socket address. */
int http_unix_request(const struct http_unix_call *call, struct http_unix_answer *ret, struct err *err);
void http_unix_answer_done(struct http_unix_answer *answer);

#endif
