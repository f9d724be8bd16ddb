/* loop/clock.c: the clocks of the kernel and its randomness, and the only place that asks for either. */
#include "loop/clock.h"

#include "base/halt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

instant clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (instant)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void entropy_seed(uint8_t ret_seed[RANDOM_SEED_SIZE])
{
    size_t filled = 0;
    while (filled < RANDOM_SEED_SIZE) {
        ssize_t got = getrandom(ret_seed + filled, RANDOM_SEED_SIZE - filled, 0);
        if (got > 0) {
            filled += (size_t)got;
        } else if (errno != EINTR) {
            halt("the system gives no randomness", errno);
        }
    }
}
