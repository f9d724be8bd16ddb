/* plan.c: an event as a test thinks of it becomes what the calendar reader would give for it. */
#include "world.h"

#include "base/mem.h"

void plan_add(struct calendar_content *content, const struct plan_event *plan)
{
    struct event *event = calendar_content_add_event(content);
    event->uid = mem_strdup(plan->uid);
    event->recurrence_id = plan->recurrence_id;
    event->sequence = plan->sequence;
    event->dtstamp = INSTANT_NONE;
    event->status = plan->cancelled ? EVENT_CANCELLED : EVENT_CONFIRMED;
    event->recurs = plan->every > 0;
    event->title = mem_strdup(plan->title);
    event->organizer = mem_strdup("organizer@example.com");
    event->text = mem_strdup("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    event->line = (uint32_t)content->n_events;
    event->attendees = mem_calloc(plan->n_people + 1, sizeof *event->attendees);
    for (size_t i = 0; i < plan->n_people; i++) {
        event->attendees[event->n_attendees++] =
            (struct attendee){.address = mem_strdup(plan->people[i]), .name = mem_strdup("")};
    }
    uint32_t n = plan->every > 0 ? plan->times : 1;
    event->occurrences = mem_calloc(n, sizeof *event->occurrences);
    for (uint32_t i = 0; i < n; i++) {
        instant start = plan->start + plan->every * (duration_ms)i;
        if (start + plan->length <= content->window.from || start >= content->window.to) {
            continue;
        }
        event->occurrences[event->n_occurrences++] =
            (struct occurrence){plan->every > 0 ? start : plan->recurrence_id, start, start + plan->length};
    }
}
