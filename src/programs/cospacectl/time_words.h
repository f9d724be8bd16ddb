/* time_words.h: times as an operator says and reads them, in the terminal's zone (TZ, /etc/localtime). */
#ifndef COSPACECTL_TIME_WORDS_H
#define COSPACECTL_TIME_WORDS_H

#include "base/instant.h"

/* RFC 3339; "now"; "+10m" after now, "-2h" before it; a time of the clock ("9:00", "10:30", "10:30:15"): of the local
 * day of now, or, if that is not later than `after` (INSTANT_NONE: none), of the day that follows after; a day and a
 * time of the clock: "today", "tomorrow", "yesterday", a day of the week ("monday", "mon": the first one with that time
 * still to come, after `after`, too) or a date ("2026-11-23", also with T between); a day alone is its beginning. 0 or
 * ERR_INVALID (ret_at untouched). */
int time_word_read(const char *text, instant now, instant after, instant *ret_at);

enum { TIME_LOCAL_SIZE = 64 };
/* "2026-11-23 10:00", with the seconds only if there are any. "-" for INSTANT_NONE and INSTANT_NEVER. */
const char *time_local_format(instant at, char text[TIME_LOCAL_SIZE]);
const char *time_local_clock(instant at, char text[TIME_LOCAL_SIZE]); /* "10:00:00" */
/* As one says it at `now`: "10:00" (today), "tomorrow 10:00", "yesterday 10:00", "mon 10:00" (the next six days), else
 * the date. time_word_read reads it as the same minute. */
const char *time_local_words(instant at, instant now, char text[TIME_LOCAL_SIZE]);
/* Midnight of the local day that is so many days after that of at. */
instant time_local_midnight(instant at, int days);
/* For an axis: "14:00"; at midnight the day, "mon 23". */
const char *time_local_tick(instant at, char text[TIME_LOCAL_SIZE]);
/* How far away: "in 5 min", "2 h ago", "now". "-" as above. */
const char *time_distance(instant at, instant now, char text[TIME_LOCAL_SIZE]);

#endif
