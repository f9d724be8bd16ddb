/* rule_walk.c: libical's iterator, on floating times only; the one place of the service that calls libical. */
#include "rule.h"

#include <libical/ical.h>

#include "base/instant.h"

enum { DAY_SECONDS = 86400 };

static struct icaltimetype time_from_local(int64_t local, bool date)
{
    struct civil civil;
    civil_from_seconds(local, &civil);
    struct icaltimetype time = icaltime_null_time();
    time.year = civil.year;
    time.month = civil.month;
    time.day = civil.day;
    time.hour = civil.hour;
    time.minute = civil.minute;
    time.second = civil.second;
    time.is_date = date;
    return time;
}

void rule_walk_init(struct rule_walk *walk, const struct rule *rule, int64_t start, bool date)
{
    walk->iterator = NULL;
    if (rule->never) {
        return;
    }
    icalerror_set_errors_are_fatal(0);
    struct icalrecurrencetype recurrence = icalrecurrencetype_from_string(rule->text);
    if (recurrence.freq != ICAL_NO_RECURRENCE) {
        walk->iterator = icalrecur_iterator_new(recurrence, time_from_local(start, date));
    }
}

void rule_walk_done(struct rule_walk *walk)
{
    if (walk->iterator != NULL) {
        icalrecur_iterator_free(walk->iterator);
    }
    walk->iterator = NULL;
}

bool rule_walk_next(struct rule_walk *walk, int64_t *ret_local)
{
    if (walk->iterator == NULL) {
        return false;
    }
    struct icaltimetype time = icalrecur_iterator_next(walk->iterator);
    if (icaltime_is_null_time(time)) {
        return false;
    }
    *ret_local =
        civil_to_seconds(&(struct civil){time.year, time.month, time.day, time.hour, time.minute, time.second});
    return true;
}

bool rule_walkable(const struct rule *rule, int64_t start)
{
    struct civil civil;
    civil_from_seconds(start, &civil);
    bool border = (civil.month == 12 && civil.day >= 29) || (civil.month == 1 && civil.day <= 3);
    return !rule->by_weeks || !border;
}

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

static int64_t skip_months(const struct rule *rule, int64_t start, int64_t target)
{
    struct civil from, to;
    civil_from_seconds(start, &from);
    civil_from_seconds(target, &to);
    if (from.day > 28) {
        return start; /* which months have the day depends on where it counts from */
    }
    int64_t months = ((int64_t)to.year - from.year) * 12 + to.month - from.month - 1;
    if (months <= 0) {
        return start;
    }
    from.month += (int32_t)(floor_divide(months, rule->interval) * rule->interval);
    return civil_to_seconds(&from);
}

int64_t rule_skip(const struct rule *rule, int64_t start, int64_t target)
{
    if (rule->count != 0 || target <= start || rule->freq == RULE_YEARLY) {
        return start;
    }
    if (rule->freq == RULE_MONTHLY) {
        return skip_months(rule, start, target);
    }
    int64_t step = (int64_t)rule->interval * (rule->freq == RULE_WEEKLY ? 7 : 1) * DAY_SECONDS;
    /* one step less: the first week of a rule begins at its start, not at the week's */
    int64_t steps = floor_divide(target - start, step) - 1;
    return steps > 0 ? start + steps * step : start;
}

bool rule_before_until(const struct rule *rule, const struct when *start, const struct zone *zone, int64_t local)
{
    const struct when *until = &rule->until;
    if (!rule->has_until) {
        return true;
    }
    if (until->kind == WHEN_DATE || start->kind == WHEN_DATE) {
        return floor_divide(local, DAY_SECONDS) <= floor_divide(until->local, DAY_SECONDS);
    }
    if (until->kind == WHEN_UTC && start->kind == WHEN_ZONED) {
        return local_to_utc(zone, local) <= until->local;
    }
    return local <= until->local;
}
