/* base/decimal.h: a whole number as text where it is written so often that printf would cost more than what it is for. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdint.h>

enum { DECIMAL_DIGITS = 20 }; /* of the largest */

/* Writes its digits, without a NUL; returns the end of them. */
char *decimal_put(char *at, uint64_t number);

#endif
