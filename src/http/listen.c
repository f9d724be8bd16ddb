/* http/listen.c: listening sockets, and who may own a path in the file system. */
#include "base/mem.h"
#include "exchange.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 512 };

static void fd_cleanup(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
}

#define CLEAN_FD __attribute__((cleanup(fd_cleanup)))

static int fd_take(int *fd)
{
    int taken = *fd;
    *fd = -1;
    return taken;
}

static void info_cleanup(struct addrinfo **info)
{
    if (*info != NULL) {
        freeaddrinfo(*info);
    }
}

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
};

/* Zeros where it has none. */
static union address bound_address(int fd)
{
    union address address = {0};
    socklen_t len = sizeof address - 1; /* a path that fills its field has no end of its own */
    if (getsockname(fd, &address.any, &len) != 0) {
        address.any.sa_family = AF_UNSPEC;
    }
    return address;
}

static uint16_t address_port(const union address *address)
{
    return ntohs(address->any.sa_family == AF_INET6 ? address->v6.sin6_port : address->v4.sin_port);
}

static int host_info(const struct http_server_options *options, struct addrinfo **ret_info, struct err *err)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE};
    char port[8];
    snprintf(port, sizeof port, "%u", (unsigned)options->port);
    if (getaddrinfo(options->host, port, &hints, ret_info) != 0) {
        return err_set(err, ERR_INVALID, "\"%s\" is not a numeric address to listen at", options->host);
    }
    return 0;
}

int listen_tcp(const struct http_server_options *options, uint16_t *ret_port, struct err *err)
{
    __attribute__((cleanup(info_cleanup))) struct addrinfo *info = NULL;
    int r = host_info(options, &info, err);
    if (r < 0) {
        return r;
    }
    CLEAN_FD int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return err_set(err, ERR_IO, "no socket for %s: %s", options->host, strerror(errno));
    }
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, info->ai_addr, info->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0) {
        if (errno == EADDRINUSE) {
            return err_set(err, ERR_CONFLICT, "%s port %u is in use by another program", options->host, options->port);
        }
        return err_set(err, ERR_IO, "cannot listen at %s port %u: %s", options->host, options->port, strerror(errno));
    }
    const union address address = bound_address(fd);
    if (address.any.sa_family == AF_UNSPEC) {
        return err_set(err, ERR_IO, "cannot tell the port at %s: %s", options->host, strerror(errno));
    }
    *ret_port = address_port(&address);
    return fd_take(&fd);
}

/* The lock, not the socket, says who owns the path: two programs that start at the same time cannot both take it. The
 * file stays when its owner goes, for whoever removes it could remove the next owner's. */
static int path_lock(const char *path, struct err *err)
{
    CLEAN_FREE char *name = mem_printf("%s.lock", path);
    CLEAN_FD int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return err_set(err, ERR_IO, "cannot make %s: %s", name, strerror(errno));
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return fd_take(&fd);
    }
    if (errno == EWOULDBLOCK) {
        return err_set(err, ERR_CONFLICT, "the socket %s is in use: another process holds %s.lock", path, path);
    }
    return err_set(err, ERR_IO, "cannot lock %s: %s", name, strerror(errno));
}

/* A socket that nobody listens at is removed; anything else at the path is left alone. */
static int path_clear(const char *path, const struct sockaddr_un *address, struct err *err)
{
    struct stat there;
    if (lstat(path, &there) != 0) {
        return errno == ENOENT ? 0 : err_set(err, ERR_IO, "cannot use %s: %s", path, strerror(errno));
    }
    if (!S_ISSOCK(there.st_mode)) {
        return err_set(err, ERR_CONFLICT, "%s exists and is not a socket; remove it or name another path", path);
    }
    CLEAN_FD int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (probe < 0) {
        return err_set(err, ERR_IO, "no socket for %s: %s", path, strerror(errno));
    }
    if (connect(probe, (const struct sockaddr *)address, sizeof *address) == 0 || errno == EAGAIN) {
        return err_set(err, ERR_CONFLICT, "the socket %s is in use by another program", path);
    }
    if (errno != ECONNREFUSED) {
        return err_set(err, ERR_IO, "cannot use %s: %s", path, strerror(errno));
    }
    if (unlink(path) != 0 && errno != ENOENT) {
        return err_set(err, ERR_IO, "cannot remove the stale socket %s: %s", path, strerror(errno));
    }
    return 0;
}

