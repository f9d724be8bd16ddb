/* base/heap.h: a binary heap of items that know their place, ordered by (at, sequence).
 *
 * Items are embedded in their owners; the heap holds pointers only. An item is in one heap at most (index HEAP_NONE
 * = in none), so moving and removing cost O(log n). Items with the same time come in the order in which they were put
 * in. There are many: 16 bytes each. */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include "base/instant.h"

#include <stddef.h>
#include <stdint.h>

#define HEAP_NONE 0xffffffu

struct heap_item {
    instant at;
    uint64_t sequence : 40; /* a thousand a second for 34 years */
    uint64_t index : 24;
};

struct heap {
    struct heap_item **items;
    size_t count;
    size_t capacity;
    uint64_t next_sequence;
};

void heap_item_init(struct heap_item *item);
void heap_init(struct heap *heap);
void heap_done(struct heap *heap);
/* Puts the item in, or moves it if it is in already (its sequence is renewed only if it was not in). */
void heap_set(struct heap *heap, struct heap_item *item, instant at);
void heap_remove(struct heap *heap, struct heap_item *item); /* nothing if it is not in */
struct heap_item *heap_first(const struct heap *heap);       /* borrowed; NULL if empty */

#endif
