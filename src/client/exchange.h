/* exchange.h: HTTP/1.1 as the service speaks it: a request goes out, an answer comes in, a length or chunks. */
#ifndef CLIENT_EXCHANGE_H
#define CLIENT_EXCHANGE_H

#include "client/connection.h"
#include "cospaced/client.h"

#include <stdbool.h>

/* Of an answer, as far as it has come. */
struct client_answer {
    struct client_connection connection;
    struct client_text raw;  /* what has come and is not taken apart yet */
    struct client_text body; /* what has been */
    int status;
    char *etag, *location, *content_type; /* owned */
    long long length;                     /* of the body; -1: it is chunked */
    long long left;                       /* of the chunk, or of the body */
    bool over;                            /* the body is whole */
};

struct client_target {
    const char *socket, *address, *token; /* address NULL: the socket; token NULL: none */
};

/* Sends the request and reads the head of the answer. message gets the words of a failure. */
int client_begin(const struct client_target *to, const struct cospaced_request *request, int64_t deadline,
                 struct client_answer *answer, struct client_text *message);
/* Reads more of the body, at least a byte of what came; BROKEN also if it ends too early. */
int client_more(struct client_answer *answer, int64_t deadline);
void client_answer_init(struct client_answer *answer);
void client_answer_done(struct client_answer *answer);

#endif