int listen_unix(const struct http_server_options *options, int *ret_lock_fd, struct err *err)
{
    const char *path = options->unix_path;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        return err_set(err, ERR_INVALID, "the path %s is too long for a socket (at most %zu bytes)", path,
                       sizeof address.sun_path - 1);
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    CLEAN_FD int lock_fd = path_lock(path, err);
    if (lock_fd < 0) {
        return lock_fd;
    }
    int r = path_clear(path, &address, err);
    if (r < 0) {
        return r;
    }
    CLEAN_FD int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return err_set(err, ERR_IO, "no socket for %s: %s", path, strerror(errno));
    }
    /* By umask rather than chmod, so that there is no moment with another mode. */
    mode_t before = umask((mode_t)(~options->unix_mode & 0777));
    r = bind(fd, (const struct sockaddr *)&address, sizeof address);
    int bind_errno = errno;
    umask(before);
    if (r != 0) {
        return err_set(err, ERR_IO, "cannot make the socket %s: %s", path, strerror(bind_errno));
    }
    if (listen(fd, BACKLOG) != 0) {
        return err_set(err, ERR_IO, "cannot listen at %s: %s", path, strerror(errno));
    }
    *ret_lock_fd = fd_take(&lock_fd);
    return fd_take(&fd);
}

/* One file may have several names: /var/run is /run. */
static bool path_is(const union address *address, const char *path)
{
    struct stat handed, wanted;
    return address->any.sa_family == AF_UNIX && address->local.sun_path[0] != '\0' &&
           (strcmp(address->local.sun_path, path) == 0 ||
            (stat(address->local.sun_path, &handed) == 0 && stat(path, &wanted) == 0 &&
             handed.st_dev == wanted.st_dev && handed.st_ino == wanted.st_ino));
}

static bool host_is(const union address *address, const struct http_server_options *options)
{
    __attribute__((cleanup(info_cleanup))) struct addrinfo *info = NULL;
    if (host_info(options, &info, NULL) < 0 || info->ai_family != address->any.sa_family ||
        (options->port != 0 && options->port != address_port(address))) {
        return false;
    }
    const union address *wanted = (const union address *)(const void *)info->ai_addr;
    return info->ai_family == AF_INET6
               ? memcmp(&wanted->v6.sin6_addr, &address->v6.sin6_addr, sizeof wanted->v6.sin6_addr) == 0
               : wanted->v4.sin_addr.s_addr == address->v4.sin_addr.s_addr;
}

static bool socket_is(int fd, int option, int wanted)
{
    int value = 0;
    socklen_t len = sizeof value;
    return getsockopt(fd, SOL_SOCKET, option, &value, &len) == 0 && value == wanted;
}

int listen_handed(const struct http_server_options *options, uint16_t *ret_port, struct err *err)
{
    CLEAN_FD int fd = options->handed_fd;
    if (!socket_is(fd, SO_TYPE, SOCK_STREAM) || !socket_is(fd, SO_ACCEPTCONN, 1)) {
        return err_set(err, ERR_INVALID, "descriptor %d that was handed over is no listening stream socket", fd);
    }
    const union address address = bound_address(fd);
    if (options->unix_path != NULL && !path_is(&address, options->unix_path)) {
        return err_set(
            err, ERR_INVALID,
            "the socket that was handed over is not that of %s: ListenStream= of its unit and the configuration "
            "must say the same",
            options->unix_path);
    }
    if (options->unix_path == NULL && !host_is(&address, options)) {
        return err_set(err, ERR_INVALID,
                       "the socket that was handed over is not that of %s port %u: ListenStream= of its unit and the "
                       "configuration must say the same",
                       options->host, options->port);
    }
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
        return err_set(err, ERR_IO, "the socket that was handed over cannot be used: %s", strerror(errno));
    }
    *ret_port = options->unix_path == NULL ? address_port(&address) : 0;
    return fd_take(&fd);
}
