/* The reader beside meetings: it waits while one is on its way, for a tenth of a second at most. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "yield.h"

static void lets_meetings_pass_for_a_while(void **state)
{
    (void)state;
    static const struct {
        int64_t at_us;
        bool hurries, yields;
    } steps[] = {
        {1000000, false, false}, {1005000, true, true},   {1010000, true, true},
        {1104999, true, true},   {1105000, true, false},                         /* a tenth of a second was enough */
        {1106000, true, true},   {1107000, false, false}, {1300000, true, true}, /* from here anew */
        {1399999, true, true},   {1400000, true, false},
    };
    struct yield yield = {0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (yield_step(&yield, steps[i].hurries, steps[i].at_us) != steps[i].yields) {
            fail_msg("step %zu", i);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lets_meetings_pass_for_a_while)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
