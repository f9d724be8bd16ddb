/* webhook/webhooks.h: events of the journal, sent to receivers over HTTP (Standard Webhooks 1.0).
 *
 * Each webhook has a place in the journal (store/webhooks.h): the first event behind it that it wants is sent, in
 * order, again and again with growing waits until the receiver takes it, at least once. One delivery of each is under
 * way at most, so none delays another. The body is {"type", "timestamp", "id", "data"}; webhook-id is the same for each
 * try. */
#ifndef WEBHOOK_WEBHOOKS_H
#define WEBHOOK_WEBHOOKS_H

#include "config/config.h"
#include "http/client.h"
#include "loop/loop.h"
#include "store/journal.h"

struct webhooks;

/* What the program offers. */
struct webhooks_host {
    void *ctx;
    struct loop *loop;
    struct http_pool *http;
    struct store *store;
    const char *(*installation)(void *ctx); /* a name of this store, so that ids of two do not meet; borrowed */
    /* Before the journal is read: what has happened is in it. */
    void (*settle)(void *ctx);
    /* Appends the body that tells of an event. */
    void (*message)(void *ctx, const struct journal_event *event, struct buf *body);
    /* True: a meeting is on its way, look again in a moment. */
    bool (*yields)(void *ctx);
    /* A test that was asked for under this token came out: code 0, REMOTE, CONFLICT. */
    void (*tested)(void *ctx, uint64_t token, const struct err *err);
    void (*store_failed)(void *ctx, const struct err *err); /* beyond a full disk */
};

/* config is borrowed until the next webhooks_configure has returned. newest: id of the newest event. IO, CORRUPT. */
int webhooks_new(const struct webhooks_host *host, const struct config *config, uint64_t newest,
                 struct webhooks **ret_webhooks, struct err *err);
/* Writes what is not yet durable. */
void webhooks_free(struct webhooks *webhooks);
void webhooks_configure(struct webhooks *webhooks, const struct config *config);
/* There are events up to this id. */
void webhooks_wake(struct webhooks *webhooks, uint64_t newest);

/* Borrowed until the loop goes on. */
struct webhook_view {
    const char *name, *host, *state;
    uint64_t delivered, behind; /* id; events of the journal behind it, wanted or not */
    instant behind_since;       /* the oldest of those; INSTANT_NONE: none */
    instant failing_since, next_try, last_delivery;
    uint32_t failures;
    const char *last_error; /* or NULL */
    uint64_t skipped;       /* ever */
    uint64_t n_delivered, n_failed, n_skipped;
};
/* The i-th, in order of the configuration; false: there are no more. */
bool webhooks_view(const struct webhooks *webhooks, size_t i, struct webhook_view *ret_view);

/* All of these: NOT_FOUND: there is none of that name; BUSY: the store cannot be written. */
/* Sends again what the journal has from event `from_id` on, or from the time; 0 and INSTANT_NONE: all that it has.
 * INVALID: nothing is as new as that. */
int webhooks_replay(struct webhooks *webhooks, const char *name, uint64_t from_id, instant from, struct err *err);
/* Tries at once, and again after a 410. */
int webhooks_enable(struct webhooks *webhooks, const char *name, struct err *err);
/* Sends an event of type "test", which is in no journal; `tested` says later how it came out. CONFLICT: one is under
 * way. */
int webhooks_test(struct webhooks *webhooks, const char *name, uint64_t token, struct err *err);

#endif
