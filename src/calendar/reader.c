/* reader.c: from the lines of a VEVENT to an event: which one it is, its occurrences, and its text for later. */
#include "reader.h"

#include "draft.h"
#include "family.h"
#include "uid.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void reader_init(struct reader *reader, const struct scan *scan, struct zone_book *book,
                 const struct series_frame *frame)
{
    *reader = (struct reader){.scan = scan, .book = book, .frame = *frame, .steps_left = CALENDAR_STEPS};
    reader->frame.steps = &reader->steps;
    map_init(&reader->families, HASH_START ^ scan->len);
}

void reader_done(struct reader *reader)
{
    void *family;
    for (size_t i = 0; map_next(&reader->families, &i, NULL, &family) != 0;) {
        family_free(family);
    }
    map_done(&reader->families);
}

void reader_group(struct reader *reader, const struct scan_part *const *parts, size_t n)
{
    reader_done(reader);
    map_init(&reader->families, HASH_START ^ reader->scan->len);
    reader->indexed = true;
    if (n < 2) {
        return;
    }
    bool made;
    CLEAN_FREE char *uid = uid_of_part(reader->scan, parts[0], &made);
    struct family *family = mem_zalloc(sizeof *family);
    for (size_t i = 0; i < n; i++) {
        family_add(family, parts[i]);
    }
    map_set(&reader->families, uid, family);
}

static int zone_name_compare(const void *key, const void *item)
{
    uint32_t calendar = *(const uint32_t *)key;
    const struct scan_zone_name *name = item;
    return (calendar > name->calendar) - (calendar < name->calendar);
}

/* The zone that X-WR-TIMEZONE of a VCALENDAR names; NULL if it names none that is known. */
static const struct zone *zone_named(const struct reader *reader, uint32_t calendar)
{
    const struct scan *scan = reader->scan;
    const struct scan_zone_name *name =
        bsearch(&calendar, scan->zone_names, scan->n_zone_names, sizeof *scan->zone_names, zone_name_compare);
    CLEAN_BUF struct buf text;
    struct scan_cursor cursor;
    struct scan_line raw;
    struct line line;
    buf_init(&text, (size_t)4 * CALENDAR_UID_BYTES);
    if (name == NULL) {
        return NULL;
    }
    scan_cursor_init(&cursor, scan->text + name->begin, scan->text + name->end, 1);
    if (!scan_next(&cursor, &raw) || scan_unfold(&raw, &text) != 0 || line_parse(text.data, &line) != 0) {
        return NULL;
    }
    char *value = text.data + (line.value - text.data);
    text_unescape(value);
    return zones_find(reader->book->system, text_trim(value));
}

