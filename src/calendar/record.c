/* record.c: the two sides of the pipe between cospaced-calendar and who started it. */
#include "record.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>

enum { WHY_BYTES = 1024, ADDRESS_BYTES = CALENDAR_LINE_BYTES * 2, TEXT_BYTES = CALENDAR_RECORD_BYTES };

/* The length is written when the payload stands. */
static size_t record_open(struct buf *out, enum record_type type)
{
    size_t at = out->len;
    wire_put_u32(out, 0);
    wire_put_u32(out, type);
    return at;
}

static void record_close(struct buf *out, size_t at)
{
    if (out->overflown) {
        return;
    }
    size_t len = out->len - at - RECORD_HEADER_SIZE;
    for (size_t i = 0; i < 4; i++) {
        out->data[at + i] = (char)(unsigned char)(len >> (8 * i));
    }
}

void record_put_failed(struct buf *out, const struct err *err)
{
    size_t at = record_open(out, RECORD_FAILED);
    wire_put_i64(out, err->code);
    wire_put_u32(out, err->line);
    wire_put_string(out, err->message);
    record_close(out, at);
}

void record_put_head(struct buf *out, enum calendar_method method, const char *sender, uint32_t n_events)
{
    size_t at = record_open(out, RECORD_HEAD);
    wire_put_u32(out, method);
    wire_put_string(out, sender);
    wire_put_u32(out, n_events);
    record_close(out, at);
}

void record_put_booking(struct buf *out, enum record_type type, const struct record_booking *booking, size_t uid_len)
{
    size_t at = record_open(out, type);
    wire_put_bytes(out, booking->uid, uid_len);
    wire_put_u64(out, booking->digest);
    wire_put_u64(out, booking->begin);
    wire_put_u32(out, booking->n);
    wire_put_u32(out, booking->same);
    record_close(out, at);
}

void record_put_open(struct buf *out)
{
    record_close(out, record_open(out, RECORD_OPEN));
}

enum {
    FLAG_UID_MADE = 1,
    FLAG_FUTURE = 2,
    FLAG_RECURS = 4,
    FLAG_TRANSPARENT = 8,
    FLAG_PRIVATE = 16,
    FLAG_UNMATCHED = 32,
    FLAG_OVER = 64
};
enum { FLAGS_ALL = 127 };

static uint32_t event_flags(const struct event *event)
{
    return (event->uid_made ? FLAG_UID_MADE : 0) | (event->this_and_future ? FLAG_FUTURE : 0) |
           (event->recurs ? FLAG_RECURS : 0) | (event->transparent ? FLAG_TRANSPARENT : 0) |
           (event->private ? FLAG_PRIVATE : 0) | (event->unmatched ? FLAG_UNMATCHED : 0) |
           (event->over ? FLAG_OVER : 0);
}

void record_put_event(struct buf *out, const struct event *event)
{
    size_t at = record_open(out, RECORD_EVENT);
    wire_put_string(out, event->uid);
    wire_put_u32(out, event_flags(event));
    wire_put_i64(out, event->recurrence_id);
    wire_put_i64(out, event->sequence);
    wire_put_i64(out, event->dtstamp);
    wire_put_u32(out, event->status);
    wire_put_string(out, event->title);
    wire_put_string(out, event->organizer);
    wire_put_string(out, event->sent_by);
    wire_put_string(out, event->location);
    wire_put_string(out, event->conference);
    wire_put_u32(out, event->line);
    wire_put_string(out, event->text);
    wire_put_u32(out, (uint32_t)event->n_attendees);
    for (size_t i = 0; i < event->n_attendees; i++) {
        wire_put_string(out, event->attendees[i].address);
        wire_put_string(out, event->attendees[i].name);
        wire_put_u32(out, event->attendees[i].type);
        wire_put_u32(out, event->attendees[i].role);
        wire_put_u32(out, event->attendees[i].partstat);
        wire_put_string(out, event->attendees[i].delegate);
    }
    wire_put_u32(out, (uint32_t)event->n_occurrences);
    for (size_t i = 0; i < event->n_occurrences; i++) {
        wire_put_i64(out, event->occurrences[i].recurrence_id);
        wire_put_i64(out, event->occurrences[i].start);
        wire_put_i64(out, event->occurrences[i].end);
    }
    record_close(out, at);
}

