/* calendar/write.h: meetings and busy times as text/calendar, for those who subscribe to them (RFC 5545, RFC 7986).
 *
 * A calendar is head, meetings, tail, appended one after the other, so that a long one can be written in pieces. Each
 * meeting is a VEVENT of its own with the UID of its booking; an occurrence of a series carries its RECURRENCE-ID, and
 * no master stands beside: every meeting is here by itself, and by UID and RECURRENCE-ID it can be told which one it
 * is (RFC 5545 3.8.4.4; RFC 4791 4.1 allows instances without their master). Times are UTC. There is no METHOD: it is
 * a calendar to be looked at, not a message to be answered. */
#ifndef CALENDAR_WRITE_H
#define CALENDAR_WRITE_H

#include "base/buf.h"
#include "core/event.h"
#include "core/meeting.h"
#include "core/pool.h"
#include "core/settings.h"

/* A meeting, and what its event says beside it. All borrowed. */
struct calendar_entry {
    const struct meeting *meeting;
    const struct setting_pool *pool;
    instant stamp;                 /* DTSTAMP of the event; INSTANT_NONE: its start stands there */
    const char *location;          /* of the event, or NULL; stands while the address to dial is not known */
    const char *conference;        /* likewise */
    const struct attendee *people; /* of the event: for PARTSTAT, and who they are while it is far ahead (source) */
    size_t n_people;
};

/* name: what it is called. */
void calendar_write_head(struct buf *out, const char *name);
/* The longest meeting is some hundred bytes and as many a participant. */
void calendar_write_meeting(struct buf *out, const struct calendar_entry *entry);
void calendar_write_tail(struct buf *out);

/* When somebody, a space or the pool is busy: RFC 5545 3.6.4, published (without METHOD). */
struct calendar_busy {
    const char *uid;
    instant stamp;
    const char *whose; /* ORGANIZER: whose time it is; NULL: nobody's, as of the pool */
    struct window window;
    const struct window *periods; /* in order, apart from each other, within window */
    size_t n_periods;
    uint32_t spaces;     /* of the pool; 0: it is not the pool's: this and the next are not written */
    uint32_t least_free; /* the least that is free at any time of window */
};

/* A VCALENDAR with one VFREEBUSY. */
void calendar_write_busy(struct buf *out, const struct calendar_busy *busy);

#endif
