/* core/people.c: the people of a component in one piece of memory, as they are stored: each a byte of type, role and
 * partstat, the address and the name, both with their NUL. */
#include "core/people.h"

#include "base/mem.h"

#include <string.h>

/* The byte: bits 0 to 2 the type, 3 and 4 the role, 5 to 7 the partstat. */
static uint8_t person_byte(const struct attendee *person)
{
    return (uint8_t)((unsigned)person->type | (unsigned)person->role << 3 | (unsigned)person->partstat << 5);
}

static char *people_put(char *at, const char *text)
{
    size_t size = strlen(text) + 1;
    memcpy(at, text, size);
    return at + size;
}

struct people *people_pack(const struct attendee *attendees, size_t n)
{
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        size += 1 + strlen(attendees[i].address) + 1 + strlen(attendees[i].name) + 1;
    }
    if (n == 0) {
        return NULL;
    }
    struct people *people = mem_zalloc(sizeof *people + size);
    people->n = (uint32_t)n;
    people->size = (uint32_t)size;
    char *at = people->bytes;
    for (size_t i = 0; i < n; i++) {
        *at++ = (char)person_byte(&attendees[i]);
        at = people_put(at, attendees[i].address);
        at = people_put(at, attendees[i].name);
    }
    return people;
}

struct people *people_take(const void *bytes, size_t size)
{
    const char *at = bytes, *end = at + size;
    uint32_t n = 0;
    for (; at < end; n++) {
        const char *address = at + 1;
        const char *name = address < end ? memchr(address, '\0', (size_t)(end - address)) : NULL;
        name = name != NULL ? name + 1 : NULL;
        const char *last = name != NULL && name < end ? memchr(name, '\0', (size_t)(end - name)) : NULL;
        if (last == NULL) {
            return NULL;
        }
        at = last + 1;
    }
    if (n == 0) {
        return NULL;
    }
    struct people *people = mem_zalloc(sizeof *people + size);
    people->n = n;
    people->size = (uint32_t)size;
    memcpy(people->bytes, bytes, size);
    return people;
}

bool people_equal(const struct people *a, const struct people *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

size_t people_list(const struct people *people, struct attendee **ret_list)
{
    size_t n = people != NULL ? people->n : 0;
    struct attendee *list = mem_calloc(n + 1, sizeof *list);
    char *at = people != NULL ? (char *)(uintptr_t)people->bytes : NULL;
    for (size_t i = 0; i < n; i++) {
        unsigned byte = (uint8_t)*at++;
        list[i].type = (enum attendee_type)(byte & 7);
        list[i].role = (enum attendee_role)(byte >> 3 & 3);
        list[i].partstat = (enum attendee_partstat)(byte >> 5);
        list[i].address = at;
        at += strlen(at) + 1;
        list[i].name = at;
        at += strlen(at) + 1;
    }
    *ret_list = list;
    return n;
}
