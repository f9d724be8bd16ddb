/* caldav_source.c: CalDAV collections (RFC 4791): a look from its beginning to what it brought. */
#include "caldav_inside.h"

#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"

#include <string.h>

enum { VALIDATOR_BYTES = 512 * 1024, REFUSALS_SAID = 10 };

void caldav_look_clear(struct caldav *caldav)
{
    caldav_ask_drop(caldav);
    caldav_find_clear(caldav);
    caldav_collections_clear(caldav);
    caldav_known_clear(caldav);
    caldav_items_cut(caldav, 0, 0);
    caldav_lay_done(&caldav->lay);
    for (size_t i = 0; i < caldav->n_refusals; i++) {
        refusal_done(&caldav->refusals[i]);
    }
    caldav->n_refusals = 0;
    caldav->target = caldav->collection = caldav->n_batch = caldav->n_silent = 0;
    caldav->is_first = caldav->is_fewer = false;
}

static void *caldav_open(struct source *source)
{
    struct caldav *caldav = mem_zalloc(sizeof *caldav);
    caldav->source = source;
    caldav->asking.fd = -1;
    caldav->lay.fd = -1;
    return caldav;
}

static void caldav_close(void *self)
{
    struct caldav *caldav = self;
    caldav_look_clear(caldav);
    caldav_targets_clear(caldav);
    loop_source_free(caldav->asking.slices);
    mem_free(caldav->collections);
    mem_free(caldav->items);
    mem_free(caldav->gone);
    mem_free(caldav->refusals);
    mem_free(caldav);
}

static void caldav_look(void *self)
{
    struct caldav *caldav = self;
    caldav_look_clear(caldav);
    if (caldav->n_targets == 0) {
        caldav_find(caldav);
    } else {
        caldav_list(caldav);
    }
}

static void caldav_on_outcome(void *ctx, const struct intake_outcome *outcome)
{
    struct caldav *caldav = ctx;
    if (outcome->err.code == 0) {
        source_succeed(caldav->source);
    } else {
        source_fail_outcome(caldav->source, outcome);
    }
}

/* Is everything that there is in the body? Then it is the calendar. */
static bool is_whole(const struct caldav *caldav)
{
    return caldav->is_first && caldav->lay.n_chapters > 0 && caldav->n_refusals == 0;
}

/* Once, however often the same is found again; the first of many stand for all. True: there is something to say. */
static bool say_refused(struct caldav *caldav)
{
    uint64_t digest = HASH_START;
    for (size_t i = 0; i < caldav->n_refusals; i++) {
        digest = hash_string(digest, caldav->refusals[i].why);
    }
    bool news = caldav->n_refusals > 0 && digest != caldav->refused_digest;
    for (size_t i = 0; news && i < caldav->n_refusals && i < REFUSALS_SAID; i++) {
        log_warning("a resource of the calendar cannot be read and keeps what it had",
                    "calendar=%s number=%zu of=%zu reason=%s", source_calendar(caldav->source)->name, i + 1,
                    caldav->n_refusals, log_quote(caldav->refusals[i].why));
    }
    caldav->refused_digest = digest;
    return news;
}

void caldav_deliver(struct caldav *caldav)
{
    struct buf lines CLEAN_BUF;
    struct err err = {0};
    bool has_body = caldav->lay.n_chapters > 0;
    buf_init(&lines, VALIDATOR_BYTES);
    bool news = say_refused(caldav);
    if (!news && caldav->n_gone == 0 && !has_body && caldav_memory_is_same(caldav)) {
        caldav_look_clear(caldav);
        source_unchanged(caldav->source);
        return;
    }
    if (has_body && caldav_lay_finish(&caldav->lay, &err) != 0) {
        caldav_fail_err(caldav, &err);
        return;
    }
    caldav_memory_write(caldav, &lines);
    struct intake_delivery delivery = {
        .kind = is_whole(caldav) ? INTAKE_SNAPSHOT : INTAKE_PARTIAL,
        .fd = has_body ? caldav->lay.fd : -1,
        .chapters = caldav->lay.chapters,
        .n_chapters = caldav->lay.n_chapters,
        .refusals = caldav->refusals,
        .n_refusals = caldav->n_refusals,
        .validator = lines.overflown ? NULL : buf_string(&lines),
    };
    if (delivery.kind == INTAKE_PARTIAL) {
        delivery.gone = (const char *const *)caldav->gone;
        delivery.n_gone = caldav->n_gone;
    }
    if (has_body) {
        caldav->lay.fd = -1;
    }
    source_deliver(caldav->source, &delivery, caldav_on_outcome, caldav);
    caldav_look_clear(caldav);
}

const struct source_kind CALDAV_SOURCE = {
    .open = caldav_open,
    .close = caldav_close,
    .look = caldav_look,
    .asks_a_host = true,
};
