/* api/api.c: the API on its socket: every request finds its route here, every refusal its problem document. */
#include "api/api.h"

#include "access.h"
#include "base/log.h"
#include "base/mem.h"
#include "call.h"
#include "events.h"
#include "keyed.h"
#include "loop/clock.h"
#include "memo.h"
#include "pending.h"
#include "principal.h"
#include "problem.h"
#include "query.h"
#include "respond.h"
#include "routes.h"
#include "tokens.h"

#include <string.h>

enum { API_CONNECTIONS = 512, API_SPOOL_OVER = 1024 * 1024 };
static const duration_ms API_IDLE = 2 * MINUTE_MS;

static void api_refuse_route(struct call *call, const char *allow)
{
    if (allow[0] == '\0') {
        problem_respond(call, 404, NULL);
        return;
    }
    struct err err;
    err_set(&err, ERR_UNREADABLE, "this path takes %s", allow);
    respond_header_value(call, "Allow", allow);
    problem_respond(call, 405, &err);
}

static void api_request(void *ctx, struct http_exchange *exchange)
{
    struct call call = {.api = ctx, .exchange = exchange};
    char text[ROUTE_PATH_SIZE];
    char allow[ROUTE_ALLOW_SIZE];
    const char *method = http_exchange_method(exchange);
    const char *path = http_exchange_path(exchange);
    principal_read(&call);
    log_debug("api request", "method=%s path=%s", log_quote(method), log_quote(path));
    const struct route *route = route_find(method, path, text, call.parts, allow);
    if (!access_check(&call, route)) {
        return;
    }
    if (route == NULL) {
        api_refuse_route(&call, allow);
        return;
    }
    if ((route->takes & SHOWS_ENGINE) != 0 && memo_answer(&call)) {
        return;
    }
    struct err err = {0};
    int rc = (route->takes & TAKES_QUERY) != 0 ? 0 : query_read(&call, NULL, 0, &err);
    rc = rc == 0 && (route->takes & TAKES_KEY) != 0 ? keyed_begin(&call, &err) : rc;
    rc = rc == 0 ? route->call(&call, &err) : rc;
    if (rc < 0) {
        problem_respond_err(&call, &err);
    }
    keyed_free(call.keyed);
}

/* The server cannot go on with a request; of a method that it does not know, the path still says what would be right.
 */
static void api_refuse(void *ctx, struct http_exchange *exchange, int status)
{
    struct call call = {.api = ctx, .exchange = exchange};
    principal_read(&call);
    const char *path = http_exchange_path(exchange);
    if (status != 405 || path == NULL) {
        problem_respond(&call, status, NULL);
        return;
    }
    char text[ROUTE_PATH_SIZE];
    char allow[ROUTE_ALLOW_SIZE];
    route_find("", path, text, call.parts, allow);
    api_refuse_route(&call, allow);
}

static int api_listen(struct api *api, struct loop *loop, const struct api_options *options, struct err *err)
{
    struct http_server_options server = {
        .unix_path = options->socket,
        .unix_mode = options->mode,
        .handed_fd = options->handed_socket,
        .body_limit = options->body_limit > JSON_BODY_LIMIT ? options->body_limit : JSON_BODY_LIMIT,
        .spool_folder = options->spool_folder,
        .spool_over = API_SPOOL_OVER,
        .spool_limit = 2 * options->body_limit,
        .connection_limit = API_CONNECTIONS,
        .stay_limit = options->event_streams,
        .idle_timeout = API_IDLE,
        .request = api_request,
        .refuse = api_refuse,
        .ctx = api,
    };
    int rc = http_server_new(loop, &server, &api->server, err);
    if (rc < 0 || options->host == NULL) {
        return rc;
    }
    server.unix_path = NULL;
    server.host = options->host;
    server.port = options->port;
    server.handed_fd = options->handed_listen;
    return http_server_new(loop, &server, &api->tcp, err);
}

int api_new(struct loop *loop, const struct api_options *options, const struct api_host *host, struct api **ret_api,
            struct err *err)
{
    struct api *api = mem_zalloc(sizeof *api);
    api->host = *host;
    api->host.store_path = api->store_path = mem_strdup(host->store_path);
    map_init(&api->pending, 0); /* the keys are our own tokens: nobody can choose them */
    uint64_t seed[RANDOM_SEED_SIZE / sizeof(uint64_t)];
    entropy_seed((uint8_t *)seed);
    map_init(&api->keyed, seed[0]);
    buf_init(&api->text, SIZE_MAX); /* what is shown came in under ceilings, and a list ends at LIST_BYTES */
    api->memo = memo_new();
    int rc = tokens_new(api, &api->tokens, err);
    rc = rc < 0 ? rc : events_new(api, loop, options->event_streams, &api->events, err);
    rc = rc < 0 ? rc : api_listen(api, loop, options, err);
    if (rc < 0) {
        api_free(api);
        return rc;
    }
    *ret_api = api;
    return 0;
}

void api_free(struct api *api)
{
    if (api == NULL) {
        return;
    }
    http_server_free(api->server);
    http_server_free(api->tcp);
    pending_free_all(api);
    map_done(&api->keyed);
    events_free(api->events);
    mem_free(api->store_path);
    mem_free(api->user_name);
    mem_free(api->tokens);
    memo_free(api->memo);
    buf_done(&api->text);
    mem_free(api);
}

void api_close(struct api *api)
{
    http_server_close(api->server);
    if (api->tcp != NULL) {
        http_server_close(api->tcp);
    }
}

bool api_is_idle(const struct api *api)
{
    return http_server_is_idle(api->server) && (api->tcp == NULL || http_server_is_idle(api->tcp));
}

void api_set_config(struct api *api, const struct config *config)
{
    api->config = config;
}

void api_record(struct api *api, const struct effects *effects, struct journal *journal)
{
    *journal = (struct journal){0};
    events_record(api->events, effects, journal);
    journal->n_answers = pending_record(api, effects);
    journal->answers = api->answers;
}

void api_recorded(struct api *api, bool durable)
{
    mem_free(api->answers);
    api->answers = NULL;
    if (durable) {
        events_publish(api->events);
    } else {
        events_forget(api->events);
    }
}

void api_reply(struct api *api, const struct reply *reply, const struct calendar_content *content)
{
    pending_reply(api, reply, content);
}
