/* core/rivals.c: bulk parameter sets of the cluster that others have made, beside ours. One that gives spaces an
 * address or a name of the pool's belongs to another scheduler on the range, or is what one has left: whoever syncs it
 * takes our spaces' addresses, or is in the way of their making. It is named for as long as it is there, and never
 * touched.
 *
 * A list shows ranges only (API reference 3.4), so each that is not known as ours is read. One that bears our call
 * profile is a leftover of ours. */
#include "base/log.h"
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static struct rival *rival_find(struct engine *engine, const char *id)
{
    for (size_t i = 0; i < engine->n_rivals; i++) {
        if (strcmp(engine->rivals[i].id, id) == 0) {
            return &engine->rivals[i];
        }
    }
    return NULL;
}

static bool set_is_ours(const struct engine *engine, const char *id)
{
    for (const struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        if (strcmp(set->id, id) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        if (strcmp(engine->spaces[i]->set, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool rival_is_alike(const struct engine *engine, const struct rival *rival)
{
    const struct setting_pool *pool = &engine->settings->pool;
    return strcmp(rival->name, pool->name) == 0 && strcmp(rival->uri, pool->uri) == 0 &&
           strcmp(rival->call_id, pool->call_id) == 0;
}

/* As core/clean.c knows a space of ours: by our profile; or it has none, which was deleted, and is ours in all else. */
static bool rival_is_leftover(const struct rival *rival, const struct record *record)
{
    bool alike = rival->alike && strcasecmp(record_get(record, "nonMemberAccess"), "false") == 0;
    return record_get(record, "callProfile")[0] != '\0' ? rival->profiled : alike;
}

static uint8_t rival_shares(const struct engine *engine, const struct rival *rival)
{
    const struct setting_pool *pool = &engine->settings->pool;
    const struct {
        uint8_t what;
        const char *ours, *theirs;
    } table[] = {
        {DIFFERS_NAME, pool->name, rival->name},
        {DIFFERS_URI, pool->uri, rival->uri},
        {DIFFERS_CALL_ID, pool->call_id, rival->call_id},
    };
    uint8_t shares = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table && rival->name != NULL && !rival->ours; i++) {
        const struct pool_range ours = {table[i].ours, pool->first, pool->last};
        const struct pool_range theirs = {table[i].theirs, rival->first, rival->last};
        shares |= pool_meets(&ours, &theirs) ? table[i].what : 0;
    }
    return shares;
}

/* What it has in common is this now; said when that is news. */
static void rival_judge(struct engine *engine, struct rival *rival, uint8_t shares, const char *why)
{
    uint8_t before = rival->shares;
    rival->shares = shares;
    if (shares != 0 && (shares & ~before) != 0) {
        CLEAN_FREE char *what = difference_words(shares);
        engine_notice(engine, true, "a parameter set that is not ours has names or addresses of the pool",
                      "set=%s first=%u last=%u shares=%s name=%s uri=%s call_id=%s advice=\"look for TMS or another "
                      "scheduler on this range, and give one of the two another range in pool; a set that nobody "
                      "needs: delete it\"",
                      rival->id, rival->first, rival->last, what, log_quote(rival->name), log_quote(rival->uri),
                      log_quote(rival->call_id));
    } else if (shares == 0 && before != 0) {
        engine_notice(engine, false, "a parameter set that is not ours is in the pool's way no longer",
                      "set=%s first=%u last=%u reason=\"%s\"", rival->id, rival->first, rival->last, why);
    }
}

static void rival_done(struct rival *rival)
{
    mem_free(rival->name);
    mem_free(rival->uri);
    mem_free(rival->call_id);
}

static void rival_forget(struct engine *engine, struct rival *rival, const char *why)
{
    rival_judge(engine, rival, 0, why);
    rival_done(rival);
    *rival = engine->rivals[--engine->n_rivals];
}

void rivals_take(struct engine *engine, const struct bridge *by, const struct answer *answer)
{
    if (by->exam_offset == 0) {
        engine->rivals_by = by->index;
        engine->rivals_missed = 0;
        for (size_t i = 0; i < engine->n_rivals; i++) {
            engine->rivals[i].listed = false;
        }
    } else if (engine->rivals_by != by->index) {
        return;
    }
    for (size_t i = 0; i < answer->n_records; i++) {
        const char *id = answer->records[i].id;
        struct rival *rival = rival_find(engine, id);
        bool ours = id[0] == '\0' || set_is_ours(engine, id);
        engine->rivals_missed += rival == NULL && !ours && engine->n_rivals == MAX_RIVALS;
        if (rival == NULL && !ours && engine->n_rivals < MAX_RIVALS) {
            rival = &engine->rivals[engine->n_rivals++];
            *rival = (struct rival){.listed = true};
            snprintf(rival->id, sizeof rival->id, "%s", id);
        }
        if (rival != NULL) {
            rival->listed = !ours;
            rival->read = false;
        }
    }
}

void rivals_conclude(struct engine *engine, const struct bridge *by)
{
    if (engine->rivals_by != by->index) {
        return;
    }
    for (size_t i = engine->n_rivals; i-- > 0;) {
        if (!engine->rivals[i].listed) {
            rival_forget(engine, &engine->rivals[i], "it is gone");
        }
    }
    if ((engine->rivals_missed > 0) != (engine->rivals_left_out > 0)) {
        engine_notice(engine, engine->rivals_missed > 0,
                      engine->rivals_missed > 0 ? "there are more parameter sets of others than are looked at"
                                                : "all parameter sets of others are looked at again",
                      "looked_at=%d left_out=%u", MAX_RIVALS, engine->rivals_missed);
    }
    engine->rivals_left_out = engine->rivals_missed;
}

const struct rival *rivals_unread(const struct engine *engine)
{
    for (size_t i = 0; i < engine->n_rivals; i++) {
        if (engine->rivals[i].listed && !engine->rivals[i].read) {
            return &engine->rivals[i];
        }
    }
    return NULL;
}

void rivals_take_set(struct engine *engine, const char *id, const struct record *record)
{
    struct rival *rival = rival_find(engine, id);
    if (rival == NULL) {
        return;
    }
    if (record == NULL) {
        rival_forget(engine, rival, "it is gone");
        return;
    }
    rival->read = true;
    rival->first = (uint32_t)record_number(record, "startIndex", 0);
    rival->last = (uint32_t)record_number(record, "endIndex", 0);
    mem_replace(&rival->name, record_get(record, "coSpaceNameMapping"));
    mem_replace(&rival->uri, record_get(record, "coSpaceUriMapping"));
    mem_replace(&rival->call_id, record_get(record, "coSpaceCallIdMapping"));
    rival->alike = rival_is_alike(engine, rival);
    rival->profiled =
        engine->profiles[0].id[0] != '\0' && strcasecmp(record_get(record, "callProfile"), engine->profiles[0].id) == 0;
    rival->ours = rival_is_leftover(rival, record);
    rival_judge(engine, rival, rival_shares(engine, rival), "it was changed");
}

void rivals_leave_set(struct engine *engine, const char *id)
{
    struct rival *rival = rival_find(engine, id);
    if (rival != NULL) {
        rival->read = true;
    }
}

void rivals_review(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_rivals; i++) {
        struct rival *rival = &engine->rivals[i];
        rival->alike = rival->name != NULL && rival_is_alike(engine, rival);
        rival_judge(engine, rival, rival_shares(engine, rival), "the pool is another");
    }
}

void rivals_done(struct engine *engine)
{
    while (engine->n_rivals > 0) {
        rival_done(&engine->rivals[--engine->n_rivals]);
    }
}
