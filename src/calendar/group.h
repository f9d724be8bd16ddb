/* group.h: the components of a body by UID, in the order in which each UID first appears, with a digest that tells
 * whether anything of a booking has changed.
 *
 * A digest covers the raw bytes of the components in their order, and what else decides how they are read: METHOD, the
 * X-WR-TIMEZONE and those VTIMEZONEs of their VCALENDAR that are not the system's, the zones of the system, the default
 * zone, the selection, and a version of ours. */
#ifndef CALENDAR_GROUP_H
#define CALENDAR_GROUP_H

#include "scan.h"
#include "zones.h"

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct group {
    uint64_t key; /* hash of the UID */
    uint64_t digest;
    uint32_t first, last; /* events of the scan; linked by groups.next */
    uint32_t n : 31;
    bool same : 1;    /* the digest is one of the known; of groups_settle */
    uint32_t strange; /* its name in groups.strange, from 1; 0: it stands in the body as it is meant */
};

/* A UID: in the body, where nearly all stand as they are meant, or among groups.strange. Not terminated. */
struct group_name {
    const char *text;
    size_t len;
};

static const uint32_t GROUP_NONE = UINT32_MAX;

struct groups {
    struct group *items;
    size_t n, capacity;
    uint32_t *next; /* by event: the next one of its group, or GROUP_NONE */
    size_t next_capacity;
    uint32_t *slots; /* index + 1; 0: free */
    size_t n_slots;  /* a power of two */
    char **strange;  /* UIDs that had to be read: folded, escaped, made up */
    size_t n_strange, strange_capacity;
};

void groups_init(struct groups *groups);
void groups_done(struct groups *groups);
struct group_name group_name(const struct groups *groups, const struct scan *scan, const struct group *group);
/* For scan_options.found: takes the last event of the scan. ctx: the groups. */
void groups_add(void *ctx, const struct scan *scan);
/* Digests had already, sorted. */
struct known {
    const uint64_t *items;
    size_t n;
};
/* The digests are complete after this, and compared with the known. start: of what is the same for the whole body. */
void groups_settle(struct groups *groups, const struct zone_book *book, uint64_t start, const struct known *known);

#endif
