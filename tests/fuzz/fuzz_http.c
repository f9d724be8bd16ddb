/* What clients may do to the API's socket: any bytes, in any pieces, over connections that they close when they like.
 * Every connection ends with whole answers or none, what the engine promises holds after every turn, nothing is left of
 * the clients, and the next one is served.
 *
 * The byte 0x1e and a letter stand for what is no byte of a request:
 *   f  what stands before is sent, and the server does what it can      t  the same, and a turn of the service
 *   h  an hour passes                                                   n  the next connection, after this one's end
 *   l  the client goes without reading, and another comes               m p e  id of the meeting, of its first
 *                                                                              participant, its version as an ETag has
 * it
 */
#include "fuzz.h"
#include "http_answers.h"
#include "http_service.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MARK = 0x1e, CONNECTIONS = 6, QUIET_ROUNDS = 3, PATIENCE_MS = 20000, WAIT_MS = 10 };

struct client {
    struct http_service service;
    int fd;
    bool closed;    /* by the server */
    struct buf out; /* not sent yet */
    struct buf got;
    int connections;
    bool streams; /* events were followed */
};

static char folder[32];
static char path[64];

static void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static void folder_remove(void)
{
    char lock[sizeof path + 8];
    snprintf(lock, sizeof lock, "%s.lock", path);
    unlink(lock);
    rmdir(folder);
}

static void folder_make(void)
{
    if (folder[0] != '\0') {
        return;
    }
    snprintf(folder, sizeof folder, "/tmp/fuzz-http-XXXXXX");
    must(mkdtemp(folder) != NULL, "no folder for the socket");
    snprintf(path, sizeof path, "%s/api.sock", folder);
    atexit(folder_remove);
}

static void client_connect(struct client *client)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    client->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(connect(client->fd, (const struct sockaddr *)&address, sizeof address) == 0, "the server takes no connection");
    client->closed = false;
    client->connections++;
    buf_clear(&client->got);
}

/* True: something came. */
static bool client_read(struct client *client)
{
    char bytes[16 * 1024];
    bool came = false;
    while (!client->closed) {
        ssize_t n = recv(client->fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (n < 0 && errno == EAGAIN) {
            break;
        }
        came = true;
        client->closed = n <= 0;
        if (n > 0) {
            must(buf_append(&client->got, bytes, (size_t)n) == 0, "the answers are endless");
        }
    }
    return came;
}

static bool client_write(struct client *client)
{
    if (client->out.len == 0) {
        return false;
    }
    ssize_t n = client->closed ? -1 : send(client->fd, client->out.data, client->out.len, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n < 0 && errno == EAGAIN && !client->closed) {
        return false;
    }
    size_t gone = n < 0 ? client->out.len : (size_t)n; /* the server has closed: nobody wants the rest */
    memmove(client->out.data, client->out.data + gone, client->out.len - gone);
    client->out.len -= gone;
    return true;
}

/* Both sides do what they can; what is held is held. */
static void client_settle(struct client *client)
{
    for (int quiet = 0; quiet < QUIET_ROUNDS; quiet++) {
        bool moved = client_write(client);
        http_service_rest(&client->service);
        moved = client_read(client) || moved;
        quiet = moved ? -1 : quiet;
    }
}

static void client_turn(struct client *client)
{
    client_settle(client);
    http_service_turn(&client->service);
    client_settle(client);
}

/* The client says that nothing more comes: now the server has to answer what is whole, and to close. */
static void client_finish(struct client *client)
{
    client_turn(client);
    /* A stream of events goes on until its client does. */
    bool streams = strstr(buf_string(&client->got), "\r\nContent-Type: text/event-stream\r\n") != NULL;
    client->streams = client->streams || streams;
    if (!client->closed) {
        shutdown(client->fd, SHUT_WR);
    }
    for (int waited = 0; !client->closed && !streams; waited += WAIT_MS) {
        client_turn(client);
        must(waited < PATIENCE_MS, "neither an answer nor a closed connection");
        struct pollfd poll_fd = {.fd = client->fd, .events = POLLIN};
        poll(&poll_fd, 1, client->closed ? 0 : WAIT_MS);
    }
    close(client->fd);
    buf_clear(&client->out);
    http_answers_check(&client->got);
}

static void client_leave(struct client *client)
{
    client_write(client);
    client->streams = client->streams || strstr(buf_string(&client->got), "text/event-stream") != NULL;
    buf_clear(&client->out);
    close(client->fd);
}

static void client_append_etag(struct client *client, const struct meeting *meeting)
{
    char text[32];
    snprintf(text, sizeof text, "\"%" PRIu64 "\"", meeting_version(meeting));
    buf_append_string(&client->out, text);
}

static void client_write_of_meeting(struct client *client, char what)
{
    const struct meeting *meeting = http_service_meeting(&client->service);
    if (meeting == NULL) {
        return;
    }
    if (what == 'm') {
        buf_append_string(&client->out, meeting->id);
    } else if (what == 'e') {
        client_append_etag(client, meeting);
    } else if (meeting->participants != NULL) {
        buf_append_string(&client->out, meeting->participants->id);
    }
}

static void client_do(struct client *client, char what)
{
    bool more = client->connections < CONNECTIONS;
    if (what == 'f') {
        client_settle(client);
    } else if (what == 't') {
        client_turn(client);
    } else if (what == 'h') {
        client->service.now += HOUR_MS;
    } else if (what == 'n' && more) {
        client_finish(client);
        client_connect(client);
    } else if (what == 'l' && more) {
        client_leave(client);
        client_connect(client);
    } else if (what == 'm' || what == 'p' || what == 'e') {
        client_write_of_meeting(client, what);
    }
}

/* Whatever came before, the next client is served. */
static void client_ask_last(struct client *client)
{
    client_connect(client);
    buf_append_string(&client->out, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    client_finish(client);
    must(strncmp(buf_string(&client->got), "HTTP/1.1 200 ", 13) == 0, "the next client is not served");
}

static int lowest_descriptor(void)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(fd);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct client client = {0};
    folder_make();
    int lowest = lowest_descriptor();
    http_service_open(&client.service, path, folder);
    buf_init(&client.out, len + 4096);
    buf_init(&client.got, (size_t)64 << 20);
    client_connect(&client);
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == MARK && i + 1 < len) {
            client_do(&client, (char)bytes[++i]);
        } else {
            buf_append(&client.out, &bytes[i], 1);
        }
    }
    client_finish(&client);
    client_ask_last(&client);
    buf_done(&client.out);
    buf_done(&client.got);
    http_service_close(&client.service, client.streams);
    must(lowest_descriptor() == lowest, "a descriptor is left open");
    return 0;
}
