/* What a bridge shows, as numbers: whatever it says there, they can be calculated with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/request.h"

static void numbers_are_bounded(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t number; /* -7: none */
    } CASES[] = {
        {"0", 0},
        {"75", 75},
        {"75 s", 75},
        {"", -7},
        {"-1", -7},
        {"+1", -7},
        {"many", -7},
        {"1000000001", RECORD_NUMBER_MOST},
        {"9223372036854775807", RECORD_NUMBER_MOST},
        {"99999999999999999999999999", RECORD_NUMBER_MOST},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct record_field field = {.name = "durationSeconds", .value = CASES[i].text};
        struct record record = {.fields = &field, .n_fields = 1};
        assert_int_equal(record_number(&record, "durationSeconds", -7), CASES[i].number);
        assert_int_equal(record_number(&record, "numCallLegs", -7), -7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_bounded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
