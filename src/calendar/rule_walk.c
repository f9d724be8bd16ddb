/* rule_walk.c: from period to period, and the times in each. Which days fit is rule_days.c's; periods of a day and less
 * are found in rule_fine.c. */
#include "rule_walk.h"

#include "rule_fine.h"

#include "base/err.h"

#include <stddef.h>

enum { DAY_SECONDS = 86400, YEAR_LAST = 9999, POSITION_LAST = 366 };

/* Gregorian days repeat after 400 years: a rule that finds nothing in so many periods never will.
 * Shorter periods that fit have all as many times, or none. */
static const uint32_t cycles[RULE_FREQS] = {0, [RULE_WEEKLY] = 20871, [RULE_MONTHLY] = 4800, [RULE_YEARLY] = 400};
/* What it takes to look at a period, in steps. */
static const uint32_t costs[RULE_FREQS] = {1, 1, 1, 1, [RULE_WEEKLY] = 2, [RULE_MONTHLY] = 4, [RULE_YEARLY] = 32};

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

static bool is_fine(const struct rule *rule)
{
    return rule->freq <= RULE_DAILY;
}

static void by_fill(struct rule *rule, enum rule_part part, int64_t value)
{
    rule->by[part] = (struct rule_by){.given = true};
    rule_set_add(&rule->by[part].front, value);
}

/* "Information missing from the rule is taken from DTSTART"; a DATE has midnight alone, whatever the rule says. */
static void times_fill(struct rule *rule, const struct civil *start, bool date)
{
    const struct {
        enum rule_part part;
        int32_t value;
    } times[] = {{BY_HOUR, start->hour}, {BY_MINUTE, start->minute}, {BY_SECOND, start->second}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        bool missing = !rule->by[times[i].part].given && rule_expands(times[i].part, rule->freq);
        if (date || missing) {
            by_fill(rule, times[i].part, date ? 0 : times[i].value);
        }
    }
}

static void days_fill(struct rule *rule, const struct civil *start, int weekday)
{
    const struct rule_by *by = rule->by;
    bool days = by[BY_DAY].given || by[BY_MONTHDAY].given || by[BY_YEARDAY].given;
    bool months = rule->freq == RULE_MONTHLY || rule->freq == RULE_YEARLY;
    if (days || is_fine(rule)) {
        return;
    }
    if (!months || by[BY_WEEKNO].given) {
        by_fill(rule, BY_DAY, weekday);
        return;
    }
    by_fill(rule, BY_MONTHDAY, start->day);
    if (rule->freq == RULE_YEARLY && !by[BY_MONTH].given) {
        by_fill(rule, BY_MONTH, start->month);
    }
}

static int32_t list_fill(const struct rule_by *by, bool expands, uint8_t *list)
{
    int32_t n = 0;
    for (uint64_t set = expands ? by->front.words[0] : 1; set != 0; set &= set - 1) {
        list[n++] = (uint8_t)__builtin_ctzll(set);
    }
    return n;
}

static void lists_fill(struct rule_walk *walk)
{
    const struct rule *rule = &walk->rule;
    walk->n_hours = list_fill(&rule->by[BY_HOUR], rule_expands(BY_HOUR, rule->freq), walk->hours);
    walk->n_minutes = list_fill(&rule->by[BY_MINUTE], rule_expands(BY_MINUTE, rule->freq), walk->minutes);
    walk->n_seconds = list_fill(&rule->by[BY_SECOND], rule_expands(BY_SECOND, rule->freq), walk->seconds);
    walk->n_fronts = walk->n_backs = 0;
    for (int i = 1; i <= POSITION_LAST && rule->by[BY_SETPOS].given; i++) {
        if (rule_set_has(&rule->by[BY_SETPOS].front, i)) {
            walk->fronts[walk->n_fronts++] = (int16_t)i;
        }
        if (rule_set_has(&rule->by[BY_SETPOS].back, POSITION_LAST + 1 - i)) {
            walk->backs[walk->n_backs++] = (int16_t)(POSITION_LAST + 1 - i);
        }
    }
}

/* The period that the start lies in. */
static int64_t first_period(const struct rule *rule, int64_t local, const struct civil *civil)
{
    int64_t day = floor_divide(local, DAY_SECONDS);
    switch (rule->freq) {
    case RULE_YEARLY:
        return civil->year;
    case RULE_MONTHLY:
        return (int64_t)civil->year * MONTH_LAST + civil->month - 1;
    case RULE_WEEKLY:
        return day - (weekday_of(day) - rule->wkst + WEEK_DAYS) % WEEK_DAYS;
    default:
        return floor_divide(local, fine_unit(rule)) * fine_unit(rule);
    }
}

