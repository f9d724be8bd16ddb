/* core/merge.c: one booking is made what its calendar says: components remembered, meetings made, changed, withdrawn.
 *
 * Each occurrence wanted is compared by hash with the meeting made of it before, so what an operator changed stands
 * until the event itself changes. Everything here is cheap for a booking of one event and for one of 100,000. */
#include "merge.h"

#include "base/mem.h"

#include <string.h>

const char MERGE_TAKEN_BACK[] = "cancelled by its calendar";
const char MERGE_MOVED_AWAY[] = "its calendar moved it out of what is booked ahead";
const char MERGE_UNSELECTED[] = "its calendar's selection does not take it any more";
static const char moved_back[] = "its calendar moved its end into the past";

struct merge merge_begin(struct engine *engine, struct calendar *calendar, const struct calendar_content *content,
                         struct merge_counts *counts)
{
    struct merge merge = {.engine = engine,
                          .calendar = calendar,
                          .content = content,
                          .counts = counts,
                          .mark = ++engine->merge_mark,
                          .before = engine->next_reread};
    map_init(&merge.refused, merge.mark);
    return merge;
}

void merge_end(struct merge *merge)
{
    merge_index_done(&merge->index);
    merge_index_done(&merge->others);
    map_done(&merge->refused);
}

static uint64_t occurrence_hash(const struct event *event, const struct occurrence *occurrence)
{
    uint64_t hash = event_hash(event);
    hash = hash_bytes(hash, &occurrence->start, sizeof occurrence->start);
    hash = hash_bytes(hash, &occurrence->end, sizeof occurrence->end);
    return hash != 0 ? hash : 1;
}

/* The component that the event has become, if meetings far ahead can have everything from it: not where the people of
 * other copies are to come, too. */
static const struct component *merge_source(const struct booking *booking, const struct event *event)
{
    const struct component *component = component_find(booking, event_key(event));
    bool alone = component != NULL && !component->silent && component->hash == event_hash(event) &&
                 booking_twins(booking) == NULL;
    return alone ? component : NULL;
}

/* Title, organizer and people: those of a meeting that is near are its own. */
static void merge_words(struct merge *merge, struct booking *booking, struct meeting *meeting,
                        const struct event *event)
{
    struct attendee *all = NULL;
    size_t n = duplicates_people(booking, meeting->recurrence_id, event->attendees, event->n_attendees, &all);
    if (meeting_set_word(meeting, WORD_TITLE, event->title)) {
        open_space_again(meeting);
    }
    meeting_set_word(meeting, WORD_ORGANIZER, event->organizer);
    attendees_merge(merge->engine, meeting, all, n);
    mem_free(all);
}

