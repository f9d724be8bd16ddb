/* api/problem.c: what went wrong, as application/problem+json (RFC 9457). `type` is about:blank: the status says which
 * kind of problem it is, as RFC 9457 4.2.1 has it. */
#include "problem.h"

#include "json_out.h"
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

static json_t *problem_detail(int status, const struct err *err)
{
    if (err == NULL || err->message[0] == '\0') {
        return json_out_text(problem_find(status)->detail);
    }
    if (err->line == 0) {
        return json_out_text(err->message);
    }
    char detail[sizeof err->message + 64];
    if (err->column != 0) {
        snprintf(detail, sizeof detail, "line %u, column %u: %s", err->line, err->column, err->message);
    } else {
        snprintf(detail, sizeof detail, "line %u: %s", err->line, err->message);
    }
    return json_out_text(detail);
}

json_t *problem_json(int status, const struct err *err)
{
    json_t *problem = json_object();
    json_out_put(problem, "type", json_string("about:blank"));
    json_out_put(problem, "title", json_string(problem_find(status)->title));
    json_out_put(problem, "status", json_integer(status));
    json_out_put(problem, "detail", problem_detail(status, err));
    if (err != NULL && err->field[0] != '\0') {
        json_out_put(problem, "field", json_out_text(err->field));
    }
    return problem;
}

void problem_respond(struct call *call, int status, const struct err *err)
{
    if (status == 503) {
        respond_header(call, "Retry-After", "1");
    }
    respond_json_take(call, status, problem_json(status, err));
}

void problem_respond_err(struct call *call, const struct err *err)
{
    problem_respond(call, err_http_status(err->code), err);
}
