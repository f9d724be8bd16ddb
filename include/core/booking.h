/* core/booking.h: what each calendar holds: its bookings (UIDs) and their components, without the meetings made of
 * them. */
#ifndef CORE_BOOKING_H
#define CORE_BOOKING_H

#include "base/map.h"
#include "core/event.h"

struct meeting;

/* One component of a booking as last accepted: the memory that SEQUENCE and DTSTAMP are compared with. A cancelled one
 * stays as a tombstone, so that a late message cannot revive it (RFC 5546 2.1.5). */
struct component {
    instant recurrence_id; /* INSTANT_NONE: the master or a single event */
    int64_t sequence;
    instant dtstamp;
    bool cancelled;
    bool rolls;    /* recurs, or lies beyond the horizon: to be expanded again as that moves on */
    uint64_t hash; /* of what the event says, occurrences apart */
    char *text;    /* to be expanded again; NULL once it has been stored (the store keeps it) */
    bool changed;  /* in this turn's effects */
    struct component *next;
};

struct booking {
    struct calendar *calendar; /* not owned */
    char *uid;
    struct component *components; /* owned */
    struct meeting *meetings;     /* not owned; linked by booking_next, in the order of their making */
    struct meeting *meetings_tail;
    bool idle; /* the last housekeeping found nothing in it: the next forgets it */
};

struct calendar {
    char *name;
    struct map bookings; /* uid to struct booking, owned */
    uint32_t refused_count;
    struct refusal *refused; /* of the last sync, at most MAX_REFUSALS kept */
    size_t n_refused;
    instant last_sync; /* INSTANT_NONE */
    instant last_success;
    char *last_error; /* NULL */
    instant expanded_to;
    bool rolling; /* of this run: a roll is under way */
    bool changed; /* in this turn's effects */
};

enum { MAX_REFUSALS = 1000 };

void calendar_free(struct calendar *calendar); /* its bookings and components too; meetings are not its own */

#endif
