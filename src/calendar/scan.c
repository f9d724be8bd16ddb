/* scan.c: the split of a body into its events and zones, under the ceilings. What a property means is left to the
 * reader. */
#include "scan.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <ctype.h>
#include <string.h>

enum { NAME_SIZE = 16 };

enum part_kind { PART_NONE, PART_EVENT, PART_ZONE };

struct walk {
    struct scan *scan;
    struct scan_cursor cursor;
    const struct scan_options *options;
    char open[SCAN_NESTING][NAME_SIZE]; /* names of the open components, open[0] is VCALENDAR */
    size_t depth;                       /* may be more than options->max_nesting */
    enum part_kind kind;                /* of the part that is being collected */
    struct scan_part part;
    size_t n_properties;
};

void scan_done(struct scan *scan)
{
    if (scan == NULL) {
        return;
    }
    mem_free(scan->events);
    mem_free(scan->zones);
    mem_free(scan->zone_names);
    *scan = (struct scan){0};
}

static void part_fault(struct walk *walk, const char *why, uint32_t line)
{
    if (walk->part.fault != NULL) {
        return;
    }
    walk->part.fault = why;
    walk->part.fault_line = line;
}

static int too_many(const struct walk *walk, const char *what, uint32_t line, struct err *err)
{
    err_set(err, ERR_LIMIT, "more than %zu %s", walk->options->max_events, what);
    err->line = line;
    return ERR_LIMIT;
}

static int part_end(struct walk *walk, const char *end, struct err *err)
{
    struct scan *scan = walk->scan;
    enum part_kind kind = walk->kind;
    walk->kind = PART_NONE;
    walk->part.end = (size_t)(end - scan->text);
    if (memchr(scan->text + walk->part.begin, '\0', walk->part.end - walk->part.begin) != NULL) {
        part_fault(walk, "a NUL byte stands in it", walk->part.line);
    }
    const struct scan_options *options = walk->options;
    if ((kind == PART_ZONE ? scan->n_zones : scan->n_events) == options->max_events) {
        return too_many(walk, kind == PART_ZONE ? "time zones" : "events", walk->part.line, err);
    }
    if (kind == PART_ZONE) {
        ARRAY_GROW(scan->zones, scan->n_zones, scan->zones_capacity);
        scan->zones[scan->n_zones++] = walk->part;
        return 0;
    }
    ARRAY_GROW(scan->events, scan->n_events, scan->events_capacity);
    scan->events[scan->n_events++] = walk->part;
    if (options->found != NULL) {
        options->found(options->ctx, scan);
    }
    return 0;
}

static void part_begin(struct walk *walk, const struct scan_line *line, enum part_kind kind)
{
    walk->kind = kind;
    walk->n_properties = 0;
    walk->part = (struct scan_part){
        .begin = (size_t)(walk->cursor.at - walk->scan->text),
        .line = line->line,
        .calendar = walk->scan->n_calendars - 1,
    };
}

static int unreadable(struct err *err, uint32_t line, const char *why)
{
    err_set(err, ERR_UNREADABLE, "%s", why);
    if (err != NULL) {
        err->line = line;
    }
    return ERR_UNREADABLE;
}

/* A VEVENT stands in no other component: what is open has lost its END. */
static int part_break(struct walk *walk, const struct scan_line *line, struct err *err)
{
    walk->depth = 1;
    if (walk->kind == PART_NONE) {
        return 0;
    }
    part_fault(walk, walk->kind == PART_EVENT ? "END:VEVENT is missing" : "END:VTIMEZONE is missing", line->line);
    return part_end(walk, line->begin, err);
}

static int component_begin(struct walk *walk, const struct scan_line *line, const char *name, struct err *err)
{
    bool calendar = strcmp(name, "VCALENDAR") == 0;
    if (calendar && walk->depth > 0) {
        return unreadable(err, line->line, "BEGIN:VCALENDAR before the END:VCALENDAR of the one before");
    }
    if (walk->depth == 0 && !calendar) {
        return 0; /* a component outside any calendar means nothing */
    }
    if (walk->depth >= 2 && strcmp(name, "VEVENT") == 0) {
        int rc = part_break(walk, line, err);
        if (rc != 0) {
            return rc;
        }
    }
    if (walk->depth < walk->options->max_nesting) {
        memcpy(walk->open[walk->depth], name, NAME_SIZE);
    } else {
        part_fault(walk, "components are nested too deeply", line->line);
    }
    walk->depth++;
    if (calendar) {
        walk->scan->n_calendars++;
        return walk->scan->n_calendars > walk->options->max_events ? too_many(walk, "calendars", line->line, err) : 0;
    }
    if (walk->depth == 2 && strcmp(name, "VEVENT") == 0) {
        part_begin(walk, line, PART_EVENT);
    } else if (walk->depth == 2 && strcmp(name, "VTIMEZONE") == 0) {
        part_begin(walk, line, PART_ZONE);
    }
    return 0;
}

