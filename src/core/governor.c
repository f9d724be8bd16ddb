/* core/governor.c: which component speaks of an occurrence, and which outdates which.
 *
 * An occurrence is its own override's; else that of the last RANGE=THISANDFUTURE at or before it; else the master's.
 * Two versions of one component are compared by SEQUENCE, then DTSTAMP (RFC 5546 2.1.5). SEQUENCEs of different
 * components do not measure each other: a master or a range outdates the overrides that were written before it (by
 * DTSTAMP; where that does not tell, by SEQUENCE), for it would carry those that still hold (4.4.7). Both rules ask
 * only what was written, not what arrived first, so messages that come late or twice end at the same. */
#include "base/mem.h"
#include "core/inside.h"

instant event_key(const struct event *event)
{
    return event->recurrence_id + (event->this_and_future && event->recurrence_id != INSTANT_NONE ? 1 : 0);
}

bool component_is_range(const struct component *component)
{
    return component->recurrence_id != INSTANT_NONE &&
           (component->recurrence_id % SECOND_MS + SECOND_MS) % SECOND_MS == 1;
}

int revision_compare(const struct revision *a, const struct revision *b)
{
    if (a->sequence != b->sequence) {
        return a->sequence < b->sequence ? -1 : 1;
    }
    return a->dtstamp < b->dtstamp ? -1 : a->dtstamp > b->dtstamp;
}

struct revision event_revision(const struct event *event)
{
    return (struct revision){event->sequence, event->dtstamp};
}

struct revision component_revision(const struct component *component)
{
    return (struct revision){component->sequence, component->dtstamp};
}

bool component_is_older(const struct component *known, const struct event *event)
{
    if (known == NULL) {
        return true;
    }
    struct revision now = component_revision(known), then = event_revision(event);
    int order = revision_compare(&then, &now);
    return known->cancelled && event->status != EVENT_CANCELLED ? order > 0 : order >= 0;
}

bool revision_is_outdated(const struct revision *override, const struct revision *whole, bool cancelled)
{
    bool stamped = override->dtstamp != INSTANT_NONE && whole->dtstamp != INSTANT_NONE;
    if (stamped && override->dtstamp != whole->dtstamp) {
        return override->dtstamp < whole->dtstamp || (cancelled && override->sequence < whole->sequence);
    }
    return override->sequence < whole->sequence || (cancelled && override->sequence == whole->sequence);
}

const struct component *booking_range(const struct booking *booking, instant recurrence_id)
{
    const struct component *range = NULL;
    for (uint32_t i = 0; booking->n_ranges > 0 && recurrence_id != INSTANT_NONE && i < booking->n_components &&
                         booking->components[i]->recurrence_id <= recurrence_id + 1;
         i++) {
        range = component_is_range(booking->components[i]) ? booking->components[i] : range;
    }
    return range;
}

const struct component *booking_governor(const struct booking *booking, instant recurrence_id)
{
    const struct component *governor = component_find(booking, recurrence_id);
    governor = governor != NULL ? governor : booking_range(booking, recurrence_id);
    return governor != NULL ? governor : component_find(booking, INSTANT_NONE);
}

const struct component *meeting_governor(const struct meeting *meeting)
{
    return meeting->booking != NULL ? booking_governor(meeting->booking, meeting->recurrence_id) : NULL;
}
