/* http/client.h: requests to one origin (scheme, host, port) over libcurl's multi interface on our loop.
 *
 * The caller limits how many requests are under way; the client keeps connections open and can open them ahead. A body
 * is given by a read function with a seek function that fails, so libcurl can never send it twice by itself
 * (dependencies: a kept-alive connection that dies after the server acted would otherwise repeat a POST). No redirects,
 * no proxy unless asked, HTTP/1.1, `Expect:` empty, an answer has a ceiling. */
#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "base/err.h"
#include "base/instant.h"
#include "base/secret.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>

struct http_pool;   /* one per program: the curl multi handle on the loop */
struct http_client; /* one per origin */

struct http_client_options {
    const char *url; /* scheme://host[:port] */
    const char *username;
    const struct secret *password; /* borrowed for the call; copied */
    const char *ca_file;           /* NULL: the system's */
    bool verify;                   /* false: certificate and name are not checked */
    duration_ms connect_timeout;
    duration_ms request_timeout; /* whole exchange */
    size_t answer_limit;         /* bytes of body, e.g. 4 MiB */
};

/* How far a request is known to have come: the difference that matters before it is repeated. */
enum http_fate {
    HTTP_ANSWERED, /* a complete answer is here: status, body */
    HTTP_UNSENT,   /* certainly not acted upon: refused, not resolved, TLS failed, connect timed out */
    HTTP_UNKNOWN,  /* may have been acted upon: curl 52, 55, 56, 28, 65, a cut answer, an answer over the limit */
};

struct http_answer {
    enum http_fate fate;
    int status;
    const char *body; /* NUL-terminated, borrowed for the callback */
    size_t body_len;
    const char *location; /* value of Location, or NULL */
    const char *reason;   /* fate other than ANSWERED: one sentence for a person */
};

typedef void http_answer_fn(void *ctx, const struct http_answer *answer);

int http_pool_new(struct loop *loop, struct http_pool **ret_pool, struct err *err);
void http_pool_free(struct http_pool *pool);
int http_client_new(struct http_pool *pool, const struct http_client_options *options, struct http_client **ret_client,
                    struct err *err);
void http_client_free(struct http_client *client); /* requests under way are dropped, their callbacks are not called */
/* Sends; body NULL for GET and DELETE (form, application/x-www-form-urlencoded, else). Everything is copied. The
 * callback runs later, never inside this call, exactly once. */
void http_client_send(struct http_client *client, const char *method, const char *path, const char *body,
                      http_answer_fn *call, void *ctx);

#endif
