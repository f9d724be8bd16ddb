/* series.c: the occurrences of a series. Which rules are taken is rule.c's, what is read from the text reader.c's. */
#include "series.h"

#include "rule_walk.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <stdlib.h>

enum { DAY_SECONDS = 86400 };
static const int64_t LAST_SECOND = INT64_C(253402300799); /* of the year 9999 */

/* One start, before EXDATE and duplicates. */
struct found {
    int64_t start, end; /* UTC */
    bool own_end;       /* of a PERIOD: wins over a rule's */
};

struct expansion {
    const struct series *series;
    const struct series_frame *frame;
    const struct zone *zone; /* wall clock of DTSTART; NULL is UTC */
    int64_t from, to;        /* the window in seconds */
    int64_t *excluded;       /* UTC, sorted */
    size_t n_excluded, excluded_capacity;
    int64_t *excluded_days; /* in the zone of DTSTART, sorted */
    size_t n_excluded_days;
    struct found *found;
    size_t n_found, found_capacity;
    uint32_t own_steps;
    uint32_t *steps; /* left for all rules */
    uint32_t most;   /* at the beginning */
};

void series_done(struct series *series)
{
    mem_free(series->rules);
    mem_free(series->exrules);
    mem_free(series->rdates);
    mem_free(series->exdates);
    *series = (struct series){0};
}

bool series_recurs(const struct series *series)
{
    return series->n_rules > 0 || series->n_rdates > 0;
}

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

static int number_compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool number_in(int64_t value, const int64_t *sorted, size_t n)
{
    return n > 0 && bsearch(&value, sorted, n, sizeof *sorted, number_compare) != NULL;
}

/* A floating EXDATE or RDATE beside a zoned DTSTART is meant in that zone. */
static int64_t sibling_utc(const struct expansion *expansion, const struct when *when)
{
    if (when->kind == WHEN_FLOATING) {
        return local_to_utc(expansion->zone, when->local);
    }
    return when_utc(when, expansion->frame->default_zone);
}

static void excluded_add(struct expansion *expansion, int64_t start)
{
    ARRAY_GROW(expansion->excluded, expansion->n_excluded, expansion->excluded_capacity);
    expansion->excluded[expansion->n_excluded++] = start;
}

static void exdates_collect(struct expansion *expansion)
{
    const struct series *series = expansion->series;
    expansion->excluded_days = mem_calloc(series->n_exdates, sizeof *expansion->excluded_days);
    for (size_t i = 0; i < series->n_exdates; i++) {
        const struct when *when = &series->exdates[i];
        if (when->kind == WHEN_DATE || series->start.kind == WHEN_DATE) {
            expansion->excluded_days[expansion->n_excluded_days++] = floor_divide(when->local, DAY_SECONDS);
        } else {
            excluded_add(expansion, sibling_utc(expansion, when));
        }
    }
    qsort(expansion->excluded_days, expansion->n_excluded_days, sizeof(int64_t), number_compare);
}

static bool is_excluded(const struct expansion *expansion, int64_t start)
{
    if (number_in(start, expansion->excluded, expansion->n_excluded)) {
        return true;
    }
    int64_t local = expansion->zone != NULL ? zone_to_local(expansion->zone, start) : start;
    return number_in(floor_divide(local, DAY_SECONDS), expansion->excluded_days, expansion->n_excluded_days);
}

static int found_add(struct expansion *expansion, int64_t start, int64_t end, bool own_end, struct err *err)
{
    bool overlaps = start < expansion->to && (end > expansion->from || start >= expansion->from);
    if (!overlaps || end < start || is_excluded(expansion, start)) {
        return 0;
    }
    /* duplicates are still among them, so the ceiling proper is applied at the end */
    if (expansion->n_found > 2 * expansion->frame->max_occurrences + CALENDAR_EVENT_DATES) {
        return err_set(err, ERR_LIMIT, "more than %zu occurrences in the window", expansion->frame->max_occurrences);
    }
    ARRAY_GROW(expansion->found, expansion->n_found, expansion->found_capacity);
    expansion->found[expansion->n_found++] = (struct found){start, end, own_end};
    return 0;
}

