/* All meetings in order of (start, id), for lists. Made when somebody looks; from then on those who come stand behind
 * the order until somebody looks again, and those who go are taken out, so that a look between two bookings does not
 * sort everything anew. After many changes without a look it is. */
#ifndef CORE_ORDER_H
#define CORE_ORDER_H

#include "base/instant.h"
#include "base/map.h"

#include <stdbool.h>
#include <stddef.h>

struct engine;
struct meeting;

/* Part of the engine; the meetings are not owned. */
struct order {
    const struct meeting **items;
    size_t n;         /* in order */
    size_t newcomers; /* behind them, in none */
    size_t changes;   /* since somebody looked */
    size_t capacity;
    bool stale; /* nothing of it counts */
};

/* Before anything is read of it: all are there, none is a newcomer. */
void order_look(struct order *order, const struct map *meetings);
/* The place of the first that does not come before (start, id). */
size_t order_seek(const struct order *order, instant start, const char *id);
void order_join(struct order *order, const struct meeting *meeting);
/* Before it is freed, or its start is another. */
void order_leave(struct order *order, const struct meeting *meeting);
void order_done(struct order *order);

#endif
