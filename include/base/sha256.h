/* base/sha256.h: SHA-256 (FIPS 180-4), for secrets that are to be known again but not kept. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_SIZE = 32, SHA256_BLOCK = 64 };

/* Of what comes in pieces: init, add, end; end wipes it. */
struct sha256 {
    uint32_t hash[8];
    uint64_t len; /* bytes so far */
    uint8_t block[SHA256_BLOCK];
};
void sha256_init(struct sha256 *sha);
void sha256_add(struct sha256 *sha, const void *bytes, size_t len);
void sha256_end(struct sha256 *sha, uint8_t ret_digest[SHA256_SIZE]);

void sha256(const void *bytes, size_t len, uint8_t ret_digest[SHA256_SIZE]);
/* In a time that does not depend on where they differ. */
bool sha256_equal(const uint8_t one[SHA256_SIZE], const uint8_t other[SHA256_SIZE]);

#endif
