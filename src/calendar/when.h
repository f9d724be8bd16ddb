/* when.h: the time values of iCalendar: DATE, DATE-TIME, DURATION (RFC 5545 3.3.4 to 3.3.6). */
#ifndef CALENDAR_WHEN_H
#define CALENDAR_WHEN_H

#include "zone.h"

#include "base/instant.h"

enum when_kind { WHEN_DATE, WHEN_FLOATING, WHEN_UTC, WHEN_ZONED };

struct when {
    enum when_kind kind;
    int64_t local;           /* seconds as if UTC; midnight for a DATE */
    const struct zone *zone; /* of WHEN_ZONED, borrowed; else NULL */
};

/* A length: days are nominal (the same wall-clock time), seconds exact. */
struct span {
    int64_t days, seconds;
};

/* "20261123" is a DATE, "20261123T090000" floating, "…Z" UTC, whatever VALUE says; blanks around it are passed over,
 * second 60 is read as 59. What else ISO 8601 writes is taken, too: "2026-11-23T09:00:00", without seconds, and a
 * distance from UTC ("+0100", "+01:00") instead of Z. 0 or ERR_INVALID: not that form, or no such day. */
int when_parse(const char *text, struct when *ret_when);
/* "P1DT2H", "-PT15M", also "P" for none at all; 0 or ERR_INVALID (also beyond a hundred years). */
int span_parse(const char *text, struct span *ret_span);

/* The zone in which a value's wall clock runs; default_zone for dates and floating times, NULL for UTC. */
const struct zone *when_zone(const struct when *when, const struct zone *default_zone);
/* UTC seconds of a wall-clock time in a zone; NULL is UTC. */
int64_t local_to_utc(const struct zone *zone, int64_t local);
/* UTC seconds at which something ends that begins at local (start in UTC): days on the wall clock, then seconds. */
int64_t span_end(const struct span *length, const struct zone *zone, int64_t local, int64_t start);
int64_t when_utc(const struct when *when, const struct zone *default_zone);

#endif
