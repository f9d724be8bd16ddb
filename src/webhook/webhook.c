/* webhook/webhook.c: one webhook: the next event that it wants, sent, and what comes of it. */
#include "base/log.h"
#include "base/mem.h"
#include "inside.h"
#include "loop/clock.h"
#include "sign.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REACH_MOST = 128, ANSWER_LIMIT = 64 * 1024, YIELD_MS = 10 };

void webhook_explain(const struct http_fetched *fetched, char *text, size_t size)
{
    int status = fetched->status;
    const char *advice = status >= 300 && status < 400    ? ", which is not followed; put the new address into url"
                         : status == 401 || status == 403 ? "; do secret and url belong together?"
                         : status == 404 || status == 405 ? "; check the url"
                                                          : "";
    if (status == 0) {
        snprintf(text, size, "%s", fetched->reason);
    } else {
        snprintf(text, size, "%s answered with %d%s", fetched->host, status, advice);
    }
}

static bool texts_have(const struct config_texts *texts, const char *text)
{
    for (size_t i = 0; text != NULL && i < texts->count; i++) {
        if (strcmp(texts->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

bool webhook_wants(const struct webhook *webhook, const struct journal_event *event)
{
    const struct config_webhook *config = webhook->config;
    return strcmp(event->kind, "reset") == 0 ||
           (texts_have(&config->events, event->kind) &&
            (config->calendars.count == 0 || texts_have(&config->calendars, event->calendar)));
}

int webhook_post(struct webhook *webhook, const char *id, const struct buf *body, http_fetch_fn *call, void *ctx,
                 struct http_fetch **ret_fetch, struct err *err)
{
    const struct config_webhook *config = webhook->config;
    int64_t timestamp = clock_now() / SECOND_MS;
    char seconds[24];
    snprintf(seconds, sizeof seconds, "%" PRId64, timestamp);
    CLEAN_BUF struct buf signature;
    buf_init(&signature, 256);
    sign(&config->secret, id, timestamp, body, &signature);
    const struct http_fetch_header headers[] = {
        {"webhook-id", id}, {"webhook-timestamp", seconds}, {"webhook-signature", buf_string(&signature)}};
    struct http_fetch_options options = {
        .method = "POST",
        .url = config->url,
        .headers = headers,
        .n_headers = sizeof headers / sizeof *headers,
        .body = buf_string(body),
        .content_type = "application/json",
        .ca_file = config->ca_file[0] != '\0' ? config->ca_file : NULL,
        .ca_key = "webhooks.ca_file",
        .verify = config->verify,
        .connect_timeout = config->timeout,
        .idle_timeout = config->timeout,
        .total_timeout = config->timeout,
        .limit = ANSWER_LIMIT,
        .status_only = true,
        .body_fd = -1,
    };
    return http_fetch_start(webhook->all->host.http, &options, call, ctx, ret_fetch, err);
}

static void webhook_recovered(const struct webhook *webhook, uint32_t failures)
{
    if (failures > 0) {
        log_info("webhook takes events again", "webhook=%s failures=%u", webhook->name, failures);
    }
}

static void webhook_failed(struct webhook *webhook, const char *reason, duration_ms retry_after)
{
    char length[INSTANT_TEXT_SIZE];
    instant now = clock_now();
    bool news = webhook->course.last_error == NULL || strcmp(webhook->course.last_error, reason) != 0;
    duration_ms wait = course_failed(&webhook->course, reason, retry_after, now, &webhook->all->random);
    webhook->n_failed++;
    duration_format(wait < SECOND_MS ? wait : wait / SECOND_MS * SECOND_MS, length);
    log_write(news ? LOG_LEVEL_WARNING : LOG_LEVEL_DEBUG, "webhook does not take an event, it is sent again",
              "webhook=%s event=%" PRIu64 " failures=%u reason=%s trying_again_in=%s", webhook->name, webhook->id,
              webhook->course.failures, log_quote(reason), length);
    webhook->gives_up = course_is_stale(&webhook->course, webhook->at, webhook->config->give_up_after, now);
}

static void webhook_on_answer(void *ctx, const struct http_fetched *fetched)
{
    struct webhook *webhook = ctx;
    char reason[WEBHOOK_REASON];
    uint32_t failures = webhook->course.failures;
    webhook->fetch = NULL;
    webhook_explain(fetched, reason, sizeof reason);
    log_debug("webhook answered", "webhook=%s event=%" PRIu64 " status=%d", webhook->name, webhook->id,
              fetched->status);
    if (fetched->status >= 200 && fetched->status < 300) {
        course_taken(&webhook->course, webhook->id, clock_now());
        webhook->n_delivered++;
        webhook_recovered(webhook, failures);
    } else if (fetched->status == 410) {
        course_gone(&webhook->course, reason, clock_now());
        webhook->n_failed++;
        log_warning("webhook says that it is gone for good (410), nothing more is sent to it",
                    "webhook=%s event=%" PRIu64 " advice=%s", webhook->name, webhook->id,
                    log_quote("take it out of the configuration, or: cospacectl webhooks NAME enable"));
    } else {
        webhook_failed(webhook, reason, fetched->retry_after);
    }
    webhook_touch(webhook);
    webhooks_arm(webhook->all);
}

/* The events behind the place, some at a time, up to the first that is wanted. */
struct look {
    struct webhook *webhook;
    struct buf body;
    size_t n;
    uint64_t place;
    bool found;
};

static void look_at(void *ctx, const struct journal_event *event)
{
    struct look *look = ctx;
    struct webhook *webhook = look->webhook;
    if (look->found) {
        return;
    }
    look->n++;
    if (event->id != look->place + 1 && strcmp(event->kind, "reset") != 0) {
        webhook_note_gap(webhook, look->place + 1, event->id - 1);
    }
    look->place = event->id;
    if (!webhook_wants(webhook, event)) {
        return;
    }
    look->found = true;
    webhook->id = event->id;
    webhook->at = event->at;
    webhook->all->host.message(webhook->all->host.ctx, event, &look->body);
}

static void webhook_send(struct webhook *webhook, const struct buf *body)
{
    const struct webhooks_host *host = &webhook->all->host;
    struct err err = {0};
    course_move(&webhook->course, COURSE_BEGIN);
    CLEAN_FREE char *id = mem_printf("evt_%s_%" PRIu64, host->installation(host->ctx), webhook->id);
    if (webhook_post(webhook, id, body, webhook_on_answer, webhook, &webhook->fetch, &err) != 0) {
        webhook_failed(webhook, err.message, -1);
        webhook_touch(webhook);
    }
}

/* True: there may be more to look at. */
static bool webhook_look(struct webhook *webhook)
{
    const struct webhooks *all = webhook->all;
    struct look look = {.webhook = webhook, .place = webhook->course.delivered};
    struct err err = {0};
    buf_init(&look.body, WEBHOOK_BODY_LIMIT);
    all->host.settle(all->host.ctx);
    int status = store_journal_read(all->host.store, look.place, webhook->reach, look_at, &look, &err);
    if (status != 0) {
        log_error("the journal cannot be read for a webhook", "webhook=%s reason=%s", webhook->name,
                  log_quote(err.message));
    }
    bool sends = look.found && !look.body.overflown;
    uint64_t passed = look.found ? webhook->id - 1 : look.place;
    if (passed != webhook->course.delivered) {
        webhook->course.delivered = passed;
        webhook_touch(webhook);
    }
    webhook->reach = look.found ? 1 : webhook->reach < REACH_MOST ? 2 * webhook->reach : REACH_MOST;
    webhook->drained = !look.found && (status != 0 || look.n == 0 || look.place >= all->newest);
    if (sends) {
        webhook_send(webhook, &look.body);
    } else if (look.found) {
        webhook_note_size(webhook);
    }
    buf_done(&look.body);
    return !sends && !webhook->drained;
}

duration_ms webhook_step(struct webhook *webhook, instant now)
{
    struct course *course = &webhook->course;
    const struct webhooks *all = webhook->all;
    if (course->state == COURSE_WAITING && webhook->gives_up) {
        webhook->gives_up = webhook_give_up(webhook, now);
        return webhook->gives_up ? 0 : course_wait(course, now);
    }
    if (course->state == COURSE_WAITING && course_wait(course, now) == 0) {
        course_move(course, COURSE_DUE);
    }
    if (course->state == COURSE_IDLE && !webhook->drained && course->delivered < all->newest) {
        if (all->host.yields(all->host.ctx)) {
            return YIELD_MS;
        }
        if (webhook_look(webhook)) {
            return 0;
        }
    }
    return course->state == COURSE_WAITING ? course_wait(course, now) : -1;
}

void webhook_drop(struct webhook *webhook)
{
    http_fetch_cancel(webhook->fetch);
    webhook->fetch = NULL;
    course_move(&webhook->course, COURSE_LOST);
}
