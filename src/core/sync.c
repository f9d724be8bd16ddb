/* core/sync.c: a calendar as it is now, in parts: BEGIN marks what is there, PARTs make bookings so, END cancels what
 * is absent, some at a step.
 *
 * A sync that is dropped on its way leaves whole bookings behind, each as its calendar has it; the validator is only
 * remembered at the end, so the next sync asks for everything again and completes it. */
#include "sync.h"

#include "base/mem.h"

#include <stdio.h>

enum {
    HOLD_FROM = 3,       /* bookings lost: fewer are never suspicious */
    SLICE_CHANGES = 500, /* meetings and components that go in one step */
    SLICE_LOOKS = 20000, /* bookings looked at in one step */
};

static bool is_too_much(uint32_t lost, uint32_t of, uint32_t percent)
{
    return percent > 0 && lost >= HOLD_FROM && (uint64_t)lost * 100 > (uint64_t)of * percent;
}

/* Nothing of it is done until somebody says so, or until it recovers. */
static void sync_hold(struct engine *engine, struct calendar *calendar, uint32_t lost, uint32_t of, struct err *err)
{
    bool news = calendar->held_since == INSTANT_NONE || calendar->held_lost != lost || calendar->held_of != of;
    if (calendar->held_since == INSTANT_NONE) {
        calendar->held_since = engine->now;
    }
    calendar->held_lost = lost;
    calendar->held_of = of;
    calendar->last_sync = engine->now;
    err_set(err, ERR_CONFLICT,
            "%u of %u bookings would be lost: nothing was %s; if this is meant, release it (cospacectl calendars "
            "release %s)",
            lost, of, calendar->sync->partial ? "cancelled" : "changed", calendar->name);
    mem_replace(&calendar->last_error, err->message);
    calendar_touch(engine, calendar);
    if (news) {
        engine_notice(engine, true, "calendar is held back", "calendar=%s lost=%u of=%u", calendar->name, lost, of);
    }
}

/* What lost bookings are counted against. Parts of a partial sync come before its loss is known, and stay when it is
 * held: what they brought must not make the loss look small, in this sync or in the next ones. */
static uint32_t sync_of(const struct calendar *calendar, uint32_t lost)
{
    uint32_t of = calendar->sync->live;
    if (calendar->held_since != INSTANT_NONE && calendar->held_of < of) {
        of = calendar->held_of;
    }
    return of < lost ? lost : of;
}

/* True: it is held. */
static bool sync_review(struct engine *engine, struct calendar *calendar, uint32_t lost, uint32_t percent,
                        struct err *err)
{
    uint32_t of = sync_of(calendar, lost);
    if (calendar->released || !is_too_much(lost, of, percent)) {
        if (percent > 0 && lost > 0 && lost == of) {
            engine_notice(engine, true, "calendar lost all its bookings", "calendar=%s lost=%u", calendar->name, lost);
        }
        return false;
    }
    sync_hold(engine, calendar, lost, of, err);
    sync_drop(engine, calendar);
    return true;
}

static uint32_t sync_lost(const struct calendar *calendar)
{
    const struct sync *sync = calendar->sync;
    return sync->partial || sync->seen_live > calendar->n_live ? 0 : calendar->n_live - sync->seen_live;
}

static void sync_see(struct sync *sync, struct booking *booking)
{
    if (booking->seen != sync->mark) {
        booking->seen = sync->mark;
        sync->seen_live += booking->n_living > 0 || booking->n_rolling > 0;
    }
}

static void sync_begin_booking(struct engine *engine, struct calendar *calendar, const struct content_booking *named)
{
    struct sync *sync = calendar->sync;
    struct booking *booking = booking_find(calendar, named->uid);
    sync->counts.bookings++;
    if (booking != NULL) {
        sync_see(sync, booking);
    }
    if (!named->same) {
        return;
    }
    sync->same = true;
    if (booking == NULL || booking->digest != named->digest) {
        sync->stale = true; /* it changed while the body was read: the source is asked again in full */
        return;
    }
    sync->counts.unchanged += booking_meetings_to_come(booking);
    if (named->href != NULL) {
        booking_note_source(engine, booking, booking->digest, named->href, named->etag);
    }
}

