/* rule.c: which rules are taken, and what their words say. Which times they give is rule_walk.c's. */
#include "rule.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { RULE_BYTES = 8192, DAY_SECONDS = 86400, NUMBER_DIGITS = 18 };

/* RFC 5545 3.3.10: the ranges, and what a part does for each FREQ: E expand, L limit. A small l is where the RFC says
 * "MUST NOT": read as a limit. BYDAY of MONTHLY and YEARLY expands unless other days are named (the RFC's notes 1, 2),
 * which is what picking days out of all those of the period comes to. */
static const struct part {
    const char *name;
    int low, high;
    bool negative;
    char effects[RULE_FREQS + 1]; /* SECONDLY MINUTELY HOURLY DAILY WEEKLY MONTHLY YEARLY */
} parts[BY_PARTS] = {
    [BY_MONTH] = {"BYMONTH", 1, 12, false, "LLLLLLE"},     [BY_WEEKNO] = {"BYWEEKNO", 1, 53, true, "llllllE"},
    [BY_YEARDAY] = {"BYYEARDAY", 1, 366, true, "LLLlllE"}, [BY_MONTHDAY] = {"BYMONTHDAY", 1, 31, true, "LLLLlEE"},
    [BY_DAY] = {"BYDAY", 1, 53, true, "LLLLEEE"},          [BY_HOUR] = {"BYHOUR", 0, 23, false, "LLLEEEE"},
    [BY_MINUTE] = {"BYMINUTE", 0, 59, false, "LLEEEEE"},   [BY_SECOND] = {"BYSECOND", 0, 60, false, "LEEEEEE"},
    [BY_SETPOS] = {"BYSETPOS", 1, 366, true, "LLLLLLL"},
};

static const char *const freqs[RULE_FREQS] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
static const char *const weekdays[WEEK_DAYS] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
static const char *const skips[] = {[RULE_OMIT] = "OMIT", [RULE_FORWARD] = "FORWARD", [RULE_BACKWARD] = "BACKWARD"};

struct parse {
    struct rule *rule;
    bool has_freq, has_count, has_interval, has_wkst, has_skip, has_scale;
    struct err *err;
};

bool rule_expands(enum rule_part part, enum rule_freq freq)
{
    return parts[part].effects[freq] == 'E';
}

static int part_refuse(struct parse *parse, const char *name, const char *value)
{
    return err_set(parse->err, ERR_INVALID, "the rule has %.20s=%.60s, which is not taken", name, value);
}

/* The place of a word in a list, or -1. */
static int word_find(const char *word, const char *const *words, int n)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

/* A word that may stand there once. */
static int word_take(struct parse *parse, const char *name, const char *value, bool *seen, int found)
{
    if (*seen || found < 0) {
        return part_refuse(parse, name, *seen ? "twice" : value);
    }
    *seen = true;
    return 0;
}

static int freq_take(struct parse *parse, const char *value)
{
    int found = word_find(value, freqs, RULE_FREQS);
    parse->rule->freq = found >= 0 ? (enum rule_freq)found : RULE_YEARLY;
    return word_take(parse, "FREQ", value, &parse->has_freq, found);
}

static int wkst_take(struct parse *parse, const char *value)
{
    int found = word_find(value, weekdays, WEEK_DAYS);
    parse->rule->wkst = found;
    return word_take(parse, "WKST", value, &parse->has_wkst, found);
}

static int skip_take(struct parse *parse, const char *value)
{
    int found = word_find(value, skips, (int)(sizeof skips / sizeof *skips));
    parse->rule->skip = found >= 0 ? (enum rule_skip)found : RULE_OMIT;
    return word_take(parse, "SKIP", value, &parse->has_skip, found);
}

/* A positive number; one with very many digits is the largest. */
static int number_take(struct parse *parse, const char *name, const char *value, bool *seen, int64_t *ret_value)
{
    size_t len = strlen(value);
    bool digits = strspn(value, "0123456789") == len;
    const char *significant = value + strspn(value, "0");
    if (*seen || !digits || *significant == '\0') {
        return part_refuse(parse, name, *seen ? "twice" : value);
    }
    *seen = true;
    *ret_value = strlen(significant) > NUMBER_DIGITS ? INT64_MAX : strtoll(significant, NULL, 10);
    return 0;
}

static int interval_take(struct parse *parse, const char *value)
{
    int64_t *interval = &parse->rule->interval;
    int rc = number_take(parse, "INTERVAL", value, &parse->has_interval, interval);
    if (rc == 0 && *interval > INT32_MAX) {
        return err_set(parse->err, ERR_LIMIT, "the rule has INTERVAL=%.20s, more than %d", value, INT32_MAX);
    }
    return rc;
}

static bool day_add(struct rule *rule, const char *word, int number, bool back)
{
    int weekday = word_find(word, weekdays, WEEK_DAYS);
    if (weekday < 0) {
        return false;
    }
    assert(number >= 0);
    if (number == 0) {
        rule_set_add(&rule->by[BY_DAY].front, weekday);
        return true;
    }
    rule->numbered = true;
    *(back ? &rule->nth_last[weekday] : &rule->nth[weekday]) |= UINT64_C(1) << number;
    return true;
}

