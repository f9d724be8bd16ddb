/* draft.c: the properties of a VEVENT, one row each. What they mean together is reader.c's. */
#include "draft.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void draft_init(struct draft *draft, struct reader *reader, const struct scan_part *part, struct err *err)
{
    *draft = (struct draft){.reader = reader, .part = part, .err = err};
    draft->event = (struct event){.recurrence_id = INSTANT_NONE, .dtstamp = INSTANT_NONE, .line = part->line};
    buf_init(&draft->kept, CALENDAR_EVENT_TEXT_BYTES);
}

void draft_done(struct draft *draft)
{
    event_done(&draft->event);
    series_done(&draft->series);
    buf_done(&draft->kept);
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text)) {
        text++;
    }
    size_t len = strlen(text);
    while (len > 0 && isspace((unsigned char)text[len - 1])) {
        text[--len] = '\0';
    }
    return text;
}

/* A title is one line. */
static void controls_to_blanks(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7f) {
            *text = ' ';
        }
    }
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
    if (ret_when->kind != WHEN_FLOATING || tzid == NULL || *tzid == '\0') {
        return 0;
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
    value = trim(value);
    if (draft->event.uid != NULL) {
        return err_set(draft->err, ERR_INVALID, "UID stands in it twice");
    }
    if (strlen(value) > CALENDAR_UID_BYTES) {
        return err_set(draft->err, ERR_LIMIT, "UID is longer than %d bytes", CALENDAR_UID_BYTES);
    }
    if (*value != '\0') {
        draft->event.uid = mem_strdup(value);
    }
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
    draft->this_and_future = range != NULL && strcasecmp(range, "THISANDFUTURE") == 0;
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
    return rule_parse(trim(value), ret_rule, draft->err);
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
        if (*trim(item) == '\0') {
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
        item = trim(item);
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
    value = trim(value);
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
    value = trim(value);
    if (strcasecmp(value, "CANCELLED") == 0 || strcasecmp(value, "CANCELED") == 0) {
        draft->event.status = EVENT_CANCELLED;
    } else if (strcasecmp(value, "TENTATIVE") == 0) {
        draft->event.status = EVENT_TENTATIVE;
    }
    return 0;
}

static int take_class(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    value = trim(value);
    draft->private = strcasecmp(value, "PRIVATE") == 0 || strcasecmp(value, "CONFIDENTIAL") == 0;
    return 0;
}

static int take_summary(struct draft *draft, const struct line *line, char *value)
{
    (void)line;
    if (draft->event.title != NULL) {
        return 0;
    }
    text_unescape(value);
    controls_to_blanks(value);
    value = trim(value);
    draft->event.title = mem_strndup(value, text_cut(value, CALENDAR_TITLE_BYTES));
    return 0;
}

/* The address that a calendar user's URI holds; EMAIL stands for one that is no address (RFC 7986 6.2). */
static char *address_from(const struct line *line, char *value)
{
    const char *address = trim(value);
    const char *email = line_param(line, "EMAIL");
    if (strncasecmp(address, "mailto:", 7) == 0) {
        address += 7;
    } else if (email != NULL && *email != '\0' && strncasecmp(address, "sip", 3) != 0) {
        address = email;
    }
    CLEAN_FREE char *clean = mem_strdup(address);
    controls_to_blanks(clean);
    return mem_strdup(trim(clean));
}

static int take_organizer(struct draft *draft, const struct line *line, char *value)
{
    mem_free(draft->event.organizer);
    draft->event.organizer = address_from(line, value);
    return 0;
}

static int take_attendee(struct draft *draft, const struct line *line, char *value)
{
    struct event *event = &draft->event;
    const char *name = line_param(line, "CN");
    const char *state = line_param(line, "PARTSTAT");
    CLEAN_FREE char *address = address_from(line, value);
    if (*address == '\0') {
        return 0;
    }
    ARRAY_GROW(event->attendees, event->n_attendees, draft->attendees_capacity);
    struct attendee *attendee = &event->attendees[event->n_attendees++];
    *attendee = (struct attendee){
        .address = address,
        .name = mem_strndup(name != NULL ? name : "", name != NULL ? text_cut(name, CALENDAR_TITLE_BYTES) : 0),
        .partstat = state != NULL && strcasecmp(state, "DECLINED") == 0 ? PARTSTAT_DECLINED : PARTSTAT_NEEDS_ACTION,
    };
    controls_to_blanks(attendee->name);
    address = NULL;
    return 0;
}

static const struct property {
    const char *name;
    int (*take)(struct draft *draft, const struct line *line, char *value);
} properties[] = {
    {"ATTENDEE", take_attendee},
    {"CLASS", take_class},
    {"DTEND", take_end},
    {"DTSTAMP", take_dtstamp},
    {"DTSTART", take_start},
    {"DURATION", take_duration},
    {"EXDATE", take_exdate},
    {"EXRULE", take_exrule},
    {"ORGANIZER", take_organizer},
    {"RDATE", take_rdate},
    {"RECURRENCE-ID", take_recurrence_id},
    {"RRULE", take_rrule},
    {"SEQUENCE", take_sequence},
    {"STATUS", take_status},
    {"SUMMARY", take_summary},
    {"UID", take_uid},
};

static const struct property *property_find(const struct scan_line *raw)
{
    char first = (char)toupper((unsigned char)*raw->begin);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (first == *properties[i].name && scan_is(raw, properties[i].name)) {
            return &properties[i];
        }
    }
    return NULL;
}

static int property_take(struct draft *draft, const struct property *property, const struct scan_line *raw)
{
    CLEAN_BUF struct buf text;
    buf_init(&text, 2 * CALENDAR_LINE_BYTES + 1);
    struct line line;
    if (scan_unfold(raw, &text) != 0) {
        return err_set(draft->err, ERR_LIMIT, "%s is too long", property->name);
    }
    int kept = buf_append(&draft->kept, text.data, text.len);
    if (kept != 0 || buf_append_string(&draft->kept, "\r\n") != 0) {
        return err_set(draft->err, ERR_LIMIT, "the event is larger than %d bytes", CALENDAR_EVENT_TEXT_BYTES);
    }
    if (line_parse(text.data, &line) != 0) {
        bool person = property->take == take_attendee || property->take == take_organizer;
        return person ? 0 : err_set(draft->err, ERR_INVALID, "%s cannot be read", property->name);
    }
    return property->take(draft, &line, text.data + (line.value - text.data));
}

/* Components in it (VALARM) are passed over. */
static bool in_component(const struct scan_line *raw, size_t *depth)
{
    if (scan_is(raw, "BEGIN")) {
        ++*depth;
    } else if (scan_is(raw, "END") && *depth > 0) {
        --*depth;
    }
    return *depth > 0;
}

int draft_fill(struct draft *draft)
{
    const char *text = draft->reader->scan->text;
    struct scan_cursor cursor;
    struct scan_line raw;
    size_t depth = 0;
    scan_cursor_init(&cursor, text + draft->part->begin, text + draft->part->end, draft->part->line + 1);
    while (scan_next(&cursor, &raw)) {
        const struct property *property = in_component(&raw, &depth) ? NULL : property_find(&raw);
        if (property == NULL) {
            continue;
        }
        if (property->take == take_recurrence_id) {
            draft->recurrence_line = raw.line;
        }
        if (property->take == take_end || property->take == take_duration) {
            draft->end_line = raw.line;
        }
        int rc = property_take(draft, property, &raw);
        if (rc != 0) {
            draft->err->line = raw.line;
            return rc;
        }
    }
    return 0;
}
