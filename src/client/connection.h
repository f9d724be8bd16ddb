/* connection.h: a connection to the service, every wait with an end. */
#ifndef CLIENT_CONNECTION_H
#define CLIENT_CONNECTION_H

#include "client/text.h"

#include <stdint.h>

struct client_connection {
    int fd; /* -1: none */
};

/* A moment of the monotonic clock, in ms. INT64_MAX: never. */
int64_t client_deadline(int timeout_ms);

/* To the socket, or to the address ("127.0.0.1:80", "[::1]:80") if that is not NULL. 0, or NO_SERVICE, TIMEOUT, INVALID
 * with the reason in message. */
int client_connect(const char *socket_path, const char *address, int64_t deadline, struct client_connection *ret,
                   struct client_text *message);
/* 0, BROKEN, TIMEOUT. */
int client_write(const struct client_connection *connection, const void *bytes, size_t len, int64_t deadline);
/* Appends what is there, waiting for at least a byte. 0; BROKEN: it is over or broke, TIMEOUT, MEMORY. */
int client_read(const struct client_connection *connection, int64_t deadline, struct client_text *into);
void client_close(struct client_connection *connection);

#endif
