/* backup.c: GET /v1/backup and --check-backup. */
#include "backup.h"

#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"
#include "service.h"

#include <stdio.h>
#include <stdlib.h>

struct backup {
    struct service *service;
    struct store_backup *copy; /* owned */
    int64_t began_us, longest_us;
    uint64_t bytes;
    bool whole;
};

static int backup_more(void *ctx, struct buf *piece)
{
    struct backup *backup = ctx;
    if (turn_hurries(backup->service->turn)) {
        return 1;
    }
    struct err err = {0};
    int64_t began_us = clock_monotonic_us();
    int status = store_backup_more(backup->copy, piece, &err);
    int64_t took_us = clock_monotonic_us() - began_us;
    backup->longest_us = took_us > backup->longest_us ? took_us : backup->longest_us;
    backup->bytes += piece->len;
    backup->whole = status == 0;
    if (status < 0) {
        log_error("a backup failed, its reader gets half of it and is told so", "reason=%s", log_quote(err.message));
    }
    return status;
}

static void backup_free(void *ctx)
{
    struct backup *backup = ctx;
    int64_t took_us = clock_monotonic_us() - backup->began_us;
    log_info(backup->whole ? "a backup was made" : "a backup was not read to its end",
             "bytes=%llu took_ms=%lld longest_step_us=%lld", (unsigned long long)backup->bytes,
             (long long)(took_us / 1000), (long long)backup->longest_us);
    backup->service->backup_under_way = false;
    store_backup_free(backup->copy);
    mem_free(backup);
}

int backup_open(struct service *service, struct http_source *ret_source, struct err *err)
{
    if (service->backup_under_way) {
        return err_set(err, ERR_CONFLICT, "a backup is under way already");
    }
    struct store_backup *copy = NULL;
    int status = store_backup_new(service->store, &copy, err);
    if (status != 0) {
        return status;
    }
    struct backup *backup = mem_zalloc(sizeof *backup);
    *backup = (struct backup){.service = service, .copy = copy, .began_us = clock_monotonic_us()};
    service->backup_under_way = true;
    *ret_source = (struct http_source){.more = backup_more, .free = backup_free, .ctx = backup};
    return 0;
}

static void backup_describe(const char *path, struct store *store, const struct engine *engine)
{
    struct engine_counts counts;
    int64_t bytes = 0;
    int version = 0;
    uint64_t meetings = 0;
    engine_count(engine, &counts);
    store_info(store, &bytes, &version);
    for (size_t i = 0; i < N_MEETING_STATES; i++) {
        meetings += counts.meetings[i];
    }
    printf("%s is good: %lld bytes, %llu meetings (%llu to come, %llu running)\n", path, (long long)bytes,
           (unsigned long long)meetings, (unsigned long long)counts.meetings[MEETING_SCHEDULED],
           (unsigned long long)(counts.meetings[MEETING_STARTING] + counts.meetings[MEETING_ACTIVE]));
}

int backup_check(const struct config *config, const char *path)
{
    static const uint8_t SEED[RANDOM_SEED_SIZE];
    struct store *store = NULL;
    struct err err = {0};
    struct engine *engine = engine_new(&config->settings, SEED);
    int status = store_open_copy(path, &store, &err);
    if (status == 0) {
        status = store_load(store, engine, &err);
    }
    if (status == 0) {
        backup_describe(path, store, engine);
    } else {
        fprintf(stderr, "cospaced: %s\n", err.message);
    }
    engine_free(engine);
    store_close(store);
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
