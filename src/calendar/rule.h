/* rule.h: recurrence rules (RFC 5545 3.3.10, RFC 7529 for the Gregorian calendar), parsed.
 *
 * A rule is a plain value. What it gives is rule_walk.h's. Where the RFC leaves room:
 * - YEARLY with BYMONTHDAY and without BYMONTH means every month: the table of the RFC says "expand", and with BYDAY
 * beside it all readers agree on that. BYWEEKNO without days means the weekday of DTSTART.
 * - Years, also for INTERVAL and BYSETPOS, are calendar years where weeks are counted: a day of January that belongs to
 * week 53 is found in its own year.
 * - Parts that a FREQ "MUST NOT" have (BYWEEKNO in MONTHLY, BYMONTHDAY in WEEKLY…) limit it, as most readers do.
 * - BYSETPOS counts in the whole week, month or year, also in that of DTSTART.
 * - Second 60 is second 59 (RFC 5545 3.3.5).
 * - A calendar that is not Gregorian: the rule gives nothing, so DTSTART alone is an occurrence (RFC 7529 section 5).
 */
#ifndef CALENDAR_RULE_H
#define CALENDAR_RULE_H

#include "when.h"

#include "base/err.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rule_freq {
    RULE_SECONDLY,
    RULE_MINUTELY,
    RULE_HOURLY,
    RULE_DAILY,
    RULE_WEEKLY,
    RULE_MONTHLY,
    RULE_YEARLY,
    RULE_FREQS
};
enum rule_part {
    BY_MONTH,
    BY_WEEKNO,
    BY_YEARDAY,
    BY_MONTHDAY,
    BY_DAY,
    BY_HOUR,
    BY_MINUTE,
    BY_SECOND,
    BY_SETPOS,
    BY_PARTS,
};
/* What becomes of a day that a month or year does not have (RFC 7529 4.1). */
enum rule_skip { RULE_OMIT, RULE_FORWARD, RULE_BACKWARD };

enum { RULE_SET_WORDS = 6, WEEK_DAYS = 7 };

/* Numbers from 0 to 383. */
struct rule_set {
    uint64_t words[RULE_SET_WORDS];
};

struct rule_by {
    bool given;
    struct rule_set front,
        back; /* back: those counted from the end, -1 as 1. BY_DAY: weekdays without a number, 0 Sunday */
};

struct rule {
    enum rule_freq freq;
    enum rule_skip skip;
    int64_t interval;
    int64_t count; /* 0: none */
    bool has_until;
    struct when until;
    int wkst; /* 0 Sunday */
    bool other_scale;
    struct rule_by by[BY_PARTS];
    bool numbered;                                /* BYDAY with numbers */
    uint64_t nth[WEEK_DAYS], nth_last[WEEK_DAYS]; /* of each weekday, bit n: the n-th from the front, from the end */
};

/* 0 or INVALID/LIMIT with the reason. */
int rule_parse(const char *text, struct rule *ret_rule, struct err *err);
/* Whether a part makes more times of each period (the table of RFC 5545 3.3.10), or only picks among them. */
bool rule_expands(enum rule_part part, enum rule_freq freq);
/* Whether a time of the rule is still before its UNTIL; start is that of the series, in its zone (NULL: UTC). */
bool rule_before_until(const struct rule *rule, const struct when *start, const struct zone *zone, int64_t local);

static inline bool rule_set_has(const struct rule_set *set, int64_t n)
{
    return (set->words[n / 64] >> (n % 64) & 1) != 0;
}

static inline void rule_set_add(struct rule_set *set, int64_t n)
{
    assert(n >= 0);
    set->words[n / 64] |= UINT64_C(1) << (n % 64);
}

#endif
