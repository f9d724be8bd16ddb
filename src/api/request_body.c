/* api/request_body.c: refusing bodies of the wrong type, once, for all routes. */
#include "request_body.h"

#include "media.h"
#include "problem.h"

static void request_body_refuse(struct call *call, const char *why)
{
    struct err err;
    err_set(&err, ERR_UNREADABLE, "%s", why);
    problem_respond(call, 415, &err);
}

/* True if the answer has been given. */
static bool request_body_is_encoded(struct call *call)
{
    if (media_is_plain(http_exchange_header(call->exchange, "Content-Encoding"))) {
        return false;
    }
    request_body_refuse(call, "bodies are taken without Content-Encoding only");
    return true;
}

bool request_body_is_json(struct call *call, const char **ret_bytes, size_t *ret_len)
{
    const char *bytes = http_exchange_body(call->exchange, ret_len);
    *ret_bytes = bytes != NULL ? bytes : "";
    if (*ret_len == 0) {
        return true;
    }
    if (request_body_is_encoded(call)) {
        return false;
    }
    bool is = media_is_json(http_exchange_header(call->exchange, "Content-Type"));
    if (!is) {
        request_body_refuse(call, "send JSON with Content-Type: application/json");
    }
    return is;
}

int request_body_json(struct call *call, enum body_kind kind, struct body *ret_body, struct err *err)
{
    *ret_body = (struct body){0};
    const char *bytes = NULL;
    size_t len = 0;
    return request_body_is_json(call, &bytes, &len) ? body_read(kind, bytes, len, ret_body, err) : 1;
}

bool request_body_is_calendar(struct call *call)
{
    if (request_body_is_encoded(call)) {
        return false;
    }
    bool is = media_is_calendar(http_exchange_header(call->exchange, "Content-Type"));
    if (!is) {
        request_body_refuse(call, "send a calendar in UTF-8 with Content-Type: text/calendar");
    }
    return is;
}

bool request_body_is_calendar_or_mail(struct call *call, bool *ret_mail)
{
    if (request_body_is_encoded(call)) {
        return false;
    }
    const char *type = http_exchange_header(call->exchange, "Content-Type");
    *ret_mail = media_is_mail(type);
    if (!*ret_mail && !media_is_calendar(type)) {
        request_body_refuse(call, "send a message in UTF-8 with Content-Type: text/calendar, or a whole mail with "
                                  "message/rfc822");
        return false;
    }
    return true;
}
