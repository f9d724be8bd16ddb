/* bridges: the call bridges, how they are, and what is to be done about those that are not well. */
#include "base/mem.h"
#include "fields.h"
#include "list_show.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

static const struct column COLUMNS[] = {
    {"NAME", "name", COLUMN_TEXT | TABLE_WRAP},
    {"STATE", "state", COLUMN_STATE},
    {"REASON", "reason", COLUMN_TEXT | TABLE_RANK(1)},
    {"ROLE", "role", COLUMN_TEXT | TABLE_RANK(4)},
    {"PREFERRED", "preferred", COLUMN_YES | TABLE_RANK(3)},
    {"SINCE", "since", COLUMN_AGO | TABLE_RANK(6)},
    {"CALLS", "calls", COLUMN_NUMBER | TABLE_RANK(2)},
    {"VERSION", "version", COLUMN_TEXT | TABLE_RANK(8)},
    {"URL", "url", COLUMN_TEXT | TABLE_CUT | TABLE_RANK(7)},
    {"ERROR AT", "last_error_at", COLUMN_AGO | TABLE_RANK(1)},
    {"LAST ERROR", "last_error", COLUMN_TEXT | TABLE_WRAP | TABLE_RANK(1)},
};

static void advice_say(const struct session *session, const json_t *bridge)
{
    CLEAN_FREE char *name = text_clean(field_text(bridge, "name"));
    CLEAN_FREE char *text = text_clean(field_text(bridge, "reason_text"));
    CLEAN_FREE char *advice = text_clean(field_text(bridge, "advice"));
    char until[TIME_LOCAL_SIZE];
    bool held = field_instant(bridge, "held_until") != INSTANT_NONE;
    if (strcmp(advice, "nothing") != 0) {
        printf("%s %s%s%s: %s\n", name, text, held ? " until " : "",
               held ? field_said(session, bridge, "held_until", until) : "", advice);
    }
}

/* What the cluster has beside them. */
static int strangers_show(const struct session *session)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_call(session, "GET", "/v1/status", NULL, &reply);
    size_t i;
    const json_t *bridge;
    json_array_foreach(json_object_get(reply.json, "unconfigured_bridges"), i, bridge) {
        CLEAN_FREE char *name = text_clean(field_text(bridge, "name"));
        CLEAN_FREE char *address = text_clean(field_text(bridge, "address"));
        printf("%s (%s) is in the cluster, and not configured: add it to bridges, so that meetings can run there\n",
               name, address);
    }
    return rc;
}

static int bridges_run(const struct session *session, const struct args *args)
{
    (void)args;
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_list(session, "/v1/bridges", "bridges", &reply);
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
        return DONE;
    }
    const json_t *list = json_object_get(reply.json, "bridges");
    list_print(session, list, COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    size_t i;
    const json_t *bridge;
    json_array_foreach(list, i, bridge) {
        advice_say(session, bridge);
    }
    return strangers_show(session);
}

const struct verb verb_bridges = {.name = "bridges",
                                  .operands = "",
                                  .summary = "the call bridges, how they are, and what to do about it",
                                  .run = bridges_run};
