/* Messages as a mail system or a person sends them, several in a run: bytes, reader, engine. After each of them what
 * must always hold does, and the same message again changes nothing more.
 *
 * A line "=X" stands before each message: =m it is brought by somebody who is trusted, =a by mail from the organizer of
 * what is booked here, =b by mail from an attendee, =s it is the whole calendar, =t an hour passes (and nothing is
 * said). */
#include "fuzz.h"

#include "../../src/calendar/reader.h"
#include "../unit/core/plain_settings.h"

#include "base/mem.h"
#include "calendar/limits.h"
#include "core/engine.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVENTS = 20, OCCURRENCES = 100, MESSAGES = 16, REREADS = 20 };

static const instant FROM = INT64_C(1767225600000); /* 2026 */

static const char BEFORE[] = "BEGIN:VCALENDAR\nMETHOD:REQUEST\n"
                             "BEGIN:VEVENT\nUID:one\nDTSTAMP:20260101T000000Z\nDTSTART:20260102T090000Z\n"
                             "DTEND:20260102T100000Z\nORGANIZER:mailto:a@x\nATTENDEE:sip:b@x\nATTENDEE:sip:c@x\n"
                             "END:VEVENT\n"
                             "BEGIN:VEVENT\nUID:weekly\nDTSTAMP:20260101T000000Z\nDTSTART:20260101T010000Z\n"
                             "DTEND:20260101T020000Z\nRRULE:FREQ=DAILY;COUNT=9\nORGANIZER:mailto:a@x\n"
                             "ATTENDEE:sip:b@x\nEND:VEVENT\n"
                             "BEGIN:VEVENT\nUID:weekly\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID:20260103T010000Z\n"
                             "DTSTART:20260103T030000Z\nDTEND:20260103T040000Z\nORGANIZER:mailto:a@x\n"
                             "ATTENDEE:sip:b@x\nEND:VEVENT\nEND:VCALENDAR\n";

/* What the store would have: the texts of components. */
struct text {
    const struct booking *booking;
    instant recurrence_id;
    char *text;
};

struct desk {
    struct settings settings;
    struct engine *engine;
    struct effects effects;
    instant now;
    struct text *texts;
    size_t n_texts, texts_capacity;
    struct merge_counts counts; /* of the last reply */
    bool refused;
};

static void texts_keep(struct desk *desk, const struct change *change)
{
    const struct component *component = change->object.component;
    size_t at = 0;
    while (at < desk->n_texts &&
           (desk->texts[at].booking != change->booking || desk->texts[at].recurrence_id != component->recurrence_id)) {
        at++;
    }
    if (change->deleted) {
        if (at < desk->n_texts) {
            mem_free(desk->texts[at].text);
            desk->texts[at] = desk->texts[--desk->n_texts];
        }
        return;
    }
    if (at == desk->n_texts) {
        ARRAY_GROW(desk->texts, desk->n_texts, desk->texts_capacity);
        desk->texts[desk->n_texts++] = (struct text){change->booking, component->recurrence_id, NULL};
    }
    if (component->texts != NULL && component->texts->text != NULL) {
        mem_replace(&desk->texts[at].text, component->texts->text);
    }
}

static void texts_collect(const struct desk *desk, const struct booking *booking, struct buf *out)
{
    for (uint32_t c = 0; c < booking->n_components; c++) {
        for (size_t i = 0; i < desk->n_texts && !booking->components[c]->cancelled; i++) {
            const struct text *text = &desk->texts[i];
            if (text->booking == booking && text->recurrence_id == booking->components[c]->recurrence_id &&
                text->text != NULL) {
                buf_append_string(out, text->text);
            }
        }
    }
}

static void content_fill(struct calendar_content *content, struct reader *reader)
{
    for (size_t i = 0; i < reader->scan->n_events; i++) {
        struct event event;
        struct err err = {0};
        int rc = reader_read(reader, &reader->scan->events[i], &event, &err);
        if (rc == 0) {
            *calendar_content_add_event(content) = event;
            continue;
        }
        if (rc < 0) {
            calendar_content_refuse(content, event.uid, err.line, err.message);
        }
        event_done(&event);
    }
}

/* False: it is no calendar at all. */
static bool content_read(const struct desk *desk, const char *text, size_t len, struct calendar_content *ret_content)
{
    static struct zones zones;
    if (zones.n_files == 0) {
        zones_init(&zones);
        if (zones_load(&zones, "/usr/share/zoneinfo") != 0) {
            return false;
        }
    }
    struct scan scan;
    struct err err = {0};
    struct scan_options options = {.max_events = EVENTS, .max_nesting = 4};
    if (scan_body(&scan, text, len, &options, &err) != 0) {
        return false;
    }
    calendar_content_init(ret_content);
    ret_content->method = scan.method;
    ret_content->window = (struct window){desk->now, desk->now + desk->settings.horizon};
    struct series_frame frame = {zones_find(&zones, "UTC"), ret_content->window, OCCURRENCES, NULL};
    struct zone_book book;
    struct reader reader;
    zone_book_init(&book, &zones, &scan, frame.window.to);
    reader_init(&reader, &scan, &book, &frame);
    content_fill(ret_content, &reader);
    reader_done(&reader);
    zone_book_done(&book);
    scan_done(&scan);
    return true;
}

