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

void crowd_join(struct http_server *server, struct connection *connection)
{
    connection->since_us = clock_monotonic_us();
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

void crowd_make_room(struct http_server *server)
{
    int64_t before_us = clock_monotonic_us() - PATIENCE_US;
    uint32_t n = 0;
    for (struct connection *at = server->open; at != NULL && n < AT_ONCE; at = at->next) {
        if (keeps_us_waiting(at) && at->since_us < before_us) {
            see_off(at);
            n++;
        }
    }
}

/* The one of a user's who has kept us waiting for the longest; NULL: none does. */
static struct connection *slowest_of(const struct http_server *server, uint32_t uid, uint32_t *ret_count)
{
    struct connection *slowest = NULL;
    *ret_count = 0;
    for (struct connection *at = server->open; at != NULL; at = at->next) {
        if (!at->peer.local || at->peer.uid != uid || at->leaving) {
            continue;
        }
        bool stays = at->exchange != NULL && at->exchange->state == EXCHANGE_ANSWERED && at->exchange->suspended;
        *ret_count += !stays;
        if (keeps_us_waiting(at) && (slowest == NULL || at->since_us < slowest->since_us)) {
            slowest = at;
        }
    }
    return slowest;
}

bool crowd_admits(struct http_server *server, const struct http_peer *peer)
{
    uint32_t limit = server->options.connection_limit;
    if (!peer->local || server->connections < server->staying + limit / 2) {
        return true;
    }
    uint32_t count;
    struct connection *slowest = slowest_of(server, peer->uid, &count);
    if (count < limit - limit / 4) {
        return true;
    }
    if (slowest != NULL) {
        see_off(slowest);
    }
    return slowest != NULL;
}
