/* api/metrics_webhooks.c: what is measured of each webhook. */
#include "metrics.h"

#include <string.h>

struct webhook_row {
    const char *name, *type, *help;
    double (*value)(const struct api_webhook *webhook, instant now);
};

static double webhook_behind(const struct api_webhook *webhook, instant now)
{
    (void)now;
    return (double)webhook->behind;
}

static double webhook_lag(const struct api_webhook *webhook, instant now)
{
    return webhook->behind_since != INSTANT_NONE && webhook->behind_since < now
               ? (double)(now - webhook->behind_since) / SECOND_MS
               : 0.0;
}

static double webhook_disabled(const struct api_webhook *webhook, instant now)
{
    (void)now;
    return strcmp(webhook->state, "disabled") == 0;
}

static const struct webhook_row ROWS[] = {
    {"cospaced_webhook_backlog_events", "gauge", "Events of the journal that the webhook has not come to yet.",
     webhook_behind},
    {"cospaced_webhook_lag_seconds", "gauge", "How long ago the oldest of those happened; 0 if there is none.",
     webhook_lag},
    {"cospaced_webhook_disabled", "gauge", "1 after the receiver said that it is gone for good, until it is enabled.",
     webhook_disabled},
};

void metrics_write_webhooks(struct buf *out, const struct api *api)
{
    static const char DELIVERIES[] = "cospaced_webhook_deliveries_total";
    const struct api_host *host = &api->host;
    instant now = host->now(host->ctx);
    struct api_webhook webhook;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        metric_family(out, ROWS[i].name, ROWS[i].type, ROWS[i].help);
        for (size_t at = 0; host->webhook != NULL && host->webhook(host->ctx, at, &webhook); at++) {
            metric_sample(out, ROWS[i].name, LABELS({"webhook", webhook.name}), ROWS[i].value(&webhook, now));
        }
    }
    metric_family(out, DELIVERIES, "counter",
                  "Tries to deliver an event: taken by the receiver, failed, or skipped: given up and lost to it.");
    for (size_t at = 0; host->webhook != NULL && host->webhook(host->ctx, at, &webhook); at++) {
        const struct {
            const char *result;
            uint64_t n;
        } results[] = {{"taken", webhook.n_delivered}, {"failed", webhook.n_failed}, {"skipped", webhook.n_skipped}};
        for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
            metric_sample(out, DELIVERIES, LABELS({"webhook", webhook.name}, {"result", results[i].result}),
                          (double)results[i].n);
        }
    }
}