/* One entry of a list: [+-]number, for BYDAY [[+-]number]weekday. */
static bool entry_take(struct rule *rule, enum rule_part by, const char *entry)
{
    const struct part *part = &parts[by];
    bool back = *entry == '-';
    const char *at = back || *entry == '+' ? entry + 1 : entry;
    size_t digits = strspn(at, "0123456789");
    if (by == BY_DAY && at == entry && digits == 0) {
        return day_add(rule, entry, 0, false);
    }
    int value = digits > 0 && digits < 6 ? (int)strtol(at, NULL, 10) : -1;
    if ((back && !part->negative) || value < part->low || value > part->high) {
        return false;
    }
    if (by == BY_DAY) {
        return day_add(rule, at + digits, value, back);
    }
    rule_set_add(back ? &rule->by[by].back : &rule->by[by].front, by == BY_SECOND && value == 60 ? 59 : value);
    return at[digits] == '\0';
}

static int by_take(struct parse *parse, enum rule_part by, char *value)
{
    if (parse->rule->by[by].given) {
        return part_refuse(parse, parts[by].name, "twice");
    }
    parse->rule->by[by].given = true;
    for (char *rest = value, *entry; (entry = strsep(&rest, ",")) != NULL;) {
        if (!entry_take(parse->rule, by, entry)) {
            return part_refuse(parse, parts[by].name, entry);
        }
    }
    return 0;
}

static int until_take(struct parse *parse, const char *value)
{
    bool *seen = &parse->rule->has_until;
    if (*seen || when_parse(value, &parse->rule->until) != 0) {
        return part_refuse(parse, "UNTIL", *seen ? "twice" : value);
    }
    *seen = true;
    return 0;
}

/* Other calendars do not get here. */
static int scale_take(struct parse *parse, const char *value)
{
    return word_take(parse, "RSCALE", value, &parse->has_scale, strcmp(value, "GREGORIAN") == 0 ? 0 : -1);
}

static int part_take(struct parse *parse, const char *name, char *value)
{
    static const struct {
        const char *name;
        int (*take)(struct parse *parse, const char *value);
    } words[] = {
        {"FREQ", freq_take}, {"INTERVAL", interval_take}, {"UNTIL", until_take},
        {"WKST", wkst_take}, {"RSCALE", scale_take},      {"SKIP", skip_take},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(name, words[i].name) == 0) {
            return words[i].take(parse, value);
        }
    }
    if (strcmp(name, "COUNT") == 0) {
        return number_take(parse, name, value, &parse->has_count, &parse->rule->count);
    }
    for (int by = 0; by < BY_PARTS; by++) {
        if (strcmp(name, parts[by].name) == 0) {
            return by_take(parse, (enum rule_part)by, value);
        }
    }
    return part_refuse(parse, name, value);
}

static int parts_take(struct parse *parse, char *text)
{
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

/* What the parts may not be together. */
static int parts_check(struct parse *parse)
{
    const struct rule *rule = parse->rule;
    const struct rule_by *by = rule->by;
    bool months = rule->freq == RULE_MONTHLY || rule->freq == RULE_YEARLY;
    if (rule->numbered && (!months || by[BY_WEEKNO].given)) {
        return err_set(parse->err, ERR_INVALID, "the rule has numbered days, which have no meaning for its FREQ");
    }
    bool days = by[BY_DAY].given || by[BY_MONTHDAY].given || by[BY_YEARDAY].given;
    if (rule->freq == RULE_MONTHLY && by[BY_WEEKNO].given && !days) {
        return err_set(parse->err, ERR_INVALID,
                       "the rule has BYWEEKNO without days, which has no meaning for its FREQ");
    }
    return 0;
}

/* Whether the rule counts in another calendar, whose numbers mean nothing here ("5L"). */
static bool scale_is_other(const char *text)
{
    const char *scale = strstr(text, "RSCALE=");
    if (scale == NULL || (scale != text && scale[-1] != ';')) {
        return false;
    }
    size_t len = strcspn(scale += 7, ";");
    bool gregorian = len == strlen("GREGORIAN") && strncmp(scale, "GREGORIAN", len) == 0;
    return !gregorian && isalpha((unsigned char)*scale);
}

int rule_parse(const char *text, struct rule *ret_rule, struct err *err)
{
    if (strlen(text) > RULE_BYTES) {
        return err_set(err, ERR_LIMIT, "the rule is longer than %d bytes", RULE_BYTES);
    }
    struct rule rule = {.freq = RULE_YEARLY, .interval = 1, .wkst = 1};
    struct parse parse = {.rule = &rule, .err = err};
    CLEAN_FREE char *copy = mem_strdup(text);
    for (char *c = copy; *c != '\0'; c++) {
        *c = (char)toupper((unsigned char)*c);
    }
    rule.other_scale = scale_is_other(copy);
    int rc = rule.other_scale ? 0 : parts_take(&parse, copy);
    if (rc == 0) {
        rc = parts_check(&parse);
    }
    if (rc == 0) {
        *ret_rule = rule;
    }
    return rc;
}

static int64_t day_of(int64_t local)
{
    int64_t day = local / DAY_SECONDS;
    return local % DAY_SECONDS < 0 ? day - 1 : day;
}

bool rule_before_until(const struct rule *rule, const struct when *start, const struct zone *zone, int64_t local)
{
    const struct when *until = &rule->until;
    if (!rule->has_until) {
        return true;
    }
    if (until->kind == WHEN_DATE || start->kind == WHEN_DATE) {
        return day_of(local) <= day_of(until->local);
    }
    if (until->kind == WHEN_UTC && start->kind == WHEN_ZONED) {
        return local_to_utc(zone, local) <= until->local;
    }
    return local <= until->local;
}
