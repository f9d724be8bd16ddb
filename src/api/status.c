/* api/status.c: GET /v1/status, /healthz and /readyz. */
#include "json_out.h"
#include "problem.h"
#include "readiness.h"
#include "respond.h"
#include "routes.h"

#include <string.h>

void readiness_read(const struct api *api, struct readiness *ret_readiness)
{
    const struct api_host *host = &api->host;
    *ret_readiness = (struct readiness){0};
    buf_init(&ret_readiness->reasons, READINESS_SIZE);
    bool working = engine_ready(host->engine(host->ctx), &ret_readiness->reasons);
    ret_readiness->writable = host->store_state(host->ctx, &ret_readiness->store_err);
    if (!ret_readiness->writable) {
        buf_printf(&ret_readiness->reasons, "\nthe store cannot be written: %s", ret_readiness->store_err.message);
    }
    ret_readiness->ready = working && ret_readiness->writable;
}

void readiness_done(struct readiness *readiness)
{
    buf_done(&readiness->reasons);
}

static json_t *readiness_reasons(const struct readiness *readiness)
{
    json_t *reasons = json_array();
    const char *at = buf_string(&readiness->reasons);
    while (*at != '\0') {
        size_t len = strcspn(at, "\n");
        if (len > 0) {
            char line[256];
            size_t kept = len < sizeof line ? len : sizeof line - 1;
            memcpy(line, at, kept);
            line[kept] = '\0';
            json_out_append(reasons, json_out_text(line));
        }
        at += len + (at[len] == '\n');
    }
    return reasons;
}

int route_health_get(struct call *call, struct err *err)
{
    (void)err;
    json_t *json = json_object();
    json_out_put(json, "status", json_string("ok"));
    respond_json_take(call, 200, json);
    return 0;
}

int route_ready_get(struct call *call, struct err *err)
{
    CLEAN_READINESS struct readiness readiness;
    readiness_read(call->api, &readiness);
    json_t *json;
    if (readiness.ready) {
        json = json_object();
    } else {
        err_set(err, ERR_BUSY, "the service is not ready; reasons says why");
        json = problem_json(503, err);
    }
    json_out_put(json, "ready", json_boolean(readiness.ready));
    json_out_put(json, "reasons", readiness_reasons(&readiness));
    respond_json_take(call, readiness.ready ? 200 : 503, json);
    return 0;
}

static json_t *status_spaces(const struct engine_counts *counts, const struct counters *counters)
{
    json_t *json = json_object();
    json_out_put(json, "in_use", json_integer(counts->spaces[SPACE_HELD]));
    json_out_put(json, "free", json_integer(counts->spaces[SPACE_FREE]));
    json_out_put(json, "closing", json_integer(counts->spaces[SPACE_DIRTY]));
    json_out_put(json, "contested", json_integer(counts->spaces[SPACE_CONTESTED]));
    json_out_put(json, "differing", json_integer(counts->spaces_differing));
    json_out_put(json, "repaired", json_integer((json_int_t)counters->repaired));
    json_out_put(json, "leaving", json_integer(counts->spaces[SPACE_LEAVING]));
    json_out_put(json, "missing", json_integer(counts->spaces_missing));
    return json;
}

static json_t *status_store(const struct api_host *host, const struct readiness *readiness)
{
    json_t *json = json_object();
    json_out_put(json, "path", json_out_text(host->store_path));
    json_out_put(json, "writable", json_boolean(readiness->writable));
    json_out_put(json, "error", readiness->writable ? json_null() : json_out_text(readiness->store_err.message));
    return json;
}

/* The clock may have been set back past the start. */
static json_t *status_uptime(const struct api_host *host)
{
    duration_ms up = host->now(host->ctx) - host->started;
    return json_integer(up > 0 ? up / SECOND_MS : 0);
}

int route_status_get(struct call *call, struct err *err)
{
    (void)err;
    const struct api_host *host = &call->api->host;
    const struct engine *engine = host->engine(host->ctx);
    const struct settings *settings = engine_settings(engine);
    CLEAN_READINESS struct readiness readiness;
    readiness_read(call->api, &readiness);
    struct engine_counts counts;
    engine_count(engine, &counts);
    uint32_t preferred = engine_preferred(engine);
    json_t *json = json_object();
    json_out_put(json, "version", json_string(COSPACED_VERSION));
    json_out_put(json, "uptime", status_uptime(host));
    json_out_put(json, "ready", json_boolean(readiness.ready));
    json_out_put(json, "reasons", readiness_reasons(&readiness));
    json_out_put(json, "meetings", json_out_counts(counts.meetings));
    json_out_put(json, "spaces", status_spaces(&counts, engine_counters(engine)));
    json_out_put(json, "preferred_bridge",
                 preferred < settings->n_bridges ? json_out_text(settings->bridges[preferred].name) : json_null());
    json_out_put(json, "preferred_by_hand", json_boolean(engine_preferred_by_hand(engine)));
    json_out_put(json, "pool", json_out_tenure(engine_tenure(engine)));
    json_out_put(json, "foreign_sets", json_out_rivals(engine));
    json_out_put(json, "unconfigured_bridges", json_out_strangers(engine));
    json_out_put(json, "store", status_store(host, &readiness));
    respond_json_take(call, 200, json);
    return 0;
}
