/* base/random.h: reproducible chance.
 *
 * A ChaCha20 stream keyed by 32 bytes: the same seed gives the same sequence on every machine. With a seed from the
 * system (src/loop/entropy.c alone reads it) it is fit for secrets; with a counted seed it makes a random test replay
 * exactly. No global state. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RANDOM_SEED_SIZE = 32, GUID_SIZE = 37 };

struct random {
    uint32_t state[16];
    uint8_t block[64];
    size_t used;
};

void random_init(struct random *random, const uint8_t seed[RANDOM_SEED_SIZE]);
void random_init_number(struct random *random, uint64_t seed); /* for tests and replays */
void random_bytes(struct random *random, void *ret_bytes, size_t len);
uint64_t random_u64(struct random *random);
uint64_t random_below(struct random *random, uint64_t bound); /* 0 <= x < bound, without bias; bound > 0 */
bool random_chance(struct random *random, uint32_t per_million);
/* A version 4 GUID (RFC 9562), lower case, 36 characters and a NUL. */
void random_guid(struct random *random, char ret_guid[GUID_SIZE]);

#endif
