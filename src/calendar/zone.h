/* zone.h: one time zone as a table of offsets, and local time to UTC by two probes.
 *
 * Times are seconds: UTC since 1970, local ones as if they were UTC. libical's own conversion is an hour off at the
 * edges of summer time, so it is not used. A zone comes from a TZif file (RFC 8536) or from a VTIMEZONE. */
#ifndef CALENDAR_ZONE_H
#define CALENDAR_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zone_shift {
    int64_t at;     /* UTC */
    int32_t offset; /* seconds east of Greenwich, from then on */
};

/* One date of a POSIX TZ rule. */
struct zone_day {
    enum { ZONE_DAY_MONTH, ZONE_DAY_JULIAN, ZONE_DAY_ZERO } kind; /* Mm.w.d, Jn, n */
    int32_t month, week, weekday, day;
    int32_t time; /* seconds after midnight, local; may be negative or more than a day */
};

/* What holds after the last shift: the footer of a TZif file. */
struct zone_rule {
    int32_t standard, summer;
    bool has_summer;
    struct zone_day begin, end; /* of summer time */
};

struct zone {
    char *name;
    int32_t first_offset;      /* before the first shift */
    struct zone_shift *shifts; /* by time */
    size_t n_shifts, shifts_capacity;
    bool has_rule;
    struct zone_rule rule;
};

void zone_done(struct zone *zone);
void zone_free(struct zone *zone);
/* 0 or ERR_INVALID. The zone is made anew; its name is copied. */
int zone_parse_tzif(struct zone *ret_zone, const char *name, const char *bytes, size_t len);
int zone_rule_parse(const char *text, struct zone_rule *ret_rule);
int32_t zone_rule_offset(const struct zone_rule *rule, int64_t utc);

int32_t zone_offset(const struct zone *zone, int64_t utc);
/* A time that exists twice is the first; one in a gap is taken with the offset before it (RFC 5545 3.3.5). */
int64_t zone_to_utc(const struct zone *zone, int64_t local);
int64_t zone_to_local(const struct zone *zone, int64_t utc);

#endif
