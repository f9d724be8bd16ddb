/* zone_tzif.c: TZif files (RFC 8536), the 64-bit block and the footer; the 32-bit block only where there is no other.
 */
#include "zone.h"

#include "base/err.h"
#include "base/mem.h"

#include <string.h>

enum { HEADER_SIZE = 44, SHIFTS_MAX = 10000 };

struct counts {
    uint32_t utc_flags, standard_flags, leaps, shifts, types, characters;
};

static uint32_t u32_at(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t time_at(const char *bytes, size_t width)
{
    if (width == 4) {
        return (int32_t)u32_at(bytes);
    }
    return (int64_t)((uint64_t)u32_at(bytes) << 32 | u32_at(bytes + 4));
}

static int header_parse(const char *bytes, size_t len, struct counts *ret_counts)
{
    if (len < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0) {
        return ERR_INVALID;
    }
    *ret_counts = (struct counts){
        .utc_flags = u32_at(bytes + 20),
        .standard_flags = u32_at(bytes + 24),
        .leaps = u32_at(bytes + 28),
        .shifts = u32_at(bytes + 32),
        .types = u32_at(bytes + 36),
        .characters = u32_at(bytes + 40),
    };
    const struct counts *n = ret_counts;
    bool sane = n->shifts <= SHIFTS_MAX && n->types >= 1 && n->types <= 256 && n->characters <= 4096;
    return sane && n->leaps <= 1000 && n->utc_flags <= 256 && n->standard_flags <= 256 ? 0 : ERR_INVALID;
}

static size_t block_size(const struct counts *n, size_t width)
{
    return n->shifts * (width + 1) + (size_t)n->types * 6 + n->characters + n->leaps * (width + 4) + n->standard_flags +
           n->utc_flags;
}

static int block_parse(const char *bytes, const struct counts *n, size_t width, struct zone *zone)
{
    const char *indexes = bytes + n->shifts * width;
    const char *types = indexes + n->shifts;
    zone->first_offset = (int32_t)u32_at(types);
    zone->shifts = mem_calloc(n->shifts, sizeof *zone->shifts);
    for (uint32_t i = 0; i < n->shifts; i++) {
        uint32_t type = (unsigned char)indexes[i];
        if (type >= n->types) {
            return ERR_INVALID;
        }
        zone->shifts[i].at = time_at(bytes + i * width, width);
        zone->shifts[i].offset = (int32_t)u32_at(types + (size_t)type * 6);
        if (i > 0 && zone->shifts[i].at <= zone->shifts[i - 1].at) {
            return ERR_INVALID;
        }
    }
    zone->n_shifts = zone->shifts_capacity = n->shifts;
    return 0;
}

/* "\nCET-1CEST,M3.5.0,M10.5.0/3\n"; an empty one means that nothing is known beyond the last shift. */
static int footer_parse(const char *bytes, size_t len, struct zone *zone)
{
    const char *end = len >= 2 && bytes[0] == '\n' ? memchr(bytes + 1, '\n', len - 1) : NULL;
    if (end == NULL) {
        return ERR_INVALID;
    }
    if (end == bytes + 1) {
        return 0;
    }
    CLEAN_FREE char *text = mem_strndup(bytes + 1, (size_t)(end - bytes - 1));
    int rc = zone_rule_parse(text, &zone->rule);
    zone->has_rule = rc == 0;
    return rc;
}

static int file_parse(struct zone *zone, const char *bytes, size_t len)
{
    struct counts counts;
    size_t at = HEADER_SIZE;
    int rc = header_parse(bytes, len, &counts);
    if (rc != 0) {
        return rc;
    }
    size_t width = 4;
    if (bytes[4] >= '2') {
        size_t skip = HEADER_SIZE + block_size(&counts, 4);
        if (skip > len || header_parse(bytes + skip, len - skip, &counts) != 0) {
            return ERR_INVALID;
        }
        at = skip + HEADER_SIZE;
        width = 8;
    }
    if (at + block_size(&counts, width) > len) {
        return ERR_INVALID;
    }
    rc = block_parse(bytes + at, &counts, width, zone);
    at += block_size(&counts, width);
    return rc != 0 || width == 4 ? rc : footer_parse(bytes + at, len - at, zone);
}

int zone_parse_tzif(struct zone *ret_zone, const char *name, const char *bytes, size_t len)
{
    struct zone zone = {.name = mem_strdup(name)};
    int rc = file_parse(&zone, bytes, len);
    if (rc != 0) {
        zone_done(&zone);
    } else {
        *ret_zone = zone;
    }
    return rc;
}
