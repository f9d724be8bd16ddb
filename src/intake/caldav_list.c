/* caldav_list.c: which calendars there are, and what their servers call their state. */
#include "caldav_inside.h"

#include "base/mem.h"
#include "caldav_href.h"
#include "caldav_words.h"

#include <stdlib.h>
#include <string.h>

/* A response that is a calendar with events becomes a collection. */
static int list_note(void *ctx, const struct dav_response *response, struct err *err)
{
    struct caldav *caldav = ctx;
    const char *here = caldav->asking.url;
    if (response->status != 0 || !response->is_calendar || !response->takes_events) {
        return 0;
    }
    char *path = href_path(here, response->href);
    CLEAN_FREE char *spelled = href_spelled(here, response->href);
    if (path == NULL) {
        return 0;
    }
    if (caldav->n_collections == CALDAV_MAX_COLLECTIONS) {
        mem_free(path);
        return err_set(err, ERR_LIMIT, "there are more than %d calendars: name one of them", CALDAV_MAX_COLLECTIONS);
    }
    ARRAY_GROW(caldav->collections, caldav->n_collections, caldav->collections_capacity);
    caldav->collections[caldav->n_collections++] = (struct caldav_collection){
        .url = href_url(here, spelled),
        .path = href_folder_take(path),
        .ctag = mem_strdup(response->ctag),
        .token = mem_strdup(response->sync_token),
    };
    return 0;
}

static int collections_compare(const void *a, const void *b)
{
    return strcmp(((const struct caldav_collection *)a)->path, ((const struct caldav_collection *)b)->path);
}

static void collection_done(struct caldav_collection *collection)
{
    mem_free(collection->url);
    mem_free(collection->path);
    mem_free(collection->ctag);
    mem_free(collection->token);
    mem_free(collection->known_ctag);
    mem_free(collection->known_token);
}

void caldav_collections_clear(struct caldav *caldav)
{
    for (size_t i = 0; i < caldav->n_collections; i++) {
        collection_done(&caldav->collections[i]);
    }
    caldav->n_collections = 0;
}

/* One may be listed twice, in two homes or in two ways to write it. They are in order. */
static void collections_unique(struct caldav *caldav)
{
    size_t n = 1;
    for (size_t i = 1; i < caldav->n_collections; i++) {
        if (strcmp(caldav->collections[n - 1].path, caldav->collections[i].path) == 0) {
            collection_done(&caldav->collections[i]);
        } else {
            caldav->collections[n++] = caldav->collections[i];
        }
    }
    caldav->n_collections = n;
}

static void list_done(struct caldav *caldav)
{
    if (caldav->n_collections == 0) {
        caldav_targets_clear(caldav);
        caldav_fail(caldav, "there is no calendar with events any more; check the url and whose login it is", true);
        return;
    }
    qsort(caldav->collections, caldav->n_collections, sizeof *caldav->collections, collections_compare);
    collections_unique(caldav);
    caldav_memory_read(caldav);
    caldav->collection = 0;
    caldav_sync(caldav);
}

static void list_on_answer(struct caldav *caldav, const struct caldav_answer *answer)
{
    if (answer->status != 207 || answer->err.code != 0) {
        if (answer->status == 404 || answer->status == 410 || answer->status == 405) {
            caldav_targets_clear(caldav); /* the next look finds out where they are now */
        }
        caldav_fail_answer(caldav, answer);
        return;
    }
    caldav->target++;
    if (caldav->target < caldav->n_targets) {
        caldav_list(caldav);
    } else {
        list_done(caldav);
    }
}

void caldav_list(struct caldav *caldav)
{
    static const struct dav_sink sink = {.response = list_note};
    const struct caldav_target *target = &caldav->targets[caldav->target];
    struct caldav_ask ask = {
        .method = "PROPFIND", .url = target->url, .depth = target->depth, .body = caldav_words_list, .sink = &sink};
    caldav_ask(caldav, &ask, list_on_answer);
}