static int local_add(struct expansion *expansion, int64_t local, struct err *err)
{
    /* the day on which a window ends is not in it, though east of Greenwich it begins before */
    if (expansion->series->start.kind == WHEN_DATE && local >= expansion->to) {
        return 0;
    }
    int64_t start = local_to_utc(expansion->zone, local);
    return found_add(expansion, start, span_end(&expansion->series->length, expansion->zone, local, start), false, err);
}

static int local_exclude(struct expansion *expansion, int64_t local, struct err *err)
{
    (void)err;
    excluded_add(expansion, local_to_utc(expansion->zone, local));
    return 0;
}

typedef int local_take(struct expansion *expansion, int64_t local, struct err *err);

/* Each time of a rule that may matter to the window. */
static int rule_expand(struct expansion *expansion, const struct rule *rule, local_take *take, struct err *err)
{
    const struct when *start = &expansion->series->start;
    const struct span *length = &expansion->series->length;
    struct rule_reach reach = {
        .start = start->local,
        .date = start->kind == WHEN_DATE,
        .from = expansion->from - (length->days + 2) * DAY_SECONDS - length->seconds,
        .to = expansion->to + DAY_SECONDS, /* a day of slack: the zone is not looked at yet */
    };
    struct rule_walk walk;
    int64_t local;
    rule_walk_init(&walk, rule, &reach, expansion->steps);
    int rc = 0;
    int more = 0;
    while (rc == 0 && (more = rule_walk_next(&walk, &local)) == 1 &&
           rule_before_until(rule, start, expansion->zone, local)) {
        rc = take(expansion, local, err);
    }
    if (rc == 0 && more < 0) {
        return err_set(err, ERR_LIMIT, "the rules take more than %u steps to the end of the window", expansion->most);
    }
    return rc;
}

static int exclusions_collect(struct expansion *expansion, struct err *err)
{
    const struct series *series = expansion->series;
    int rc = 0;
    exdates_collect(expansion);
    for (size_t i = 0; i < series->n_exrules && rc == 0; i++) {
        rc = rule_expand(expansion, &series->exrules[i], local_exclude, err);
    }
    if (expansion->n_excluded > 1) {
        qsort(expansion->excluded, expansion->n_excluded, sizeof(int64_t), number_compare);
    }
    return rc;
}

static int rdate_expand(struct expansion *expansion, const struct series_date *date, struct err *err)
{
    const struct when *series_start = &expansion->series->start;
    struct when when = date->when;
    if (series_start->kind == WHEN_DATE || when.kind == WHEN_DATE) {
        /* the one that is no time takes the other's: a day stays a day, a time of day is that of DTSTART */
        int64_t time = series_start->local - floor_divide(series_start->local, DAY_SECONDS) * DAY_SECONDS;
        return local_add(expansion, floor_divide(when.local, DAY_SECONDS) * DAY_SECONDS + time, err);
    }
    int64_t start = sibling_utc(expansion, &when);
    const struct zone *zone = when.kind == WHEN_FLOATING ? expansion->zone : when_zone(&when, NULL);
    if (date->has_end) {
        return found_add(expansion, start, sibling_utc(expansion, &date->end), true, err);
    }
    const struct span *length = date->has_length ? &date->length : &expansion->series->length;
    int64_t local = zone != NULL ? when.local : start;
    if (when.kind == WHEN_UTC && expansion->zone != NULL && length->days != 0) {
        zone = expansion->zone; /* nominal days run in the zone of the series */
        local = zone_to_local(zone, start);
    }
    return found_add(expansion, start, span_end(length, zone, local, start), date->has_length, err);
}

static int found_compare(const void *a, const void *b)
{
    const struct found *x = a;
    const struct found *y = b;
    if (x->start != y->start) {
        return x->start < y->start ? -1 : 1;
    }
    return (int)y->own_end - (int)x->own_end;
}

