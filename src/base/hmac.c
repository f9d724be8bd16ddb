/* base/hmac.c: RFC 2104, section 2. */
#include "base/hmac.h"

#include <string.h>

/* The key's block, each byte changed by pad, then what is hashed behind it. */
static void hash_padded(const uint8_t block[SHA256_BLOCK], uint8_t pad, const void *bytes, size_t len,
                        uint8_t ret_digest[SHA256_SIZE])
{
    uint8_t padded[SHA256_BLOCK];
    for (size_t i = 0; i < sizeof padded; i++) {
        padded[i] = block[i] ^ pad;
    }
    struct sha256 sha;
    sha256_init(&sha);
    sha256_add(&sha, padded, sizeof padded);
    sha256_add(&sha, bytes, len);
    sha256_end(&sha, ret_digest);
    explicit_bzero(padded, sizeof padded);
}

void hmac_sha256(const void *key, size_t key_len, const void *message, size_t len, uint8_t ret_mac[SHA256_SIZE])
{
    uint8_t block[SHA256_BLOCK] = {0};
    uint8_t inner[SHA256_SIZE];
    if (key_len > sizeof block) {
        sha256(key, key_len, block);
    } else if (key_len > 0) {
        memcpy(block, key, key_len);
    }
    hash_padded(block, 0x36, message, len, inner);
    hash_padded(block, 0x5c, inner, sizeof inner, ret_mac);
    explicit_bzero(block, sizeof block);
}