static void sync_begin(struct engine *engine, const struct command *command, struct reply *reply)
{
    bool known = map_get(&engine->calendars, command->calendar) != NULL;
    struct calendar *calendar = calendar_get(engine, command->calendar);
    const struct calendar_content *content = command->content;
    if (!known) {
        calendar_touch(engine, calendar); /* its row is there before those of its bookings */
    }
    if (calendar->sync == NULL || calendar->sync->number != command->sync.number || calendar->sync->open) {
        sync_drop(engine, calendar);
        calendar->sync = sync_new(calendar, &command->sync);
    }
    for (size_t i = 0; i < content->n_bookings; i++) {
        sync_begin_booking(engine, calendar, &content->bookings[i]);
        sync_name(calendar->sync, content->bookings[i].uid);
        sync_name(calendar->sync, content->bookings[i].href);
    }
    if (command->sync.more ||
        sync_review(engine, calendar, sync_lost(calendar), command->sync.hold_percent, &reply->err)) {
        return;
    }
    calendar->sync->open = true;
}

static void sync_merge_booking(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    booking->seen = merge->calendar->sync->mark;
    if (map_get(&merge->refused, booking->uid) != NULL) {
        booking_amend(merge, booking, events, n);
    } else {
        booking_reconcile(merge, booking, events, n);
    }
}

/* What was refused is read again at the next sync, so that it is reported again. */
static void sync_note_sources(struct merge *merge)
{
    const struct calendar_content *content = merge->content;
    for (size_t i = 0; i < content->n_bookings; i++) {
        const struct content_booking *named = &content->bookings[i];
        struct booking *booking =
            named->href != NULL ? booking_get(merge->calendar, named->uid) : booking_find(merge->calendar, named->uid);
        if (booking != NULL && !named->same) {
            bool refused = map_get(&merge->refused, named->uid) != NULL;
            booking->seen = merge->calendar->sync->mark;
            booking_note_source(merge->engine, booking, refused ? 0 : named->digest, named->href, named->etag);
        }
    }
}

/* Until a whole calendar has been taken to its end, nobody knows what it is like; what is remembered of it speaks of
 * what was, and its source may go back to that. */
static void sync_outdate(struct engine *engine, struct calendar *calendar)
{
    bool outdates = !calendar->sync->partial && calendar->validator != NULL;
    if (calendar->unfinished == INSTANT_NONE || outdates) {
        calendar->unfinished = calendar->unfinished == INSTANT_NONE ? engine->now : calendar->unfinished;
        calendar_touch(engine, calendar);
    }
    if (outdates) {
        mem_replace(&calendar->validator, NULL);
    }
}

static void sync_take_part(struct engine *engine, struct calendar *calendar, const struct calendar_content *content,
                           struct merge_counts *counts)
{
    struct sync *sync = calendar->sync;
    struct merge merge = merge_begin(engine, calendar, content, counts);
    sync_outdate(engine, calendar);
    for (size_t i = 0; i < content->n_refusals; i++) {
        map_set(&merge.refused, content->refusals[i].uid, sync);
    }
    merge_each_booking(&merge, sync_merge_booking);
    sync_note_sources(&merge);
    merge_end(&merge);
    sync_keep_refusals(sync, content);
    sync->window = content->window;
    struct merge_counts made = *counts;
    made.bookings = 0; /* counted when they were named */
    merge_counts_add(&sync->counts, &made);
}

static struct sync *sync_find(const struct calendar *calendar, const struct command *command, struct err *err)
{
    struct sync *sync = calendar != NULL ? calendar->sync : NULL;
    if (sync == NULL || sync->number != command->sync.number || !sync->open || sync->closing) {
        err_set(err, ERR_CONFLICT, "this sync of calendar %.100s is not open any more: begin again", command->calendar);
        return NULL;
    }
    return sync;
}

/* What is named as gone and stands in the body is not: its resource came anew. */
static uint32_t sync_gone_live(const struct calendar *calendar, const struct sync_order *order)
{
    const struct sync *sync = calendar->sync;
    uint32_t live = 0;
    for (size_t i = 0; i < order->n_gone; i++) {
        const struct booking *booking = booking_find(calendar, order->gone[i]);
        live += booking != NULL && booking->seen != sync->mark && (booking->n_living > 0 || booking->n_rolling > 0);
    }
    return live;
}

