/* api/respond.c: the one place that hands answers to the HTTP server and counts them. */
#include "respond.h"

#include "base/log.h"
#include "base/mem.h"
#include "json_out.h"
#include "keyed.h"
#include "memo.h"
#include "principal.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_KEPT = 64 * 1024 }; /* of the memory in which answers are written */

void respond_header(struct call *call, const char *name, const char *format, ...)
{
    assert(call->n_headers < CALL_HEADERS);
    char *value = call->header_values[call->n_headers];
    va_list args;
    va_start(args, format);
    vsnprintf(value, CALL_HEADER_SIZE, format, args);
    va_end(args);
    call->headers[call->n_headers].name = name;
    call->n_headers++;
}

void respond_header_value(struct call *call, const char *name, const char *value)
{
    assert(call->n_headers < CALL_HEADERS);
    size_t len = strnlen(value, CALL_HEADER_SIZE - 1);
    memcpy(call->header_values[call->n_headers], value, len);
    call->header_values[call->n_headers][len] = '\0';
    call->headers[call->n_headers++].name = name;
}

/* Who wanted to change what, and what came of it. */
static void respond_log(const struct call *call, int status)
{
    const char *method = http_exchange_method(call->exchange);
    if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0) {
        return;
    }
    const char *path = http_exchange_path(call->exchange);
    char who[128];
    log_audit("asked for", "by=%s method=%s path=%s status=%d", principal_words(call, who, sizeof who),
              log_quote(method), log_quote(path != NULL ? path : ""), status);
}

static void respond(struct call *call, struct http_response *response)
{
    assert(response->status >= 100 && response->status <= 599);
    /* Set now and not when they were added: a call is copied while it waits, and the values move with it. */
    for (size_t i = 0; i < call->n_headers; i++) {
        call->headers[i].value = call->header_values[i];
    }
    CLEAN_FREE char *link = call->link;
    call->link = NULL;
    size_t n = call->n_headers;
    if (link != NULL) {
        call->headers[n++] = (struct http_header){"Link", link};
    }
    response->headers = call->headers;
    response->n_headers = n;
    if (call->kept) {
        keyed_keep(call->keyed, response);
        return;
    }
    respond_log(call, response->status);
    call->api->answered[response->status / 100]++;
    if (!memo_keep(call, response)) {
        http_exchange_respond(call->exchange, response);
    }
}

void respond_text(struct call *call, int status, const char *content_type, const char *body, size_t len)
{
    respond(call, &(struct http_response){
                      .status = status,
                      .content_type = content_type,
                      .body = body,
                      .body_len = len,
                  });
}

void respond_source(struct call *call, const char *content_type, const struct http_source *source)
{
    respond(call, &(struct http_response){.status = 200, .content_type = content_type, .source = source});
}

struct json_writer *respond_json(struct call *call)
{
    struct api *api = call->api;
    assert(api->text.len == 0);
    json_write_begin(&api->json, &api->text);
    return &api->json;
}

void respond_json_end(struct call *call, int status)
{
    struct buf *text = &call->api->text;
    assert(json_write_is_whole(&call->api->json) && !text->overflown);
    if (call->role == ACCESS_LOOK) {
        text->len = json_out_blank(text->data, text->len);
    }
    respond_text(call, status, status >= 400 ? "application/problem+json" : "application/json", text->data, text->len);
    if (text->capacity > TEXT_KEPT) {
        buf_done(text);
    }
    buf_clear(text);
}

void respond_empty(struct call *call, int status)
{
    respond_text(call, status, NULL, "", 0);
}
