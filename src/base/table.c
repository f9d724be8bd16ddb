/* base/table.c: pointers in one array, their hashes in another beside it. */
#include "base/table.h"

#include "base/mem.h"

#include <assert.h>

enum { TABLE_FIRST_CAPACITY = 16 };

void table_empty(struct table *table)
{
    mem_free(table->items);
    mem_free(table->hashes);
    *table = (struct table){0};
}

static size_t table_mask(const struct table *table)
{
    return table->capacity - 1;
}

/* There is a free place: the table is never full. */
static void table_put(struct table *table, uint32_t hash, void *item)
{
    size_t i = hash & table_mask(table);
    while (table->items[i] != NULL) {
        i = (i + 1) & table_mask(table);
    }
    table->items[i] = item;
    table->hashes[i] = hash;
}

static void table_grow(struct table *table)
{
    struct table old = *table;
    table->capacity = old.capacity != 0 ? old.capacity * 2 : TABLE_FIRST_CAPACITY;
    table->items = mem_calloc(table->capacity, sizeof *table->items);
    table->hashes = mem_calloc(table->capacity, sizeof *table->hashes);
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.items[i] != NULL) {
            table_put(table, old.hashes[i], old.items[i]);
        }
    }
    table_empty(&old);
}

void *table_find(const struct table *table, uint32_t hash, table_is_fn *is, const void *key)
{
    if (table->count == 0) {
        return NULL;
    }
    for (size_t i = hash & table_mask(table); table->items[i] != NULL; i = (i + 1) & table_mask(table)) {
        if (table->hashes[i] == hash && is(table->items[i], key)) {
            return table->items[i];
        }
    }
    return NULL;
}

void table_add(struct table *table, uint32_t hash, void *item)
{
    assert(item != NULL);
    if (8 * (table->count + 1) > 7 * table->capacity) {
        table_grow(table);
    }
    table_put(table, hash, item);
    table->count++;
}

/* Where the item stands; it does. */
static size_t table_place(const struct table *table, uint32_t hash, const void *item)
{
    assert(table->count > 0);
    size_t i = hash & table_mask(table);
    while (table->items[i] != item) {
        assert(table->items[i] != NULL);
        i = (i + 1) & table_mask(table);
    }
    return i;
}

void table_replace(struct table *table, uint32_t hash, const void *old, void *item)
{
    table->items[table_place(table, hash, old)] = item;
}

/* Closes the gap: each follower whose way from its home leads over the gap moves into it. */
void table_remove(struct table *table, uint32_t hash, const void *item)
{
    size_t gap = table_place(table, hash, item), mask = table_mask(table);
    for (size_t i = (gap + 1) & mask; table->items[i] != NULL; i = (i + 1) & mask) {
        size_t home = table->hashes[i] & mask;
        if (((i - home) & mask) >= ((i - gap) & mask)) {
            table->items[gap] = table->items[i];
            table->hashes[gap] = table->hashes[i];
            gap = i;
        }
    }
    table->items[gap] = NULL;
    table->count--;
}

void *table_next(const struct table *table, size_t *at)
{
    while (*at < table->capacity) {
        void *item = table->items[(*at)++];
        if (item != NULL) {
            return item;
        }
    }
    return NULL;
}
