/* when.c: dates, times and durations as text. */
#include "when.h"

#include "base/err.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { DAY_SECONDS = 86400, DATE_LENGTH = 8, TIME_LENGTH = 15, SPAN_DAYS_MAX = 36600, DIGITS_MAX = 12 };

static bool digits_read(const char *text, int n, int32_t *ret_value)
{
    int32_t value = 0;
    for (int i = 0; i < n; i++) {
        if (!isdigit((unsigned char)text[i])) {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    *ret_value = value;
    return true;
}

/* The day must exist: carried over, it would come back as another. */
static bool civil_valid(const struct civil *civil, int64_t *ret_seconds)
{
    struct civil back;
    int64_t seconds = civil_to_seconds(civil);
    civil_from_seconds(seconds, &back);
    if (civil->year < 1 || civil->hour > 23 || civil->minute > 59 || back.day != civil->day ||
        back.month != civil->month) {
        return false;
    }
    *ret_seconds = seconds;
    return true;
}

static int date_time_parse(const char *text, size_t len, struct when *ret_when)
{
    struct civil civil = {0};
    bool utc = len == TIME_LENGTH + 1 && toupper((unsigned char)text[TIME_LENGTH]) == 'Z';
    if (len != DATE_LENGTH && len != TIME_LENGTH && !utc) {
        return ERR_INVALID;
    }
    bool good = digits_read(text, 4, &civil.year) && digits_read(text + 4, 2, &civil.month) &&
                digits_read(text + 6, 2, &civil.day);
    if (good && len != DATE_LENGTH) {
        good = toupper((unsigned char)text[8]) == 'T' && digits_read(text + 9, 2, &civil.hour) &&
               digits_read(text + 11, 2, &civil.minute) && digits_read(text + 13, 2, &civil.second);
    }
    if (good && civil.second == 60) {
        civil.second = 59;
    }
    struct when when = {.kind = len == DATE_LENGTH ? WHEN_DATE : utc ? WHEN_UTC : WHEN_FLOATING};
    if (!good || civil.second > 60 || !civil_valid(&civil, &when.local)) {
        return ERR_INVALID;
    }
    *ret_when = when;
    return 0;
}

int when_parse(const char *text, struct when *ret_when)
{
    while (isspace((unsigned char)*text)) {
        text++;
    }
    size_t len = strlen(text);
    while (len > 0 && isspace((unsigned char)text[len - 1])) {
        len--;
    }
    return date_time_parse(text, len, ret_when);
}

static bool unit_add(char unit, bool in_time, int64_t value, struct span *span)
{
    if (in_time && unit == 'H') {
        span->seconds += value * 3600;
    } else if (in_time && unit == 'M') {
        span->seconds += value * 60;
    } else if (in_time && unit == 'S') {
        span->seconds += value;
    } else if (!in_time && unit == 'W') {
        span->days += value * 7;
    } else if (!in_time && unit == 'D') {
        span->days += value;
    } else {
        return false;
    }
    return true;
}

static bool too_long(const struct span *span)
{
    return span->days > SPAN_DAYS_MAX || span->seconds / DAY_SECONDS > SPAN_DAYS_MAX;
}

/* "1DT2H30M" behind the P. The ceiling holds after each unit: enough of them would overflow the sum. */
static bool units_parse(const char *text, struct span *span)
{
    bool in_time = false;
    bool any = false;
    while (*text != '\0' && !isspace((unsigned char)*text)) {
        if (toupper((unsigned char)*text) == 'T' && !in_time) {
            in_time = true;
            text++;
            continue;
        }
        int64_t value = 0;
        int n = 0;
        for (; isdigit((unsigned char)*text); text++, n++) {
            value = n < DIGITS_MAX ? value * 10 + (*text - '0') : value;
        }
        if (n == 0 || n > DIGITS_MAX || !unit_add((char)toupper((unsigned char)*text), in_time, value, span) ||
            too_long(span)) {
            return false;
        }
        any = true;
        text++;
    }
    return any;
}

int span_parse(const char *text, struct span *ret_span)
{
    struct span span = {0};
    while (isspace((unsigned char)*text)) {
        text++;
    }
    int64_t sign = *text == '-' ? -1 : 1;
    if (*text == '-' || *text == '+') {
        text++;
    }
    if (toupper((unsigned char)*text) != 'P' || !units_parse(text + 1, &span)) {
        return ERR_INVALID;
    }
    *ret_span = (struct span){sign * span.days, sign * span.seconds};
    return 0;
}

const struct zone *when_zone(const struct when *when, const struct zone *default_zone)
{
    if (when->kind == WHEN_UTC) {
        return NULL;
    }
    return when->kind == WHEN_ZONED ? when->zone : default_zone;
}

int64_t local_to_utc(const struct zone *zone, int64_t local)
{
    return zone != NULL ? zone_to_utc(zone, local) : local;
}

int64_t when_utc(const struct when *when, const struct zone *default_zone)
{
    return local_to_utc(when_zone(when, default_zone), when->local);
}
