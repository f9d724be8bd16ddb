/* api/events.c: the events of a run: where the journal stands, and the newest of them at hand. */
#include "events.h"

#include "base/mem.h"

const char *const event_words[N_EVENT_KINDS] = {"meeting", "participant", "bridge", "calendar", "pool", "reset"};

int events_new(struct api *api, struct loop *loop, uint32_t limit, struct events **ret_events, struct err *err)
{
    struct journal_extent extent = {.oldest = 1};
    const struct api_host *host = &api->host;
    int rc = host->journal_extent != NULL ? host->journal_extent(host->ctx, &extent, err) : 0;
    if (rc < 0) {
        return rc;
    }
    struct events *events = mem_zalloc(sizeof *events);
    events->api = api;
    events->limit = limit;
    events->newest = extent.newest;
    events->restored = extent.restored;
    if (extent.restored) { /* behind every id that the store before may have given */
        uint64_t now = (uint64_t)host->now(host->ctx);
        events->newest = now > extent.newest ? now : extent.newest + 1;
    }
    if (loop != NULL) {
        events->after = loop_add_after(loop, events_on_after, events);
        events->beat = loop_add_timer(loop, events_on_beat, events);
    }
    *ret_events = events;
    return 0;
}

static void text_done(struct event_text *text)
{
    mem_free(text->meeting);
    mem_free(text->calendar);
    mem_free(text->text);
    *text = (struct event_text){0};
}

/* The oldest of those at hand goes. */
static void texts_drop(struct events *events)
{
    struct event_text *oldest = &events->texts[(events->newest + 1 - events->n_texts) % EVENTS_AT_HAND];
    events->text_bytes -= oldest->len;
    events->n_texts--;
    text_done(oldest);
}

static void texts_clear(struct events *events)
{
    while (events->n_texts > 0) {
        texts_drop(events);
    }
}

static void records_clear(struct events *events)
{
    for (size_t i = 0; i < events->n_records; i++) {
        const struct journal_event *record = &events->records[i];
        mem_free((void *)(uintptr_t)record->object);
        mem_free((void *)(uintptr_t)record->meeting);
        mem_free((void *)(uintptr_t)record->calendar);
        mem_free((void *)(uintptr_t)record->cause);
        mem_free((void *)(uintptr_t)record->data);
    }
    events->n_records = 0;
}

void events_free(struct events *events)
{
    if (events == NULL) {
        return;
    }
    texts_clear(events);
    records_clear(events);
    loop_source_free(events->after);
    loop_source_free(events->beat);
    mem_free(events->records);
    mem_free(events);
}

static void texts_add(struct events *events, const struct journal_event *record)
{
    if (events->n_texts == EVENTS_AT_HAND) {
        texts_drop(events);
    }
    struct buf text;
    buf_init(&text, HTTP_PIECE_LIMIT);
    event_write(events->api, record, &text);
    events->newest = record->id;
    struct event_text *slot = &events->texts[record->id % EVENTS_AT_HAND];
    *slot = (struct event_text){
        .kind = (enum event_kind)event_kind_of(record->kind),
        .meeting = mem_strdup(record->meeting),
        .calendar = mem_strdup(record->calendar),
        .len = text.len,
    };
    slot->text = buf_take(&text);
    events->n_texts++;
    events->text_bytes += slot->len;
    while (events->text_bytes > EVENTS_AT_HAND_BYTES) {
        texts_drop(events);
    }
}

void events_publish(struct events *events)
{
    if (events->n_records == 0) {
        return;
    }
    events->restored = false;
    if (events->n_streams == 0 || events->n_records > EVENTS_BULK) {
        texts_clear(events);
        events->newest = events->records[events->n_records - 1].id;
    }
    for (size_t i = 0; i < events->n_records && events->newest < events->records[i].id; i++) {
        texts_add(events, &events->records[i]);
    }
    records_clear(events);
    events_wake(events);
}

void events_forget(struct events *events)
{
    for (size_t i = 0; i < EVENTS_TOLD; i++) {
        events->told[i] = (struct event_told){0};
    }
    for (size_t i = 0; i < MAX_BRIDGES; i++) {
        events->bridges[i] = 0;
    }
    records_clear(events);
}
