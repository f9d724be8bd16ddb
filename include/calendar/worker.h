/* calendar/worker.h: the inside of cospaced-calendar, for its main() alone.
 *
 * What the process may do ends with worker_lock_in; what it reads before that is its own (zones), after it foreign. */
#ifndef CALENDAR_WORKER_H
#define CALENDAR_WORKER_H

#include "base/err.h"
#include "core/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct worker_options {
    struct window window;
    const char *default_zone;
    size_t max_events, max_occurrences;
    uint32_t first;   /* index of the event to begin with: those before were done by a process that died */
    bool refuse_rest; /* too many died: every event is named and refused unread */
};

struct worker;

/* Reads the zones of the system. IO or NOT_FOUND (default zone). */
int worker_new(const struct worker_options *options, const char *zoneinfo, struct worker **ret_worker, struct err *err);
void worker_free(struct worker *worker);
/* rlimits, no_new_privs, seccomp. */
int worker_lock_in(struct err *err);
/* Writes records to fd (calendar/record.h) until the text is done. IO if the other side is gone. */
int worker_run(struct worker *worker, const char *text, size_t len, int fd);
/* Says instead that it could not begin. */
int worker_report(const struct err *err, int fd);

#endif
