/* webhook/test.c: an event of type "test", sent because somebody wants to see whether it arrives. */
#include "base/mem.h"
#include "inside.h"
#include "loop/clock.h"

#include <inttypes.h>

static void test_end(struct webhook *webhook, const struct err *err)
{
    const struct webhooks_host *host = &webhook->all->host;
    webhook->test = NULL;
    host->tested(host->ctx, webhook->test_token, err);
}

static void test_on_answer(void *ctx, const struct http_fetched *fetched)
{
    char reason[WEBHOOK_REASON];
    struct err err = {0};
    if (fetched->status < 200 || fetched->status >= 300) {
        webhook_explain(fetched, reason, sizeof reason);
        err_set(&err, ERR_REMOTE, "%s", reason);
    }
    test_end(ctx, &err);
}

void webhook_test_drop(struct webhook *webhook, const char *why)
{
    if (webhook->test != NULL) {
        struct err err;
        http_fetch_cancel(webhook->test);
        err_set(&err, ERR_CONFLICT, "%s", why);
        test_end(webhook, &err);
    }
}

int webhooks_test(struct webhooks *webhooks, const char *name, uint64_t token, struct err *err)
{
    struct webhook *webhook = webhook_find(webhooks, name);
    char at[INSTANT_TEXT_SIZE];
    if (webhook == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no such webhook");
    }
    if (webhook->test != NULL) {
        return err_set(err, ERR_CONFLICT, "a test of this webhook is under way already");
    }
    instant now = clock_now();
    CLEAN_BUF struct buf body;
    buf_init(&body, 1024);
    buf_printf(&body, "{\"type\":\"test\",\"timestamp\":\"%s\",\"id\":null,\"data\":{\"webhook\":\"%s\"}}",
               instant_format(now, at), webhook->name);
    CLEAN_FREE char *id = mem_printf("test_%s_%" PRId64, webhooks->host.installation(webhooks->host.ctx), now);
    webhook->test_token = token;
    return webhook_post(webhook, id, &body, test_on_answer, webhook, &webhook->test, err);
}
