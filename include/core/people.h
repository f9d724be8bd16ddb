/* core/people.h: the people whom a component names, packed: memory and one column instead of an object and a row each.
 *
 * Each person is one interned piece of bytes, which all components share in which he is named alike. They become
 * participants when a meeting made of the component comes near (core/attendees.c). */
#ifndef CORE_PEOPLE_H
#define CORE_PEOPLE_H

#include "base/buf.h"
#include "base/intern.h"
#include "core/event.h"

struct people {
    uint32_t n;
    const char *persons[]; /* interned */
};

/* NULL if there are none. */
struct people *people_pack(struct intern *intern, const struct attendee *attendees, size_t n);
/* From a stored column; NULL if there are none, or if it was not made by people_write. */
struct people *people_read(struct intern *intern, const void *bytes, size_t size);
void people_write(const struct people *people, struct buf *buf); /* NULL: nothing */
void people_free(struct people *people);
bool people_equal(const struct people *a, const struct people *b); /* of one table */
/* The array is the caller's, its strings are those of people. */
size_t people_list(const struct people *people, struct attendee **ret_list);

#endif
