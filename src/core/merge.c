/* core/merge.c: what a calendar says becomes bookings, and bookings become meetings.
 *
 * Each VEVENT is compared with the component remembered for its UID and RECURRENCE-ID: SEQUENCE decides, then DTSTAMP
 * (RFC 5546 2.1.4, 2.1.5); cancelled ones stay as tombstones. A snapshot is the calendar as it is now and overrules; a
 * message changes only what it names; a roll adds what a later window shows. Each occurrence wanted is compared by hash
 * with the meeting made of it before, so what an operator changed stands until the event itself changes. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

static const char taken_back[] = "cancelled by its calendar";
static const char moved_back[] = "its calendar moved its end into the past";
static const char moved_away[] = "its calendar moved it out of what is booked ahead";

struct merge {
    struct engine *engine;
    struct calendar *calendar;
    const struct calendar_content *content;
    struct merge_counts *counts;
    uint64_t mark; /* of this command */
    bool rolling;
};

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
    struct meeting *meeting = meeting_new(engine, merge->calendar->name, booking->uid);
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

/* The newest meeting made of this occurrence, or NULL. *hint is where the last search ended: occurrences come in order.
 */
static struct meeting *merge_find(const struct booking *booking, instant recurrence_id, struct meeting **hint)
{
    struct meeting *found = NULL;
    if (*hint != NULL && (*hint)->booking_next != NULL && (*hint)->booking_next->recurrence_id == recurrence_id &&
        !meeting_is_final((*hint)->booking_next)) {
        *hint = (*hint)->booking_next;
        return *hint;
    }
    for (struct meeting *at = booking->meetings; at != NULL; at = at->booking_next) {
        if (at->recurrence_id == recurrence_id && (found == NULL || meeting_is_final(found) || !meeting_is_final(at))) {
            found = at;
        }
    }
    if (found != NULL) {
        *hint = found;
    }
    return found;
}

static void merge_want(struct merge *merge, struct booking *booking, const struct event *event,
                       const struct occurrence *occurrence, struct meeting **hint)
{
    struct engine *engine = merge->engine;
    if (occurrence->end <= occurrence->start) {
        return; /* a reminder without an end: nothing to hold a space for */
    }
    struct meeting *meeting = merge_find(booking, occurrence->recurrence_id, hint);
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

static void merge_unwant(struct merge *merge, struct meeting *meeting, const char *reason)
{
    if (!meeting_is_final(meeting) && meeting->state != MEETING_ENDING) {
        meeting_withdraw(merge->engine, meeting, reason);
        meeting->source_hash = 0; /* should the calendar bring it again, it is another meeting */
        merge->counts->cancelled++;
    }
}

static bool is_overridden(struct event *const *events, size_t n, instant recurrence_id)
{
    for (size_t i = 0; i < n; i++) {
        if (events[i]->recurrence_id != INSTANT_NONE && events[i]->recurrence_id == recurrence_id) {
            return true;
        }
    }
    return false;
}

/* Also when the tombstone does not come along: a roll brings what is alive. */
static bool is_cancelled(const struct booking *booking, instant recurrence_id)
{
    const struct component *known = component_find(booking, recurrence_id);
    return known != NULL && known->cancelled;
}

static void merge_want_all(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct event *event = events[i];
        struct meeting *hint = NULL;
        for (size_t o = 0; event->status != EVENT_CANCELLED && o < event->n_occurrences; o++) {
            const struct occurrence *occurrence = &event->occurrences[o];
            bool master = event->recurrence_id == INSTANT_NONE;
            if (!master || occurrence->recurrence_id == INSTANT_NONE ||
                (!is_overridden(events, n, occurrence->recurrence_id) &&
                 !is_cancelled(booking, occurrence->recurrence_id))) {
                merge_want(merge, booking, event, occurrence, &hint);
            }
        }
    }
}

/* A single event that is still there and has no occurrence any more: the window begins now, so it lies before it. */
static bool is_past(struct event *const *events, size_t n, const struct meeting *meeting)
{
    for (size_t i = 0; i < n; i++) {
        if (events[i]->recurrence_id == meeting->recurrence_id) {
            return events[i]->status != EVENT_CANCELLED && events[i]->n_occurrences == 0;
        }
    }
    return false;
}

