/* core/reply.c: messages that are about people only: what an attendee says of himself (REPLY), and a CANCEL that takes
 * some off the list.
 *
 * The meeting stays as it is. Who has declined or delegated is not dialled any more, unless he is in it by now; who
 * changes his mind is. Somebody who was not invited is not added (RFC 5546 3.2.3). */
#include "message.h"

#include "base/mem.h"

#include <strings.h>

/* Does the event speak of this meeting? */
static bool event_covers(const struct booking *booking, const struct event *event, const struct meeting *meeting)
{
    if (event->recurrence_id == INSTANT_NONE) {
        return true;
    }
    const struct component *own = component_find(booking, meeting->recurrence_id);
    return meeting->recurrence_id == event->recurrence_id ||
           (event->this_and_future && meeting->recurrence_id > event->recurrence_id &&
            (own == NULL || own->sequence <= event->sequence));
}

static const struct attendee *event_person(const struct event *event, const char *address)
{
    for (size_t i = 0; i < event->n_attendees; i++) {
        if (strcasecmp(event->attendees[i].address, address) == 0) {
            return &event->attendees[i];
        }
    }
    return NULL;
}

/* What is remembered of a component's people, so that later occurrences and other readings know it, too. leaves: those
 * named are no longer among them. */
static void component_hear(struct engine *engine, struct booking *booking, struct component *component,
                           const struct event *event, bool leaves)
{
    struct attendee *list = NULL;
    size_t n = people_list(component->people, &list), kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct attendee *named = event_person(event, list[i].address);
        if (named != NULL && !leaves) {
            list[i].partstat = named->partstat;
        }
        if (named == NULL || !leaves) {
            list[kept++] = list[i];
        }
    }
    struct people *people = people_pack(&engine->names, list, kept);
    mem_free(list);
    if (people_equal(people, component->people)) {
        people_free(people);
        return;
    }
    people_free(component->people);
    component->people = people;
    effects_change(engine->effects, CHANGE_COMPONENT, component, booking);
}

static void booking_hear(struct merge *merge, struct booking *booking, const struct event *event, bool leaves)
{
    for (uint32_t i = 0; i < booking->n_components; i++) {
        struct component *component = booking->components[i];
        bool covered = event->recurrence_id == INSTANT_NONE || component->recurrence_id == event_key(event) ||
                       (event->this_and_future && component->recurrence_id >= event->recurrence_id);
        if (covered && event->sequence >= component->sequence) {
            component_hear(merge->engine, booking, component, event, leaves);
        }
    }
}

void message_reply(struct merge *merge, struct booking *booking, const struct event *event)
{
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        const struct component *governor = booking_governor(booking, meeting->recurrence_id);
        bool stale = governor != NULL && event->sequence < governor->sequence; /* he has not seen the last version */
        if (meeting_is_final(meeting) || stale || !event_covers(booking, event, meeting)) {
            continue;
        }
        bool changed = false;
        for (size_t i = 0; i < event->n_attendees; i++) {
            changed = attendee_replies(merge->engine, meeting, &event->attendees[i]) || changed;
        }
        *(changed ? &merge->counts->changed : &merge->counts->unchanged) += 1;
    }
    booking_hear(merge, booking, event, false);
}

/* A room, or whatever else an endpoint stands for. */
static bool is_place(const struct engine *engine, const struct attendee *attendee)
{
    return attendee->type == ATTENDEE_ROOM || attendee->type == ATTENDEE_RESOURCE ||
           endpoint_find(engine, attendee->address) != NULL;
}

/* Without a room that is left, once one is taken off the list, the meeting is none of ours. */
static bool is_left(const struct engine *engine, const struct booking *booking, const struct event *event)
{
    bool taken = false, left = false, place = false;
    for (size_t i = 0; i < event->n_attendees; i++) {
        taken = taken || is_place(engine, &event->attendees[i]);
    }
    for (uint32_t c = 0; c < booking->n_components; c++) {
        struct attendee *list = NULL;
        size_t n = booking->components[c]->cancelled ? 0 : people_list(booking->components[c]->people, &list);
        for (size_t i = 0; i < n; i++) {
            bool stays = event_person(event, list[i].address) == NULL;
            left = left || stays;
            place = place || (stays && is_place(engine, &list[i]));
        }
        mem_free(list);
    }
    return left && (place || !taken);
}

bool message_uninvite(struct merge *merge, struct booking *booking, const struct event *event)
{
    if (!is_left(merge->engine, booking, event)) {
        return false;
    }
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        if (meeting_is_final(meeting) || !event_covers(booking, event, meeting)) {
            continue;
        }
        bool changed = false;
        meeting_people_arrive(merge->engine, meeting);
        for (struct participant *p = meeting->participants, *next; p != NULL; p = next) {
            next = p->next;
            if (!p->by_hand && !p->removing && event_person(event, p->address) != NULL) {
                dial_remove(merge->engine, p);
                changed = true;
            }
        }
        *(changed ? &merge->counts->changed : &merge->counts->unchanged) += 1;
    }
    booking_hear(merge, booking, event, true);
    return true;
}
