/* store/webhooks.h: how far each webhook has come in the journal. No part of a turn: what is written here only says
 * what was done already, so a write that comes late costs a repeat and never a gap. The journal keeps what a webhook
 * here has still to be given, for JOURNAL_OWED_AGE and up to JOURNAL_OWED events (store/journal.h). */
#ifndef STORE_WEBHOOKS_H
#define STORE_WEBHOOKS_H

#include "store/store.h"

struct store_webhook {
    const char *name, *state;
    uint64_t delivered; /* the id of an event: everything up to it is done */
    instant fresh_from;
    uint32_t failures;
    instant failing_since, next_try, last_delivery;
    const char *last_error; /* or NULL */
    uint64_t skipped;
};

/* All or none of them. LIMIT: there is no room for it; IO, CORRUPT: as store_commit. */
int store_webhooks_write(struct store *store, const struct store_webhook *webhooks, size_t n, struct err *err);
int store_webhook_remove(struct store *store, const char *name, struct err *err);
/* In order of name; each is borrowed for its call. */
int store_webhooks_read(struct store *store, void (*call)(void *ctx, const struct store_webhook *webhook), void *ctx,
                        struct err *err);

#endif
