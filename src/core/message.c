/* core/message.c: one iTIP message to a calendar changes what it names, if it is newer than what is known (RFC 5546
 * 2.1.4, 2.1.5, core/governor.c). What is cancelled stays as a tombstone, so that a late message cannot revive it.
 *
 * Where the message alone does not say what becomes of the meetings (RANGE=THISANDFUTURE without the series), the
 * booking is read again from its stored texts, and the answer waits for that. */
#include "message.h"

#include "base/mem.h"
#include "sync.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void message_note(struct merge *merge, const char *format, ...)
{
    char *note = merge->reply->note;
    size_t used = strlen(note);
    if (used + sizeof "; " < REPLY_NOTE_SIZE) {
        used += (size_t)snprintf(note + used, REPLY_NOTE_SIZE - used, "%s", used > 0 ? "; " : "");
        va_list args;
        va_start(args, format);
        vsnprintf(note + used, REPLY_NOTE_SIZE - used, format, args);
        va_end(args);
    }
}

/* The newer of two events that speak of the same component. */
static const struct event *event_newer(const struct event *a, const struct event *b)
{
    struct revision left = event_revision(a), right = event_revision(b);
    return revision_compare(&left, &right) > 0 ? a : b;
}

static bool event_is_outdated(const struct event *event, const struct component *whole)
{
    if (whole == NULL) {
        return false;
    }
    struct revision override = event_revision(event), known = component_revision(whole);
    return revision_is_outdated(&override, &known, whole->cancelled);
}

static bool component_is_outdated(const struct component *component, const struct event *whole)
{
    struct revision override = component_revision(component), news = event_revision(whole);
    return revision_is_outdated(&override, &news, whole->status == EVENT_CANCELLED);
}

/* Is the event news to this booking? Neither what is known of the same component nor what spans it is newer. */
static bool message_is_news(const struct booking *booking, const struct event *event)
{
    const struct component *known = component_find(booking, event_key(event));
    if (!component_is_older(known, event)) {
        return false;
    }
    instant before = event->recurrence_id - (event->this_and_future ? 1 : 0); /* a range does not span itself */
    return event->recurrence_id == INSTANT_NONE || (!event_is_outdated(event, component_find(booking, INSTANT_NONE)) &&
                                                    !event_is_outdated(event, booking_range(booking, before)));
}

/* What the master or a range outdates goes; the rest stays as it is. */
static void message_drop_outdated(struct merge *merge, struct booking *booking, const struct event *whole)
{
    components_unmark(booking);
    for (uint32_t i = 0; i < booking->n_components; i++) {
        struct component *component = booking->components[i];
        bool spanned = component->recurrence_id >= whole->recurrence_id && component->recurrence_id != event_key(whole);
        if (!spanned || !component_is_outdated(component, whole)) {
            component->brought = true;
        }
    }
    components_drop_others(merge->engine, booking);
    components_unmark(booking);
}

/* Meetings of which nobody speaks any more, or only to say that they are off. */
static void message_unwant(struct merge *merge, struct booking *booking)
{
    for (struct meeting *meeting = booking->meetings, *next; meeting != NULL; meeting = next) {
        next = meeting->booking_next;
        const struct component *governor = booking_governor(booking, meeting->recurrence_id);
        if (governor == NULL || governor->cancelled || governor->unselected) {
            bool unselected = governor != NULL && !governor->cancelled;
            merge_unwant(merge, meeting, unselected ? MERGE_UNSELECTED : MERGE_TAKEN_BACK);
        }
    }
}

static bool message_carries(struct event *const *events, size_t n, const struct component *component)
{
    for (size_t i = 0; i < n; i++) {
        if (event_key(events[i]) == component->recurrence_id) {
            return true;
        }
    }
    return false;
}

/* A component that stays although the message does not carry it keeps its meetings. True: it is a range, whose meetings
 * are not known without the message. */
static bool message_keep(struct merge *merge, struct booking *booking, const struct event *master,
                         struct event *const *events, size_t n)
{
    bool range = false;
    for (uint32_t i = 0; i < booking->n_components; i++) {
        struct component *component = booking->components[i];
        if (component->recurrence_id != INSTANT_NONE && !message_carries(events, n, component) &&
            !component_is_outdated(component, master)) {
            component->brought = true;
            range = range || (component_is_range(component) && !component->cancelled);
        }
    }
    for (struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
        const struct component *governor = booking_governor(booking, meeting->recurrence_id);
        if (governor != NULL && governor->recurrence_id != INSTANT_NONE && governor->brought && !governor->cancelled) {
            meeting->merge_mark = merge->mark;
        }
    }
    return range;
}