void record_put_refusal(struct buf *out, const struct refusal *refusal)
{
    size_t at = record_open(out, RECORD_REFUSAL);
    wire_put_u32(out, refusal->line);
    wire_put_string(out, refusal->why);
    wire_put_string(out, refusal->title);
    wire_put_string(out, refusal->when);
    record_close(out, at);
}

void record_put_done(struct buf *out)
{
    record_close(out, record_open(out, RECORD_DONE));
}

int record_next(const struct buf *in, enum record_type *ret_type, struct wire_reader *ret_payload)
{
    if (in->len < RECORD_HEADER_SIZE) {
        return 0;
    }
    struct wire_reader reader = {.at = in->data, .left = in->len};
    uint32_t len = wire_get_u32(&reader);
    uint32_t type = wire_get_u32(&reader);
    if (len > CALENDAR_RECORD_BYTES || type < RECORD_FAILED || type > RECORD_DONE) {
        return ERR_CORRUPT;
    }
    if (reader.left < len) {
        return 0;
    }
    *ret_type = (enum record_type)type;
    *ret_payload = (struct wire_reader){.at = reader.at, .left = len};
    return 1;
}

static int payload_end(const struct wire_reader *payload)
{
    return payload->bad || payload->left != 0 ? ERR_CORRUPT : 0;
}

int record_get_failed(struct wire_reader *payload, struct err *ret_err)
{
    int64_t code = wire_get_i64(payload);
    uint32_t line = wire_get_u32(payload);
    CLEAN_FREE char *message = wire_get_string(payload, WHY_BYTES);
    if (payload_end(payload) != 0 || message == NULL || code >= 0 || code < ERR_PRECONDITION) {
        return ERR_CORRUPT;
    }
    err_set(ret_err, (int)code, "%s", message);
    ret_err->line = line;
    return 0;
}

int record_get_head(struct wire_reader *payload, enum calendar_method *ret_method, char **ret_sender,
                    uint32_t *ret_n_events)
{
    uint32_t method = wire_get_u32(payload);
    char *sender = wire_get_string(payload, ADDRESS_BYTES);
    uint32_t n = wire_get_u32(payload);
    if (payload_end(payload) != 0 || method > METHOD_OTHER) {
        mem_free(sender);
        return ERR_CORRUPT;
    }
    *ret_method = (enum calendar_method)method;
    *ret_sender = sender;
    *ret_n_events = n;
    return 0;
}

int record_get_booking(struct wire_reader *payload, struct record_booking *ret_booking)
{
    struct record_booking booking = {.uid = wire_get_string(payload, CALENDAR_UID_BYTES)};
    booking.digest = wire_get_u64(payload);
    booking.begin = wire_get_u64(payload);
    booking.n = wire_get_u32(payload);
    booking.same = wire_get_u32(payload) != 0;
    if (payload_end(payload) != 0 || booking.uid == NULL || *booking.uid == '\0' || booking.n == 0) {
        mem_free(booking.uid);
        return ERR_CORRUPT;
    }
    *ret_booking = booking;
    return 0;
}

static uint32_t enum_get(struct wire_reader *payload, uint32_t last)
{
    uint32_t value = wire_get_u32(payload);
    if (value > last) {
        payload->bad = true;
    }
    return payload->bad ? 0 : value;
}

