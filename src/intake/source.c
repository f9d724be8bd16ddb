/* intake/source.c: what a kind of source may ask for, and how a look ends: what the log says of it and when the next
 * one is. */
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "http/spool.h"
#include "inside.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A feed is given longer than a bridge: it may be made anew for each request. */
enum { PATIENCE = 3, REASON_SIZE = 512, VALIDATOR_LIMIT = 1024 * 1024 };
static const duration_ms FETCH_MOST = 10 * MINUTE_MS;

const struct config_calendar *source_calendar(const struct source *source)
{
    return source->calendar;
}

struct loop *source_loop(const struct source *source)
{
    return source->intake->host.loop;
}

void source_wake(struct source *source)
{
    schedule_wake(&source->intake->schedule, &source->entry, intake_monotonic_ms());
    intake_arm(source->intake);
}

static const char *text_or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

int source_fetch(struct source *source, struct http_fetch_options *options, http_fetch_fn *call, void *ctx,
                 struct http_fetch **ret_fetch, struct err *err)
{
    const struct config_calendar *calendar = source->calendar;
    const struct config *config = source->intake->config;
    options->username = text_or_null(calendar->username);
    options->password = &calendar->password;
    options->token = calendar->token.value != NULL ? &calendar->token : NULL;
    options->ca_file = text_or_null(calendar->ca_file);
    options->verify = calendar->verify;
    options->proxy = strcmp(calendar->proxy, "none") == 0 ? "" : text_or_null(calendar->proxy);
    options->connect_timeout = PATIENCE * config->connect_timeout;
    options->idle_timeout = PATIENCE * config->request_timeout;
    options->total_timeout = FETCH_MOST;
    options->limit = (size_t)config->calendar_limits.body;
    return http_fetch_start(source->intake->host.http, options, call, ctx, ret_fetch, err);
}

uint64_t source_limit(const struct source *source)
{
    return source->intake->config->calendar_limits.body;
}

int source_spool(struct source *source, struct err *err)
{
    return spool_open(source->intake->spool_folder, err);
}

char *source_remembered(const struct source *source, const char *key)
{
    const struct intake_host *host = &source->intake->host;
    return validator_get(host->validator(host->ctx, source->name), key);
}

char *source_validator(const struct source *source, const char *key)
{
    const struct intake_host *host = &source->intake->host;
    const char *lines = host->validator(host->ctx, source->name);
    char how[32];
    snprintf(how, sizeof how, "%016llx", (unsigned long long)source->how);
    CLEAN_FREE char *was = validator_get(lines, "how");
    return was != NULL && strcmp(was, how) == 0 ? validator_get(lines, key) : NULL;
}

bool source_is_unfinished(const struct source *source)
{
    const struct intake_host *host = &source->intake->host;
    return host->unfinished(host->ctx, source->name);
}

void source_resources(const struct source *source, struct intake_resource **ret_resources, size_t *ret_n)
{
    const struct intake_host *host = &source->intake->host;
    host->resources(host->ctx, source->name, ret_resources, ret_n);
}

void intake_resources_free(struct intake_resource *resources, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mem_free(resources[i].href);
        mem_free(resources[i].etag);
    }
    mem_free(resources);
}

/* Deliveries */

static void source_on_outcome(void *ctx, const struct intake_outcome *outcome)
{
    struct source *source = ctx;
    intake_outcome_fn *call = source->call;
    source->call = NULL;
    call(source->call_ctx, outcome);
}

void source_say_refused(struct source *source)
{
    if (source->call != NULL && source->refused.code != 0) {
        struct intake_outcome outcome = {.err = source->refused};
        source->refused.code = 0;
        source_on_outcome(source, &outcome);
    }
}

void source_deliver(struct source *source, struct intake_delivery *delivery, intake_outcome_fn *call, void *ctx)
{
    const struct intake_host *host = &source->intake->host;
    struct buf lines CLEAN_BUF;
    buf_init(&lines, VALIDATOR_LIMIT);
    if (delivery->validator != NULL) {
        buf_printf(&lines, "how=%016llx\n", (unsigned long long)source->how);
        buf_append_string(&lines, delivery->validator);
        delivery->validator = lines.overflown ? NULL : buf_string(&lines);
    }
    delivery->calendar = source->name;
    delivery->hold_percent = source->calendar->hold_if_lost < 100 ? source->calendar->hold_if_lost : 0;
    source->call = call;
    source->call_ctx = ctx;
    schedule_body(&source->intake->schedule, &source->entry);
    source->refused.code = 0;
    int r = host->deliver(host->ctx, delivery, source_on_outcome, source, &source->refused);
    source->refused.code = r;
    delivery->validator = NULL;
    delivery->fd = -1;
    intake_arm(source->intake);
}

