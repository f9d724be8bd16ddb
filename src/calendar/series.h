/* series.h: from the times of one VEVENT to its occurrences in a window (RFC 5545 3.8.5).
 *
 * DTSTART is always an occurrence, COUNT counts the rule's own; each start counts once, EXDATE wins. */
#ifndef CALENDAR_SERIES_H
#define CALENDAR_SERIES_H

#include "rule.h"
#include "when.h"

#include "base/err.h"
#include "core/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where times are taken and what is wanted of them. */
struct series_frame {
    const struct zone *default_zone; /* for floating times and whole days */
    struct window window;
    size_t max_occurrences;
    uint32_t *steps; /* left for rules, CALENDAR_ITERATIONS at most; NULL: as many each time */
};

struct series_date {
    struct when when;
    bool has_length; /* an RDATE of the form PERIOD: its own end */
    bool has_end;
    struct when end;
    struct span length;
};

struct series {
    struct when start;
    struct span length; /* days by the calendar, seconds exact; not negative */
    struct rule *rules;
    size_t n_rules, rules_capacity;
    struct rule *exrules; /* EXRULE of RFC 2445 */
    size_t n_exrules, exrules_capacity;
    struct series_date *rdates;
    size_t n_rdates, rdates_capacity;
    struct when *exdates;
    size_t n_exdates, exdates_capacity;
};

void series_done(struct series *series);
bool series_recurs(const struct series *series);
/* 0 with an array (owned, may be NULL if none), or LIMIT. */
int series_expand(const struct series *series, const struct series_frame *frame, struct occurrence **ret_occurrences,
                  size_t *ret_n, struct err *err);
/* Nothing of it lies in the window or behind it, nor ever will; EXDATE does not count. False if that takes too long to
 * find out. */
bool series_is_over(const struct series *series, const struct series_frame *frame);

#endif
