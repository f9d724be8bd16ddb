/* control.c: routes, who may, and the shape of answers. */
#include "control.h"

#include "base/mem.h"
#include "credentials.h"
#include "json.h"

#include <string.h>

static const char prefix[] = "/sim/";

/* A path that ends in / takes the number of a bridge. */
static const struct control_route {
    const char *method;
    const char *path;
    int (*handle)(struct control *control, struct err *err);
} routes[] = {
    {"POST", "/sim/faults", control_add_faults},     {"GET", "/sim/faults", control_show_faults},
    {"DELETE", "/sim/faults", control_clear_faults}, {"POST", "/sim/legs", control_add_legs},
    {"POST", "/sim/bridges/", control_set_bridge},   {"GET", "/sim/bridges/", control_show_bridge},
    {"GET", "/sim/state", control_show_state},
};

bool control_wants(const struct http_exchange *exchange)
{
    return strncmp(http_exchange_path(exchange), prefix, sizeof prefix - 1) == 0;
}

/* 1 to the number of bridges, without leading zeros. */
static bool number_parse(const struct simulator *simulator, const char *text, size_t *ret_number)
{
    size_t number = 0;
    if (*text == '0' || *text == '\0' || strlen(text) > 2 || strspn(text, "0123456789") != strlen(text)) {
        return false;
    }
    for (; *text != '\0'; text++) {
        number = number * 10 + (size_t)(*text - '0');
    }
    if (number > simulator->options->n_listen) {
        return false;
    }
    *ret_number = number - 1;
    return true;
}

static bool route_fits(const struct control_route *route, const char *path, struct control *control)
{
    size_t len = strlen(route->path);
    if (route->path[len - 1] != '/') {
        return strcmp(route->path, path) == 0;
    }
    return strncmp(route->path, path, len) == 0 && number_parse(control->simulator, &path[len], &control->number);
}

/* NULL with the status that says why. */
static const struct control_route *route_find(const char *method, const char *path, struct control *control,
                                              int *ret_status)
{
    *ret_status = 404;
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        if (!route_fits(&routes[i], path, control)) {
            continue;
        }
        if (strcmp(routes[i].method, method) == 0) {
            return &routes[i];
        }
        *ret_status = 405;
    }
    return NULL;
}

static void respond(struct http_exchange *exchange, int status, const json_t *answer)
{
    static const struct http_header realm = {"WWW-Authenticate", "Basic realm=\"acano\""};
    CLEAN_FREE char *text = json_dumps(answer, JSON_COMPACT);
    http_exchange_respond(exchange, &(struct http_response){.status = status,
                                                            .content_type = "application/json",
                                                            .body = text,
                                                            .body_len = strlen(text),
                                                            .headers = &realm,
                                                            .n_headers = status == 401 ? 1 : 0});
}

static void respond_error(struct http_exchange *exchange, int status, const char *message, const char *field)
{
    json_auto_t *answer = json_object();
    json_object_set_new(answer, "error", json_text_or_null(message));
    if (field[0] != '\0') {
        json_object_set_new(answer, "field", json_text_or_null(field));
    }
    respond(exchange, status, answer);
}

static int body_parse(const struct http_exchange *exchange, json_t **ret_body, struct err *err)
{
    size_t len;
    const char *bytes = http_exchange_body(exchange, &len);
    if (len == 0) {
        return 0;
    }
    json_error_t error;
    *ret_body = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
    if (*ret_body == NULL) {
        return err_set(err, ERR_UNREADABLE, "line %d: %s", error.line, error.text);
    }
    return 0;
}

static void route_run(const struct control_route *route, struct control *control, struct http_exchange *exchange)
{
    struct err err = {0};
    json_auto_t *body = NULL;
    int r = body_parse(exchange, &body, &err);
    if (r == 0) {
        simulator_advance(control->simulator);
        control->body = body;
        r = route->handle(control, &err);
    }
    json_auto_t *answer = control->answer;
    if (r < 0) {
        respond_error(exchange, err_http_status(r), err.message, err.field);
    } else {
        respond(exchange, 200, answer);
    }
}

void control_handle(struct simulator *simulator, struct bridge *at, struct http_exchange *exchange)
{
    const struct options *options = simulator->options;
    struct control control = {.simulator = simulator, .at = at};
    if (!credentials_match(options->user, options->password, http_exchange_header(exchange, "Authorization"))) {
        respond_error(exchange, 401, "user and password are those of the bridges", "");
        return;
    }
    int status;
    const struct control_route *route =
        route_find(http_exchange_method(exchange), http_exchange_path(exchange), &control, &status);
    if (route != NULL) {
        route_run(route, &control, exchange);
    } else {
        respond_error(exchange, status, status == 404 ? "nothing here, or no such bridge" : "not with this method", "");
    }
}
