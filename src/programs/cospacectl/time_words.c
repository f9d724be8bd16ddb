/* time_words.c: between what a person says about time and instants. Zone and its rules are the C library's. */
#include "time_words.h"

#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char *const WEEKDAYS[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
enum { WEEK = 7, SHORT_DAY = 3 };

/* One or two digits, two if `exact`. */
static bool digits_read(const char **at, bool exact, int most, int *ret_value)
{
    const char *text = *at;
    int value = 0, n = 0;
    for (; n < 2 && text[n] >= '0' && text[n] <= '9'; n++) {
        value = value * 10 + (text[n] - '0');
    }
    if (n == 0 || (exact && n != 2) || value > most) {
        return false;
    }
    *ret_value = value;
    *at += n;
    return true;
}

/* H:MM or HH:MM, perhaps :SS, and nothing after it. */
static bool clock_read(const char *text, struct tm *ret_tm)
{
    int hour, minute, second = 0;
    if (!digits_read(&text, false, 23, &hour) || *text++ != ':' || !digits_read(&text, true, 59, &minute)) {
        return false;
    }
    if (*text == ':') {
        text++;
        if (!digits_read(&text, true, 59, &second)) {
            return false;
        }
    }
    if (*text != '\0') {
        return false;
    }
    ret_tm->tm_hour = hour;
    ret_tm->tm_min = minute;
    ret_tm->tm_sec = second;
    return true;
}

static int64_t floor_seconds(instant at)
{
    return at / SECOND_MS - (at % SECOND_MS < 0 ? 1 : 0);
}

static bool local_of(instant at, struct tm *ret_tm)
{
    time_t seconds = (time_t)floor_seconds(at);
    return localtime_r(&seconds, ret_tm) != NULL;
}

/* mktime settles what summer time makes of it: a time that is skipped lands behind the gap. */
static instant clock_on_day_of(const struct tm *clock, instant day, int days_later)
{
    struct tm tm;
    if (!local_of(day, &tm)) {
        return INSTANT_NONE;
    }
    tm.tm_hour = clock->tm_hour;
    tm.tm_min = clock->tm_min;
    tm.tm_sec = clock->tm_sec;
    tm.tm_mday += days_later;
    tm.tm_isdst = -1;
    return (instant)mktime(&tm) * SECOND_MS;
}

static int clock_word_read(const struct tm *clock, instant now, instant after, instant *ret_at)
{
    instant at = clock_on_day_of(clock, now, 0);
    for (int days = 0; after != INSTANT_NONE && at <= after && days < 3; days++) {
        at = clock_on_day_of(clock, after, days);
    }
    if (at == INSTANT_NONE) {
        return ERR_INVALID;
    }
    *ret_at = at;
    return 0;
}

static bool relative_day_read(const char *word, size_t len, int *ret_days)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"yesterday", -1}, {"today", 0}, {"tomorrow", 1}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].word) == len && strncasecmp(word, words[i].word, len) == 0) {
            *ret_days = words[i].days;
            return true;
        }
    }
    return false;
}

/* Whole or its first three letters; counted from today, which is 0. */
static bool weekday_read(const char *word, size_t len, int today, int *ret_days)
{
    for (int day = 0; day < WEEK; day++) {
        bool whole = len == SHORT_DAY || len == strlen(WEEKDAYS[day]);
        if (whole && strncasecmp(word, WEEKDAYS[day], len) == 0) {
            *ret_days = (day - today + WEEK) % WEEK;
            return true;
        }
    }
    return false;
}

/* "2026-11-23" as a day counted from that of now. */
static bool date_read(const char *word, size_t len, instant now, int *ret_days)
{
    char text[INSTANT_TEXT_SIZE];
    struct tm tm;
    instant day, today;
    if (len != strlen("2026-11-23") || !local_of(now, &tm)) {
        return false;
    }
    snprintf(text, sizeof text, "%.*sT00:00:00Z", (int)len, word);
    if (instant_parse(text, &day) != 0) {
        return false;
    }
    struct civil civil = {.year = tm.tm_year + 1900, .month = tm.tm_mon + 1, .day = tm.tm_mday};
    today = civil_to_seconds(&civil) * SECOND_MS;
    *ret_days = (int)((day - today) / DAY_MS);
    return true;
}

/* DAY, "DAY CLOCK" or "DATETCLOCK". */
static int day_and_clock_read(const char *text, instant now, instant after, instant *ret_at)
{
    struct tm clock = {0}, tm;
    size_t len = strcspn(text, " ");
    size_t date_len = strlen("2026-11-23");
    int days;
    len = text[0] >= '0' && text[0] <= '9' && strlen(text) > date_len && text[date_len] == 'T' ? date_len : len;
    if (text[len] != '\0' && !clock_read(text + len + 1, &clock)) {
        return ERR_INVALID;
    }
    if (date_read(text, len, now, &days)) {
        *ret_at = clock_on_day_of(&clock, now, days);
        return 0;
    }
    if (relative_day_read(text, len, &days)) {
        *ret_at = clock_on_day_of(&clock, now, days);
        return 0;
    }
    instant from = after != INSTANT_NONE && after > now ? after : now;
    if (!local_of(from, &tm) || !weekday_read(text, len, tm.tm_wday, &days)) {
        return ERR_INVALID;
    }
    instant at = clock_on_day_of(&clock, from, days);
    *ret_at = at > from ? at : clock_on_day_of(&clock, from, days + WEEK);
    return 0;
}

