/* http/pairs.c: name-value pairs of a request: borrowed of libmicrohttpd, and copied into one block of our own when a
 * request outlives its client. */
#include "base/mem.h"
#include "exchange.h"

#include <string.h>

static enum MHD_Result on_pair(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    struct pairs *pairs = cls;
    ARRAY_GROW(pairs->items, pairs->n, pairs->capacity);
    struct http_header *item = &pairs->items[pairs->n++];
    *item = (struct http_header){.name = name, .value = value != NULL ? value : ""};
    pairs->bytes += strlen(item->name) + strlen(item->value) + 2;
    return MHD_YES;
}

static const char *copy_to(char **at, const char *text)
{
    size_t size = strlen(text) + 1;
    const char *start = memcpy(*at, text, size);
    *at += size;
    return start;
}

void pairs_read(struct pairs *pairs, struct MHD_Connection *connection, enum MHD_ValueKind kind)
{
    MHD_get_connection_values(connection, kind, on_pair, pairs);
}

void pairs_keep(struct pairs *pairs)
{
    if (pairs->n == 0) {
        return;
    }
    pairs->memory = mem_calloc(pairs->bytes, 1);
    char *at = pairs->memory;
    for (size_t i = 0; i < pairs->n; i++) {
        pairs->items[i].name = copy_to(&at, pairs->items[i].name);
        pairs->items[i].value = copy_to(&at, pairs->items[i].value);
    }
}

void pairs_done(struct pairs *pairs)
{
    mem_free(pairs->items);
    mem_free(pairs->memory);
    *pairs = (struct pairs){0};
}
