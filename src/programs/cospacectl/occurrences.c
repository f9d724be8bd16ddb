/* occurrences.c: sorts the components by UID and RECURRENCE-ID, so that each series and its overrides stand together.
 */
#include "occurrences.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int number_compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static int component_key(const struct event *a, const struct event *b)
{
    int order = strcmp(a->uid, b->uid);
    order = order != 0 ? order : number_compare(a->recurrence_id, b->recurrence_id);
    return order != 0 ? order : (int)b->this_and_future - (int)a->this_and_future;
}

/* What counts stands last among components with the same key; INSTANT_NONE is the least: masters come first. */
static int component_compare(const void *left, const void *right)
{
    const struct event *a = *(const struct event *const *)left, *b = *(const struct event *const *)right;
    int order = component_key(a, b);
    if (order == 0) {
        order = number_compare(a->sequence, b->sequence);
    }
    if (order == 0) {
        order = number_compare(a->dtstamp, b->dtstamp);
    }
    return order != 0 ? order : a < b ? -1 : a > b;
}

/* One UID: the component that counts for each RECURRENCE-ID. */
struct series {
    const struct event **components;
    size_t count;
};

/* The start that a series gave it; INSTANT_NONE: it is of none. */
static instant original_of(const struct event *event, const struct occurrence *one)
{
    return one->recurrence_id != INSTANT_NONE ? one->recurrence_id : event->recurrence_id;
}

static void planned_add(struct occurrences *list, struct window window, const struct event *event,
                        const struct occurrence *one)
{
    if (one->start < window.from || one->start >= window.to) {
        return;
    }
    ARRAY_GROW(list->items, list->count, list->capacity);
    list->items[list->count++] = (struct planned){
        .event = event, .recurrence_id = original_of(event, one), .start = one->start, .end = one->end};
}

/* The component that speaks of an occurrence: its own override, else the latest THISANDFUTURE before it, else the one
 * without RECURRENCE-ID; NULL if there is none. */
static const struct event *series_governor(const struct series *series, instant original)
{
    size_t low = 0, high = series->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (series->components[middle]->recurrence_id <= original) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low > 0; low--) {
        const struct event *event = series->components[low - 1];
        bool alone = event->recurrence_id != INSTANT_NONE && !event->this_and_future;
        if (!alone || event->recurrence_id == original) {
            return event;
        }
    }
    return NULL;
}

/* An occurrence of the series that a cancelled THISANDFUTURE before it takes away. */
static bool is_called_off(const struct event *event, const struct event *governor, instant original)
{
    return governor != NULL && event->recurrence_id == INSTANT_NONE && governor->this_and_future &&
           governor->status == EVENT_CANCELLED && original != governor->recurrence_id;
}

static void series_add(struct occurrences *list, struct window window, const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        const struct event *event = series->components[i];
        for (size_t n = 0; n < event->n_occurrences; n++) {
            const struct occurrence *one = &event->occurrences[n];
            instant original = original_of(event, one);
            const struct event *governor = series_governor(series, original != INSTANT_NONE ? original : one->start);
            if (governor == event || is_called_off(event, governor, original)) {
                planned_add(list, window, governor, one);
            }
        }
    }
}

static int planned_compare(const void *left, const void *right)
{
    const struct planned *a = left, *b = right;
    int order = number_compare(a->start, b->start);
    if (order == 0) {
        order = strcmp(a->event->uid, b->event->uid);
    }
    return order != 0 ? order : number_compare(a->recurrence_id, b->recurrence_id);
}

/* Leaves the last of each key; returns how many are left. */
static size_t components_settle(const struct event **components, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (i + 1 == n || component_key(components[i], components[i + 1]) != 0) {
            components[kept++] = components[i];
        }
    }
    return kept;
}

void occurrences_combine(const struct calendar_content *content, struct window window,
                         struct occurrences *ret_occurrences)
{
    struct occurrences list = {0};
    CLEAN_FREE const struct event **components = mem_calloc(content->n_events, sizeof *components);
    for (size_t i = 0; i < content->n_events; i++) {
        components[i] = &content->events[i];
    }
    if (content->n_events > 0) {
        qsort(components, content->n_events, sizeof *components, component_compare);
    }
    size_t n = components_settle(components, content->n_events);
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && strcmp(components[i]->uid, components[next]->uid) == 0;) {
            next++;
        }
        struct series series = {.components = components + i, .count = next - i};
        series_add(&list, window, &series);
    }
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, planned_compare);
    }
    *ret_occurrences = list;
}

void occurrences_done(struct occurrences *occurrences)
{
    mem_free(occurrences->items);
    *occurrences = (struct occurrences){0};
}
