/* webhook/webhooks.c: the webhooks of a configuration, the pump that has each do what it can, and what is durable. */
#include "webhook/webhooks.h"

#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "inside.h"
#include "loop/clock.h"
#include "store/webhooks.h"

#include <inttypes.h>
#include <string.h>

/* How far a webhook has come is written at most so often: what is not yet written when the process dies is sent again.
 */
static const duration_ms SAVE_WITHIN = SECOND_MS;
enum { SAVE_YIELD_MS = 10, PUMP_US = 2000 };

/* Saving */

static struct store_webhook row_of(const struct webhook *webhook)
{
    const struct course *course = &webhook->course;
    return (struct store_webhook){
        .name = webhook->name,
        .state = course_fsm.states[course->state],
        .delivered = course->delivered,
        .fresh_from = course->fresh_from,
        .failures = course->failures,
        .failing_since = course->failing_since,
        .next_try = course->next_try,
        .last_delivery = course->last_delivery,
        .last_error = course->last_error,
        .skipped = course->skipped,
    };
}

static int webhooks_save(struct webhooks *webhooks, struct err *err)
{
    size_t n = 0, capacity = 0;
    CLEAN_FREE struct store_webhook *rows = NULL;
    for (const struct webhook *webhook = webhooks->first; webhook != NULL; webhook = webhook->next) {
        if (webhook->dirty) {
            ARRAY_GROW(rows, n, capacity);
            rows[n++] = row_of(webhook);
        }
    }
    int status = n > 0 ? store_webhooks_write(webhooks->host.store, rows, n, err) : 0;
    for (struct webhook *webhook = webhooks->first; status == 0 && webhook != NULL; webhook = webhook->next) {
        webhook->dirty = false;
    }
    return status;
}

int webhooks_save_now(struct webhooks *webhooks, struct err *err)
{
    int status = webhooks_save(webhooks, err);
    if (status == ERR_LIMIT) {
        return err_set(err, ERR_BUSY, "%s", err->message);
    }
    if (status != 0) {
        webhooks->host.store_failed(webhooks->host.ctx, err);
    }
    return status;
}

static void webhooks_save_later(struct webhooks *webhooks, duration_ms within)
{
    webhooks->save_waits = true;
    loop_timer_set(webhooks->save, within);
}

static void webhooks_on_save(void *ctx)
{
    struct webhooks *webhooks = ctx;
    struct err err = {0};
    webhooks->save_waits = false;
    if (webhooks->host.yields(webhooks->host.ctx)) {
        webhooks_save_later(webhooks, SAVE_YIELD_MS);
    } else if (webhooks_save_now(webhooks, &err) == ERR_BUSY) {
        webhooks_save_later(webhooks, SAVE_WITHIN); /* the disk is full, which is said elsewhere */
    }
}

void webhook_touch(struct webhook *webhook)
{
    webhook->dirty = true;
    if (!webhook->all->save_waits) {
        webhooks_save_later(webhook->all, SAVE_WITHIN);
    }
}

/* The pump */

void webhooks_arm(struct webhooks *webhooks)
{
    loop_timer_set(webhooks->timer, 0);
}

static void webhooks_pump(void *ctx)
{
    struct webhooks *webhooks = ctx;
    instant now = clock_now();
    int64_t until_us = clock_monotonic_us() + PUMP_US;
    duration_ms next = -1;
    uint64_t newest = webhooks->newest;
    for (struct webhook *webhook = webhooks->first; webhook != NULL; webhook = webhook->next) {
        bool late = clock_monotonic_us() > until_us; /* the others in the loop's next turn */
        duration_ms wait = late ? 0 : webhook_step(webhook, now);
        next = wait >= 0 && (next < 0 || wait < next) ? wait : next;
    }
    /* A look commits what waits: there may be news for one that was looked at before. */
    loop_timer_set(webhooks->timer, webhooks->newest != newest ? 0 : next);
}

void webhooks_wake(struct webhooks *webhooks, uint64_t newest)
{
    webhooks->newest = newest;
    for (struct webhook *webhook = webhooks->first; webhook != NULL; webhook = webhook->next) {
        webhook->drained = false;
    }
    webhooks_arm(webhooks);
}

/* The configuration */

struct webhook *webhook_find(const struct webhooks *webhooks, const char *name)
{
    struct webhook *webhook = webhooks->first;
    while (webhook != NULL && strcmp(webhook->name, name) != 0) {
        webhook = webhook->next;
    }
    return webhook;
}

static uint64_t digest_of(const struct config_webhook *config)
{
    uint64_t hash = hash_string(HASH_START, config->url);
    hash = hash_string(hash, secret_reveal(&config->secret));
    hash = hash_string(hash, config->ca_file);
    return hash_bytes(hash, &config->verify, sizeof config->verify);
}

/* scheme://host[:port]: a path may be a secret. The caller's. */
static char *host_of(const char *url)
{
    const char *host = strstr(url, "://");
    host = host != NULL ? host + 3 : url;
    return mem_strndup(url, (size_t)(host - url) + strcspn(host, "/?#"));
}

static struct webhook *webhook_new(struct webhooks *webhooks, const char *name)
{
    struct webhook *webhook = mem_zalloc(sizeof *webhook);
    webhook->all = webhooks;
    webhook->name = mem_strdup(name);
    webhook->reach = 1;
    course_init(&webhook->course, webhooks->newest);
    return webhook;
}

