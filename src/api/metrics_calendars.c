/* api/metrics_calendars.c: what is measured of each calendar. */
#include "metrics.h"

struct calendar_gauge {
    const char *name;
    const char *help;
    double (*value)(const struct calendar *calendar);
};

/* "Never" is longer ago than any alarm allows. */
static double calendar_last_success(const struct calendar *calendar)
{
    return calendar->last_success != INSTANT_NONE ? (double)calendar->last_success / SECOND_MS : 0.0;
}

static double calendar_is_held(const struct calendar *calendar)
{
    return calendar->held_since != INSTANT_NONE;
}

static double calendar_refused(const struct calendar *calendar)
{
    return calendar->refused_count;
}

static const struct calendar_gauge CALENDAR_GAUGES[] = {
    {"cospaced_calendar_last_success_timestamp_seconds",
     "When the calendar was last read without an error; 0 for never.", calendar_last_success},
    {"cospaced_calendar_held", "1 while a look at the calendar that lost too much is held back.", calendar_is_held},
    {"cospaced_calendar_refused_events", "Events refused at the last sync.", calendar_refused},
};

/* Those that are pushed have none: nobody knows when they are to come. */
static void calendars_intervals(struct buf *out, const struct config *config)
{
    static const char NAME[] = "cospaced_calendar_interval_seconds";
    metric_family(out, NAME, "gauge", "How often the source of the calendar is looked at.");
    for (size_t i = 0; config != NULL && i < config->n_calendars; i++) {
        metric_sample(out, NAME, LABELS({"calendar", config->calendars[i].name}),
                      (double)config->calendars[i].every / SECOND_MS);
    }
}

void metrics_write_calendars(struct buf *out, const struct api *api, const struct engine *engine)
{
    for (size_t i = 0; i < sizeof CALENDAR_GAUGES / sizeof CALENDAR_GAUGES[0]; i++) {
        const struct calendar_gauge *gauge = &CALENDAR_GAUGES[i];
        const struct calendar *calendar;
        metric_family(out, gauge->name, "gauge", gauge->help);
        for (size_t at = 0; (calendar = engine_calendar_at(engine, at)) != NULL; at++) {
            metric_sample(out, gauge->name, LABELS({"calendar", calendar->name}), gauge->value(calendar));
        }
    }
    calendars_intervals(out, api->config);
}
