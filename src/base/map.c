/* base/map.c: open addressing with linear probing; removal moves the followers up, so there are no tombstones.
 *
 * The slot comes from SipHash-1-3 under the map's seed: who chooses the keys cannot choose the collisions. */
#include "base/map.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

enum { MAP_FIRST_CAPACITY = 16 };

struct map_slot {
    const char *key; /* owned unless the map borrows; NULL: the slot is free */
    void *value;
    uint64_t hash;
};

static uint64_t rotate_left(uint64_t word, unsigned bits)
{
    return (word << bits) | (word >> (64 - bits));
}

static void sip_round(uint64_t v[4])
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
    uint64_t second = hash_bytes(HASH_START, &seed, sizeof seed);
    uint64_t v[4] = {seed ^ UINT64_C(0x736f6d6570736575), second ^ UINT64_C(0x646f72616e646f6d),
                     seed ^ UINT64_C(0x6c7967656e657261), second ^ UINT64_C(0x7465646279746573)};
    size_t len = strlen(key);
    for (size_t at = 0; at <= len; at += 8) {
        size_t n = len - at < 8 ? len - at : 8;
        uint64_t word = 0;
        memcpy(&word, key + at, n);
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

void map_init_borrowing(struct map *map, uint64_t seed)
{
    *map = (struct map){.seed = seed, .borrows = true};
}

static void map_free_key(const struct map *map, const char *key)
{
    if (!map->borrows) {
        mem_free((char *)(uintptr_t)key);
    }
}

void map_done(struct map *map)
{
    if (map == NULL) {
        return;
    }
    for (size_t i = 0; i < map->capacity; i++) {
        map_free_key(map, map->slots[i].key);
    }
    mem_free(map->slots);
    *map = (struct map){.seed = map->seed, .borrows = map->borrows};
}

/* The slot that holds key, or the free one where it belongs. Needs a free slot: the map is never full. */
static size_t map_find(const struct map *map, const char *key, uint64_t hash)
{
    size_t mask = map->capacity - 1;
    size_t i = (size_t)hash & mask;
    while (map->slots[i].key != NULL && (map->slots[i].hash != hash || strcmp(map->slots[i].key, key) != 0)) {
        i = (i + 1) & mask;
    }
    return i;
}

static void map_grow(struct map *map)
{
    struct map_slot *old = map->slots;
    size_t old_capacity = map->capacity;
    map->capacity = old_capacity != 0 ? old_capacity * 2 : MAP_FIRST_CAPACITY;
    map->slots = mem_calloc(map->capacity, sizeof *map->slots);
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].key != NULL) {
            map->slots[map_find(map, old[i].key, old[i].hash)] = old[i];
        }
    }
    mem_free(old);
}

void *map_get(const struct map *map, const char *key)
{
    if (map->count == 0) {
        return NULL;
    }
    return map->slots[map_find(map, key, hash_keyed(map->seed, key))].value;
}

void *map_set(struct map *map, const char *key, void *value)
{
    assert(value != NULL);
    if (map->count + 1 > map->capacity / 8 * 7) {
        map_grow(map);
    }
    uint64_t hash = hash_keyed(map->seed, key);
    struct map_slot *slot = &map->slots[map_find(map, key, hash)];
    void *old = slot->value;
    if (slot->key == NULL) {
        slot->key = map->borrows ? key : mem_strdup(key);
        slot->hash = hash;
        map->count++;
    }
    if (map->borrows) {
        slot->key = key; /* the new value's own */
    }
    slot->value = value;
    return old;
}

/* Closes the gap: each follower whose way from its home slot leads over the gap moves into it. */
static void map_close_gap(struct map *map, size_t gap)
{
    size_t mask = map->capacity - 1;
    for (size_t i = (gap + 1) & mask; map->slots[i].key != NULL; i = (i + 1) & mask) {
        size_t home = (size_t)map->slots[i].hash & mask;
        if (((i - home) & mask) >= ((i - gap) & mask)) {
            map->slots[gap] = map->slots[i];
            gap = i;
        }
    }
    map->slots[gap] = (struct map_slot){0};
}

void *map_remove(struct map *map, const char *key)
{
    if (map->count == 0) {
        return NULL;
    }
    size_t i = map_find(map, key, hash_keyed(map->seed, key));
    if (map->slots[i].key == NULL) {
        return NULL;
    }
    void *value = map->slots[i].value;
    map_free_key(map, map->slots[i].key);
    map_close_gap(map, i);
    map->count--;
    return value;
}

int map_next(const struct map *map, size_t *at, const char **ret_key, void **ret_value)
{
    while (*at < map->capacity && map->slots[*at].key == NULL) {
        ++*at;
    }
    if (*at >= map->capacity) {
        return 0;
    }
    const struct map_slot *slot = &map->slots[(*at)++];
    if (ret_key != NULL) {
        *ret_key = slot->key;
    }
    if (ret_value != NULL) {
        *ret_value = slot->value;
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
