/* base/instant.h: points in time, and lengths of it.
 *
 * An instant is milliseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds); a duration is milliseconds. Nothing here
 * reads a clock (src/loop/clock.c alone does). Text is RFC 3339. */
#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdint.h>

typedef int64_t instant;
typedef int64_t duration_ms;

#define INSTANT_NONE INT64_MIN  /* "not set" */
#define INSTANT_NEVER INT64_MAX /* "never" */
#define SECOND_MS ((duration_ms)1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

enum { INSTANT_TEXT_SIZE = 32 };

/* "2026-11-23T09:00:00Z", with ".250" before the Z only if there are milliseconds; "none" and "never" for the two
 * values above. text has INSTANT_TEXT_SIZE bytes. */
const char *instant_format(instant at, char *text);
/* Always with milliseconds, so that the columns of a log line up. */
const char *instant_format_ms(instant at, char *text);
/* RFC 3339 date-time with Z or a numeric offset, T/t or a blank between, optional fraction; years 1 to 9999.
 * Nothing may follow. 0 or ERR_INVALID (ret_at untouched). */
int instant_parse(const char *text, instant *ret_at);
/* "30s", "5m", "2h", "90d", "250ms"; a bare number is an error. 0 or ERR_INVALID. */
int duration_parse(const char *text, duration_ms *ret_length);
/* The shortest exact form: "90s" stays "90s" only if no larger unit divides it: 90000 -> "90s", 7200000 -> "2h". */
const char *duration_format(duration_ms length, char *text);

/* The proleptic Gregorian calendar, for those who compute wall-clock times. month 1..12, day 1..31. */
struct civil {
    int32_t year;
    int32_t month, day, hour, minute, second;
};
int64_t civil_to_seconds(const struct civil *civil); /* as if UTC; fields may be out of range and are carried */
void civil_from_seconds(int64_t seconds, struct civil *ret_civil);

#endif
