/* Over how long people are dialled again: the tables of staggered logins after a failover, of which it is the formula.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/core/inside.h"

static void windows_are_those_of_the_tables(void **state)
{
    (void)state;
    enum { LOWER = 120 }; /* seconds: where the window begins in the tables */
    static const struct {
        uint32_t people, rate;
        duration_ms upper; /* seconds, rounded half up */
    } cases[] = {
        {100, 3, 153},   {2000, 15, 253},  {5000, 15, 453},  {5000, 6, 953},   {8000, 8, 1120},
        {9000, 8, 1245}, {10000, 8, 1370}, {11000, 8, 1495}, {12000, 8, 1620}, {13000, 8, 1745},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        duration_ms window = stagger_window(cases[i].people, cases[i].rate);
        assert_int_equal(LOWER + (window + SECOND_MS / 2) / SECOND_MS, cases[i].upper);
    }
    assert_int_equal(stagger_window(0, 20), 0);
    assert_int_equal(stagger_window(1, 20), 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(windows_are_those_of_the_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
