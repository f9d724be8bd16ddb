/* api/events_stream.c: GET /v1/events. A stream that has read everything waits in a line; when there is more, some of
 * the line are woken in each turn of the loop, so that thousands of them hold nobody up. Who reads slowly is asked
 * again only when he has taken what he was given; who stops reading is dropped by the server's time-out. */
#include "base/mem.h"
#include "events.h"
#include "json_out.h"
#include "loop/clock.h"
#include "problem.h"
#include "query.h"
#include "respond.h"
#include "routes.h"
#include "tokens.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { WOKEN_AT_ONCE = 64, READ_AT_ONCE = 100, PIECE = 128 * 1024, RETRY_MS = 2000, LAST_MAX = 1000 };
static const duration_ms BEAT = 15 * SECOND_MS;

/* Owned by its answer. */
struct stream {
    struct events *events;
    struct http_exchange *exchange;
    struct stream *next, *previous; /* in the line of those who wait */
    bool waits, greeted, lost, beat;
    bool looks;               /* only: passcodes are left out */
    bool token;               /* who reads has shown one */
    uint64_t revoked;         /* so many were then */
    uint64_t place;           /* everything up to here is told */
    int64_t since_us;         /* when it began to wait */
    uint32_t kinds;           /* a bit for each that is wanted */
    char *meeting, *calendar; /* wanted only; NULL: all */
};

static void line_join(struct stream *stream)
{
    struct events *events = stream->events;
    stream->waits = true;
    stream->since_us = clock_monotonic_us();
    stream->next = NULL;
    stream->previous = events->last;
    if (events->last != NULL) {
        events->last->next = stream;
    } else {
        events->first = stream;
        loop_timer_set(events->beat, BEAT);
    }
    events->last = stream;
}

static void line_leave(struct stream *stream)
{
    struct events *events = stream->events;
    if (!stream->waits) {
        return;
    }
    stream->waits = false;
    *(stream->previous != NULL ? &stream->previous->next : &events->first) = stream->next;
    *(stream->next != NULL ? &stream->next->previous : &events->last) = stream->previous;
}

/* True if there may be more that are ready. */
static bool line_wake(struct events *events, bool (*ready)(struct stream *stream))
{
    for (size_t n = 0; n < WOKEN_AT_ONCE; n++) {
        struct stream *stream = events->first;
        if (stream == NULL || !ready(stream)) {
            return false;
        }
        line_leave(stream);
        http_exchange_wake(stream->exchange);
    }
    return true;
}

static bool is_behind(struct stream *stream)
{
    return stream->place < stream->events->newest;
}

static bool is_still(struct stream *stream)
{
    stream->beat = clock_monotonic_us() - stream->since_us >= BEAT * 1000;
    return stream->beat;
}

void events_wake(struct events *events)
{
    if (events->first != NULL) {
        loop_after_arm(events->after);
    }
}

void events_on_after(void *ctx)
{
    struct events *events = ctx;
    if (line_wake(events, is_behind)) {
        loop_after_arm(events->after);
    }
}

void events_on_beat(void *ctx)
{
    struct events *events = ctx;
    bool more = line_wake(events, is_still);
    if (events->first != NULL) {
        int64_t left = BEAT - (clock_monotonic_us() - events->first->since_us) / 1000;
        loop_timer_set(events->beat, more ? 1 : left > 1 ? left : 1);
    }
}

static bool is_wanted(const struct stream *stream, enum event_kind kind, const char *meeting, const char *calendar)
{
    return kind == EVENT_RESET ||
           ((stream->kinds & 1u << kind) != 0 &&
            (stream->meeting == NULL || (meeting != NULL && strcmp(stream->meeting, meeting) == 0)) &&
            (stream->calendar == NULL || (calendar != NULL && strcmp(stream->calendar, calendar) == 0)));
}

static void write_reset(struct stream *stream, struct buf *piece)
{
    const struct events *events = stream->events;
    struct journal_event event = {
        .id = events->newest,
        .at = events->api->host.now(events->api->host.ctx),
        .kind = event_words[EVENT_RESET],
        .object = "events behind the last one that was read are no longer kept, or it was never given",
    };
    event_write(events->api, &event, piece);
    stream->place = events->newest;
    stream->lost = false;
}

