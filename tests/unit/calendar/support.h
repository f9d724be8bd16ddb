/* support.h: a body read in this process, without the worker: scanner, zones, reader. */
#ifndef TEST_CALENDAR_SUPPORT_H
#define TEST_CALENDAR_SUPPORT_H

#include "../../../src/calendar/reader.h"

#include "base/mem.h"

#include <string.h>

struct reading {
    struct zones zones;
    struct scan scan;
    struct zone_book book;
    struct reader reader;
    struct calendar_content content;
    int rc;
    struct err err;
};

/* [2026-01-01, 2027-01-01), whole days and floating times in Berlin unless the calendar says another zone. */
static inline void reading_init_selected(struct reading *reading, const char *text, size_t len, size_t max_occurrences,
                                         const struct calendar_selection *selection)
{
    memset(reading, 0, sizeof *reading);
    zones_init(&reading->zones);
    assert_int_equal(zones_load(&reading->zones, "/usr/share/zoneinfo"), 0);
    calendar_content_init(&reading->content);
    struct series_frame frame = {.default_zone = zones_find(&reading->zones, "Europe/Berlin"),
                                 .max_occurrences = max_occurrences};
    assert_int_equal(instant_parse("2026-01-01T00:00:00Z", &frame.window.from), 0);
    assert_int_equal(instant_parse("2027-01-01T00:00:00Z", &frame.window.to), 0);
    struct scan_options options = {.max_events = 1000, .max_nesting = 4};
    reading->rc = scan_body(&reading->scan, text, len, &options, &reading->err);
    if (reading->rc != 0)
        return;
    reading->content.method = reading->scan.method;
    zone_book_init(&reading->book, &reading->zones, &reading->scan, frame.window.to);
    reader_init(&reading->reader, &reading->scan, &reading->book, &frame);
    reading->reader.selection = *selection;
    for (size_t i = 0; i < reading->scan.n_events; i++) {
        struct event event;
        struct err err = {0};
        int rc = reader_read(&reading->reader, &reading->scan.events[i], &event, &err);
        if (rc == 0) {
            *calendar_content_add_event(&reading->content) = event;
            continue;
        }
        if (rc < 0)
            calendar_content_refuse(&reading->content, event.uid, err.line, err.message);
        event_done(&event);
    }
}

static inline void reading_init(struct reading *reading, const char *text, size_t len, size_t max_occurrences)
{
    reading_init_selected(reading, text, len, max_occurrences, &(struct calendar_selection){0});
}

static inline void reading_done(struct reading *reading)
{
    if (reading->rc == 0) {
        reader_done(&reading->reader);
        zone_book_done(&reading->book);
    }
    scan_done(&reading->scan);
    zones_done(&reading->zones);
    calendar_content_done(&reading->content);
}

#define EVENT(lines)                                                                                                   \
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u@x\r\n" lines "END:VEVENT\r\nEND:VCALENDAR\r\n"

#endif