static void webhook_free(struct webhook *webhook)
{
    http_fetch_cancel(webhook->fetch);
    webhook_test_drop(webhook, "the webhook was taken out of the configuration");
    course_done(&webhook->course);
    mem_free(webhook->name);
    mem_free(webhook->host);
    mem_free(webhook);
}

/* Where it is sent may be another now, and what failed may be mended: it is tried at once. */
static void webhook_configure(struct webhook *webhook, const struct config_webhook *config)
{
    uint64_t digest = digest_of(config);
    bool other = digest != webhook->digest;
    if (other && webhook->config != NULL) {
        webhook_drop(webhook);
        webhook_test_drop(webhook, "the configuration of the webhook has changed");
    }
    if (webhook->config != NULL && (other || webhook->course.state == COURSE_WAITING)) {
        course_move(&webhook->course, COURSE_ENABLED);
        webhook->dirty = true;
    }
    webhook->config = config;
    webhook->digest = digest;
    webhook->drained = false;
    mem_free(webhook->host);
    webhook->host = host_of(config->url);
}

/* Takes it out of the list. NULL: there is none. */
static struct webhook *webhook_take(struct webhooks *webhooks, const char *name)
{
    for (struct webhook **at = &webhooks->first; *at != NULL; at = &(*at)->next) {
        struct webhook *webhook = *at;
        if (strcmp(webhook->name, name) == 0) {
            *at = webhook->next;
            return webhook;
        }
    }
    return NULL;
}

/* Where it stood is forgotten: under its name another one may begin. */
static void webhooks_forget(struct webhooks *webhooks)
{
    while (webhooks->first != NULL) {
        struct webhook *webhook = webhooks->first;
        struct err err = {0};
        webhooks->first = webhook->next;
        int status = store_webhook_remove(webhooks->host.store, webhook->name, &err);
        log_write(status == 0 ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "webhook is configured no more", "webhook=%s%s%s",
                  webhook->name, status != 0 ? " reason=" : "", status != 0 ? log_quote(err.message) : "");
        webhook_free(webhook);
    }
}

void webhooks_configure(struct webhooks *webhooks, const struct config *config)
{
    struct webhook *kept = NULL, **end = &kept;
    for (size_t i = 0; i < config->n_webhooks; i++) {
        struct webhook *webhook = webhook_take(webhooks, config->webhooks[i].name);
        if (webhook == NULL) {
            webhook = webhook_new(webhooks, config->webhooks[i].name);
            webhook->dirty = true;
        }
        webhook_configure(webhook, &config->webhooks[i]);
        webhook->next = NULL;
        *end = webhook;
        end = &webhook->next;
    }
    webhooks_forget(webhooks);
    webhooks->first = kept;
    webhooks->config = config;
    struct err err = {0};
    if (webhooks_save_now(webhooks, &err) == ERR_BUSY) {
        webhooks_save_later(webhooks, SAVE_WITHIN);
    }
    webhooks_arm(webhooks);
}

/* What was under way when the process ended may have arrived, and is sent again. */
static void webhooks_load(void *ctx, const struct store_webhook *row)
{
    struct webhooks *webhooks = ctx;
    struct webhook *webhook = webhook_new(webhooks, row->name);
    struct course *course = &webhook->course;
    int state = fsm_state(&course_fsm, row->state);
    course->state = state >= 0 ? (enum course_state)state : COURSE_IDLE;
    course->delivered = row->delivered < webhooks->newest ? row->delivered : webhooks->newest;
    course->fresh_from = row->fresh_from;
    course->failures = row->failures;
    course->failing_since = row->failing_since;
    course->next_try = row->next_try;
    course->last_delivery = row->last_delivery;
    course->decided = row->failing_since; /* or later, which nobody knows any more */
    course->last_error = mem_strdup(row->last_error);
    course->skipped = row->skipped;
    course_move(course, COURSE_LOST);
    webhook->next = webhooks->first;
    webhooks->first = webhook;
}

int webhooks_new(const struct webhooks_host *host, const struct config *config, uint64_t newest,
                 struct webhooks **ret_webhooks, struct err *err)
{
    struct webhooks *webhooks = mem_zalloc(sizeof *webhooks);
    uint8_t seed[RANDOM_SEED_SIZE];
    entropy_seed(seed);
    random_init(&webhooks->random, seed);
    webhooks->host = *host;
    webhooks->newest = newest;
    webhooks->timer = loop_add_timer(host->loop, webhooks_pump, webhooks);
    webhooks->save = loop_add_timer(host->loop, webhooks_on_save, webhooks);
    int status = store_webhooks_read(host->store, webhooks_load, webhooks, err);
    if (status != 0) {
        webhooks_free(webhooks);
        return status;
    }
    webhooks_configure(webhooks, config);
    *ret_webhooks = webhooks;
    return 0;
}

void webhooks_free(struct webhooks *webhooks)
{
    if (webhooks == NULL) {
        return;
    }
    struct err ignored; /* what is not durable is sent again */
    webhooks_save(webhooks, &ignored);
    for (struct webhook *webhook = webhooks->first, *next; webhook != NULL; webhook = next) {
        next = webhook->next;
        webhook_free(webhook);
    }
    loop_source_free(webhooks->timer);
    loop_source_free(webhooks->save);
    mem_free(webhooks);
}
