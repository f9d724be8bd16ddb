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

/* What is left of an object that is no more. */
static json_t *data_deleted(const char *id, const char *meeting)
{
    json_t *json = json_object();
    json_out_put(json, "id", json_out_text(id));
    if (meeting != NULL) {
        json_out_put(json, "meeting", json_out_text(meeting));
    }
    json_out_put(json, "deleted", json_true());
    return json;
}

static json_t *data_meeting(const struct api *api, const char *id, const char *meeting)
{
    (void)meeting;
    const struct engine *engine = api->host.engine(api->host.ctx);
    const struct meeting *found = engine_meeting(engine, id);
    return found != NULL ? json_out_meeting(engine, found) : data_deleted(id, NULL);
}

static json_t *data_participant(const struct api *api, const char *id, const char *meeting)
{
    const struct engine *engine = api->host.engine(api->host.ctx);
    const struct meeting *of = meeting != NULL ? engine_meeting(engine, meeting) : NULL;
    struct participant *owned = NULL;
    const struct participant *one = of != NULL ? engine_people(engine, of, &owned) : NULL;
    while (one != NULL && strcmp(one->id, id) != 0) {
        one = one->next;
    }
    json_t *json = one != NULL ? json_out_participant(one) : data_deleted(id, NULL);
    json_out_put(json, "meeting", json_out_text(meeting));
    participants_free(owned);
    return json;
}

static json_t *data_bridge(const struct api *api, const char *name, const char *meeting)
{
    (void)meeting;
    const struct engine *engine = api->host.engine(api->host.ctx);
    const struct settings *settings = engine_settings(engine);
    uint32_t index = bridge_find(settings, name);
    return index < settings->n_bridges ? bridge_json(engine, index) : data_deleted(name, NULL);
}

static json_t *data_calendar(const struct api *api, const char *name, const char *meeting)
{
    (void)meeting;
    return calendar_json(api, name);
}

static json_t *data_pool(const struct api *api, const char *index, const char *meeting)
{
    (void)meeting;
    const struct engine *engine = api->host.engine(api->host.ctx);
    uint32_t wanted = (uint32_t)strtoul(index, NULL, 10);
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(engine, i)) != NULL && space->index != wanted;) {
        i++;
    }
    return json_out_space(engine_settings(engine), wanted, space);
}

/* Who followed has missed something, or what he has is of another past. */
static json_t *data_reset(const struct api *api, const char *why, const char *meeting)
{
    (void)api;
    (void)meeting;
    json_t *json = json_object();
    json_out_put(json, "reason", json_out_text(why));
    json_out_put(json, "advice", json_string("read what you follow anew, and go on from this event"));
    return json;
}

char *event_data(const struct api *api, enum event_kind kind, const char *object, const char *meeting)
{
    static json_t *(*const MAKE[])(const struct api *, const char *, const char *) = {
        [EVENT_MEETING] = data_meeting, [EVENT_PARTICIPANT] = data_participant,
        [EVENT_BRIDGE] = data_bridge,   [EVENT_CALENDAR] = data_calendar,
        [EVENT_POOL] = data_pool,       [EVENT_RESET] = data_reset,
    };
    json_auto_t *json = MAKE[kind](api, object, meeting);
    return mem_must(json_dumps(json, JSON_COMPACT));
}

void event_write(const struct api *api, const struct journal_event *event, struct buf *text)
{
    int kind = event_kind_of(event->kind);
    CLEAN_FREE char *now = event->data == NULL ? event_data(api, kind >= 0 ? (enum event_kind)kind : EVENT_RESET,
                                                            event->object, event->meeting)
                                               : NULL;
    const char *data = now != NULL ? now : event->data;
    assert(data != NULL);
    char at[INSTANT_TEXT_SIZE];
    buf_printf(text, "id: %" PRIu64 "\nevent: %s\ndata: ", event->id, event->kind);
    buf_append(text, data, strlen(data) - 1); /* an object's last byte is its brace */
    buf_printf(text, ",\"at\":\"%s\"", instant_format(event->at, at));
    if (event->cause != NULL) {
        buf_printf(text, ",\"cause\":%s", event->cause);
    }
    buf_append_string(text, "}\n\n");
}
