/* core/component.c: what was last accepted of each VEVENT: compared, remembered, forgotten. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

uint64_t event_hash(const struct event *event)
{
    uint64_t hash = hash_string(HASH_START, event->title);
    hash = hash_string(hash, event->organizer);
    for (size_t i = 0; i < event->n_attendees; i++) {
        hash = hash_string(hash, event->attendees[i].address);
        hash = hash_string(hash, event->attendees[i].name);
        const int said[] = {(int)event->attendees[i].partstat, (int)event->attendees[i].role,
                            (int)event->attendees[i].type};
        hash = hash_bytes(hash, said, sizeof said);
    }
    return hash;
}

void component_free(struct component *component)
{
    if (component != NULL) {
        mem_free(component->title);
        intern_drop(component->organizer);
        people_free(component->people);
        component_texts_free(component);
        mem_free(component);
    }
}

/* The place of the first that does not come before recurrence_id; they mostly come in order, so the end is tried first.
 */
static size_t component_seek(const struct booking *booking, instant recurrence_id)
{
    size_t low = 0, high = booking->n_components;
    if (high > 0 && booking->components[high - 1]->recurrence_id < recurrence_id) {
        return high;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (booking->components[middle]->recurrence_id < recurrence_id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct component *component_find(const struct booking *booking, instant recurrence_id)
{
    size_t at = component_seek(booking, recurrence_id);
    return at < booking->n_components && booking->components[at]->recurrence_id == recurrence_id
               ? booking->components[at]
               : NULL;
}

/* Most bookings have one: it needs no array of its own. */
static void components_make_room(struct booking *booking)
{
    if (booking->components == NULL) {
        booking->components = &booking->alone;
        return;
    }
    if (booking->n_components < UINT32_C(1) << booking->room) {
        return;
    }
    bool one = booking->components == &booking->alone;
    booking->room++;
    booking->components =
        mem_realloc(one ? NULL : booking->components, (size_t)1 << booking->room, sizeof *booking->components);
    if (one) {
        booking->components[0] = booking->alone;
    }
}

void component_insert(struct booking *booking, struct component *component)
{
    components_make_room(booking);
    size_t at = component_seek(booking, component->recurrence_id);
    memmove(&booking->components[at + 1], &booking->components[at],
            (booking->n_components - at) * sizeof *booking->components);
    booking->components[at] = component;
    booking->n_components++;
    booking->n_ranges += component_is_range(component);
    booking_count_component(booking, NULL, component);
}

static bool event_rolls(const struct event *event)
{
    return !event->over && (event->recurs || event->n_occurrences == 0);
}

void component_arrive(struct engine *engine, struct booking *booking, struct component *component,
                      const struct event *event)
{
    if (component->rolls && !component->cancelled && !event_rolls(event)) {
        const struct component before = *component;
        component->rolls = false;
        booking_count_component(booking, &before, component);
        effects_change(engine->effects, CHANGE_COMPONENT, component, booking);
    }
}

struct component *component_store(struct engine *engine, struct booking *booking, const struct event *event,
                                  bool cancelled)
{
    struct component *component = component_find(booking, event_key(event));
    uint64_t hash = event_hash(event);
    bool rolls = event_rolls(event);
    if (component == NULL) {
        component = mem_zalloc(sizeof *component);
        component->recurrence_id = event_key(event);
        component_insert(booking, component);
    } else if (component->sequence == event->sequence && component->dtstamp == event->dtstamp &&
               component->hash == hash && component->place_hash == event_place_hash(event) && !component->silent &&
               component->cancelled == cancelled && component->rolls == rolls && !rolls &&
               component->unselected == event->unmatched) {
        return component;
    }
    bool same = component->title != NULL && component->sequence == event->sequence &&
                component->dtstamp == event->dtstamp && component->hash == hash && component->cancelled == cancelled;
    const struct component before = *component;
    component->sequence = event->sequence;
    component->dtstamp = event->dtstamp;
    component->cancelled = cancelled;
    component->unselected = event->unmatched;
    component->rolls = rolls;
    component->hash = hash;
    booking_count_component(booking, &before, component);
    if (!same) { /* else some of its people may have been taken off the list meanwhile */
        booking->revised = true;
        component_keep_words(engine, component, event);
    } else if (!cancelled) {
        component_keep_place(component, event);
    }
    component_keep_text(component, event->text);
    effects_change(engine->effects, CHANGE_COMPONENT, component, booking);
    return component;
}

static void component_leave(struct engine *engine, struct booking *booking, struct component *component)
{
    const struct component before = *component;
    component->dropped = booking->loose = true;
    booking_count_component(booking, &before, NULL);
    booking->n_ranges -= component_is_range(component);
    effects_delete(engine->effects, CHANGE_COMPONENT, component, booking);
}

void component_drop(struct engine *engine, struct booking *booking, struct component *component)
{
    size_t at = component_seek(booking, component->recurrence_id);
    memmove(&booking->components[at], &booking->components[at + 1],
            (--booking->n_components - at) * sizeof *booking->components);
    component_leave(engine, booking, component);
}

void components_unmark(struct booking *booking)
{
    for (uint32_t i = 0; i < booking->n_components; i++) {
        booking->components[i]->brought = false;
    }
}

void components_drop_others(struct engine *engine, struct booking *booking)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < booking->n_components; i++) {
        struct component *component = booking->components[i];
        if (component->brought) {
            booking->components[kept++] = component;
        } else {
            component_leave(engine, booking, component);
        }
    }
    booking->n_components = kept;
}
