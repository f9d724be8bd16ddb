/* core/counters.h: what happened since the service came up, counted where it happens and nowhere else; it only grows.
 *
 * It is not durable: a monitoring system knows that counters begin anew with a process. */
#ifndef CORE_COUNTERS_H
#define CORE_COUNTERS_H

#include "base/histogram.h"
#include "core/request.h"
#include "core/settings.h"

/* What became of a dial. */
enum dial_result {
    DIAL_CONNECTED,
    DIAL_UNANSWERED, /* its leg went away before: not answered, busy, refused by the other side */
    DIAL_REFUSED,    /* by the bridge */
    DIAL_UNSENT,     /* the bridge did not take the request; nothing was dialled, it is asked again */
    N_DIAL_RESULTS
};
extern const char *const dial_result_words[N_DIAL_RESULTS];

/* Whether a call or a leg of one. */
enum counted { COUNTED_CALL, COUNTED_LEG, N_COUNTED };
extern const char *const counted_words[N_COUNTED];

struct counters {
    uint64_t started;          /* meetings whose call was opened for the first time */
    struct histogram lateness; /* ... how long after they were due, or, come late themselves, after they came */
    uint64_t missed;           /* meetings that never started, and should have */
    uint64_t blocked;          /* times that a meeting that was due, or ran, found no space or no bridge */
    uint64_t reopened;         /* calls of running meetings opened anew, their own being lost */
    uint64_t dials;            /* people dialled, */
    uint64_t redials;          /* ... those not for the first time among them */
    uint64_t dial_results[N_DIAL_RESULTS];
    uint64_t adopted[N_COUNTED]; /* found on a bridge after an unclear answer or a restart, and taken over */
    uint64_t orphans[N_COUNTED]; /* nobody's, found in a space of ours, and closed */
    uint64_t repaired;           /* spaces and profiles put right */
    uint64_t answers[MAX_BRIDGES][N_OUTCOMES]; /* requests to a bridge by how they ended */
};

#endif
