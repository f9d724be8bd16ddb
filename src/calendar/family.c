/* family.c: which components of a body belong together, and what each must know of the others. */
#include "family.h"

#include "uid.h"

#include "base/mem.h"

#include <stdlib.h>

enum { DAY_SECONDS = 86400 };

void family_free(struct family *family)
{
    if (family == NULL) {
        return;
    }
    if (family->series != NULL) {
        draft_done(family->series);
        mem_free(family->series);
    }
    mem_free(family->members);
    mem_free(family->originals);
    mem_free(family);
}

void family_add(struct family *family, const struct scan_part *part)
{
    ARRAY_GROW(family->members, family->n, family->capacity);
    family->members[family->n++] =
        (struct kin){.part = part, .original = INSTANT_NONE, .key = INSTANT_NONE, .dtstamp = INSTANT_NONE};
}

static int64_t day_of(int64_t local)
{
    int64_t days = local / DAY_SECONDS;
    return local % DAY_SECONDS < 0 ? days - 1 : days;
}

/* The day that a RECURRENCE-ID names: in its own zone; one in UTC that is not midnight there, in the default zone. */
static int64_t recurrence_day(const struct when *id, const struct zone *zone)
{
    bool utc_midnight = id->kind == WHEN_UTC && id->local % DAY_SECONDS == 0;
    if (id->kind != WHEN_UTC || utc_midnight) {
        return day_of(id->local);
    }
    return day_of(zone_to_local(zone, id->local));
}

instant family_original(const struct draft *series, const struct when *recurrence_id, const struct when *start,
                        const struct zone *zone)
{
    const struct when *id = recurrence_id;
    const struct zone *series_zone = series != NULL ? series->zone : zone;
    start = series != NULL ? &series->series.start : start;
    if (start->kind == WHEN_DATE) {
        return local_to_utc(series_zone, recurrence_day(id, zone) * DAY_SECONDS) * SECOND_MS;
    }
    if (id->kind == WHEN_DATE && series != NULL) {
        int64_t time = start->local - day_of(start->local) * DAY_SECONDS;
        return local_to_utc(when_zone(start, series_zone), id->local + time) * SECOND_MS;
    }
    if (id->kind == WHEN_FLOATING) {
        return local_to_utc(when_zone(start, series_zone), id->local) * SECOND_MS;
    }
    return when_utc(id, zone) * SECOND_MS;
}

static int number_compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* The one that counts comes last. */
static int worth_compare(const struct kin *a, const struct kin *b)
{
    int order = (int)b->bad - (int)a->bad;
    order = order != 0 ? order : number_compare(a->sequence, b->sequence);
    order = order != 0 ? order : number_compare(a->dtstamp, b->dtstamp);
    return order != 0 ? order : number_compare((int64_t)a->part->begin, (int64_t)b->part->begin);
}

static int kin_compare(const void *left, const void *right)
{
    const struct kin *a = left;
    const struct kin *b = right;
    int order = number_compare(a->key, b->key);
    return order != 0 ? order : worth_compare(a, b);
}

/* What sets a member apart; its draft is kept if it is the series that counts so far. */
static void member_read(struct family *family, struct reader *reader, struct kin *kin, struct kin **series)
{
    struct err ignored = {0};
    struct draft *draft = mem_zalloc(sizeof *draft);
    draft_init(draft, reader, kin->part, &ignored);
    draft->brief = true;
    kin->bad =
        kin->part->fault != NULL || draft_fill(draft) != 0 || (draft->has_start && draft_settle_length(draft) != 0);
    draft->err = NULL;
    kin->is_override = draft->has_recurrence_id;
    kin->this_and_future = draft->event.this_and_future;
    kin->start = draft->has_start ? draft->series.start : draft->recurrence_id;
    kin->recurrence_id = draft->recurrence_id;
    kin->sequence = draft->event.sequence;
    kin->dtstamp = draft->event.dtstamp;
    bool counts = !kin->bad && !kin->is_override && draft->has_start;
    if (counts && (*series == NULL || worth_compare(*series, kin) < 0)) {
        struct draft *before = family->series;
        family->series = draft;
        *series = kin;
        draft = before;
    }
    if (draft != NULL) {
        draft_done(draft);
        mem_free(draft);
    }
}

static void member_place(const struct family *family, struct reader *reader, struct kin *kin)
{
    const struct draft *series = family->series;
    const struct zone *own_zone = reader_zone(reader, kin->part->calendar);
    if (!kin->is_override || kin->bad) {
        return;
    }
    kin->original = family_original(series, &kin->recurrence_id, &kin->start, own_zone);
    kin->key = kin->original + (kin->this_and_future ? 1 : 0);
    if (kin->this_and_future && series != NULL) {
        const struct zone *zone = when_zone(&series->series.start, series->zone);
        int64_t from = kin->original / SECOND_MS;
        int64_t to = when_utc(&kin->start, own_zone);
        kin->moved = zone != NULL ? zone_to_local(zone, to) - zone_to_local(zone, from) : to - from;
        kin->moved *= SECOND_MS;
    }
}

static void futures_settle(struct family *family)
{
    instant next = INSTANT_NEVER;
    instant end = INSTANT_NEVER;
    for (size_t i = family->n; i-- > 0;) {
        struct kin *kin = &family->members[i];
        bool counts = i + 1 == family->n || family->members[i + 1].key != kin->key;
        end = counts ? next : end;
        kin->future_end = end;
        next = counts && kin->this_and_future && !kin->bad ? kin->original : next;
    }
}

static void family_settle(struct family *family, struct reader *reader)
{
    struct kin *series = NULL;
    for (size_t i = 0; i < family->n; i++) {
        member_read(family, reader, &family->members[i], &series);
    }
    for (size_t i = 0; i < family->n; i++) {
        member_place(family, reader, &family->members[i]);
    }
    qsort(family->members, family->n, sizeof *family->members, kin_compare);
    futures_settle(family);
    family->settled = true;
}

/* Most UIDs stand alone: a family is made when the second of them comes. */
static void reader_index(struct reader *reader)
{
    const struct scan *scan = reader->scan;
    struct map first;
    map_init(&first, HASH_START ^ scan->len);
    for (size_t i = 0; i < scan->n_events; i++) {
        const struct scan_part *part = &scan->events[i];
        bool made;
        CLEAN_FREE char *uid = uid_of_part(scan, part, &made);
        const struct scan_part *before = map_get(&first, uid);
        struct family *family = map_get(&reader->families, uid);
        if (before == NULL) {
            map_set(&first, uid, &scan->events[i]);
            continue;
        }
        if (family == NULL) {
            family = mem_zalloc(sizeof *family);
            family_add(family, before);
            map_set(&reader->families, uid, family);
        }
        family_add(family, part);
    }
    map_done(&first);
    reader->indexed = true;
}

struct family *family_find(struct reader *reader, const char *uid)
{
    if (!reader->indexed) {
        reader_index(reader);
    }
    struct family *family = map_get(&reader->families, uid);
    if (family != NULL && !family->settled) {
        family_settle(family, reader);
    }
    return family;
}

instant family_key(const struct event *event)
{
    return event->recurrence_id + (event->this_and_future ? 1 : 0);
}

const struct kin *family_member(const struct family *family, instant key)
{
    size_t low = 0, high = family->n; /* low: how many are not behind the key */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (family->members[middle].key <= key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const struct kin *best = low > 0 ? &family->members[low - 1] : NULL;
    return best != NULL && best->key == key && !best->bad ? best : NULL;
}
