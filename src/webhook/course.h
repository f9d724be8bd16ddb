/* webhook/course.h: how far a webhook has come in the journal, and when it is tried next. Pure: time and chance come
 * in.
 *
 * Everything up to `delivered` is done: taken by the receiver (2xx), not wanted by the webhook, or given up. All of it
 * is durable (store/webhooks.h), a little late: what was under way when the process died is sent again, under the same
 * id. */
#ifndef WEBHOOK_COURSE_H
#define WEBHOOK_COURSE_H

#include "base/fsm.h"
#include "base/instant.h"
#include "base/random.h"

enum course_state {
    COURSE_IDLE,     /* the next event is sent when there is one */
    COURSE_SENDING,  /* one is under way */
    COURSE_WAITING,  /* the last one failed: the same again at next_try */
    COURSE_DISABLED, /* the receiver is gone for good (410): nothing is sent until somebody enables it */
    N_COURSE_STATES
};

enum course_event {
    COURSE_BEGIN,
    COURSE_TAKEN,
    COURSE_FAILED,
    COURSE_GONE,
    COURSE_DUE,
    COURSE_ENABLED, /* by the operator, or by another configuration */
    COURSE_LOST,    /* what was under way was dropped, and may have arrived */
    N_COURSE_EVENTS
};

extern const struct fsm course_fsm;

struct course {
    enum course_state state;
    uint64_t delivered;
    instant fresh_from; /* events count as if they had happened no earlier; INSTANT_NONE: as they did */
    uint32_t failures;  /* in a row */
    instant failing_since, next_try, last_delivery;
    instant decided; /* when next_try was, or at the latest when it was loaded; INSTANT_NONE: not yet */
    char *last_error; /* owned; NULL: the last one was taken */
    uint64_t skipped; /* given up, ever */
};

void course_init(struct course *course, uint64_t delivered);
void course_done(struct course *course);
void course_move(struct course *course, enum course_event event);
void course_taken(struct course *course, uint64_t id, instant now);
/* Returns how long it waits. retry_after: what the receiver asked for, or -1. */
duration_ms course_failed(struct course *course, const char *reason, duration_ms retry_after, instant now,
                          struct random *random);
void course_gone(struct course *course, const char *reason, instant now);
/* How long until the next try; never longer than any wait is, and no longer once the clock was set back. */
duration_ms course_wait(const struct course *course, instant now);
/* Too old to be tried again. */
bool course_is_stale(const struct course *course, instant event, duration_ms give_up_after, instant now);
/* Goes on behind this id, as if what follows happened now. Nothing is under way. */
void course_replay(struct course *course, uint64_t delivered, instant now);

#endif
