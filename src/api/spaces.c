/* api/spaces.c: GET /v1/spaces: every index of the range, made or not, and what still lies outside of it; and POST
 * /v1/spaces/{index}/restore and /v1/pool/claim. */
#include "json_out.h"
#include "list.h"
#include "pending.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char SPACES_LETTER = 's';

/* Walks the range and the engine's spaces side by side, both in order of index. */
struct walk {
    const struct engine *engine;
    const struct setting_pool *pool;
    size_t position; /* among the engine's spaces */
    uint64_t index;  /* the first of the range that has not been shown */
};

static bool walk_next(struct walk *walk, uint32_t *ret_index, const struct space **ret_space)
{
    const struct space *space = engine_space_at(walk->engine, walk->position);
    bool in_range = walk->index <= walk->pool->last;
    if (space == NULL && !in_range) {
        return false;
    }
    bool missing = space == NULL || (in_range && walk->index < space->index);
    *ret_index = missing ? (uint32_t)walk->index : space->index;
    *ret_space = missing ? NULL : space;
    walk->position += missing ? 0 : 1;
    walk->index += missing || walk->index == *ret_index ? 1 : 0;
    return true;
}

static int spaces_place(const struct list_query *query, uint64_t *ret_first, struct err *err)
{
    *ret_first = 0;
    if (!query->has_place) {
        return 0;
    }
    char *end = NULL;
    unsigned long long last = strtoull(query->place, &end, 10);
    if (end == query->place || *end != '\0' || last > UINT32_MAX) {
        return err_set_field(err, ERR_UNREADABLE, "cursor", "is not a cursor of this list");
    }
    *ret_first = last + 1;
    return 0;
}

int route_spaces_list(struct call *call, struct err *err)
{
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    const struct settings *settings = engine_settings(engine);
    struct list_query query;
    uint64_t first = 0;
    int rc = list_query_read(call, SPACES_LETTER, LIST_NO_FILTERS, &query, err);
    rc = rc < 0 ? rc : spaces_place(&query, &first, err);
    if (rc < 0) {
        return rc;
    }
    struct walk walk = {.engine = engine, .pool = &settings->pool, .index = settings->pool.first};
    struct json_writer *json = list_begin(call, "spaces");
    uint32_t index, last = 0;
    size_t n = 0;
    const struct space *space;
    bool more = false;
    while (!more && walk_next(&walk, &index, &space)) {
        if (index < first) {
            continue;
        }
        more = !list_takes_more(call, &query, n);
        if (!more) {
            json_out_space(json, settings, index, space);
            last = index;
            n++;
        }
    }
    char place[LIST_PLACE_SIZE];
    snprintf(place, sizeof place, "%" PRIu32, last);
    list_end(call, SPACES_LETTER, more ? place : NULL);
    return 0;
}

static void space_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    (void)content;
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    json_out_space(respond_json(call), engine_settings(engine), reply->space->index, reply->space);
    respond_json_end(call, 200);
}

/* The index that the path names. */
static int space_index(const struct call *call, uint32_t *ret_index, struct err *err)
{
    char *end = NULL;
    unsigned long index = strtoul(call->parts[0], &end, 10);
    if (call->parts[0][0] < '0' || call->parts[0][0] > '9' || *end != '\0' || index > UINT32_MAX) {
        return err_set(err, ERR_NOT_FOUND, "there is no such space");
    }
    *ret_index = (uint32_t)index;
    return 0;
}

/* As in the list: one that the range wants is there, be it missing. */
int route_space_get(struct call *call, struct err *err)
{
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    const struct settings *settings = engine_settings(engine);
    uint32_t wanted = 0, index = 0;
    int rc = space_index(call, &wanted, err);
    if (rc != 0) {
        return rc;
    }
    struct walk walk = {.engine = engine, .pool = &settings->pool, .index = settings->pool.first};
    const struct space *space;
    bool more = true;
    while ((more = walk_next(&walk, &index, &space)) && index < wanted) {
    }
    if (!more || index != wanted) {
        return err_set(err, ERR_NOT_FOUND, "there is no such space");
    }
    json_out_space(respond_json(call), settings, index, space);
    respond_json_end(call, 200);
    return 0;
}

int route_space_restore(struct call *call, struct err *err)
{
    uint32_t index = 0;
    CLEAN_BODY struct body body = {0};
    int rc = space_index(call, &index, err);
    rc = rc != 0 ? rc : request_body_json(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc;
    }
    body.command.kind = COMMAND_RESTORE;
    body.command.space = index;
    return pending_submit(call, &body.command, space_finish, err);
}

static void tenure_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    (void)reply;
    (void)content;
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    json_out_tenure(respond_json(call), NULL, engine_tenure(engine));
    respond_json_end(call, 200);
}

int route_pool_claim(struct call *call, struct err *err)
{
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc;
    }
    body.command.kind = COMMAND_CLAIM;
    return pending_submit(call, &body.command, tenure_finish, err);
}