/* One override, or a range. */
static void request_override(struct merge *merge, struct booking *booking, struct event *event)
{
    if (!message_is_news(booking, event)) {
        merge->counts->unchanged++;
        return;
    }
    bool cancelled = event->status == EVENT_CANCELLED;
    component_store(merge->engine, booking, event, cancelled);
    if (event->this_and_future) {
        message_drop_outdated(merge, booking, event);
    }
    if (cancelled) {
        message_unwant(merge, booking);
        return;
    }
    if (event->this_and_future) {
        booking_reread(merge->engine, booking); /* which occurrences come later its series knows */
        return;
    }
    merge_want_all(merge, booking, &event, 1);
    message_unwant(merge, booking); /* it may be one now that the selection does not take */
    struct meeting *meeting = event->n_occurrences == 0 ? merge_find(merge, booking, event->recurrence_id) : NULL;
    if (meeting != NULL) {
        merge_unwant(merge, meeting, MERGE_MOVED_AWAY);
    }
}

/* What comes with the series may be older than what is known of it, or than a range that outlives the series. */
static bool carried_is_news(const struct booking *booking, const struct event *event, const struct event *master)
{
    const struct component *range = booking_range(booking, event->recurrence_id - (event->this_and_future ? 1 : 0));
    return component_is_older(component_find(booking, event_key(event)), event) &&
           (range == NULL || component_is_outdated(range, master) || !event_is_outdated(event, range));
}

/* A newer series replaces the booking, overrides that it does not carry and that are older included (RFC 5546 4.4.7).
 */
static void request_series(struct merge *merge, struct booking *booking, const struct event *master,
                           struct event *const *events, size_t n)
{
    struct event **news = mem_calloc(n, sizeof *news);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        bool stale = events[i]->recurrence_id == INSTANT_NONE ? events[i] != master
                                                              : !carried_is_news(booking, events[i], master);
        if (!stale) {
            news[count++] = events[i];
        }
    }
    if (message_keep(merge, booking, master, news, count)) {
        booking_store(merge, booking, news, count);
        message_unwant(merge, booking); /* the series itself may be called off */
        booking_reread(merge->engine, booking);
    } else {
        booking_reconcile(merge, booking, news, count);
    }
    mem_free(news);
}

static void message_request(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    const struct event *master = NULL;
    for (size_t i = 0; i < n; i++) {
        if (events[i]->recurrence_id == INSTANT_NONE) {
            master = master != NULL ? event_newer(master, events[i]) : events[i];
        }
    }
    if (master != NULL && message_is_news(booking, master)) {
        request_series(merge, booking, master, events, n);
        return;
    }
    if (master != NULL) {
        merge->counts->unchanged += booking_meetings_to_come(booking);
    }
    for (size_t i = 0; i < n; i++) {
        if (events[i]->recurrence_id != INSTANT_NONE) {
            request_override(merge, booking, events[i]);
        }
    }
}

static void message_cancel(struct merge *merge, struct booking *booking, struct event *event)
{
    bool uninvites = event->status != EVENT_CANCELLED && event->n_attendees > 0;
    event->status = EVENT_CANCELLED;
    if (!message_is_news(booking, event)) {
        merge->counts->unchanged++;
        return;
    }
    if (uninvites && message_uninvite(merge, booking, event)) {
        return;
    }
    component_store(merge->engine, booking, event, true);
    if (event->recurrence_id == INSTANT_NONE || event->this_and_future) {
        message_drop_outdated(merge, booking, event);
    }
    message_unwant(merge, booking);
    if (event->recurrence_id == INSTANT_NONE && booking->n_ranges > 0) {
        booking_reread(merge->engine, booking); /* a newer range stays, without its series */
    }
}

/* The text of the event with the RECURRENCE-ID that it is known by from now on; the mark says that its series need not
 * have it. */
static void event_name_occurrence(struct event *event)
{
    static const char begin[] = "BEGIN:VEVENT\r\n";
    char *at = event->text != NULL ? strstr(event->text, begin) : NULL;
    struct civil start;
    civil_from_seconds(event->recurrence_id / SECOND_MS, &start);
    if (at != NULL) {
        at += strlen(begin);
        char *text = mem_printf("%.*sX-COSPACED-ADDED:TRUE\r\nRECURRENCE-ID:%04d%02d%02dT%02d%02d%02dZ\r\n%s",
                                (int)(at - event->text), event->text, start.year, start.month, start.day, start.hour,
                                start.minute, start.second, at);
        mem_free(event->text);
        event->text = text;
    }
}

