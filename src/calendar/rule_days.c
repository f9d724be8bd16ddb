/* rule_days.c: BYMONTHDAY, BYYEARDAY, BYWEEKNO and BYDAY on one month at a time. */
#include "rule_days.h"

enum { DAY_SECONDS = 86400, EVERY_WEEK = 0x10204081 /* days 1, 8, 15, 22, 29 */ };

static uint32_t first_bits(int n)
{
    return n >= 32 ? UINT32_MAX : (UINT32_C(1) << n) - 1;
}

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

static int remainder_of(int64_t value, int by)
{
    return (int)(value - floor_divide(value, by) * by);
}

int weekday_of(int64_t day)
{
    return remainder_of(day + 4, WEEK_DAYS); /* 1970-01-01 was a Thursday */
}

static bool is_leap(int64_t year)
{
    return remainder_of(year, 4) == 0 && (remainder_of(year, 100) != 0 || remainder_of(year, 400) == 0);
}

static int64_t january_of(int64_t year)
{
    int64_t before = year - 1;
    return before * 365 + floor_divide(before, 4) - floor_divide(before, 100) + floor_divide(before, 400) - 719162;
}

struct month month_make(int64_t year, int month)
{
    static const int16_t before[MONTH_LAST + 1] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    struct month made = {.year = year + (month > MONTH_LAST) - (month < 1)};
    made.month = month < 1 ? month + MONTH_LAST : month > MONTH_LAST ? month - MONTH_LAST : month;
    int leap = is_leap(made.year) ? 1 : 0;
    made.january = january_of(made.year);
    made.first = made.january + before[made.month - 1] + (made.month > 2 ? leap : 0);
    made.days = before[made.month] - before[made.month - 1] + (made.month == 2 ? leap : 0);
    made.year_days = 365 + leap;
    return made;
}

struct month month_of_day(int64_t day)
{
    struct civil civil;
    civil_from_seconds(day * DAY_SECONDS, &civil);
    return month_make(civil.year, civil.month);
}

static uint32_t monthdays_mask(const struct rule *rule, int days)
{
    const struct rule_by *by = &rule->by[BY_MONTHDAY];
    uint32_t mask = (uint32_t)(by->front.words[0] >> 1) & first_bits(days);
    for (uint64_t back = by->back.words[0]; back != 0; back &= back - 1) {
        int day = days - __builtin_ctzll(back);
        mask |= day >= 0 ? UINT32_C(1) << day : 0;
    }
    return mask;
}

static uint32_t yeardays_mask(const struct rule *rule, const struct month *month)
{
    const struct rule_by *by = &rule->by[BY_YEARDAY];
    uint32_t mask = 0;
    for (int i = 0; i < month->days; i++) {
        int64_t day = month->first + i - month->january + 1;
        bool fits = rule_set_has(&by->front, day) || rule_set_has(&by->back, month->year_days + 1 - day);
        mask |= (uint32_t)fits << i;
    }
    return mask;
}

/* A week belongs to the year that has its fourth day. */
static bool week_fits(const struct rule *rule, const struct month *month, int64_t day)
{
    const struct rule_by *by = &rule->by[BY_WEEKNO];
    int64_t fourth = day - remainder_of(weekday_of(day) - rule->wkst, WEEK_DAYS) + 3;
    int64_t year = month->year + (fourth >= month->january + month->year_days) - (fourth < month->january);
    int64_t front = (fourth - january_of(year)) / WEEK_DAYS + 1;
    int64_t back = (january_of(year + 1) - 1 - fourth) / WEEK_DAYS + 1;
    return rule_set_has(&by->front, front) || rule_set_has(&by->back, back);
}

static uint32_t weeks_mask(const struct rule *rule, const struct month *month)
{
    uint32_t mask = 0;
    for (int i = 0; i < month->days; i++) {
        mask |= (uint32_t)week_fits(rule, month, month->first + i) << i;
    }
    return mask;
}

static uint32_t day_bit(int64_t day, const struct month *month)
{
    return day >= month->first && day < month->first + month->days ? UINT32_C(1) << (day - month->first) : 0;
}

/* BYDAY with numbers: in the month, or in the year where YEARLY names no months. */
static uint32_t numbered_mask(const struct rule *rule, const struct month *month)
{
    bool in_year = rule->freq == RULE_YEARLY && !rule->by[BY_MONTH].given;
    int64_t begin = in_year ? month->january : month->first;
    int64_t end = begin + (in_year ? month->year_days : month->days);
    uint32_t mask = 0;
    for (int weekday = 0; weekday < WEEK_DAYS; weekday++) {
        int64_t first = begin + remainder_of(weekday - weekday_of(begin), WEEK_DAYS);
        int64_t last = end - 1 - remainder_of(weekday_of(end - 1) - weekday, WEEK_DAYS);
        for (uint64_t n = rule->nth[weekday]; n != 0; n &= n - 1) {
            mask |= day_bit(first + (int64_t)(__builtin_ctzll(n) - 1) * WEEK_DAYS, month);
        }
        for (uint64_t n = rule->nth_last[weekday]; n != 0; n &= n - 1) {
            mask |= day_bit(last - (int64_t)(__builtin_ctzll(n) - 1) * WEEK_DAYS, month);
        }
    }
    return mask;
}

