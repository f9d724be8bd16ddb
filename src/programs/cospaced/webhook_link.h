/* webhook_link.h: what webhooks need of the daemon: the journal, the words of its events, and what the API asks. */
#ifndef COSPACED_WEBHOOK_LINK_H
#define COSPACED_WEBHOOK_LINK_H

#include "api/api.h"

struct service;
struct webhook_link;

/* After the API. IO, CORRUPT: what is remembered of them cannot be read. */
int webhook_link_new(struct service *service, struct webhook_link **ret_link, struct err *err);
void webhook_link_free(struct webhook_link *link);
/* The configuration was read again; the old one is borrowed until this returns. */
void webhook_link_configure(struct webhook_link *link, const struct config *config);
/* A commit is done: there may be more events. NULL: there are no webhooks yet. */
void webhook_link_wake(struct webhook_link *link);
/* For the API's host. */
void webhook_link_offer(struct api_host *host);

#endif
