/* core/response.h: what attendees have last said of themselves (METHOD:REPLY), kept beside what the organizer says of
 * them: of each for the whole booking, for one occurrence, or from one on, the newest by SEQUENCE, then DTSTAMP (RFC
 * 5546 2.1.5). So they may come in any order, and before the booking that they are about. */
#ifndef CORE_RESPONSE_H
#define CORE_RESPONSE_H

#include "core/event.h"

struct response {
    instant recurrence_id; /* what it is about, as a component's */
    int64_t sequence;
    instant dtstamp; /* INSTANT_NONE if absent */
    char *address;
    char *delegate; /* who comes in his place (DELEGATED-TO), or NULL */
    enum attendee_partstat partstat;
    bool changed; /* in this turn's effects */
};

/* Those of one booking: in order of address and recurrence_id. */
struct responses {
    struct response **list; /* owned */
    size_t n, capacity;
};

enum { MAX_RESPONSES = 5000 /* of a booking; one more is not kept */ };

void response_free(struct response *response);
void responses_free(struct responses *responses);

#endif