/* The booking is now exactly these components. */
static void merge_whole(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (struct component *c = booking->components, *next; c != NULL; c = next) {
        next = c->next;
        bool kept = false;
        for (size_t i = 0; i < n; i++) {
            kept = kept || events[i]->recurrence_id == c->recurrence_id;
        }
        if (!kept) {
            component_drop(merge->engine, booking, c);
        }
    }
    for (size_t i = 0; i < n; i++) {
        component_store(merge->engine, booking, events[i], events[i]->status == EVENT_CANCELLED);
    }
    merge_want_all(merge, booking, events, n);
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        if (meeting->merge_mark != merge->mark && meeting->start < merge->content->window.to) {
            merge_unwant(merge, meeting, is_past(events, n, meeting) ? moved_back : taken_back);
        }
    }
}

static uint32_t booking_live_meetings(const struct booking *booking)
{
    uint32_t n = 0;
    for (const struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        n += !meeting_is_final(meeting);
    }
    return n;
}

static void merge_override(struct merge *merge, struct booking *booking, struct event *event)
{
    const struct component *known = component_find(booking, event->recurrence_id);
    struct meeting *hint = NULL;
    if (!component_is_older(known, event)) {
        merge->counts->unchanged++;
        return;
    }
    bool cancelled = event->status == EVENT_CANCELLED;
    component_store(merge->engine, booking, event, cancelled);
    if (!cancelled && event->n_occurrences > 0) {
        merge_want(merge, booking, event, &event->occurrences[0], &hint);
        return;
    }
    struct meeting *meeting = merge_find(booking, event->recurrence_id, &hint);
    if (meeting != NULL) {
        merge_unwant(merge, meeting, cancelled ? taken_back : moved_away);
    }
}

/* REQUEST, PUBLISH: a newer series replaces the booking, overrides that it does not carry included (RFC 5546 4.4.7). */
static void merge_request(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    const struct event *master = NULL;
    for (size_t i = 0; i < n; i++) {
        master = events[i]->recurrence_id == INSTANT_NONE ? events[i] : master;
    }
    if (master != NULL && component_is_older(component_find(booking, INSTANT_NONE), master)) {
        merge_whole(merge, booking, events, n);
        return;
    }
    if (master != NULL) {
        merge->counts->unchanged += booking_live_meetings(booking);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        merge_override(merge, booking, events[i]);
    }
}

static void merge_cancel(struct merge *merge, struct booking *booking, struct event *event)
{
    const struct component *known = component_find(booking, event->recurrence_id);
    if (known != NULL && event->sequence < known->sequence) {
        return;
    }
    event->status = EVENT_CANCELLED;
    component_store(merge->engine, booking, event, true);
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        if (event->recurrence_id == INSTANT_NONE || meeting->recurrence_id == event->recurrence_id) {
            merge_unwant(merge, meeting, taken_back);
        }
    }
}

/* ADD: further occurrences of a series, each known by its own start from now on. */
static void merge_add(struct merge *merge, struct booking *booking, struct event *event)
{
    struct meeting *hint = NULL;
    for (size_t o = 0; o < event->n_occurrences; o++) {
        struct occurrence occurrence = event->occurrences[o];
        occurrence.recurrence_id =
            occurrence.recurrence_id != INSTANT_NONE ? occurrence.recurrence_id : occurrence.start;
        merge_want(merge, booking, event, &occurrence, &hint);
    }
}

static void merge_message(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    switch (merge->content->method) {
    case METHOD_NONE:
    case METHOD_PUBLISH:
    case METHOD_REQUEST:
        merge_request(merge, booking, events, n);
        return;
    case METHOD_CANCEL:
        for (size_t i = 0; i < n; i++) {
            merge_cancel(merge, booking, events[i]);
        }
        return;
    case METHOD_ADD:
        for (size_t i = 0; i < n; i++) {
            merge_add(merge, booking, events[i]);
        }
        return;
    case METHOD_REPLY:
    case METHOD_OTHER:
        return;
    }
}

static void merge_roll(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct component *known = component_find(booking, events[i]->recurrence_id);
        if (known == NULL || known->cancelled || known->sequence != events[i]->sequence) {
            return; /* changed while it was being read */
        }
    }
    merge_want_all(merge, booking, events, n);
}

