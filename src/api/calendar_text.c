/* api/calendar_text.c: the meetings of a calendar as text/calendar, with how to join them.
 *
 * A calendar can be long: it is written while it is sent, a piece a turn, going on behind the last meeting that was
 * looked at. A meeting that moves meanwhile may be missing or stand twice; its calendar then has another tag, so that
 * who asks again gets it all. */
#include "calendar_text.h"

#include "base/mem.h"
#include "calendar/write.h"
#include "etag.h"
#include "respond.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PIECE_BYTES = 16 * 1024, PIECE_MEETINGS = 2000 };

/* One answer on its way. */
struct text_answer {
    struct api_host host; /* a copy */
    char *calendar;
    struct window window;
    bool begun;
    instant start; /* of the last meeting looked at … */
    char id[GUID_SIZE];
};

static void text_free(void *ctx)
{
    struct text_answer *answer = ctx;
    mem_free(answer->calendar);
    mem_free(answer);
}

/* Of the meetings that were made of one occurrence, one after another, the last one speaks. */
static bool text_is_past(const struct meeting *meeting)
{
    const struct meeting *later = meeting_is_final(meeting) ? meeting->booking_next : NULL;
    while (later != NULL && later->recurrence_id != meeting->recurrence_id) {
        later = later->booking_next;
    }
    return later != NULL;
}

static bool text_wants(const struct text_answer *answer, const struct meeting *meeting)
{
    return (meeting->end > answer->window.from || meeting->start >= answer->window.from) &&
           strcmp(meeting_calendar(meeting), answer->calendar) == 0 && !text_is_past(meeting);
}

static void text_write(const struct text_answer *answer, const struct engine *engine, const struct meeting *meeting,
                       struct buf *piece)
{
    const struct component *event = meeting_governor(meeting);
    CLEAN_FREE struct attendee *people = NULL;
    CLEAN_FREE char *location = NULL;
    CLEAN_FREE char *conference = NULL;
    if (event != NULL) {
        answer->host.place(answer->host.ctx, meeting->booking, event, &location, &conference);
    }
    struct calendar_entry entry = {
        .meeting = meeting,
        .pool = &engine_settings(engine)->pool,
        .stamp = event != NULL ? event->dtstamp : INSTANT_NONE,
        .n_people = engine_said(meeting, &people),
    };
    entry.people = people;
    entry.location = location;
    entry.conference = conference;
    calendar_write_meeting(piece, &entry);
}

/* Behind the last meeting looked at, which may be gone or moved since. */
static size_t text_position(const struct text_answer *answer, const struct engine *engine)
{
    if (!answer->begun) {
        return 0;
    }
    size_t position = engine_meeting_seek(engine, answer->start, answer->id);
    const struct meeting *there = engine_meeting_at(engine, position);
    bool same = there != NULL && there->start == answer->start && strcmp(there->id, answer->id) == 0;
    return position + (same ? 1 : 0);
}

static int text_more(void *ctx, struct buf *piece)
{
    struct text_answer *answer = ctx;
    const struct engine *engine = answer->host.engine(answer->host.ctx);
    size_t position = text_position(answer, engine);
    const struct meeting *meeting = NULL;
    if (!answer->begun) {
        calendar_write_head(piece, answer->calendar);
    }
    answer->begun = true;
    for (int n = 0; n < PIECE_MEETINGS && piece->len < PIECE_BYTES; n++) {
        meeting = engine_meeting_at(engine, position++);
        if (meeting == NULL || meeting->start >= answer->window.to) {
            calendar_write_tail(piece);
            return 0;
        }
        if (text_wants(answer, meeting)) {
            text_write(answer, engine, meeting, piece);
        }
    }
    assert(meeting != NULL); /* a head is shorter than a piece */
    answer->start = meeting->start;
    memcpy(answer->id, meeting->id, sizeof answer->id);
    return 1;
}

/* Says what the text depends on: the meetings (the seed of its map is another in each run), the window, the pool. */
static void text_etag(const struct engine *engine, const char *name, const struct window *window,
                      char ret_etag[ETAG_SIZE])
{
    const struct calendar *calendar = engine_calendar(engine, name);
    const struct setting_pool *pool = &engine_settings(engine)->pool;
    uint64_t hash = hash_bytes(HASH_START, window, sizeof *window);
    hash = hash_string(hash_string(hash_string(hash, pool->uri), pool->call_id), pool->domain);
    if (calendar != NULL) {
        hash = hash_bytes(hash, &calendar->bookings.seed, sizeof calendar->bookings.seed);
        hash = hash_bytes(hash, &calendar->revision, sizeof calendar->revision);
    }
    snprintf(ret_etag, ETAG_SIZE, "\"%016" PRIx64 "\"", hash);
}

/* From the beginning of yesterday to the end of the day on which the horizon lies: the same all day, so that the tag
 * is, too. */
static struct window text_window(const struct call *call, const struct engine *engine)
{
    const struct api_host *host = &call->api->host;
    instant now = host->now(host->ctx);
    instant today = now - now % DAY_MS;
    return (struct window){.from = today - DAY_MS, .to = today + engine_settings(engine)->horizon + 2 * DAY_MS};
}

int calendar_text_respond(struct call *call, const struct query_value *from, const struct query_value *to,
                          struct err *err)
{
    const struct api_host *host = &call->api->host;
    const struct engine *engine = host->engine(host->ctx);
    struct window window = text_window(call, engine);
    int rc = query_window(from, to, &window, err);
    if (rc < 0) {
        return rc;
    }
    char etag[ETAG_SIZE];
    text_etag(engine, call->parts[0], &window, etag);
    respond_header_value(call, "ETag", etag);
    const char *known = http_exchange_header(call->exchange, "If-None-Match");
    if (known != NULL && etag_list_holds_weakly(known, etag)) {
        respond_empty(call, 304);
        return 0;
    }
    struct text_answer *answer = mem_zalloc(sizeof *answer);
    *answer = (struct text_answer){.host = *host, .calendar = mem_strdup(call->parts[0]), .window = window};
    const struct http_source source = {.more = text_more, .free = text_free, .ctx = answer};
    respond_source(call, "text/calendar; charset=utf-8", &source);
    return 0;
}
