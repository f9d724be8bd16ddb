/* base/back_off.h: how long to wait after failures in a row: soon at first, then twice as long each time. */
#ifndef BASE_BACK_OFF_H
#define BASE_BACK_OFF_H

#include "base/instant.h"

/* Failures after which waits only double. */
enum { BACK_OFF_STEPS = 6 };

/* The longest wait after the n-th failure (from 1): 1s, 2s, 5s, 10s, 30s, 1m, then doubled, up to ceiling. Chance over
 * it is the caller's, so that those that failed together do not come back together. */
duration_ms back_off_most(uint32_t failures, duration_ms ceiling);

#endif
