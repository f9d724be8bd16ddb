/* webhook_link.c: the host of the webhooks, and they for the API. */
#include "webhook_link.h"

#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"
#include "service.h"
#include "webhook/webhooks.h"
#include "yield.h"

struct webhook_link {
    struct service *service;
    struct webhooks *webhooks;
    struct yield yield;
};

static const char *link_installation(void *ctx)
{
    const struct engine *engine = ((struct webhook_link *)ctx)->service->engine;
    const char *installation = engine_tenure(engine)->installation;
    return installation[0] != '\0' ? installation : engine_settings(engine)->place;
}

static void link_settle(void *ctx)
{
    turn_settle(((struct webhook_link *)ctx)->service->turn);
}

static void link_message(void *ctx, const struct journal_event *event, struct buf *body)
{
    api_event_message(((struct webhook_link *)ctx)->service->api, event, body);
}

static bool link_yields(void *ctx)
{
    struct webhook_link *link = ctx;
    return yield_step(&link->yield, turn_hurries(link->service->turn), clock_monotonic_us());
}

static void link_tested(void *ctx, uint64_t token, const struct err *err)
{
    struct reply reply = {.token = token, .err = *err};
    api_reply(((struct webhook_link *)ctx)->service->api, &reply, NULL);
}

static void link_store_failed(void *ctx, const struct err *err)
{
    log_error("the store failed, the service ends", "reason=%s", log_quote(err->message));
    service_fail(((struct webhook_link *)ctx)->service);
}

int webhook_link_new(struct service *service, struct webhook_link **ret_link, struct err *err)
{
    struct webhook_link *link = mem_zalloc(sizeof *link);
    link->service = service;
    struct webhooks_host host = {
        .ctx = link,
        .loop = service->loop,
        .http = service->http,
        .store = service->store,
        .installation = link_installation,
        .settle = link_settle,
        .message = link_message,
        .yields = link_yields,
        .tested = link_tested,
        .store_failed = link_store_failed,
    };
    int status = webhooks_new(&host, service->config, api_newest_event(service->api), &link->webhooks, err);
    if (status != 0) {
        mem_free(link);
        return status;
    }
    *ret_link = link;
    return 0;
}

void webhook_link_free(struct webhook_link *link)
{
    if (link != NULL) {
        webhooks_free(link->webhooks);
        mem_free(link);
    }
}

void webhook_link_configure(struct webhook_link *link, const struct config *config)
{
    webhooks_configure(link->webhooks, config);
}

void webhook_link_wake(struct webhook_link *link)
{
    if (link != NULL) {
        webhooks_wake(link->webhooks, api_newest_event(link->service->api));
    }
}

/* Until they are there nobody asks: the loop does not run yet. */
static struct webhooks *webhooks_of(void *ctx)
{
    return ((struct service *)ctx)->webhooks->webhooks;
}

static bool offer_webhook(void *ctx, size_t i, struct api_webhook *ret_webhook)
{
    struct webhook_view view;
    if (!webhooks_view(webhooks_of(ctx), i, &view)) {
        return false;
    }
    *ret_webhook = (struct api_webhook){
        .name = view.name,
        .host = view.host,
        .state = view.state,
        .delivered = view.delivered,
        .behind = view.behind,
        .behind_since = view.behind_since,
        .failing_since = view.failing_since,
        .next_try = view.next_try,
        .last_delivery = view.last_delivery,
        .failures = view.failures,
        .last_error = view.last_error,
        .skipped = view.skipped,
        .n_delivered = view.n_delivered,
        .n_failed = view.n_failed,
        .n_skipped = view.n_skipped,
    };
    return true;
}

static int offer_replay(void *ctx, const char *name, uint64_t from_event, instant from, struct err *err)
{
    return webhooks_replay(webhooks_of(ctx), name, from_event, from, err);
}

static int offer_enable(void *ctx, const char *name, struct err *err)
{
    return webhooks_enable(webhooks_of(ctx), name, err);
}

static int offer_test(void *ctx, const char *name, uint64_t token, struct err *err)
{
    return webhooks_test(webhooks_of(ctx), name, token, err);
}

void webhook_link_offer(struct api_host *host)
{
    host->webhook = offer_webhook;
    host->webhook_replay = offer_replay;
    host->webhook_enable = offer_enable;
    host->webhook_test = offer_test;
}
