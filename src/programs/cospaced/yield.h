/* yield.h: the reading of calendars lets meetings pass, though not for ever. Pure: time comes in, monotonic. */
#ifndef COSPACED_YIELD_H
#define COSPACED_YIELD_H

#include <stdbool.h>
#include <stdint.h>

enum { YIELD_MS = 5, YIELD_AT_MOST_US = 100 * 1000 }; /* until it looks again; until it goes on in any case */

struct yield {
    int64_t since_us; /* 0: it goes on */
};

/* True: not now, but look again in YIELD_MS. hurries: a meeting is on its way, or about to be. */
bool yield_step(struct yield *yield, bool hurries, int64_t now_us);

#endif
