/* api/metrics.c: GET /metrics in Prometheus' text format 0.0.4: a family is its help, its type and its samples. */
#include "bridges.h"
#include "readiness.h"
#include "respond.h"
#include "routes.h"

#include <inttypes.h>
#include <string.h>

enum { METRICS_SIZE = 4 * 1024 * 1024 };

static void metric_family(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void metric_single(struct buf *out, const char *name, const char *help, int64_t value)
{
    metric_family(out, name, "gauge", help);
    buf_printf(out, "%s %" PRId64 "\n", name, value);
}

/* name{label="value" without its end: a second label or the sample may follow. */
static void metric_label(struct buf *out, const char *name, const char *label, const char *value)
{
    buf_printf(out, "%s%s=\"", name, label);
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\\' || *at == '"') {
            buf_append_char(out, '\\');
        }
        buf_append_string(out, *at == '\n' ? "\\n" : (char[2]){*at, '\0'});
    }
    buf_append_char(out, '"');
}

static void metrics_meetings(struct buf *out, const struct engine_counts *counts)
{
    metric_family(out, "cospaced_meetings", "gauge", "Meetings by state.");
    for (size_t i = 0; i < N_MEETING_STATES; i++) {
        metric_label(out, "cospaced_meetings{", "state", meeting_fsm.states[i]);
        buf_printf(out, "} %" PRIu32 "\n", counts->meetings[i]);
    }
}

static void metrics_spaces(struct buf *out, const struct engine_counts *counts)
{
    metric_family(out, "cospaced_spaces", "gauge", "Spaces of the pool by state; missing are those not made yet.");
    for (size_t i = 0; i < N_SPACE_STATES; i++) {
        metric_label(out, "cospaced_spaces{", "state", space_fsm.states[i]);
        buf_printf(out, "} %" PRIu32 "\n", counts->spaces[i]);
    }
    buf_printf(out, "cospaced_spaces{state=\"missing\"} %" PRIu32 "\n", counts->spaces_missing);
}

/* A gauge that every bridge has. */
struct bridge_gauge {
    const char *name;
    const char *help;
    int64_t (*value)(const struct engine *engine, const struct bridge *bridge);
};

static int64_t bridge_is_up(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->state == BRIDGE_UP || bridge->state == BRIDGE_DEGRADED;
}

static int64_t bridge_is_preferred(const struct engine *engine, const struct bridge *bridge)
{
    return bridge->index == engine_preferred(engine);
}

static int64_t bridge_in_flight(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->in_flight;
}

static int64_t bridge_failures(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->failures;
}

static int64_t bridge_is_drained(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->drained != INSTANT_NONE;
}

static int64_t bridge_falls(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->falls;
}

static const struct bridge_gauge BRIDGE_GAUGES[] = {
    {"cospaced_bridge_up", "Whether the bridge answers (up or degraded).", bridge_is_up},
    {"cospaced_bridge_preferred", "Whether new meetings go to this bridge.", bridge_is_preferred},
    {"cospaced_bridge_requests_in_flight", "Requests to the bridge that are under way.", bridge_in_flight},
    {"cospaced_bridge_failures_in_a_row", "Failed requests since the last complete answer.", bridge_failures},
    {"cospaced_bridge_drained", "Whether the bridge takes no new meetings, by hand.", bridge_is_drained},
    {"cospaced_bridge_falls", "How often the bridge was lost since it was last quiet.", bridge_falls},
};

static void metrics_bridges(struct buf *out, const struct engine *engine)
{
    const struct settings *settings = engine_settings(engine);
    for (size_t i = 0; i < sizeof BRIDGE_GAUGES / sizeof BRIDGE_GAUGES[0]; i++) {
        const struct bridge_gauge *gauge = &BRIDGE_GAUGES[i];
        metric_family(out, gauge->name, "gauge", gauge->help);
        for (uint32_t at = 0; at < settings->n_bridges; at++) {
            buf_append_string(out, gauge->name);
            metric_label(out, "{", "bridge", settings->bridges[at].name);
            buf_printf(out, "} %" PRId64 "\n", gauge->value(engine, engine_bridge(engine, at)));
        }
    }
}

