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
    mem_free(twins->hashes);
    *twins = (struct twins){0};
}

/* The place of the first booking of this UID, or the free one where it would stand. */
static size_t twins_place(const struct twins *twins, const char *uid, uint32_t hash)
{
    size_t mask = twins->capacity - 1;
    size_t i = hash & mask;
    while (twins->slots[i] != NULL && (twins->hashes[i] != hash || strcmp(twins->slots[i]->uid, uid) != 0)) {
        i = (i + 1) & mask;
    }
    return i;
}

static uint32_t twins_hash(const struct twins *twins, const char *uid)
{
    return (uint32_t)hash_keyed(twins->seed, uid);
}

/* All that are in are of different UIDs: the next free place is its own. */
static void twins_put(struct twins *twins, struct booking *first, uint32_t hash)
{
    size_t mask = twins->capacity - 1;
    size_t i = hash & mask;
    while (twins->slots[i] != NULL) {
        i = (i + 1) & mask;
    }
    twins->slots[i] = first;
    twins->hashes[i] = hash;
}

static void twins_grow(struct twins *twins)
{
    struct booking **old = twins->slots;
    uint32_t *old_hashes = twins->hashes;
    size_t n = twins->capacity;
    twins->capacity = n == 0 ? TWINS_FIRST_CAPACITY : 2 * n;
    twins->slots = mem_calloc(twins->capacity, sizeof *twins->slots);
    twins->hashes = mem_calloc(twins->capacity, sizeof *twins->hashes);
    for (size_t i = 0; i < n; i++) {
        if (old[i] != NULL) {
            twins_put(twins, old[i], old_hashes[i]);
        }
    }
    mem_free(old);
    mem_free(old_hashes);
}

void twins_add(struct twins *twins, struct booking *booking)
{
    if (8 * (twins->count + 1) > 7 * twins->capacity) {
        twins_grow(twins);
    }
    uint32_t hash = twins_hash(twins, booking->uid);
    size_t place = twins_place(twins, booking->uid, hash);
    twins->count += twins->slots[place] == NULL;
    booking->twin = twins->slots[place];
    twins->slots[place] = booking;
    twins->hashes[place] = hash;
}

/* Those that were pushed on by the one that is gone move up. */
static void twins_close_gap(struct twins *twins, size_t gap)
{
    size_t mask = twins->capacity - 1;
    twins->slots[gap] = NULL;
    for (size_t i = (gap + 1) & mask; twins->slots[i] != NULL; i = (i + 1) & mask) {
        struct booking *booking = twins->slots[i];
        twins->slots[i] = NULL;
        twins_put(twins, booking, twins->hashes[i]);
    }
    twins->count--;
}

void twins_remove(struct twins *twins, struct booking *booking)
{
    size_t place = twins_place(twins, booking->uid, twins_hash(twins, booking->uid));
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
    struct booking *first = twins->slots[twins_place(twins, booking->uid, twins_hash(twins, booking->uid))];
    return first->twin != NULL ? first : NULL;
}
