/* draft.h: what the lines of one VEVENT say, before it is known whether they make an event. Private to the reader.
 *
 * draft.c takes the lines and what says when and which; draft_words.c what is said about it and to whom; conference.c
 * where one can join. */
#ifndef CALENDAR_DRAFT_H
#define CALENDAR_DRAFT_H

#include "line.h"
#include "reader.h"

enum { DRAFT_ZONES = 16 };

/* What a Microsoft system says beside the standard, of X-MICROSOFT-CDO-INTENDEDSTATUS or -BUSYSTATUS. */
enum busy_status { BUSY_UNKNOWN, BUSY_FREE, BUSY_TENTATIVE, BUSY_BUSY };

struct draft {
    struct reader *reader;
    const struct scan_part *part;
    const struct zone *zone; /* of floating times and whole days */
    bool brief;              /* only what says when and which */
    struct event event;
    size_t attendees_capacity;
    struct series series;
    bool has_start, has_end, has_length, has_recurrence_id;
    bool has_status, has_transparency;
    enum busy_status intended, busy;
    int conference_rank;          /* of event.conference, see conference.c */
    bool added;                   /* by METHOD:ADD, to a series that has no such occurrence of its own */
    bool selected;                /* a word that is looked for stands in it */
    bool recurrence_zone_unknown; /* matters only where it is more than a day */
    struct when end, recurrence_id;
    struct span length;
    uint32_t end_line, recurrence_line; /* of DTEND or DURATION, of RECURRENCE-ID */
    size_t n_dates;
    struct buf kept;                            /* the lines that are needed to read it again */
    const struct scan_part *zones[DRAFT_ZONES]; /* VTIMEZONEs that they need */
    size_t n_zones;
    struct err *err;
};

void draft_init(struct draft *draft, struct reader *reader, const struct scan_part *part, struct err *err);
void draft_done(struct draft *draft);
/* Takes every line; 0 or the first fault, with its line. */
int draft_fill(struct draft *draft);
/* From DTEND, DURATION or neither to series.length: whole days by the calendar, seconds exact. 0 or INVALID/LIMIT. */
int draft_settle_length(struct draft *draft);
/* Whether it is free, tentative, private, selected: what several properties say together. */
void draft_settle_words(struct draft *draft);
int draft_refuse(struct draft *draft, uint32_t line, int code, const char *why); /* returns code */

/* One row of a table of properties. */
struct draft_property {
    const char *name;
    int (*take)(struct draft *draft, const struct line *line, char *value);
};
/* NULL if the line is none of the table. */
const struct draft_property *draft_words_find(const struct scan_line *raw);
const struct draft_property *draft_property_find(const struct draft_property *table, size_t n,
                                                 const struct scan_line *raw);
int conference_take(struct draft *draft, const struct line *line, char *value);

#endif
