/* http/exchange.h: what server, exchange and response know of each other. */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "base/buf.h"
#include "base/hash.h"
#include "deadline.h"
#include "http/server.h"

#include <microhttpd.h>

/* Owns its listening socket, its exchanges and the files at the socket's path. */
struct http_server {
    struct loop *loop;
    struct http_server_options options; /* its strings are valid only while the server is made */
    struct MHD_Daemon *daemon;
    struct loop_source *readable; /* libmicrohttpd's epoll descriptor */
    int listen_fd;
    struct loop_source *acceptable;
    struct loop_source *retry;
    uint32_t connections;
    uint32_t staying; /* of them: event streams and the like */
    struct deadline deadline;
    char *spool_folder; /* NULL: bodies are never in files */
    size_t spooled;     /* bytes of all bodies that are in files, until they are taken */
    char *unix_path;    /* NULL: TCP, or not ours */
    int lock_fd;
    uint16_t port;
    bool running; /* inside libmicrohttpd */
    bool doomed;  /* freed while running: goes when that is over */
    bool closing;
    struct connection *open;
    struct http_exchange *exchanges;
    struct stream *streams;
};

enum exchange_state {
    EXCHANGE_READING,
    EXCHANGE_HANDED, /* the owner has it and will answer */
    EXCHANGE_ANSWERED,
};

/* The name-value pairs of a request: in libmicrohttpd's memory as long as it has the request, then in a copy. */
struct pairs {
    struct http_header *items;
    size_t n;
    size_t capacity;
    size_t bytes;
    char *memory; /* NULL: libmicrohttpd's */
};

/* A request's body so far: in memory, or in a file without a name. */
struct exchange_body {
    struct buf bytes;
    int fd; /* -1: in memory */
    size_t len;
    struct hash hash;
};

/* Owned by its server. While it is handed out it outlives its connection. */
struct http_exchange {
    struct http_server *server;
    struct MHD_Connection *connection; /* NULL: the client is gone */
    struct http_exchange *next;
    struct http_exchange **link;
    enum exchange_state state;
    bool suspended;
    bool dropped;
    bool last;     /* the connection closes after it */
    uint32_t left; /* requests that the connection takes after it */
    int refused;   /* status to refuse with, or 0 */
    struct http_peer peer;
    const char *method, *path; /* as the pairs; once copied, in … */
    char *words;
    struct pairs headers;
    struct pairs query;
    struct exchange_body body;
    bool spoilt; /* what comes of the body is thrown away */
    size_t discarded;
    struct MHD_Response *response; /* until it is queued, with … */
    unsigned status;
    enum MHD_Result queued; /* when that is done: how it went */
};

/* Owned by libmicrohttpd's, as its socket context. */
struct connection {
    struct connection *next;
    struct connection **link;
    struct http_peer peer;
    int fd; /* not owned */
    uint32_t requests;
    struct http_exchange *exchange; /* NULL: between two */
    int64_t begun_us;               /* when its request began, or the time without one */
    int64_t since_us;               /* when something was last heard of its client */
    bool leaving;
};

/* A body that is given piece by piece, or not to its end. Owned by its MHD_Response. */
struct stream {
    struct http_server *server;
    struct MHD_Connection *connection;
    struct stream *next;
    struct stream **link;
    struct loop_source *timer;
    bool suspended;
    bool ready; /* the next byte may go */
    char *body;
    size_t len;
    size_t cut_after;
    duration_ms drip_every;
};

/* listen.c: they return a listening descriptor, or an error. */
int listen_tcp(const struct http_server_options *options, uint16_t *ret_port, struct err *err);
int listen_unix(const struct http_server_options *options, int *ret_lock_fd, struct err *err);
/* options->handed_fd, if it is what the options describe; else it is closed. */
int listen_handed(const struct http_server_options *options, uint16_t *ret_port, struct err *err);

/* accept.c */
void accept_start(struct http_server *server);
void accept_stop(struct http_server *server);
void accept_opened(struct http_server *server);
void accept_closed(struct http_server *server);
void accept_stays(struct http_server *server);
void accept_left(struct http_server *server);

/* crowd.c */
void crowd_join(struct http_server *server, struct connection *connection);
void crowd_leave(struct connection *connection);
void crowd_begun(struct connection *connection); /* a request, or a time without one */
void crowd_heard(struct connection *connection);
bool crowd_is_waiting(const struct http_server *server); /* somebody who wants to be accepted */
void crowd_make_room(struct http_server *server);
uint32_t crowd_awaited(const struct http_server *server); /* a request is under way, or the first one to come */
struct http_peer peer_read(int fd);

/* exchange.c: libmicrohttpd's callbacks; cls is the server. */
enum MHD_Result exchange_on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_size, void **slot);
void *exchange_on_target(void *cls, const char *target, struct MHD_Connection *connection);
void exchange_on_completed(void *cls, struct MHD_Connection *connection, void **slot,
                           enum MHD_RequestTerminationCode code);
void exchange_on_connection(void *cls, struct MHD_Connection *connection, void **slot,
                            enum MHD_ConnectionNotificationCode code);
void exchange_free(struct http_exchange *exchange);

/* exchange_body.c */
void exchange_body_init(struct exchange_body *body, size_t limit);
void exchange_body_done(struct http_exchange *exchange);
/* 0, or the status to refuse the request with: 413, or 503 where there is no space. */
int exchange_body_take(struct http_exchange *exchange, const char *bytes, size_t len);

/* response.c */
struct MHD_Response *response_new(struct http_exchange *exchange, const struct http_response *response);
struct MHD_Response *response_plain(const struct http_response *response); /* its body, type and headers */

/* pairs.c */
void pairs_read(struct pairs *pairs, struct MHD_Connection *connection, enum MHD_ValueKind kind);
void pairs_keep(struct pairs *pairs); /* before libmicrohttpd forgets the request */
void pairs_done(struct pairs *pairs);

#endif
