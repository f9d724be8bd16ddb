/* core/known.c: what is known of a calendar's bookings by their sources: what the reader need not read again, and what
 * CalDAV and directories need not fetch. */
#include "base/mem.h"
#include "core/inside.h"

#include <stdlib.h>
#include <string.h>

static int compare_numbers(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

void engine_calendar_digests(const struct engine *engine, const char *name, uint64_t **ret_digests, size_t *ret_n)
{
    const struct calendar *calendar = engine_calendar(engine, name);
    size_t n = 0;
    uint64_t *digests = mem_calloc(calendar != NULL ? map_count(&calendar->bookings) + 1 : 1, sizeof *digests);
    void *value = NULL;
    for (size_t i = 0; calendar != NULL && map_next(&calendar->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        if (booking->digest != 0) {
            digests[n++] = booking->digest;
        }
    }
    qsort(digests, n, sizeof *digests, compare_numbers);
    *ret_digests = digests;
    *ret_n = n;
}

void calendar_outdate(struct engine *engine, struct calendar *calendar)
{
    const struct setting_calendar *source = settings_calendar(engine->settings, calendar->name);
    if (calendar->validator != NULL && (source == NULL || !source->says_once)) {
        mem_replace(&calendar->validator, NULL);
        calendar_touch(engine, calendar);
    }
}

static int compare_resources(const void *a, const void *b)
{
    const struct engine_resource *left = a, *right = b;
    int order = strcmp(left->href, right->href);
    return order != 0 ? order : strcmp(left->uid, right->uid);
}

void engine_calendar_resources(const struct engine *engine, const char *name, struct engine_resource **ret_resources,
                               size_t *ret_n)
{
    const struct calendar *calendar = engine_calendar(engine, name);
    size_t n = 0;
    struct engine_resource *resources =
        mem_calloc(calendar != NULL ? map_count(&calendar->bookings) + 1 : 1, sizeof *resources);
    void *value = NULL;
    for (size_t i = 0; calendar != NULL && map_next(&calendar->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        if (booking->href != NULL) {
            resources[n++] = (struct engine_resource){booking->href, booking_etag(booking), booking->uid};
        }
    }
    qsort(resources, n, sizeof *resources, compare_resources);
    *ret_resources = resources;
    *ret_n = n;
}
