/* core/booking.c: calendars, their bookings and components as things: found, made, linked to meetings. */
#include "core/booking.h"

#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

void booking_free(struct booking *booking)
{
    for (uint32_t i = 0; i < booking->n_components; i++) {
        component_free(booking->components[i]);
    }
    if (booking->components != &booking->alone) {
        mem_free(booking->components);
    }
    mem_free(booking->href);
    mem_free(booking);
}

void refusals_free(struct refusal *refusals, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        refusal_done(&refusals[i]);
    }
    mem_free(refusals);
}

void calendar_free(struct calendar *calendar)
{
    void *value = NULL;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        booking_free(value);
    }
    for (size_t i = 0; map_next(&calendar->responses, &i, NULL, &value);) {
        responses_free(value);
    }
    map_done(&calendar->responses);
    map_done(&calendar->bookings);
    refusals_free(calendar->refused, calendar->n_refused);
    sync_free(calendar->sync);
    mem_free(calendar->name);
    mem_free(calendar->last_error);
    mem_free(calendar->roll_error);
    mem_free(calendar->validator);
    mem_free(calendar);
}

void calendar_add(struct engine *engine, struct calendar *calendar)
{
    ARRAY_GROW(engine->calendar_order, engine->n_calendars, engine->calendars_capacity);
    size_t at = engine->n_calendars++;
    for (; at > 0 && strcmp(engine->calendar_order[at - 1]->name, calendar->name) > 0; at--) {
        engine->calendar_order[at] = engine->calendar_order[at - 1];
    }
    engine->calendar_order[at] = calendar;
    calendar->twins = &engine->twins;
    map_set(&engine->calendars, calendar->name, calendar);
}

static const char *booking_key(const void *booking)
{
    return ((const struct booking *)booking)->uid;
}

void bookings_init(struct map *bookings, uint64_t seed)
{
    map_init_of(bookings, seed, booking_key);
}

struct calendar *calendar_get(struct engine *engine, const char *name)
{
    struct calendar *calendar = map_get(&engine->calendars, name);
    if (calendar == NULL) {
        calendar = mem_zalloc(sizeof *calendar);
        calendar->name = mem_strdup(name);
        calendar->last_sync = calendar->last_success = calendar->expanded_to = calendar->held_since =
            calendar->roll_again = calendar->unfinished = INSTANT_NONE;
        bookings_init(&calendar->bookings, random_u64(&engine->random));
        map_init(&calendar->responses, calendar->bookings.seed);
        calendar_add(engine, calendar);
    }
    return calendar;
}

struct booking *booking_find(const struct calendar *calendar, const char *uid)
{
    return map_get(&calendar->bookings, uid);
}

static struct booking *booking_make(const char *uid)
{
    size_t size = strlen(uid) + 1;
    struct booking *booking = mem_zalloc(sizeof *booking + size);
    booking->uid = memcpy(booking + 1, uid, size);
    return booking;
}

struct booking *booking_get(struct calendar *calendar, const char *uid)
{
    struct booking *booking = booking_find(calendar, uid);
    if (booking == NULL) {
        booking = booking_make(uid);
        booking->calendar = calendar;
        map_set(&calendar->bookings, booking->uid, booking);
        twins_add(calendar->twins, booking);
    }
    booking->idle = false;
    return booking;
}

enum { FORGET_COMPONENTS = 500 /* an hour and calendar */ };
/* So late a message is not expected any more. */
static const duration_ms LATE_MS = 90 * DAY_MS;

/* Nobody keeps it but we: its source, if it has one that is asked again and again, would say it again. */
static bool booking_is_unclaimed(const struct engine *engine, const struct booking *booking)
{
    const struct setting_calendar *source = settings_calendar(engine->settings, booking->calendar->name);
    bool said_again = booking->digest != 0 || booking->href != NULL;
    return booking->meetings == NULL && booking->reread == 0 && (!said_again || (source != NULL && source->says_once));
}

/* A message about it may still be on its way: what is called off must not be revived. */
static bool component_is_fresh(const struct engine *engine, const struct component *component)
{
    return component->dtstamp == INSTANT_NONE ? component->cancelled : component->dtstamp + LATE_MS > engine->now;
}

/* What came by message or in a file, and has no meeting any more, nor will have one; nor can it take one over from a
 * copy. */
static bool booking_is_over(const struct engine *engine, const struct booking *booking)
{
    bool over = booking_is_unclaimed(engine, booking) && booking->n_rolling == 0 &&
                !responses_are_fresh(booking, engine->now - LATE_MS);
    for (uint32_t i = 0; over && i < booking->n_components; i++) {
        over = !component_is_fresh(engine, booking->components[i]);
    }
    for (const struct booking *at = over ? booking_twins(booking) : NULL; over && at != NULL; at = at->twin) {
        over = at->meetings == NULL && at->n_rolling == 0;
    }
    return over;
}

