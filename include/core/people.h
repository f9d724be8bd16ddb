/* core/people.h: the people whom a component names, packed: memory and one column instead of an object and a row each.
 *
 * They become participants when a meeting made of the component comes near (core/attendees.c). */
#ifndef CORE_PEOPLE_H
#define CORE_PEOPLE_H

#include "core/event.h"

struct people {
    uint32_t n;
    uint32_t size; /* of bytes */
    char bytes[];
};

/* NULL if there are none. Freed with mem_free. */
struct people *people_pack(const struct attendee *attendees, size_t n);
/* From a stored column; NULL if there are none, or if it was not made by people_pack. */
struct people *people_take(const void *bytes, size_t size);
bool people_equal(const struct people *a, const struct people *b);
/* The array is the caller's, its strings are those of people. */
size_t people_list(const struct people *people, struct attendee **ret_list);

#endif
