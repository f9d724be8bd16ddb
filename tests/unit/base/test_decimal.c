/* Digits as printf writes them, and nothing behind them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/decimal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void digits_as_printf_has_them(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {0, 7, 9, 10, 99, 100, 12345, UINT32_MAX, INT64_MAX, UINT64_MAX - 1, UINT64_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char wanted[DECIMAL_DIGITS + 1], got[DECIMAL_DIGITS + 1];
        memset(got, '#', sizeof got);
        size_t len = (size_t)snprintf(wanted, sizeof wanted, "%" PRIu64, numbers[i]);
        assert_ptr_equal(decimal_put(got, numbers[i]), got + len);
        assert_memory_equal(got, wanted, len);
        assert_int_equal(got[len], '#');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(digits_as_printf_has_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
