/* intake/seen.c: a sorted set of 64-bit keys that goes into the validator as text. */
#include "base/map.h"
#include "base/mem.h"
#include "directory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_DIGITS = 16 };

uint64_t seen_key(const char *name, const char *etag)
{
    return hash_string(hash_string(HASH_START, name), etag);
}

/* Where key is, or would be. */
static size_t seen_place(const struct seen *seen, uint64_t key)
{
    size_t from = 0;
    size_t to = seen->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (seen->keys[middle] < key) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

bool seen_has(const struct seen *seen, uint64_t key)
{
    size_t at = seen_place(seen, key);
    return at < seen->count && seen->keys[at] == key;
}

void seen_add(struct seen *seen, uint64_t key)
{
    size_t at = seen_place(seen, key);
    if (at < seen->count && seen->keys[at] == key) {
        return;
    }
    ARRAY_GROW(seen->keys, seen->count, seen->capacity);
    memmove(seen->keys + at + 1, seen->keys + at, (seen->count - at) * sizeof *seen->keys);
    seen->keys[at] = key;
    seen->count++;
}

char *seen_write(const struct seen *seen)
{
    size_t size = seen->count * KEY_DIGITS + 1;
    char *text = mem_calloc(size, 1);
    for (size_t i = 0; i < seen->count; i++) {
        snprintf(text + i * KEY_DIGITS, KEY_DIGITS + 1, "%016llx", (unsigned long long)seen->keys[i]);
    }
    return text;
}

void seen_read(struct seen *seen, const char *text)
{
    for (size_t len = text != NULL ? strlen(text) : 0; len >= KEY_DIGITS; len -= KEY_DIGITS, text += KEY_DIGITS) {
        char digits[KEY_DIGITS + 1] = "";
        char *end = NULL;
        memcpy(digits, text, KEY_DIGITS);
        unsigned long long key = strtoull(digits, &end, 16);
        if (*end == '\0') {
            seen_add(seen, key);
        }
    }
}

void seen_done(struct seen *seen)
{
    mem_free(seen->keys);
    *seen = (struct seen){0};
}
