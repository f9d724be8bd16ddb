/* webhook/inside.h: what the parts know of each other: webhooks.c all of them, webhook.c one, give_up.c what it loses,
 * orders.c and test.c what is asked of it. */
#ifndef WEBHOOK_INSIDE_H
#define WEBHOOK_INSIDE_H

#include "base/buf.h"
#include "course.h"
#include "http/fetch.h"
#include "webhook/webhooks.h"

enum { WEBHOOK_BODY_LIMIT = 8 * 1024 * 1024, WEBHOOK_REASON = 512 };

/* Owned by webhooks. */
struct webhook {
    struct webhooks *all;
    const struct config_webhook *config; /* as it is now */
    char *name, *host;
    uint64_t digest; /* of where and how it is sent */
    struct course course;
    bool dirty;               /* not yet durable */
    bool drained;             /* of what the journal has now, nothing more is wanted */
    bool gives_up;            /* what has grown too old is to be passed */
    size_t reach;             /* events looked at next */
    struct http_fetch *fetch; /* under way */
    uint64_t id;              /* of it */
    instant at;
    struct http_fetch *test;
    uint64_t test_token;
    uint64_t n_delivered, n_failed, n_skipped; /* of this run */
    struct webhook *next;
};

struct webhooks {
    struct webhooks_host host;
    const struct config *config;
    struct webhook *first; /* in order of the configuration */
    struct random random;
    struct loop_source *timer, *save;
    uint64_t newest;
    bool save_waits;
};

/* One delivery on its way. id, body: borrowed. */
int webhook_post(struct webhook *webhook, const char *id, const struct buf *body, http_fetch_fn *call, void *ctx,
                 struct http_fetch **ret_fetch, struct err *err);
/* One sentence for an operator on what was no 2xx. */
void webhook_explain(const struct http_fetched *fetched, char *text, size_t size);
bool webhook_wants(const struct webhook *webhook, const struct journal_event *event);
/* What is to be durable changed. */
void webhook_touch(struct webhook *webhook);
/* Does what can be done now. Returns how long until there may be more; -1: not because of time. */
duration_ms webhook_step(struct webhook *webhook, instant now);
/* What is under way is dropped. */
void webhook_drop(struct webhook *webhook);
/* Some of what is too old is passed. True: there may be more. */
bool webhook_give_up(struct webhook *webhook, instant now);
/* Says what the journal has forgotten of it. */
void webhook_note_gap(struct webhook *webhook, uint64_t from, uint64_t to);
/* The event is larger than anything that is sent: it is passed, and that is said. */
void webhook_note_size(struct webhook *webhook);
void webhook_test_drop(struct webhook *webhook, const char *why);
struct webhook *webhook_find(const struct webhooks *webhooks, const char *name);
void webhooks_arm(struct webhooks *webhooks);
/* Before somebody is answered. BUSY: not now. */
int webhooks_save_now(struct webhooks *webhooks, struct err *err);

#endif