/* Gives each UID's components to handle, in the order in which the UIDs first come. */
static void merge_each_booking(struct merge *merge, bool snapshot)
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
        struct booking *booking = booking_get(merge->calendar, content->events[i].uid);
        if (merge->rolling) {
            merge_roll(merge, booking, sorted, n);
        } else if (snapshot) {
            merge_whole(merge, booking, sorted, n);
        } else {
            merge_message(merge, booking, sorted, n);
        }
    }
    map_done(&first);
    mem_free(sorted);
    mem_free(next);
    mem_free(tail);
}

/* A snapshot no longer has them: their meetings are cancelled. What it brings in a form that was refused keeps what it
 * had. */
static void merge_absent(struct merge *merge)
{
    struct map named;
    map_init(&named, merge->mark);
    for (size_t i = 0; i < merge->content->n_events; i++) {
        map_set(&named, merge->content->events[i].uid, merge->calendar);
    }
    for (size_t i = 0; i < merge->content->n_refusals; i++) {
        map_set(&named, merge->content->refusals[i].uid, merge->calendar);
    }
    void *value = NULL;
    for (size_t i = 0; map_next(&merge->calendar->bookings, &i, NULL, &value);) {
        struct booking *booking = value;
        if (map_get(&named, booking->uid) != NULL) {
            continue;
        }
        for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
            merge_unwant(merge, meeting, taken_back);
        }
        while (booking->components != NULL) {
            component_drop(merge->engine, booking, booking->components);
        }
    }
    map_done(&named);
}

static void calendar_keep_refusals(struct calendar *calendar, const struct calendar_content *content)
{
    for (size_t i = 0; i < calendar->n_refused; i++) {
        mem_free(calendar->refused[i].uid);
        mem_free(calendar->refused[i].why);
    }
    calendar->refused_count = (uint32_t)content->n_refusals;
    calendar->n_refused = content->n_refusals < MAX_REFUSALS ? content->n_refusals : MAX_REFUSALS;
    calendar->refused = mem_realloc(calendar->refused, calendar->n_refused + 1, sizeof *calendar->refused);
    for (size_t i = 0; i < calendar->n_refused; i++) {
        const struct refusal *refusal = &content->refusals[i];
        calendar->refused[i] = (struct refusal){mem_strdup(refusal->uid), refusal->line, mem_strdup(refusal->why)};
    }
}

static void merge_content(struct merge *merge, const struct command *command)
{
    struct engine *engine = merge->engine;
    struct calendar *calendar = merge->calendar;
    bool snapshot = command->kind == COMMAND_SNAPSHOT;
    merge_each_booking(merge, snapshot);
    if (snapshot) {
        merge_absent(merge);
        calendar->expanded_to = merge->content->window.to;
    } else if (merge->rolling || calendar->expanded_to == INSTANT_NONE) {
        calendar->expanded_to = merge->content->window.to;
    }
    if (merge->rolling) {
        calendar->rolling = false;
    } else {
        calendar->last_sync = calendar->last_success = engine->now;
        mem_replace(&calendar->last_error, NULL);
        calendar_keep_refusals(calendar, merge->content);
    }
    actor_wake(engine, &engine->housekeeping, engine->now);
}

void merge_apply(struct engine *engine, const struct command *command, struct reply *reply)
{
    const struct calendar_content *content = command->content;
    if (command->kind == COMMAND_MESSAGE && (content->method == METHOD_REPLY || content->method == METHOD_OTHER)) {
        err_set(&reply->err, ERR_INVALID,
                "a message of this METHOD books nothing: send REQUEST, PUBLISH, ADD or CANCEL");
        return;
    }
    struct merge merge = {.engine = engine,
                          .calendar = calendar_get(engine, command->calendar),
                          .content = content,
                          .counts = &reply->counts,
                          .mark = ++engine->merge_mark,
                          .rolling = command->kind == COMMAND_ROLL};
    if (command->kind == COMMAND_SYNC_FAILED) {
        merge.calendar->rolling = false;
        merge.calendar->last_sync = engine->now;
        mem_replace(&merge.calendar->last_error, command->text);
    } else {
        merge_content(&merge, command);
    }
    calendar_touch(engine, merge.calendar);
}
