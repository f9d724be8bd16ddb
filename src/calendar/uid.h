/* uid.h: by which name a component is known, before anything else of it is read. Private to the reader and to who sorts
 * components into groups. */
#ifndef CALENDAR_UID_H
#define CALENDAR_UID_H

#include "scan.h"

#include <stdbool.h>

/* The UID of an event, of at most CALENDAR_UID_BYTES, without blanks around it. One without UID gets one made of what
 * it says, DTSTAMP, CREATED, LAST-MODIFIED and SEQUENCE apart: it stays the same as long as the event does. Owned by
 * the caller. */
char *uid_of_part(const struct scan *scan, const struct scan_part *part, bool *ret_made);

#endif
