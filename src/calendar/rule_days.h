/* rule_days.h: the days of a month that a rule lets through, as bits. Private to the walk. */
#ifndef CALENDAR_RULE_DAYS_H
#define CALENDAR_RULE_DAYS_H

#include "rule.h"

enum { MONTH_LAST = 12, MONTH_SLOTS = 14 };

/* Days are counted from 1970-01-01. */
struct month {
    int64_t year;
    int month;       /* 1 to 12 */
    int64_t first;   /* day */
    int days;        /* 28 to 31 */
    int64_t january; /* the first day of the year */
    int year_days;   /* 365 or 366 */
};

/* month may lie outside 1 to 12: 0 is December of the year before. */
struct month month_make(int64_t year, int month);
struct month month_of_day(int64_t day);
/* 0 is Sunday. */
int weekday_of(int64_t day);

/* Bit 0 is the first of the month. All parts of days but BYMONTH as limits. */
uint32_t month_days(const struct rule *rule, const struct month *month);
/* The same for a MONTHLY (month 1 to 12 of it alone) or YEARLY (all) period: its days by month, 0 the December before,
 * 13 the January behind, where SKIP moved them. */
void period_days(const struct rule *rule, int64_t year, int month, uint32_t *ret_masks);

#endif
