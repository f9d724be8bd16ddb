/* rule.c: which rules are taken. How they are walked is in rule_walk.c. */
#include "rule.h"

#include "calendar/limits.h"

#include "base/buf.h"
#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_MAX = 400, RULE_BYTES = 8192, DAY_BASE = 8 };

enum by { BY_SECOND, BY_MINUTE, BY_HOUR, BY_DAY, BY_MONTHDAY, BY_YEARDAY, BY_WEEKNO, BY_MONTH, BY_SETPOS, BY_COUNT };

#define FREQ(f)  (1u << (f))
#define ANY_FREQ (FREQ(RULE_DAILY) | FREQ(RULE_WEEKLY) | FREQ(RULE_MONTHLY) | FREQ(RULE_YEARLY))

/* RFC 5545 3.3.10: the ranges, and where a part means something that libical gets right. */
static const struct by_part {
    const char *name;
    int low, high;
    bool negative;
    unsigned freqs;
} by_parts[BY_COUNT] = {
    [BY_SECOND] = {"BYSECOND", 0, 59, false, ANY_FREQ},
    [BY_MINUTE] = {"BYMINUTE", 0, 59, false, ANY_FREQ},
    [BY_HOUR] = {"BYHOUR", 0, 23, false, ANY_FREQ},
    [BY_DAY] = {"BYDAY", 1, 53, true, ANY_FREQ},
    [BY_MONTHDAY] = {"BYMONTHDAY", 1, 31, true, FREQ(RULE_DAILY) | FREQ(RULE_MONTHLY) | FREQ(RULE_YEARLY)},
    [BY_YEARDAY] = {"BYYEARDAY", 1, 366, true, FREQ(RULE_YEARLY)},
    [BY_WEEKNO] = {"BYWEEKNO", 1, 53, true, FREQ(RULE_YEARLY)},
    [BY_MONTH] = {"BYMONTH", 1, 12, false, ANY_FREQ},
    [BY_SETPOS] = {"BYSETPOS", 1, 366, true, FREQ(RULE_MONTHLY) | FREQ(RULE_YEARLY)},
};

struct parse {
    struct rule *rule;
    bool has_freq, has_count, has_interval, numbered_days;
    char *wkst;
    struct {
        int values[LIST_MAX]; /* BY_DAY: number * DAY_BASE + weekday */
        size_t n;
    } by[BY_COUNT];
    struct err *err;
};

static bool number_parse(const char *text, int64_t *ret_value)
{
    char *end;
    if (!isdigit((unsigned char)*text) || strlen(text) > 9) {
        return false;
    }
    *ret_value = strtol(text, &end, 10);
    return *end == '\0';
}

static int part_refuse(struct parse *parse, const char *name, const char *value)
{
    return err_set(parse->err, ERR_INVALID, "the rule has %.20s=%.60s, which is not taken", name, value);
}

static int freq_take(struct parse *parse, const char *value)
{
    static const char *const words[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(value, words[i]) == 0) {
            parse->has_freq = true;
            parse->rule->freq = (enum rule_freq)i;
            return 0;
        }
    }
    return part_refuse(parse, "FREQ", value);
}

static int number_take(struct parse *parse, const char *name, const char *value, int64_t high, int32_t *ret_value)
{
    int64_t number;
    if (!number_parse(value, &number) || number < 1) {
        return part_refuse(parse, name, value);
    }
    if (number > high) {
        return err_set(parse->err, ERR_LIMIT, "the rule has %s=%.20s, more than %lld", name, value, (long long)high);
    }
    *ret_value = (int32_t)number;
    return 0;
}

