/* store/row_webhook.c: how far webhooks have come, written some at a time. */
#include "store/webhooks.h"

#include "base/mem.h"
#include "store/db.h"

static const char BEGIN[] = "BEGIN IMMEDIATE";
static const char COMMIT[] = "COMMIT";
static const char WRITE[] = "INSERT OR REPLACE INTO webhook (name, state, delivered, fresh_from, failures,"
                            " failing_since, next_try, last_delivery, last_error, skipped)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char DELETE[] = "DELETE FROM webhook WHERE name = ?";
static const char READ[] = "SELECT name, state, delivered, fresh_from, failures, failing_since, next_try,"
                           " last_delivery, last_error, skipped FROM webhook ORDER BY name";

static int webhook_write(struct store *store, const struct store_webhook *webhook, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_WEBHOOK_WRITE, WRITE);
    row_put_text(&row, webhook->name);
    row_put_text(&row, webhook->state);
    row_put_u64(&row, webhook->delivered);
    row_put_instant(&row, webhook->fresh_from);
    row_put_i64(&row, webhook->failures);
    row_put_instant(&row, webhook->failing_since);
    row_put_instant(&row, webhook->next_try);
    row_put_instant(&row, webhook->last_delivery);
    row_put_text(&row, webhook->last_error);
    row_put_u64(&row, webhook->skipped);
    return row_run(&row, err);
}

int store_webhooks_write(struct store *store, const struct store_webhook *webhooks, size_t n, struct err *err)
{
    struct row begin = row_begin(store, STATEMENT_BEGIN, BEGIN);
    int status = row_run(&begin, err);
    for (size_t i = 0; status == 0 && i < n; i++) {
        status = webhook_write(store, &webhooks[i], err);
    }
    if (status == 0) {
        struct row commit = row_begin(store, STATEMENT_COMMIT, COMMIT);
        status = row_run(&commit, err);
    }
    if (status != 0 && sqlite3_get_autocommit(store->db) == 0) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

int store_webhook_remove(struct store *store, const char *name, struct err *err)
{
    struct row row = row_begin(store, STATEMENT_WEBHOOK_DELETE, DELETE);
    row_put_text(&row, name);
    return row_run(&row, err);
}

int store_webhooks_read(struct store *store, void (*call)(void *ctx, const struct store_webhook *webhook), void *ctx,
                        struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "webhook", READ, &rows, err);
    if (status != 0) {
        return status;
    }
    while ((status = rows_next(&rows, err)) == 1) {
        CLEAN_FREE char *name = rows_text(&rows);
        CLEAN_FREE char *state = rows_text(&rows);
        struct store_webhook webhook = {
            .name = name,
            .state = state,
            .delivered = rows_u64(&rows),
        };
        webhook.fresh_from = rows_instant(&rows);
        webhook.failures = rows_u32(&rows);
        webhook.failing_since = rows_instant(&rows);
        webhook.next_try = rows_instant(&rows);
        webhook.last_delivery = rows_instant(&rows);
        CLEAN_FREE char *last_error = rows_text(&rows);
        webhook.last_error = last_error;
        webhook.skipped = rows_u64(&rows);
        call(ctx, &webhook);
    }
    return status;
}
