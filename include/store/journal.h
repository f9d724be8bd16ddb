/* store/journal.h: what is written in the same transaction as a turn's changes, beside them: the events that tell of
 * them, and the answers to requests that may be sent again. Both are bounded by age and number.
 *
 * Events have ids without a gap. What is too old or too much goes when new ones come; the newest always stays, and for
 * longer what a webhook has still to be given (store/webhooks.h). */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/mem.h"
#include "store/store.h"

/* An event is kept for at least a day, unless so many come in it; one that is owed to a webhook for three; an answer
 * for a day, and so many for each who asks. */
enum { JOURNAL_EVENTS = 200000, JOURNAL_OWED = 1000000, JOURNAL_ANSWERS = 10000 };
#define JOURNAL_EVENT_AGE  (25 * HOUR_MS)
#define JOURNAL_OWED_AGE   (73 * HOUR_MS)
#define JOURNAL_ANSWER_AGE (24 * HOUR_MS)

struct journal_event {
    uint64_t id;
    instant at;
    const char *kind;
    const char *object;             /* what changed: its id, name or index */
    const char *meeting, *calendar; /* what it belongs to; or NULL */
    const char *cause;              /* JSON; NULL: the service itself */
    const char *data;               /* JSON; NULL: the object as it is when somebody asks */
};

struct journal_answer {
    const char *principal, *key;
    uint64_t digest; /* of the request */
    instant at;
    int status;
    const char *headers; /* lines */
    const char *body;
};

/* All borrowed for the commit. */
struct journal {
    const struct journal_event *events;
    size_t n_events;
    const struct journal_answer *answers;
    size_t n_answers;
};

/* store_commit with what stands beside the changes; the one can be without the other. */
int store_commit_with(struct store *store, const struct settings *settings, const struct effects *effects,
                      const struct journal *journal, struct err *err);

/* Ids of the oldest and the newest event; newest = oldest - 1: there is none. restored: a backup is in the store's
 * place, its events are not what anybody has seen, and go with the first commit. */
struct journal_extent {
    uint64_t oldest, newest;
    bool restored;
};
int store_journal_extent(struct store *store, struct journal_extent *ret_extent, struct err *err);
/* Calls with the events behind an id, at most n, in order; each is borrowed for its call. */
int store_journal_read(struct store *store, uint64_t behind, size_t n,
                       void (*call)(void *ctx, const struct journal_event *event), void *ctx, struct err *err);
/* The id of the first event that happened then or later; behind the newest: none did. */
int store_journal_find(struct store *store, instant at, uint64_t *ret_id, struct err *err);
/* The answer to a key, if it was given since; its strings are the caller's. NOT_FOUND. */
int store_answer_read(struct store *store, const char *principal, const char *key, instant since,
                      struct journal_answer *ret_answer, struct err *err);
static inline void journal_answer_done(struct journal_answer *answer)
{
    mem_free((void *)(uintptr_t)answer->headers);
    mem_free((void *)(uintptr_t)answer->body);
    answer->headers = answer->body = NULL;
}

#endif
