/* api/metrics.c: GET /metrics: the service as a whole here, each other subject in a file of its own. */
#include "metrics.h"

#include "readiness.h"
#include "respond.h"
#include "routes.h"

#include <stdio.h>

enum { METRICS_SIZE = 4 * 1024 * 1024 };

static void metrics_write_measures(struct buf *out, const struct api_measures *measures)
{
    metric_family(out, "cospaced_turn_duration_seconds", "histogram",
                  "How long a turn took: what came in, decided, written, sent.");
    metric_histogram(out, "cospaced_turn_duration_seconds", NO_LABELS, &measures->turn);
    metric_family(out, "cospaced_store_commit_duration_seconds", "histogram", "How long a commit of the store took.");
    metric_histogram(out, "cospaced_store_commit_duration_seconds", NO_LABELS, &measures->commit);
    metric_counter(out, "cospaced_store_commit_failures_total", "Commits of the store that failed.",
                   measures->commits_failed);
}

static void metrics_write_service(struct buf *out, const struct api *api)
{
    CLEAN_READINESS struct readiness readiness;
    readiness_read(api, &readiness);
    metric_family(out, "cospaced_build_info", "gauge", "1, labelled with the version.");
    metric_sample(out, "cospaced_build_info", LABELS({"version", COSPACED_VERSION}), 1);
    metric_gauge(out, "cospaced_ready", "Whether /readyz answers 200.", readiness.ready);
    metric_gauge(out, "cospaced_config_last_reload_successful",
                 "Whether the configuration that was read last is the one that runs.",
                 api->host.configuration->refused_at == INSTANT_NONE);
    metric_gauge(out, "cospaced_store_writable", "Whether the store can be written.", readiness.writable);
    metric_family(out, "cospaced_api_responses_total", "counter", "Answers of the local API by class of status.");
    for (size_t class = 2; class <= 5; class ++) {
        char word[8];
        snprintf(word, sizeof word, "%zuxx", class);
        metric_sample(out, "cospaced_api_responses_total", LABELS({"class", word}), (double)api->answered[class]);
    }
}

int route_metrics_get(struct call *call, struct err *err)
{
    const struct api *api = call->api;
    const struct engine *engine = api->host.engine(api->host.ctx);
    CLEAN_BUF struct buf out;
    buf_init(&out, METRICS_SIZE);
    metrics_write_service(&out, api);
    if (api->host.measures != NULL) {
        metrics_write_measures(&out, api->host.measures);
    }
    metrics_write_meetings(&out, engine);
    metrics_write_bridges(&out, api, engine);
    metrics_write_calendars(&out, api, engine);
    metrics_write_webhooks(&out, api);
    metrics_write_process(&out, &api->host);
    if (out.overflown) {
        return err_set(err, ERR_INTERNAL, "the metrics are larger than %d bytes", METRICS_SIZE);
    }
    respond_text(call, 200, "text/plain; version=0.0.4; charset=utf-8", buf_string(&out), out.len);
    return 0;
}
