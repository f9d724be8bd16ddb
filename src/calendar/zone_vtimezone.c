/* zone_vtimezone.c: a VTIMEZONE as a table of shifts (RFC 5545 3.6.5): yearly rules and RDATEs, nothing else. */
#include "zones.h"

#include "line.h"
#include "rule_walk.h"
#include "when.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { OFFSET_MAX = 24 * 3600, YEAR_SECONDS = 366 * 86400, EARLIEST = -2 * YEAR_SECONDS };
/* Rules that begin before EARLIEST (Outlook's 1601) are worked out from there on. */

/* STANDARD or DAYLIGHT. */
struct observance {
    bool open, has_start, has_from, has_to, has_rule;
    struct when start;
    int32_t from, to;
    struct rule rule;
    struct when dates[CALENDAR_ZONE_DATES];
    size_t n_dates;
};

struct parse {
    struct zone *zone;
    int64_t until; /* UTC */
    struct observance *now;
    size_t n_observances;
    uint32_t steps;   /* left for its rules */
    int64_t earliest; /* onset that first_offset belongs to */
    struct err *err;
};

/* "+0100", "-023000" */
static int offset_parse(const char *text, int32_t *ret_offset)
{
    size_t len = strlen(text);
    while (len > 0 && text[len - 1] == ' ') {
        len--;
    }
    if ((len != 5 && len != 7) || (*text != '+' && *text != '-')) {
        return ERR_INVALID;
    }
    int32_t part[3] = {0};
    for (size_t i = 1; i < len; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return ERR_INVALID;
        }
        part[(i - 1) / 2] = part[(i - 1) / 2] * 10 + (text[i] - '0');
    }
    int32_t offset = part[0] * 3600 + part[1] * 60 + part[2];
    if (part[1] > 59 || part[2] > 59 || offset >= OFFSET_MAX) {
        return ERR_INVALID;
    }
    *ret_offset = *text == '-' ? -offset : offset;
    return 0;
}

static void shift_add(struct parse *parse, int64_t local)
{
    struct zone *zone = parse->zone;
    int64_t at = local - parse->now->from;
    if (at < parse->earliest) {
        parse->earliest = at;
        zone->first_offset = parse->now->from;
    }
    ARRAY_GROW(zone->shifts, zone->n_shifts, zone->shifts_capacity);
    zone->shifts[zone->n_shifts++] = (struct zone_shift){at, parse->now->to};
}

static int rule_shifts(struct parse *parse)
{
    struct observance *now = parse->now;
    bool ended = now->rule.has_until && now->rule.until.local < EARLIEST + 7 * (int64_t)YEAR_SECONDS;
    struct rule_reach reach = {.start = now->start.local, .to = parse->until};
    reach.from = ended ? now->start.local : EARLIEST;
    struct when start = now->start;
    start.kind = WHEN_ZONED; /* so that UNTIL in UTC is compared as UTC */
    struct rule_walk walk;
    int64_t local;
    int rc;
    rule_walk_init(&walk, &now->rule, &reach, &parse->steps);
    while ((rc = rule_walk_next(&walk, &local)) == 1) {
        int64_t compared = now->rule.until.kind == WHEN_UTC ? local - now->from : local;
        if (!rule_before_until(&now->rule, &start, NULL, compared)) {
            return 0;
        }
        shift_add(parse, local);
    }
    return rc == 0 ? 0 : err_set(parse->err, ERR_LIMIT, "the time zone's rules take too many steps");
}

static int observance_end(struct parse *parse)
{
    struct observance *now = parse->now;
    now->open = false;
    if (!now->has_start || !now->has_from || !now->has_to) {
        return err_set(parse->err, ERR_INVALID, "the time zone lacks DTSTART, TZOFFSETFROM or TZOFFSETTO");
    }
    if (++parse->n_observances > CALENDAR_ZONE_OBSERVANCES) {
        return err_set(parse->err, ERR_LIMIT, "the time zone has more than %d parts", CALENDAR_ZONE_OBSERVANCES);
    }
    shift_add(parse, now->start.local);
    for (size_t i = 0; i < now->n_dates; i++) {
        const struct when *date = &now->dates[i];
        shift_add(parse, date->kind == WHEN_UTC ? date->local + now->from : date->local);
    }
    return now->has_rule ? rule_shifts(parse) : 0;
}

static void observance_begin(struct parse *parse)
{
    memset(parse->now, 0, sizeof *parse->now);
    parse->now->open = true;
}

