/* caldav_sync.c: which resources of a collection came, changed and went (RFC 6578 3).
 *
 * With the token that is remembered the server tells only what changed. Servers that no longer know a token say so in
 * many ways, one of them by telling everything as if nothing were known; so an answer to a token that repeats what we
 * have, or says nothing although the collection changed, is not believed: everything is compared then, by etags. */
#include "caldav_inside.h"

#include "base/mem.h"
#include "caldav_href.h"
#include "caldav_words.h"

#include <stdlib.h>
#include <string.h>

static void sync_begin(struct caldav *caldav, enum caldav_way way);
static void sync_page(struct caldav *caldav, const char *token);

void caldav_known_load(struct caldav *caldav)
{
    if (!caldav->has_known) {
        source_resources(caldav->source, &caldav->known, &caldav->n_known);
        caldav->told = mem_calloc(caldav->n_known + 1, sizeof *caldav->told);
        caldav->has_known = true;
    }
}

void caldav_known_clear(struct caldav *caldav)
{
    intake_resources_free(caldav->known, caldav->n_known);
    mem_free(caldav->told);
    caldav->known = NULL;
    caldav->told = NULL;
    caldav->n_known = 0;
    caldav->has_known = false;
}

static int known_compare(const void *path, const void *known)
{
    return strcmp(path, ((const struct intake_resource *)known)->href);
}

const struct intake_resource *caldav_known_find(const struct caldav *caldav, const char *path)
{
    return caldav->n_known > 0 ? bsearch(path, caldav->known, caldav->n_known, sizeof *caldav->known, known_compare)
                               : NULL;
}

void caldav_gone_add(struct caldav *caldav, const char *href)
{
    ARRAY_GROW(caldav->gone, caldav->n_gone, caldav->gone_capacity);
    caldav->gone[caldav->n_gone++] = mem_strdup(href);
}

static size_t item_bytes(const struct caldav_item *item)
{
    const char *texts[] = {item->href, item->spelled, item->etag};
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bytes += texts[i] != NULL ? strlen(texts[i]) : 0;
    }
    return bytes;
}

void caldav_items_cut(struct caldav *caldav, size_t n_items, size_t n_gone)
{
    while (caldav->n_items > n_items) {
        struct caldav_item *item = &caldav->items[--caldav->n_items];
        caldav->items_bytes -= item_bytes(item);
        mem_free(item->href);
        mem_free(item->spelled);
        mem_free(item->etag);
    }
    while (caldav->n_gone > n_gone) {
        mem_free(caldav->gone[--caldav->n_gone]);
    }
}

/* Of W/"x", "x" and x: x. */
static const char *etag_core(const char *etag, size_t *ret_len)
{
    etag += strncmp(etag, "W/", 2) == 0 ? 2 : 0;
    size_t len = strlen(etag);
    if (len >= 2 && etag[0] == '"' && etag[len - 1] == '"') {
        etag++;
        len -= 2;
    }
    *ret_len = len;
    return etag;
}

/* An etag that is missing is never the same. */
static bool etags_same(const char *a, const char *b)
{
    size_t a_len, b_len;
    if (a == NULL || b == NULL) {
        return false;
    }
    a = etag_core(a, &a_len);
    b = etag_core(b, &b_len);
    return a_len > 0 && a_len == b_len && memcmp(a, b, a_len) == 0;
}

static int item_add(struct caldav *caldav, char **path, const struct dav_response *response, struct err *err)
{
    if (caldav->n_items == CALDAV_MAX_RESOURCES) {
        return err_set(err, ERR_LIMIT, "there are more than %d resources", CALDAV_MAX_RESOURCES);
    }
    char *spelled = href_spelled(caldav->asking.url, response->href);
    ARRAY_GROW(caldav->items, caldav->n_items, caldav->items_capacity);
    struct caldav_item *item = &caldav->items[caldav->n_items++];
    *item = (struct caldav_item){
        .collection = caldav->collection, .href = *path, .etag = mem_strdup(response->etag), .spelled = spelled};
    *path = NULL;
    if (strcmp(spelled, item->href) == 0) {
        mem_replace(&item->spelled, NULL);
    }
    caldav->items_bytes += item_bytes(item);
    return caldav->items_bytes <= CALDAV_MAX_BYTES
               ? 0
               : err_set(err, ERR_LIMIT, "the names of its resources are too long, all together");
}

