/* Metrics in Prometheus' text format 0.0.4: a family is its help and its type, then its samples follow; and who writes
 * which families. A new one is one call in the file of its subject; names end in their unit, counters in _total. */
#ifndef API_METRICS_H
#define API_METRICS_H

#include "base/buf.h"
#include "base/histogram.h"
#include "call.h"

/* The last one's name is NULL. */
struct metric_label {
    const char *name;
    const char *value;
};
#define NO_LABELS   ((const struct metric_label[]){{NULL, NULL}})
#define LABELS(...) ((const struct metric_label[]){__VA_ARGS__, {NULL, NULL}})

void metric_family(struct buf *out, const char *name, const char *type, const char *help);
/* One sample of the family that was begun last. */
void metric_sample(struct buf *out, const char *name, const struct metric_label *labels, double value);
/* All samples of a histogram: its buckets, which count what is below them too, its sum in seconds, its count. */
void metric_histogram(struct buf *out, const char *name, const struct metric_label *labels,
                      const struct histogram *histogram);
/* A family with one sample without labels. */
void metric_gauge(struct buf *out, const char *name, const char *help, double value);
void metric_counter(struct buf *out, const char *name, const char *help, uint64_t value);

void metrics_write_meetings(struct buf *out, const struct engine *engine);
void metrics_write_bridges(struct buf *out, const struct api *api, const struct engine *engine);
void metrics_write_calendars(struct buf *out, const struct api *api, const struct engine *engine);
void metrics_write_webhooks(struct buf *out, const struct api *api);
void metrics_write_process(struct buf *out, const struct api_host *host);

#endif
