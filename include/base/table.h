/* base/table.h: a hash table of borrowed pointers, twelve bytes each: what map.h, intern.h and the twins are made of.
 *
 * Who uses it knows what an item is called: he gives its hash and the function that compares. Items of one hash may be
 * in it, the same item once. The hash must be seeded (hash_keyed) where strangers choose the keys. Open addressing
 * with linear probing; removal moves the followers up, so there are no tombstones. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table {
    void **items;     /* NULL: free */
    uint32_t *hashes; /* of the items, so that it grows without looking at them */
    size_t count, capacity;
};

typedef bool table_is_fn(const void *item, const void *key);

void table_empty(struct table *table); /* empty and usable again; the items are left alone */
/* The item of this hash for which is(item, key) holds, or NULL. */
void *table_find(const struct table *table, uint32_t hash, table_is_fn *is, const void *key);
void table_add(struct table *table, uint32_t hash, void *item);                      /* which is not in it */
void table_replace(struct table *table, uint32_t hash, const void *old, void *item); /* which stands where old stood */
void table_remove(struct table *table, uint32_t hash, const void *item);             /* which is in it */
/* for (size_t at = 0; (item = table_next(&table, &at)) != NULL;) …; the table must not change. No order is promised. */
void *table_next(const struct table *table, size_t *at);

#endif