static void metrics_bridge_states(struct buf *out, const struct engine *engine)
{
    const struct settings *settings = engine_settings(engine);
    metric_family(out, "cospaced_bridge_state", "gauge", "1 for the state that the bridge is in.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        for (size_t state = 0; state < N_BRIDGE_STATES; state++) {
            metric_label(out, "cospaced_bridge_state{", "bridge", settings->bridges[at].name);
            metric_label(out, ",", "state", bridge_fsm.states[state]);
            buf_printf(out, "} %d\n", engine_bridge(engine, at)->state == state);
        }
    }
    metric_family(out, "cospaced_bridge_clock_skew_seconds", "gauge", "The bridge's clock minus ours.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        metric_label(out, "cospaced_bridge_clock_skew_seconds{", "bridge", settings->bridges[at].name);
        buf_printf(out, "} %.3f\n", (double)engine_bridge(engine, at)->skew / SECOND_MS);
    }
}

static void metrics_bridge_calls(struct buf *out, const struct engine *engine)
{
    const struct settings *settings = engine_settings(engine);
    uint32_t calls[MAX_BRIDGES];
    bridges_count_calls(engine, calls);
    metric_family(out, "cospaced_bridge_calls", "gauge", "Calls of our meetings on the bridge.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        metric_label(out, "cospaced_bridge_calls{", "bridge", settings->bridges[at].name);
        buf_printf(out, "} %" PRIu32 "\n", calls[at]);
    }
}

/* INSTANT_NONE is shown as 0: "never" is longer ago than any alarm allows. */
static double metric_seconds(instant at)
{
    return at != INSTANT_NONE ? (double)at / SECOND_MS : 0.0;
}

static void metrics_calendars(struct buf *out, const struct engine *engine)
{
    const struct calendar *calendar;
    metric_family(out, "cospaced_calendar_last_success_timestamp_seconds", "gauge",
                  "When the calendar was last read without an error; 0 for never.");
    for (size_t i = 0; (calendar = engine_calendar_at(engine, i)) != NULL; i++) {
        metric_label(out, "cospaced_calendar_last_success_timestamp_seconds{", "calendar", calendar->name);
        buf_printf(out, "} %.3f\n", metric_seconds(calendar->last_success));
    }
    metric_family(out, "cospaced_calendar_held", "gauge",
                  "1 while a look at the calendar that lost too much is held back.");
    for (size_t i = 0; (calendar = engine_calendar_at(engine, i)) != NULL; i++) {
        metric_label(out, "cospaced_calendar_held{", "calendar", calendar->name);
        buf_printf(out, "} %d\n", calendar->held_since != INSTANT_NONE);
    }
    metric_family(out, "cospaced_calendar_refused_events", "gauge", "Events refused at the last sync.");
    for (size_t i = 0; (calendar = engine_calendar_at(engine, i)) != NULL; i++) {
        metric_label(out, "cospaced_calendar_refused_events{", "calendar", calendar->name);
        buf_printf(out, "} %" PRIu32 "\n", calendar->refused_count);
    }
}

static void metrics_service(struct buf *out, const struct api *api)
{
    const struct api_host *host = &api->host;
    CLEAN_READINESS struct readiness readiness;
    readiness_read(api, &readiness);
    metric_family(out, "cospaced_build_info", "gauge", "1, labelled with the version.");
    buf_printf(out, "cospaced_build_info{version=\"%s\"} 1\n", COSPACED_VERSION);
    metric_single(out, "cospaced_start_time_seconds", "When the service came up.", host->started / SECOND_MS);
    metric_single(out, "cospaced_ready", "Whether /readyz answers 200.", readiness.ready);
    metric_single(out, "cospaced_store_writable", "Whether the store can be written.", readiness.writable);
    metric_family(out, "cospaced_api_responses_total", "counter", "Answers of the local API by class of status.");
    for (size_t class = 2; class <= 5; class ++) {
        buf_printf(out, "cospaced_api_responses_total{class=\"%zuxx\"} %" PRIu64 "\n", class, api->answered[class]);
    }
}

int route_metrics_get(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    const struct engine *engine = host->engine(host->ctx);
    struct engine_counts counts;
    engine_count(engine, &counts);
    CLEAN_BUF struct buf out;
    buf_init(&out, METRICS_SIZE);
    metrics_service(&out, call->api);
    metrics_meetings(&out, &counts);
    metrics_spaces(&out, &counts);
    metrics_bridges(&out, engine);
    metrics_bridge_calls(&out, engine);
    metrics_bridge_states(&out, engine);
    metrics_calendars(&out, engine);
    if (out.overflown) {
        return err_set(err, ERR_INTERNAL, "the metrics are larger than %d bytes", METRICS_SIZE);
    }
    respond_text(call, 200, "text/plain; version=0.0.4; charset=utf-8", buf_string(&out), out.len);
    return 0;
}