static void sync_finish(struct engine *engine, struct calendar *calendar)
{
    struct sync *sync = calendar->sync;
    calendar->last_sync = calendar->last_success = engine->now;
    mem_replace(&calendar->last_error, NULL);
    if (sync->validator != NULL || sync->stale) {
        mem_replace(&calendar->validator, sync->stale ? NULL : sync->validator);
    }
    if (sync->window.to > 0 && (calendar->expanded_to == INSTANT_NONE || (!sync->partial && !sync->same))) {
        calendar->expanded_to = sync->window.to;
    }
    if (calendar->held_since != INSTANT_NONE) {
        engine_notice(engine, false, "calendar is no longer held back", "calendar=%s", calendar->name);
    }
    calendar->held_since = calendar->unfinished = INSTANT_NONE;
    calendar->held_lost = calendar->held_of = 0;
    calendar->released = false;
    sync_settle_refusals(calendar);
    calendar_touch(engine, calendar);
}

/* The next of what is absent, or NULL. */
static struct booking *sync_next_gone(struct calendar *calendar, size_t *looks)
{
    struct sync *sync = calendar->sync;
    while (sync->n_gone > 0 && *looks > 0) {
        --*looks;
        CLEAN_FREE char *uid = sync->gone[--sync->n_gone];
        struct booking *booking = booking_find(calendar, uid);
        if (booking != NULL && booking->seen != sync->mark) {
            return booking;
        }
    }
    return NULL;
}

static struct booking *sync_next_absent(struct calendar *calendar, size_t *looks)
{
    struct sync *sync = calendar->sync;
    void *value = NULL;
    if (sync->capacity != calendar->bookings.table.capacity || sync->shuffles != calendar->shuffles) {
        sync->capacity = calendar->bookings.table.capacity; /* they stand in another order now */
        sync->shuffles = calendar->shuffles;
        sync->at = 0;
    }
    while (*looks > 0 && map_next(&calendar->bookings, &sync->at, NULL, &value)) {
        struct booking *booking = value;
        --*looks;
        if (booking->seen != sync->mark) {
            return booking;
        }
    }
    return NULL;
}

/* True: all that is absent has gone. */
static bool sync_empty_absent(struct engine *engine, struct calendar *calendar, size_t changes, size_t looks)
{
    static const struct calendar_content nothing = {0};
    struct sync *sync = calendar->sync;
    struct merge merge = merge_begin(engine, calendar, &nothing, &sync->counts);
    for (;;) {
        if (sync->emptying == NULL) {
            sync->emptying = sync->partial ? sync_next_gone(calendar, &looks) : sync_next_absent(calendar, &looks);
        }
        if (sync->emptying == NULL) {
            break;
        }
        sync_outdate(engine, calendar);
        if (!booking_empty(&merge, sync->emptying, &changes)) {
            break;
        }
        sync->emptying = NULL;
    }
    merge_end(&merge);
    return sync->emptying == NULL && looks > 0;
}

bool sync_go_on(struct engine *engine, struct calendar *calendar)
{
    struct sync *sync = calendar->sync;
    if (sync == NULL || !sync->closing) {
        return false;
    }
    engine->effects->cause = sync->cause;
    bool empty = sync_empty_absent(engine, calendar, SLICE_CHANGES, SLICE_LOOKS);
    if (empty) {
        sync_finish(engine, calendar);
    }
    engine->effects->cause = 0;
    if (!empty) {
        return true;
    }
    struct reply reply = {.token = sync->token, .counts = sync->counts};
    sync_free(sync);
    calendar->sync = NULL;
    effects_reply(engine->effects, &reply);
    actor_wake(engine, &engine->housekeeping, engine->now);
    return false;
}

static bool sync_end(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct calendar *calendar = map_get(&engine->calendars, command->calendar);
    struct sync *sync = sync_find(calendar, command, &reply->err);
    const struct sync_order *order = &command->sync;
    if (sync == NULL || (sync->partial && sync_review(engine, calendar, sync_gone_live(calendar, order),
                                                      order->hold_percent, &reply->err))) {
        return true;
    }
    sync_close(sync, command);
    actor_wake(engine, &engine->housekeeping, engine->now);
    return false;
}

