/* zone.c: offsets of a zone at a time, and local time to UTC. */
#include "zone.h"

#include "base/mem.h"

enum { PROBE_DISTANCE = 24 * 3600 };

void zone_done(struct zone *zone)
{
    if (zone == NULL) {
        return;
    }
    mem_free(zone->name);
    mem_free(zone->shifts);
    *zone = (struct zone){0};
}

void zone_free(struct zone *zone)
{
    zone_done(zone);
    mem_free(zone);
}

int32_t zone_offset(const struct zone *zone, int64_t utc)
{
    size_t low = 0;
    size_t high = zone->n_shifts; /* the number of shifts at or before utc */
    if (high > 0 && utc >= zone->shifts[high - 1].at) {
        return zone->has_rule ? zone_rule_offset(&zone->rule, utc) : zone->shifts[high - 1].offset;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->shifts[middle].at <= utc) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low > 0) {
        return zone->shifts[low - 1].offset;
    }
    return zone->n_shifts == 0 && zone->has_rule ? zone_rule_offset(&zone->rule, utc) : zone->first_offset;
}

int64_t zone_to_utc(const struct zone *zone, int64_t local)
{
    int32_t before = zone_offset(zone, local - PROBE_DISTANCE);
    int64_t utc = local - before;
    if (zone_offset(zone, utc) == before) {
        return utc;
    }
    int32_t after = zone_offset(zone, local + PROBE_DISTANCE);
    if (zone_offset(zone, local - after) == after) {
        return local - after;
    }
    return utc;
}

int64_t zone_to_local(const struct zone *zone, int64_t utc)
{
    return utc + zone_offset(zone, utc);
}