/* An END closes the innermost component of its name and those in it; one that fits none is passed over. */
static int component_end(struct walk *walk, const struct scan_line *line, const char *name, struct err *err)
{
    if (walk->depth > walk->options->max_nesting) {
        walk->depth--;
        return 0;
    }
    size_t at = walk->depth;
    while (at > 0 && strcmp(walk->open[at - 1], name) != 0) {
        at--;
    }
    if (at == 0) {
        part_fault(walk, "an END of another component stands in it", line->line);
        return 0;
    }
    bool crossed = at < walk->depth;
    walk->depth = at - 1;
    if (walk->kind == PART_NONE || walk->depth >= 2) {
        return 0;
    }
    if (crossed) {
        part_fault(walk, walk->depth == 0 ? "its END is missing" : "the END of a component in it is missing",
                   line->line);
    }
    return part_end(walk, line->begin, err);
}

/* Long lines of these are left out, those of others make the event unreadable. */
static bool may_be_dropped(const struct scan_line *line)
{
    static const char *const names[] = {"ATTACH", "DESCRIPTION", "COMMENT", "IMAGE", "STYLED-DESCRIPTION", "CONTACT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (scan_is(line, names[i])) {
            return true;
        }
    }
    return strncasecmp(line->begin, "X-", 2) == 0;
}

static void property_see(struct walk *walk, const struct scan_line *line, char first)
{
    if (walk->kind != PART_EVENT || walk->depth != 2) {
        return;
    }
    if (line->len > CALENDAR_LINE_BYTES && !may_be_dropped(line)) {
        part_fault(walk, "a line is longer than 64 KiB", line->line);
    }
    if ((first == 'E' && scan_is(line, "EXDATE")) || (first == 'R' && scan_is(line, "RDATE"))) {
        return; /* counted by value */
    }
    if (first == 'U' && walk->part.uid == 0 && scan_is(line, "UID")) {
        walk->part.uid = (uint32_t)((size_t)(line->begin - walk->scan->text) - walk->part.begin) + 1;
    }
    if (++walk->n_properties > CALENDAR_EVENT_PROPERTIES) {
        part_fault(walk, "more than 2000 properties", line->line);
    }
}

/* The value of a short line, upper case, without blanks at its end. False if it does not fit. */
static bool short_value(const struct scan_line *line, char ret_value[NAME_SIZE])
{
    CLEAN_BUF struct buf text;
    buf_init(&text, 256);
    if (line->len > 200 || scan_unfold(line, &text) != 0) {
        return false;
    }
    const char *value = strchr(buf_string(&text), ':');
    if (value == NULL) {
        return false;
    }
    memset(ret_value, 0, NAME_SIZE);
    for (size_t i = 0; i < NAME_SIZE - 1 && value[i + 1] != '\0' && !isspace((unsigned char)value[i + 1]); i++) {
        ret_value[i] = (char)toupper((unsigned char)value[i + 1]);
    }
    return true;
}

static void zone_name_see(struct walk *walk, const struct scan_line *line)
{
    struct scan *scan = walk->scan;
    uint32_t calendar = scan->n_calendars - 1;
    if (line->len > CALENDAR_UID_BYTES ||
        (scan->n_zone_names > 0 && scan->zone_names[scan->n_zone_names - 1].calendar == calendar)) {
        return;
    }
    ARRAY_GROW(scan->zone_names, scan->n_zone_names, scan->zone_names_capacity);
    scan->zone_names[scan->n_zone_names++] = (struct scan_zone_name){
        .calendar = calendar, .begin = (size_t)(line->begin - scan->text), .end = (size_t)(line->end - scan->text)};
}

static int line_see(struct walk *walk, const struct scan_line *line, struct err *err)
{
    char value[NAME_SIZE];
    char first = (char)toupper((unsigned char)*line->begin);
    if (first == 'B' && scan_is(line, "BEGIN") && short_value(line, value)) {
        return component_begin(walk, line, value, err);
    }
    if (first == 'E' && scan_is(line, "END") && short_value(line, value)) {
        return component_end(walk, line, value, err);
    }
    if (first == 'M' && walk->depth == 1 && walk->scan->n_calendars == 1 && scan_is(line, "METHOD") &&
        short_value(line, value)) {
        walk->scan->method = calendar_method_parse(value);
    }
    if (walk->depth == 1 && first == 'X' && scan_is(line, "X-WR-TIMEZONE")) {
        zone_name_see(walk, line);
    }
    property_see(walk, line, first);
    return 0;
}

static int body_walk(struct walk *walk, struct err *err)
{
    struct scan_line line;
    uint32_t last = 1;
    while (scan_next(&walk->cursor, &line)) {
        int rc = line_see(walk, &line, err);
        if (rc != 0) {
            return rc;
        }
        last = line.line;
    }
    if (walk->scan->n_calendars == 0) {
        return unreadable(err, 1, "there is no BEGIN:VCALENDAR in it");
    }
    if (walk->depth > 0) {
        return unreadable(err, last, "it is cut off: END:VCALENDAR is missing");
    }
    return 0;
}

int scan_body(struct scan *scan, const char *text, size_t len, const struct scan_options *options, struct err *err)
{
    struct err ignored;
    *scan = (struct scan){.text = text, .len = len, .method = METHOD_NONE};
    if (len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0)) {
        return unreadable(err, 1, "it is UTF-16; a calendar is UTF-8 (RFC 5545 3.1.4)");
    }
    struct walk walk = {.scan = scan, .options = options};
    scan_cursor_init(&walk.cursor, text, text + len, 1);
    int rc = body_walk(&walk, err != NULL ? err : &ignored);
    if (rc != 0) {
        scan_done(scan);
    }
    return rc;
}
