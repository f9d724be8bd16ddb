/* http/accept.c: takes connections for libmicrohttpd. Left to itself it closes those over its limit; here they wait in
 * the queue of the socket until one of the others is over. */
#include "exchange.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* When the system has no descriptor or memory for another connection, or there are too many, it is tried again after
 * this.
 */
static const duration_ms RETRY_MS = 100;

struct http_peer peer_read(int fd)
{
    struct ucred credentials;
    socklen_t len = sizeof credentials;
    int domain = 0;
    socklen_t domain_len = sizeof domain;
    if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &domain_len) != 0 || domain != AF_UNIX ||
        getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &len) != 0) {
        return (struct http_peer){0};
    }
    return (struct http_peer){.local = true, .uid = credentials.uid, .pid = credentials.pid};
}

static bool full(const struct http_server *server)
{
    return server->connections >= server->options.connection_limit + server->staying;
}

static void on_acceptable(void *ctx, uint32_t ready)
{
    (void)ready;
    struct http_server *server = ctx;
    while (!full(server)) {
        struct sockaddr_storage address;
        socklen_t len = sizeof address;
        int fd = accept4(server->listen_fd, (struct sockaddr *)&address, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0 && (errno == ECONNABORTED || errno == EINTR)) {
            continue;
        }
        if (fd < 0 && errno != EAGAIN) {
            loop_io_set(server->acceptable, 0);
            loop_timer_set(server->retry, RETRY_MS);
        }
        if (fd < 0) {
            break;
        }
        /* Closes the descriptor itself when it fails. */
        MHD_add_connection(server->daemon, fd, (struct sockaddr *)&address, len);
    }
    if (full(server)) {
        loop_io_set(server->acceptable, 0);
        loop_timer_set(server->retry, RETRY_MS);
    }
    deadline_set(&server->deadline, 0);
}

static void on_retry(void *ctx)
{
    struct http_server *server = ctx;
    if (!full(server)) {
        loop_io_set(server->acceptable, LOOP_READ);
        return;
    }
    if (crowd_is_waiting(server)) {
        crowd_make_room(server);
    }
    loop_timer_set(server->retry, RETRY_MS);
}

void accept_start(struct http_server *server)
{
    server->retry = loop_add_timer(server->loop, on_retry, server);
    server->acceptable = loop_add_io(server->loop, server->listen_fd, LOOP_READ, on_acceptable, server);
}

void accept_stop(struct http_server *server)
{
    loop_source_free(server->acceptable);
    loop_source_free(server->retry);
    server->acceptable = NULL;
    server->retry = NULL;
    if (server->listen_fd >= 0) {
        close(server->listen_fd);
    }
    server->listen_fd = -1;
}

void accept_opened(struct http_server *server)
{
    server->connections++;
}

static void make_room(struct http_server *server)
{
    if (full(server) && server->acceptable != NULL) {
        loop_io_set(server->acceptable, LOOP_READ);
    }
}

void accept_closed(struct http_server *server)
{
    make_room(server);
    server->connections--;
}

void accept_stays(struct http_server *server)
{
    make_room(server);
    server->staying++;
}

/* Its connection is about to go, or to take another request. */
void accept_left(struct http_server *server)
{
    server->staying--;
}