void calendar_forget_idle(struct engine *engine, struct calendar *calendar)
{
    void *value = NULL;
    size_t left = FORGET_COMPONENTS;
    struct booking **idle = mem_calloc(map_count(&calendar->bookings) + 1, sizeof *idle);
    size_t n = 0;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        struct booking *booking = value;
        bool kept = booking->n_components > 0 || booking->answered;
        bool over = kept && left > 0 && booking_is_over(engine, booking);
        for (; over && booking->n_components > 0 && left > 0; left--) {
            component_drop(engine, booking, booking->components[booking->n_components - 1]);
        }
        booking->loose = over ? false : booking->loose;
        if (over && booking->n_components == 0) {
            responses_forget(engine, booking);
            booking_note_source(engine, booking, 0, NULL, NULL);
        }
        booking_fade(booking);
        bool empty = booking->n_components == 0 && !booking->answered && booking->href == NULL &&
                     booking_is_unclaimed(engine, booking);
        if (empty && booking->idle) {
            idle[n++] = booking;
        }
        booking->idle = empty;
    }
    while (n > 0) {
        struct booking *booking = idle[--n];
        map_remove(&calendar->bookings, booking->uid);
        twins_remove(calendar->twins, booking);
        booking_free(booking);
        calendar->shuffles++;
    }
    mem_free(idle);
}

static void booking_touch(struct engine *engine, struct booking *booking)
{
    effects_change(engine->effects, CHANGE_BOOKING, booking, booking);
}

const char *booking_organizer(const struct booking *booking)
{
    for (uint32_t i = 0; i < booking->n_components; i++) { /* the series first */
        if (booking->components[i]->organizer != NULL) {
            return booking->components[i]->organizer;
        }
    }
    return "";
}

const char *booking_etag(const struct booking *booking)
{
    const char *etag = booking->href != NULL ? booking->href + strlen(booking->href) + 1 : "";
    return etag[0] != '\0' ? etag : NULL;
}

static bool texts_differ(const char *a, const char *b)
{
    return a != b && (a == NULL || b == NULL || strcmp(a, b) != 0);
}

bool booking_place(struct booking *booking, const char *href, const char *etag)
{
    const char *tag = href != NULL && etag != NULL && etag[0] != '\0' ? etag : NULL;
    if (!texts_differ(booking->href, href) && !texts_differ(booking_etag(booking), tag)) {
        return false;
    }
    char *old = booking->href; /* either may lie in it */
    booking->href = NULL;
    if (href != NULL) {
        size_t size = strlen(href) + 1;
        booking->href = mem_zalloc(size + (tag != NULL ? strlen(tag) : 0) + 1);
        memcpy(booking->href, href, size);
        memcpy(booking->href + size, tag != NULL ? tag : "", tag != NULL ? strlen(tag) : 0);
    }
    mem_free(old);
    return true;
}

void booking_note_source(struct engine *engine, struct booking *booking, uint64_t digest, const char *href,
                         const char *etag)
{
    bool changed = booking->digest != digest;
    booking->digest = digest;
    if (booking_place(booking, href, etag) || changed) {
        booking_touch(engine, booking);
    }
}

void booking_set_reread(struct engine *engine, struct booking *booking, uint64_t number)
{
    if (number == 0) {
        waiting_over(engine, booking->reread, &(struct merge_counts){0});
    }
    booking->calendar->n_rereads += (uint32_t)((number != 0) - (booking->reread != 0));
    booking->reread = number;
    booking_touch(engine, booking);
}

void booking_link(struct booking *booking, struct meeting *meeting)
{
    booking_count_living(booking, meeting_is_final(meeting) ? 0 : 1);
    booking->calendar->meetings[meeting->state]++;
    meeting->booking = booking;
    meeting->booking_next = NULL;
    booking->calendar->revision++;
    *(booking->meetings_tail != NULL ? &booking->meetings_tail->booking_next : &booking->meetings) = meeting;
    booking->meetings_tail = meeting;
}

void booking_unlink(struct meeting *meeting)
{
    struct booking *booking = meeting->booking;
    struct meeting *previous = NULL;
    if (booking == NULL) {
        return;
    }
    booking_count_living(booking, meeting_is_final(meeting) ? 0 : -1);
    booking->calendar->meetings[meeting->state]--;
    for (struct meeting *at = booking->meetings; at != meeting; at = at->booking_next) {
        previous = at;
    }
    *(previous != NULL ? &previous->booking_next : &booking->meetings) = meeting->booking_next;
    booking->calendar->revision++;
    if (booking->meetings_tail == meeting) {
        booking->meetings_tail = previous;
    }
    meeting->booking = NULL;
    meeting->booking_next = NULL;
}

void booking_unlink_marked(struct booking *booking, uint64_t mark)
{
    if (booking == NULL) {
        return;
    }
    struct meeting **slot = &booking->meetings, *last = NULL;
    while (*slot != NULL) {
        struct meeting *meeting = *slot;
        if (meeting->merge_mark == mark) {
            *slot = meeting->booking_next;
            meeting->booking_next = NULL;
            meeting->merge_mark = 0;
            booking_count_living(booking, meeting_is_final(meeting) ? 0 : -1);
            booking->calendar->meetings[meeting->state]--;
        } else {
            last = meeting;
            slot = &meeting->booking_next;
        }
    }
    booking->meetings_tail = last;
    booking->calendar->revision++;
}

void calendar_touch(struct engine *engine, struct calendar *calendar)
{
    effects_change(engine->effects, CHANGE_CALENDAR, calendar, NULL);
}
