/* core/merge.c: one booking is made what its calendar says: components remembered, meetings made, changed, withdrawn.
 *
 * Each occurrence wanted is compared by hash with the meeting made of it before, so what an operator changed stands
 * until the event itself changes. Everything here is cheap for a booking of one event and for one of 100,000. */
#include "merge.h"

#include "base/mem.h"

#include <string.h>

const char MERGE_TAKEN_BACK[] = "cancelled by its calendar";
const char MERGE_MOVED_AWAY[] = "its calendar moved it out of what is booked ahead";
static const char moved_back[] = "its calendar moved its end into the past";

struct merge merge_begin(struct engine *engine, struct calendar *calendar, const struct calendar_content *content,
                         struct merge_counts *counts)
{
    struct merge merge = {
        .engine = engine, .calendar = calendar, .content = content, .counts = counts, .mark = ++engine->merge_mark};
    map_init(&merge.refused, merge.mark);
    return merge;
}

void merge_end(struct merge *merge)
{
    merge_index_done(&merge->index);
    map_done(&merge->refused);
}

static uint64_t occurrence_hash(const struct event *event, const struct occurrence *occurrence)
{
    uint64_t hash = event_hash(event);
    hash = hash_bytes(hash, &occurrence->start, sizeof occurrence->start);
    hash = hash_bytes(hash, &occurrence->end, sizeof occurrence->end);
    return hash != 0 ? hash : 1;
}

static void merge_create(struct merge *merge, struct booking *booking, const struct event *event,
                         const struct occurrence *occurrence)
{
    struct engine *engine = merge->engine;
    struct meeting *meeting = meeting_new(engine, booking->calendar->name, booking->uid);
    meeting->recurrence_id = occurrence->recurrence_id;
    meeting_set_start(engine, meeting, occurrence->start);
    meeting->end = occurrence->end;
    meeting->source_hash = occurrence_hash(event, occurrence);
    meeting->merge_mark = merge->mark;
    mem_replace(&meeting->title, event->title);
    mem_replace(&meeting->organizer, event->organizer);
    attendees_merge(engine, meeting, event);
    engine_add_meeting(engine, meeting);
    booking_link(booking, meeting);
    merge_index_add(&merge->index, booking, meeting);
    meeting_touch(engine, meeting);
    merge->counts->created++;
}

/* The event changed: a meeting that has not begun takes it over; a running one is extended, shortened or ended, never
 * restarted. */
static void merge_change(struct merge *merge, struct meeting *meeting, const struct event *event,
                         const struct occurrence *occurrence)
{
    struct engine *engine = merge->engine;
    bool running = meeting_is_running(meeting);
    meeting->source_hash = occurrence_hash(event, occurrence);
    if (mem_replace(&meeting->title, event->title)) {
        open_space_again(meeting);
    }
    mem_replace(&meeting->organizer, event->organizer);
    attendees_merge(engine, meeting, event);
    if (meeting->start != occurrence->start || meeting->end != occurrence->end) {
        meeting_set_times(engine, meeting, occurrence->start, occurrence->end);
    }
    meeting_touch(engine, meeting);
    if (!running && occurrence->end <= engine->now) {
        meeting_withdraw(engine, meeting, moved_back);
    }
    actor_wake(engine, &meeting->actor, engine->now);
    merge->counts->changed++;
}

struct meeting *merge_find(struct merge *merge, const struct booking *booking, instant recurrence_id)
{
    return merge_index_find(&merge->index, booking, recurrence_id);
}

void merge_want(struct merge *merge, struct booking *booking, const struct event *event,
                const struct occurrence *occurrence)
{
    struct engine *engine = merge->engine;
    if (occurrence->end <= occurrence->start) {
        return; /* a reminder without an end: nothing to hold a space for */
    }
    struct meeting *meeting = merge_find(merge, booking, occurrence->recurrence_id);
    bool future = occurrence->end > engine->now;
    if (meeting == NULL) {
        if (future) {
            merge_create(merge, booking, event, occurrence);
        }
        return;
    }
    meeting->merge_mark = merge->mark;
    if (meeting->source_hash == occurrence_hash(event, occurrence)) {
        merge->counts->unchanged++;
    } else if (meeting_is_final(meeting) || meeting->state == MEETING_ENDING) {
        if (future) {
            merge_create(merge, booking, event, occurrence);
        }
    } else if (meeting_is_running(meeting) && occurrence->start > engine->now) {
        meeting_withdraw(engine, meeting, "its calendar moved it to a later time");
        merge_create(merge, booking, event, occurrence);
    } else {
        merge_change(merge, meeting, event, occurrence);
    }
}

