/* core/component.c: what was last accepted of each VEVENT: compared, remembered, forgotten. */
#include "base/mem.h"
#include "core/inside.h"

uint64_t event_hash(const struct event *event)
{
    uint64_t hash = hash_string(HASH_START, event->title);
    hash = hash_string(hash, event->organizer);
    for (size_t i = 0; i < event->n_attendees; i++) {
        hash = hash_string(hash, event->attendees[i].address);
        hash = hash_string(hash, event->attendees[i].name);
        hash = hash_bytes(hash, &event->attendees[i].partstat, sizeof event->attendees[i].partstat);
    }
    return hash;
}

struct component *component_find(const struct booking *booking, instant recurrence_id)
{
    struct component *component = booking->components;
    while (component != NULL && component->recurrence_id != recurrence_id) {
        component = component->next;
    }
    return component;
}

void component_store(struct engine *engine, struct booking *booking, const struct event *event, bool cancelled)
{
    struct component *component = component_find(booking, event->recurrence_id);
    uint64_t hash = event_hash(event);
    bool rolls = event->recurs || event->n_occurrences == 0;
    if (component == NULL) {
        component = mem_zalloc(sizeof *component);
        component->recurrence_id = event->recurrence_id;
        component->next = booking->components;
        booking->components = component;
    } else if (component->sequence == event->sequence && component->dtstamp == event->dtstamp &&
               component->hash == hash && component->cancelled == cancelled && component->rolls == rolls && !rolls) {
        return;
    }
    component->sequence = event->sequence;
    component->dtstamp = event->dtstamp;
    component->cancelled = cancelled;
    component->rolls = rolls;
    component->hash = hash;
    mem_replace(&component->text, event->text);
    effects_change(engine->effects, CHANGE_COMPONENT, component, booking);
}

void component_drop(struct engine *engine, struct booking *booking, struct component *component)
{
    for (struct component **slot = &booking->components; *slot != NULL; slot = &(*slot)->next) {
        if (*slot == component) {
            *slot = component->next;
            break;
        }
    }
    effects_delete(engine->effects, CHANGE_COMPONENT, component, booking);
}

/* RFC 5546 2.1.5: a higher SEQUENCE is newer; with the same one, a later or equal DTSTAMP is. */
bool component_is_older(const struct component *known, const struct event *event)
{
    if (known == NULL || event->sequence != known->sequence) {
        return known == NULL || event->sequence > known->sequence;
    }
    return known->dtstamp == INSTANT_NONE || event->dtstamp == INSTANT_NONE || event->dtstamp >= known->dtstamp;
}