static int everything_expand(struct expansion *expansion, struct err *err)
{
    const struct series *series = expansion->series;
    int rc = local_add(expansion, series->start.local, err);
    for (size_t i = 0; i < series->n_rules && rc == 0; i++) {
        rc = rule_expand(expansion, &series->rules[i], local_add, err);
    }
    for (size_t i = 0; i < series->n_rdates && rc == 0; i++) {
        rc = rdate_expand(expansion, &series->rdates[i], err);
    }
    return rc;
}

static int occurrences_make(struct expansion *expansion, struct occurrence **ret_occurrences, size_t *ret_n,
                            struct err *err)
{
    bool recurs = series_recurs(expansion->series);
    size_t n = 0;
    if (expansion->n_found > 1) {
        qsort(expansion->found, expansion->n_found, sizeof *expansion->found, found_compare);
    }
    for (size_t i = 0; i < expansion->n_found; i++) {
        if (n == 0 || expansion->found[i].start != expansion->found[n - 1].start) {
            expansion->found[n++] = expansion->found[i];
        }
    }
    if (n > expansion->frame->max_occurrences) {
        return err_set(err, ERR_LIMIT, "more than %zu occurrences in the window", expansion->frame->max_occurrences);
    }
    struct occurrence *occurrences = n > 0 ? mem_calloc(n, sizeof *occurrences) : NULL;
    for (size_t i = 0; i < n; i++) {
        instant start = expansion->found[i].start * SECOND_MS;
        occurrences[i] = (struct occurrence){recurs ? start : INSTANT_NONE, start, expansion->found[i].end * SECOND_MS};
    }
    *ret_occurrences = occurrences;
    *ret_n = n;
    return 0;
}

static void expansion_begin(struct expansion *expansion, const struct series *series, const struct series_frame *frame)
{
    *expansion = (struct expansion){
        .series = series,
        .frame = frame,
        .zone = when_zone(&series->start, frame->default_zone),
        .from = floor_divide(frame->window.from, SECOND_MS),
        .to = floor_divide(frame->window.to + SECOND_MS - 1, SECOND_MS),
        .own_steps = CALENDAR_ITERATIONS,
    };
    expansion->steps = frame->steps != NULL ? frame->steps : &expansion->own_steps;
    expansion->most = *expansion->steps;
}

static void expansion_end(struct expansion *expansion)
{
    mem_free(expansion->excluded);
    mem_free(expansion->excluded_days);
    mem_free(expansion->found);
}

int series_expand(const struct series *series, const struct series_frame *frame, struct occurrence **ret_occurrences,
                  size_t *ret_n, struct err *err)
{
    struct expansion expansion;
    expansion_begin(&expansion, series, frame);
    int rc = exclusions_collect(&expansion, err);
    if (rc == 0) {
        rc = everything_expand(&expansion, err);
    }
    if (rc == 0) {
        rc = occurrences_make(&expansion, ret_occurrences, ret_n, err);
    }
    expansion_end(&expansion);
    return rc;
}

/* The first that is found is the answer. */
static int local_find(struct expansion *expansion, int64_t local, struct err *err)
{
    int rc = local_add(expansion, local, err);
    return rc == 0 && expansion->n_found > 0 ? ERR_CONFLICT : rc;
}

bool series_is_over(const struct series *series, const struct series_frame *frame)
{
    for (size_t i = 0; i < series->n_rules; i++) {
        if (series->rules[i].count == 0 && !series->rules[i].has_until) {
            return false;
        }
    }
    struct expansion expansion;
    expansion_begin(&expansion, series, frame);
    expansion.to = LAST_SECOND;
    int rc = local_find(&expansion, series->start.local, NULL);
    for (size_t i = 0; i < series->n_rdates && rc == 0; i++) {
        rc = rdate_expand(&expansion, &series->rdates[i], NULL);
    }
    for (size_t i = 0; i < series->n_rules && rc == 0; i++) {
        rc = rule_expand(&expansion, &series->rules[i], local_find, NULL);
    }
    bool over = rc == 0 && expansion.n_found == 0;
    expansion_end(&expansion);
    return over;
}
