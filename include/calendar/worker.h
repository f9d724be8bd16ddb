/* calendar/worker.h: the inside of cospaced-calendar, for its main() alone.
 *
 * What the process may do ends with worker_lock_in; what it reads before that is its own (zones, orders), after it
 * foreign. The body is its standard input, the records go to its standard output; WORKER_ORDERS is a file that says
 * what is wanted, WORKER_DESK a page that both sides map: on it lies the number of the event under work. */
#ifndef CALENDAR_WORKER_H
#define CALENDAR_WORKER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORKER_ORDERS = 3, WORKER_DESK = 4, WORKER_DESK_BYTES = 4096 };

/* Written by the process alone, read by who started it, who believes nothing of it. */
struct worker_desk {
    _Atomic uint32_t event; /* events in the order of their reading, from 1; 0: none yet */
};

struct orders;
struct worker;

/* Borrows bytes. CORRUPT. */
int orders_read(const void *bytes, size_t len, struct orders **ret_orders, struct err *err);
void orders_free(struct orders *orders);
unsigned orders_cpu_seconds(const struct orders *orders);

/* Reads the zones of the system and makes the libraries load what they load late; borrows the orders. IO or NOT_FOUND
 * (default zone). */
int worker_new(const struct orders *orders, const char *zoneinfo, struct worker **ret_worker, struct err *err);
void worker_free(struct worker *worker);
/* rlimits, no_new_privs, seccomp. */
int worker_lock_in(unsigned cpu_seconds, struct err *err);

struct worker_body {
    const char *text;
    size_t len;
    bool mapped; /* of a file: pages that are done with are given back */
};
/* Writes records to fd (calendar/record.h) until the text is done. IO if the other side is gone. */
int worker_run(struct worker *worker, const struct worker_body *body, struct worker_desk *desk, int fd);
/* Says instead that it could not begin. */
int worker_report(const struct err *err, int fd);

#endif