/* What is at hand as text. False: the place is before that. */
static bool read_texts(struct stream *stream, struct buf *piece)
{
    const struct events *events = stream->events;
    if (events->newest - stream->place > events->n_texts) {
        return false;
    }
    while (stream->place < events->newest && piece->len < PIECE) {
        stream->place++;
        const struct event_text *text = &events->texts[stream->place % EVENTS_AT_HAND];
        if (is_wanted(stream, text->kind, text->meeting, text->calendar)) {
            buf_append(piece, text->text, text->len);
        }
    }
    return true;
}

struct reading {
    struct stream *stream;
    struct buf *piece;
};

static void read_event(void *ctx, const struct journal_event *event)
{
    const struct reading *reading = ctx;
    struct stream *stream = reading->stream;
    int kind = event_kind_of(event->kind);
    if (stream->lost || reading->piece->len >= PIECE) {
        return;
    }
    if (event->id != stream->place + 1) {
        stream->lost = true;
        return;
    }
    stream->place = event->id;
    if (kind >= 0 && is_wanted(stream, (enum event_kind)kind, event->meeting, event->calendar)) {
        event_write(stream->events->api, event, reading->piece);
    }
}

static int read_journal(struct stream *stream, struct buf *piece)
{
    const struct api_host *host = &stream->events->api->host;
    uint64_t before = stream->place;
    struct reading reading = {.stream = stream, .piece = piece};
    if (host->journal_read == NULL) {
        stream->lost = true;
        return 0;
    }
    int rc = host->journal_read(host->ctx, stream->place, READ_AT_ONCE, read_event, &reading, NULL);
    stream->lost = stream->lost || stream->place == before;
    return rc;
}

/* Ids between events tell the place to those whose filter lets little through. */
static void write_place(const struct stream *stream, struct buf *piece)
{
    buf_printf(piece, "id: %" PRIu64 "\n\n", stream->place);
}

static int stream_more(void *ctx, struct buf *piece)
{
    struct stream *stream = ctx;
    const struct events *events = stream->events;
    const struct api_host *host = &events->api->host;
    line_leave(stream);
    if (stream->token && stream->revoked != events->api->tokens->revoked) {
        return HTTP_SOURCE_END; /* his may be it: he shows it again, and goes on */
    }
    host->engine(host->ctx); /* what is told is durable */
    if (!stream->greeted) {
        stream->greeted = true;
        buf_printf(piece, "retry: %d\n", RETRY_MS);
        write_place(stream, piece);
    }
    if (stream->lost) {
        write_reset(stream, piece);
    } else if (stream->place < events->newest && !read_texts(stream, piece)) {
        int rc = read_journal(stream, piece);
        if (rc < 0) {
            return rc;
        }
    }
    if (stream->looks) {
        piece->len = json_out_blank(piece->data, piece->len);
    }
    if (stream->beat && piece->len == 0) {
        buf_append_string(piece, ": still here\n");
        write_place(stream, piece);
    }
    stream->beat = false;
    if (piece->len > 0 || stream->lost || stream->place < events->newest) {
        return HTTP_SOURCE_MORE;
    }
    line_join(stream);
    return HTTP_SOURCE_WAITS;
}

static void stream_free(void *ctx)
{
    struct stream *stream = ctx;
    line_leave(stream);
    stream->events->n_streams--;
    mem_free(stream->meeting);
    mem_free(stream->calendar);
    mem_free(stream);
}

/* The route */

static int read_kinds(const struct query_value *value, uint32_t *ret_kinds, struct err *err)
{
    *ret_kinds = value->there ? 0 : UINT32_MAX;
    for (const char *at = value->there ? value->value : NULL; at != NULL;) {
        size_t len = strcspn(at, ",");
        char word[16] = "";
        int kind = -1;
        if (len < sizeof word) {
            memcpy(word, at, len);
            kind = event_kind_of(word);
        }
        if (kind < 0) {
            return err_set_field(err, ERR_INVALID, "event",
                                 "must be meeting, participant, bridge, calendar, pool, with commas between");
        }
        *ret_kinds |= 1u << kind;
        at = at[len] == ',' ? at + len + 1 : NULL;
    }
    return 0;
}

