/* base/base64.c: groups of four characters and of three bytes. */
#include "base/base64.h"

#include "base/err.h"

#include <stdint.h>
#include <string.h>

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const void *bytes, size_t len, struct buf *out)
{
    const uint8_t *from = bytes;
    for (size_t i = 0; i < len; i += 3) {
        size_t n = len - i < 3 ? len - i : 3;
        uint32_t bits = (uint32_t)from[i] << 16 | (n > 1 ? (uint32_t)from[i + 1] << 8 : 0) | (n > 2 ? from[i + 2] : 0);
        const char group[4] = {ALPHABET[bits >> 18], ALPHABET[bits >> 12 & 63], n > 1 ? ALPHABET[bits >> 6 & 63] : '=',
                               n > 2 ? ALPHABET[bits & 63] : '='};
        buf_append(out, group, sizeof group);
    }
}

/* 3, 2, 1: so many bytes; 0: no group. */
static size_t group_read(const char *group, bool last, uint8_t ret_bytes[3])
{
    size_t n = !last || group[3] != '=' ? 4 : group[2] != '=' ? 3 : 2;
    uint32_t bits = 0;
    for (size_t i = 0; i < 4; i++) {
        const char *at = i < n && group[i] != '\0' ? strchr(ALPHABET, group[i]) : i < n ? NULL : ALPHABET;
        if (at == NULL) {
            return 0;
        }
        bits = bits << 6 | (uint32_t)(at - ALPHABET);
    }
    for (size_t i = 0; i < 3; i++) {
        ret_bytes[i] = (uint8_t)(bits >> (16 - 8 * i));
    }
    bool rest = (n == 3 && ret_bytes[2] != 0) || (n == 2 && ret_bytes[1] != 0);
    return rest ? 0 : n - 1;
}

int base64_decode(const char *text, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len; i += 4) {
        uint8_t bytes[3];
        size_t n = len - i >= 4 ? group_read(text + i, i + 4 == len, bytes) : 0;
        if (n == 0) {
            return ERR_UNREADABLE;
        }
        buf_append(out, bytes, n);
    }
    return 0;
}
