/* reader.h: one VEVENT as a struct event, or the reason why not. */
#ifndef CALENDAR_READER_H
#define CALENDAR_READER_H

#include "scan.h"
#include "series.h"
#include "zones.h"

#include "base/err.h"
#include "base/map.h"
#include "core/event.h"

/* Reads the events of one body in turn: what a series says is needed to understand its overrides. */
struct reader {
    const struct scan *scan;
    struct zone_book *book;
    struct series_frame frame;
    struct map masters; /* UID → struct when, DTSTART of a series that was read */
};

void reader_init(struct reader *reader, const struct scan *scan, struct zone_book *book,
                 const struct series_frame *frame);
void reader_done(struct reader *reader);
/* 0 with the event; or negative with err (and its line) and ret_event holding no more than the UID, if there is one.
 * ret_event is to be freed by event_done either way. */
int reader_read(struct reader *reader, const struct scan_part *part, struct event *ret_event, struct err *err);

#endif
