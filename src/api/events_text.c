/* api/events_text.c: an event in the words of the stream (WHATWG HTML, 9.2 server-sent events). */
#include "events.h"

#include "base/mem.h"
#include "bridges.h"
#include "calendars.h"
#include "json_out.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int event_kind_of(const char *word)
{
    for (int i = 0; i < N_EVENT_KINDS; i++) {
        if (strcmp(word, event_words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

/* What is left of an object that is no more; of a space, id is its index. */
static void write_deleted(struct json_writer *json, enum event_kind kind, const char *id, const char *meeting)
{
    json_write_object(json, NULL);
    if (kind == EVENT_POOL) {
        json_write_number(json, "index", (int64_t)strtoul(id, NULL, 10));
    } else {
        json_write_text(json, "id", id);
    }
    if (meeting != NULL) {
        json_write_text(json, "meeting", meeting);
    }
    json_write_bool(json, "deleted", true);
    json_write_end(json);
}

static void write_meeting(struct json_writer *json, const struct api *api, const char *id, const char *meeting)
{
    (void)meeting;
    const struct engine *engine = api->host.engine(api->host.ctx);
    const struct meeting *found = engine_meeting(engine, id);
    if (found != NULL) {
        json_out_meeting(json, engine, found);
    } else {
        write_deleted(json, EVENT_MEETING, id, NULL);
    }
}

static void write_participant(struct json_writer *json, const struct api *api, const char *id, const char *meeting)
{
    const struct engine *engine = api->host.engine(api->host.ctx);
    const struct meeting *of = meeting != NULL ? engine_meeting(engine, meeting) : NULL;
    struct participant *owned = NULL;
    const struct participant *one = of != NULL ? engine_people(engine, of, &owned) : NULL;
    while (one != NULL && strcmp(one->id, id) != 0) {
        one = one->next;
    }
    if (one != NULL) {
        json_out_participant(json, one, meeting);
    } else {
        write_deleted(json, EVENT_PARTICIPANT, id, meeting);
    }
    participants_free(owned);
}

static void write_bridge(struct json_writer *json, const struct api *api, const char *name, const char *meeting)
{
    (void)meeting;
    const struct engine *engine = api->host.engine(api->host.ctx);
    const struct settings *settings = engine_settings(engine);
    uint32_t index = bridge_find(settings, name);
    if (index < settings->n_bridges) {
        bridge_write_json(json, engine, index);
    } else {
        write_deleted(json, EVENT_BRIDGE, name, NULL);
    }
}

static void write_calendar(struct json_writer *json, const struct api *api, const char *name, const char *meeting)
{
    (void)meeting;
    calendar_write_json(json, api, name);
}

static void write_pool(struct json_writer *json, const struct api *api, const char *index, const char *meeting)
{
    (void)meeting;
    const struct engine *engine = api->host.engine(api->host.ctx);
    uint32_t wanted = (uint32_t)strtoul(index, NULL, 10);
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(engine, i)) != NULL && space->index != wanted;) {
        i++;
    }
    json_out_space(json, engine_settings(engine), wanted, space);
}

/* Who followed has missed something, or what he has is of another past. */
static void write_reset(struct json_writer *json, const struct api *api, const char *why, const char *meeting)
{
    (void)api;
    (void)meeting;
    json_write_object(json, NULL);
    json_write_text(json, "reason", why);
    json_write_text(json, "advice", "read what you follow anew, and go on from this event");
    json_write_end(json);
}

char *event_data(const struct api *api, enum event_kind kind, const char *object, const char *meeting)
{
    static void (*const WRITE[])(struct json_writer *, const struct api *, const char *, const char *) = {
        [EVENT_MEETING] = write_meeting, [EVENT_PARTICIPANT] = write_participant,
        [EVENT_BRIDGE] = write_bridge,   [EVENT_CALENDAR] = write_calendar,
        [EVENT_POOL] = write_pool,       [EVENT_RESET] = write_reset,
    };
    struct buf text;
    struct json_writer json;
    buf_init(&text, SIZE_MAX);
    json_write_begin(&json, &text);
    WRITE[kind](&json, api, object, meeting);
    return buf_take(&text);
}

char *event_deleted(enum event_kind kind, const char *object, const char *meeting)
{
    struct buf text;
    struct json_writer json;
    buf_init(&text, SIZE_MAX);
    json_write_begin(&json, &text);
    write_deleted(&json, kind, object, meeting);
    return buf_take(&text);
}

void event_object(const struct api *api, const struct journal_event *event, struct buf *text)
{
    int kind = event_kind_of(event->kind);
    CLEAN_FREE char *now = event->data == NULL ? event_data(api, kind >= 0 ? (enum event_kind)kind : EVENT_RESET,
                                                            event->object, event->meeting)
                                               : NULL;
    const char *data = now != NULL ? now : event->data;
    assert(data != NULL);
    char at[INSTANT_TEXT_SIZE];
    buf_append(text, data, strlen(data) - 1); /* an object's last byte is its brace */
    buf_printf(text, ",\"at\":\"%s\"", instant_format(event->at, at));
    if (event->cause != NULL) {
        buf_printf(text, ",\"cause\":%s", event->cause);
    }
    buf_append_char(text, '}');
}

void event_write(const struct api *api, const struct journal_event *event, struct buf *text)
{
    buf_printf(text, "id: %" PRIu64 "\nevent: %s\ndata: ", event->id, event->kind);
    event_object(api, event, text);
    buf_append_string(text, "\n\n");
}
