/* Calendars as the locked-in process reads them: scanner, zones, reader, rules. */
#include "fuzz.h"

#include "../../src/calendar/reader.h"

#include "base/mem.h"
#include "calendar/limits.h"

#include <assert.h>
#include <string.h>

enum { EVENTS = 100, OCCURRENCES = 400 };

static const char *const words[] = {"o", "\xc3\x84"};
static const char *const properties[] = {"LOCATION", "CONFERENCE", "DESCRIPTION"};

static const instant FROM = INT64_C(1767225600000); /* 2026 */
static const instant TO = INT64_C(1798761600000);

/* What holds for every event that was taken. */
static void check(const struct event *event)
{
    assert(event->uid != NULL && *event->uid != '\0' && event->title != NULL && event->organizer != NULL);
    assert(event->text != NULL && strstr(event->text, "END:VCALENDAR") != NULL);
    assert(event->n_occurrences <= OCCURRENCES);
    for (size_t i = 0; i < event->n_occurrences; i++) {
        const struct occurrence *at = &event->occurrences[i];
        assert(at->start <= at->end && at->start < TO && (at->end > FROM || at->start >= FROM));
        /* what THISANDFUTURE moves may meet where a clock jumps */
        assert(i == 0 || at->start >= event->occurrences[i - 1].start + (event->this_and_future ? 0 : 1));
        assert(event->recurrence_id == INSTANT_NONE || at->recurrence_id >= event->recurrence_id);
    }
    assert(event->recurrence_id == INSTANT_NONE || !event->recurs);
    assert(event->n_occurrences < 2 || event->recurs || event->this_and_future);
    assert(event->location == NULL || (*event->location != '\0' && strlen(event->location) <= CALENDAR_TITLE_BYTES));
    assert(event->conference == NULL || strlen(event->conference) <= CALENDAR_URI_BYTES);
    assert(!event->private || (event->location == NULL && event->conference == NULL));
}

static void events_read(struct reader *reader)
{
    for (size_t i = 0; i < reader->scan->n_events; i++) {
        struct event event;
        struct err err = {0};
        int rc = reader_read(reader, &reader->scan->events[i], &event, &err);
        if (rc == 0)
            check(&event);
        else if (rc < 0)
            assert(err.code < 0 && err.message[0] != '\0' && err.line > 0);
        event_done(&event);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct zones zones;
    if (zones.n_files == 0) {
        zones_init(&zones);
        if (zones_load(&zones, "/usr/share/zoneinfo") != 0)
            return 0;
    }
    struct scan scan;
    struct err err = {0};
    struct scan_options options = {.max_events = EVENTS, .max_nesting = 4};
    if (scan_body(&scan, (const char *)data, size, &options, &err) != 0) {
        assert(err.code < 0 && err.message[0] != '\0');
        return 0;
    }
    struct series_frame frame = {
        .default_zone = zones_find(&zones, "Europe/Berlin"), .window = {FROM, TO}, .max_occurrences = OCCURRENCES};
    struct zone_book book;
    struct reader reader;
    zone_book_init(&book, &zones, &scan, TO);
    reader_init(&reader, &scan, &book, &frame);
    reader.selection = (struct calendar_selection){words, 2, properties, 3};
    events_read(&reader);
    reader_done(&reader);
    zone_book_done(&book);
    scan_done(&scan);
    return 0;
}
