/* loop/clock.h: the only place where a program reads a clock or the system's randomness. */
#ifndef LOOP_CLOCK_H
#define LOOP_CLOCK_H

#include "base/instant.h"
#include "base/random.h"

instant clock_now(void);                               /* wall clock, UTC */
int64_t clock_monotonic_us(void);                      /* for measuring */
void entropy_seed(uint8_t ret_seed[RANDOM_SEED_SIZE]); /* getrandom; ends the process if it fails */

#endif
