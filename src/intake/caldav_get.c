/* caldav_get.c: the resources that came or changed, some at a time (RFC 4791 7.9), laid end to end.
 *
 * What the server does not answer is asked for once more, in smaller company; what it cannot give, or gives broken,
 * keeps what it had and is told by its address. */
#include "caldav_inside.h"

#include "base/mem.h"
#include "caldav_href.h"
#include "caldav_words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TRIES = 2, MOST_SILENT = 100, BATCH_BYTES = 4 * 1024 * 1024 };

static void get_batch(struct caldav *caldav);

void caldav_refuse(struct caldav *caldav, const char *href, const char *why)
{
    if (caldav->n_refusals == CALDAV_MAX_REFUSALS) {
        return;
    }
    ARRAY_GROW(caldav->refusals, caldav->n_refusals, caldav->refusals_capacity);
    caldav->refusals[caldav->n_refusals++] =
        (struct refusal){.uid = mem_strdup(""), .why = mem_printf("%s: %s", href, why)};
}

static int items_compare(const void *a, const void *b)
{
    const struct caldav_item *one = a, *other = b;
    if (one->collection != other->collection) {
        return one->collection < other->collection ? -1 : 1;
    }
    return strcmp(one->href, other->href);
}

static int get_data(void *ctx, const char *text, size_t len, struct err *err)
{
    return caldav_lay_piece(&((struct caldav *)ctx)->lay, text, len, err);
}

static struct caldav_item *batch_find(struct caldav *caldav, const char *href)
{
    for (size_t i = 0; i < caldav->n_batch; i++) {
        struct caldav_item *item = &caldav->items[caldav->batch[i]];
        if (item->state == ITEM_ASKED && strcmp(item->href, href) == 0) {
            return item;
        }
    }
    return NULL;
}

/* It cannot be read, now or ever. What it had stays. */
static void item_give_up(struct caldav *caldav, struct caldav_item *item, bool for_now, const char *why)
{
    item->state = ITEM_DONE;
    caldav->collections[item->collection].is_stale |= for_now;
    caldav_refuse(caldav, item->href, why);
}

/* What it had does not stay, unless it stands in what came. */
static void item_end(struct caldav *caldav, struct caldav_item *item)
{
    item->state = ITEM_DONE;
    if (caldav_known_find(caldav, item->href) != NULL) {
        caldav_gone_add(caldav, item->href);
    }
}

static int item_take(struct caldav *caldav, struct caldav_item *item, const char *etag, struct err *err)
{
    enum lay_verdict verdict;
    int code = caldav_lay_end(&caldav->lay, item->href, etag != NULL ? etag : item->etag, &verdict, err);
    if (code != 0) {
        return code;
    }
    if (verdict == LAY_BROKEN) {
        item_give_up(caldav, item, false, "it is no whole calendar");
    } else {
        item_end(caldav, item);
    }
    return 0;
}

static int get_note(void *ctx, const struct dav_response *response, struct err *err)
{
    struct caldav *caldav = ctx;
    CLEAN_FREE char *path = href_path(caldav->asking.url, response->href);
    struct caldav_item *item = path != NULL ? batch_find(caldav, path) : NULL;
    if (item != NULL && response->has_data) {
        return item_take(caldav, item, response->etag, err);
    }
    caldav_lay_drop(&caldav->lay);
    if (item != NULL && (response->status == 404 || response->status == 410)) {
        item_end(caldav, item);
    }
    return 0;
}

/* Those without an answer wait again, or are given up: alone they were refused, or twice they were left out. */
static void batch_end(struct caldav *caldav, bool is_good)
{
    for (size_t i = 0; i < caldav->n_batch; i++) {
        struct caldav_item *item = &caldav->items[caldav->batch[i]];
        if (item->state == ITEM_DONE) {
            caldav->n_silent = 0;
            continue;
        }
        item->state = ITEM_WAITING;
        item->tries += is_good ? 1 : 0;
        if (item->tries == MOST_TRIES || (!is_good && caldav->n_batch == 1)) {
            item_give_up(caldav, item, true, "its server lists it, but does not give it");
            caldav->n_silent++;
        }
    }
}