static const char *const weekdays[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

/* 0 to 6, or -1. */
static int weekday_find(const char *text)
{
    for (int i = 0; i < 7; i++) {
        if (strcmp(text, weekdays[i]) == 0) {
            return i;
        }
    }
    return -1;
}

/* Each value once: libical counts those that stand there twice twice. */
static bool value_add(struct parse *parse, enum by by, int value)
{
    for (size_t i = 0; i < parse->by[by].n; i++) {
        if (parse->by[by].values[i] == value) {
            return true;
        }
    }
    if (parse->by[by].n == LIST_MAX) {
        return false;
    }
    parse->by[by].values[parse->by[by].n++] = value;
    return true;
}

/* One entry of a list: [+-]number, for BYDAY [[+-]number]weekday. */
static bool entry_take(struct parse *parse, enum by by, const char *entry)
{
    const struct by_part *part = &by_parts[by];
    int sign = *entry == '-' ? -1 : 1;
    const char *at = *entry == '-' || *entry == '+' ? entry + 1 : entry;
    char *end = (char *)(uintptr_t)at;
    long value = 0;
    if (isdigit((unsigned char)*at) && strlen(at) < 8) {
        value = strtol(at, &end, 10);
    }
    bool plain_day = by == BY_DAY && end == entry;
    if ((sign < 0 && !part->negative) || (!plain_day && (end == at || value < part->low || value > part->high))) {
        return false;
    }
    int number = sign * (int)value;
    if (by != BY_DAY) {
        return *end == '\0' && value_add(parse, by, number);
    }
    parse->numbered_days |= !plain_day;
    return weekday_find(end) >= 0 && value_add(parse, by, number * DAY_BASE + weekday_find(end));
}

static int by_take(struct parse *parse, enum by by, char *value)
{
    if (parse->by[by].n > 0) {
        return part_refuse(parse, by_parts[by].name, "twice");
    }
    for (char *rest = value, *entry; (entry = strsep(&rest, ",")) != NULL;) {
        if (!entry_take(parse, by, entry)) {
            return part_refuse(parse, by_parts[by].name, entry);
        }
    }
    return 0;
}

static int until_take(struct parse *parse, const char *value)
{
    if (parse->rule->has_until || when_parse(value, &parse->rule->until) != 0) {
        return part_refuse(parse, "UNTIL", value);
    }
    parse->rule->has_until = true;
    return 0;
}

static int wkst_take(struct parse *parse, char *value)
{
    if (parse->wkst != NULL || weekday_find(value) < 0) {
        return part_refuse(parse, "WKST", value);
    }
    parse->wkst = value;
    return 0;
}

static int part_take(struct parse *parse, const char *name, char *value)
{
    if (strcmp(name, "FREQ") == 0 && !parse->has_freq) {
        return freq_take(parse, value);
    }
    if (strcmp(name, "INTERVAL") == 0 && !parse->has_interval) {
        parse->has_interval = true;
        return number_take(parse, name, value, CALENDAR_INTERVAL, &parse->rule->interval);
    }
    if (strcmp(name, "COUNT") == 0 && !parse->has_count) {
        parse->has_count = true;
        return number_take(parse, name, value, CALENDAR_COUNT, &parse->rule->count);
    }
    if (strcmp(name, "UNTIL") == 0) {
        return until_take(parse, value);
    }
    if (strcmp(name, "WKST") == 0) {
        return wkst_take(parse, value);
    }
    for (int by = 0; by < BY_COUNT; by++) {
        if (strcmp(name, by_parts[by].name) == 0) {
            return by_take(parse, (enum by)by, value);
        }
    }
    if (strcmp(name, "RSCALE") == 0 && strcmp(value, "GREGORIAN") == 0) {
        return 0; /* what it means without RSCALE (RFC 7529 4.1) */
    }
    if (strcmp(name, "SKIP") == 0 && strcmp(value, "OMIT") == 0) {
        return 0;
    }
    return part_refuse(parse, name, value);
}

static int parts_take(struct parse *parse, char *text)
{
    for (char *c = text; *c != '\0'; c++) {
        *c = (char)toupper((unsigned char)*c);
    }
    for (char *rest = text, *part; (part = strsep(&rest, ";")) != NULL;) {
        char *value = part;
        const char *name = strsep(&value, "=");
        if (*name == '\0' && value == NULL) {
            continue; /* "FREQ=DAILY;" is common */
        }
        if (value == NULL || *value == '\0') {
            return part_refuse(parse, name, "");
        }
        int rc = part_take(parse, name, value);
        if (rc != 0) {
            return rc;
        }
    }
    return parse->has_freq ? 0 : err_set(parse->err, ERR_INVALID, "the rule has no FREQ");
}

/* Whether one of the months has one of the days at all. */
static bool days_possible(const struct parse *parse)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (parse->by[BY_MONTH].n == 0 || parse->by[BY_MONTHDAY].n == 0) {
        return true;
    }
    for (size_t i = 0; i < parse->by[BY_MONTH].n; i++) {
        for (size_t j = 0; j < parse->by[BY_MONTHDAY].n; j++) {
            if (abs(parse->by[BY_MONTHDAY].values[j]) <= lengths[parse->by[BY_MONTH].values[i] - 1]) {
                return true;
            }
        }
    }
    return false;
}

static size_t at_least_one(size_t n)
{
    return n > 0 ? n : 1;
}