static bool path_is_within(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && path[len] != '\0';
}

/* path, with or without its '/'. */
static bool path_is(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 ? path[len] == '\0'
                                           : strlen(path) == len - 1 && strncmp(path, folder, len - 1) == 0;
}

static int resource_note(struct caldav *caldav, char **path, const struct dav_response *response, struct err *err)
{
    const struct intake_resource *known = caldav_known_find(caldav, *path);
    struct caldav_told *told = known != NULL ? &caldav->told[known - caldav->known] : NULL;
    if (response->status == 404 || response->status == 410) {
        if (told != NULL && !told->is_gone) {
            told->is_gone = true;
            caldav_gone_add(caldav, known->href);
        }
        return 0;
    }
    if (told != NULL) {
        told->is_there = true;
    }
    if (response->status / 100 != 2 && response->status != 0) {
        caldav->collections[caldav->collection].is_stale = true;
        return 0;
    }
    if (known != NULL && !caldav->is_first && etags_same(known->etag, response->etag)) {
        caldav->n_same++;
        return 0;
    }
    return item_add(caldav, path, response, err);
}

static int sync_note(void *ctx, const struct dav_response *response, struct err *err)
{
    struct caldav *caldav = ctx;
    const char *folder = caldav->collections[caldav->collection].path;
    char *path = href_path(caldav->asking.url, response->href);
    int code = 0;
    if (path != NULL && path_is(path, folder)) {
        caldav->has_more |= response->status == 507;
    } else if (path != NULL && path_is_within(path, folder) && !response->is_collection) {
        caldav->n_told++;
        code = resource_note(caldav, &path, response, err);
    }
    mem_free(path);
    return code;
}

/* What we know in the collection and was not told is gone. */
static void gone_compare(struct caldav *caldav)
{
    const char *folder = caldav->collections[caldav->collection].path;
    for (size_t i = 0; i < caldav->n_known; i++) {
        const struct caldav_told *told = &caldav->told[i];
        if (!told->is_there && !told->is_gone && path_is_within(caldav->known[i].href, folder)) {
            caldav_gone_add(caldav, caldav->known[i].href);
        }
    }
}

static void sync_next(struct caldav *caldav)
{
    caldav->collection++;
    caldav_sync(caldav);
}

static void sync_end(struct caldav *caldav)
{
    bool is_doubtful = caldav->n_same > 0 || caldav->n_told == 0;
    if (caldav->way == WAY_TOKEN && is_doubtful) {
        sync_begin(caldav, WAY_INITIAL);
        return;
    }
    if (caldav->way != WAY_TOKEN) {
        gone_compare(caldav);
    }
    sync_next(caldav);
}

/* A page that ends where it began would be followed by itself. */
static bool token_is_asked(const struct caldav *caldav, const char *token)
{
    const struct caldav_collection *collection = &caldav->collections[caldav->collection];
    const char *asked = caldav->pages > 0          ? collection->token
                        : caldav->way == WAY_TOKEN ? collection->known_token
                                                   : NULL;
    return asked != NULL && strcmp(asked, token) == 0;
}

