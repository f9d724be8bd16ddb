/* Requests that wait for a turn: a command goes to the host under a fresh token, its exchange waits under the same. */
#ifndef API_PENDING_H
#define API_PENDING_H

#include "call.h"

/* Words a reply that is no error; the call has no parts any more. */
typedef void pending_finish(struct call *call, const struct reply *reply, const struct calendar_content *content);

struct pending;

/* Waits from now on. The reply may come before the host's function returns. */
uint64_t pending_add(struct call *call, pending_finish *finish);
/* Who waits under the token, as JSON; NULL: nobody. The caller's. */
char *pending_cause(const struct api *api, uint64_t token);
/* Words the answers of the replies whose requests have a key, before their commit; how many. The array is the API's. */
size_t pending_record(struct api *api, const struct effects *effects);
/* The host would not take it: nothing will come. */
void pending_forget(struct api *api, uint64_t token);
void pending_reply(struct api *api, const struct reply *reply, const struct calendar_content *content);
void pending_free_all(struct api *api);

/* Sets the token and submits. An error is the route's to return. */
int pending_submit(struct call *call, struct command *command, pending_finish *finish, struct err *err);

#endif
