/* draft.c: the properties of a VEVENT that say when it is and which one it is, a row each. What they mean together is
 * left to draft_settle.c and reader.c. */
#include "draft.h"

#include "selection.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

void draft_init(struct draft *draft, struct reader *reader, const struct scan_part *part, struct err *err)
{
    *draft = (struct draft){.reader = reader, .part = part, .err = err};
    draft->zone = reader_zone(reader, part->calendar);
    draft->event = (struct event){.recurrence_id = INSTANT_NONE, .dtstamp = INSTANT_NONE, .line = part->line};
    buf_init(&draft->kept, CALENDAR_EVENT_TEXT_BYTES);
}

void draft_done(struct draft *draft)
{
    event_done(&draft->event);
    series_done(&draft->series);
    buf_done(&draft->kept);
}

static int zone_need(struct draft *draft, const struct scan_part *part)
{
    for (size_t i = 0; i < draft->n_zones; i++) {
        if (draft->zones[i] == part) {
            return 0;
        }
    }
    if (draft->n_zones == DRAFT_ZONES) {
        return err_set(draft->err, ERR_LIMIT, "more than %d time zones in one event", DRAFT_ZONES);
    }
    draft->zones[draft->n_zones++] = part;
    return 0;
}

static int when_take(struct draft *draft, const struct line *line, const char *value, struct when *ret_when)
{
    if (when_parse(value, ret_when) != 0) {
        return err_set(draft->err, ERR_INVALID, "%s is no date or time: %.60s", line->name, value);
    }
    const char *tzid = line_param(line, "TZID");
    if (ret_when->kind != WHEN_FLOATING || tzid == NULL) {
        return 0;
    }
    if (*tzid == '\0') {
        return err_set(draft->err, ERR_INVALID, "TZID of %s is empty: it names no time zone", line->name);
    }
    struct zone_answer answer = zone_book_find(draft->reader->book, draft->part->calendar, tzid);
    if (answer.zone == NULL && answer.part != NULL) {
        return err_set(draft->err, ERR_INVALID, "the VTIMEZONE of %.80s cannot be used", tzid);
    }
    if (answer.zone == NULL) {
        return err_set(draft->err, ERR_INVALID, "unknown time zone %.80s", tzid);
    }
    ret_when->kind = WHEN_ZONED;
    ret_when->zone = answer.zone;
    return answer.part != NULL ? zone_need(draft, answer.part) : 0;
}

static int take_uid(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    text_unescape(value);
    value = text_trim(value);
    if (*value == '\0') {
        return 0;
    }
    if (draft->event.uid != NULL) {
        return err_set(draft->err, ERR_INVALID, "UID stands in it twice");
    }
    if (strlen(value) > CALENDAR_UID_BYTES) {
        return err_set(draft->err, ERR_LIMIT, "UID is longer than %d bytes", CALENDAR_UID_BYTES);
    }
    draft->event.uid = mem_strdup(value);
    return 0;
}

static int take_start(struct draft *draft, const struct line *line, char *value)
{
    if (draft->has_start) {
        return err_set(draft->err, ERR_INVALID, "DTSTART stands in it twice");
    }
    draft->has_start = true;
    return when_take(draft, line, value, &draft->series.start);
}

static int take_end(struct draft *draft, const struct line *line, char *value)
{
    draft->has_end = true;
    return when_take(draft, line, value, &draft->end);
}

static int take_duration(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    draft->has_length = true;
    if (span_parse(value, &draft->length) != 0) {
        return err_set(draft->err, ERR_INVALID, "DURATION is no length of time: %.60s", value);
    }
    return 0;
}

static int take_recurrence_id(struct draft *draft, const struct line *line, char *value)
{
    if (draft->has_recurrence_id) {
        return err_set(draft->err, ERR_INVALID, "RECURRENCE-ID stands in it twice");
    }
    const char *range = line_param(line, "RANGE");
    draft->has_recurrence_id = true;
    draft->event.this_and_future = range != NULL && strcasecmp(range, "THISANDFUTURE") == 0;
    int rc = when_take(draft, line, value, &draft->recurrence_id);
    if (rc == 0 || when_parse(value, &draft->recurrence_id) != 0) {
        return rc;
    }
    draft->recurrence_zone_unknown = true;
    return 0;
}

