/* zone_rule.c: the POSIX TZ string that says how a zone goes on for ever (RFC 8536 3.3.1). */
#include "zone.h"

#include "base/err.h"
#include "base/instant.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400, HOURS_MAX = 167 };

struct reader {
    const char *at;
    bool bad;
};

static int32_t number_read(struct reader *reader, int32_t low, int32_t high)
{
    int32_t value = 0;
    if (!isdigit((unsigned char)*reader->at)) {
        reader->bad = true;
    }
    for (int i = 0; isdigit((unsigned char)*reader->at); i++) {
        if (i == 4) {
            reader->bad = true;
            return 0;
        }
        value = value * 10 + (*reader->at++ - '0');
    }
    if (value < low || value > high) {
        reader->bad = true;
    }
    return value;
}

static bool char_read(struct reader *reader, char c)
{
    if (*reader->at != c) {
        return false;
    }
    reader->at++;
    return true;
}

/* "CET" or "<+03>" */
static void name_pass(struct reader *reader)
{
    const char *begin = reader->at;
    if (*reader->at == '<') {
        while (*reader->at != '\0' && *reader->at != '>') {
            reader->at++;
        }
        if (!char_read(reader, '>')) {
            reader->bad = true;
        }
        return;
    }
    while (isalpha((unsigned char)*reader->at)) {
        reader->at++;
    }
    if (reader->at - begin < 3) {
        reader->bad = true;
    }
}

/* [+-]hh[:mm[:ss]] in seconds */
static int32_t time_read(struct reader *reader)
{
    int32_t sign = char_read(reader, '-') ? -1 : 1;
    if (sign == 1) {
        (void)char_read(reader, '+');
    }
    int32_t seconds = number_read(reader, 0, HOURS_MAX) * 3600;
    if (char_read(reader, ':')) {
        seconds += number_read(reader, 0, 59) * 60;
    }
    if (char_read(reader, ':')) {
        seconds += number_read(reader, 0, 59);
    }
    return sign * seconds;
}

static void day_read(struct reader *reader, struct zone_day *day)
{
    *day = (struct zone_day){.time = 2 * 3600};
    if (char_read(reader, 'M')) {
        day->kind = ZONE_DAY_MONTH;
        day->month = number_read(reader, 1, 12);
        reader->bad |= !char_read(reader, '.');
        day->week = number_read(reader, 1, 5);
        reader->bad |= !char_read(reader, '.');
        day->weekday = number_read(reader, 0, 6);
    } else if (char_read(reader, 'J')) {
        day->kind = ZONE_DAY_JULIAN;
        day->day = number_read(reader, 1, 365);
    } else {
        day->kind = ZONE_DAY_ZERO;
        day->day = number_read(reader, 0, 365);
    }
    if (char_read(reader, '/')) {
        day->time = time_read(reader);
    }
}

int zone_rule_parse(const char *text, struct zone_rule *ret_rule)
{
    struct reader reader = {.at = text};
    struct zone_rule rule = {0};
    name_pass(&reader);
    rule.standard = -time_read(&reader);
    if (!reader.bad && *reader.at != '\0') {
        rule.has_summer = true;
        rule.summer = rule.standard + 3600;
        name_pass(&reader);
        if (*reader.at != ',') {
            rule.summer = -time_read(&reader);
        }
        reader.bad |= !char_read(&reader, ',');
        day_read(&reader, &rule.begin);
        reader.bad |= !char_read(&reader, ',');
        day_read(&reader, &rule.end);
    }
    if (reader.bad || *reader.at != '\0') {
        return ERR_INVALID;
    }
    *ret_rule = rule;
    return 0;
}

static int64_t date_seconds(int32_t year, int32_t month, int32_t day)
{
    return civil_to_seconds(&(struct civil){.year = year, .month = month, .day = day});
}

static bool leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The weekday-th day of the week-th week; week 5 is the last one. */
static int64_t month_day_seconds(const struct zone_day *day, int32_t year)
{
    int64_t first = date_seconds(year, day->month, 1);
    int32_t weekday = (int32_t)(((first / DAY_SECONDS) % 7 + 11) % 7); /* 1970-01-01 was a Thursday */
    int32_t days = (day->weekday - weekday + 7) % 7 + (day->week - 1) * 7;
    int64_t at = first + (int64_t)days * DAY_SECONDS;
    return at < date_seconds(year, day->month + 1, 1) ? at : at - INT64_C(7) * DAY_SECONDS;
}

/* Local time at which the rule's day comes in a year. */
static int64_t day_seconds(const struct zone_day *day, int32_t year)
{
    if (day->kind == ZONE_DAY_MONTH) {
        return month_day_seconds(day, year) + day->time;
    }
    int32_t days = day->day;
    if (day->kind == ZONE_DAY_JULIAN) {
        days += leap(year) && day->day >= 60 ? 0 : -1; /* 29 February is never counted */
    }
    return date_seconds(year, 1, 1) + (int64_t)days * DAY_SECONDS + day->time;
}

int32_t zone_rule_offset(const struct zone_rule *rule, int64_t utc)
{
    if (!rule->has_summer) {
        return rule->standard;
    }
    struct civil civil;
    civil_from_seconds(utc + rule->standard, &civil);
    int64_t begin = day_seconds(&rule->begin, civil.year) - rule->standard;
    int64_t end = day_seconds(&rule->end, civil.year) - rule->summer;
    bool summer = begin < end ? utc >= begin && utc < end : utc >= begin || utc < end;
    return summer ? rule->summer : rule->standard;
}
