/* api/problem.c: what went wrong, as application/problem+json (RFC 9457). `type` is about:blank: the status says which
 * kind of problem it is, as RFC 9457 4.2.1 has it. */
#include "problem.h"

#include "respond.h"

#include <stdio.h>

struct problem_title {
    int status;
    const char *title;
    const char *detail; /* when nothing more is known */
};

static const struct problem_title TITLES[] = {
    {400, "Bad Request", "the request cannot be read"},
    {401, "Unauthorized", "a token is missing"},
    {403, "Forbidden", "the token does not reach"},
    {404, "Not Found", "there is nothing at this path"},
    {405, "Method Not Allowed", "this path does not take that method"},
    {408, "Request Timeout", "the request did not arrive in time"},
    {409, "Conflict", "the present state forbids this"},
    {412, "Precondition Failed", "the object is not what If-Match says any more"},
    {413, "Content Too Large", "the body is larger than is taken here"},
    {414, "URI Too Long", "the path or query is longer than is taken here"},
    {415, "Unsupported Media Type", "this path does not take a body of that type"},
    {421, "Misdirected Request", "this service is not what Host names"},
    {422, "Unprocessable Content", "a value makes no sense"},
    {431, "Request Header Fields Too Large", "the header is larger than is taken here"},
    {500, "Internal Server Error", "the service failed; its log says more"},
    {501, "Not Implemented", "the service does not know that method"},
    {502, "Bad Gateway", "a call bridge refused"},
    {503, "Service Unavailable", "the service cannot do this now; send the same again later"},
    {504, "Gateway Timeout", "a call bridge did not answer in time"},
};

static const struct problem_title *problem_find(int status)
{
    static const struct problem_title other = {0, "Error", "the request was not served"};
    for (size_t i = 0; i < sizeof TITLES / sizeof TITLES[0]; i++) {
        if (TITLES[i].status == status) {
            return &TITLES[i];
        }
    }
    return &other;
}

static void problem_detail(struct json_writer *json, int status, const struct err *err)
{
    const char *detail = err == NULL || err->message[0] == '\0' ? problem_find(status)->detail : err->message;
    char placed[sizeof err->message + 64];
    if (err != NULL && err->line != 0 && err->column != 0) {
        snprintf(placed, sizeof placed, "line %u, column %u: %s", err->line, err->column, detail);
    } else if (err != NULL && err->line != 0) {
        snprintf(placed, sizeof placed, "line %u: %s", err->line, detail);
    }
    json_write_text(json, "detail", err != NULL && err->line != 0 ? placed : detail);
}

void problem_write(struct json_writer *json, int status, const struct err *err)
{
    json_write_text(json, "type", "about:blank");
    json_write_text(json, "title", problem_find(status)->title);
    json_write_number(json, "status", status);
    problem_detail(json, status, err);
    if (err != NULL && err->field[0] != '\0') {
        json_write_text(json, "field", err->field);
    }
}

void problem_respond(struct call *call, int status, const struct err *err)
{
    if (status == 503) {
        respond_header_value(call, "Retry-After", "1");
    }
    struct json_writer *json = respond_json(call);
    json_write_object(json, NULL);
    problem_write(json, status, err);
    json_write_end(json);
    respond_json_end(call, status);
}

void problem_respond_err(struct call *call, const struct err *err)
{
    problem_respond(call, err_http_status(err->code), err);
}
