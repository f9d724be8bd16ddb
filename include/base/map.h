/* base/map.h: a hash map from strings to borrowed pointers.
 *
 * Keys are copied, or asked from the values (map_init_of) where each has its key in it as long as it is in; values are
 * not owned. Iteration order is not defined; who shows things sorts them. Not for untrusted keys without a ceiling on
 * their number; the hash is seeded per map against chosen collisions. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/table.h"

typedef const char *map_key_fn(const void *value);

struct map {
    struct table table; /* of values, or of copied keys with their values */
    uint64_t seed;
    map_key_fn *key_of; /* NULL: the keys are copied */
};

void map_init(struct map *map, uint64_t seed);
void map_init_of(struct map *map, uint64_t seed, map_key_fn *key_of);
size_t map_count(const struct map *map);
void map_done(struct map *map); /* frees the keys it copied, not the values */
void *map_get(const struct map *map, const char *key);
/* Sets key to value (not NULL); returns the value it replaced, or NULL. */
void *map_set(struct map *map, const char *key, void *value);
/* Removes key; returns its value, or NULL if there was none. */
void *map_remove(struct map *map, const char *key);
/* for (size_t i = 0; map_next(&map, &i, &key, &value);) …; key and value may be NULL if not wanted. The map must not
 * change. */
int map_next(const struct map *map, size_t *at, const char **ret_key, void **ret_value);

/* SipHash-1-3, as the map uses it: who does not know the seed cannot choose the collisions. */
uint64_t hash_keyed(uint64_t seed, const char *key);
uint64_t hash_keyed_bytes(uint64_t seed, const void *bytes, size_t len); /* the same */
/* FNV-1a over bytes with a starting value, for content hashes (not for security). */
uint64_t hash_bytes(uint64_t start, const void *bytes, size_t len);
uint64_t hash_string(uint64_t start, const char *text); /* NULL and "" differ */
#define HASH_START UINT64_C(14695981039346656037)

#endif
