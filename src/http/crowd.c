/* http/crowd.c: who must go when there are too many connections. Those who keep us waiting: nothing is under way for
 * them, or the rest of their request does not come. So clients that send half a request each, or keep their
 * connections, shut nobody out; and no user of this machine has more than his share while others wait. */
#include "exchange.h"

#include "loop/clock.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* So long a client may keep us waiting while others stand in line; so many go at once. */
static const int64_t PATIENCE_US = 2 * 1000 * 1000;
enum { AT_ONCE = 64 };

void crowd_begun(struct connection *connection)
{
    connection->begun_us = connection->since_us = clock_monotonic_us();
}

void crowd_join(struct http_server *server, struct connection *connection)
{
    crowd_begun(connection);
    connection->next = server->open;
    connection->link = &server->open;
    if (connection->next != NULL) {
        connection->next->link = &connection->next;
    }
    server->open = connection;
}

void crowd_leave(struct connection *connection)
{
    *connection->link = connection->next;
    if (connection->next != NULL) {
        connection->next->link = connection->link;
    }
}

void crowd_heard(struct connection *connection)
{
    connection->since_us = clock_monotonic_us();
}

static bool keeps_us_waiting(const struct connection *connection)
{
    return !connection->leaving && (connection->exchange == NULL || connection->exchange->state == EXCHANGE_READING);
}

/* libmicrohttpd sees that its client is gone. */
static void see_off(struct connection *connection)
{
    connection->leaving = true;
    shutdown(connection->fd, SHUT_RDWR);
}

bool crowd_is_waiting(const struct http_server *server)
{
    struct pollfd listening = {.fd = server->listen_fd, .events = POLLIN};
    return poll(&listening, 1, 0) > 0;
}

/* Of those with this peer, or of all (NULL), who has kept us waiting since before. */
static uint32_t see_off_some(const struct http_server *server, const struct http_peer *peer, int64_t before_us)
{
    uint32_t n = 0;
    for (struct connection *at = server->open; at != NULL && n < AT_ONCE; at = at->next) {
        bool his = peer != NULL && at->peer.uid == peer->uid;
        int64_t since_us = peer != NULL ? at->begun_us : at->since_us;
        if ((peer == NULL || his) && keeps_us_waiting(at) && since_us < before_us) {
            see_off(at);
            n++;
        }
    }
    return n;
}

/* A user of this machine who has more than his share; NULL: nobody. */
static const struct http_peer *greedy(const struct http_server *server)
{
    uint32_t limit = server->options.connection_limit;
    const struct http_peer *candidate = NULL;
    uint32_t votes = 0, count = 0;
    for (const struct connection *at = server->open; at != NULL;
         at = at->next) { /* who has most, if anybody has most */
        if (!keeps_us_waiting(at) || !at->peer.local) {
            continue;
        }
        candidate = votes == 0 ? &at->peer : candidate;
        votes = at->peer.uid == candidate->uid ? votes + 1 : votes - 1;
    }
    for (const struct connection *at = server->open; at != NULL && candidate != NULL; at = at->next) {
        count += keeps_us_waiting(at) && at->peer.uid == candidate->uid;
    }
    return count > limit - limit / 4 ? candidate : NULL;
}

void crowd_make_room(struct http_server *server)
{
    int64_t before_us = clock_monotonic_us() - PATIENCE_US;
    if (see_off_some(server, NULL, before_us) > 0) {
        return;
    }
    const struct http_peer *peer = greedy(server);
    if (peer != NULL) {
        see_off_some(server, &(struct http_peer){.uid = peer->uid}, before_us);
    }
}

uint32_t crowd_awaited(const struct http_server *server)
{
    uint32_t n = 0;
    for (const struct connection *at = server->open; at != NULL; at = at->next) {
        n += !at->leaving && (at->exchange != NULL || at->requests == 0);
    }
    return n;
}
