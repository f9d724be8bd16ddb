/* api/bridges.c: GET /v1/bridges in order of preference, one, and POST /v1/bridges/{name}/prefer, /drain, /resume. */
#include "bridges.h"

#include "json_out.h"
#include "list.h"
#include "pending.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

#include <string.h>

static const char BRIDGES_LETTER = 'b';

void bridges_count_calls(const struct engine *engine, uint32_t ret_calls[MAX_BRIDGES])
{
    memset(ret_calls, 0, MAX_BRIDGES * sizeof *ret_calls);
    const struct meeting *meeting;
    for (size_t i = 0; (meeting = engine_meeting_at(engine, i)) != NULL; i++) {
        if (meeting->call_state != CALL_NONE && meeting->call_bridge < MAX_BRIDGES) {
            ret_calls[meeting->call_bridge]++;
        }
    }
}

void bridge_write_json(struct json_writer *json, const struct engine *engine, uint32_t index)
{
    uint32_t calls[MAX_BRIDGES];
    bridges_count_calls(engine, calls);
    json_out_bridge(json, engine, index, calls[index]);
}

uint32_t bridge_find(const struct settings *settings, const char *name)
{
    uint32_t index = 0;
    while (index < settings->n_bridges && strcmp(settings->bridges[index].name, name) != 0) {
        index++;
    }
    return index;
}

int route_bridges_list(struct call *call, struct err *err)
{
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    const struct settings *settings = engine_settings(engine);
    struct list_query query;
    int rc = list_query_read(call, BRIDGES_LETTER, LIST_NO_FILTERS, &query, err);
    if (rc < 0) {
        return rc;
    }
    uint32_t index = query.has_place ? bridge_find(settings, query.place) + 1 : 0;
    uint32_t calls[MAX_BRIDGES];
    bridges_count_calls(engine, calls);
    struct json_writer *json = list_begin(call, "bridges");
    for (size_t n = 0; index < settings->n_bridges && list_takes_more(call, &query, n); index++, n++) {
        json_out_bridge(json, engine, index, calls[index]);
    }
    list_end(call, BRIDGES_LETTER, index < settings->n_bridges ? settings->bridges[index - 1].name : NULL);
    return 0;
}

int route_bridge_get(struct call *call, struct err *err)
{
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    uint32_t index = bridge_find(engine_settings(engine), call->parts[0]);
    if (index == engine_settings(engine)->n_bridges) {
        return err_set(err, ERR_NOT_FOUND, "there is no such bridge");
    }
    bridge_write_json(respond_json(call), engine, index);
    respond_json_end(call, 200);
    return 0;
}

static void bridge_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    (void)content;
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    bridge_write_json(respond_json(call), engine, reply->bridge->index);
    respond_json_end(call, 200);
}

static int bridge_command(struct call *call, enum command_kind kind, struct err *err)
{
    const struct engine *engine = call->api->host.engine(call->api->host.ctx);
    const struct settings *settings = engine_settings(engine);
    if (bridge_find(settings, call->parts[0]) == settings->n_bridges) {
        return err_set(err, ERR_NOT_FOUND, "there is no such bridge");
    }
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc;
    }
    body.command.kind = kind;
    body.command.bridge = call->parts[0];
    return pending_submit(call, &body.command, bridge_finish, err);
}

int route_bridge_prefer(struct call *call, struct err *err)
{
    return bridge_command(call, COMMAND_PREFER, err);
}

int route_bridge_drain(struct call *call, struct err *err)
{
    return bridge_command(call, COMMAND_DRAIN, err);
}

int route_bridge_resume(struct call *call, struct err *err)
{
    return bridge_command(call, COMMAND_RESUME, err);
}
