/* draft_settle.c: what properties of one event mean together. */
#include "draft.h"

#include "calendar/limits.h"

#include "base/mem.h"

enum { DAY_SECONDS = 86400 };

int draft_refuse(struct draft *draft, uint32_t line, int code, const char *why)
{
    err_set(draft->err, code, "%s", why);
    draft->err->line = line;
    return code;
}

/* DTEND without TZID beside a DTSTART with one, or a DATE beside a time, is meant in the zone of DTSTART. */
static struct when end_beside_start(const struct when *end, const struct when *start)
{
    struct when when = *end;
    if (start->kind != WHEN_DATE && (end->kind == WHEN_FLOATING || end->kind == WHEN_DATE)) {
        when.kind = start->kind;
        when.zone = start->zone;
    }
    return when;
}

/* DTEND as a length: whole days stay days, anything else is exact (RFC 5545 3.8.5.3). */
static int end_to_length(struct draft *draft)
{
    const struct when *start = &draft->series.start;
    struct when end = end_beside_start(&draft->end, start);
    struct span length = {0};
    if (start->kind == WHEN_DATE && end.kind == WHEN_DATE) {
        length.days = (end.local - start->local) / DAY_SECONDS;
    } else {
        length.seconds = when_utc(&end, draft->zone) - when_utc(start, draft->zone);
    }
    /* a start in a gap may fall behind an end that is written later */
    bool gap = length.seconds < 0 && end.zone == start->zone && end.local >= start->local && end.kind == start->kind;
    if (gap) {
        length.seconds = 0;
    }
    if (length.days < 0 || length.seconds < 0) {
        return draft_refuse(draft, draft->end_line, ERR_INVALID, "DTEND lies before DTSTART");
    }
    draft->series.length = length;
    return 0;
}

int draft_settle_length(struct draft *draft)
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
        return draft_refuse(draft, draft->end_line, ERR_INVALID, "it ends before it begins");
    }
    if (length->days > CALENDAR_DURATION_DAYS || length->seconds / DAY_SECONDS > CALENDAR_DURATION_DAYS) {
        return draft_refuse(draft, draft->end_line, ERR_LIMIT, "it takes longer than ten years");
    }
    return 0;
}

/* The standard's own word counts where it stands; else what Microsoft's systems say: the status that was intended, and
 * only without that the one in the sender's own calendar (an invitation is TENTATIVE there until it is answered). */
static void busy_settle(struct draft *draft)
{
    enum busy_status busy = draft->intended != BUSY_UNKNOWN ? draft->intended : draft->busy;
    if (!draft->has_transparency) {
        draft->event.transparent = busy == BUSY_FREE;
    }
    if (!draft->has_status && busy == BUSY_TENTATIVE) {
        draft->event.status = EVENT_TENTATIVE;
    }
}

void draft_settle_words(struct draft *draft)
{
    struct event *event = &draft->event;
    busy_settle(draft);
    event->unmatched = draft->reader->selection.n_words > 0 && !draft->selected;
    if (event->private) {
        mem_replace(&event->title, "Private");
        mem_replace(&event->location, NULL);
        mem_replace(&event->conference, NULL);
    }
    if (event->title == NULL) {
        event->title = mem_strdup("");
    }
    if (event->organizer == NULL) {
        event->organizer = mem_strdup("");
    }
}