static void desk_reread(struct desk *desk, struct booking *booking, uint64_t number);

/* As a turn of the service: what is to be read again is read when it is over. */
static void desk_fact(struct desk *desk, const struct fact *fact)
{
    struct err err = {0};
    struct reread rereads[REREADS];
    size_t n = 0;
    engine_step(desk->engine, ++desk->now, fact, &desk->effects);
    if (engine_check(desk->engine, &err) != 0) {
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
    for (size_t i = 0; i < desk->effects.n_changes; i++) {
        if (desk->effects.changes[i].kind == CHANGE_COMPONENT) {
            texts_keep(desk, &desk->effects.changes[i]);
        }
    }
    for (size_t i = 0; i < desk->effects.n_replies; i++) {
        desk->counts = desk->effects.replies[i].counts;
        desk->refused = desk->effects.replies[i].err.code != 0;
    }
    for (size_t i = 0; i < desk->effects.n_rereads && n < REREADS; i++) {
        rereads[n++] = desk->effects.rereads[i];
    }
    effects_clear(&desk->effects);
    for (size_t i = 0; i < n; i++) {
        desk_reread(desk, rereads[i].booking, rereads[i].number);
    }
}

static void desk_reread(struct desk *desk, struct booking *booking, uint64_t number)
{
    struct buf text CLEAN_BUF;
    struct calendar_content content;
    buf_init(&text, 1 << 20);
    buf_append_string(&text, "");
    texts_collect(desk, booking, &text);
    if (booking->reread != number) {
        return;
    }
    if (text.len == 0 || !content_read(desk, buf_string(&text), text.len, &content)) {
        calendar_content_init(&content);
        content.window = (struct window){desk->now, desk->now + desk->settings.horizon};
    }
    struct command command = {.kind = COMMAND_REREAD,
                              .calendar = booking->calendar->name,
                              .uid = booking->uid,
                              .number = number,
                              .content = &content};
    desk_fact(desk, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&content);
}

static void desk_take(struct desk *desk, char kind, const char *text, size_t len)
{
    struct calendar_content content;
    if (!content_read(desk, text, len, &content)) {
        return;
    }
    content.sender = kind == 'a' ? mem_strdup("a@x") : kind == 'b' ? mem_strdup("sip:b@x") : NULL;
    struct command command = {
        .kind = kind == 's' ? COMMAND_SNAPSHOT : COMMAND_MESSAGE, .token = 1, .calendar = "mail", .content = &content};
    desk_fact(desk, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&content);
}

/* One message, twice: the second time it is news to nobody. */
static void desk_tell(struct desk *desk, char kind, const char *text, size_t len)
{
    if (kind == 't') {
        desk->now += HOUR_MS;
        desk_fact(desk, &(struct fact){.kind = FACT_TIME});
        return;
    }
    desk_take(desk, kind, text, len);
    desk->counts = (struct merge_counts){0};
    desk_take(desk, kind, text, len);
    const struct merge_counts *again = &desk->counts;
    if (again->created + again->changed + again->cancelled > 0) {
        fprintf(stderr, "told again, it created %u, changed %u, cancelled %u\n", again->created, again->changed,
                again->cancelled);
        abort();
    }
}

/* Where the next "=X" line begins, or the end. */
static const char *message_end(const char *at, const char *end)
{
    for (; at < end; at++) {
        if (*at == '\n' && end - at > 3 && at[1] == '=' && at[3] == '\n') {
            return at + 1;
        }
    }
    return end;
}

static void desk_tell_all(struct desk *desk, const char *at, const char *end)
{
    for (int n = 0; at < end && n < MESSAGES; n++) {
        char kind = 'm';
        if (end - at > 2 && at[0] == '=' && at[2] == '\n') {
            kind = at[1];
            at += 3;
        }
        const char *stop = message_end(at, end);
        desk_tell(desk, kind, at, (size_t)(stop - at));
        at = stop;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t seed[RANDOM_SEED_SIZE] = {1};
    struct desk desk = {.settings = plain_settings(), .now = FROM};
    desk.engine = engine_new(&desk.settings, seed);
    effects_init(&desk.effects);
    desk_fact(&desk, &(struct fact){.kind = FACT_STARTED});
    desk_take(&desk, 'm', BEFORE, sizeof BEFORE - 1);
    desk_tell_all(&desk, (const char *)data, (const char *)data + size);
    effects_done(&desk.effects);
    engine_free(desk.engine);
    for (size_t i = 0; i < desk.n_texts; i++) {
        mem_free(desk.texts[i].text);
    }
    mem_free(desk.texts);
    return 0;
}
