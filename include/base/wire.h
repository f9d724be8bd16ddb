/* base/wire.h: numbers and strings on a pipe between two of our own processes.
 *
 * Little-endian, length-prefixed, no alignment. The reader trusts nothing: every string has a ceiling, a short or
 * overlong record makes wire_get_* return zero values and sets `bad`, which the caller checks once at the end. */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void wire_put_u32(struct buf *buf, uint32_t value);
void wire_put_u64(struct buf *buf, uint64_t value);
void wire_put_i64(struct buf *buf, int64_t value);
void wire_put_string(struct buf *buf, const char *text);             /* NULL is kept apart from "" */
void wire_put_bytes(struct buf *buf, const void *bytes, size_t len); /* read back by wire_get_string */

struct wire_reader {
    const char *at;
    size_t left;
    bool bad;
};

uint32_t wire_get_u32(struct wire_reader *reader);
uint64_t wire_get_u64(struct wire_reader *reader);
int64_t wire_get_i64(struct wire_reader *reader);
/* A copy (owned by the caller) of at most limit bytes, or NULL for NULL or when bad. A NUL inside makes it bad. */
char *wire_get_string(struct wire_reader *reader, size_t limit);

#endif
