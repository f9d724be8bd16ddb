/* table.h: objects of one kind in the order of their making, found by id. Owners embed struct sim_object as first
 * member. */
#ifndef SIM_TABLE_H
#define SIM_TABLE_H

#include "base/map.h"
#include "base/random.h"

#include <stddef.h>
#include <stdint.h>

struct sim_object {
    char id[GUID_SIZE];
    struct sim_object *previous;
    struct sim_object *next;
};

struct sim_table {
    struct map by_id;
    struct sim_object *first;
    struct sim_object *last;
    size_t count;
};

void sim_table_init(struct sim_table *table, uint64_t seed);
void sim_table_done(struct sim_table *table); /* the objects must have been removed */
void sim_table_add(struct sim_table *table, struct sim_object *object, struct random *random); /* gives it its id */
void sim_table_remove(struct sim_table *table, struct sim_object *object);
void *sim_table_find(const struct sim_table *table, const char *id); /* any case; NULL */

#endif
