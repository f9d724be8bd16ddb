/* core/message.c: one iTIP message to a calendar changes what it names.
 *
 * Each VEVENT is compared with the component remembered for its UID and RECURRENCE-ID: SEQUENCE decides, then DTSTAMP
 * (RFC 5546 2.1.4, 2.1.5); cancelled ones stay as tombstones. */
#include "sync.h"

#include "base/mem.h"

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
    if (!component_is_older(known, event)) {
        merge->counts->unchanged++;
        return;
    }
    bool cancelled = event->status == EVENT_CANCELLED;
    component_store(merge->engine, booking, event, cancelled);
    if (!cancelled && event->n_occurrences > 0) {
        merge_want(merge, booking, event, &event->occurrences[0]);
        return;
    }
    struct meeting *meeting = merge_find(merge, booking, event->recurrence_id);
    if (meeting != NULL) {
        merge_unwant(merge, meeting, cancelled ? MERGE_TAKEN_BACK : MERGE_MOVED_AWAY);
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
        booking_reconcile(merge, booking, events, n);
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
            merge_unwant(merge, meeting, MERGE_TAKEN_BACK);
        }
    }
}

/* ADD: further occurrences of a series, each known by its own start from now on. */
static void merge_add(struct merge *merge, struct booking *booking, struct event *event)
{
    for (size_t o = 0; o < event->n_occurrences; o++) {
        struct occurrence occurrence = event->occurrences[o];
        occurrence.recurrence_id =
            occurrence.recurrence_id != INSTANT_NONE ? occurrence.recurrence_id : occurrence.start;
        merge_want(merge, booking, event, &occurrence);
    }
}

static void merge_message(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    sync_spare(merge->calendar, booking);
    /* It need not be what its source last said: it is read again at the next sync. */
    booking_note_source(merge->engine, booking, 0, booking->href, booking->etag);
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

void message_apply(struct engine *engine, const struct command *command, struct reply *reply)
{
    const struct calendar_content *content = command->content;
    if (content->method == METHOD_REPLY || content->method == METHOD_OTHER) {
        err_set(&reply->err, ERR_INVALID,
                "a message of this METHOD books nothing: send REQUEST, PUBLISH, ADD or CANCEL");
        return;
    }
    struct calendar *calendar = calendar_get(engine, command->calendar);
    struct merge merge = merge_begin(engine, calendar, content, &reply->counts);
    merge_each_booking(&merge, merge_message);
    merge_end(&merge);
    if (calendar->expanded_to == INSTANT_NONE) {
        calendar->expanded_to = content->window.to;
    }
    calendar->last_sync = calendar->last_success = engine->now;
    mem_replace(&calendar->last_error, NULL);
    calendar_keep_refusals(calendar, content->refusals, content->n_refusals);
    calendar_touch(engine, calendar);
    actor_wake(engine, &engine->housekeeping, engine->now);
}
