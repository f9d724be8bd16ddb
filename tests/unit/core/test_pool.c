/* Mappings of indices, and whether two give the same text anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/pool.h"

static void mappings_meet_where_they_give_the_same(void **state)
{
    (void)state;
    static const struct {
        struct pool_range ours, theirs;
        bool meet;
    } CASES[] = {
        {{"$index$", 1, 5}, {"$index$", 5, 9}, true},
        {{"$index$", 1, 5}, {"$index$", 6, 9}, false},
        {{"$index$", 6, 9}, {"$index$", 1, 5}, false},
        {{"TMS_$index$", 1, 5}, {"tms_$index$", 1, 1}, true},
        {{"TMS_$index$", 1, 5}, {"Lobby_$index$", 1, 5}, false},
        {{"TMS_$index$", 1, 5}, {"TMS_$index$_b", 1, 5}, false},
        {{"$index$", 90, 99}, {"9$index$", 1, 1}, true},
        {{"$index$", 90, 99}, {"9$index$", 10, 99}, false},
        {{"9$index$", 1, 1}, {"$index$", 91, 91}, true},
        {{"$index$0", 1, 5}, {"$index$", 30, 30}, true},
        {{"$index$", 1, 5}, {"", 1, 5}, false},
        {{"", 1, 5}, {"", 1, 5}, false},
        {{"lobby", 1, 1}, {"Lobby", 7, 7}, true},
        {{"lobby", 1, 1}, {"lobby$index$", 1, 9}, false},
        {{"$index$", 1, 5}, {"3", 9, 9}, true},
        {{"$index$", 1, 5}, {"6", 1, 5}, false},
        {{"a\\$$index$", 1, 5}, {"a\\$2", 1, 1}, true},
        {{"$index$", 1, UINT32_MAX}, {"$index$", UINT32_MAX, UINT32_MAX}, true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool meet = pool_meets(&CASES[i].ours, &CASES[i].theirs);
        if (meet != CASES[i].meet) {
            fail_msg("case %zu: %s and %s", i, CASES[i].ours.mapping, CASES[i].theirs.mapping);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mappings_meet_where_they_give_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
