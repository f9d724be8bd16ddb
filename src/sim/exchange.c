/* exchange.c: the forms of an answer. */
#include "exchange.h"

#include "model.h"
#include "xml.h"

#include <stdio.h>

static void fail(struct sim_exchange *exchange, int status, const char *reason, const char *parameter)
{
    struct buf *out = exchange->out;
    buf_clear(out);
    exchange->answer->status = status;
    sim_xml_declare(out);
    buf_append_string(out, "<failureDetails><");
    buf_append_string(out, reason);
    if (parameter != NULL) {
        buf_printf(out, " parameter=\"%s\" error=\"invalidValue\"", parameter);
    }
    buf_append_string(out, " /></failureDetails>");
}

void sim_answer_fail(struct sim_exchange *exchange, const char *reason)
{
    fail(exchange, 400, reason, NULL);
}

void sim_answer_missing(struct sim_exchange *exchange, const char *reason)
{
    fail(exchange, exchange->server->options.not_found_status, reason, NULL);
}

void sim_answer_bad_parameter(struct sim_exchange *exchange, const char *parameter)
{
    fail(exchange, 400, "parameterError", parameter);
}

void sim_answer_created(struct sim_exchange *exchange, const char *collection, const char *id)
{
    snprintf(exchange->answer->location, sizeof exchange->answer->location, "/api/v1/%s/%s", collection, id);
}

void *sim_server_find(const struct sim_server *server, enum sim_reference kind, const char *id)
{
    switch (kind) {
    case SIM_REFERS_CALL_PROFILE:
        return sim_table_find(&server->call_profiles, id);
    case SIM_REFERS_CALL_LEG_PROFILE:
        return sim_table_find(&server->call_leg_profiles, id);
    default:
        return NULL;
    }
}
