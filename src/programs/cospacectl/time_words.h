/* time_words.h: times as an operator says and reads them, in the terminal's zone (TZ, /etc/localtime). */
#ifndef COSPACECTL_TIME_WORDS_H
#define COSPACECTL_TIME_WORDS_H

#include "base/instant.h"

/* RFC 3339; "now"; "+10m" after now; "HH:MM" or "HH:MM:SS": of the local day of now, or, if that is not later than
 * `after` (INSTANT_NONE: none), of the day that follows after. 0 or ERR_INVALID (ret_at untouched). */
int time_word_read(const char *text, instant now, instant after, instant *ret_at);

enum { TIME_LOCAL_SIZE = 32 };
/* "2026-11-23 10:00", with the seconds only if there are any. "-" for INSTANT_NONE and INSTANT_NEVER. */
const char *time_local_format(instant at, char text[TIME_LOCAL_SIZE]);
const char *time_local_clock(instant at, char text[TIME_LOCAL_SIZE]); /* "10:00:00" */

#endif
