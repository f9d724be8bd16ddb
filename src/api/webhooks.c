/* api/webhooks.c: GET /v1/webhooks, one, and POST /v1/webhooks/{name}/replay, /test, /enable; and the body that a webhook is
 * sent. */
#include "base/mem.h"
#include "events.h"
#include "json_in.h"
#include "json_out.h"
#include "list.h"
#include "pending.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

#include <inttypes.h>
#include <string.h>

static const char WEBHOOKS_LETTER = 'w';

static bool webhook_at(const struct api *api, size_t i, struct api_webhook *ret_webhook)
{
    return api->host.webhook != NULL && api->host.webhook(api->host.ctx, i, ret_webhook);
}

static void webhook_write(struct json_writer *json, const struct api_webhook *webhook)
{
    json_write_object(json, NULL);
    json_write_text(json, "name", webhook->name);
    json_write_text(json, "host", webhook->host);
    json_write_text(json, "state", webhook->state);
    json_write_number(json, "delivered_to", (int64_t)webhook->delivered);
    json_write_number(json, "behind", (int64_t)webhook->behind);
    json_write_time(json, "behind_since", webhook->behind_since);
    json_write_time(json, "last_delivery", webhook->last_delivery);
    json_write_number(json, "failures", webhook->failures);
    json_write_time(json, "failing_since", webhook->failing_since);
    json_write_text(json, "last_error", webhook->last_error);
    json_write_time(json, "next_try", webhook->next_try);
    json_write_number(json, "skipped", (int64_t)webhook->skipped);
    json_write_end(json);
}

/* The place behind the one of this name. */
static size_t webhook_behind(const struct api *api, const char *name)
{
    struct api_webhook webhook;
    size_t at = 0;
    while (webhook_at(api, at, &webhook) && strcmp(webhook.name, name) != 0) {
        at++;
    }
    return at + 1;
}

int route_webhooks_list(struct call *call, struct err *err)
{
    const struct api *api = call->api;
    struct list_query query;
    int rc = list_query_read(call, WEBHOOKS_LETTER, LIST_NO_FILTERS, &query, err);
    if (rc < 0) {
        return rc;
    }
    api->host.engine(api->host.ctx); /* what has happened is in the journal */
    size_t at = query.has_place ? webhook_behind(api, query.place) : 0;
    struct api_webhook webhook;
    struct json_writer *json = list_begin(call, "webhooks");
    char last[LIST_PLACE_SIZE] = "";
    for (size_t n = 0; list_takes_more(call, &query, n) && webhook_at(api, at, &webhook); at++, n++) {
        webhook_write(json, &webhook);
        snprintf(last, sizeof last, "%s", webhook.name);
    }
    list_end(call, WEBHOOKS_LETTER, webhook_at(api, at, &webhook) ? last : NULL);
    return 0;
}

/* As it is now. */
static int webhook_respond(struct call *call, const char *name, struct err *err)
{
    struct api_webhook webhook;
    size_t behind = webhook_behind(call->api, name);
    if (!webhook_at(call->api, behind - 1, &webhook)) {
        return err_set(err, ERR_NOT_FOUND, "there is no such webhook");
    }
    webhook_write(respond_json(call), &webhook);
    respond_json_end(call, 200);
    return 0;
}

int route_webhook_get(struct call *call, struct err *err)
{
    call->api->host.engine(call->api->host.ctx); /* what has happened is in the journal */
    return webhook_respond(call, call->parts[0], err);
}

static int webhook_read(struct call *call, enum body_kind kind, struct body *ret_body, struct err *err)
{
    struct api_webhook webhook;
    if (!webhook_at(call->api, webhook_behind(call->api, call->parts[0]) - 1, &webhook)) {
        return err_set(err, ERR_NOT_FOUND, "there is no such webhook");
    }
    return request_body_json(call, kind, ret_body, err);
}

int route_webhook_replay(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    CLEAN_BODY struct body body = {0};
    int rc = webhook_read(call, BODY_REPLAY, &body, err);
    if (rc != 0) {
        return rc < 0 ? rc : 0;
    }
    uint64_t from_id = (uint64_t)json_integer_value(json_object_get(body.json, "from_event"));
    rc = host->webhook_replay(host->ctx, call->parts[0], from_id, body.command.start, err);
    return rc < 0 ? rc : webhook_respond(call, call->parts[0], err);
}

int route_webhook_enable(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    CLEAN_BODY struct body body = {0};
    int rc = webhook_read(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc < 0 ? rc : 0;
    }
    rc = host->webhook_enable(host->ctx, call->parts[0], err);
    return rc < 0 ? rc : webhook_respond(call, call->parts[0], err);
}

static void test_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    (void)reply;
    (void)content;
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    json_write_bool(json, "delivered", true);
    json_write_end(json);
    respond_json_end(call, 200);
}

int route_webhook_test(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    CLEAN_BODY struct body body = {0};
    int rc = webhook_read(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc < 0 ? rc : 0;
    }
    uint64_t token = pending_add(call, test_finish);
    rc = host->webhook_test(host->ctx, call->parts[0], token, err);
    if (rc < 0) {
        pending_forget(call->api, token);
    }
    return rc;
}

void api_event_message(const struct api *api, const struct journal_event *event, struct buf *body)
{
    char at[INSTANT_TEXT_SIZE];
    buf_printf(body, "{\"type\":\"%s\",\"timestamp\":\"%s\",\"id\":%" PRIu64 ",\"data\":", event->kind,
               instant_format(event->at, at), event->id);
    event_object(api, event, body);
    buf_append_char(body, '}');
    body->len = json_out_blank(body->data, body->len); /* a passcode is asked for, and not sent about */
    body->data[body->len] = '\0';
}

uint64_t api_newest_event(const struct api *api)
{
    return api->events->newest;
}