/* From one period to the next that INTERVAL names. */
static int64_t period_stride(const struct rule *rule)
{
    return is_fine(rule) ? rule->interval * fine_unit(rule)
                         : rule->interval * (rule->freq == RULE_WEEKLY ? WEEK_DAYS : 1);
}

/* A second at or before the period's first time; SKIP may reach a day back. */
static int64_t period_begin(const struct rule *rule, int64_t period)
{
    switch (rule->freq) {
    case RULE_YEARLY:
        return (month_make(period, 1).first - 1) * DAY_SECONDS;
    case RULE_MONTHLY: {
        int64_t year = floor_divide(period, MONTH_LAST);
        return (month_make(year, (int)(period - year * MONTH_LAST) + 1).first - 1) * DAY_SECONDS;
    }
    case RULE_WEEKLY:
        return period * DAY_SECONDS;
    default:
        return period;
    }
}

static void month_add(struct walk_period *period, const struct month *month, uint32_t mask)
{
    for (; mask != 0; mask &= mask - 1) {
        period->days[period->n_days++] = (int32_t)(month->first + __builtin_ctz(mask));
    }
}

static void months_load(struct rule_walk *walk)
{
    struct walk_period *period = &walk->period;
    bool yearly = walk->rule.freq == RULE_YEARLY;
    int64_t year = yearly ? period->at : floor_divide(period->at, MONTH_LAST);
    int month = yearly ? 1 : (int)(period->at - year * MONTH_LAST) + 1;
    uint32_t masks[MONTH_SLOTS];
    period_days(&walk->rule, year, month, masks);
    for (int slot = yearly ? 0 : month - 1; slot <= (yearly ? MONTH_LAST : month) + 1; slot++) {
        if (masks[slot] != 0) {
            struct month made = month_make(year, slot);
            month_add(period, &made, masks[slot]);
        }
    }
}

static void week_load(struct rule_walk *walk)
{
    for (int i = 0; i < WEEK_DAYS; i++) {
        if (fine_day_fits(walk, walk->period.at + i)) {
            walk->period.days[walk->period.n_days++] = (int32_t)(walk->period.at + i);
        }
    }
}

/* BYSETPOS: its places among n, each once, in order. */
static int32_t positions_pick(struct rule_walk *walk, int32_t n)
{
    int32_t *positions = walk->period.positions;
    int32_t picked = 0, front = 0, back = 0;
    while (back < walk->n_backs && walk->backs[back] > n) {
        back++;
    }
    while (front < walk->n_fronts || back < walk->n_backs) {
        int32_t a = front < walk->n_fronts ? walk->fronts[front] - 1 : n;
        int32_t b = back < walk->n_backs ? n - walk->backs[back] : n;
        if (a >= n && b >= n) {
            break;
        }
        positions[picked++] = a < b ? a : b;
        front += a <= b;
        back += b <= a;
    }
    return picked;
}

static void period_load(struct rule_walk *walk)
{
    struct walk_period *period = &walk->period;
    period->n_days = 0;
    period->base = 0;
    if (is_fine(&walk->rule)) {
        int64_t day = floor_divide(period->at, DAY_SECONDS);
        period->base = period->at - day * DAY_SECONDS;
        period->days[period->n_days++] = (int32_t)day;
    } else if (walk->rule.freq == RULE_WEEKLY) {
        week_load(walk);
    } else {
        months_load(walk);
    }
    period->next = 0;
    period->n = period->n_days * walk->n_hours * walk->n_minutes * walk->n_seconds;
    if (walk->rule.by[BY_SETPOS].given) {
        period->n = positions_pick(walk, period->n);
    }
}

static int64_t period_time(const struct rule_walk *walk, int32_t i)
{
    const struct walk_period *period = &walk->period;
    int32_t place = walk->rule.by[BY_SETPOS].given ? period->positions[i] : i;
    int32_t times = walk->n_hours * walk->n_minutes * walk->n_seconds;
    int32_t time = 0;
    if (times > 1) {
        time = place % times;
        place /= times;
    }
    int32_t second = walk->seconds[time % walk->n_seconds];
    int32_t minute = walk->minutes[time / walk->n_seconds % walk->n_minutes];
    int32_t hour = walk->hours[time / walk->n_seconds / walk->n_minutes];
    return period->days[place] * (int64_t)DAY_SECONDS + period->base + INT64_C(3600) * hour + INT64_C(60) * minute +
           second;
}

