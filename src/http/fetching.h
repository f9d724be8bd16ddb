/* http/fetching.h: what the parts of a fetch know of each other: fetch.c the exchange and its redirects, fetch_setup.c
 * how the easy handle is set up, fetch_words.c what an operator reads. */
#ifndef HTTP_FETCHING_H
#define HTTP_FETCHING_H

#include "base/hash.h"
#include "http/fetch.h"
#include "request.h"

enum { FETCH_REDIRECTS = 5, FETCH_REASON_SIZE = 512 };

/* What the last head said. */
struct fetch_head {
    size_t bytes; /* of all heads of this fetch */
    bool complete;
    char *etag, *modified, *type, *date;
};

/* One easy handle, used for each hop. Owned by the pool's multi handle's user: it frees itself after its callback. */
struct http_fetch {
    struct exchange_end end;
    struct http_pool *pool;
    CURL *easy;
    struct curl_slist *headers;
    char *body;   /* owned; libcurl reads it there */
    char *origin; /* scheme://host:port that the credentials are for */
    char *url, *host;
    char *username, *ca_file;
    const char *ca_key; /* static */
    struct secret password, token;
    bool with_credentials; /* of this hop */
    bool moved;
    bool digest; /* the server takes no Basic: asked a second time */
    unsigned redirects;
    duration_ms connect_timeout, idle_timeout, total_timeout;
    int64_t deadline_us; /* monotonic; of all hops together */
    size_t limit;
    bool status_only;
    int body_fd;
    size_t body_len;
    struct hash body_hash;
    int write_errno; /* of the file that takes the body */
    bool over_limit;
    struct fetch_head head;
    char error[CURL_ERROR_SIZE];
    char reason[FETCH_REASON_SIZE];
    http_fetch_fn *call;
    void *ctx;
};

/* Sets up all that does not change from hop to hop. */
void fetch_configure(struct http_fetch *fetch, const struct http_fetch_options *options);
/* Readies the handle for url: credentials only if it is of the origin. INVALID: not an http or https URL. */
int fetch_aim(struct http_fetch *fetch, const char *url, struct err *err);
void fetch_head_done(struct fetch_head *head);

#endif
