/* connection.c: sockets that never block, and poll. */
#include "client/connection.h"

#include "cospaced/client.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 16384, ADDRESS_MOST = 64, MS_PER_SECOND = 1000, NS_PER_MS = 1000000 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / NS_PER_MS;
}

int64_t client_deadline(int timeout_ms)
{
    return timeout_ms < 0 ? INT64_MAX : now_ms() + timeout_ms;
}

/* 0 when the events (or an error, which the next call tells) are there; TIMEOUT. */
static int wait_for(int fd, short events, int64_t deadline)
{
    for (;;) {
        int64_t left = deadline == INT64_MAX ? -1 : deadline - now_ms();
        struct pollfd poller = {.fd = fd, .events = events};
        int wait = left > INT32_MAX ? INT32_MAX : (int)left;
        int n = poll(&poller, 1, deadline != INT64_MAX && wait < 0 ? 0 : wait);
        if (n > 0) {
            return 0;
        }
        if (n < 0 && errno != EINTR) {
            return COSPACED_BROKEN;
        }
        if (n == 0 && deadline != INT64_MAX && left <= 0) {
            return COSPACED_TIMEOUT;
        }
    }
}

static int finish_connect(int fd, const struct sockaddr *to, socklen_t len, int64_t deadline)
{
    if (connect(fd, to, len) == 0) {
        return 0;
    }
    /* A full queue of a Unix socket says EAGAIN and wants to be asked again. */
    while (errno == EAGAIN && to->sa_family == AF_UNIX && now_ms() < deadline) {
        poll(NULL, 0, 1);
        if (connect(fd, to, len) == 0) {
            return 0;
        }
    }
    if (errno == EAGAIN) {
        return COSPACED_TIMEOUT;
    }
    if (errno != EINPROGRESS && errno != EINTR) {
        return COSPACED_NO_SERVICE;
    }
    int rc = wait_for(fd, POLLOUT, deadline);
    socklen_t size = sizeof errno;
    int error = 0;
    if (rc == 0 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0) {
        errno = error;
        rc = COSPACED_NO_SERVICE;
    }
    return rc;
}

static int connect_to(const struct sockaddr *to, socklen_t len, const char *where, int64_t deadline,
                      struct client_connection *ret, struct client_text *message)
{
    int fd = socket(to->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int rc = fd >= 0 ? finish_connect(fd, to, len, deadline) : COSPACED_BROKEN;
    if (rc == 0) {
        ret->fd = fd;
        return 0;
    }
    if (rc == COSPACED_TIMEOUT) {
        client_text_printf(message, "%s takes no connection in time", where);
    } else if (errno == ENOENT || errno == ECONNREFUSED) {
        client_text_printf(message, "no daemon at %s: is cospaced running?", where);
    } else {
        client_text_printf(message, "%s cannot be used: %s", where, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    return rc;
}

static int connect_unix(const char *path, int64_t deadline, struct client_connection *ret, struct client_text *message)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path) {
        client_text_printf(message, "the path %s is too long for a socket", path);
        return COSPACED_INVALID;
    }
    memcpy(to.sun_path, path, strlen(path) + 1);
    return connect_to((const struct sockaddr *)&to, sizeof to, path, deadline, ret, message);
}

/* A token must not travel in the clear. */
static bool is_loopback(const struct sockaddr *to)
{
    if (to->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)(const void *)to;
        return ntohl(in->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    }
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)(const void *)to;
    return to->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
}

static int connect_tcp(const char *address, int64_t deadline, struct client_connection *ret,
                       struct client_text *message)
{
    char host[ADDRESS_MOST];
    const char *colon = strrchr(address, ':');
    size_t len = colon != NULL ? (size_t)(colon - address) : 0;
    bool bracketed = len > 2 && address[0] == '[' && address[len - 1] == ']';
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM}, *found = NULL;
    snprintf(host, sizeof host, "%.*s", (int)(bracketed ? len - 2 : len), bracketed ? address + 1 : address);
    if (len == 0 || len >= sizeof host || getaddrinfo(host, colon + 1, &hints, &found) != 0 ||
        !is_loopback(found->ai_addr)) {
        client_text_printf(message, "%s is not an address and port of the loopback, like 127.0.0.1:8085", address);
        if (found != NULL) {
            freeaddrinfo(found);
        }
        return COSPACED_INVALID;
    }
    int rc = connect_to(found->ai_addr, found->ai_addrlen, address, deadline, ret, message);
    freeaddrinfo(found);
    return rc;
}

int client_connect(const char *socket_path, const char *address, int64_t deadline, struct client_connection *ret,
                   struct client_text *message)
{
    return address != NULL ? connect_tcp(address, deadline, ret, message)
                           : connect_unix(socket_path, deadline, ret, message);
}

int client_write(const struct client_connection *connection, const void *bytes, size_t len, int64_t deadline)
{
    for (const char *at = bytes; len > 0;) {
        ssize_t n = send(connection->fd, at, len, MSG_NOSIGNAL);
        if (n > 0) {
            at += n;
            len -= (size_t)n;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            int rc = wait_for(connection->fd, POLLOUT, deadline);
            if (rc != 0) {
                return rc;
            }
        } else if (errno != EINTR) {
            return COSPACED_BROKEN;
        }
    }
    return 0;
}

int client_read(const struct client_connection *connection, int64_t deadline, struct client_text *into)
{
    char chunk[CHUNK];
    for (;;) {
        ssize_t n = recv(connection->fd, chunk, sizeof chunk, 0);
        if (n > 0) {
            client_text_add(into, chunk, (size_t)n);
            return into->failed ? COSPACED_MEMORY : 0;
        }
        if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
            return COSPACED_BROKEN;
        }
        int rc = wait_for(connection->fd, POLLIN, deadline);
        if (rc != 0) {
            return rc;
        }
    }
}

void client_close(struct client_connection *connection)
{
    if (connection->fd >= 0) {
        close(connection->fd);
    }
    connection->fd = -1;
}
