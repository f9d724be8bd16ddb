/* api/metrics_bridges.c: what is measured of each bridge. */
#include "bridges.h"
#include "metrics.h"

struct bridge_gauge {
    const char *name;
    const char *help;
    double (*value)(const struct engine *engine, const struct bridge *bridge);
};

static double bridge_is_up(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->state == BRIDGE_UP || bridge->state == BRIDGE_DEGRADED;
}

static double bridge_is_preferred(const struct engine *engine, const struct bridge *bridge)
{
    return bridge->index == engine_preferred(engine);
}

static double bridge_in_flight(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->in_flight;
}

static double bridge_failures(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->failures;
}

static double bridge_is_drained(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->drained != INSTANT_NONE;
}

static double bridge_falls(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return bridge->falls;
}

static double bridge_skew(const struct engine *engine, const struct bridge *bridge)
{
    (void)engine;
    return (double)bridge->skew / SECOND_MS;
}

static const struct bridge_gauge BRIDGE_GAUGES[] = {
    {"cospaced_bridge_up", "Whether the bridge answers (up or degraded).", bridge_is_up},
    {"cospaced_bridge_preferred", "Whether new meetings go to this bridge.", bridge_is_preferred},
    {"cospaced_bridge_requests_in_flight", "Requests to the bridge that are under way.", bridge_in_flight},
    {"cospaced_bridge_failures_in_a_row", "Failed requests since the last complete answer.", bridge_failures},
    {"cospaced_bridge_drained", "Whether the bridge takes no new meetings, by hand.", bridge_is_drained},
    {"cospaced_bridge_falls", "How often the bridge was lost since it was last quiet.", bridge_falls},
    {"cospaced_bridge_clock_skew_seconds", "The bridge's clock minus ours.", bridge_skew},
};

static void bridges_gauges(struct buf *out, const struct engine *engine)
{
    const struct settings *settings = engine_settings(engine);
    for (size_t i = 0; i < sizeof BRIDGE_GAUGES / sizeof BRIDGE_GAUGES[0]; i++) {
        const struct bridge_gauge *gauge = &BRIDGE_GAUGES[i];
        metric_family(out, gauge->name, "gauge", gauge->help);
        for (uint32_t at = 0; at < settings->n_bridges; at++) {
            metric_sample(out, gauge->name, LABELS({"bridge", settings->bridges[at].name}),
                          gauge->value(engine, engine_bridge(engine, at)));
        }
    }
}

static void bridges_states(struct buf *out, const struct engine *engine)
{
    static const char NAME[] = "cospaced_bridge_state";
    const struct settings *settings = engine_settings(engine);
    metric_family(out, NAME, "gauge", "1 for the state that the bridge is in.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        for (size_t state = 0; state < N_BRIDGE_STATES; state++) {
            metric_sample(out, NAME,
                          LABELS({"bridge", settings->bridges[at].name}, {"state", bridge_fsm.states[state]}),
                          engine_bridge(engine, at)->state == state);
        }
    }
}

static void bridges_calls(struct buf *out, const struct engine *engine)
{
    static const char NAME[] = "cospaced_bridge_calls";
    const struct settings *settings = engine_settings(engine);
    uint32_t calls[MAX_BRIDGES];
    bridges_count_calls(engine, calls);
    metric_family(out, NAME, "gauge", "Calls of our meetings on the bridge.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        metric_sample(out, NAME, LABELS({"bridge", settings->bridges[at].name}), calls[at]);
    }
}

static void bridges_requests(struct buf *out, const struct engine *engine)
{
    static const char NAME[] = "cospaced_bridge_requests_total";
    const struct settings *settings = engine_settings(engine);
    const struct counters *counters = engine_counters(engine);
    metric_family(out, NAME, "counter", "Requests to the bridge that ended, by how.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        for (size_t outcome = 0; outcome < N_OUTCOMES; outcome++) {
            metric_sample(out, NAME,
                          LABELS({"bridge", settings->bridges[at].name}, {"outcome", outcome_words[outcome]}),
                          (double)counters->answers[at][outcome]);
        }
    }
}

static void bridges_durations(struct buf *out, const struct api_measures *measures, const struct settings *settings)
{
    static const char NAME[] = "cospaced_bridge_request_duration_seconds";
    metric_family(out, NAME, "histogram", "From sending a request to the bridge to the end of its answer.");
    for (uint32_t at = 0; at < settings->n_bridges; at++) {
        metric_histogram(out, NAME, LABELS({"bridge", settings->bridges[at].name}), &measures->bridge_requests[at]);
    }
}

void metrics_write_bridges(struct buf *out, const struct api *api, const struct engine *engine)
{
    bridges_gauges(out, engine);
    bridges_states(out, engine);
    bridges_calls(out, engine);
    bridges_requests(out, engine);
    if (api->host.measures != NULL) {
        bridges_durations(out, api->host.measures, engine_settings(engine));
    }
}
