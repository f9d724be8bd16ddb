/* rule_walk.h: the times of a rule (RFC 5545 3.3.10), on the wall clock.
 *
 * Times are seconds as if UTC; what they are in a zone is the caller's. They rise, and leave the start out unless it
 * fits the rule. A walk does not begin at the start where it can be worked out from where on its times are wanted; the
 * steps that it takes nevertheless are paid from a budget. No memory is owned. */
#ifndef CALENDAR_RULE_WALK_H
#define CALENDAR_RULE_WALK_H

#include "rule.h"
#include "rule_days.h"

enum { WALK_DAYS = 2 + 366, WALK_POSITIONS = 366, HOURS = 24, MINUTES = 60, SECONDS = 60 };

/* Where a rule begins, and which of its times are wanted. */
struct rule_reach {
    int64_t start; /* DTSTART */
    bool date;     /* it is a DATE: there are no times of day */
    int64_t from;  /* earlier ones may be given or not */
    int64_t to;    /* later ones are not wanted; nothing is given behind the year 9999 */
};

/* The period that the walk is in: days x times of day, of which BYSETPOS picks some. */
struct walk_period {
    int64_t at;   /* YEARLY a year, MONTHLY a month since year 0, WEEKLY the day it begins, else its first second */
    int64_t base; /* seconds after midnight, of those shorter than a day */
    int32_t days[WALK_DAYS];
    int32_t n_days;
    int32_t positions[2 * WALK_POSITIONS];
    int32_t n, next; /* times of this period */
};

struct rule_walk {
    struct rule rule; /* what it does not say is filled in from the start */
    struct rule_reach reach;
    uint32_t *steps;
    int64_t left; /* of COUNT */
    int64_t last; /* given */
    bool over;
    struct walk_period period;
    uint8_t hours[HOURS], minutes[MINUTES], seconds[SECONDS]; /* that each day, hour, minute of a period has */
    int32_t n_hours, n_minutes, n_seconds;
    int16_t fronts[WALK_POSITIONS], backs[WALK_POSITIONS]; /* BYSETPOS: rising, and from the end, falling */
    int32_t n_fronts, n_backs;
    struct month month; /* of the day that was looked at last, and its days that fit */
    uint32_t month_days;
    uint32_t empty; /* periods without a time, one after the other */
};

/* steps: borrowed for the walk, how many are left; several walks may share them. */
void rule_walk_init(struct rule_walk *walk, const struct rule *rule, const struct rule_reach *reach, uint32_t *steps);
/* 1 with a time, 0 if there is none left that is wanted, or LIMIT: the steps are used up (also then
 * it is over). */
int rule_walk_next(struct rule_walk *walk, int64_t *ret_local);

#endif