static uint32_t weekdays_mask(const struct rule *rule, const struct month *month)
{
    uint32_t mask = rule->numbered ? numbered_mask(rule, month) : 0;
    int first = weekday_of(month->first);
    for (uint64_t plain = rule->by[BY_DAY].front.words[0]; plain != 0; plain &= plain - 1) {
        mask |= (uint32_t)EVERY_WEEK << remainder_of(__builtin_ctzll(plain) - first, WEEK_DAYS);
    }
    return mask & first_bits(month->days);
}

static uint32_t week_limits(const struct rule *rule, const struct month *month)
{
    uint32_t mask = rule->by[BY_WEEKNO].given ? weeks_mask(rule, month) : UINT32_MAX;
    return rule->by[BY_DAY].given ? mask & weekdays_mask(rule, month) : mask;
}

uint32_t month_days(const struct rule *rule, const struct month *month)
{
    uint32_t mask = first_bits(month->days) & week_limits(rule, month);
    if (rule->by[BY_MONTHDAY].given) {
        mask &= monthdays_mask(rule, month->days);
    }
    return rule->by[BY_YEARDAY].given ? mask & yeardays_mask(rule, month) : mask;
}

/* The days that RFC 7529's SKIP moves: 31 in a month of 30 days is the day behind it or its last, -31 its first or the
 * day before it. */
static void skip_monthdays(const struct rule *rule, const struct month *month, int slot, uint32_t *masks)
{
    const struct rule_by *by = &rule->by[BY_MONTHDAY];
    bool behind = by->front.words[0] >> 1 >> month->days != 0;
    bool before = by->back.words[0] >> 1 >> month->days != 0;
    bool forward = rule->skip == RULE_FORWARD;
    if (behind) {
        masks[forward ? slot + 1 : slot] |= forward ? 1 : UINT32_C(1) << (month->days - 1);
    }
    if (before) {
        int days = month_make(month->year, month->month - 1).days;
        masks[forward ? slot : slot - 1] |= forward ? 1 : UINT32_C(1) << (days - 1);
    }
}

/* Day 366 of a year of 365 days, from either end. */
static void skip_yeardays(const struct rule *rule, const struct month *month, int slot, uint32_t *masks)
{
    const struct rule_by *by = &rule->by[BY_YEARDAY];
    bool forward = rule->skip == RULE_FORWARD;
    const uint32_t last_of_december = UINT32_C(1) << 30;
    if (slot == MONTH_LAST && rule_set_has(&by->front, month->year_days + 1)) {
        masks[forward ? MONTH_LAST + 1 : MONTH_LAST] |= forward ? 1 : last_of_december;
    }
    if (slot == 1 && rule_set_has(&by->back, month->year_days + 1)) {
        masks[forward ? 1 : 0] |= forward ? 1 : last_of_december;
    }
}

/* The days that a month brings in, before those parts that come behind SKIP. */
static void month_place(const struct rule *rule, const struct month *month, int slot, uint32_t *masks)
{
    bool by_yearday = rule->by[BY_YEARDAY].given && rule->freq == RULE_YEARLY;
    if (rule->by[BY_MONTHDAY].given) {
        masks[slot] |= monthdays_mask(rule, month->days);
        if (rule->skip != RULE_OMIT) {
            skip_monthdays(rule, month, slot, masks);
        }
    } else if (by_yearday) {
        masks[slot] |= yeardays_mask(rule, month);
        if (rule->skip != RULE_OMIT && month->year_days == 365) {
            skip_yeardays(rule, month, slot, masks);
        }
    } else {
        masks[slot] |= first_bits(month->days);
    }
}

void period_days(const struct rule *rule, int64_t year, int month, uint32_t *ret_masks)
{
    bool yearly = rule->freq == RULE_YEARLY;
    bool by_yearday = rule->by[BY_YEARDAY].given && (!yearly || rule->by[BY_MONTHDAY].given);
    int first = yearly ? 1 : month;
    int last = yearly ? MONTH_LAST : month;
    for (int slot = 0; slot < MONTH_SLOTS; slot++) {
        ret_masks[slot] = 0;
    }
    for (int slot = first; slot <= last; slot++) {
        if (!rule->by[BY_MONTH].given || rule_set_has(&rule->by[BY_MONTH].front, slot)) {
            struct month made = month_make(year, slot);
            month_place(rule, &made, slot, ret_masks);
        }
    }
    for (int slot = first - 1; slot <= last + 1; slot++) {
        if (ret_masks[slot] != 0) {
            struct month made = month_make(year, slot);
            ret_masks[slot] &= week_limits(rule, &made) & (by_yearday ? yeardays_mask(rule, &made) : UINT32_MAX);
        }
    }
}
