/* base/instant.c: RFC 3339 text, lengths of time in text, and the proleptic Gregorian calendar. */
#include "base/instant.h"

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { DAY_SECONDS = 86400, CYCLE_YEARS = 400, CYCLE_DAYS = 146097 };
/* Days from 0000-03-01 to 1970-01-01. */
static const int64_t EPOCH_DAYS = 719468;
/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z */
static const instant FIRST_INSTANT = INT64_C(-62135596800000);
static const instant LAST_INSTANT = INT64_C(253402300799999);

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

/* Years are counted from March here, so that the leap day is a year's last and disturbs no month's offset. */
static const int32_t DAYS_BEFORE_MONTH[13] = {0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337, 366};

static int64_t days_before_year(int64_t year)
{
    return 365 * year + floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, CYCLE_YEARS);
}

int64_t civil_to_seconds(const struct civil *civil)
{
    int64_t months = (int64_t)civil->year * 12 + civil->month - 3;
    int64_t year = floor_divide(months, 12);
    int64_t days = days_before_year(year) + DAYS_BEFORE_MONTH[months - year * 12] + civil->day - 1 - EPOCH_DAYS;
    return days * DAY_SECONDS + (int64_t)civil->hour * 3600 + (int64_t)civil->minute * 60 + civil->second;
}

void civil_from_seconds(int64_t seconds, struct civil *ret_civil)
{
    int64_t epoch_day = floor_divide(seconds, DAY_SECONDS);
    int32_t rest = (int32_t)(seconds - epoch_day * DAY_SECONDS);
    int64_t cycle = floor_divide(epoch_day + EPOCH_DAYS, CYCLE_DAYS);
    int32_t days = (int32_t)(epoch_day + EPOCH_DAYS - cycle * CYCLE_DAYS);
    /* Without the leap days before it, all years of the cycle have one length; its very last day is one, too. */
    int32_t year = (days - days / 1460 + days / 36524 - days / (CYCLE_DAYS - 1)) / 365;
    int32_t day = days - (365 * year + year / 4 - year / 100);
    int32_t month = (5 * day + 2) / 153; /* of which five have 153 days, as often as they come */
    *ret_civil = (struct civil){
        .year = (int32_t)(cycle * CYCLE_YEARS + year + (month >= 10 ? 1 : 0)),
        .month = month >= 10 ? month - 9 : month + 3,
        .day = day - DAYS_BEFORE_MONTH[month] + 1,
        .hour = rest / 3600,
        .minute = rest / 60 % 60,
        .second = rest % 60,
    };
}

/* By hand: printf takes longer for a time than the rest of a log line or of a meeting's JSON does. */
static char *put_digits(char *at, int width, int32_t value)
{
    for (int i = width; i-- > 0; value /= 10) {
        at[i] = (char)('0' + value % 10);
    }
    return at + width;
}

static char *put_two(char *at, int32_t value)
{
    at[0] = (char)('0' + value / 10);
    at[1] = (char)('0' + value % 10);
    return at + 2;
}

static char *put_civil(char *at, const struct civil *c)
{
    if (c->year < 0 || c->year > 9999) { /* no RFC 3339, but something to be seen */
        return at + snprintf(at, INSTANT_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d", c->year, c->month, c->day, c->hour,
                             c->minute, c->second);
    }
    const int32_t parts[] = {c->month, c->day, c->hour, c->minute, c->second};
    at = put_two(put_two(at, c->year / 100), c->year % 100);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        *at = "--T::"[i];
        at = put_two(at + 1, parts[i]);
    }
    return at;
}

static const char *put_instant(char *text, instant at, bool always_ms)
{
    int64_t seconds = floor_divide(at, 1000);
    int32_t ms = (int32_t)((at % 1000 + 1000) % 1000); /* at - seconds * 1000 would overflow near the ends */
    struct civil c;
    civil_from_seconds(seconds, &c);
    char *end = put_civil(text, &c);
    if (ms != 0 || always_ms) {
        *end = '.';
        end = put_digits(end + 1, 3, ms);
    }
    end[0] = 'Z';
    end[1] = '\0';
    return text;
}

const char *instant_format(instant at, char *text)
{
    if (at == INSTANT_NONE || at == INSTANT_NEVER) {
        snprintf(text, INSTANT_TEXT_SIZE, "%s", at == INSTANT_NONE ? "none" : "never");
        return text;
    }
    return put_instant(text, at, false);
}