/* A whole number of at most so many digits. */
static bool read_number(const char *text, size_t digits, uint64_t *ret_number)
{
    size_t len = strlen(text);
    if (len == 0 || len > digits || strspn(text, "0123456789") != len) {
        return false;
    }
    *ret_number = strtoull(text, NULL, 10);
    return true;
}

/* Behind the event that the client had last. */
static int place_behind(struct stream *stream, const char *text, uint64_t oldest, struct err *err)
{
    uint64_t newest = stream->events->newest, place = 0;
    if (!read_number(text, 18, &place)) {
        return err_set_field(err, ERR_UNREADABLE, "Last-Event-ID", "must be the id of an event, a number");
    }
    stream->lost = place > newest || (place < newest && place + 1 < oldest);
    stream->place = stream->lost ? newest : place;
    return 0;
}

/* So many of the newest, as far as they are kept. */
static int place_before(struct stream *stream, const char *text, uint64_t oldest, struct err *err)
{
    uint64_t newest = stream->events->newest, n = 0;
    if (!read_number(text, 4, &n) || n > LAST_MAX) {
        return err_set_field(err, ERR_INVALID, "last", "must be a number of events, at most %d", LAST_MAX);
    }
    uint64_t kept = newest + 1 - oldest;
    stream->place = newest - (n < kept ? n : kept);
    return 0;
}

/* Where to go on: behind what the client names, else with the last so many, else with what comes from now on. */
static int read_place(struct stream *stream, const char *behind, const struct query_value *last, struct err *err)
{
    const struct events *events = stream->events;
    const struct api_host *host = &events->api->host;
    stream->place = events->newest;
    struct journal_extent extent = {.oldest = events->newest + 1, .newest = events->newest};
    int rc = host->journal_extent != NULL ? host->journal_extent(host->ctx, &extent, err) : 0;
    if (rc < 0 || (behind == NULL && !last->there)) {
        return rc;
    }
    bool none = events->restored || extent.oldest > events->newest; /* of this past, or at all */
    uint64_t oldest = none ? events->newest + 1 : extent.oldest;
    return behind != NULL ? place_behind(stream, behind, oldest, err) : place_before(stream, last->value, oldest, err);
}

static int stream_read(struct call *call, struct stream *stream, struct err *err)
{
    struct query_value values[] = {
        {.name = "event"}, {.name = "meeting"}, {.name = "calendar"}, {.name = "after"}, {.name = "last"}};
    int rc = query_read(call, values, sizeof values / sizeof values[0], err);
    rc = rc < 0 ? rc : read_kinds(&values[0], &stream->kinds, err);
    const char *header = http_exchange_header(call->exchange, "Last-Event-ID");
    header = header != NULL && header[0] != '\0' ? header : NULL; /* empty: as from who has had none yet */
    const char *behind = header != NULL || !values[3].there ? header : values[3].value;
    rc = rc < 0 ? rc : read_place(stream, behind, &values[4], err);
    if (rc < 0) {
        return rc;
    }
    stream->looks = call->role == ACCESS_LOOK;
    stream->token = !http_exchange_peer(call->exchange)->local && !stream->looks;
    stream->revoked = call->api->tokens->revoked;
    stream->meeting = values[1].there ? mem_strdup(values[1].value) : NULL;
    stream->calendar = values[2].there ? mem_strdup(values[2].value) : NULL;
    return 0;
}

int route_events_get(struct call *call, struct err *err)
{
    struct events *events = call->api->events;
    const struct api_host *host = &call->api->host;
    host->engine(host->ctx);
    struct stream read = {.events = events, .exchange = call->exchange};
    int rc = stream_read(call, &read, err);
    if (rc < 0) {
        return rc;
    }
    if (events->n_streams >= events->limit) {
        mem_free(read.meeting);
        mem_free(read.calendar);
        return err_set(err, ERR_BUSY, "there are %u event streams already, the most (api.event_streams)",
                       events->limit);
    }
    struct stream *stream = mem_zalloc(sizeof *stream);
    *stream = read;
    events->n_streams++;
    respond_header_value(call, "Cache-Control", "no-store");
    struct http_source source = {.more = stream_more, .free = stream_free, .ctx = stream, .stays = true};
    respond_source(call, "text/event-stream", &source);
    return 0;
}
