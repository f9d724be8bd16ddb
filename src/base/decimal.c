/* base/decimal.c: digits from the last to the first. */
#include "base/decimal.h"

#include <stddef.h>
#include <string.h>

char *decimal_put(char *at, uint64_t number)
{
    char digits[DECIMAL_DIGITS];
    char *first = digits + sizeof digits;
    do {
        *--first = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    size_t len = (size_t)(digits + sizeof digits - first);
    memcpy(at, first, len);
    return at + len;
}
