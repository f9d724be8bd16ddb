/* status: how the service is. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "table.h"
#include "verbs.h"

#include <stdbool.h>
#include <string.h>

static void put_counts(struct table *table, const json_t *status, const char *name)
{
    CLEAN_FREE char *counts = field_counts(status, name);
    table_put(table, name);
    table_put(table, counts);
}

static void put_reasons(struct table *table, const json_t *status)
{
    size_t i;
    const json_t *reason;
    json_array_foreach(json_object_get(status, "reasons"), i, reason) {
        table_put(table, i == 0 ? "because" : " ");
        table_put(table, json_string_value(reason));
    }
}

static void put_store(struct table *table, const json_t *store)
{
    table_put(table, "store");
    if (json_is_true(json_object_get(store, "writable"))) {
        table_put(table, field_text(store, "path"));
    } else {
        table_printf(table, "%s cannot be written: %s", field_text(store, "path"), field_text(store, "error"));
    }
}

static void put_pool(struct table *table, const json_t *pool)
{
    table_put(table, "pool");
    table_put(table, field_text(pool, "text"));
    const json_t *holder = json_object_get(pool, "holder");
    if (json_is_object(holder)) {
        table_put(table, " ");
        table_printf(table, "held by %s since %s%s", field_text(holder, "host"), field_text(holder, "since"),
                     json_is_true(json_object_get(holder, "copy")) ? ", with a copy of this store" : "");
        table_put(table, " ");
        table_put(table, field_text(pool, "advice"));
    }
}

/* Parameter sets of others that are in the pool's way. */
static void put_rivals(struct table *table, const json_t *status)
{
    size_t i;
    const json_t *set;
    json_array_foreach(json_object_get(status, "foreign_sets"), i, set) {
        CLEAN_FREE char *shares = field_words(set, "shares");
        table_put(table, i == 0 ? "foreign set" : " ");
        table_printf(table,
                     "%s, %" JSON_INTEGER_FORMAT " to %" JSON_INTEGER_FORMAT " of \"%s\", not ours, has %s of the pool",
                     field_text(set, "id"), field_number(set, "first"), field_number(set, "last"),
                     field_text(set, "name"), shares);
    }
}

static void put_sets_left_out(struct table *table, const json_t *status)
{
    if (field_number(status, "foreign_sets_left_out") > 0) {
        table_put(table, "foreign sets");
        table_printf(table, "%" JSON_INTEGER_FORMAT " more were not looked at, being too many",
                     field_number(status, "foreign_sets_left_out"));
    }
}

static void put_strangers(struct table *table, const json_t *status)
{
    size_t i;
    const json_t *bridge;
    json_array_foreach(json_object_get(status, "unconfigured_bridges"), i, bridge) {
        table_put(table, i == 0 ? "not configured" : " ");
        table_printf(table, "call bridge %s at %s", field_text(bridge, "name"), field_text(bridge, "address"));
    }
}

/* How each is; of one that is not well why, and what to do about it. */
static void put_bridges(struct table *table, const json_t *bridges)
{
    size_t i;
    const json_t *bridge;
    json_array_foreach(bridges, i, bridge) {
        const char *advice = field_text(bridge, "advice");
        bool well = strcmp(field_text(bridge, "reason"), "answered") == 0;
        bool advised = !well && strcmp(advice, "nothing") != 0;
        table_put(table, i == 0 ? "bridges" : " ");
        table_printf(table, "%s %s%s%s%s%s", field_text(bridge, "name"), field_text(bridge, "state"), well ? "" : ": ",
                     well ? "" : field_text(bridge, "reason_text"), advised ? "; " : "", advised ? advice : "");
    }
}

/* Only what is not as it should be: what runs is not what stands in the file. */
static void put_configuration(struct table *table, const struct session *session, const json_t *configuration)
{
    char refused[TIME_LOCAL_SIZE], read[TIME_LOCAL_SIZE];
    CLEAN_FREE char *later = field_words(configuration, "next_start");
    if (field_instant(configuration, "refused_at") != INSTANT_NONE) {
        size_t i;
        const json_t *fault;
        table_put(table, "configuration");
        table_printf(table, "older than %s, which was refused (%s): that of %s runs", field_text(configuration, "path"),
                     field_said(session, configuration, "refused_at", refused),
                     field_said(session, configuration, "read_at", read));
        json_array_foreach(json_object_get(configuration, "faults"), i, fault) {
            table_put(table, " ");
            table_put(table, json_string_value(fault));
        }
    }
    if (later[0] != '\0') {
        table_put(table, "next start");
        table_printf(table, "changed in %s, and taken with the next start: %s", field_text(configuration, "path"),
                     later);
    }
}

static void status_show(const struct session *session, const json_t *status, const json_t *bridges)
{
    CLEAN_TABLE struct table table;
    table_init(&table, 2);
    table_fit(&table, 1, TABLE_WRAP);
    json_int_t up = field_number(status, "uptime");
    table_put(&table, "cospaced");
    table_printf(&table, "%s, up %" JSON_INTEGER_FORMAT "h %02dm %02ds", field_text(status, "version"), up / 3600,
                 (int)(up / 60 % 60), (int)(up % 60));
    table_put(&table, "ready");
    table_put_state(&table, json_is_true(json_object_get(status, "ready")) ? "yes" : "no");
    put_reasons(&table, status);
    put_counts(&table, status, "meetings");
    put_counts(&table, status, "spaces");
    table_put(&table, "preferred");
    table_printf(&table, "%s%s", field_text(status, "preferred_bridge"),
                 json_is_true(json_object_get(status, "preferred_by_hand")) ? " (by hand)" : "");
    put_bridges(&table, bridges);
    put_pool(&table, json_object_get(status, "pool"));
    put_rivals(&table, status);
    put_sets_left_out(&table, status);
    put_strangers(&table, status);
    put_store(&table, json_object_get(status, "store"));
    put_configuration(&table, session, json_object_get(status, "configuration"));
    table_print(&table, &session->terminal);
}

static int status_run(const struct session *session, const struct args *args)
{
    (void)args;
    CLEAN_REPLY struct client_reply reply = {0};
    CLEAN_REPLY struct client_reply bridges = {0};
    int rc = client_call(session, "GET", "/v1/status", NULL, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
        return DONE;
    }
    if (rc == DONE) {
        rc = client_list(session, "/v1/bridges", "bridges", &bridges);
    }
    if (rc == DONE) {
        status_show(session, reply.json, json_object_get(bridges.json, "bridges"));
    }
    return rc;
}

const struct verb verb_status = {.name = "status", .operands = "", .summary = "how the service is", .run = status_run};
