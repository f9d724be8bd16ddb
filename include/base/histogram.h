/* base/histogram.h: how long things took, counted in buckets: what a monitoring system makes quantiles of. Pure; values
 * are microseconds. A zeroed one is of HISTOGRAM_WORK and empty. */
#ifndef BASE_HISTOGRAM_H
#define BASE_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

enum histogram_scale {
    HISTOGRAM_WORK, /* what the machine does: 0.5 ms to 10 s */
    HISTOGRAM_WAIT, /* what people wait for: 50 ms to 15 min */
};

enum { HISTOGRAM_BUCKETS = 14 };

struct histogram {
    enum histogram_scale scale;
    uint64_t counts[HISTOGRAM_BUCKETS + 1]; /* each for itself; what is above the last bound in the last */
    int64_t sum_us;
};

/* The inclusive upper bound of a bucket; index < HISTOGRAM_BUCKETS. */
int64_t histogram_bound_us(const struct histogram *histogram, size_t index);
/* Less than nothing (a clock was set) counts as nothing. */
void histogram_add(struct histogram *histogram, int64_t us);

#endif