/* Endings */

void source_note(struct source *source, const char *why)
{
    const struct intake_host *host = &source->intake->host;
    host->failed(host->ctx, source->name, why);
}

static void source_end(struct source *source, const struct ending *ending, duration_ms *ret_wait)
{
    *ret_wait = schedule_end(&source->intake->schedule, &source->entry, ending, intake_monotonic_ms());
    intake_arm(source->intake);
}

static void source_recover(struct source *source, uint32_t failures)
{
    char length[INSTANT_TEXT_SIZE];
    if (source->health == HEALTH_ILL) {
        duration_format((intake_monotonic_ms() - source->ill_since) / SECOND_MS * SECOND_MS, length);
        log_info("calendar can be fetched again", "calendar=%s failures=%u after=%s", source->name, failures, length);
    }
    source->health = HEALTH_WELL;
}

void source_succeed(struct source *source)
{
    duration_ms wait;
    uint32_t failures = source->entry.failures;
    source_end(source, &(struct ending){.kind = ENDING_WELL, .retry_after = -1}, &wait);
    source_recover(source, failures);
}

void source_unchanged(struct source *source)
{
    const struct intake_host *host = &source->intake->host;
    host->unchanged(host->ctx, source->name);
    source_succeed(source);
}

/* A state of ill health is said once, when it begins. */
/* Another number of seconds or bytes is no other reason. */
static uint64_t reason_hash(const char *reason)
{
    uint64_t hash = HASH_START;
    for (; *reason != '\0'; reason++) {
        if (*reason < '0' || *reason > '9') {
            hash = hash_bytes(hash, reason, 1);
        }
    }
    return hash;
}

static void source_worsen(struct source *source, const struct source_failure *failure, duration_ms wait)
{
    enum source_health health = failure->held ? HEALTH_HELD : HEALTH_ILL;
    uint64_t of = reason_hash(failure->reason);
    char length[INSTANT_TEXT_SIZE];
    duration_format(wait < SECOND_MS ? wait : wait / SECOND_MS * SECOND_MS, length);
    bool news = source->health != health;
    if (!news && (health == HEALTH_HELD || source->ill_of == of)) {
        log_debug("calendar still fails", "calendar=%s failures=%u reason=%s trying_again_in=%s", source->name,
                  source->entry.failures, log_quote(failure->reason), length);
        return;
    }
    source->health = health;
    source->ill_of = of;
    source->ill_since = news ? intake_monotonic_ms() : source->ill_since;
    if (health == HEALTH_ILL) { /* of what is held back the engine says it */
        log_warning(news ? "calendar cannot be fetched, its meetings stay as they were"
                         : "calendar still cannot be fetched, for another reason",
                    "calendar=%s reason=%s trying_again_in=%s", source->name, log_quote(failure->reason), length);
    }
}

void source_fail(struct source *source, const struct source_failure *failure)
{
    const struct intake_host *host = &source->intake->host;
    struct ending ending = {
        .kind = failure->held      ? ENDING_HELD
                : failure->patient ? ENDING_PATIENT
                                   : ENDING_BAD,
        .retry_after = failure->retry_after,
    };
    if (!failure->noted) {
        host->failed(host->ctx, source->name, failure->reason);
    }
    duration_ms wait;
    source_end(source, &ending, &wait);
    source_worsen(source, failure, wait);
}

/* Asking a server again soon after one of these does not help, and may lock the account. One that is asked too often
 * and says when it may be asked again knows that better. */
static bool status_wants_patience(int status, duration_ms retry_after)
{
    if (status == 429 && retry_after >= 0) {
        return false;
    }
    return status >= 400 && status < 500 && status != 408 && status != 423 && status != 425;
}

void source_fail_fetched(struct source *source, const struct http_fetched *fetched)
{
    char reason[REASON_SIZE];
    http_fetched_explain(fetched, reason, sizeof reason);
    struct source_failure failure = {
        .reason = reason,
        .retry_after = fetched->retry_after,
        .patient = status_wants_patience(fetched->status, fetched->retry_after),
    };
    source_fail(source, &failure);
}

void source_fail_outcome(struct source *source, const struct intake_outcome *outcome)
{
    struct source_failure failure = {
        .reason = outcome->err.message,
        .retry_after = -1,
        .noted = outcome->held || outcome->err.code == ERR_BUSY,
        .held = outcome->held,
    };
    source_fail(source, &failure);
}