void merge_unwant(struct merge *merge, struct meeting *meeting, const char *reason)
{
    if (!meeting_is_final(meeting) && meeting->state != MEETING_ENDING) {
        meeting_withdraw(merge->engine, meeting, reason);
        meeting->source_hash = 0; /* should the calendar bring it again, it is another meeting */
        merge->counts->cancelled++;
    }
}

/* Of a series: each occurrence that is not an override's, be that alive or a tombstone. */
void merge_want_all(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct event *event = events[i];
        if (event->status == EVENT_CANCELLED || event->unmatched) {
            continue;
        }
        bool master = event->recurrence_id == INSTANT_NONE;
        for (size_t o = 0; o < event->n_occurrences; o++) {
            const struct occurrence *occurrence = &event->occurrences[o];
            if (!master || occurrence->recurrence_id == INSTANT_NONE ||
                component_find(booking, occurrence->recurrence_id) == NULL) {
                merge_want(merge, booking, event, occurrence);
            }
        }
    }
}

/* Was the component that speaks of this meeting brought, and if so, in what state? NULL: one that is kept speaks of it,
 * or none. */
static const struct component *merge_governor(const struct merge *merge, const struct booking *booking,
                                              const struct meeting *meeting)
{
    const struct component *component = component_find(booking, meeting->recurrence_id);
    component = component != NULL ? component : component_find(booking, INSTANT_NONE);
    return component != NULL && component->merge_mark == merge->mark ? component : NULL;
}

/* Meetings that nothing wanted. A single event that is still there and has no occurrence any more lies before the
 * window, which begins now. */
static void merge_unwant_rest(struct merge *merge, struct booking *booking, bool keep)
{
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        if (meeting->merge_mark == merge->mark || meeting->start >= merge->content->window.to) {
            continue;
        }
        const struct component *governor = merge_governor(merge, booking, meeting);
        if (governor == NULL && keep) {
            continue;
        }
        bool past = governor != NULL && governor->recurrence_id == meeting->recurrence_id && governor->empty;
        merge_unwant(merge, meeting, past ? moved_back : MERGE_TAKEN_BACK);
    }
}

static void merge_store_all(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct component *component =
            component_store(merge->engine, booking, events[i], events[i]->status == EVENT_CANCELLED);
        component->merge_mark = merge->mark;
        component->empty = events[i]->status != EVENT_CANCELLED && events[i]->n_occurrences == 0;
    }
}

void booking_reconcile(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    merge_store_all(merge, booking, events, n);
    components_drop_others(merge->engine, booking, merge->mark);
    merge_want_all(merge, booking, events, n);
    merge_unwant_rest(merge, booking, false);
}

void booking_amend(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    merge_store_all(merge, booking, events, n);
    merge_want_all(merge, booking, events, n);
    merge_unwant_rest(merge, booking, true);
}

bool booking_empty(struct merge *merge, struct booking *booking, size_t *budget)
{
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        if (meeting_is_final(meeting) || meeting->state == MEETING_ENDING) {
            continue;
        }
        if (*budget == 0) {
            return false;
        }
        --*budget;
        merge_unwant(merge, meeting, MERGE_TAKEN_BACK);
    }
    while (booking->n_components > 0) {
        if (*budget == 0) {
            return false;
        }
        --*budget;
        component_drop(merge->engine, booking, booking->components[booking->n_components - 1]);
    }
    booking_note_source(merge->engine, booking, 0, NULL, NULL);
    if (booking->reread != 0) {
        booking_set_reread(merge->engine, booking, 0);
    }
    return true;
}

void merge_each_booking(struct merge *merge, merge_fn *handle)
{
    const struct calendar_content *content = merge->content;
    struct map first;
    map_init(&first, merge->mark);
    struct event **sorted = mem_calloc(content->n_events + 1, sizeof *sorted);
    size_t *next = mem_calloc(content->n_events + 1, sizeof *next); /* chain of the same UID, 1-based, 0 ends */
    size_t *tail = mem_calloc(content->n_events + 1, sizeof *tail);
    for (size_t i = 0; i < content->n_events; i++) {
        size_t *head = map_get(&first, content->events[i].uid);
        if (head == NULL) {
            map_set(&first, content->events[i].uid, &tail[i + 1]);
            tail[i + 1] = i + 1;
        } else {
            next[*head] = i + 1;
            *head = i + 1;
        }
    }
    for (size_t i = 0; i < content->n_events; i++) {
        if (tail[i + 1] == 0) {
            continue;
        }
        size_t n = 0;
        for (size_t at = i + 1; at != 0; at = next[at]) {
            sorted[n++] = &content->events[at - 1];
        }
        merge->counts->bookings++;
        handle(merge, booking_get(merge->calendar, content->events[i].uid), sorted, n);
    }
    map_done(&first);
    mem_free(sorted);
    mem_free(next);
    mem_free(tail);
}
