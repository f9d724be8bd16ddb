/* scan.h: the byte scanner, the first thing that foreign bytes meet.
 *
 * Splits a body into VEVENTs and VTIMEZONEs by their places in it, in one linear pass that keeps no text. Ceilings
 * (calendar/limits.h) are applied here: an event beyond them carries its fault in words and is not read further. A body
 * that is cut off is refused as a whole, so that it is never taken as proof that events were deleted. */
#ifndef CALENDAR_SCAN_H
#define CALENDAR_SCAN_H

#include "base/buf.h"
#include "base/err.h"
#include "core/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Walks over logical (unfolded) lines. CRLF, LF, CR and CR CR LF end a line; a blank or tab behind it continues it. */
struct scan_cursor {
    const char *at, *end;
    const char *next_lf; /* the LF at or behind `at`, or end; so that bare CRs do not make the search quadratic */
    uint32_t line;       /* number of the physical line at `at`, from 1 */
};

struct scan_line {
    const char *begin, *end; /* raw, without the last line end */
    uint32_t line;
    size_t len; /* when unfolded */
};

void scan_cursor_init(struct scan_cursor *cursor, const char *begin, const char *end, uint32_t line);
/* False at the end. Empty lines are passed over. */
bool scan_next(struct scan_cursor *cursor, struct scan_line *ret_line);
/* Appends the unfolded line, as UTF-8. 0 or ERR_LIMIT. */
int scan_unfold(const struct scan_line *line, struct buf *out);
/* Whether the line begins with NAME followed by ; or :, if need be behind a fold (name in upper case). */
bool scan_is(const struct scan_line *line, const char *name);

/* Whether the line is of a component inside (VALARM), with its BEGIN and END; depth counts, 0 at first. */
bool scan_enters(const struct scan_line *line, size_t *depth);

/* A component's content lines: between its BEGIN and its END. */
struct scan_part {
    size_t begin, end; /* offsets in the text */
    const char *fault; /* why an event cannot be read, static; NULL */
    uint32_t fault_line;
    uint32_t line;     /* of BEGIN */
    uint32_t calendar; /* which VCALENDAR, from 0: zones belong to theirs */
    uint32_t uid;      /* of the first UID line, from begin, plus 1; 0: there is none */
};

/* The line X-WR-TIMEZONE of a VCALENDAR: the zone in which its author looks at it. */
struct scan_zone_name {
    uint32_t calendar;
    size_t begin, end;
};

struct scan {
    const char *text; /* borrowed */
    size_t len;
    enum calendar_method method; /* of the first VCALENDAR */
    uint32_t n_calendars;
    struct scan_part *events;
    size_t n_events, events_capacity;
    struct scan_part *zones;
    size_t n_zones, zones_capacity;
    struct scan_zone_name *zone_names; /* by calendar, one of each at most */
    size_t n_zone_names, zone_names_capacity;
};

struct scan_options {
    size_t max_events;  /* and VCALENDARs, and VTIMEZONEs */
    size_t max_nesting; /* at most SCAN_NESTING */
    /* Or NULL: each event as its end is found, the last of scan->events. Its bytes are at hand then. */
    void (*found)(void *ctx, const struct scan *scan);
    void *ctx;
};

enum { SCAN_NESTING = 32 };

/* UNREADABLE (no calendar, cut off, UTF-16) or LIMIT (more than max_events), err with the line. */
int scan_body(struct scan *scan, const char *text, size_t len, const struct scan_options *options, struct err *err);
void scan_done(struct scan *scan);

#endif
