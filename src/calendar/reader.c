/* reader.c: from the lines of a VEVENT to an event: what its times mean together, and its occurrences. */
#include "reader.h"

#include "draft.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>

enum { DAY_SECONDS = 86400 };

void reader_init(struct reader *reader, const struct scan *scan, struct zone_book *book,
                 const struct series_frame *frame)
{
    *reader = (struct reader){.scan = scan, .book = book, .frame = *frame};
    map_init(&reader->masters, HASH_START ^ scan->len);
}

void reader_done(struct reader *reader)
{
    void *start;
    for (size_t i = 0; map_next(&reader->masters, &i, NULL, &start) != 0;) {
        mem_free(start);
    }
    map_done(&reader->masters);
}

static int refuse(struct draft *draft, uint32_t line, int code, const char *why)
{
    err_set(draft->err, code, "%s", why);
    draft->err->line = line;
    return code;
}

/* DTEND as a length: whole days stay days, anything else is exact (RFC 5545 3.8.5.3). */
static int end_to_length(struct draft *draft)
{
    const struct when *start = &draft->series.start;
    const struct zone *default_zone = draft->reader->frame.default_zone;
    struct when end = draft->end;
    struct span length = {0};
    if (end.kind == WHEN_FLOATING && start->kind != WHEN_DATE) {
        end.kind = start->kind; /* DTEND without TZID beside a DTSTART with one is meant in the same zone */
        end.zone = start->zone;
    }
    if (start->kind == WHEN_DATE && end.kind == WHEN_DATE) {
        length.days = (end.local - start->local) / DAY_SECONDS;
    } else {
        length.seconds = when_utc(&end, default_zone) - when_utc(start, default_zone);
    }
    /* a start in a gap may fall behind an end that is written later */
    bool gap = length.seconds < 0 && end.zone == start->zone && end.local >= start->local && end.kind == start->kind;
    if (gap) {
        length.seconds = 0;
    }
    if (length.days < 0 || length.seconds < 0) {
        return refuse(draft, draft->end_line, ERR_INVALID, "DTEND lies before DTSTART");
    }
    draft->series.length = length;
    return 0;
}

static int length_settle(struct draft *draft)
{
    struct span *length = &draft->series.length;
    *length = (struct span){.days = draft->series.start.kind == WHEN_DATE ? 1 : 0};
    if (draft->has_length) {
        *length = draft->length;
    }
    if (draft->has_length && draft->series.start.kind == WHEN_DATE) {
        length->days += length->seconds / DAY_SECONDS; /* a day takes whole days only (RFC 5545 3.6.1) */
        length->seconds = 0;
    }
    int rc = draft->has_end ? end_to_length(draft) : 0;
    if (rc != 0) {
        return rc;
    }
    if (length->days < 0 || length->seconds < 0) {
        return refuse(draft, draft->end_line, ERR_INVALID, "it ends before it begins");
    }
    if (length->days > CALENDAR_DURATION_DAYS || length->seconds / DAY_SECONDS > CALENDAR_DURATION_DAYS) {
        return refuse(draft, draft->end_line, ERR_LIMIT, "it takes longer than ten years");
    }
    return 0;
}

static int64_t day_of(int64_t local)
{
    int64_t days = local / DAY_SECONDS;
    return local % DAY_SECONDS < 0 ? days - 1 : days;
}

/* The day that a RECURRENCE-ID names: in its own zone; one in UTC that is not midnight there, in the default zone. */
static int64_t recurrence_day(const struct draft *draft)
{
    const struct when *id = &draft->recurrence_id;
    bool utc_midnight = id->kind == WHEN_UTC && id->local % DAY_SECONDS == 0;
    if (id->kind != WHEN_UTC || utc_midnight) {
        return day_of(id->local);
    }
    return day_of(zone_to_local(draft->reader->frame.default_zone, id->local));
}

/* The original start that an override means: by day where either side is a DATE, else by instant. */
static instant recurrence_instant(const struct draft *draft)
{
    const struct zone *default_zone = draft->reader->frame.default_zone;
    const struct when *id = &draft->recurrence_id;
    const struct when *master = map_get(&draft->reader->masters, draft->event.uid);
    const struct when *start = master != NULL ? master : &draft->series.start;
    if (start->kind == WHEN_DATE) {
        return local_to_utc(default_zone, recurrence_day(draft) * DAY_SECONDS) * SECOND_MS;
    }
    if (id->kind == WHEN_DATE && master != NULL) {
        int64_t time = master->local - day_of(master->local) * DAY_SECONDS;
        return local_to_utc(when_zone(master, default_zone), id->local + time) * SECOND_MS;
    }
    if (id->kind == WHEN_FLOATING) {
        return local_to_utc(when_zone(start, default_zone), id->local) * SECOND_MS;
    }
    return when_utc(id, default_zone) * SECOND_MS;
}

static void master_remember(struct draft *draft)
{
    struct when *start = mem_zalloc(sizeof *start);
    *start = draft->series.start;
    mem_free(map_set(&draft->reader->masters, draft->event.uid, start));
}