/* Whether each period has as many times as any other. */
static bool is_even(const struct rule *rule)
{
    for (int part = 0; part < BY_SETPOS; part++) {
        bool weekday = part == BY_DAY && rule->freq == RULE_WEEKLY;
        if (rule->by[part].given && !weekday && !rule_expands((enum rule_part)part, rule->freq)) {
            return false;
        }
    }
    return is_fine(rule) || rule->freq == RULE_WEEKLY;
}

static int32_t period_first(const struct rule_walk *walk)
{
    int32_t i = 0;
    while (i < walk->period.n && period_time(walk, i) < walk->reach.start) {
        i++;
    }
    return i;
}

/* With COUNT, what the periods passed over have used up. */
static void count_skip(struct rule_walk *walk, int64_t periods)
{
    period_load(walk);
    walk->left -= walk->period.n - period_first(walk) + (periods - 1) * walk->period.n;
    walk->over = walk->left <= 0;
}

/* To the last period of which nothing behind it is needed to know those from reach.from on. */
static void periods_skip(struct rule_walk *walk)
{
    const struct rule *rule = &walk->rule;
    struct civil civil;
    if (walk->reach.from <= walk->reach.start || (rule->count != 0 && !is_even(rule))) {
        return;
    }
    civil_from_seconds(walk->reach.from, &civil);
    int64_t stride = period_stride(rule);
    int64_t periods = floor_divide(first_period(rule, walk->reach.from, &civil) - walk->period.at, stride);
    periods -= rule->skip != RULE_OMIT ? 1 : 0; /* what it moved forward */
    if (periods <= 0) {
        return;
    }
    if (rule->count != 0) {
        count_skip(walk, periods);
    }
    walk->period.at += periods * stride;
}

void rule_walk_init(struct rule_walk *walk, const struct rule *rule, const struct rule_reach *reach, uint32_t *steps)
{
    static const struct civil end = {YEAR_LAST + 1, 1, 1, 0, 0, 0};
    struct civil start;
    walk->rule = *rule;
    walk->reach = *reach;
    walk->reach.to = reach->to < civil_to_seconds(&end) ? reach->to : civil_to_seconds(&end) - 1;
    walk->steps = steps;
    walk->left = rule->count;
    walk->last = INT64_MIN;
    walk->over = rule->other_scale;
    walk->empty = 0;
    walk->month = (struct month){0};
    civil_from_seconds(reach->start, &start);
    walk->period.n = walk->period.next = 0;
    walk->period.at = first_period(rule, reach->start, &start);
    times_fill(&walk->rule, &start, reach->date);
    days_fill(&walk->rule, &start, weekday_of(floor_divide(reach->start, DAY_SECONDS)));
    fine_simplify(&walk->rule);
    walk->over = walk->over || (is_fine(&walk->rule) && fine_is_never(&walk->rule, walk->period.at));
    lists_fill(walk);
    if (!walk->over) {
        periods_skip(walk);
    }
    walk->period.at -= period_stride(&walk->rule); /* the first one is still to come */
    walk->period.n = 0;
}

bool rule_walk_pay(struct rule_walk *walk, uint32_t steps)
{
    bool enough = *walk->steps >= steps;
    *walk->steps -= enough ? steps : *walk->steps;
    return enough;
}

/* 1 with a period that has times, 0 at the end, or LIMIT. */
static int period_next(struct rule_walk *walk)
{
    const struct rule *rule = &walk->rule;
    for (;;) {
        walk->period.at += period_stride(rule);
        int rc = is_fine(rule) ? fine_find(walk) : 1;
        if (rc != 1 || period_begin(rule, walk->period.at) > walk->reach.to) {
            return rc < 0 ? rc : 0;
        }
        if (!rule_walk_pay(walk, costs[rule->freq])) {
            return ERR_LIMIT;
        }
        period_load(walk);
        if (walk->period.n > 0) {
            walk->empty = 0;
            return 1;
        }
        if (++walk->empty > cycles[rule->freq]) {
            return 0;
        }
    }
}

int rule_walk_next(struct rule_walk *walk, int64_t *ret_local)
{
    while (!walk->over) {
        if (walk->period.next == walk->period.n) {
            int rc = period_next(walk);
            walk->over = rc != 1;
            if (walk->over) {
                return rc;
            }
        }
        int64_t local = period_time(walk, walk->period.next++);
        if (!rule_walk_pay(walk, 1)) {
            walk->over = true;
            return ERR_LIMIT;
        }
        /* where SKIP moves a day on another one, it is one */
        if (local < walk->reach.start || local <= walk->last) {
            continue;
        }
        walk->last = local;
        walk->over = local > walk->reach.to || (walk->rule.count != 0 && --walk->left == 0);
        if (local > walk->reach.to) {
            return 0;
        }
        *ret_local = local;
        return 1;
    }
    return 0;
}
