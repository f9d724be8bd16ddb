/* table.c: the index by id and the chain by age. */
#include "table.h"

#include <ctype.h>

void sim_table_init(struct sim_table *table, uint64_t seed)
{
    *table = (struct sim_table){0};
    map_init(&table->by_id, seed);
}

void sim_table_done(struct sim_table *table)
{
    map_done(&table->by_id);
    *table = (struct sim_table){0};
}

void sim_table_add(struct sim_table *table, struct sim_object *object, struct random *random)
{
    random_guid(random, object->id);
    object->previous = table->last;
    object->next = NULL;
    if (table->last != NULL) {
        table->last->next = object;
    } else {
        table->first = object;
    }
    table->last = object;
    table->count++;
    map_set(&table->by_id, object->id, object);
}

void sim_table_remove(struct sim_table *table, struct sim_object *object)
{
    if (object->previous != NULL) {
        object->previous->next = object->next;
    } else {
        table->first = object->next;
    }
    if (object->next != NULL) {
        object->next->previous = object->previous;
    } else {
        table->last = object->previous;
    }
    table->count--;
    map_remove(&table->by_id, object->id);
}

void *sim_table_find(const struct sim_table *table, const char *id)
{
    char lower[GUID_SIZE];
    size_t len = 0;
    for (; id[len] != '\0'; len++) {
        if (len == GUID_SIZE - 1) {
            return NULL;
        }
        lower[len] = (char)tolower((unsigned char)id[len]);
    }
    lower[len] = '\0';
    return map_get(&table->by_id, lower);
}
