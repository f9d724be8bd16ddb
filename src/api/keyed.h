/* Requests with an Idempotency-Key: what came of one is stored with its effect, and said again when it is sent again.
 */
#ifndef API_KEYED_H
#define API_KEYED_H

#include "call.h"
#include "core/fact.h"
#include "store/journal.h"

/* A request with a key that is under way; its answer, once the turn is stored with it. */
struct keyed {
    struct api *api;
    char *name;      /* of whoever asks, and his key */
    const char *key; /* in name */
    char principal[PRINCIPAL_SIZE];
    uint64_t digest;
    int status; /* 0: no answer yet */
    char *headers, *body;
};

/* Whether the request has a key, and what that means: 0: go on (call->keyed is set, if it has one); 1: it was answered
 * as before. UNREADABLE: no key; CONFLICT: the first is under way; INVALID: it was another request. */
int keyed_begin(struct call *call, struct err *err);
void keyed_free(struct keyed *keyed);
/* Keeps what would be answered. */
void keyed_keep(struct keyed *keyed, const struct http_response *response);
/* Answers with what was kept. */
void keyed_respond(struct call *call, const struct keyed *keyed);
void keyed_write(const struct keyed *keyed, instant at, struct journal_answer *ret_answer);

#endif
