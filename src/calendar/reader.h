/* reader.h: one VEVENT as a struct event, or the reason why not.
 *
 * What an override says can only be understood beside its series, so the components of one UID are a family
 * (family.h), wherever they stand in the body. How things are read that the standard leaves open:
 *  - Floating times and whole days run in frame.default_zone, or in the X-WR-TIMEZONE of their VCALENDAR.
 *  - An override whose series stands in the body, too, and has no such occurrence (by its rule, or by EXDATE) has no
 *    occurrences, unless its SEQUENCE is higher than that of the series: the series was changed after it.
 *  - One with RANGE=THISANDFUTURE carries, besides its own, all later occurrences of its series, moved by the same
 *    difference of wall-clock time, each as long as the override (RFC 5545 3.8.4.4), except those that another override
 *    or a later THISANDFUTURE speaks of. Without its series it carries its own alone; a cancelled one no moved ones.
 *  - Of several components with the same UID and RECURRENCE-ID the one with the highest SEQUENCE counts, then the
 * latest DTSTAMP, then the last in the body; the others are refused with a word.
 *  - An event of class PRIVATE or CONFIDENTIAL is called "Private", without place and conference.
 *  - STATUS and TRANSP count where they stand, else X-MICROSOFT-CDO-INTENDEDSTATUS, else -BUSYSTATUS (FREE is
 *    transparent, TENTATIVE tentative). X-MICROSOFT-CDO-ALLDAYEVENT adds nothing: the times are those of the days.
 *  - The conference is the first CONFERENCE with FEATURE=VIDEO or without FEATURE, then the first with another one,
 * then X-GOOGLE-CONFERENCE, X-MICROSOFT-SKYPETEAMSMEETINGURL, -ONLINEMEETINGCONFLINK, then URL if a meeting is known
 * there. */
#ifndef CALENDAR_READER_H
#define CALENDAR_READER_H

#include "scan.h"
#include "series.h"
#include "zones.h"

#include "base/err.h"
#include "base/map.h"
#include "calendar/job.h"
#include "core/event.h"

struct family;

/* Reads the events of one body in turn. */
struct reader {
    const struct scan *scan;
    struct zone_book *book;
    struct series_frame frame;
    bool zone_is_fixed;                  /* X-WR-TIMEZONE does not count; false after reader_init */
    struct calendar_selection selection; /* borrowed; no words after reader_init */
    struct map families;                 /* UID → struct family, owned */
    bool indexed;                        /* all components have been sorted into families */
    uint64_t steps_left;                 /* of the body */
    uint32_t steps;                      /* of the event that is being read */
    uint32_t zone_calendar;              /* the VCALENDAR that zone_last belongs to */
    const struct zone *zone_last;        /* NULL: none yet */
};

void reader_init(struct reader *reader, const struct scan *scan, struct zone_book *book,
                 const struct series_frame *frame);
void reader_done(struct reader *reader);
/* Says which components share the UID of those read next; parts are borrowed until then. What was said before is
 * forgotten. Without it the reader goes through the whole body for them, once. */
void reader_group(struct reader *reader, const struct scan_part *const *parts, size_t n);
enum { READER_OUTDONE = 1 };
/* 0 with the event; READER_OUTDONE: another component of the body counts instead of it; or negative with err (and its
 * line). Then ret_event holds no more than the UID, if there is one. It is to be freed by event_done in any case. */
int reader_read(struct reader *reader, const struct scan_part *part, struct event *ret_event, struct err *err);
/* The zone of floating times and whole days in a VCALENDAR. */
const struct zone *reader_zone(struct reader *reader, uint32_t calendar);

#endif
