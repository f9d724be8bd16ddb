/* http/client.h: requests to one origin (scheme, host, port) over libcurl's multi interface on our loop.
 *
 * The caller limits how many requests are under way; every one that finds no idle connection opens one, so several GETs
 * at once open connections ahead of need. libcurl repeats a request by itself when a kept connection dies; here it may
 * do so only for a GET, or while no byte of the request had left, whatever the method and however empty the body. No
 * redirects, no proxy, HTTP/1.1, `Expect:` empty, an answer has a ceiling. SIGPIPE is ignored from the first pool on.
 */
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
    HTTP_UNSENT,   /* no byte of it left: refused, not resolved, TLS failed, connect timed out */
    HTTP_UNKNOWN,  /* sending had begun, so it may have been acted upon: no answer in time, a broken connection, a cut
                      answer, one over the limit */
};

/* Why there is no answer, where that calls for different advice. */
enum http_failure {
    HTTP_FAILURE_NONE,
    HTTP_FAILURE_UNRESOLVED,
    HTTP_FAILURE_REFUSED, /* refused, no route */
    HTTP_FAILURE_TLS,
    HTTP_FAILURE_TIMED_OUT,
    HTTP_FAILURE_CUT_OFF,
    HTTP_FAILURE_OVER_LIMIT,
    HTTP_FAILURE_OTHER
};

struct http_answer {
    enum http_fate fate;
    enum http_failure failure;
    int status;
    const char *body; /* NUL-terminated, borrowed for the callback */
    size_t body_len;
    const char *location;    /* value of Location, or NULL */
    duration_ms retry_after; /* what Retry-After asks for; 0: nothing */
    const char *reason;      /* fate other than ANSWERED: one sentence for a person */
};

typedef void http_answer_fn(void *ctx, const struct http_answer *answer);

int http_pool_new(struct loop *loop, struct http_pool **ret_pool, struct err *err);
void http_pool_free(struct http_pool *pool); /* after its clients, and not inside an answer's callback */
int http_client_new(struct http_pool *pool, const struct http_client_options *options, struct http_client **ret_client,
                    struct err *err);
/* Requests under way are dropped, their callbacks are not called. Allowed inside an answer's callback. */
void http_client_free(struct http_client *client);
/* Sends; body NULL for GET and DELETE (form, application/x-www-form-urlencoded, else). Everything is copied. The
 * callback runs later, never inside this call, exactly once. */
void http_client_send(struct http_client *client, const char *method, const char *path, const char *body,
                      http_answer_fn *call, void *ctx);
/* Writes to the connections what was sent since, instead of at the end of the loop's turn: for who has other things to
 * do before it. Not inside an answer's callback; callbacks of other answers may run. */
void http_pool_push(struct http_pool *pool);

#endif
