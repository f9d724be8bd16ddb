/* calendar/limits.h: the ceilings under which a calendar is read.
 *
 * Every number here bounds memory or time that foreign bytes could otherwise use up. Those of struct calendar_limits
 * (calendar/job.h) can be set; zero there means the default here. */
#ifndef CALENDAR_LIMITS_H
#define CALENDAR_LIMITS_H

enum {
    /* defaults of what can be set */
    CALENDAR_BYTES = 512 * 1024 * 1024, /* one body */
    CALENDAR_EVENTS = 300000,           /* one body */
    CALENDAR_OCCURRENCES = 5000,        /* one event in the window; components of one UID */
    CALENDAR_TOTAL = 10 * 1000 * 1000,  /* occurrences of one body in the window */
    CALENDAR_NESTING = 4,               /* of components, VCALENDAR is 1 */
    CALENDAR_EVENT_TIMEOUT_MS = 2000,   /* one event, wall clock */

    /* of one event */
    CALENDAR_LINE_BYTES = 64 * 1024,        /* an unfolded line */
    CALENDAR_EVENT_PROPERTIES = 2000,       /* without EXDATE and RDATE */
    CALENDAR_EVENT_DATES = 20000,           /* values of EXDATE and RDATE together */
    CALENDAR_EVENT_TEXT_BYTES = 512 * 1024, /* of the properties that are kept */
    CALENDAR_UID_BYTES = 1024,
    CALENDAR_WHEN_BYTES = 128,   /* of the start of an event that is refused, as it says it */
    CALENDAR_TITLE_BYTES = 1024, /* of a title or place; longer ones are cut */
    CALENDAR_URI_BYTES = 2048,   /* where to join; longer ones are left out */
    CALENDAR_DURATION_DAYS = 3660,

    /* of rules */
    CALENDAR_RULES = 50,           /* RRULEs and EXRULEs of one event */
    CALENDAR_ITERATIONS = 1000000, /* steps of all rules of one event: a time, or a period that has to be looked at */
    CALENDAR_STEPS = 100000000,    /* of one body, each event a sixteenth of what is left at most; then still */
    CALENDAR_FEW_STEPS = 10000,    /* for each, so that those that ask for little go on beside those that took all */

    /* of a mail */
    CALENDAR_MAIL_DEPTH = 8, /* of parts in parts */
    CALENDAR_MAIL_PARTS = 1000,
    CALENDAR_MAIL_HEADER_BYTES = 256 * 1024, /* of one part */

    /* of a VTIMEZONE */
    CALENDAR_ZONE_OBSERVANCES = 200,
    CALENDAR_ZONE_DATES = 100,
    CALENDAR_ZONE_BYTES = 64 * 1024,
    CALENDAR_ZONE_STEPS = 50000,        /* of all its rules */
    CALENDAR_BOOK_ONSETS = 1024 * 1024, /* of the VTIMEZONEs of a body that are kept worked out */

    /* of the process */
    CALENDAR_DEATHS = 16,      /* how often it may die or hang before the rest is refused */
    CALENDAR_CPU_SECONDS = 10, /* and one more for each so many bytes: */
    CALENDAR_CPU_BYTES = 4 * 1024 * 1024,
    CALENDAR_CPU_DEATHS = 4,     /* how often it may use them up */
    CALENDAR_PRELUDE_MS = 60000, /* of the wall clock, until it has split the body; and one second more likewise */
    CALENDAR_LISTEN_MS = 120000, /* how long it is listened to in all, besides the time of events that it dies of; */
    CALENDAR_LISTEN_FOLD = 8,    /* and so many seconds more likewise */

    /* of what comes of it at a time */
    CALENDAR_PART_EVENTS = 100,
    CALENDAR_PART_BYTES = 1024 * 1024,
    CALENDAR_PART_NAMES = 2000,
    CALENDAR_RECORD_BYTES = 4 * 1024 * 1024,
};

#endif
