/* core/twins.c: bookings of the same UID in several calendars, found without looking through all of them. */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <string.h>

void twins_init(struct twins *twins, uint64_t seed)
{
    *twins = (struct twins){.seed = seed};
}

void twins_done(struct twins *twins)
{
    table_empty(&twins->table);
}

static bool twins_is(const void *booking, const void *uid)
{
    return strcmp(((const struct booking *)booking)->uid, uid) == 0;
}

static uint32_t twins_hash(const struct twins *twins, const char *uid)
{
    return (uint32_t)hash_keyed(twins->seed, uid);
}

void twins_add(struct twins *twins, struct booking *booking)
{
    uint32_t hash = twins_hash(twins, booking->uid);
    booking->twin = table_find(&twins->table, hash, twins_is, booking->uid);
    if (booking->twin != NULL) {
        table_replace(&twins->table, hash, booking->twin, booking);
    } else {
        table_add(&twins->table, hash, booking);
    }
}

void twins_remove(struct twins *twins, struct booking *booking)
{
    uint32_t hash = twins_hash(twins, booking->uid);
    struct booking *at = table_find(&twins->table, hash, twins_is, booking->uid);
    if (at == booking && booking->twin != NULL) {
        table_replace(&twins->table, hash, booking, booking->twin);
    } else if (at == booking) {
        table_remove(&twins->table, hash, booking);
    } else {
        for (; at->twin != booking; at = at->twin) {
            assert(at->twin != NULL);
        }
        at->twin = booking->twin;
    }
    booking->twin = NULL;
}

struct booking *booking_twins(const struct booking *booking)
{
    const struct twins *twins = booking->calendar->twins;
    struct booking *first = table_find(&twins->table, twins_hash(twins, booking->uid), twins_is, booking->uid);
    return first->twin != NULL ? first : NULL;
}

uint32_t booking_meetings_to_come(const struct booking *booking)
{
    const struct booking *first = booking_twins(booking);
    uint32_t n = 0;
    for (const struct booking *at = first != NULL ? first : booking; at != NULL; at = at->twin) {
        n += at->n_living;
    }
    return n;
}