/* What the parts may not be together. */
static int parts_check(struct parse *parse)
{
    const struct rule *rule = parse->rule;
    for (int by = 0; by < BY_COUNT; by++) {
        if (parse->by[by].n > 0 && (by_parts[by].freqs & FREQ(rule->freq)) == 0) {
            return err_set(parse->err, ERR_INVALID, "the rule has %s, which has no meaning for its FREQ",
                           by_parts[by].name);
        }
    }
    bool month_or_year = rule->freq == RULE_MONTHLY || rule->freq == RULE_YEARLY;
    if (parse->numbered_days && (!month_or_year || parse->by[BY_WEEKNO].n > 0)) {
        return err_set(parse->err, ERR_INVALID, "the rule has numbered days, which have no meaning for its FREQ");
    }
    size_t other_days = parse->by[BY_MONTH].n + parse->by[BY_MONTHDAY].n + parse->by[BY_WEEKNO].n;
    if (parse->by[BY_YEARDAY].n > 0 && other_days > 0) { /* libical mixes them up */
        return err_set(parse->err, ERR_INVALID, "the rule has BYYEARDAY with months or weeks, which is not taken");
    }
    size_t times = at_least_one(parse->by[BY_HOUR].n) * at_least_one(parse->by[BY_MINUTE].n) *
                   at_least_one(parse->by[BY_SECOND].n);
    if (times > CALENDAR_DAY_TIMES) {
        return err_set(parse->err, ERR_LIMIT, "the rule gives %zu times a day, more than %d", times,
                       CALENDAR_DAY_TIMES);
    }
    for (size_t i = 0; i < parse->by[BY_SETPOS].n && rule->freq == RULE_MONTHLY; i++) {
        if (abs(parse->by[BY_SETPOS].values[i]) > CALENDAR_MONTH_POSITION) {
            return err_set(parse->err, ERR_LIMIT, "the rule has a BYSETPOS that no month reaches");
        }
    }
    if (parse->by[BY_SETPOS].n > 0 && times > 1) {
        return err_set(parse->err, ERR_INVALID, "the rule has BYSETPOS with several times a day, which is not taken");
    }
    return 0;
}

static void value_put(struct buf *text, enum by by, int value)
{
    if (by != BY_DAY) {
        buf_printf(text, "%d", value);
        return;
    }
    int weekday = (value % DAY_BASE + DAY_BASE) % DAY_BASE;
    int number = (value - weekday) / DAY_BASE;
    if (number != 0) {
        buf_printf(text, "%d", number);
    }
    buf_append_string(text, weekdays[weekday]);
}

static void lists_put(const struct parse *parse, struct buf *text)
{
    for (int by = 0; by < BY_COUNT; by++) {
        for (size_t i = 0; i < parse->by[by].n; i++) {
            if (i == 0) {
                buf_printf(text, ";%s=", by_parts[by].name);
            } else {
                buf_append_char(text, ',');
            }
            value_put(text, (enum by)by, parse->by[by].values[i]);
        }
    }
    /* "Friday the 13th" means every month; libical stays in that of DTSTART. A day of the month alone means the month
     * of DTSTART: so Google writes birthdays */
    bool every_month = parse->rule->freq == RULE_YEARLY && parse->by[BY_MONTHDAY].n > 0 && parse->by[BY_DAY].n > 0 &&
                       parse->by[BY_MONTH].n == 0;
    if (every_month) {
        buf_append_string(text, ";BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12");
    }
}

static char *rule_text(const struct parse *parse)
{
    static const char *const words[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    struct buf text;
    buf_init(&text, 2 * RULE_BYTES);
    buf_printf(&text, "FREQ=%s;INTERVAL=%d", words[parse->rule->freq], parse->rule->interval);
    if (parse->rule->count > 0) {
        buf_printf(&text, ";COUNT=%d", parse->rule->count);
    }
    lists_put(parse, &text);
    if (parse->wkst != NULL) {
        buf_printf(&text, ";WKST=%s", parse->wkst);
    }
    return buf_take(&text);
}

int rule_parse(const char *text, struct rule *ret_rule, struct err *err)
{
    if (strlen(text) > RULE_BYTES) {
        return err_set(err, ERR_LIMIT, "the rule is longer than %d bytes", RULE_BYTES);
    }
    struct rule rule = {.interval = 1};
    CLEAN_FREE char *copy = mem_strdup(text);
    CLEAN_FREE struct parse *parse = mem_zalloc(sizeof *parse);
    parse->rule = &rule;
    parse->err = err;
    int rc = parts_take(parse, copy);
    if (rc == 0) {
        rc = parts_check(parse);
    }
    if (rc == 0) {
        rule.by_days = parse->by[BY_DAY].n + parse->by[BY_MONTHDAY].n > 0;
        rule.by_weeks = parse->by[BY_WEEKNO].n > 0;
        rule.never = !days_possible(parse);
        rule.text = rule_text(parse);
        *ret_rule = rule;
    }
    return rc;
}

void rule_done(struct rule *rule)
{
    mem_free(rule->text);
    *rule = (struct rule){0};
}
