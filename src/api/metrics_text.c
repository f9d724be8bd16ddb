/* api/metrics_text.c: how a metric looks. */
#include "metrics.h"

#include <stdio.h>

void metric_family(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void metric_label(struct buf *out, const struct metric_label *label)
{
    buf_printf(out, "%s=\"", label->name);
    for (const char *at = label->value; *at != '\0'; at++) {
        if (*at == '\\' || *at == '"') {
            buf_append_char(out, '\\');
        }
        buf_append_string(out, *at == '\n' ? "\\n" : (char[2]){*at, '\0'});
    }
    buf_append_char(out, '"');
}

/* Counters are exact up to 10^15. */
static void metric_line(struct buf *out, const char *name, const char *suffix, const struct metric_label *labels,
                        const struct metric_label *more, double value)
{
    buf_printf(out, "%s%s", name, suffix);
    char before = '{';
    for (; labels->name != NULL; labels++) {
        buf_append_char(out, before);
        metric_label(out, labels);
        before = ',';
    }
    if (more != NULL) {
        buf_append_char(out, before);
        metric_label(out, more);
        before = ',';
    }
    buf_printf(out, "%s %.15g\n", before == ',' ? "}" : "", value);
}

void metric_sample(struct buf *out, const char *name, const struct metric_label *labels, double value)
{
    metric_line(out, name, "", labels, NULL, value);
}

void metric_histogram(struct buf *out, const char *name, const struct metric_label *labels,
                      const struct histogram *histogram)
{
    uint64_t so_far = 0;
    for (size_t i = 0; i <= HISTOGRAM_BUCKETS; i++) {
        char bound[32] = "+Inf";
        if (i < HISTOGRAM_BUCKETS) {
            snprintf(bound, sizeof bound, "%g", (double)histogram_bound_us(histogram, i) / 1e6);
        }
        so_far += histogram->counts[i];
        metric_line(out, name, "_bucket", labels, &(struct metric_label){"le", bound}, (double)so_far);
    }
    metric_line(out, name, "_sum", labels, NULL, (double)histogram->sum_us / 1e6);
    metric_line(out, name, "_count", labels, NULL, (double)so_far);
}

void metric_gauge(struct buf *out, const char *name, const char *help, double value)
{
    metric_family(out, name, "gauge", help);
    metric_sample(out, name, NO_LABELS, value);
}

void metric_counter(struct buf *out, const char *name, const char *help, uint64_t value)
{
    metric_family(out, name, "counter", help);
    metric_sample(out, name, NO_LABELS, (double)value);
}
