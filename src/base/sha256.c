/* base/sha256.c: FIPS 180-4, sections 4.1.2, 5 and 6.2. */
#include "base/sha256.h"

#include <string.h>

enum { BLOCK = SHA256_BLOCK, ROUNDS = 64, WORDS = 8 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t K[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, int by)
{
    return word >> by | word << (32 - by);
}

static void schedule(const uint8_t block[BLOCK], uint32_t w[ROUNDS])
{
    for (int i = 0; i < 16; i++) {
        const uint8_t *at = block + 4 * i;
        w[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
    for (int i = 16; i < ROUNDS; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
}

static void compress(uint32_t hash[WORDS], const uint8_t block[BLOCK])
{
    uint32_t w[ROUNDS];
    uint32_t v[WORDS];
    schedule(block, w);
    memcpy(v, hash, sizeof v);
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t first = v[7] + s1 + choice + K[i] + w[i];
        uint32_t s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += first;
        v[0] = first + s0 + majority;
    }
    for (int i = 0; i < WORDS; i++) {
        hash[i] += v[i];
    }
}

void sha256_init(struct sha256 *sha)
{
    *sha = (struct sha256){
        .hash = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(struct sha256 *sha, const void *bytes, size_t len)
{
    const uint8_t *at = bytes;
    while (len > 0) {
        size_t used = sha->len % SHA256_BLOCK;
        size_t n = SHA256_BLOCK - used < len ? SHA256_BLOCK - used : len;
        memcpy(sha->block + used, at, n);
        sha->len += n;
        at += n;
        len -= n;
        if (used + n == SHA256_BLOCK) {
            compress(sha->hash, sha->block);
        }
    }
}

void sha256_end(struct sha256 *sha, uint8_t ret_digest[SHA256_SIZE])
{
    uint8_t last[SHA256_BLOCK + 8] = {0x80};
    uint64_t bits = sha->len * 8;
    size_t used = sha->len % SHA256_BLOCK;
    size_t padding = (used < SHA256_BLOCK - 8 ? SHA256_BLOCK - 8U : 2 * SHA256_BLOCK - 8U) - used;
    for (size_t i = 0; i < 8; i++) {
        last[padding + i] = (uint8_t)(bits >> (56 - 8 * i));
    }
    sha256_add(sha, last, padding + 8);
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        ret_digest[i] = (uint8_t)(sha->hash[i / 4] >> (24 - 8 * (i % 4)));
    }
    explicit_bzero(sha, sizeof *sha);
}

void sha256(const void *bytes, size_t len, uint8_t ret_digest[SHA256_SIZE])
{
    struct sha256 sha;
    sha256_init(&sha);
    sha256_add(&sha, bytes, len);
    sha256_end(&sha, ret_digest);
}

bool sha256_equal(const uint8_t one[SHA256_SIZE], const uint8_t other[SHA256_SIZE])
{
    volatile uint8_t differs = 0;
    for (int i = 0; i < SHA256_SIZE; i++) {
        differs |= (uint8_t)(one[i] ^ other[i]);
    }
    return differs == 0;
}
