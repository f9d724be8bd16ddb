/* caldav_memory.c: what is remembered of each collection: a line for its path, its sync-token, its ctag. */
#include "caldav_inside.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = 32 };

static char *memory_get(const struct caldav *caldav, const char *name, size_t number)
{
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "%s.%zu", name, number);
    return source_validator(caldav->source, key);
}

static struct caldav_collection *collection_find(struct caldav *caldav, const char *path)
{
    for (size_t i = 0; i < caldav->n_collections; i++) {
        if (strcmp(caldav->collections[i].path, path) == 0) {
            return &caldav->collections[i];
        }
    }
    return NULL;
}

void caldav_memory_read(struct caldav *caldav)
{
    CLEAN_FREE char *url = source_validator(caldav->source, "url");
    bool unfinished = source_is_unfinished(caldav->source); /* a server may go back to the state that is remembered */
    caldav->is_first = url == NULL || strcmp(url, source_calendar(caldav->source)->url) != 0;
    for (size_t i = 0; i < CALDAV_MAX_COLLECTIONS && !caldav->is_first; i++) {
        CLEAN_FREE char *path = memory_get(caldav, "path", i);
        if (path == NULL) {
            return;
        }
        struct caldav_collection *collection = collection_find(caldav, path);
        if (collection == NULL) {
            caldav->is_fewer = true;
            continue;
        }
        collection->is_known = true;
        collection->known_ctag = unfinished ? NULL : memory_get(caldav, "ctag", i);
        collection->known_token = unfinished ? NULL : memory_get(caldav, "token", i);
    }
}

static void memory_put(struct buf *lines, const char *name, size_t number, const char *value)
{
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "%s.%zu", name, number);
    validator_put(lines, key, value);
}

void caldav_memory_write(const struct caldav *caldav, struct buf *lines)
{
    size_t n = 0;
    validator_put(lines, "url", source_calendar(caldav->source)->url);
    for (size_t i = 0; i < caldav->n_collections; i++) {
        const struct caldav_collection *collection = &caldav->collections[i];
        if (collection->is_stale && !collection->is_known) {
            continue;
        }
        memory_put(lines, "path", n, collection->path);
        memory_put(lines, "ctag", n, collection->is_stale ? collection->known_ctag : collection->ctag);
        memory_put(lines, "token", n, collection->is_stale ? collection->known_token : collection->token);
        n++;
    }
}

bool caldav_memory_is_same(const struct caldav *caldav)
{
    for (size_t i = 0; i < caldav->n_collections; i++) {
        const struct caldav_collection *collection = &caldav->collections[i];
        if (!collection->is_stale &&
            (!collection->is_known || !validator_same(collection->ctag, collection->known_ctag) ||
             !validator_same(collection->token, collection->known_token))) {
            return false;
        }
    }
    return !caldav->is_first && !caldav->is_fewer;
}
