/* api/calendars_write.c: a pushed calendar, or one iTIP message, perhaps in a mail: the bytes go to the locked-in
 * reader, what they did comes back. */
#include "calendars.h"

#include "json_out.h"
#include "pending.h"
#include "request_body.h"
#include "respond.h"
#include "routes.h"

#include <string.h>

bool calendar_name_is_valid(const char *name)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static const char all[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return strspn(name, first) > 0 && strspn(name, all) == strlen(name) && strlen(name) <= 64;
}

const struct config_calendar *calendar_configured(const struct api *api, const char *name)
{
    for (size_t i = 0; api->config != NULL && i < api->config->n_calendars; i++) {
        if (strcmp(api->config->calendars[i].name, name) == 0) {
            return &api->config->calendars[i];
        }
    }
    return NULL;
}

static void calendar_finish(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    json_write_number(json, "bookings", reply->counts.bookings);
    json_write_number(json, "created", reply->counts.created);
    json_write_number(json, "changed", reply->counts.changed);
    json_write_number(json, "cancelled", reply->counts.cancelled);
    json_write_number(json, "unchanged", reply->counts.unchanged);
    json_write_array(json, "refused");
    for (size_t i = 0; content != NULL && i < content->n_refusals; i++) {
        json_out_refusal(json, &content->refusals[i]);
    }
    json_write_end(json);
    if (reply->note[0] != '\0') {
        json_write_text(json, "note", reply->note);
    }
    json_write_end(json);
    respond_json_end(call, 200);
}

/* False: the type of the body was refused and has been answered. */
static bool kind_settle(struct call *call, enum api_calendar_kind *kind)
{
    bool mail = false;
    if (*kind == API_CALENDAR_IS) {
        return request_body_is_calendar(call);
    }
    if (!request_body_is_calendar_or_mail(call, &mail)) {
        return false;
    }
    *kind = mail ? API_CALENDAR_MAIL : *kind;
    return true;
}

static int calendar_push(struct call *call, enum api_calendar_kind kind, struct err *err)
{
    const char *name = call->parts[0];
    struct api *api = call->api;
    if (!calendar_name_is_valid(name)) {
        return err_set_field(err, ERR_INVALID, "name",
                             "a calendar's name has 1 to 64 of a-z, 0-9, _ and -, the first a letter or digit");
    }
    if (calendar_configured(api, name) != NULL) {
        return err_set_field(err, ERR_CONFLICT, "name", "this calendar has a source in the configuration");
    }
    if (!kind_settle(call, &kind)) {
        return 0;
    }
    int body = http_exchange_take_body(call->exchange, err);
    if (body < 0) {
        return body;
    }
    struct api_calendar calendar = {
        .kind = kind,
        .token = pending_add(call, calendar_finish),
        .name = name,
        .take_body = body,
        .body_hash = http_exchange_body_hash(call->exchange),
    };
    int rc = api->host.read_calendar(api->host.ctx, &calendar, err);
    if (rc < 0) {
        pending_forget(api, calendar.token);
    }
    return rc;
}

int route_calendar_put(struct call *call, struct err *err)
{
    return calendar_push(call, API_CALENDAR_IS, err);
}

int route_calendar_post(struct call *call, struct err *err)
{
    return calendar_push(call, API_CALENDAR_MESSAGE, err);
}

static void calendar_released(struct call *call, const struct reply *reply, const struct calendar_content *content)
{
    (void)content;
    calendar_respond(call, 200, reply->calendar->name);
}

/* What it lost may be meant: its source is looked at again at once, and obeyed. */
int route_calendar_release(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    bool known = engine_calendar(host->engine(host->ctx), call->parts[0]) != NULL;
    if (!known && calendar_configured(call->api, call->parts[0]) == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no such calendar");
    }
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc;
    }
    if (!known) {
        return err_set(err, ERR_CONFLICT, "this calendar is not held back");
    }
    body.command.kind = COMMAND_RELEASE;
    body.command.calendar = call->parts[0];
    return pending_submit(call, &body.command, calendar_released, err);
}

/* 202: what the look brings is seen in the calendar. */
int route_calendar_refresh(struct call *call, struct err *err)
{
    const struct api_host *host = &call->api->host;
    const char *name = call->parts[0];
    bool configured = calendar_configured(call->api, name) != NULL;
    if (!configured && engine_calendar(host->engine(host->ctx), name) == NULL) {
        return err_set(err, ERR_NOT_FOUND, "there is no such calendar");
    }
    CLEAN_BODY struct body body = {0};
    int rc = request_body_json(call, BODY_NOTHING, &body, err);
    if (rc != 0) {
        return rc;
    }
    if (!configured || host->refresh == NULL) {
        return err_set(err, ERR_CONFLICT,
                       "this calendar has no source in the configuration to be looked at: it is what was pushed last");
    }
    host->refresh(host->ctx, name);
    calendar_respond(call, 202, name);
    return 0;
}