/* An override is one meeting: rules in it mean nothing. */
static void series_to_single(struct series *series)
{
    struct when start = series->start;
    struct span length = series->length;
    series_done(series);
    series->start = start;
    series->length = length;
}

static int occurrences_settle(struct draft *draft)
{
    struct event *event = &draft->event;
    if (draft->has_recurrence_id) {
        event->recurrence_id = recurrence_instant(draft);
        series_to_single(&draft->series);
    }
    event->recurs = series_recurs(&draft->series);
    if (event->recurs) {
        master_remember(draft);
    }
    int rc =
        series_expand(&draft->series, &draft->reader->frame, &event->occurrences, &event->n_occurrences, draft->err);
    if (rc != 0) {
        draft->err->line = draft->part->line;
    }
    for (size_t i = 0; i < event->n_occurrences && !event->recurs; i++) {
        event->occurrences[i].recurrence_id = event->recurrence_id;
    }
    return rc;
}

static int zone_copy(const struct scan *scan, const struct scan_part *part, struct buf *out)
{
    struct scan_cursor cursor;
    struct scan_line raw;
    scan_cursor_init(&cursor, scan->text + part->begin, scan->text + part->end, 1);
    buf_append_string(out, "BEGIN:VTIMEZONE\r\n");
    while (scan_next(&cursor, &raw)) {
        scan_unfold(&raw, out);
        buf_append_string(out, "\r\n");
    }
    return buf_append_string(out, "END:VTIMEZONE\r\n");
}

/* A VCALENDAR of its own, from which the event can be expanded again. */
static int text_make(struct draft *draft)
{
    struct buf text;
    buf_init(&text, CALENDAR_EVENT_TEXT_BYTES + (DRAFT_ZONES + 1) * 2 * CALENDAR_ZONE_BYTES);
    buf_append_string(&text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cospaced//EN\r\n");
    for (size_t i = 0; i < draft->n_zones; i++) {
        zone_copy(draft->reader->scan, draft->zones[i], &text);
    }
    buf_append_string(&text, "BEGIN:VEVENT\r\n");
    buf_append(&text, draft->kept.data, draft->kept.len);
    int rc = buf_append_string(&text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
    draft->event.text = buf_take(&text);
    return rc == 0 ? 0 : refuse(draft, draft->part->line, ERR_LIMIT, "the event is too large");
}

static void words_settle(struct draft *draft)
{
    struct event *event = &draft->event;
    if (draft->private) {
        mem_replace(&event->title, "Private");
    }
    if (event->title == NULL) {
        event->title = mem_strdup("");
    }
    if (event->organizer == NULL) {
        event->organizer = mem_strdup("");
    }
}

static int draft_settle(struct draft *draft)
{
    struct event *event = &draft->event;
    bool cancel = draft->reader->scan->method == METHOD_CANCEL;
    if (event->uid == NULL) {
        return refuse(draft, draft->part->line, ERR_INVALID, "UID is missing");
    }
    if (!draft->has_start && !cancel) {
        return refuse(draft, draft->part->line, ERR_INVALID, "DTSTART is missing");
    }
    if (draft->recurrence_zone_unknown && draft->series.start.kind != WHEN_DATE) {
        return refuse(draft, draft->recurrence_line, ERR_INVALID, "RECURRENCE-ID has an unknown time zone");
    }
    if (draft->has_recurrence_id && draft->this_and_future) {
        return refuse(draft, draft->recurrence_line, ERR_INVALID, "RANGE=THISANDFUTURE is not taken");
    }
    words_settle(draft);
    int rc = 0;
    if (draft->has_start) {
        rc = length_settle(draft);
    } else if (draft->has_recurrence_id) { /* RFC 5546 3.2.5: a CANCEL needs no DTSTART */
        event->recurrence_id = when_utc(&draft->recurrence_id, draft->reader->frame.default_zone) * SECOND_MS;
    }
    if (rc == 0 && draft->has_start) {
        rc = occurrences_settle(draft);
    }
    return rc == 0 ? text_make(draft) : rc;
}

int reader_read(struct reader *reader, const struct scan_part *part, struct event *ret_event, struct err *err)
{
    struct err ignored = {0};
    struct draft draft;
    draft_init(&draft, reader, part, err != NULL ? err : &ignored);
    int rc = draft_fill(&draft);
    if (part->fault != NULL) {
        rc = refuse(&draft, part->fault_line, ERR_INVALID, part->fault);
    }
    if (rc == 0) {
        rc = draft_settle(&draft);
    }
    *ret_event = (struct event){.recurrence_id = INSTANT_NONE, .dtstamp = INSTANT_NONE, .line = part->line};
    if (rc == 0) {
        *ret_event = draft.event;
        draft.event = (struct event){0};
    } else {
        ret_event->uid = draft.event.uid;
        draft.event.uid = NULL;
    }
    draft_done(&draft);
    return rc;
}
