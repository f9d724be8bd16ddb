/* core/twins.c: bookings of the same UID in several calendars, found without looking through all of them. */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <string.h>

enum { TWINS_FIRST_CAPACITY = 64 };

void twins_init(struct twins *twins, uint64_t seed)
{
    *twins = (struct twins){.seed = seed};
}

void twins_done(struct twins *twins)
{
    mem_free(twins->slots);
    *twins = (struct twins){0};
}

/* The place of the first booking of this UID, or the free one where it would stand. */
static size_t twins_place(const struct twins *twins, const char *uid)
{
    size_t mask = twins->capacity - 1;
    size_t i = (size_t)hash_keyed(twins->seed, uid) & mask;
    while (twins->slots[i] != NULL && strcmp(twins->slots[i]->uid, uid) != 0) {
        i = (i + 1) & mask;
    }
    return i;
}

static void twins_grow(struct twins *twins)
{
    struct booking **old = twins->slots;
    size_t n = twins->capacity;
    twins->capacity = n == 0 ? TWINS_FIRST_CAPACITY : 2 * n;
    twins->slots = mem_calloc(twins->capacity, sizeof *twins->slots);
    for (size_t i = 0; i < n; i++) {
        if (old[i] != NULL) {
            twins->slots[twins_place(twins, old[i]->uid)] = old[i];
        }
    }
    mem_free(old);
}

void twins_add(struct twins *twins, struct booking *booking)
{
    if (4 * (twins->count + 1) > 3 * twins->capacity) {
        twins_grow(twins);
    }
    struct booking **slot = &twins->slots[twins_place(twins, booking->uid)];
    twins->count += *slot == NULL;
    booking->twin = *slot;
    *slot = booking;
}

/* Those that were pushed on by the one that is gone move up. */
static void twins_close_gap(struct twins *twins, size_t gap)
{
    size_t mask = twins->capacity - 1;
    twins->slots[gap] = NULL;
    for (size_t i = (gap + 1) & mask; twins->slots[i] != NULL; i = (i + 1) & mask) {
        struct booking *booking = twins->slots[i];
        twins->slots[i] = NULL;
        twins->slots[twins_place(twins, booking->uid)] = booking;
    }
    twins->count--;
}

void twins_remove(struct twins *twins, struct booking *booking)
{
    size_t place = twins_place(twins, booking->uid);
    struct booking **slot = &twins->slots[place];
    while (*slot != booking) {
        assert(*slot != NULL);
        slot = &(*slot)->twin;
    }
    *slot = booking->twin;
    booking->twin = NULL;
    if (twins->slots[place] == NULL) {
        twins_close_gap(twins, place);
    }
}

struct booking *booking_twins(const struct booking *booking)
{
    const struct twins *twins = booking->calendar->twins;
    struct booking *first = twins->slots[twins_place(twins, booking->uid)];
    return first->twin != NULL ? first : NULL;
}
