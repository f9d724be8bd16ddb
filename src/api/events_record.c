/* api/events_record.c: what a turn did, as events. What is written for our own use only (a request that is under way,
 * a time to look again) is no event: each kind has a version of what is shown of it. */
#include "base/hash.h"
#include "base/mem.h"
#include "events.h"
#include "pending.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Whether somebody who was told the last event of this object would learn anything; then he is told. */
static bool is_news(struct events *events, uint64_t key, uint64_t version)
{
    struct event_told *told = &events->told[key % EVENTS_TOLD];
    bool news = told->key != key || told->version != version;
    *told = (struct event_told){key, version};
    return news;
}

static uint64_t key_of(enum event_kind kind, const char *object)
{
    return hash_of((uint64_t)kind + 1, object, strlen(object));
}

static struct journal_event *record_add(struct events *events, enum event_kind kind, const char *object)
{
    ARRAY_GROW(events->records, events->n_records, events->capacity);
    struct journal_event *record = &events->records[events->n_records++];
    *record = (struct journal_event){
        .id = events->newest + events->n_records,
        .at = events->api->host.now(events->api->host.ctx),
        .kind = event_words[kind],
        .object = mem_strdup(object),
    };
    return record;
}

/* One recording: the effects it is made of, and whether they are too many to be told one by one. */
struct recording {
    struct events *events;
    const struct effects *effects;
    bool bulk;
};

/* Who wanted it: whose command made the change (NULL: it has none of its own), or has a reply that shows the object. */
static char *cause_of(const struct recording *recording, const struct change *change, const void *object)
{
    const struct effects *effects = recording->effects;
    if (change != NULL && change->cause != 0) {
        return pending_cause(recording->events->api, change->cause);
    }
    for (size_t i = 0; i < effects->n_replies && object != NULL; i++) {
        const struct reply *reply = &effects->replies[i];
        if (reply->err.code == 0 && (reply->meeting == object || reply->participant == object ||
                                     reply->bridge == object || reply->space == object || reply->calendar == object)) {
            return pending_cause(recording->events->api, reply->token);
        }
    }
    return NULL;
}

static void record_meeting(const struct recording *recording, const struct change *change)
{
    const struct meeting *meeting = change->object.meeting;
    struct events *events = recording->events;
    uint64_t version = change->deleted ? UINT64_MAX : meeting->version;
    if (!is_news(events, key_of(EVENT_MEETING, meeting->id), version)) {
        return;
    }
    struct journal_event *record = record_add(events, EVENT_MEETING, meeting->id);
    record->meeting = mem_strdup(meeting->id);
    record->calendar = meeting_calendar(meeting)[0] != '\0' ? mem_strdup(meeting_calendar(meeting)) : NULL;
    record->cause = cause_of(recording, change, meeting);
    record->data = change->deleted   ? event_deleted(EVENT_MEETING, meeting->id, NULL)
                   : recording->bulk ? NULL
                                     : event_data(events->api, EVENT_MEETING, meeting->id, NULL);
}

static void record_participant(const struct recording *recording, const struct change *change)
{
    const struct participant *one = change->object.participant;
    struct events *events = recording->events;
    const struct meeting *meeting = one->meeting;
    uint64_t version = change->deleted ? UINT64_MAX : one->version;
    if (meeting == NULL || !is_news(events, key_of(EVENT_PARTICIPANT, one->id), version)) {
        return;
    }
    struct journal_event *record = record_add(events, EVENT_PARTICIPANT, one->id);
    record->meeting = mem_strdup(meeting->id);
    record->calendar = meeting_calendar(meeting)[0] != '\0' ? mem_strdup(meeting_calendar(meeting)) : NULL;
    record->cause = cause_of(recording, change, one);
    if (record->cause == NULL) {
        record->cause = cause_of(recording, change, meeting);
    }
    record->data = change->deleted   ? event_deleted(EVENT_PARTICIPANT, one->id, meeting->id)
                   : recording->bulk ? NULL
                                     : event_data(events->api, EVENT_PARTICIPANT, one->id, meeting->id);
}

