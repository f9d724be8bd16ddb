/* core/event.c: the memory of events and of what a calendar said. */
#include "core/event.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

static const char *const methods[] = {
    [METHOD_NONE] = "",           [METHOD_PUBLISH] = "PUBLISH",
    [METHOD_REQUEST] = "REQUEST", [METHOD_ADD] = "ADD",
    [METHOD_CANCEL] = "CANCEL",   [METHOD_REPLY] = "REPLY",
    [METHOD_COUNTER] = "COUNTER", [METHOD_DECLINECOUNTER] = "DECLINECOUNTER",
    [METHOD_REFRESH] = "REFRESH", [METHOD_OTHER] = "another one",
};

const char *const attendee_partstats[] = {[PARTSTAT_NEEDS_ACTION] = "NEEDS-ACTION",
                                          [PARTSTAT_ACCEPTED] = "ACCEPTED",
                                          [PARTSTAT_DECLINED] = "DECLINED",
                                          [PARTSTAT_TENTATIVE] = "TENTATIVE",
                                          [PARTSTAT_DELEGATED] = "DELEGATED"};

const struct attendee *attendee_find(const struct attendee *attendees, size_t n, const char *address)
{
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(attendees[i].address, address) == 0) {
            return &attendees[i];
        }
    }
    return NULL;
}

enum calendar_method calendar_method_parse(const char *word)
{
    enum calendar_method method = METHOD_NONE;
    while (method < METHOD_OTHER && strcasecmp(word, methods[method]) != 0) {
        method++;
    }
    return method;
}

const char *calendar_method_word(enum calendar_method method)
{
    return methods[method];
}

void event_done(struct event *event)
{
    if (event == NULL) {
        return;
    }
    for (size_t i = 0; i < event->n_attendees; i++) {
        mem_free(event->attendees[i].address);
        mem_free(event->attendees[i].name);
        mem_free(event->attendees[i].delegate);
    }
    mem_free(event->attendees);
    mem_free(event->occurrences);
    mem_free(event->uid);
    mem_free(event->title);
    mem_free(event->organizer);
    mem_free(event->sent_by);
    mem_free(event->location);
    mem_free(event->conference);
    mem_free(event->text);
    *event = (struct event){.recurrence_id = INSTANT_NONE, .dtstamp = INSTANT_NONE};
}

void calendar_content_init(struct calendar_content *content)
{
    *content = (struct calendar_content){.method = METHOD_NONE};
}

void calendar_content_done(struct calendar_content *content)
{
    if (content == NULL) {
        return;
    }
    for (size_t i = 0; i < content->n_events; i++) {
        event_done(&content->events[i]);
    }
    for (size_t i = 0; i < content->n_refusals; i++) {
        refusal_done(&content->refusals[i]);
    }
    for (size_t i = 0; i < content->n_bookings; i++) {
        mem_free(content->bookings[i].uid);
        mem_free(content->bookings[i].href);
        mem_free(content->bookings[i].etag);
    }
    mem_free(content->bookings);
    mem_free(content->events);
    mem_free(content->refusals);
    mem_free(content->sender);
    calendar_content_init(content);
}

struct event *calendar_content_add_event(struct calendar_content *content)
{
    ARRAY_GROW(content->events, content->n_events, content->events_capacity);
    struct event *event = &content->events[content->n_events++];
    *event = (struct event){.recurrence_id = INSTANT_NONE, .dtstamp = INSTANT_NONE};
    return event;
}

struct content_booking *calendar_content_add_booking(struct calendar_content *content)
{
    ARRAY_GROW(content->bookings, content->n_bookings, content->bookings_capacity);
    struct content_booking *booking = &content->bookings[content->n_bookings++];
    *booking = (struct content_booking){0};
    return booking;
}

struct refusal *calendar_content_refuse(struct calendar_content *content, const char *uid, uint32_t line,
                                        const char *why)
{
    ARRAY_GROW(content->refusals, content->n_refusals, content->refusals_capacity);
    struct refusal *refusal = &content->refusals[content->n_refusals++];
    *refusal = (struct refusal){
        .uid = mem_strdup(uid != NULL ? uid : ""),
        .line = line,
        .why = mem_strdup(why),
    };
    return refusal;
}

void calendar_content_add_refusal(struct calendar_content *content, const struct refusal *refusal)
{
    ARRAY_GROW(content->refusals, content->n_refusals, content->refusals_capacity);
    content->refusals[content->n_refusals++] = refusal_copy(refusal);
}

struct refusal refusal_copy(const struct refusal *refusal)
{
    return (struct refusal){
        .uid = mem_strdup(refusal->uid),
        .line = refusal->line,
        .why = mem_strdup(refusal->why),
        .title = mem_strdup(refusal->title),
        .when = mem_strdup(refusal->when),
    };
}

void refusal_done(struct refusal *refusal)
{
    mem_free(refusal->uid);
    mem_free(refusal->why);
    mem_free(refusal->title);
    mem_free(refusal->when);
    *refusal = (struct refusal){0};
}