/* ADD: one more occurrence of a series, known by its own start from now on (RFC 5546 3.2.4). */
static void message_add(struct merge *merge, struct booking *booking, struct event *event)
{
    event->recurrence_id = event->occurrences[0].recurrence_id = event->occurrences[0].start;
    event_name_occurrence(event);
    request_override(merge, booking, event);
}

static void message_merge(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    enum calendar_method method = merge->content->method;
    for (size_t i = 0; method == METHOD_REPLY && i < n; i++) {
        message_reply(merge, booking, events[i]);
    }
    if (method == METHOD_REPLY) {
        return; /* what is booked stays */
    }
    sync_spare(merge->calendar, booking);
    /* It need not be what its source last said: it is read again at the next sync. */
    booking_note_source(merge->engine, booking, 0, booking->href, booking_etag(booking));
    if (method == METHOD_NONE || method == METHOD_PUBLISH || method == METHOD_REQUEST) {
        message_request(merge, booking, events, n);
    }
    for (size_t i = 0; i < n; i++) {
        if (method == METHOD_CANCEL) {
            message_cancel(merge, booking, events[i]);
        } else if (method == METHOD_ADD) {
            message_add(merge, booking, events[i]);
        }
    }
    if (booking->reread != 0 && merge->before >= booking->reread) {
        booking_reread(merge->engine, booking); /* what is under way no longer knows all */
    }
}

/* What cannot be done at all is refused before anything is done. */
static int message_check(const struct calendar *calendar, const struct calendar_content *content, struct err *err)
{
    for (size_t i = 0; i < content->n_events; i++) {
        const struct event *event = &content->events[i];
        const struct booking *booking = calendar != NULL ? booking_find(calendar, event->uid) : NULL;
        if (content->method == METHOD_ADD &&
            (event->recurs || event->n_occurrences != 1 || event->recurrence_id != INSTANT_NONE)) {
            return err_set(err, ERR_INVALID,
                           "METHOD:ADD of %.80s must bring one occurrence within the time that is booked ahead: send "
                           "the whole series instead (REQUEST)",
                           event->uid);
        }
        int status = sender_check(content, booking, event, err);
        if (status != 0) {
            return status;
        }
    }
    return 0;
}

/* What the others tell each other; nothing of it changes what is booked. */
static const char *message_refrains(enum calendar_method method)
{
    switch (method) {
    case METHOD_COUNTER:
        return "an attendee proposes a change (COUNTER): nothing was done, what is booked changes with the organizer's "
               "REQUEST";
    case METHOD_DECLINECOUNTER:
        return "the organizer declines a proposal (DECLINECOUNTER): nothing was done, what is booked stays";
    case METHOD_REFRESH:
        return "an attendee asks for the booking again (REFRESH): nothing was done, only its organizer can send it";
    case METHOD_OTHER:
        return "METHOD is none of PUBLISH, REQUEST, ADD, CANCEL and REPLY (RFC 5546 1.4): nothing was done";
    default:
        return NULL;
    }
}

bool message_apply(struct engine *engine, const struct command *command, struct reply *reply)
{
    const struct calendar_content *content = command->content;
    if (message_check(map_get(&engine->calendars, command->calendar), content, &reply->err) != 0) {
        return true;
    }
    struct calendar *calendar = calendar_get(engine, command->calendar);
    uint64_t before = engine->next_reread;
    const char *refrains = message_refrains(content->method);
    struct merge merge = merge_begin(engine, calendar, content, &reply->counts);
    merge.reply = reply;
    calendar_outdate(engine, calendar);
    if (refrains != NULL) {
        message_note(&merge, "%s", refrains);
        engine_notice(engine, false, "a message that changes nothing", "calendar=%s method=\"%s\" uid=\"%.100s\"",
                      calendar->name, calendar_method_word(content->method),
                      content->n_events > 0 ? content->events[0].uid : "");
    } else {
        merge_each_booking(&merge, message_merge);
    }
    merge_end(&merge);
    if (calendar->expanded_to == INSTANT_NONE) {
        calendar->expanded_to = content->window.to;
    }
    calendar->last_sync = calendar->last_success = engine->now;
    mem_replace(&calendar->last_error, NULL);
    calendar_keep_refusals(calendar, content->refusals, content->n_refusals,
                           command->sync.number != 0 && command->sync.number == calendar->told);
    calendar->told = command->sync.number;
    calendar_touch(engine, calendar);
    actor_wake(engine, &engine->housekeeping, engine->now);
    return !waiting_hold(engine, before, reply);
}
