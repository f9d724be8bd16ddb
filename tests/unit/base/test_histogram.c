/* base/histogram.h: each value in the bucket whose bound it does not pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/histogram.h"

static void values_fall_into_their_buckets(void **state)
{
    (void)state;
    static const struct {
        enum histogram_scale scale;
        int64_t us;
        size_t bucket;
    } CASES[] = {
        {HISTOGRAM_WORK, -1, 0},         {HISTOGRAM_WORK, 0, 0},
        {HISTOGRAM_WORK, 500, 0},        {HISTOGRAM_WORK, 501, 1},
        {HISTOGRAM_WORK, 10000000, 13},  {HISTOGRAM_WORK, 10000001, HISTOGRAM_BUCKETS},
        {HISTOGRAM_WAIT, 50000, 0},      {HISTOGRAM_WAIT, 50001, 1},
        {HISTOGRAM_WAIT, 900000000, 13}, {HISTOGRAM_WAIT, INT64_C(86400000000), HISTOGRAM_BUCKETS},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct histogram histogram = {.scale = CASES[i].scale};
        histogram_add(&histogram, CASES[i].us);
        for (size_t at = 0; at <= HISTOGRAM_BUCKETS; at++) {
            assert_int_equal(histogram.counts[at], at == CASES[i].bucket);
        }
        assert_int_equal(histogram.sum_us, CASES[i].us > 0 ? CASES[i].us : 0);
    }
}

static void bounds_rise(void **state)
{
    (void)state;
    for (int scale = HISTOGRAM_WORK; scale <= HISTOGRAM_WAIT; scale++) {
        struct histogram histogram = {.scale = (enum histogram_scale)scale};
        for (size_t i = 1; i < HISTOGRAM_BUCKETS; i++) {
            assert_true(histogram_bound_us(&histogram, i) > histogram_bound_us(&histogram, i - 1));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_fall_into_their_buckets),
        cmocka_unit_test(bounds_rise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
