/* server.c: the cluster as a whole: made, asked, moved through time, taken apart. */
#include "sim/server.h"

#include "auth.h"
#include "bridge.h"
#include "bulk.h"
#include "model.h"
#include "profile.h"
#include "routes.h"
#include "script.h"
#include "space.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

void sim_options_default(struct sim_options *options)
{
    *options = (struct sim_options){
        .n_bridges = 2,
        .user = "admin",
        .password = "admin",
        .seed = 1,
        .now = 0,
        .page_config = 20,
        .page_active = 10,
        .page_max = 50,
        .not_found_status = 400,
        .calls_without_declaration = true,
        .sync_takes = SECOND_MS,
        .ring_timeout = MINUTE_MS,
        .bulk_limit = 10000,
    };
}

struct sim_server *sim_server_new(const struct sim_options *options)
{
    assert(options->n_bridges > 0 && options->page_max > 0);
    struct sim_server *server = mem_zalloc(sizeof *server);
    server->options = *options;
    server->options.user = NULL;
    server->options.password = NULL;
    server->credentials = sim_auth_encode(options->user, options->password);
    server->now = options->now;
    server->bulk_free_at = options->now;
    random_init_number(&server->random, options->seed);
    heap_init(&server->timers);
    sim_table_init(&server->spaces, options->seed);
    sim_table_init(&server->sets, options->seed);
    sim_table_init(&server->syncs, options->seed);
    sim_table_init(&server->call_profiles, options->seed);
    sim_table_init(&server->call_leg_profiles, options->seed);
    map_init(&server->uris, options->seed);
    map_init(&server->call_ids, options->seed);
    server->page_items = mem_calloc(options->page_max, sizeof *server->page_items);
    sim_bridges_init(server);
    return server;
}

static void free_profiles(struct sim_table *table)
{
    while (table->first != NULL) {
        sim_profile_free(table, (struct sim_profile *)(void *)table->first);
    }
    sim_table_done(table);
}

static void free_bulk(struct sim_server *server)
{
    while (server->syncs.first != NULL) {
        sim_sync_free(server, (struct sim_sync *)(void *)server->syncs.first);
    }
    while (server->sets.first != NULL) {
        sim_set_free(server, (struct sim_set *)(void *)server->sets.first);
    }
    sim_table_done(&server->syncs);
    sim_table_done(&server->sets);
}

void sim_server_free(struct sim_server *server)
{
    if (server == NULL) {
        return;
    }
    sim_bridges_done(server);
    free_bulk(server);
    while (server->spaces.first != NULL) {
        sim_space_free(server, (struct sim_space *)(void *)server->spaces.first);
    }
    sim_table_done(&server->spaces);
    map_done(&server->uris);
    map_done(&server->call_ids);
    free_profiles(&server->call_profiles);
    free_profiles(&server->call_leg_profiles);
    sim_scripts_done(server);
    heap_done(&server->timers);
    sim_form_done(&server->exchange.query);
    sim_form_done(&server->exchange.form);
    mem_free(server->page_items);
    mem_free(server->credentials);
    mem_free(server);
}

void sim_timer_set(struct sim_server *server, struct sim_timer *timer, instant at)
{
    heap_set(&server->timers, &timer->item, at);
}

void sim_timer_stop(struct sim_server *server, struct sim_timer *timer)
{
    heap_remove(&server->timers, &timer->item);
}

void sim_server_advance(struct sim_server *server, instant now)
{
    assert(now >= server->now);
    for (;;) {
        struct heap_item *item = heap_first(&server->timers);
        if (item == NULL || item->at > now) {
            break;
        }
        struct sim_timer *timer = SIM_OWNER(item, struct sim_timer, item);
        if (item->at > server->now) {
            server->now = item->at;
        }
        heap_remove(&server->timers, item);
        timer->fire(server, timer);
    }
    server->now = now;
}

instant sim_server_next(const struct sim_server *server)
{
    const struct heap_item *item = heap_first(&server->timers);
    return item != NULL ? item->at : INSTANT_NEVER;
}

static void begin_exchange(struct sim_server *server, struct sim_bridge *bridge, struct sim_answer *answer)
{
    struct sim_exchange *exchange = &server->exchange;
    exchange->server = server;
    exchange->bridge = bridge;
    exchange->answer = answer;
    exchange->out = &answer->body;
    exchange->ids[0][0] = '\0';
    exchange->ids[1][0] = '\0';
    exchange->without_declaration = false;
    answer->status = 200;
    answer->location[0] = '\0';
    answer->has_realm = false;
    answer->retry_after = 0;
    buf_clear(&answer->body);
}

void sim_server_handle(struct sim_server *server, size_t bridge, const struct sim_request *request,
                       struct sim_answer *answer)
{
    enum { PATH_LIMIT = 256 };
    assert(bridge < server->options.n_bridges && server->bridges[bridge].running);
    begin_exchange(server, &server->bridges[bridge], answer);
    if (!sim_auth_accepts(server->credentials, request->authorization)) {
        answer->status = 401;
        answer->has_realm = true;
        return;
    }
    size_t len = strcspn(request->target, "?");
    char path[PATH_LIMIT];
    if (len >= sizeof path) {
        sim_answer_fail(&server->exchange, "unrecognisedObject");
        return;
    }
    memcpy(path, request->target, len);
    path[len] = '\0';
    const char *query = request->target[len] == '?' ? &request->target[len + 1] : "";
    sim_form_parse(&server->exchange.query, query, strcspn(query, "#"));
    sim_form_parse(&server->exchange.form, request->body, request->body_len);
    sim_route(&server->exchange, request->method, path);
}
