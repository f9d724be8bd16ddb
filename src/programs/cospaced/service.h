/* service.h: the rooms of the daemon and who lives in them. Made and unmade in order by service.c. */
#ifndef COSPACED_SERVICE_H
#define COSPACED_SERVICE_H

#include "api/api.h"
#include "bridge_link.h"
#include "calendar_link.h"
#include "config/config.h"
#include "core/engine.h"
#include "handed.h"
#include "intake_link.h"
#include "loop/loop.h"
#include "store/store.h"
#include "turn.h"
#include "webhook_link.h"

enum { SERVICE_SIGNALS = 3 };

struct service {
    const char *config_path;
    struct config *config; /* owned, as all below */
    struct loop *loop;
    struct store *store;
    struct engine *engine; /* what it shows is durable, except during a turn */
    struct http_pool *http;
    struct bridge_link *bridges;
    struct calendar_link *calendars;
    struct turn *turn;
    struct intake_link *intake;
    struct api *api;
    struct webhook_link *webhooks;
    struct handed handed; /* until the API has them */
    struct loop_source *signals[SERVICE_SIGNALS];
    struct loop_source *leaving; /* NULL: it is not stopping */
    int leave_looks;
    struct api_measures measures;
    struct api_configuration configuration; /* its texts are owned */
    struct counters counters; /* as of the last commit: what an engine that is undone had counted is not true */
    instant started;
    bool backup_under_way;
};

/* Takes config. Runs until a signal or a failure that only a new start can mend; returns the exit code. */
int service_run(const char *config_path, struct config *config);
/* A new engine, loaded from the store, in the place of the old one; it has not been told that it is started. */
int service_build_engine(struct service *service, struct err *err);
/* Where bodies wait: the folder of the store. Owned by the caller. */
char *service_spool_folder(const struct service *service);
/* The end, after something that cannot be survived was logged. */
void service_fail(struct service *service);

/* reload.c: reads the configuration again; every fault is logged, and then nothing changes. */
void service_reload(struct service *service);
/* Each fault or warning as one line of the log. */
void service_log_faults(const char *path, const struct config_faults *faults);

#endif
