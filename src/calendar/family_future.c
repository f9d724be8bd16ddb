/* family_future.c: the occurrences of a series as its overrides need them: is there one, and which come later. */
#include "family.h"

#include "base/mem.h"

#include <stdlib.h>

/* How far from the window an override may begin or its original lie and still be looked at. */
static const duration_ms NEAR = 40 * DAY_MS;

static void expanse_widen(struct window *expanse, instant from, instant to)
{
    expanse->from = from < expanse->from ? from : expanse->from;
    expanse->to = to > expanse->to ? to : expanse->to;
}

/* The originals that matter: of overrides that begin near the window, and what is moved into it. */
static struct window expanse_of(const struct family *family, const struct reader *reader)
{
    struct window window = {reader->frame.window.from - NEAR, reader->frame.window.to + NEAR};
    struct window expanse = {INSTANT_NEVER, INSTANT_NONE};
    for (size_t i = 0; i < family->n; i++) {
        const struct kin *kin = &family->members[i];
        instant start = when_utc(&kin->start, family->series->zone) * SECOND_MS;
        if (!kin->is_override || kin->bad) {
            continue;
        }
        if (start >= window.from && start <= window.to) {
            expanse_widen(&expanse, kin->original, kin->original + SECOND_MS);
        }
        if (kin->this_and_future && kin->original <= window.to - kin->moved) {
            instant from = window.from - kin->moved;
            expanse_widen(&expanse, from > kin->original ? from : kin->original, window.to - kin->moved);
        }
    }
    return expanse;
}

static void family_expand(struct family *family, struct reader *reader)
{
    struct series_frame frame = reader->frame;
    frame.default_zone = family->series->zone;
    frame.window = expanse_of(family, reader);
    frame.max_occurrences *= 2;
    family->expanded = true;
    if (frame.window.from >= frame.window.to) {
        return;
    }
    struct window expanse = frame.window;
    frame.window.from -= 2 * DAY_MS; /* days begin elsewhere in other zones */
    frame.window.to += 2 * DAY_MS;
    if (series_expand(&family->series->series, &frame, &family->originals, &family->n_originals, NULL) == 0) {
        family->expanse = expanse;
    }
}

/* The first of the originals at or behind an instant. */
static size_t place_of(const struct family *family, instant original)
{
    size_t low = 0, high = family->n_originals;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (family->originals[middle].start < original) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool family_has(struct family *family, struct reader *reader, instant original)
{
    if (family->series == NULL) {
        return true;
    }
    if (!family->expanded) {
        family_expand(family, reader);
    }
    if (original < family->expanse.from || original >= family->expanse.to) {
        return true;
    }
    size_t at = place_of(family, original);
    return at < family->n_originals && family->originals[at].start == original;
}

bool family_is_over(const struct family *family, const struct reader *reader, const struct event *event)
{
    const struct kin *kin = family_member(family, family_key(event));
    if (family->series == NULL || kin == NULL) {
        return false;
    }
    struct series_frame frame = reader->frame;
    frame.default_zone = family->series->zone;
    frame.window.from -= kin->moved > 0 ? kin->moved + DAY_MS : 0; /* the clocks may be set between */
    return series_is_over(&family->series->series, &frame);
}

static int occurrence_compare(const void *left, const void *right)
{
    const struct occurrence *a = left;
    const struct occurrence *b = right;
    if (a->start != b->start) {
        return a->start < b->start ? -1 : 1;
    }
    return (a->recurrence_id > b->recurrence_id) - (a->recurrence_id < b->recurrence_id);
}

struct move {
    const struct zone *zone; /* wall clock of the series; NULL is UTC */
    duration_ms distance;
    const struct span *length;
    struct window window;
};

/* False if it comes to lie outside the window. */
static bool occurrence_move(const struct move *move, instant original, struct occurrence *ret_occurrence)
{
    int64_t at = original / SECOND_MS;
    int64_t local = (move->zone != NULL ? zone_to_local(move->zone, at) : at) + move->distance / SECOND_MS;
    int64_t start = local_to_utc(move->zone, local);
    int64_t end = span_end(move->length, move->zone, local, start);
    *ret_occurrence = (struct occurrence){original, start * SECOND_MS, end * SECOND_MS};
    return ret_occurrence->start < move->window.to && end >= start &&
           (ret_occurrence->end > move->window.from || ret_occurrence->start >= move->window.from);
}

int family_move(struct family *family, struct reader *reader, const struct span *length, struct event *event,
                struct err *err)
{
    const struct draft *series = family->series;
    const struct kin *kin = family_member(family, family_key(event));
    if (series == NULL || kin == NULL) {
        return 0;
    }
    if (!family->expanded) {
        family_expand(family, reader);
    }
    size_t capacity = event->n_occurrences;
    struct move move = {
        .zone = when_zone(&series->series.start, series->zone),
        .distance = kin->moved,
        .length = length,
        .window = reader->frame.window,
    };
    for (size_t i = place_of(family, event->recurrence_id + 1); i < family->n_originals; i++) {
        instant original = family->originals[i].start;
        struct occurrence moved;
        if (original >= kin->future_end) {
            break;
        }
        if (family_member(family, original) != NULL || !occurrence_move(&move, original, &moved)) {
            continue;
        }
        if (event->n_occurrences == reader->frame.max_occurrences) {
            return err_set(err, ERR_LIMIT, "more than %zu occurrences in the window", reader->frame.max_occurrences);
        }
        ARRAY_GROW(event->occurrences, event->n_occurrences, capacity);
        event->occurrences[event->n_occurrences++] = moved;
    }
    if (event->n_occurrences > 1) {
        qsort(event->occurrences, event->n_occurrences, sizeof *event->occurrences, occurrence_compare);
    }
    return 0;
}
