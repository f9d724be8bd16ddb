/* reload.c: SIGHUP: what can change while the service runs does, what cannot is said, a faulty file changes nothing. */
#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"
#include "service.h"

#include <stdio.h>

void service_log_faults(const char *path, const struct config_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct config_fault *fault = &faults->items[i];
        log_write(fault->warning ? LOG_LEVEL_WARNING : LOG_LEVEL_ERROR,
                  fault->warning ? "configuration" : "configuration is faulty", "at=%s:%u:%u reason=%s", path,
                  fault->line, fault->column, log_quote(fault->message));
    }
}

enum { FAULTS_SHOWN = 20, FAULTS_SIZE = 1 << 16 };

/* What status shows: a later configuration stands in the file, and this is wrong with it. */
static void reload_refuse(struct service *service, const struct config_faults *faults, const char *reason)
{
    struct buf text;
    buf_init(&text, FAULTS_SIZE);
    size_t shown = 0;
    for (size_t i = 0; faults != NULL && i < faults->count && shown < FAULTS_SHOWN; i++) {
        const struct config_fault *fault = &faults->items[i];
        if (!fault->warning) {
            buf_printf(&text, "%s:%u:%u: %s\n", service->config_path, fault->line, fault->column, fault->message);
            shown++;
        }
    }
    buf_append_string(&text, reason);
    mem_free(service->configuration.faults);
    service->configuration.faults = buf_take(&text);
    service->configuration.refused_at = clock_now();
    log_error("configuration not taken, the old one stays", reason[0] != '\0' ? "reason=%s" : "", log_quote(reason));
}

static void reload_take(struct service *service, const struct config_changes *changes)
{
    struct buf keys;
    buf_init(&keys, FAULTS_SIZE);
    for (size_t i = 0; i < changes->count; i++) {
        if (!changes->items[i].at_run_time) {
            buf_printf(&keys, "%s\n", changes->items[i].key);
        }
    }
    struct api_configuration *configuration = &service->configuration;
    mem_replace(&configuration->faults, NULL);
    mem_free(configuration->next_start);
    configuration->next_start = buf_take(&keys);
    configuration->read_at = clock_now();
    configuration->refused_at = INSTANT_NONE;
}

static void reload_log_changes(const struct config_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct config_change *change = &changes->items[i];
        if (change->at_run_time) {
            log_info("configuration changes", "key=%s", change->key);
        } else {
            log_warning("configuration change takes effect with the next start only", "key=%s", change->key);
        }
    }
}

/* Also without any change: a bridge that refused our password is asked again. */
static void reload_apply(struct service *service, struct config *config)
{
    struct config_changes changes = {0};
    config_compare(service->config, config, &changes);
    reload_log_changes(&changes);
    config_keep_fixed(service->config, config);
    struct err err = {0};
    if (bridge_link_configure(service->bridges, config, &err) != 0) {
        reload_refuse(service, NULL, err.message);
        config_free(config);
        return;
    }
    struct config *old = service->config;
    service->config = config;
    log_init(config->log_level, config->log_json, clock_now);
    log_set_audit(config->log_audit);
    api_set_config(service->api, config);
    turn_change_settings(service->turn);
    intake_link_configure(service->intake, config);
    webhook_link_configure(service->webhooks, config);
    config_free(old);
    reload_take(service, &changes);
    log_info("configuration read again", "changes=%zu", changes.count);
}

void service_reload(struct service *service)
{
    char state[64];
    snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)clock_monotonic_us());
    loop_notify(state);
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    int status = config_load(service->config_path, &config, &faults);
    service_log_faults(service->config_path, &faults);
    if (status != 0) {
        reload_refuse(service, &faults, "");
    } else {
        reload_apply(service, config);
    }
    loop_notify("READY=1");
}
