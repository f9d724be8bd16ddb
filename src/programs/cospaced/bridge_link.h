/* bridge_link.h: the way to the call bridges: requests of the engine out, their answers into the next turn. */
#ifndef COSPACED_BRIDGE_LINK_H
#define COSPACED_BRIDGE_LINK_H

#include "config/config.h"
#include "core/request.h"
#include "http/client.h"

struct bridge_link;
struct service;

int bridge_link_new(struct http_pool *http, const struct config *config, struct bridge_link **ret_link,
                    struct err *err);
void bridge_link_free(struct bridge_link *link);
/* Whose turns the answers go into, and who notes how long they took. Borrowed. */
void bridge_link_set_service(struct bridge_link *link, struct service *service);
/* New credentials, certificates, time-outs: what is under way ends on the old connections. On failure the old ones
 * stay. */
int bridge_link_configure(struct bridge_link *link, const struct config *config, struct err *err);
/* Takes the content of the request (it is empty afterwards). */
void bridge_link_send(struct bridge_link *link, struct request *request);
/* Writes what the audit says of the requests sent since: after they have left. */
void bridge_link_flush(struct bridge_link *link);
/* The engine that asked is gone: answers to what is under way are dropped. */
void bridge_link_forget(struct bridge_link *link);

#endif
