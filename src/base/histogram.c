/* base/histogram.c: see histogram.h. */
#include "base/histogram.h"

#include <assert.h>

#define MS 1000
#define S  1000000

static const int64_t BOUNDS[][HISTOGRAM_BUCKETS] = {
    [HISTOGRAM_WORK] = {MS / 2, MS, 2 * MS, 5 * MS, 10 * MS, 20 * MS, 50 * MS, 100 * MS, 200 * MS, 500 * MS, S, 2 * S,
                        5 * S, 10 * S},
    [HISTOGRAM_WAIT] = {50 * MS, 100 * MS, 200 * MS, 500 * MS, S, 2 * S, 5 * S, 10 * S, 30 * S, 60 * S, 120 * S,
                        300 * S, 600 * S, 900 * S},
};

int64_t histogram_bound_us(const struct histogram *histogram, size_t index)
{
    assert(index < HISTOGRAM_BUCKETS);
    return BOUNDS[histogram->scale][index];
}

void histogram_add(struct histogram *histogram, int64_t us)
{
    us = us > 0 ? us : 0;
    size_t at = 0;
    while (at < HISTOGRAM_BUCKETS && us > histogram_bound_us(histogram, at)) {
        at++;
    }
    histogram->counts[at]++;
    histogram->sum_us += us;
}
