/* draft.h: what the lines of one VEVENT say, before it is known whether they make an event. Private to the reader. */
#ifndef CALENDAR_DRAFT_H
#define CALENDAR_DRAFT_H

#include "line.h"
#include "reader.h"

enum { DRAFT_ZONES = 16 };

struct draft {
    struct reader *reader;
    const struct scan_part *part;
    struct event event;
    size_t attendees_capacity;
    struct series series;
    bool has_start, has_end, has_length, has_recurrence_id, this_and_future, private;
    bool recurrence_zone_unknown; /* matters only where it is more than a day */
    struct when end, recurrence_id;
    struct span length;
    uint32_t end_line, recurrence_line; /* of DTEND or DURATION, of RECURRENCE-ID */
    size_t n_dates;
    struct buf kept;                            /* the lines that were understood */
    const struct scan_part *zones[DRAFT_ZONES]; /* VTIMEZONEs that they need */
    size_t n_zones;
    struct err *err;
};

void draft_init(struct draft *draft, struct reader *reader, const struct scan_part *part, struct err *err);
void draft_done(struct draft *draft);
/* Takes every line; 0 or the first fault, with its line. */
int draft_fill(struct draft *draft);

#endif