/* What is large, or not answered, is asked for in smaller number. */
static void batch_adapt(struct caldav *caldav, bool is_good)
{
    size_t n = caldav->n_batch;
    if (!is_good || caldav->asking.at > BATCH_BYTES) {
        caldav->batch_most = n > 1 ? n / 2 : 1;
    } else if (n == caldav->batch_most && caldav->asking.at < BATCH_BYTES / 4) {
        caldav->batch_most = n * 2 < CALDAV_BATCH ? n * 2 : CALDAV_BATCH;
    }
}

static void get_on_answer(struct caldav *caldav, const struct caldav_answer *answer)
{
    caldav_lay_drop(&caldav->lay);
    bool is_good = answer->status == 207 && answer->err.code == 0;
    batch_end(caldav, is_good);
    batch_adapt(caldav, is_good);
    if (!is_good && (caldav_is_trouble(answer) || caldav->n_silent > MOST_SILENT)) {
        caldav_fail_answer(caldav, answer);
    } else if (caldav->n_silent > MOST_SILENT) {
        caldav_fail(caldav, "the server lists resources that it does not give", true);
    } else {
        get_batch(caldav);
    }
}

/* The next that wait, of one collection. False: none. */
static bool batch_fill(struct caldav *caldav)
{
    size_t i = caldav->n_batch > 0 ? caldav->batch[0] : 0; /* before it everything is done */
    caldav->n_batch = 0;
    for (; i < caldav->n_items && caldav->n_batch < caldav->batch_most; i++) {
        struct caldav_item *item = &caldav->items[i];
        bool is_near = caldav->n_batch == 0 || item->collection == caldav->items[caldav->batch[0]].collection;
        if (item->state == ITEM_WAITING && is_near) {
            item->state = ITEM_ASKED;
            caldav->batch[caldav->n_batch++] = i;
        }
    }
    return caldav->n_batch > 0;
}

static void get_batch(struct caldav *caldav)
{
    static const struct dav_sink sink = {get_data, get_note};
    const char *hrefs[CALDAV_BATCH];
    if (!batch_fill(caldav)) {
        caldav_deliver(caldav);
        return;
    }
    for (size_t i = 0; i < caldav->n_batch; i++) {
        const struct caldav_item *item = &caldav->items[caldav->batch[i]];
        hrefs[i] = item->spelled != NULL ? item->spelled : item->href;
    }
    CLEAN_FREE char *words = caldav_words_multiget(hrefs, caldav->n_batch);
    struct caldav_ask ask = {.method = "REPORT",
                             .url = caldav->collections[caldav->items[caldav->batch[0]].collection].url,
                             .depth = "0",
                             .body = words,
                             .sink = &sink};
    caldav_ask(caldav, &ask, get_on_answer);
}

/* The same resource may have been told twice. */
static void items_unique(struct caldav *caldav)
{
    for (size_t i = 1; i < caldav->n_items; i++) {
        if (items_compare(&caldav->items[i - 1], &caldav->items[i]) == 0) {
            caldav->items[i - 1].state = ITEM_DONE;
        }
    }
}

void caldav_get(struct caldav *caldav)
{
    struct err err = {0};
    if (caldav->n_items > 0) {
        qsort(caldav->items, caldav->n_items, sizeof *caldav->items, items_compare);
        items_unique(caldav);
        int fd = source_spool(caldav->source, &err);
        if (fd < 0) {
            caldav_fail_err(caldav, &err);
            return;
        }
        caldav_lay_init(&caldav->lay, fd, caldav->limit);
    }
    caldav->n_batch = 0;
    caldav->batch_most = CALDAV_BATCH;
    get_batch(caldav);
}
