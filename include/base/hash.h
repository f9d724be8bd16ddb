/* base/hash.h: a fast 64-bit hash of many bytes, for digests of content (not for security, not the map's).
 *
 * Blocks of 64 bytes in four lanes, each folded by one 64x64 to 128 bit multiplication; several gigabytes a second. The
 * value is kept in stores and compared later: the algorithm does not change without the format version of who keeps it.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { HASH_BLOCK = 64, HASH_LANES = 4 };

/* In pieces: the same value however the bytes are cut. */
struct hash {
    uint64_t lanes[HASH_LANES];
    uint64_t len;
    unsigned char rest[HASH_BLOCK]; /* len % HASH_BLOCK bytes of it */
};

void hash_init(struct hash *hash, uint64_t seed);
void hash_add(struct hash *hash, const void *bytes, size_t len);
uint64_t hash_value(const struct hash *hash);
/* All at once. */
uint64_t hash_of(uint64_t seed, const void *bytes, size_t len);
/* Two values as one; the order counts. */
uint64_t hash_join(uint64_t first, uint64_t second);

#endif