/* Whether it is near its actor finds out, which is woken. */
static void merge_create(struct merge *merge, struct booking *booking, const struct event *event,
                         const struct occurrence *occurrence)
{
    struct engine *engine = merge->engine;
    struct meeting *meeting = meeting_new(engine);
    meeting->recurrence_id = occurrence->recurrence_id;
    meeting_set_start(engine, meeting, occurrence->start);
    meeting->end = occurrence->end;
    meeting->source_hash = occurrence_hash(event, occurrence);
    meeting->merge_mark = merge->mark;
    meeting->source = merge_source(booking, event);
    if (meeting->source == NULL) {
        merge_words(merge, booking, meeting, event);
    }
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
    if (meeting->source != NULL) {
        meeting->source = merge_source(meeting->booking, event);
    }
    if (meeting->source == NULL) {
        merge_words(merge, meeting->booking, meeting, event);
    }
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

/* The same words may be another component's now. */
static void merge_keep(struct merge *merge, struct meeting *meeting, const struct event *event)
{
    merge->counts->unchanged++;
    if (meeting->source != NULL) {
        const struct component *source = merge_source(meeting->booking, event);
        if (source != NULL) {
            meeting->source = source;
        } else {
            meeting_people_arrive(merge->engine, meeting);
        }
    }
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
    const struct component *component = component_find(booking, event_key(event));
    bool copied = component != NULL && booking_twins(booking) != NULL;
    enum claim claim = copied ? duplicates_claim(merge, booking, component, occurrence) : CLAIM_MINE;
    if (claim != CLAIM_MINE) {
        merge->counts->unchanged += claim == CLAIM_THEIRS;
        return;
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
        merge_keep(merge, meeting, event);
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
    bool goes_on = !meeting_is_final(meeting) && meeting->state != MEETING_ENDING;
    if (!goes_on || (reason != MERGE_TAKEN_BACK && reason != MERGE_UNSELECTED) || merge->final ||
        booking_twins(meeting->booking) == NULL || !duplicates_pass_on(merge, meeting)) {
        merge_withdraw(merge, meeting, reason);
    }
}

void merge_withdraw(struct merge *merge, struct meeting *meeting, const char *reason)
{
    if (!meeting_is_final(meeting) && meeting->state != MEETING_ENDING) {
        meeting_withdraw(merge->engine, meeting, reason);
        meeting->source_hash = 0; /* should the calendar bring it again, it is another meeting */
        merge->counts->cancelled++;
    }
}

/* last: what it was for the occurrence before, mostly the same. */
static const struct event *event_of(const struct component *component, struct event *const *events, size_t n,
                                    const struct event *last)
{
    if (last != NULL && event_key(last) == component->recurrence_id) {
        return last;
    }
    for (size_t i = 0; i < n; i++) {
        if (event_key(events[i]) == component->recurrence_id) {
            return events[i];
        }
    }
    return NULL;
}

static bool event_has(const struct event *event, instant recurrence_id)
{
    size_t low = 0, high = event->n_occurrences;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (event->occurrences[middle].recurrence_id < recurrence_id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < event->n_occurrences && event->occurrences[low].recurrence_id == recurrence_id;
}

/* An occurrence of the series within a range: moved as the range's first one is (RFC 5545 3.8.4.4). */
static void merge_want_shifted(struct merge *merge, struct booking *booking, const struct event *range,
                               const struct occurrence *occurrence)
{
    if (range != NULL && range->n_occurrences > 0 && !event_has(range, occurrence->recurrence_id)) {
        const struct occurrence *first = &range->occurrences[0];
        instant start = occurrence->start + (first->start - first->recurrence_id);
        struct occurrence shifted = {occurrence->recurrence_id, start, start + (first->end - first->start)};
        merge_want(merge, booking, range, &shifted);
    }
}

/* Each occurrence is wanted by the component that governs it, be that alive or a tombstone. */
void merge_want_all(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct event *event = events[i];
        if (event->status == EVENT_CANCELLED || event->unmatched) {
            continue;
        }
        const struct event *range = NULL;
        for (size_t o = 0; o < event->n_occurrences; o++) {
            const struct occurrence *occurrence = &event->occurrences[o];
            const struct component *governor = booking_governor(booking, occurrence->recurrence_id);
            if (governor == NULL || governor->recurrence_id == event_key(event)) {
                merge_want(merge, booking, event, occurrence);
            } else if (event->recurrence_id == INSTANT_NONE && component_is_range(governor) && !governor->cancelled) {
                range = event_of(governor, events, n, range);
                merge_want_shifted(merge, booking, range, occurrence);
            }
        }
    }
}

/* Was the component that speaks of this meeting brought, and if so, in what state? NULL: one that is kept speaks of it,
 * or none. */
static const struct component *merge_governor(const struct booking *booking, const struct meeting *meeting)
{
    const struct component *component = booking_governor(booking, meeting->recurrence_id);
    return component != NULL && component->brought ? component : NULL;
}

/* Meetings that nothing wanted. A single event that is still there and has no occurrence any more lies before the
 * window, which begins now. */
void merge_unwant_rest(struct merge *merge, struct booking *booking, bool keep)
{
    for (struct meeting *meeting = booking->meetings, *next; meeting != NULL; meeting = next) {
        next = meeting->booking_next;
        if (meeting->merge_mark == merge->mark || meeting->start >= merge->content->window.to) {
            continue;
        }
        const struct component *governor = merge_governor(booking, meeting);
        if (governor == NULL && keep) {
            continue;
        }
        bool past = governor != NULL && governor->recurrence_id == meeting->recurrence_id && governor->empty;
        bool unselected = governor != NULL && governor->unselected;
        merge_unwant(merge, meeting, unselected ? MERGE_UNSELECTED : past ? moved_back : MERGE_TAKEN_BACK);
    }
}

static void merge_store_all(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct component *component =
            component_store(merge->engine, booking, events[i], events[i]->status == EVENT_CANCELLED);
        component->brought = true;
        component->empty = events[i]->status != EVENT_CANCELLED && events[i]->n_occurrences == 0;
    }
}

void booking_store(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    merge_store_all(merge, booking, events, n);
    components_drop_others(merge->engine, booking);
}

static bool merge_still_names(struct event *const *events, size_t n, instant recurrence_id)
{
    for (size_t i = 0; i < n; i++) {
        if (event_has(events[i], recurrence_id)) {
            return true;
        }
    }
    return false;
}

/* The occurrence of these that goes on now and has no meeting yet, or NULL. */
static const struct occurrence *merge_under_way(struct merge *merge, struct booking *booking,
                                                struct event *const *events, size_t n)
{
    instant now = merge->engine->now;
    for (size_t i = 0; i < n; i++) {
        const struct event *event = events[i];
        for (size_t o = 0; event->status != EVENT_CANCELLED && !event->unmatched && o < event->n_occurrences; o++) {
            const struct occurrence *occurrence = &event->occurrences[o];
            if (occurrence->start > now) {
                break;
            }
            if (occurrence->end > now && merge_find(merge, booking, occurrence->recurrence_id) == NULL) {
                return occurrence;
            }
        }
    }
    return NULL;
}

/* A meeting that is running, whose occurrence has another name now (its series begins at another time, or it has become
 * a series), goes on as the one that is under way by the new word: it is never started anew. */
static void merge_rename_running(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        bool runs = meeting->state == MEETING_STARTING || meeting->state == MEETING_ACTIVE;
        if (!runs || merge_still_names(events, n, meeting->recurrence_id)) {
            continue;
        }
        const struct occurrence *occurrence = merge_under_way(merge, booking, events, n);
        if (occurrence != NULL) {
            meeting->recurrence_id = occurrence->recurrence_id;
            meeting_touch(merge->engine, meeting);
            merge_index_done(&merge->index);
        }
    }
}

