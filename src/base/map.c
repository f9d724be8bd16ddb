/* base/map.c: keys and values in a table. A copied key stands before its value; else the value knows its key.
 *
 * The place comes from SipHash-1-3 under the map's seed: who chooses the keys cannot choose the collisions. */
#include "base/map.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

struct map_entry {
    void *value;
    char key[];
};

static inline uint64_t rotate_left(uint64_t word, unsigned bits)
{
    return (word << bits) | (word >> (64 - bits));
}

static inline void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotate_left(v[1], 13) ^ v[0];
    v[0] = rotate_left(v[0], 32);
    v[2] += v[3];
    v[3] = rotate_left(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate_left(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate_left(v[1], 17) ^ v[2];
    v[2] = rotate_left(v[2], 32);
}

uint64_t hash_keyed(uint64_t seed, const char *key)
{
    return hash_keyed_bytes(seed, key, strlen(key));
}

uint64_t hash_keyed_bytes(uint64_t seed, const void *bytes, size_t len)
{
    uint64_t second = hash_bytes(HASH_START, &seed, sizeof seed);
    uint64_t v[4] = {seed ^ UINT64_C(0x736f6d6570736575), second ^ UINT64_C(0x646f72616e646f6d),
                     seed ^ UINT64_C(0x6c7967656e657261), second ^ UINT64_C(0x7465646279746573)};
    for (size_t at = 0; at <= len; at += 8) {
        size_t n = len - at < 8 ? len - at : 8;
        uint64_t word = 0;
        memcpy(&word, (const char *)bytes + at, n);
        if (n < 8) {
            word |= (uint64_t)(len & 0xFF) << 56;
        }
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    v[2] ^= 0xFF;
    for (int i = 0; i < 3; i++) {
        sip_round(v);
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void map_init(struct map *map, uint64_t seed)
{
    *map = (struct map){.seed = seed};
}

void map_init_of(struct map *map, uint64_t seed, map_key_fn *key_of)
{
    *map = (struct map){.seed = seed, .key_of = key_of};
}

size_t map_count(const struct map *map)
{
    return map->table.count;
}

void map_done(struct map *map)
{
    if (map == NULL) {
        return;
    }
    void *item = NULL;
    for (size_t at = 0; map->key_of == NULL && (item = table_next(&map->table, &at)) != NULL;) {
        mem_free(item);
    }
    table_empty(&map->table);
}

static uint32_t map_hash(const struct map *map, const char *key)
{
    return (uint32_t)hash_keyed(map->seed, key);
}

struct map_question {
    const struct map *map;
    const char *key;
};

static const char *map_item_key(const struct map *map, const void *item)
{
    return map->key_of != NULL ? map->key_of(item) : ((const struct map_entry *)item)->key;
}

static void *map_item_value(const struct map *map, void *item)
{
    return map->key_of != NULL || item == NULL ? item : ((struct map_entry *)item)->value;
}

static bool map_is(const void *item, const void *key)
{
    const struct map_question *question = key;
    return strcmp(map_item_key(question->map, item), question->key) == 0;
}

static void *map_find(const struct map *map, const char *key, uint32_t hash)
{
    return table_find(&map->table, hash, map_is, &(struct map_question){map, key});
}

void *map_get(const struct map *map, const char *key)
{
    return map->table.count > 0 ? map_item_value(map, map_find(map, key, map_hash(map, key))) : NULL;
}

static struct map_entry *map_entry_new(const char *key, void *value)
{
    size_t size = strlen(key) + 1;
    struct map_entry *entry = mem_zalloc(sizeof *entry + size);
    memcpy(entry->key, key, size);
    entry->value = value;
    return entry;
}

void *map_set(struct map *map, const char *key, void *value)
{
    assert(value != NULL);
    uint32_t hash = map_hash(map, key);
    void *item = map_find(map, key, hash), *old = map_item_value(map, item);
    if (item == NULL) {
        table_add(&map->table, hash, map->key_of != NULL ? value : map_entry_new(key, value));
    } else if (map->key_of != NULL) {
        table_replace(&map->table, hash, item, value);
    } else {
        ((struct map_entry *)item)->value = value;
    }
    return old;
}

void *map_remove(struct map *map, const char *key)
{
    uint32_t hash = map_hash(map, key);
    void *item = map_find(map, key, hash), *value = map_item_value(map, item);
    if (item != NULL) {
        table_remove(&map->table, hash, item);
    }
    if (map->key_of == NULL) {
        mem_free(item);
    }
    return value;
}

int map_next(const struct map *map, size_t *at, const char **ret_key, void **ret_value)
{
    void *item = table_next(&map->table, at);
    if (item == NULL) {
        return 0;
    }
    if (ret_key != NULL) {
        *ret_key = map_item_key(map, item);
    }
    if (ret_value != NULL) {
        *ret_value = map_item_value(map, item);
    }
    return 1;
}

uint64_t hash_bytes(uint64_t start, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    uint64_t hash = start;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

uint64_t hash_string(uint64_t start, const char *text)
{
    static const unsigned char none = 0xFF; /* in no UTF-8 text, so NULL is like nothing else */
    return text != NULL ? hash_bytes(start, text, strlen(text) + 1) : hash_bytes(start, &none, 1);
}
