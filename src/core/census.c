/* core/census.c: whom the cluster names among its call bridges (GET callBridges), beside whom the configuration does.
 * Bridges know one another by a name of the cluster's, which each tells of itself (system/configuration/cluster); so
 * nothing is said of strangers before every configured bridge has told its own, which is durable. */
#include "base/log.h"
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static struct stranger *census_find(struct engine *engine, const char *name)
{
    for (size_t i = 0; i < engine->n_strangers; i++) {
        if (strcasecmp(engine->strangers[i].name, name) == 0) {
            return &engine->strangers[i];
        }
    }
    return NULL;
}

void census_take(struct engine *engine, const struct bridge *by, const struct answer *answer)
{
    if (by->exam_offset == 0) {
        engine->census_by = by->index;
        for (size_t i = 0; i < engine->n_strangers; i++) {
            engine->strangers[i].listed = false;
        }
    } else if (engine->census_by != by->index) {
        return;
    }
    for (size_t i = 0; i < answer->n_records; i++) {
        const char *name = record_get(&answer->records[i], "name");
        struct stranger *stranger = census_find(engine, name);
        if (stranger == NULL && engine->n_strangers < MAX_STRANGERS && name[0] != '\0') {
            stranger = &engine->strangers[engine->n_strangers++];
            *stranger = (struct stranger){.name = mem_strdup(name)};
        }
        if (stranger != NULL) {
            stranger->listed = true;
            snprintf(stranger->id, sizeof stranger->id, "%s", answer->records[i].id);
        }
    }
}

static void census_compare(struct engine *engine, struct bridge *bridge)
{
    struct stranger *self = bridge->cluster_name != NULL ? census_find(engine, bridge->cluster_name) : NULL;
    bool unlisted = engine->n_bridges > 1 && bridge->cluster_name != NULL && (self == NULL || !self->listed);
    if (self != NULL) {
        self->known = true;
    }
    if (unlisted && !bridge->unlisted) {
        engine_notice(engine, true, "a configured bridge is not in the cluster of the others",
                      "bridge=%s name=%s advice=\"%s\"", engine->settings->bridges[bridge->index].name,
                      log_quote(bridge->cluster_name), reason_table[REASON_UNLISTED].advice);
    }
    bridge->unlisted = unlisted;
}

static void census_forget(struct engine *engine, size_t i)
{
    mem_free(engine->strangers[i].name);
    mem_free(engine->strangers[i].address);
    engine->strangers[i] = engine->strangers[--engine->n_strangers];
}

void census_conclude(struct engine *engine, const struct bridge *by)
{
    if (engine->census_by != by->index) {
        return; /* another one has begun to ask */
    }
    bool complete = true;
    for (size_t i = 0; i < engine->n_strangers; i++) {
        engine->strangers[i].known = false;
    }
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        complete = complete && engine->bridges[b].cluster_name != NULL;
        census_compare(engine, &engine->bridges[b]);
    }
    for (size_t i = engine->n_strangers; i-- > 0;) {
        const struct stranger *stranger = &engine->strangers[i];
        if (stranger->known || !stranger->listed || !complete) {
            census_forget(engine, i);
        }
    }
}

struct stranger *census_unread(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_strangers; i++) {
        if (engine->strangers[i].address == NULL) {
            return &engine->strangers[i];
        }
    }
    return NULL;
}

void census_take_address(struct engine *engine, const char *address)
{
    struct stranger *stranger = census_unread(engine);
    if (stranger == NULL) {
        return;
    }
    stranger->address = mem_strdup(address);
    engine_notice(engine, true, "the cluster has a call bridge that is not configured",
                  "name=%s address=%s advice=\"add it to bridges, so that meetings can run there\"",
                  log_quote(stranger->name), log_quote(address));
}

void census_done(struct engine *engine)
{
    while (engine->n_strangers > 0) {
        census_forget(engine, engine->n_strangers - 1);
    }
}
