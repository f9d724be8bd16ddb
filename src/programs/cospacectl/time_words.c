/* time_words.c: between what a person says about time and instants. Zone and its rules are the C library's. */
#include "time_words.h"

#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static bool digits_read(const char **at, int most, int *ret_value)
{
    const char *text = *at;
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return false;
    }
    int value = (text[0] - '0') * 10 + (text[1] - '0');
    if (value > most) {
        return false;
    }
    *ret_value = value;
    *at += 2;
    return true;
}

/* HH:MM, perhaps :SS, and nothing after it. */
static bool clock_read(const char *text, struct tm *ret_tm)
{
    int hour, minute, second = 0;
    if (!digits_read(&text, 23, &hour) || *text++ != ':' || !digits_read(&text, 59, &minute)) {
        return false;
    }
    if (*text == ':') {
        text++;
        if (!digits_read(&text, 59, &second)) {
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

int time_word_read(const char *text, instant now, instant after, instant *ret_at)
{
    struct tm clock = {0};
    if (strcmp(text, "now") == 0) {
        *ret_at = now;
        return 0;
    }
    if (text[0] == '+') {
        duration_ms length;
        if (duration_parse(text + 1, &length) != 0 || length > INT64_MAX - now) {
            return ERR_INVALID;
        }
        *ret_at = now + length;
        return 0;
    }
    if (clock_read(text, &clock)) {
        return clock_word_read(&clock, now, after, ret_at);
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
