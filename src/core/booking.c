/* core/booking.c: calendars, their bookings and components as things: found, made, linked to meetings. */
#include "core/booking.h"

#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

void calendar_free(struct calendar *calendar)
{
    void *value = NULL;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        struct booking *booking = value;
        for (struct component *c = booking->components, *next; c != NULL; c = next) {
            next = c->next;
            mem_free(c->text);
            mem_free(c);
        }
        mem_free(booking->uid);
        mem_free(booking);
    }
    map_done(&calendar->bookings);
    for (size_t i = 0; i < calendar->n_refused; i++) {
        mem_free(calendar->refused[i].uid);
        mem_free(calendar->refused[i].why);
    }
    mem_free(calendar->refused);
    mem_free(calendar->name);
    mem_free(calendar->last_error);
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
    map_set(&engine->calendars, calendar->name, calendar);
}

struct calendar *calendar_get(struct engine *engine, const char *name)
{
    struct calendar *calendar = map_get(&engine->calendars, name);
    if (calendar == NULL) {
        calendar = mem_zalloc(sizeof *calendar);
        calendar->name = mem_strdup(name);
        calendar->last_sync = calendar->last_success = calendar->expanded_to = INSTANT_NONE;
        map_init(&calendar->bookings, random_u64(&engine->random));
        calendar_add(engine, calendar);
    }
    return calendar;
}

struct booking *booking_find(const struct calendar *calendar, const char *uid)
{
    return map_get(&calendar->bookings, uid);
}

struct booking *booking_get(struct calendar *calendar, const char *uid)
{
    struct booking *booking = booking_find(calendar, uid);
    if (booking == NULL) {
        booking = mem_zalloc(sizeof *booking);
        booking->calendar = calendar;
        booking->uid = mem_strdup(uid);
        map_set(&calendar->bookings, uid, booking);
    }
    booking->idle = false;
    return booking;
}

void calendar_forget_idle(struct calendar *calendar)
{
    void *value = NULL;
    struct booking **idle = mem_calloc(calendar->bookings.count + 1, sizeof *idle);
    size_t n = 0;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        struct booking *booking = value;
        bool empty = booking->components == NULL && booking->meetings == NULL;
        if (empty && booking->idle) {
            idle[n++] = booking;
        }
        booking->idle = empty;
    }
    while (n > 0) {
        struct booking *booking = idle[--n];
        map_remove(&calendar->bookings, booking->uid);
        mem_free(booking->uid);
        mem_free(booking);
    }
    mem_free(idle);
}

void booking_link(struct booking *booking, struct meeting *meeting)
{
    meeting->booking = booking;
    meeting->booking_next = NULL;
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
    for (struct meeting *at = booking->meetings; at != meeting; at = at->booking_next) {
        previous = at;
    }
    *(previous != NULL ? &previous->booking_next : &booking->meetings) = meeting->booking_next;
    if (booking->meetings_tail == meeting) {
        booking->meetings_tail = previous;
    }
    meeting->booking = NULL;
    meeting->booking_next = NULL;
}

void calendar_touch(struct engine *engine, struct calendar *calendar)
{
    effects_change(engine->effects, CHANGE_CALENDAR, calendar, NULL);
}
