/* base/random.c: ChaCha20 (RFC 8439) as a generator. The block counter is 64 bits wide, so a stream never repeats. */
#include "base/random.h"

#include <assert.h>
#include <string.h>

static uint32_t rotate_left(uint32_t word, unsigned bits)
{
    return (word << bits) | (word >> (32 - bits));
}

static uint32_t load_u32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void store_u32(uint8_t *bytes, uint32_t word)
{
    for (size_t i = 0; i < 4; i++) {
        bytes[i] = (uint8_t)(word >> (8 * i));
    }
}

static void quarter_round(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d)
{
    *a += *b;
    *d = rotate_left(*d ^ *a, 16);
    *c += *d;
    *b = rotate_left(*b ^ *c, 12);
    *a += *b;
    *d = rotate_left(*d ^ *a, 8);
    *c += *d;
    *b = rotate_left(*b ^ *c, 7);
}

static void double_round(uint32_t x[16])
{
    for (size_t i = 0; i < 4; i++) {
        quarter_round(&x[i], &x[4 + i], &x[8 + i], &x[12 + i]);
    }
    for (size_t i = 0; i < 4; i++) {
        quarter_round(&x[i], &x[4 + (i + 1) % 4], &x[8 + (i + 2) % 4], &x[12 + (i + 3) % 4]);
    }
}

static void random_refill(struct random *random)
{
    uint32_t x[16];
    memcpy(x, random->state, sizeof x);
    for (int i = 0; i < 10; i++) {
        double_round(x);
    }
    for (size_t i = 0; i < 16; i++) {
        store_u32(random->block + 4 * i, x[i] + random->state[i]);
    }
    random->used = 0;
    random->state[12]++;
    if (random->state[12] == 0) {
        random->state[13]++;
    }
}

void random_init(struct random *random, const uint8_t seed[RANDOM_SEED_SIZE])
{
    static const uint8_t constant[16] = {'e', 'x', 'p', 'a', 'n', 'd', ' ', '3',
                                         '2', '-', 'b', 'y', 't', 'e', ' ', 'k'};
    *random = (struct random){.used = sizeof random->block};
    for (size_t i = 0; i < 4; i++) {
        random->state[i] = load_u32(constant + 4 * i);
    }
    for (size_t i = 0; i < 8; i++) {
        random->state[4 + i] = load_u32(seed + 4 * i);
    }
}

void random_init_number(struct random *random, uint64_t seed)
{
    uint8_t bytes[RANDOM_SEED_SIZE] = {0};
    store_u32(bytes, (uint32_t)seed);
    store_u32(bytes + 4, (uint32_t)(seed >> 32));
    random_init(random, bytes);
}

void random_bytes(struct random *random, void *ret_bytes, size_t len)
{
    uint8_t *out = ret_bytes;
    while (len > 0) {
        if (random->used == sizeof random->block) {
            random_refill(random);
        }
        size_t left = sizeof random->block - random->used;
        size_t n = len < left ? len : left;
        memcpy(out, random->block + random->used, n);
        explicit_bzero(random->block + random->used, n); /* what was handed out is not kept here as well */
        random->used += n;
        out += n;
        len -= n;
    }
}

uint64_t random_u64(struct random *random)
{
    uint8_t bytes[8];
    random_bytes(random, bytes, sizeof bytes);
    return (uint64_t)load_u32(bytes) | (uint64_t)load_u32(bytes + 4) << 32;
}

uint64_t random_below(struct random *random, uint64_t bound)
{
    assert(bound > 0);
    /* The lowest 2^64 mod bound numbers are thrown away: what is left is a whole multiple of bound. */
    uint64_t threshold = (UINT64_MAX - bound + 1) % bound;
    uint64_t number = random_u64(random);
    while (number < threshold) {
        number = random_u64(random);
    }
    return number % bound;
}

bool random_chance(struct random *random, uint32_t per_million)
{
    return random_below(random, 1000000) < per_million;
}

void random_guid(struct random *random, char ret_guid[GUID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t b[16];
    random_bytes(random, b, sizeof b);
    b[6] = (uint8_t)((b[6] & 0x0F) | 0x40);
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80);
    char *out = ret_guid;
    for (size_t i = 0; i < sizeof b; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            *out++ = '-';
        }
        *out++ = digits[b[i] >> 4];
        *out++ = digits[b[i] & 0x0F];
    }
    *out = '\0';
}