/* All in one step. */
static void sync_snapshot(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct calendar *calendar = calendar_get(engine, command->calendar);
    const struct calendar_content *content = command->content;
    sync_drop(engine, calendar);
    struct sync *sync = calendar->sync = sync_new(calendar, &command->sync);
    for (size_t i = 0; i < content->n_events + content->n_refusals; i++) {
        const char *uid = i < content->n_events ? content->events[i].uid : content->refusals[i - content->n_events].uid;
        struct booking *booking = booking_find(calendar, uid);
        if (booking != NULL) {
            sync_see(sync, booking);
        }
    }
    for (size_t i = 0; i < content->n_bookings; i++) {
        sync_begin_booking(engine, calendar, &content->bookings[i]);
    }
    if (sync_review(engine, calendar, sync_lost(calendar), command->sync.hold_percent, &reply->err)) {
        return;
    }
    sync_take_part(engine, calendar, content, &reply->counts);
    uint32_t bookings = sync->counts.bookings > 0 ? sync->counts.bookings : reply->counts.bookings;
    sync_empty_absent(engine, calendar, SIZE_MAX, SIZE_MAX);
    sync_finish(engine, calendar);
    reply->counts = sync->counts;
    reply->counts.bookings = bookings;
    sync_drop(engine, calendar);
    actor_wake(engine, &engine->housekeeping, engine->now);
}

static void sync_failed(struct engine *engine, const struct command *command)
{
    struct calendar *calendar = calendar_get(engine, command->calendar);
    sync_drop(engine, calendar);
    calendar->last_sync = engine->now;
    mem_replace(&calendar->last_error, command->text);
    calendar_touch(engine, calendar);
}

static void sync_release(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct calendar *calendar = map_get(&engine->calendars, command->calendar);
    struct effects *effects = engine->effects;
    struct err *err = &reply->err;
    reply->calendar = calendar;
    if (calendar == NULL) {
        err_set(err, ERR_NOT_FOUND, "there is no calendar %.100s", command->calendar);
    } else if (calendar->held_since == INSTANT_NONE) {
        err_set(err, ERR_CONFLICT, "calendar %.100s is not held back", command->calendar);
    } else {
        calendar->released = true;
        calendar_touch(engine, calendar);
        ARRAY_GROW(effects->fetches, effects->n_fetches, effects->fetches_capacity);
        effects->fetches[effects->n_fetches++] = calendar;
    }
}

/* A message that came where a calendar should be: obeyed as one, it would cancel all that it does not name. METHOD of
 * what is published or asked for is what feeds and exports have, too. */
static int sync_check_method(const struct calendar_content *content, struct err *err)
{
    if (content == NULL || content->method <= METHOD_REQUEST) {
        return 0;
    }
    bool known = content->method != METHOD_OTHER;
    return err_set(
        err, ERR_INVALID,
        "a body with METHOD%s%s is a message, not what the calendar is now: send it by POST (cospacectl import "
        "--message)",
        known ? ":" : "", known ? calendar_method_word(content->method) : " other than PUBLISH or REQUEST");
}

bool sync_apply(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct calendar *calendar = map_get(&engine->calendars, command->calendar);
    if (sync_check_method(command->content, &reply->err) != 0) {
        return true;
    }
    switch (command->kind) {
    case COMMAND_SYNC_BEGIN:
        sync_begin(engine, command, reply);
        return true;
    case COMMAND_SYNC_PART:
        if (sync_find(calendar, command, &reply->err) != NULL) {
            sync_take_part(engine, calendar, command->content, &reply->counts);
        }
        return true;
    case COMMAND_SYNC_END:
        return sync_end(engine, command, reply);
    case COMMAND_SYNC_FAILED:
        sync_failed(engine, command);
        return true;
    case COMMAND_RELEASE:
        sync_release(engine, command, reply);
        return true;
    default:
        sync_snapshot(engine, command, reply);
        return true;
    }
}
