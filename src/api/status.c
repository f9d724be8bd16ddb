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

int route_health_get(struct call *call, struct err *err)
{
    (void)err;
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    json_write_text(json, "status", "ok");
    json_write_end(json);
    respond_json_end(call, 200);
    return 0;
}

int route_ready_get(struct call *call, struct err *err)
{
    CLEAN_READINESS struct readiness readiness;
    readiness_read(call->api, &readiness);
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    if (!readiness.ready) {
        err_set(err, ERR_BUSY, "the service is not ready; reasons says why");
        problem_write(json, 503, err);
    }
    json_write_bool(json, "ready", readiness.ready);
    json_out_words(json, "reasons", buf_string(&readiness.reasons), '\n');
    json_write_end(json);
    respond_json_end(call, readiness.ready ? 200 : 503);
    return 0;
}

static void status_spaces(struct json_writer *json, const struct engine_counts *counts, const struct counters *counters)
{
    json_write_object(json, "spaces");
    json_write_number(json, "in_use", counts->spaces[SPACE_HELD]);
    json_write_number(json, "free", counts->spaces[SPACE_FREE]);
    json_write_number(json, "closing", counts->spaces[SPACE_DIRTY]);
    json_write_number(json, "contested", counts->spaces[SPACE_CONTESTED]);
    json_write_number(json, "differing", counts->spaces_differing);
    json_write_number(json, "repaired", (int64_t)counters->repaired);
    json_write_number(json, "leaving", counts->spaces[SPACE_LEAVING]);
    json_write_number(json, "missing", counts->spaces_missing);
    json_write_end(json);
}

static void status_store(struct json_writer *json, const struct api_host *host, const struct readiness *readiness)
{
    json_write_object(json, "store");
    json_write_text(json, "path", host->store_path);
    json_write_bool(json, "writable", readiness->writable);
    json_write_text(json, "error", readiness->writable ? NULL : readiness->store_err.message);
    json_write_end(json);
}

static void status_configuration(struct json_writer *json, const struct api_configuration *configuration)
{
    json_write_object(json, "configuration");
    json_write_text(json, "path", configuration->path);
    json_write_time(json, "read_at", configuration->read_at);
    json_write_time(json, "refused_at", configuration->refused_at);
    json_out_words(json, "faults", configuration->faults, '\n');
    json_out_words(json, "next_start", configuration->next_start, '\n');
    json_write_end(json);
}

/* The clock may have been set back past the start. */
static int64_t status_uptime(const struct api_host *host)
{
    duration_ms up = host->now(host->ctx) - host->started;
    return up > 0 ? up / SECOND_MS : 0;
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
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    json_write_text(json, "version", COSPACED_VERSION);
    json_write_number(json, "uptime", status_uptime(host));
    json_write_bool(json, "ready", readiness.ready);
    json_out_words(json, "reasons", buf_string(&readiness.reasons), '\n');
    json_out_counts(json, "meetings", counts.meetings);
    status_spaces(json, &counts, engine_counters(engine));
    json_write_text(json, "preferred_bridge",
                    preferred < settings->n_bridges ? settings->bridges[preferred].name : NULL);
    json_write_bool(json, "preferred_by_hand", engine_preferred_by_hand(engine));
    json_out_tenure(json, "pool", engine_tenure(engine));
    json_out_rivals(json, "foreign_sets", engine);
    json_write_number(json, "foreign_sets_left_out", engine_rivals_left_out(engine));
    json_out_strangers(json, "unconfigured_bridges", engine);
    status_store(json, host, &readiness);
    status_configuration(json, host->configuration);
    json_write_end(json);
    respond_json_end(call, 200);
    return 0;
}