static int rule_take(struct draft *draft, char *value, struct rule *ret_rule)
{
    if (draft->series.n_rules + draft->series.n_exrules == CALENDAR_RULES) {
        return err_set(draft->err, ERR_LIMIT, "more than %d rules", CALENDAR_RULES);
    }
    value = text_trim(value);
    if (*value != '\0' && strchr(value, '=') == NULL) {
        return err_set(draft->err, ERR_INVALID, "the rule is one of vCalendar 1.0, which is not taken");
    }
    return rule_parse(value, ret_rule, draft->err);
}

static int take_rrule(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    struct series *series = &draft->series;
    ARRAY_GROW(series->rules, series->n_rules, series->rules_capacity);
    int rc = rule_take(draft, value, &series->rules[series->n_rules]);
    series->n_rules += rc == 0 ? 1 : 0;
    return rc;
}

static int take_exrule(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    struct series *series = &draft->series;
    ARRAY_GROW(series->exrules, series->n_exrules, series->exrules_capacity);
    int rc = rule_take(draft, value, &series->exrules[series->n_exrules]);
    series->n_exrules += rc == 0 ? 1 : 0;
    return rc;
}

static int date_count(struct draft *draft)
{
    if (++draft->n_dates > CALENDAR_EVENT_DATES) {
        return err_set(draft->err, ERR_LIMIT, "more than %d dates in RDATE and EXDATE", CALENDAR_EVENT_DATES);
    }
    return 0;
}

static int take_exdate(struct draft *draft, const struct line *line, char *value)
{
    struct series *series = &draft->series;
    for (char *rest = value, *item; (item = strsep(&rest, ",")) != NULL;) {
        if (*text_trim(item) == '\0') {
            continue;
        }
        struct when when;
        int rc = date_count(draft);
        if (rc == 0) {
            rc = when_take(draft, line, item, &when);
        }
        if (rc != 0) {
            return rc;
        }
        ARRAY_GROW(series->exdates, series->n_exdates, series->exdates_capacity);
        series->exdates[series->n_exdates++] = when;
    }
    return 0;
}

