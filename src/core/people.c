/* core/people.c: the people of a component as they are stored: each a byte of type, role and partstat, the address and
 * the name, both with their NUL. */
#include "core/people.h"

#include "base/mem.h"

#include <string.h>

/* The byte: bits 0 to 2 the type, 3 and 4 the role, 5 to 7 the partstat. */
static uint8_t person_byte(const struct attendee *person)
{
    return (uint8_t)((unsigned)person->type | (unsigned)person->role << 3 | (unsigned)person->partstat << 5);
}

static void person_put(struct buf *buf, const struct attendee *person)
{
    uint8_t byte = person_byte(person);
    buf_clear(buf);
    buf_append(buf, &byte, 1);
    buf_append(buf, person->address, strlen(person->address) + 1);
    buf_append(buf, person->name, strlen(person->name) + 1);
}

static struct people *people_new(size_t n)
{
    struct people *people = n > 0 ? mem_zalloc(sizeof *people + n * sizeof people->persons[0]) : NULL;
    return people;
}

struct people *people_pack(struct intern *intern, const struct attendee *attendees, size_t n)
{
    struct people *people = people_new(n);
    struct buf one CLEAN_BUF;
    buf_init(&one, SIZE_MAX / 2);
    for (size_t i = 0; i < n; i++) {
        person_put(&one, &attendees[i]);
        people->persons[people->n++] = intern_get(intern, one.data, one.len);
    }
    return people;
}

/* The size of the person at the front; 0 if there is none whole. */
static size_t person_size(const char *at, size_t size)
{
    const char *end = at + size, *address = size > 1 ? at + 1 : NULL;
    const char *name = address != NULL ? memchr(address, '\0', (size_t)(end - address)) : NULL;
    name = name != NULL ? name + 1 : NULL;
    const char *last = name != NULL && name < end ? memchr(name, '\0', (size_t)(end - name)) : NULL;
    return last != NULL ? (size_t)(last + 1 - at) : 0;
}

struct people *people_read(struct intern *intern, const void *bytes, size_t size)
{
    const char *at = bytes;
    size_t n = 0, one = 0;
    for (size_t left = size; left > 0; left -= one, n++) {
        one = person_size(at + (size - left), left);
        if (one == 0) {
            return NULL;
        }
    }
    struct people *people = people_new(n);
    for (size_t i = 0; i < n; i++, at += one) {
        one = person_size(at, size - (size_t)(at - (const char *)bytes));
        people->persons[people->n++] = intern_get(intern, at, one);
    }
    return people;
}

void people_write(const struct people *people, struct buf *buf)
{
    for (size_t i = 0; people != NULL && i < people->n; i++) {
        buf_append(buf, people->persons[i], intern_size(people->persons[i]));
    }
}

void people_free(struct people *people)
{
    for (size_t i = 0; people != NULL && i < people->n; i++) {
        intern_drop(people->persons[i]);
    }
    mem_free(people);
}

bool people_equal(const struct people *a, const struct people *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return a->n == b->n && memcmp(a->persons, b->persons, a->n * sizeof a->persons[0]) == 0;
}

static void person_read(const char *person, struct attendee *ret_attendee)
{
    unsigned byte = (uint8_t)person[0];
    char *address = (char *)(uintptr_t)person + 1;
    *ret_attendee = (struct attendee){.address = address,
                                      .name = address + strlen(address) + 1,
                                      .type = (enum attendee_type)(byte & 7),
                                      .role = (enum attendee_role)(byte >> 3 & 3),
                                      .partstat = (enum attendee_partstat)(byte >> 5)};
}

size_t people_list(const struct people *people, struct attendee **ret_list)
{
    size_t n = people != NULL ? people->n : 0;
    struct attendee *list = mem_calloc(n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        person_read(people->persons[i], &list[i]);
    }
    *ret_list = list;
    return n;
}
