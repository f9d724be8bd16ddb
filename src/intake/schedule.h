/* intake/schedule.h: when each source is looked at. Pure: time (milliseconds of the monotonic clock) and chance come
 * in.
 *
 * A source is due, stands in line for a free fetch, is fetched, is read, rests; after a failure it waits. Nothing a
 * source does delays another, but for the few fetches that may be under way at a time. */
#ifndef INTAKE_SCHEDULE_H
#define INTAKE_SCHEDULE_H

#include "base/fsm.h"
#include "base/heap.h"
#include "base/random.h"
#include "intake/intake.h"

enum source_event { SOURCE_DUE, SOURCE_BEGIN, SOURCE_BODY, SOURCE_DONE, SOURCE_FAILED, N_SOURCE_EVENTS };

extern const struct fsm SOURCE_MACHINE;

/* Embedded in its owner. */
struct schedule_entry {
    struct heap_item due;
    enum source_state state;
    const char *host; /* NULL: asks none, and is not counted. Borrowed */
    duration_ms every;
    int64_t began; /* the look that is under way, or the last */
    bool wanted;   /* somebody asked for a look while one was under way: once more after it */
    uint32_t failures;
    struct schedule_entry *next; /* in line */
};

struct schedule {
    struct heap due; /* idle and waiting ones */
    struct random random;
    struct schedule_entry *line; /* those that are due, first come first */
    struct schedule_entry *fetching[INTAKE_FETCHES];
};

/* How a look came out. */
enum ending_kind {
    ENDING_WELL,
    ENDING_HELD,    /* nothing is wrong with the source: no back-off */
    ENDING_BAD,     /* again soon, later each time */
    ENDING_PATIENT, /* again, but not soon: a refused login would be locked */
};

struct ending {
    enum ending_kind kind;
    duration_ms retry_after; /* at least so long; -1: not said */
};

void schedule_init(struct schedule *schedule, const uint8_t seed[RANDOM_SEED_SIZE]);
void schedule_done(struct schedule *schedule);
/* Its first look comes within spread (and within its `every`). */
void schedule_add(struct schedule *schedule, struct schedule_entry *entry, int64_t now, duration_ms spread);
void schedule_remove(struct schedule *schedule, struct schedule_entry *entry); /* also while it is looked at */
/* Its look is due now. */
void schedule_wake(struct schedule *schedule, struct schedule_entry *entry, int64_t now);
/* The next whose look begins now (it is `fetching` from here on), or NULL. To be called until NULL. */
struct schedule_entry *schedule_begin(struct schedule *schedule, int64_t now);
/* It has all it wanted from its host: another may ask. */
void schedule_body(struct schedule *schedule, struct schedule_entry *entry);
/* The look is over. Returns how long until the next. */
duration_ms schedule_end(struct schedule *schedule, struct schedule_entry *entry, const struct ending *ending,
                         int64_t now);
/* When schedule_begin wants to be called next; INT64_MAX: not because of time. */
int64_t schedule_next(const struct schedule *schedule);

#endif