const struct zone *reader_zone(struct reader *reader, uint32_t calendar)
{
    if (reader->zone_is_fixed || reader->scan->n_zone_names == 0) {
        return reader->frame.default_zone;
    }
    if (reader->zone_last == NULL || reader->zone_calendar != calendar) {
        const struct zone *named = zone_named(reader, calendar);
        reader->zone_last = named != NULL ? named : reader->frame.default_zone;
        reader->zone_calendar = calendar;
    }
    return reader->zone_last;
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

/* Whether the series was changed after the override and has no such occurrence any more. */
static bool is_stale(struct draft *draft, struct family *family)
{
    const struct event *event = &draft->event;
    bool alone = draft->has_recurrence_id && !event->this_and_future && !draft->added;
    return alone && family != NULL && family->series != NULL && family->series->event.sequence >= event->sequence &&
           !family_has(family, draft->reader, event->recurrence_id);
}

static int occurrences_expand(struct draft *draft)
{
    struct event *event = &draft->event;
    struct series_frame frame = draft->reader->frame;
    frame.default_zone = draft->zone;
    return series_expand(&draft->series, &frame, &event->occurrences, &event->n_occurrences, draft->err);
}

/* What has nothing in the window: lies it before or behind? */
static bool is_over(const struct draft *draft, const struct family *family)
{
    const struct event *event = &draft->event;
    struct series_frame frame = draft->reader->frame;
    frame.default_zone = draft->zone;
    if (event->n_occurrences > 0) {
        return false;
    }
    if (event->recurs) {
        return series_is_over(&draft->series, &frame);
    }
    return when_utc(&draft->series.start, draft->zone) * SECOND_MS < frame.window.from &&
           (!event->this_and_future || (family != NULL && family_is_over(family, draft->reader, event)));
}

static int occurrences_settle(struct draft *draft, struct family *family)
{
    struct event *event = &draft->event;
    if (draft->has_recurrence_id) {
        series_to_single(&draft->series);
    }
    event->recurs = series_recurs(&draft->series);
    if (is_stale(draft, family)) {
        return 0;
    }
    int rc = occurrences_expand(draft);
    for (size_t i = 0; i < event->n_occurrences && !event->recurs; i++) {
        event->occurrences[i].recurrence_id = event->recurrence_id;
    }
    if (rc == 0 && event->this_and_future && event->status != EVENT_CANCELLED && family != NULL) {
        rc = family_move(family, draft->reader, &draft->series.length, event, draft->err);
    }
    if (rc != 0) {
        draft->err->line = draft->part->line;
    }
    event->over = rc == 0 && is_over(draft, family);
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
    if (draft->zone != draft->reader->frame.default_zone) {
        buf_printf(&text, "X-WR-TIMEZONE:%s\r\n", draft->zone->name);
    }
    for (size_t i = 0; i < draft->n_zones; i++) {
        zone_copy(draft->reader->scan, draft->zones[i], &text);
    }
    buf_append_string(&text, "BEGIN:VEVENT\r\n");
    if (draft->event.uid_made) {
        buf_printf(&text, "UID:%s\r\n", draft->event.uid);
    }
    buf_append(&text, draft->kept.data, draft->kept.len);
    int rc = buf_append_string(&text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
    draft->event.text = buf_take(&text);
    return rc == 0 ? 0 : draft_refuse(draft, draft->part->line, ERR_LIMIT, "the event is too large");
}

/* Which one it is: its original start, and whether it counts for it. */
static int identity_settle(struct draft *draft, const struct family *family)
{
    struct event *event = &draft->event;
    const struct draft *series = family != NULL ? family->series : NULL;
    if (draft->has_recurrence_id) {
        const struct when *start = draft->has_start ? &draft->series.start : &draft->recurrence_id;
        event->recurrence_id = family_original(series, &draft->recurrence_id, start, draft->zone);
    }
    const struct kin *counts = family != NULL ? family_member(family, family_key(event)) : NULL;
    return counts == NULL || counts->part == draft->part ? 0 : READER_OUTDONE;
}

static int draft_check(struct draft *draft)
{
    bool cancel = draft->reader->scan->method == METHOD_CANCEL;
    const struct when *start = &draft->series.start;
    if (!draft->has_start && !cancel) {
        return draft_refuse(draft, draft->part->line, ERR_INVALID, "DTSTART is missing");
    }
    if (draft->recurrence_zone_unknown && start->kind != WHEN_DATE) {
        return draft_refuse(draft, draft->recurrence_line, ERR_INVALID, "RECURRENCE-ID has an unknown time zone");
    }
    return draft->has_start ? draft_settle_length(draft) : 0; /* RFC 5546 3.2.5: a CANCEL needs no DTSTART */
}

static int draft_settle(struct draft *draft)
{
    struct event *event = &draft->event;
    if (event->uid == NULL) {
        event->uid = uid_of_part(draft->reader->scan, draft->part, &event->uid_made);
    }
    draft_settle_words(draft);
    int rc = draft_check(draft);
    struct family *family = rc == 0 ? family_find(draft->reader, event->uid) : NULL;
    if (rc == 0) {
        rc = identity_settle(draft, family);
    }
    if (rc == 0 && draft->has_start) {
        rc = occurrences_settle(draft, family);
    }
    return rc == 0 ? text_make(draft) : rc;
}

/* Some bombs get all that one may take, many share what there is, and what asks for little is read beside them. */
static uint32_t reader_ration(const struct reader *reader)
{
    uint64_t share = reader->steps_left / 16;
    share = share < CALENDAR_ITERATIONS ? share : CALENDAR_ITERATIONS;
    return (uint32_t)(share > CALENDAR_FEW_STEPS ? share : CALENDAR_FEW_STEPS);
}

int reader_read(struct reader *reader, const struct scan_part *part, struct event *ret_event, struct err *err)
{
    struct err ignored = {0};
    struct draft draft;
    uint32_t ration = reader_ration(reader);
    reader->steps = ration;
    draft_init(&draft, reader, part, err != NULL ? err : &ignored);
    int rc = draft_fill(&draft);
    if (part->fault != NULL) {
        rc = draft_refuse(&draft, part->fault_line, ERR_INVALID, part->fault);
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
    uint32_t used = ration - reader->steps;
    reader->steps_left -= used < reader->steps_left ? used : reader->steps_left;
    return rc;
}