/* A date, or a PERIOD: start/end or start/duration. */
static int rdate_parse(struct draft *draft, const struct line *line, char *item, struct series_date *date)
{
    char *slash = strchr(item, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    int rc = when_take(draft, line, item, &date->when);
    if (rc != 0 || slash == NULL) {
        return rc;
    }
    if (span_parse(slash + 1, &date->length) == 0) {
        date->has_length = date->length.days >= 0 && date->length.seconds >= 0;
        return 0;
    }
    date->has_end = true;
    return when_take(draft, line, slash + 1, &date->end);
}

static int take_rdate(struct draft *draft, const struct line *line, char *value)
{
    struct series *series = &draft->series;
    for (char *rest = value, *item; (item = strsep(&rest, ",")) != NULL;) {
        item = text_trim(item);
        if (*item == '\0') {
            continue;
        }
        struct series_date date = {0};
        int rc = date_count(draft);
        if (rc == 0) {
            rc = rdate_parse(draft, line, item, &date);
        }
        if (rc != 0) {
            return rc;
        }
        ARRAY_GROW(series->rdates, series->n_rdates, series->rdates_capacity);
        series->rdates[series->n_rdates++] = date;
    }
    return 0;
}

static int take_sequence(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    value = text_trim(value);
    char *end;
    long number = isdigit((unsigned char)*value) && strlen(value) <= 10 ? strtol(value, &end, 10) : -1;
    bool good = number >= 0 && number <= INT32_MAX && *end == '\0';
    draft->event.sequence = good ? number : 0;
    return 0;
}

static int take_dtstamp(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    struct when when;
    if (when_parse(value, &when) == 0) {
        draft->event.dtstamp = when.local * SECOND_MS;
    }
    return 0;
}

static int take_status(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    value = text_trim(value);
    draft->has_status = true;
    if (strcasecmp(value, "CANCELLED") == 0 || strcasecmp(value, "CANCELED") == 0) {
        draft->event.status = EVENT_CANCELLED;
    } else if (strcasecmp(value, "TENTATIVE") == 0) {
        draft->event.status = EVENT_TENTATIVE;
    }
    return 0;
}

static const struct draft_property properties[] = {
    {"DTEND", take_end},     {"DTSTAMP", take_dtstamp},
    {"DTSTART", take_start}, {"DURATION", take_duration},
    {"EXDATE", take_exdate}, {"EXRULE", take_exrule},
    {"RDATE", take_rdate},   {"RECURRENCE-ID", take_recurrence_id},
    {"RRULE", take_rrule},   {"SEQUENCE", take_sequence},
    {"STATUS", take_status}, {"UID", take_uid},
};

const struct draft_property *draft_property_find(const struct draft_property *table, size_t n,
                                                 const struct scan_line *raw)
{
    char first = (char)toupper((unsigned char)*raw->begin);
    for (size_t i = 0; i < n; i++) {
        if (first == *table[i].name && scan_is(raw, table[i].name)) {
            return &table[i];
        }
    }
    return NULL;
}

/* A line in which one of the words that are looked for stands is kept, whatever it is: reading it again must find it.
 */
static void selection_see(struct draft *draft, const struct scan_line *raw, bool kept)
{
    const struct calendar_selection *selection = &draft->reader->selection;
    CLEAN_BUF struct buf text;
    CLEAN_FREE char *copy = NULL;
    struct line line;
    buf_init(&text, 2 * CALENDAR_LINE_BYTES + 1);
    if (draft->selected || selection->n_words == 0 || scan_unfold(raw, &text) != 0) {
        return;
    }
    copy = mem_strdup(text.data);
    if (line_parse(copy, &line) != 0 || !selection_names(selection, line.name)) {
        return;
    }
    text_unescape(copy + (line.value - copy));
    draft->selected = selection_matches(selection, line.value);
    if (draft->selected && !kept) {
        buf_append(&draft->kept, text.data, text.len);
        buf_append_string(&draft->kept, "\r\n");
    }
}

/* What nobody needs to read it again is not looked at; what is looked at may still be left out if it is damaged, unless
 * it says when. */
static int property_take(struct draft *draft, const struct draft_property *property, const struct scan_line *raw,
                         bool vital)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, 2 * CALENDAR_LINE_BYTES + 1);
    struct line line;
    if (scan_unfold(raw, &text) != 0) {
        return vital ? err_set(draft->err, ERR_LIMIT, "%s is too long", property->name) : 0;
    }
    if (!draft->brief &&
        (buf_append(&draft->kept, text.data, text.len) != 0 || buf_append_string(&draft->kept, "\r\n") != 0)) {
        return err_set(draft->err, ERR_LIMIT, "the event is larger than %d bytes", CALENDAR_EVENT_TEXT_BYTES);
    }
    if (line_parse(text.data, &line) != 0) {
        return vital ? err_set(draft->err, ERR_INVALID, "%s cannot be read", property->name) : 0;
    }
    return property->take(draft, &line, text.data + (line.value - text.data));
}

static int line_take(struct draft *draft, const struct scan_line *raw)
{
    const struct draft_property *property =
        draft_property_find(properties, sizeof properties / sizeof *properties, raw);
    bool vital = property != NULL;
    if (!draft->brief) {
        property = vital ? property : draft_words_find(raw);
        selection_see(draft, raw, property != NULL);
    }
    if (property == NULL) {
        return 0;
    }
    if (property->take == take_recurrence_id) {
        draft->recurrence_line = raw->line;
    }
    if (property->take == take_end || property->take == take_duration) {
        draft->end_line = raw->line;
    }
    return property_take(draft, property, raw, vital);
}

/* Connect Daily writes a zero time into what is a series: no occurrence of a rule is meant by it. */
static void recurrence_id_check(struct draft *draft)
{
    const struct when *id = &draft->recurrence_id;
    if (draft->has_recurrence_id && draft->series.n_rules > 0 && id->local >= 0 &&
        id->local < INT64_C(2) * DAY_SECONDS) {
        draft->has_recurrence_id = draft->event.this_and_future = false;
    }
}

int draft_fill(struct draft *draft)
{
    const char *text = draft->reader->scan->text;
    struct scan_cursor cursor;
    struct scan_line raw;
    size_t depth = 0;
    scan_cursor_init(&cursor, text + draft->part->begin, text + draft->part->end, draft->part->line + 1);
    while (scan_next(&cursor, &raw)) {
        int rc = scan_enters(&raw, &depth) ? 0 : line_take(draft, &raw);
        if (rc != 0) {
            draft->err->line = raw.line;
            return rc;
        }
    }
    recurrence_id_check(draft);
    return 0;
}
