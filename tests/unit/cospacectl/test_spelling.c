/* Which word was meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spelling.h"

static void test_distances(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
        bool near;
    } rows[] = {
        {"meetings", "meetings", 0, true},
        {"mettings", "meetings", 1, true},
        {"meetigns", "meetings", 1, true},
        {"titel", "title", 1, true},
        {"stauts", "status", 1, true},
        {"end", "send", 1, true},
        {"steer", "meetings", 7, false},
        {"x", "y", 1, false},
        {"", "end", 3, false},
        {"cancle", "cancel", 1, true},
        {"dance", "cancel", 2, false},
        {"a-word-that-is-longer-than-any-option", "a", SPELLING_LONGEST + 1, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t distance = spelling_distance(rows[i].a, rows[i].b);
        assert_int_equal(distance, rows[i].distance);
        assert_int_equal(spelling_distance(rows[i].b, rows[i].a), distance);
        assert_int_equal(spelling_is_near(rows[i].a, distance), rows[i].near);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
