/* when.c: dates, times and durations as text. */
#include "when.h"

#include "base/err.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { DAY_SECONDS = 86400, WHEN_LENGTH = 32, SPAN_DAYS_MAX = 36600, DIGITS_MAX = 12 };

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

/* "HHMM" or "HHMMSS", also with colons. */
static bool clock_read(const char **at, struct civil *civil)
{
    int32_t *parts[] = {&civil->hour, &civil->minute, &civil->second};
    const char *text = *at;
    bool colons = text[0] != '\0' && text[1] != '\0' && text[2] == ':';
    for (size_t i = 0; i < 3; i++) {
        const char *part = colons && i > 0 && *text == ':' ? text + 1 : text;
        if (!digits_read(part, 2, parts[i])) {
            if (i < 2 || part != text) {
                return false;
            }
            break; /* no seconds */
        }
        text = part + 2;
    }
    *at = text;
    return true;
}

/* "Z", "+0100", "-05:30", "+01"; nothing is floating. The distance in seconds east of Greenwich. */
static bool distance_read(const char **at, bool *ret_utc, int32_t *ret_seconds)
{
    const char *text = *at;
    int32_t hours, minutes = 0;
    *ret_utc = *text != '\0';
    *ret_seconds = 0;
    if (toupper((unsigned char)*text) == 'Z') {
        *at = text + 1;
        return true;
    }
    if (*text != '+' && *text != '-') {
        return true;
    }
    int32_t sign = *text == '-' ? -1 : 1;
    if (!digits_read(++text, 2, &hours) || hours > 23) {
        return false;
    }
    text += text[2] == ':' ? 3 : 2;
    if (*text != '\0' && (!digits_read(text, 2, &minutes) || minutes > 59)) {
        return false;
    }
    *at = *text != '\0' ? text + 2 : text;
    *ret_seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

/* "YYYYMMDD" or "YYYY-MM-DD" */
static bool day_read(const char **at, struct civil *civil)
{
    const char *text = *at;
    if (!digits_read(text, 4, &civil->year)) {
        return false;
    }
    size_t dash = text[4] == '-' ? 1 : 0;
    bool good = digits_read(text + 4 + dash, 2, &civil->month) && (dash == 0 || text[7] == '-') &&
                digits_read(text + 6 + 2 * dash, 2, &civil->day);
    *at = text + 8 + 2 * dash;
    return good;
}

static int date_time_parse(const char *text, struct when *ret_when)
{
    struct civil civil = {0};
    struct when when = {.kind = WHEN_DATE};
    int32_t distance = 0;
    if (!day_read(&text, &civil)) {
        return ERR_INVALID;
    }
    if (toupper((unsigned char)*text) == 'Z') {
        text++; /* Google writes a day as "20131210Z" */
    } else if (*text != '\0') {
        bool utc = false;
        if (toupper((unsigned char)*text++) != 'T' || !clock_read(&text, &civil) ||
            !distance_read(&text, &utc, &distance)) {
            return ERR_INVALID;
        }
        when.kind = utc ? WHEN_UTC : WHEN_FLOATING;
    }
    civil.second = civil.second == 60 ? 59 : civil.second;
    if (*text != '\0' || civil.second > 60 || !civil_valid(&civil, &when.local)) {
        return ERR_INVALID;
    }
    when.local -= distance;
    *ret_when = when;
    return 0;
}

int when_parse(const char *text, struct when *ret_when)
{
    char copy[WHEN_LENGTH + 1] = "";
    while (isspace((unsigned char)*text)) {
        text++;
    }
    size_t len = strlen(text);
    while (len > 0 && isspace((unsigned char)text[len - 1])) {
        len--;
    }
    if (len > WHEN_LENGTH) {
        return ERR_INVALID;
    }
    memcpy(copy, text, len);
    copy[len] = '\0';
    return date_time_parse(copy, ret_when);
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
        text++;
    }
    return true;
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

int64_t span_end(const struct span *length, const struct zone *zone, int64_t local, int64_t start)
{
    int64_t end = length->days != 0 ? local_to_utc(zone, local + length->days * DAY_SECONDS) : start;
    return end + length->seconds;
}
