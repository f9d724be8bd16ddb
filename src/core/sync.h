/* core/sync.h: a sync that is under way, as a thing; private to this folder. It lives in memory only: what is lost with
 * it, the next sync does. */
#ifndef CORE_SYNC_H
#define CORE_SYNC_H

#include "merge.h"

struct sync {
    uint64_t number; /* in its commands */
    uint32_t mark;   /* in the bookings that it named */
    bool partial;
    bool open;     /* begun, and not held: parts may come */
    bool closing;  /* its end has come: what is absent goes */
    bool same;     /* a booking was not read: it may not reach as far as the window */
    bool stale;    /* what it takes for unchanged was not: the validator must not be believed */
    uint32_t live; /* bookings still to come when it began */
    uint32_t seen_live;
    struct window window;
    struct merge_counts counts;
    struct refusal *refused; /* owned; the first MAX_REFUSALS */
    size_t n_refused, refused_capacity;
    uint32_t refused_count;
    struct map named; /* of a partial one: the UIDs it speaks of */
    /* closing */
    uint64_t token, cause;
    char *validator; /* owned; NULL keeps the old one */
    char **gone;     /* owned; of a partial one: those that are left */
    size_t n_gone;
    struct booking *emptying; /* has begun to go */
    size_t at, capacity;      /* in the calendar's map, as it was with this capacity … */
    uint32_t shuffles;        /* … and this order */
};

struct sync *sync_new(struct calendar *calendar, const struct sync_order *order);
/* The sync speaks of this booking or resource (by href; NULL: nothing). */
void sync_name(struct sync *sync, const char *name);
void sync_keep_refusals(struct sync *sync, const struct calendar_content *content);
/* The calendar's become what was refused now; a partial one leaves what it did not speak of. */
void sync_settle_refusals(struct calendar *calendar);
void sync_close(struct sync *sync, const struct command *end);
/* Something newer than the body of a sync under way spoke of it: it is not absent. */
void sync_spare(struct calendar *calendar, struct booking *booking);
/* Ends it, wherever it is; whoever waits for its end is told. Nothing under way: nothing happens. */
void sync_drop(struct engine *engine, struct calendar *calendar);

#endif