void booking_reconcile(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    booking_store(merge, booking, events, n);
    merge_rename_running(merge, booking, events, n);
    merge_want_all(merge, booking, events, n);
    merge_unwant_rest(merge, booking, false);
    if (booking->reread != 0) {
        booking_set_reread(merge->engine, booking, 0); /* this is all that it could say */
    }
}

void booking_amend(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    merge_store_all(merge, booking, events, n);
    merge_want_all(merge, booking, events, n);
    merge_unwant_rest(merge, booking, true);
}

bool booking_empty(struct merge *merge, struct booking *booking, size_t *budget)
{
    merge->dropping = true;
    for (struct meeting *meeting = booking->meetings, *next; meeting != NULL; meeting = next) {
        next = meeting->booking_next;
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
    if (booking_twins(booking) != NULL) {
        duplicates_settle(merge, booking);
    }
    booking_note_source(merge->engine, booking, 0, NULL, NULL);
    if (booking->reread != 0) {
        booking_set_reread(merge->engine, booking, 0);
    }
    return true;
}

/* Meetings that stay although the component goes that they have their words from. */
static void booking_rebind(struct engine *engine, struct booking *booking)
{
    for (struct meeting *meeting = booking->meetings; booking->loose && meeting != NULL;
         meeting = meeting->booking_next) {
        if (meeting->source != NULL && meeting->source->dropped) {
            const struct component *governor = booking_governor(booking, meeting->recurrence_id);
            if (governor != NULL) {
                meeting->source = governor;
            } else {
                meeting_people_arrive(engine, meeting);
            }
        }
    }
    booking->loose = false;
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
            event_prepare(merge->engine, merge->calendar, content->method, sorted[n - 1]);
        }
        merge->counts->bookings++;
        struct booking *booking = booking_get(merge->calendar, content->events[i].uid);
        merge->dropping = false;
        handle(merge, booking, sorted, n);
        components_unmark(booking);
        booking_rebind(merge->engine, booking);
        responses_settle(merge->engine, booking);
        if (booking_twins(booking) != NULL) {
            duplicates_settle(merge, booking);
        }
        booking_fade(booking);
        for (struct booking *at = booking_twins(booking); at != NULL; at = at->twin) {
            booking_fade(at); /* not any more, if it was alone before */
            if (at != booking) {
                booking_recall(merge->engine, at);
            }
        }
    }
    map_done(&first);
    mem_free(sorted);
    mem_free(next);
    mem_free(tail);
}
