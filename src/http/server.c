/* http/server.c: libmicrohttpd's epoll descriptor and time-outs on our loop. */
#include "http/server.h"

#include "base/halt.h"
#include "base/mem.h"
#include "exchange.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* One connection's memory; the head of a request must fit into it (with 16 KiB of cookies, which are copied), and a
 * large body comes in pieces of its half. Every request has all of it cleared, and half stays touched in a stream. */
static const size_t CONNECTION_MEMORY = (size_t)36 * 1024;
/* How many when nobody says. */
static const uint32_t CONNECTIONS = 256;

static void server_destroy(struct http_server *server)
{
    server->closing = true;
    accept_stop(server);
    loop_source_free(server->readable);
    /* libmicrohttpd may not be stopped while connections are suspended. */
    for (struct http_exchange *exchange = server->exchanges; exchange != NULL; exchange = exchange->next) {
        if (exchange->suspended) {
            MHD_resume_connection(exchange->connection);
        }
    }
    for (struct stream *stream = server->streams; stream != NULL; stream = stream->next) {
        if (stream->suspended) {
            MHD_resume_connection(stream->connection);
        }
    }
    if (server->daemon != NULL) {
        MHD_stop_daemon(server->daemon);
    }
    while (server->exchanges != NULL) {
        exchange_free(server->exchanges);
    }
    deadline_done(&server->deadline);
    if (server->unix_path != NULL) {
        unlink(server->unix_path);
    }
    if (server->lock_fd >= 0) {
        close(server->lock_fd);
    }
    mem_free(server->unix_path);
    mem_free(server->spool_folder);
    mem_free(server);
}

void http_server_free(struct http_server *server)
{
    if (server == NULL) {
        return;
    }
    if (server->running) {
        server->doomed = true;
    } else {
        server_destroy(server);
    }
}

static void server_run(void *ctx)
{
    struct http_server *server = ctx;
    server->running = true;
    MHD_run(server->daemon);
    server->running = false;
    if (server->doomed) {
        server_destroy(server);
        return;
    }
    MHD_UNSIGNED_LONG_LONG timeout;
    if (MHD_get_timeout(server->daemon, &timeout) != MHD_YES) {
        deadline_set(&server->deadline, -1);
    } else {
        deadline_set(&server->deadline, timeout < DAY_MS ? (duration_ms)timeout : DAY_MS);
    }
}

static void on_readable(void *ctx, uint32_t ready)
{
    (void)ready;
    server_run(ctx);
}

/* libmicrohttpd knows no other way when the system refuses it something. */
static void on_panic(void *ctx, const char *file, unsigned line, const char *reason)
{
    (void)ctx;
    (void)file;
    (void)line;
    CLEAN_FREE char *what = mem_printf("the HTTP server cannot go on (%s)", reason != NULL ? reason : "");
    what[strcspn(what, "\r\n\"")] = '\0';
    halt(what, errno);
}

static int daemon_start(struct http_server *server, struct err *err)
{
    MHD_set_panic_func(on_panic, NULL);
    const struct http_server_options *options = &server->options;
    bool tls = options->cert_pem != NULL;
    struct MHD_OptionItem tls_items[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)options->cert_pem},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)options->key_pem},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem no_items[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags =
        MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME | (tls ? (unsigned)MHD_USE_TLS : 0);
    unsigned idle_seconds = (unsigned)((options->idle_timeout + SECOND_MS - 1) / SECOND_MS);
    server->daemon =
        MHD_start_daemon(flags, 0, NULL, NULL, exchange_on_request, server,                                //
                         MHD_OPTION_CONNECTION_LIMIT, options->connection_limit + options->stay_limit + 1, //
                         MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY,                            //
                         MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,                                      //
                         MHD_OPTION_URI_LOG_CALLBACK, exchange_on_target, server,                          //
                         MHD_OPTION_NOTIFY_COMPLETED, exchange_on_completed, server,                       //
                         MHD_OPTION_NOTIFY_CONNECTION, exchange_on_connection, server,                     //
                         MHD_OPTION_ARRAY, tls ? tls_items : no_items,                                     //
                         MHD_OPTION_END);
    if (server->daemon != NULL) {
        return 0;
    }
    return tls ? err_set(err, ERR_INVALID, "the server's certificate and key cannot be used; do they belong together?")
               : err_set(err, ERR_IO, "the HTTP server cannot be started");
}

static int server_listen(struct http_server *server, struct err *err)
{
    const struct http_server_options *options = &server->options;
    if (options->handed_fd > 0) {
        return listen_handed(options, &server->port, err);
    }
    if (options->unix_path == NULL) {
        return listen_tcp(options, &server->port, err);
    }
    int fd = listen_unix(options, &server->lock_fd, err);
    if (fd >= 0) {
        server->unix_path = mem_strdup(options->unix_path);
    }
    return fd;
}

/* The strings of the options were borrowed. */
static void options_forget(struct http_server_options *options)
{
    options->spool_folder = NULL;
    options->unix_path = NULL;
    options->host = NULL;
    options->cert_pem = NULL;
    options->key_pem = NULL;
}

int http_server_new(struct loop *loop, const struct http_server_options *options, struct http_server **ret_server,
                    struct err *err)
{
    /* A peer that went away is an error of the write; TLS libraries write without MSG_NOSIGNAL. */
    signal(SIGPIPE, SIG_IGN);
    struct http_server *server = mem_zalloc(sizeof *server);
    server->loop = loop;
    server->options = *options;
    if (options->connection_limit == 0) {
        server->options.connection_limit = CONNECTIONS;
    }
    server->spool_folder = mem_strdup(options->spool_folder);
    server->lock_fd = -1;
    server->listen_fd = -1;
    deadline_init(&server->deadline, loop, server_run, server);
    server->listen_fd = server_listen(server, err);
    int r = server->listen_fd < 0 ? server->listen_fd : daemon_start(server, err);
    if (r < 0) {
        server_destroy(server);
        return r;
    }
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    assert(info != NULL);
    server->readable = loop_add_io(loop, info->epoll_fd, LOOP_READ, on_readable, server);
    accept_start(server);
    options_forget(&server->options);
    *ret_server = server;
    return 0;
}

void http_server_close(struct http_server *server)
{
    accept_stop(server);
}

bool http_server_is_idle(const struct http_server *server)
{
    return crowd_awaited(server) <= server->staying;
}

uint16_t http_server_port(const struct http_server *server)
{
    return server->port;
}