/* The token is of the answer, not of the list before it: nothing is missed between the two. */
static void sync_on_page(struct caldav *caldav, const char *token)
{
    struct caldav_collection *collection = &caldav->collections[caldav->collection];
    bool has_tokens = caldav->way == WAY_TOKEN || caldav->way == WAY_INITIAL;
    bool can_go_on =
        has_tokens && token != NULL && !token_is_asked(caldav, token) && ++caldav->pages <= CALDAV_MAX_PAGES;
    if (caldav->has_more && !can_go_on) {
        if (caldav->way < WAY_ETAGS) {
            sync_begin(caldav, caldav->way < WAY_QUERY ? WAY_QUERY : WAY_ETAGS);
        } else {
            caldav_fail(caldav, "the server lists its calendar only in part, and does not say how to go on", true);
        }
        return;
    }
    if (has_tokens && token != NULL) {
        mem_replace(&collection->token, token);
    }
    if (caldav->has_more) {
        sync_page(caldav, collection->token);
    } else {
        sync_end(caldav);
    }
}

static void sync_on_answer(struct caldav *caldav, const struct caldav_answer *answer)
{
    if (answer->status == 207 && answer->err.code == 0) {
        sync_on_page(caldav, answer->token);
    } else if (caldav->way == WAY_ETAGS || answer->status == 404 || caldav_is_trouble(answer)) {
        caldav_fail_answer(caldav, answer);
    } else {
        sync_begin(caldav, caldav->way + 1);
    }
}

static void sync_page(struct caldav *caldav, const char *token)
{
    static const struct dav_sink sink = {.response = sync_note};
    bool has_tokens = caldav->way == WAY_TOKEN || caldav->way == WAY_INITIAL;
    CLEAN_FREE char *words = has_tokens ? caldav_words_sync(token) : NULL;
    struct caldav_ask ask = {
        .method = caldav->way == WAY_ETAGS ? "PROPFIND" : "REPORT",
        .url = caldav->collections[caldav->collection].url,
        .depth = has_tokens ? "0" : "1",
        .body = has_tokens                 ? words
                : caldav->way == WAY_QUERY ? caldav_words_query
                                           : caldav_words_etags,
        .sink = &sink,
    };
    caldav->has_more = false;
    caldav_ask(caldav, &ask, sync_on_answer);
}

static void sync_begin(struct caldav *caldav, enum caldav_way way)
{
    caldav_known_load(caldav);
    caldav->way = way;
    caldav->pages = 0;
    caldav->n_same = caldav->n_told = 0;
    memset(caldav->told, 0, caldav->n_known * sizeof *caldav->told);
    caldav_items_cut(caldav, caldav->first_item, caldav->first_gone);
    sync_page(caldav, way == WAY_TOKEN ? caldav->collections[caldav->collection].known_token : NULL);
}

static bool texts_equal(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool collection_is_same(const struct caldav_collection *collection)
{
    return collection->is_known && (texts_equal(collection->ctag, collection->known_ctag) ||
                                    texts_equal(collection->token, collection->known_token));
}

/* What lies in none of the collections went with its own. */
static void gone_strays(struct caldav *caldav)
{
    caldav_known_load(caldav);
    for (size_t i = 0; i < caldav->n_known; i++) {
        bool is_within = false;
        for (size_t n = 0; n < caldav->n_collections && !is_within; n++) {
            is_within = path_is_within(caldav->known[i].href, caldav->collections[n].path);
        }
        if (!is_within) {
            caldav_gone_add(caldav, caldav->known[i].href);
        }
    }
}

void caldav_sync(struct caldav *caldav)
{
    const struct caldav_collection *collection = &caldav->collections[caldav->collection];
    while (caldav->collection < caldav->n_collections && collection_is_same(collection)) {
        collection++;
        caldav->collection++;
    }
    if (caldav->collection == caldav->n_collections) {
        if (caldav->is_first || caldav->is_fewer) {
            gone_strays(caldav);
        }
        caldav_get(caldav);
        return;
    }
    caldav->first_item = caldav->n_items;
    caldav->first_gone = caldav->n_gone;
    bool has_token = collection->is_known && collection->known_token != NULL;
    sync_begin(caldav, has_token ? WAY_TOKEN : collection->token != NULL ? WAY_INITIAL : WAY_QUERY);
}
