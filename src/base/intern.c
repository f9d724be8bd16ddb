/* base/intern.c: each text with its count before it; the table finds it by what it says. */
#include "base/intern.h"

#include "base/map.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

struct interned {
    struct intern *intern; /* that it is in */
    uint32_t hash, uses, size;
    char bytes[]; /* and a NUL */
};

struct intern_question {
    const void *bytes;
    size_t size;
};

void intern_init(struct intern *intern, uint64_t seed)
{
    *intern = (struct intern){.seed = seed};
}

void intern_done(struct intern *intern)
{
    assert(intern->table.count == 0);
    table_empty(&intern->table);
}

static struct interned *interned_of(const char *bytes)
{
    return (struct interned *)(void *)((char *)(uintptr_t)bytes - offsetof(struct interned, bytes));
}

static bool interned_is(const void *item, const void *key)
{
    const struct interned *interned = item;
    const struct intern_question *question = key;
    return interned->size == question->size && memcmp(interned->bytes, question->bytes, question->size) == 0;
}

static struct interned *intern_add(struct intern *intern, uint32_t hash, const void *bytes, size_t size)
{
    assert(size <= UINT32_MAX);
    struct interned *interned = mem_zalloc(sizeof *interned + size + 1);
    interned->intern = intern;
    interned->hash = hash;
    interned->size = (uint32_t)size;
    memcpy(interned->bytes, bytes, size);
    table_add(&intern->table, hash, interned);
    return interned;
}

const char *intern_get(struct intern *intern, const void *bytes, size_t size)
{
    uint32_t hash = (uint32_t)hash_keyed_bytes(intern->seed, bytes, size);
    struct interned *interned = table_find(&intern->table, hash, interned_is, &(struct intern_question){bytes, size});
    interned = interned != NULL ? interned : intern_add(intern, hash, bytes, size);
    assert(interned->uses < UINT32_MAX);
    interned->uses++;
    return interned->bytes;
}

const char *intern_get_string(struct intern *intern, const char *text)
{
    return text != NULL ? intern_get(intern, text, strlen(text)) : NULL;
}

void intern_drop(const char *bytes)
{
    if (bytes == NULL) {
        return;
    }
    struct interned *interned = interned_of(bytes);
    assert(interned->uses > 0);
    if (--interned->uses == 0) {
        table_remove(&interned->intern->table, interned->hash, interned);
        mem_free(interned);
    }
}

size_t intern_size(const char *bytes)
{
    return interned_of(bytes)->size;
}

uint32_t intern_uses(const char *bytes)
{
    return interned_of(bytes)->uses;
}
