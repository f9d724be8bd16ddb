/* calendar_link.h: the way to the calendar reader: bodies out to the locked-in process, one at a time, what they say
 * into the next turn. */
#ifndef COSPACED_CALENDAR_LINK_H
#define COSPACED_CALENDAR_LINK_H

#include "base/err.h"
#include "core/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct calendar_link;
struct service;

/* IO: the reader's program is not there. */
int calendar_link_new(struct service *service, struct calendar_link **ret_link, struct err *err);
void calendar_link_free(struct calendar_link *link);
/* Reads text over the horizon, then submits it as SNAPSHOT or MESSAGE under token. BUSY: too much waits already. */
int calendar_link_read(struct calendar_link *link, uint64_t token, const char *calendar, bool message, const char *text,
                       size_t len, struct err *err);
/* Expands the stored recurring bookings of calendar over window, then submits them as ROLL. */
void calendar_link_roll(struct calendar_link *link, const char *calendar, const struct window *window);

#endif