static int rule_take(struct parse *parse, const char *value)
{
    if (*value == '\0') {
        return 0;
    }
    if (parse->now->has_rule) {
        return err_set(parse->err, ERR_INVALID, "the time zone has two rules in one part");
    }
    int rc = rule_parse(value, &parse->now->rule, parse->err);
    parse->now->has_rule = rc == 0;
    if (rc == 0 && parse->now->rule.freq != RULE_YEARLY) {
        rc = err_set(parse->err, ERR_INVALID, "the time zone has a rule that is not YEARLY");
    }
    return rc;
}

static int dates_take(struct parse *parse, char *value)
{
    for (char *rest = value, *item; (item = strsep(&rest, ",")) != NULL;) {
        if (parse->now->n_dates == CALENDAR_ZONE_DATES) {
            return err_set(parse->err, ERR_LIMIT, "the time zone has more than %d RDATEs", CALENDAR_ZONE_DATES);
        }
        if (when_parse(item, &parse->now->dates[parse->now->n_dates++]) != 0) {
            return err_set(parse->err, ERR_INVALID, "the time zone has a bad RDATE");
        }
    }
    return 0;
}

static int property_take(struct parse *parse, const struct line *line, char *value)
{
    struct observance *now = parse->now;
    if (!now->open) {
        return 0;
    }
    if (strcmp(line->name, "DTSTART") == 0) {
        now->has_start = when_parse(value, &now->start) == 0;
    } else if (strcmp(line->name, "TZOFFSETFROM") == 0) {
        now->has_from = offset_parse(value, &now->from) == 0;
    } else if (strcmp(line->name, "TZOFFSETTO") == 0) {
        now->has_to = offset_parse(value, &now->to) == 0;
    } else if (strcmp(line->name, "RDATE") == 0) {
        return dates_take(parse, value);
    } else if (strcmp(line->name, "RRULE") == 0) {
        return rule_take(parse, value);
    }
    return 0;
}

static int line_take(struct parse *parse, const struct line *line, char *value)
{
    bool part = strcasecmp(value, "STANDARD") == 0 || strcasecmp(value, "DAYLIGHT") == 0;
    if (strcmp(line->name, "BEGIN") == 0 && part) {
        observance_begin(parse);
    } else if (strcmp(line->name, "END") == 0 && part && parse->now->open) {
        return observance_end(parse);
    } else {
        return property_take(parse, line, value);
    }
    return 0;
}

static int lines_take(struct parse *parse, const char *begin, const char *end)
{
    struct scan_cursor cursor;
    struct scan_line raw;
    scan_cursor_init(&cursor, begin, end, 1);
    while (scan_next(&cursor, &raw)) {
        CLEAN_BUF struct buf text;
        buf_init(&text, CALENDAR_LINE_BYTES);
        struct line line;
        if (scan_unfold(&raw, &text) != 0 || line_parse(text.data, &line) != 0) {
            continue;
        }
        int rc = line_take(parse, &line, text.data + (line.value - text.data));
        if (rc != 0) {
            return rc;
        }
    }
    if (parse->n_observances == 0) {
        return err_set(parse->err, ERR_INVALID, "the time zone has no STANDARD and no DAYLIGHT");
    }
    return 0;
}

static int shift_compare(const void *a, const void *b)
{
    const struct zone_shift *x = a;
    const struct zone_shift *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

int zone_parse_vtimezone(struct zone *ret_zone, const char *name, const char *begin, const char *end, instant until,
                         struct err *err)
{
    struct zone zone = {.name = mem_strdup(name)};
    CLEAN_FREE struct observance *now = mem_zalloc(sizeof *now);
    struct parse parse = {
        .zone = &zone,
        .until = until / SECOND_MS + YEAR_SECONDS,
        .now = now,
        .steps = CALENDAR_ZONE_STEPS,
        .earliest = INT64_MAX,
        .err = err,
    };
    int rc = end - begin > CALENDAR_ZONE_BYTES ? err_set(err, ERR_LIMIT, "the time zone is longer than 64 KiB")
                                               : lines_take(&parse, begin, end);
    if (rc != 0) {
        zone_done(&zone);
        return rc;
    }
    if (zone.n_shifts > 0) { /* qsort takes no NULL */
        qsort(zone.shifts, zone.n_shifts, sizeof *zone.shifts, shift_compare);
    }
    *ret_zone = zone;
    return 0;
}
