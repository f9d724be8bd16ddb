/* hash.c: four lanes of folded multiplications. */
#include "base/hash.h"

#include <string.h>

/* Odd numbers of which about half the bits are set, without a pattern: digits of pi. */
static const uint64_t KEYS[2 * HASH_LANES] = {
    UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707345), UINT64_C(0xa4093822299f31d1),
    UINT64_C(0x082efa98ec4e6c89), UINT64_C(0x452821e638d01377), UINT64_C(0xbe5466cf34e90c6d),
    UINT64_C(0xc0ac29b7c97c50dd), UINT64_C(0x3f84d5b5b5470917),
};

__extension__ typedef unsigned __int128 wide; /* not in ISO C, in gcc and clang */

static uint64_t fold(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word) : word;
}

/* A lane takes 16 bytes: the state is in the first factor and is added again, so that a product of 0 loses nothing. */
static void block_add(uint64_t lanes[HASH_LANES], const unsigned char *block)
{
    for (size_t i = 0; i < HASH_LANES; i++) {
        uint64_t first = word_at(block + 16 * i);
        uint64_t second = word_at(block + 16 * i + 8);
        lanes[i] = fold(first ^ lanes[i], second ^ KEYS[i]) + (first ^ (second << 32 | second >> 32)) + lanes[i];
    }
}

void hash_init(struct hash *hash, uint64_t seed)
{
    hash->len = 0;
    for (size_t i = 0; i < HASH_LANES; i++) {
        hash->lanes[i] = seed ^ KEYS[HASH_LANES + i];
    }
}

void hash_add(struct hash *hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    size_t held = hash->len % HASH_BLOCK;
    hash->len += len;
    if (held > 0) {
        size_t taken = len < HASH_BLOCK - held ? len : HASH_BLOCK - held;
        memcpy(hash->rest + held, at, taken);
        at += taken;
        len -= taken;
        if (held + taken < HASH_BLOCK) {
            return;
        }
        block_add(hash->lanes, hash->rest);
    }
    for (; len >= HASH_BLOCK; at += HASH_BLOCK, len -= HASH_BLOCK) {
        block_add(hash->lanes, at);
    }
    if (len > 0) {
        memcpy(hash->rest, at, len);
    }
}

uint64_t hash_value(const struct hash *hash)
{
    uint64_t lanes[HASH_LANES];
    unsigned char last[HASH_BLOCK] = {0};
    memcpy(lanes, hash->lanes, sizeof lanes);
    if (hash->len % HASH_BLOCK > 0) {
        memcpy(last, hash->rest, hash->len % HASH_BLOCK);
        block_add(lanes, last);
    }
    uint64_t value = hash->len ^ KEYS[0]; /* the length tells zeros at the end from padding */
    for (size_t i = 0; i < HASH_LANES; i++) {
        value = hash_join(value, lanes[i]);
    }
    return value;
}

uint64_t hash_of(uint64_t seed, const void *bytes, size_t len)
{
    struct hash hash;
    hash_init(&hash, seed);
    hash_add(&hash, bytes, len);
    return hash_value(&hash);
}

uint64_t hash_join(uint64_t first, uint64_t second)
{
    uint64_t once = fold(first ^ KEYS[1], second ^ KEYS[2]) + first;
    return fold(once ^ KEYS[3], KEYS[4] ^ (second << 29 | second >> 35));
}