static int distance_read(const char *text, instant now, instant *ret_at)
{
    duration_ms length;
    if (duration_parse(text + 1, &length) != 0 || length > INT64_MAX - now) {
        return ERR_INVALID;
    }
    *ret_at = text[0] == '+' ? now + length : now - length;
    return 0;
}

int time_word_read(const char *text, instant now, instant after, instant *ret_at)
{
    struct tm clock = {0};
    if (strcmp(text, "now") == 0) {
        *ret_at = now;
        return 0;
    }
    if (text[0] == '+' || text[0] == '-') {
        return distance_read(text, now, ret_at);
    }
    if (clock_read(text, &clock)) {
        return clock_word_read(&clock, now, after, ret_at);
    }
    if (day_and_clock_read(text, now, after, ret_at) == 0) {
        return 0;
    }
    return instant_parse(text, ret_at);
}

static const char *dash(char text[TIME_LOCAL_SIZE])
{
    snprintf(text, TIME_LOCAL_SIZE, "-");
    return text;
}

const char *time_local_format(instant at, char text[TIME_LOCAL_SIZE])
{
    struct tm tm;
    if (at == INSTANT_NONE || at == INSTANT_NEVER || !local_of(at, &tm)) {
        return dash(text);
    }
    strftime(text, TIME_LOCAL_SIZE, tm.tm_sec != 0 ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M", &tm);
    return text;
}

const char *time_local_clock(instant at, char text[TIME_LOCAL_SIZE])
{
    struct tm tm;
    if (at == INSTANT_NONE || at == INSTANT_NEVER || !local_of(at, &tm)) {
        return dash(text);
    }
    strftime(text, TIME_LOCAL_SIZE, "%H:%M:%S", &tm);
    return text;
}

static int64_t local_day(const struct tm *tm)
{
    struct civil civil = {.year = tm->tm_year + 1900, .month = tm->tm_mon + 1, .day = tm->tm_mday};
    return civil_to_seconds(&civil) / (DAY_MS / SECOND_MS);
}

const char *time_local_words(instant at, instant now, char text[TIME_LOCAL_SIZE])
{
    struct tm tm, today;
    if (at == INSTANT_NONE || at == INSTANT_NEVER || !local_of(at, &tm) || !local_of(now, &today)) {
        return dash(text);
    }
    char clock[TIME_LOCAL_SIZE];
    strftime(clock, sizeof clock, "%H:%M", &tm);
    int64_t days = local_day(&tm) - local_day(&today);
    if (days < -1 || days >= WEEK) {
        return time_local_format(at, text);
    }
    const char *day = days == -1 ? "yesterday" : days == 1 ? "tomorrow" : WEEKDAYS[tm.tm_wday];
    if (days == 0) {
        snprintf(text, TIME_LOCAL_SIZE, "%.16s", clock);
    } else {
        snprintf(text, TIME_LOCAL_SIZE, "%.*s %.16s", days > 1 ? SHORT_DAY : 9, day, clock);
    }
    return text;
}

instant time_local_midnight(instant at, int days)
{
    struct tm midnight = {0};
    return clock_on_day_of(&midnight, at, days);
}

const char *time_local_tick(instant at, char text[TIME_LOCAL_SIZE])
{
    struct tm tm;
    if (!local_of(at, &tm)) {
        return dash(text);
    }
    if (tm.tm_hour == 0 && tm.tm_min == 0) {
        snprintf(text, TIME_LOCAL_SIZE, "%.*s %d", SHORT_DAY, WEEKDAYS[tm.tm_wday], tm.tm_mday);
    } else {
        strftime(text, TIME_LOCAL_SIZE, "%H:%M", &tm);
    }
    return text;
}

const char *time_distance(instant at, instant now, char text[TIME_LOCAL_SIZE])
{
    static const struct {
        duration_ms from, unit;
        const char *word;
    } units[] = {
        {2 * DAY_MS, DAY_MS, "d"}, {2 * HOUR_MS, HOUR_MS, "h"}, {MINUTE_MS, MINUTE_MS, "min"}, {0, SECOND_MS, "s"}};
    if (at == INSTANT_NONE || at == INSTANT_NEVER) {
        return dash(text);
    }
    duration_ms length = at > now ? at - now : now - at;
    if (length < SECOND_MS) {
        snprintf(text, TIME_LOCAL_SIZE, "now");
        return text;
    }
    size_t i = 0;
    while (length < units[i].from) {
        i++;
    }
    long long n = (long long)((length + units[i].unit / 2) / units[i].unit);
    snprintf(text, TIME_LOCAL_SIZE, at > now ? "in %lld %s" : "%lld %s ago", n, units[i].word);
    return text;
}
