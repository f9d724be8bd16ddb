/* core/order.c: see order.h. */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* So many changes without a look cost less one by one than all at once does. */
enum { CHANGES_MOST = 256 };

static int order_compare(const struct meeting *a, instant start, const char *id)
{
    if (a->start != start) {
        return a->start < start ? -1 : 1;
    }
    return strcmp(a->id, id);
}

static int order_compare_slots(const void *a, const void *b)
{
    const struct meeting *right = *(const struct meeting *const *)b;
    return order_compare(*(const struct meeting *const *)a, right->start, right->id);
}

/* Among the first of them, up to end. */
static size_t order_find(const struct order *order, size_t end, instant start, const char *id)
{
    size_t low = 0, high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order_compare(order->items[middle], start, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void order_make(struct order *order, const struct map *meetings)
{
    if (order->capacity < map_count(meetings)) {
        order->capacity = map_count(meetings) + CHANGES_MOST;
        order->items = mem_realloc(order->items, order->capacity, sizeof *order->items);
    }
    void *value = NULL;
    order->n = 0;
    for (size_t i = 0; map_next(meetings, &i, NULL, &value);) {
        order->items[order->n++] = value;
    }
    if (order->n > 1) {
        qsort(order->items, order->n, sizeof *order->items, order_compare_slots);
    }
}

/* From the last newcomer to the first, each to its place, those behind it moved once. */
static void order_merge(struct order *order)
{
    const struct meeting *newcomers[CHANGES_MOST];
    size_t left = order->newcomers, end = order->n;
    assert(left <= CHANGES_MOST);
    memcpy(newcomers, order->items + end, left * sizeof *newcomers);
    qsort(newcomers, left, sizeof *newcomers, order_compare_slots);
    order->n += left;
    for (; left > 0; left--) {
        const struct meeting *one = newcomers[left - 1];
        size_t place = order_find(order, end, one->start, one->id);
        memmove(order->items + place + left, order->items + place, (end - place) * sizeof *order->items);
        order->items[place + left - 1] = one;
        end = place;
    }
}

static void order_settle(struct order *order)
{
    if (order->newcomers > 0) {
        order_merge(order);
        order->newcomers = 0;
    }
}

void order_look(struct order *order, const struct map *meetings)
{
    if (order->stale) {
        order->newcomers = 0;
        order_make(order, meetings);
        order->stale = false;
    }
    order_settle(order);
    order->changes = 0;
}

static bool order_changes(struct order *order)
{
    order->stale |= ++order->changes > CHANGES_MOST;
    return !order->stale;
}

void order_join(struct order *order, const struct meeting *meeting)
{
    if (!order_changes(order)) {
        return;
    }
    if (order->n + order->newcomers == order->capacity) {
        order->capacity += CHANGES_MOST;
        order->items = mem_realloc(order->items, order->capacity, sizeof *order->items);
    }
    order->items[order->n + order->newcomers++] = meeting;
}

void order_leave(struct order *order, const struct meeting *meeting)
{
    if (!order_changes(order)) {
        return;
    }
    order_settle(order);
    size_t place = order_find(order, order->n, meeting->start, meeting->id);
    assert(place < order->n && order->items[place] == meeting);
    order->n--;
    memmove(order->items + place, order->items + place + 1, (order->n - place) * sizeof *order->items);
}

void order_done(struct order *order)
{
    mem_free(order->items);
}

size_t order_seek(const struct order *order, instant start, const char *id)
{
    return order_find(order, order->n, start, id);
}