static void attendees_get(struct wire_reader *payload, struct event *event)
{
    uint32_t n = wire_get_u32(payload);
    if (n > CALENDAR_EVENT_PROPERTIES) {
        payload->bad = true;
    }
    event->attendees = n > 0 && !payload->bad ? mem_calloc(n, sizeof *event->attendees) : NULL;
    for (uint32_t i = 0; i < n && !payload->bad; i++) {
        struct attendee *attendee = &event->attendees[event->n_attendees++];
        attendee->address = wire_get_string(payload, ADDRESS_BYTES);
        attendee->name = wire_get_string(payload, ADDRESS_BYTES);
        attendee->type = (enum attendee_type)enum_get(payload, ATTENDEE_UNKNOWN);
        attendee->role = (enum attendee_role)enum_get(payload, ROLE_NONE);
        attendee->partstat = (enum attendee_partstat)enum_get(payload, PARTSTAT_DELEGATED);
        attendee->delegate = wire_get_string(payload, ADDRESS_BYTES);
        payload->bad |= attendee->address == NULL || attendee->name == NULL;
    }
}

static void occurrences_get(struct wire_reader *payload, struct event *event, size_t max)
{
    uint32_t n = wire_get_u32(payload);
    if (n > max) {
        payload->bad = true;
    }
    event->occurrences = n > 0 && !payload->bad ? mem_calloc(n, sizeof *event->occurrences) : NULL;
    for (uint32_t i = 0; i < n && !payload->bad; i++) {
        struct occurrence *occurrence = &event->occurrences[event->n_occurrences++];
        occurrence->recurrence_id = wire_get_i64(payload);
        occurrence->start = wire_get_i64(payload);
        occurrence->end = wire_get_i64(payload);
        payload->bad |= occurrence->end < occurrence->start;
    }
}

static void flags_get(struct wire_reader *payload, struct event *event)
{
    uint32_t flags = enum_get(payload, FLAGS_ALL);
    event->uid_made = (flags & FLAG_UID_MADE) != 0;
    event->this_and_future = (flags & FLAG_FUTURE) != 0;
    event->recurs = (flags & FLAG_RECURS) != 0;
    event->transparent = (flags & FLAG_TRANSPARENT) != 0;
    event->private = (flags & FLAG_PRIVATE) != 0;
    event->unmatched = (flags & FLAG_UNMATCHED) != 0;
    event->over = (flags & FLAG_OVER) != 0;
}

int record_get_event(struct wire_reader *payload, struct event *event, size_t max_occurrences)
{
    event->uid = wire_get_string(payload, CALENDAR_UID_BYTES);
    flags_get(payload, event);
    event->recurrence_id = wire_get_i64(payload);
    event->sequence = wire_get_i64(payload);
    event->dtstamp = wire_get_i64(payload);
    event->status = (enum event_status)enum_get(payload, EVENT_CANCELLED);
    event->title = wire_get_string(payload, CALENDAR_TITLE_BYTES);
    event->organizer = wire_get_string(payload, ADDRESS_BYTES);
    event->sent_by = wire_get_string(payload, ADDRESS_BYTES);
    event->location = wire_get_string(payload, CALENDAR_TITLE_BYTES);
    event->conference = wire_get_string(payload, CALENDAR_URI_BYTES);
    event->line = wire_get_u32(payload);
    event->text = wire_get_string(payload, TEXT_BYTES);
    attendees_get(payload, event);
    occurrences_get(payload, event, max_occurrences);
    bool whole = event->uid != NULL && *event->uid != '\0' && event->title != NULL && event->organizer != NULL &&
                 event->text != NULL;
    return whole ? payload_end(payload) : ERR_CORRUPT;
}

int record_get_refusal(struct wire_reader *payload, struct refusal *ret_refusal)
{
    struct refusal refusal = {.line = wire_get_u32(payload)};
    refusal.why = wire_get_string(payload, WHY_BYTES);
    refusal.title = wire_get_string(payload, CALENDAR_TITLE_BYTES);
    refusal.when = wire_get_string(payload, CALENDAR_WHEN_BYTES);
    if (payload_end(payload) != 0 || refusal.why == NULL) {
        refusal_done(&refusal);
        return ERR_CORRUPT;
    }
    *ret_refusal = refusal;
    return 0;
}