const char *instant_format_ms(instant at, char *text)
{
    return put_instant(text, at, true);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads exactly n digits. */
static bool read_digits(const char **at, int n, int32_t *ret_value)
{
    int32_t value = 0;
    for (int i = 0; i < n; i++) {
        if (!is_digit((*at)[i])) {
            return false;
        }
        value = value * 10 + ((*at)[i] - '0');
    }
    *at += n;
    *ret_value = value;
    return true;
}

static bool read_one_of(const char **at, const char *choices)
{
    if (**at == '\0' || strchr(choices, **at) == NULL) {
        return false;
    }
    ++*at;
    return true;
}

static bool read_date(const char **at, struct civil *civil)
{
    static const int32_t days_of[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool read = read_digits(at, 4, &civil->year) && read_one_of(at, "-") && read_digits(at, 2, &civil->month) &&
                read_one_of(at, "-") && read_digits(at, 2, &civil->day);
    if (!read || civil->year < 1 || civil->month < 1 || civil->month > 12) {
        return false;
    }
    bool leap = civil->year % 4 == 0 && (civil->year % 100 != 0 || civil->year % 400 == 0);
    int32_t days = civil->month == 2 && !leap ? 28 : days_of[civil->month];
    return civil->day >= 1 && civil->day <= days;
}

static bool read_clock(const char **at, struct civil *civil)
{
    bool read = read_digits(at, 2, &civil->hour) && read_one_of(at, ":") && read_digits(at, 2, &civil->minute) &&
                read_one_of(at, ":") && read_digits(at, 2, &civil->second);
    return read && civil->hour <= 23 && civil->minute <= 59 && civil->second <= 59;
}

/* ".25" is 250; digits beyond the third are read and dropped. */
static bool read_fraction(const char **at, int32_t *ret_ms)
{
    if (!read_one_of(at, ".")) {
        *ret_ms = 0;
        return true;
    }
    if (!is_digit(**at)) {
        return false;
    }
    int32_t ms = 0;
    for (int32_t weight = 100; is_digit(**at); weight /= 10, ++*at) {
        ms += (**at - '0') * weight;
    }
    *ret_ms = ms;
    return true;
}

static bool read_offset(const char **at, int32_t *ret_minutes)
{
    if (read_one_of(at, "Zz")) {
        *ret_minutes = 0;
        return true;
    }
    int32_t sign = **at == '-' ? -1 : 1;
    int32_t hours = 0;
    int32_t minutes = 0;
    bool read =
        read_one_of(at, "+-") && read_digits(at, 2, &hours) && read_one_of(at, ":") && read_digits(at, 2, &minutes);
    if (!read || hours > 23 || minutes > 59) {
        return false;
    }
    *ret_minutes = sign * (hours * 60 + minutes);
    return true;
}

int instant_parse(const char *text, instant *ret_at)
{
    struct civil civil = {0};
    int32_t ms = 0;
    int32_t offset = 0;
    bool read = read_date(&text, &civil) && read_one_of(&text, "Tt ") && read_clock(&text, &civil) &&
                read_fraction(&text, &ms) && read_offset(&text, &offset);
    if (!read || *text != '\0') {
        return ERR_INVALID;
    }
    instant at = (civil_to_seconds(&civil) - (int64_t)offset * 60) * 1000 + ms;
    if (at < FIRST_INSTANT || at > LAST_INSTANT) {
        return ERR_INVALID;
    }
    *ret_at = at;
    return 0;
}

struct unit {
    const char *word;
    duration_ms length;
};

/* Largest first, as duration_format tries them. */
static const struct unit UNITS[] = {
    {"d", DAY_MS}, {"h", HOUR_MS}, {"m", MINUTE_MS}, {"s", SECOND_MS}, {"ms", 1},
};
enum { N_UNITS = sizeof UNITS / sizeof UNITS[0] };

int duration_parse(const char *text, duration_ms *ret_length)
{
    if (!is_digit(*text)) {
        return ERR_INVALID;
    }
    int64_t number = 0;
    for (; is_digit(*text); text++) {
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, *text - '0', &number)) {
            return ERR_INVALID;
        }
    }
    for (size_t i = 0; i < N_UNITS; i++) {
        duration_ms length = 0;
        if (strcmp(text, UNITS[i].word) == 0) {
            if (__builtin_mul_overflow(number, UNITS[i].length, &length)) {
                return ERR_INVALID;
            }
            *ret_length = length;
            return 0;
        }
    }
    return ERR_INVALID;
}

const char *duration_format(duration_ms length, char *text)
{
    if (length == 0) {
        snprintf(text, INSTANT_TEXT_SIZE, "0s");
        return text;
    }
    size_t i = 0;
    while (length % UNITS[i].length != 0) {
        i++;
    }
    snprintf(text, INSTANT_TEXT_SIZE, "%lld%s", (long long)(length / UNITS[i].length), UNITS[i].word);
    return text;
}
