/* http/request.h: what pool, client and request know of each other. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/buf.h"
#include "deadline.h"
#include "http/client.h"

#include <curl/curl.h>

struct http_request;

/* What an easy handle of the pool belongs to: the first member of it, and the handle's CURLOPT_PRIVATE. */
struct exchange_end {
    void (*call)(struct exchange_end *end, CURLcode code); /* the handle has left the pool */
};

/* Owns the multi handle. */
struct http_pool {
    struct loop *loop;
    CURLM *multi;
    CURLSH *share; /* TLS sessions, so that a new connection is cheaper than the first */
    struct deadline deadline;
    struct http_request *answering; /* the one whose callback is running */
};

/* Owns its requests, idle and under way. */
struct http_client {
    struct http_pool *pool;
    char *url;  /* without a slash at the end */
    char *host; /* host[:port], for messages */
    char *username;
    struct secret password;
    char *ca_file;
    bool verify;
    duration_ms connect_timeout;
    duration_ms request_timeout;
    size_t answer_limit;
    struct curl_slist *headers;
    struct http_request *idle;
    struct http_request *active;
    int64_t died_us; /* when a kept connection last died under a request, monotonic; 0: none has */
};

/* One easy handle, used again and again. */
struct http_request {
    struct exchange_end end;
    struct http_client *client; /* NULL: freed while this request's callback runs */
    struct http_request *next;
    struct http_request **link; /* what points here, while active */
    CURL *easy;
    char *body;      /* owned while under way; libcurl reads it there */
    bool repeatable; /* may be sent again without asking */
    bool head_complete;
    struct buf answer;
    size_t header_bytes;
    char *location;
    http_answer_fn *call;
    void *ctx;
    char error[CURL_ERROR_SIZE];
};

struct http_request *request_new(struct http_client *client);
void request_free(struct http_request *request);
/* Readies the handle for this exchange. */
void request_prepare(struct http_request *request, const char *method, const char *path, const char *body);
/* Whether any byte of a request has left. A connection that dies before that leaves no doubt. */
bool easy_has_sent(CURL *easy);
/* What every exchange of ours keeps to: no signals, http and https only, our name, the certificates that count. */
void easy_configure(CURL *easy, struct http_pool *pool, const char *ca_file, bool verify);
/* Says how it came out. The reason is written into text. */
struct http_answer request_outcome(struct http_request *request, CURLcode code, char *text, size_t size);
/* host[:port] of an http or https URL as it stands, without credentials; the caller's. INVALID. */
int url_host(const char *url, char **ret_host, struct err *err);

/* failure.c: one sentence for an operator. */
struct failure {
    CURL *easy;
    const char *error; /* libcurl's words; "" if there are none */
    const char *host;
    const char *ca_file; /* NULL: the system's */
    const char *ca_key;  /* of the configuration */
    duration_ms connect_timeout, idle_timeout, total_timeout;
    size_t limit; /* bytes of body */
};
enum http_failure failure_kind(CURLcode code);
void failure_describe(const struct failure *failure, CURLcode code, char *text, size_t size);

#endif
