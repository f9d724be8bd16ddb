/* http/request.h: what pool, client and request know of each other. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/buf.h"
#include "deadline.h"
#include "http/client.h"

#include <curl/curl.h>

struct http_request;

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
};

/* One easy handle, used again and again. */
struct http_request {
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
/* Whether any byte of it has left. A connection that dies before that leaves no doubt. */
bool request_is_sent(const struct http_request *request);
/* Says how it came out. The reason is written into text. */
struct http_answer request_outcome(struct http_request *request, CURLcode code, char *text, size_t size);
/* The exchange is over: its callback, then the handle goes back to its client. */
void request_finish(struct http_request *request, CURLcode code);

/* failure.c: one sentence for an operator. */
void failure_describe(const struct http_request *request, CURLcode code, char *text, size_t size);

#endif
