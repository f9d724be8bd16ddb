/* core/event.h: one VEVENT as the calendar reader gives it to the core: bytes no longer, libical nowhere.
 *
 * An event is one component: the master of a series, a single event, or one override (recurrence_id set). Its
 * occurrences are those whose end lies after window.from and whose start lies before window.to, in UTC (of a whole day:
 * its date, too), in order of start; EXDATE and RDATE applied, overrides not (the core combines: core/merge.h). An
 * override with this_and_future carries, where its series stands in the same body, the later occurrences that it moves
 * as well, each with its own recurrence_id; one that its series has outdated carries none. RFC 5545 3.6.1, 3.8.4.4. */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum event_status { EVENT_CONFIRMED, EVENT_TENTATIVE, EVENT_CANCELLED };

/* RFC 5546 1.4; NONE: a plain calendar without METHOD. */
enum calendar_method {
    METHOD_NONE,
    METHOD_PUBLISH,
    METHOD_REQUEST,
    METHOD_ADD,
    METHOD_CANCEL,
    METHOD_REPLY,
    METHOD_COUNTER, /* this and the rest change nothing here */
    METHOD_DECLINECOUNTER,
    METHOD_REFRESH,
    METHOD_OTHER
};

struct window {
    instant from, to;
};

struct occurrence {
    instant recurrence_id; /* original start; INSTANT_NONE if the event does not recur */
    instant start, end;    /* start <= end */
};

/* CUTYPE, RFC 5545 3.2.3; a name that is not known is UNKNOWN, none is INDIVIDUAL. */
enum attendee_type { ATTENDEE_INDIVIDUAL, ATTENDEE_GROUP, ATTENDEE_RESOURCE, ATTENDEE_ROOM, ATTENDEE_UNKNOWN };
/* ROLE, RFC 5545 3.2.16 */
enum attendee_role { ROLE_REQUIRED, ROLE_CHAIR, ROLE_OPTIONAL, ROLE_NONE };
/* PARTSTAT, RFC 5545 3.2.12; what is not known is NEEDS_ACTION. */
enum attendee_partstat {
    PARTSTAT_NEEDS_ACTION,
    PARTSTAT_ACCEPTED,
    PARTSTAT_DECLINED,
    PARTSTAT_TENTATIVE,
    PARTSTAT_DELEGATED
};
extern const char *const attendee_partstats[]; /* "NEEDS-ACTION" and so on, as the RFC writes them */

struct attendee {
    char *address; /* "boardroom@example.com" (without mailto:), or "sip:room@example.com" as it stood */
    char *name;    /* CN, or "" */
    enum attendee_type type;
    enum attendee_role role;
    enum attendee_partstat partstat;
    char *delegate; /* the first of DELEGATED-TO, or NULL; people.h does not keep it */
};

struct event {
    char *uid;             /* "" never: one without UID gets one made of what it says */
    bool uid_made;         /* it did */
    instant recurrence_id; /* of an override; else INSTANT_NONE */
    bool this_and_future;  /* RANGE=THISANDFUTURE: it speaks of all later occurrences, too (RFC 5545 3.2.13) */
    int64_t sequence;      /* 0 if absent */
    instant dtstamp;       /* INSTANT_NONE if absent */
    enum event_status status;
    bool recurs;      /* has RRULE or RDATE: occurrences carry a recurrence_id, the horizon rolls over it */
    bool over;        /* it ended before window.from, and never has an occurrence again */
    char *title;      /* SUMMARY, or "" */
    char *organizer;  /* address without mailto:, or "" */
    char *sent_by;    /* of ORGANIZER, who acts for him; without mailto:, or NULL */
    char *location;   /* LOCATION, or NULL */
    char *conference; /* the first CONFERENCE (RFC 7986 5.11) or what its system says instead: a URI, or NULL */
    bool transparent; /* TRANSP */
    bool private;     /* CLASS is PRIVATE or CONFIDENTIAL: the title is not shown */
    bool unmatched;   /* its calendar selects by words, and none stands in it: no meetings are made of it */
    struct attendee *attendees;
    size_t n_attendees;
    struct occurrence *occurrences;
    size_t n_occurrences;
    uint32_t line; /* of BEGIN:VEVENT in the bytes that came, from 1 */
    char *text;    /* a VCALENDAR of its own with this event and the VTIMEZONEs it needs; to be expanded again later */
};

/* An event that was not taken. */
struct refusal {
    char *uid; /* "" if unknown */
    uint32_t line;
    char *why;   /* one sentence */
    char *title; /* by which people know it, "Private" of what is private; NULL: none is known */
    char *when;  /* its start as it says it itself, on its own clock: "2026-11-23 10:00 Europe/Paris"; NULL: the same */
};

/* One UID of a body, with what is known of it without its events. */
struct content_booking {
    char *uid;
    uint64_t digest; /* of its components' bytes, their zones, and how they are to be read; 0: unknown */
    char *href;      /* of the resource or file that holds it, or NULL */
    char *etag;      /* of that, or NULL */
    bool same;       /* the digest is what it was: its events are not here */
};

/* Everything that one body of text/calendar said, or a part of it: whole bookings then. */
struct calendar_content {
    enum calendar_method method;
    char *sender; /* of the mail it came in, without mailto:; NULL: who brought it is trusted */
    struct content_booking *bookings;
    size_t n_bookings, bookings_capacity;
    struct window window; /* what the occurrences cover */
    struct event *events;
    size_t n_events, events_capacity;
    struct refusal *refusals;
    size_t n_refusals, refusals_capacity;
};

/* "REQUEST" in any case of letters; "" is NONE, what is not known OTHER. */
enum calendar_method calendar_method_parse(const char *word);
const char *calendar_method_word(enum calendar_method method);

/* By address, whatever the case of its letters; NULL if he is not among them. */
const struct attendee *attendee_find(const struct attendee *attendees, size_t n, const char *address);

void event_done(struct event *event);
void calendar_content_init(struct calendar_content *content);
void calendar_content_done(struct calendar_content *content);
/* Makes room for one more, zeroed, with recurrence_id and dtstamp INSTANT_NONE. Borrowed until the next call. */
struct event *calendar_content_add_event(struct calendar_content *content);
struct content_booking *calendar_content_add_booking(struct calendar_content *content); /* zeroed, likewise */
/* Borrowed until the next call: what people know it by is still to be set. */
struct refusal *calendar_content_refuse(struct calendar_content *content, const char *uid, uint32_t line,
                                        const char *why);
void calendar_content_add_refusal(struct calendar_content *content, const struct refusal *refusal); /* a copy of it */

struct refusal refusal_copy(const struct refusal *refusal);
void refusal_done(struct refusal *refusal);

#endif
