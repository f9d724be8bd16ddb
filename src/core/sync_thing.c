/* core/sync_thing.c: a sync under way: made, filled with what it heard, ended. */
#include "sync.h"

#include "base/mem.h"

#include <string.h>

struct sync *sync_new(struct calendar *calendar, const struct sync_order *order)
{
    struct sync *sync = mem_zalloc(sizeof *sync);
    sync->number = order->number;
    sync->partial = order->partial;
    sync->mark = ++calendar->n_syncs;
    sync->live = calendar->n_live;
    map_init(&sync->named, calendar->bookings.seed);
    return sync;
}

void sync_free(struct sync *sync)
{
    if (sync == NULL) {
        return;
    }
    while (sync->n_gone > 0) {
        mem_free(sync->gone[--sync->n_gone]);
    }
    mem_free(sync->gone);
    refusals_free(sync->refused, sync->n_refused);
    map_done(&sync->named);
    mem_free(sync->validator);
    mem_free(sync);
}

void sync_drop(struct engine *engine, struct calendar *calendar)
{
    struct sync *sync = calendar->sync;
    if (sync != NULL && sync->closing && sync->token != 0) {
        struct reply reply = {.token = sync->token};
        err_set(&reply.err, ERR_CONFLICT, "another sync of calendar %.100s has begun", calendar->name);
        effects_reply(engine->effects, &reply);
    }
    sync_free(sync);
    calendar->sync = NULL;
}

void sync_spare(struct calendar *calendar, struct booking *booking)
{
    struct sync *sync = calendar->sync;
    if (sync != NULL) {
        booking->seen = sync->mark;
        sync->emptying = sync->emptying == booking ? NULL : sync->emptying;
    }
}

void sync_name(struct sync *sync, const char *name)
{
    if (sync->partial && name != NULL) {
        map_set(&sync->named, name, sync);
    }
}

void sync_close(struct sync *sync, const struct command *end)
{
    sync->closing = true;
    sync->token = end->token;
    sync->cause = end->cause;
    sync->validator = mem_strdup(end->text);
    sync->gone = mem_calloc(end->sync.n_gone + 1, sizeof *sync->gone);
    for (size_t i = 0; sync->partial && i < end->sync.n_gone; i++) {
        sync->gone[sync->n_gone++] = mem_strdup(end->sync.gone[i]);
        sync_name(sync, end->sync.gone[i]);
    }
}

static void sync_keep_refusal(struct sync *sync, const struct refusal *refusal)
{
    sync->refused_count++;
    if (sync->n_refused < MAX_REFUSALS) {
        ARRAY_GROW(sync->refused, sync->n_refused, sync->refused_capacity);
        sync->refused[sync->n_refused++] = refusal_copy(refusal);
    }
}

/* What it is of: a booking, or a resource as a whole, whose href the reason begins with. The caller's. */
static char *refusal_of(const struct refusal *refusal)
{
    const char *end = strstr(refusal->why, ": ");
    bool whole = refusal->uid[0] == '\0' && end != NULL;
    return whole ? mem_strndup(refusal->why, (size_t)(end - refusal->why)) : mem_strdup(refusal->uid);
}

void sync_keep_refusals(struct sync *sync, const struct calendar_content *content)
{
    for (size_t i = 0; i < content->n_refusals; i++) {
        CLEAN_FREE char *of = refusal_of(&content->refusals[i]);
        sync_name(sync, of);
        sync_keep_refusal(sync, &content->refusals[i]);
    }
}

void sync_settle_refusals(struct calendar *calendar)
{
    struct sync *sync = calendar->sync;
    for (size_t i = 0; sync->partial && i < calendar->n_refused; i++) {
        CLEAN_FREE char *of = refusal_of(&calendar->refused[i]);
        if (map_get(&sync->named, of) == NULL) {
            sync_keep_refusal(sync, &calendar->refused[i]);
        }
    }
    refusals_free(calendar->refused, calendar->n_refused);
    calendar->refused = sync->refused;
    calendar->n_refused = sync->n_refused;
    calendar->refused_count = sync->refused_count;
    sync->refused = NULL;
    sync->n_refused = 0;
}

void calendar_keep_refusals(struct calendar *calendar, const struct refusal *refusals, size_t n, bool more)
{
    if (!more) {
        refusals_free(calendar->refused, calendar->n_refused);
        calendar->refused = NULL;
        calendar->n_refused = calendar->refused_count = 0;
    }
    size_t room = MAX_REFUSALS - calendar->n_refused;
    size_t added = n < room ? n : room;
    calendar->refused_count += (uint32_t)n;
    calendar->refused = mem_realloc(calendar->refused, calendar->n_refused + added + 1, sizeof *calendar->refused);
    for (size_t i = 0; i < added; i++) {
        calendar->refused[calendar->n_refused++] = refusal_copy(&refusals[i]);
    }
}
