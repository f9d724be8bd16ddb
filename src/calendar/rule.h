/* rule.h: recurrence rules (RFC 5545 3.3.10): an allow-list before libical, and libical as iterator of wall-clock
 * times.
 *
 * libical hangs on rules of a hundred bytes and gives wrong dates for others without an error; so a rule is parsed here
 * first, refused if it is not of a kind that a meeting has, and handed on in a form of our own, without UNTIL. */
#ifndef CALENDAR_RULE_H
#define CALENDAR_RULE_H

#include "when.h"

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rule_freq { RULE_DAILY, RULE_WEEKLY, RULE_MONTHLY, RULE_YEARLY };

struct rule {
    enum rule_freq freq;
    int32_t interval;
    int32_t count; /* 0: none */
    bool has_until;
    struct when until;
    bool by_days;  /* says which days of the month: BYDAY or BYMONTHDAY */
    bool by_weeks; /* BYWEEKNO */
    bool never;    /* no day fits */
    char *text;    /* for libical */
};

/* 0 or INVALID/LIMIT with the reason. */
int rule_parse(const char *text, struct rule *ret_rule, struct err *err);
void rule_done(struct rule *rule);
/* Whether libical walks the rule rightly from this start: not where weeks are counted and its week belongs to another
 * year. */
bool rule_walkable(const struct rule *rule, int64_t start);
/* The latest start from which the rule gives the same times at and after target as from start. */
int64_t rule_skip(const struct rule *rule, int64_t start, int64_t target);
/* Whether a time of the rule is still before its UNTIL; start is that of the series, in its zone (NULL: UTC). */
bool rule_before_until(const struct rule *rule, const struct when *start, const struct zone *zone, int64_t local);

/* Wall-clock times in rising order, without the start unless it fits. */
struct rule_walk {
    void *iterator; /* owned; NULL: nothing to come */
};
void rule_walk_init(struct rule_walk *walk, const struct rule *rule, int64_t start, bool date);
void rule_walk_done(struct rule_walk *walk);
bool rule_walk_next(struct rule_walk *walk, int64_t *ret_local);

#endif
