/* orders.h: what one run of cospaced-calendar is to do, as a file that it maps. */
#ifndef CALENDAR_ORDERS_H
#define CALENDAR_ORDERS_H

#include "calendar/job.h"
#include "calendar/worker.h"

#include "base/buf.h"

struct orders {
    struct window window;
    char *default_zone;
    bool zone_is_fixed, mail;
    bool named;       /* what is in the body has been said, by a process that died */
    bool refuse_rest; /* too many died: every event is named and refused unread */
    uint32_t max_events, max_occurrences, max_total, max_nesting;
    uint32_t cpu_seconds;
    uint32_t first;   /* the event to begin with: those before were done by a process that died */
    uint32_t *poison; /* events that others died of, in order: they are passed over */
    uint32_t n_poison;
    uint64_t taken_as;
    char **words, **properties; /* of the selection */
    uint32_t n_words, n_properties;
    const uint64_t *known; /* sorted; borrowed */
    size_t n_known;
};

/* Everything but the last two, which follow at a multiple of 8. */
void orders_write(const struct orders *orders, struct buf *out);

#endif