/* Times at which it was looked at are no news, and a sync under way is one until it ends. */
static void record_calendar(const struct recording *recording, const struct change *change)
{
    const struct calendar *calendar = change->object.calendar;
    const struct {
        uint64_t error, revision;
        instant held, unfinished;
        uint64_t refused;
    } shown = {
        .error = calendar->last_error != NULL ? hash_of(1, calendar->last_error, strlen(calendar->last_error)) : 0,
        .revision = calendar->unfinished == INSTANT_NONE ? calendar->revision : 0,
        .held = calendar->held_since,
        .unfinished = calendar->unfinished,
        .refused = calendar->refused_count,
    };
    struct events *events = recording->events;
    if (!is_news(events, key_of(EVENT_CALENDAR, calendar->name), hash_of(1, &shown, sizeof shown))) {
        return;
    }
    struct journal_event *record = record_add(events, EVENT_CALENDAR, calendar->name);
    record->calendar = mem_strdup(calendar->name);
    record->cause = cause_of(recording, change, calendar);
}

static void record_space(const struct recording *recording, const struct change *change)
{
    const struct space *space = change->object.space;
    struct events *events = recording->events;
    char index[16];
    snprintf(index, sizeof index, "%" PRIu32, space->index);
    const char *meeting = space->meeting != NULL ? space->meeting->id : NULL;
    uint64_t version = hash_join(hash_join((uint64_t)space->state, (uint64_t)space->stray << 8 | space->differs),
                                 hash_keyed(1, meeting != NULL ? meeting : ""));
    version = change->deleted ? UINT64_MAX : hash_join(version, hash_keyed(1, space->id));
    if (!is_news(events, key_of(EVENT_POOL, index), version)) {
        return;
    }
    struct journal_event *record = record_add(events, EVENT_POOL, index);
    record->meeting = mem_strdup(meeting);
    record->cause = cause_of(recording, change, space);
    record->data = change->deleted   ? event_deleted(EVENT_POOL, index, NULL)
                   : recording->bulk ? NULL
                                     : event_data(events->api, EVENT_POOL, index, NULL);
}

/* Their states are of this run and in no effects. */
static void record_bridges(const struct recording *recording)
{
    struct events *events = recording->events;
    const struct api_host *host = &events->api->host;
    const struct engine *engine = host->engine(host->ctx);
    const struct settings *settings = engine_settings(engine);
    for (uint32_t i = 0; i < settings->n_bridges; i++) {
        const struct bridge *bridge = engine_bridge(engine, i);
        uint64_t version =
            hash_join((uint64_t)bridge->state << 16 | (uint64_t)bridge->role << 8 | (uint64_t)bridge_reason_of(bridge),
                      (uint64_t)bridge->drained + (engine_preferred(engine) == i));
        version = hash_join(version, hash_keyed(1, settings->bridges[i].name));
        if (events->bridges[i] == version) {
            continue;
        }
        events->bridges[i] = version;
        struct journal_event *record = record_add(events, EVENT_BRIDGE, settings->bridges[i].name);
        record->cause = cause_of(recording, NULL, bridge);
        record->data = event_data(events->api, EVENT_BRIDGE, settings->bridges[i].name, NULL);
    }
}

static void record_change(const struct recording *recording, const struct change *change)
{
    switch (change->kind) {
    case CHANGE_MEETING:
        record_meeting(recording, change);
        return;
    case CHANGE_PARTICIPANT:
        record_participant(recording, change);
        return;
    case CHANGE_CALENDAR:
        record_calendar(recording, change);
        return;
    case CHANGE_SPACE:
        record_space(recording, change);
        return;
    case CHANGE_SET:
    case CHANGE_PROFILE:
    case CHANGE_BOOKING:
    case CHANGE_COMPONENT:
    case CHANGE_RESPONSE:
    case CHANGE_BRIDGE:
    case CHANGE_ENGINE:
        return;
    }
}

void events_record(struct events *events, const struct effects *effects, struct journal *journal)
{
    assert(events->n_records == 0);
    struct recording recording = {.events = events, .effects = effects};
    if (events->restored) {
        struct journal_event *record = record_add(events, EVENT_RESET, "a backup was put in the store's place");
        record->data = event_data(events->api, EVENT_RESET, record->object, NULL);
    }
    size_t n = 0;
    for (size_t i = 0; i < effects->n_changes; i++) {
        enum change_kind kind = effects->changes[i].kind;
        n += kind == CHANGE_MEETING || kind == CHANGE_PARTICIPANT || kind == CHANGE_SPACE;
    }
    recording.bulk = n > EVENTS_BULK;
    for (size_t i = 0; i < effects->n_changes; i++) {
        record_change(&recording, &effects->changes[i]);
    }
    record_bridges(&recording);
    journal->events = events->records;
    journal->n_events = events->n_records;
}
