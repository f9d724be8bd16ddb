/* rule_fine.c: from one period to the next that all limits let through, by jumps: over months, days, hours, minutes. */
#include "rule_fine.h"

#include "base/err.h"

enum { DAY_SECONDS = 86400, CYCLE_MONTHS = 4800 };

int64_t fine_unit(const struct rule *rule)
{
    static const int32_t units[] = {
        [RULE_SECONDLY] = 1, [RULE_MINUTELY] = 60, [RULE_HOURLY] = 3600, [RULE_DAILY] = DAY_SECONDS};
    return units[rule->freq];
}

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

void fine_simplify(struct rule *rule)
{
    static const struct {
        enum rule_part part;
        uint64_t all;
    } sets[] = {
        {BY_MONTH, UINT64_C(0x1ffe)},
        {BY_DAY, UINT64_C(0x7f)},
        {BY_HOUR, UINT64_C(0xffffff)},
        {BY_MINUTE, UINT64_C(0xfffffffffffffff)},
        {BY_SECOND, UINT64_C(0xfffffffffffffff)},
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets && rule->freq <= RULE_DAILY; i++) {
        struct rule_by *by = &rule->by[sets[i].part];
        bool limits = by->given && !rule_expands(sets[i].part, rule->freq);
        if (limits && by->front.words[0] == sets[i].all) {
            by->given = false;
        }
    }
}

static bool value_fits(const struct rule *rule, enum rule_part part, int64_t value)
{
    const struct rule_by *by = &rule->by[part];
    return !by->given || rule_expands(part, rule->freq) || rule_set_has(&by->front, value);
}

bool fine_is_never(const struct rule *rule, int64_t first)
{
    int64_t unit = fine_unit(rule);
    int64_t a = DAY_SECONDS, b = rule->interval % (DAY_SECONDS / unit) * unit;
    while (b != 0) { /* the greatest common divisor: how far apart the times of day are that are met */
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    for (int64_t time = (first - floor_divide(first, DAY_SECONDS) * DAY_SECONDS) % a; time < DAY_SECONDS; time += a) {
        if (value_fits(rule, BY_HOUR, time / 3600) && value_fits(rule, BY_MINUTE, time / 60 % 60) &&
            value_fits(rule, BY_SECOND, time % 60)) {
            return false;
        }
    }
    return true;
}

static bool month_fits(const struct rule *rule, int month)
{
    return !rule->by[BY_MONTH].given || rule_set_has(&rule->by[BY_MONTH].front, month);
}

static void month_enter(struct rule_walk *walk, const struct month *month)
{
    walk->month = *month;
    walk->month_days = month_fits(&walk->rule, month->month) ? month_days(&walk->rule, month) : 0;
}

static bool days_are_limited(const struct rule *rule)
{
    const struct rule_by *by = rule->by;
    return by[BY_MONTH].given || by[BY_WEEKNO].given || by[BY_YEARDAY].given || by[BY_MONTHDAY].given;
}

bool fine_day_fits(struct rule_walk *walk, int64_t day)
{
    const struct rule *rule = &walk->rule;
    if (!days_are_limited(rule)) {
        return !rule->by[BY_DAY].given || rule_set_has(&rule->by[BY_DAY].front, weekday_of(day));
    }
    if (day < walk->month.first || day >= walk->month.first + walk->month.days) {
        struct month month = month_of_day(day);
        month_enter(walk, &month);
    }
    return (walk->month_days >> (day - walk->month.first) & 1) != 0;
}

/* The first day at or after one that fits; INT64_MAX if none does in 400 years. */
static int64_t day_find(struct rule_walk *walk, int64_t day)
{
    if (fine_day_fits(walk, day)) {
        return day;
    }
    if (!days_are_limited(&walk->rule)) {
        do {
            day++;
        } while (!fine_day_fits(walk, day));
        return day;
    }
    uint32_t later = walk->month_days >> (day - walk->month.first);
    for (int i = 0; later == 0 && i <= CYCLE_MONTHS; i++) {
        struct month month = month_make(walk->month.year, walk->month.month + 1);
        month_enter(walk, &month);
        day = month.first;
        later = walk->month_days;
    }
    return later != 0 ? day + __builtin_ctz(later) : INT64_MAX;
}

/* The first value at or after one that a part lets through, or -1. */
static int64_t value_find(const struct rule *rule, enum rule_part part, int64_t value)
{
    const struct rule_by *by = &rule->by[part];
    if (!by->given || rule_expands(part, rule->freq)) {
        return value;
    }
    uint64_t later = by->front.words[0] >> value;
    return later != 0 ? value + __builtin_ctzll(later) : -1;
}

/* The first second at or after one that no limit is against; INT64_MAX: none. */
static int64_t second_find(struct rule_walk *walk, int64_t at)
{
    static const struct {
        enum rule_part part;
        int32_t unit, larger;
    } levels[] = {{BY_HOUR, 3600, DAY_SECONDS}, {BY_MINUTE, 60, 3600}, {BY_SECOND, 1, 60}};
    int64_t day = floor_divide(at, DAY_SECONDS);
    int64_t fit = day_find(walk, day);
    if (fit != day) {
        return fit == INT64_MAX ? fit : fit * DAY_SECONDS;
    }
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        int64_t begin = floor_divide(at, levels[i].larger) * levels[i].larger;
        int64_t value = (at - begin) / levels[i].unit;
        int64_t found = value_find(&walk->rule, levels[i].part, value);
        if (found != value) {
            return found < 0 ? begin + levels[i].larger : begin + found * levels[i].unit;
        }
    }
    return at;
}

int fine_find(struct rule_walk *walk)
{
    int64_t *at = &walk->period.at;
    int64_t stride = walk->rule.interval * fine_unit(&walk->rule);
    while (*at <= walk->reach.to) {
        int64_t fit = second_find(walk, *at);
        if (fit == *at) {
            return 1;
        }
        if (fit > walk->reach.to) {
            return 0;
        }
        if (!rule_walk_pay(walk, 1)) {
            return ERR_LIMIT;
        }
        *at += (fit - *at + stride - 1) / stride * stride;
    }
    return 0;
}
