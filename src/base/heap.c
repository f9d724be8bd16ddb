/* base/heap.c: a binary heap in an array; every move writes the item's new place into the item. */
#include "base/heap.h"

#include "base/mem.h"

#include <assert.h>
#include <stdbool.h>

#define SEQUENCE_MASK 0xffffffffffu

static bool heap_before(const struct heap_item *a, const struct heap_item *b)
{
    if (a->at != b->at) {
        return a->at < b->at;
    }
    return a->sequence < b->sequence;
}

static void heap_place(struct heap *heap, struct heap_item *item, size_t index)
{
    heap->items[index] = item;
    item->index = index & HEAP_NONE;
}

static void heap_rise(struct heap *heap, struct heap_item *item)
{
    size_t i = item->index;
    while (i > 0 && heap_before(item, heap->items[(i - 1) / 2])) {
        heap_place(heap, heap->items[(i - 1) / 2], i);
        i = (i - 1) / 2;
    }
    heap_place(heap, item, i);
}

static void heap_sink(struct heap *heap, struct heap_item *item)
{
    size_t i = item->index;
    for (size_t child = 2 * i + 1; child < heap->count; child = 2 * i + 1) {
        if (child + 1 < heap->count && heap_before(heap->items[child + 1], heap->items[child])) {
            child++;
        }
        if (!heap_before(heap->items[child], item)) {
            break;
        }
        heap_place(heap, heap->items[child], i);
        i = child;
    }
    heap_place(heap, item, i);
}

void heap_item_init(struct heap_item *item)
{
    *item = (struct heap_item){.at = INSTANT_NEVER, .index = HEAP_NONE};
}

void heap_init(struct heap *heap)
{
    *heap = (struct heap){0};
}

/* The items are left alone: their owners may be gone already. */
void heap_done(struct heap *heap)
{
    if (heap == NULL) {
        return;
    }
    mem_free(heap->items);
    heap_init(heap);
}

void heap_set(struct heap *heap, struct heap_item *item, instant at)
{
    item->at = at;
    if (item->index == HEAP_NONE) {
        ARRAY_GROW(heap->items, heap->count, heap->capacity);
        assert(heap->count < HEAP_NONE);
        item->sequence = heap->next_sequence++ & SEQUENCE_MASK;
        heap_place(heap, item, heap->count++);
    }
    assert(item->index < heap->count && heap->items[item->index] == item);
    heap_rise(heap, item);
    heap_sink(heap, item);
}

void heap_remove(struct heap *heap, struct heap_item *item)
{
    if (item->index == HEAP_NONE) {
        return;
    }
    assert(item->index < heap->count && heap->items[item->index] == item);
    size_t hole = item->index;
    struct heap_item *last = heap->items[--heap->count];
    item->index = HEAP_NONE;
    if (last != item) {
        heap_place(heap, last, hole);
        heap_rise(heap, last);
        heap_sink(heap, last);
    }
}

struct heap_item *heap_first(const struct heap *heap)
{
    return heap->count > 0 ? heap->items[0] : NULL;
}
