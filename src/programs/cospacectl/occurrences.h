/* occurrences.h: what a calendar's events come to: masters and overrides combined, cancelled ones included.
 *
 * Of components with the same UID and RECURRENCE-ID the one with the highest SEQUENCE counts, then the latest DTSTAMP,
 * then the one that comes last (RFC 5546 2.1.5). An override takes the place of its occurrence, also when it moves it
 * out of the window; one with THISANDFUTURE that of all later ones for which no other stands. */
#ifndef COSPACECTL_OCCURRENCES_H
#define COSPACECTL_OCCURRENCES_H

#include "core/event.h"

struct planned {
    const struct event *event; /* whose words count; borrowed from the content */
    instant recurrence_id;     /* INSTANT_NONE: not of a series */
    instant start, end;
};

struct occurrences {
    struct planned *items; /* owned; in order of start, UID, recurrence_id */
    size_t count, capacity;
};

/* Those that start in [window.from, window.to). */
void occurrences_combine(const struct calendar_content *content, struct window window,
                         struct occurrences *ret_occurrences);
void occurrences_done(struct occurrences *occurrences);

#endif
