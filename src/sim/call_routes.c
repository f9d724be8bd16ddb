/* call_routes.c: /calls. */
#include "call.h"
#include "routes.h"

#include "leg.h"
#include "list.h"
#include "xml.h"

#include "base/mem.h"

static void write_item(struct sim_exchange *exchange, const void *item)
{
    const struct sim_call *call = item;
    struct buf *out = exchange->out;
    sim_xml_open_id(out, "call", call->object.id);
    sim_xml_text(out, "name", call->name);
    if (call->space != NULL) {
        sim_xml_text(out, "coSpace", call->space->object.id);
    }
    sim_xml_text(out, "callCorrelator", call->correlator);
    sim_xml_close(out, "call");
}

static void list_of_space(struct sim_exchange *exchange, const char *space_id)
{
    const struct sim_space *space = sim_table_find(&exchange->server->spaces, space_id);
    const struct sim_call *call = space != NULL ? sim_call_of_space(space, exchange->bridge) : NULL;
    struct sim_page page;
    if (!sim_page_begin(exchange, exchange->server->options.page_active, &page)) {
        return;
    }
    if (call != NULL) {
        sim_page_offer(&page, call);
    }
    sim_page_write(exchange, &page, "calls", write_item);
}

void sim_calls_list(struct sim_exchange *exchange)
{
    const struct sim_listing listing = {"calls", exchange->server->options.page_active, NULL, write_item};
    const char *space_id = sim_form_get(&exchange->query, "coSpaceFilter");
    exchange->without_declaration = exchange->server->options.calls_without_declaration;
    if (space_id != NULL && *space_id != '\0') {
        list_of_space(exchange, space_id);
    } else {
        sim_list_table(exchange, &listing, &exchange->bridge->calls);
    }
}

static void write_counts(struct buf *out, const struct sim_call *call)
{
    size_t remote = 0;
    size_t instances = 0;
    const struct sim_call *each = call->space != NULL ? call->space->calls : NULL;
    for (; each != NULL; each = each->space_next) {
        remote += each != call ? each->n_legs : 0;
        instances += each != call;
    }
    sim_xml_number(out, "numCallLegs", (int64_t)call->n_legs);
    sim_xml_number(out, "maxCallLegs", (int64_t)call->max_legs);
    sim_xml_number(out, "numParticipantsLocal", (int64_t)call->n_legs);
    if (instances == 0) {
        return;
    }
    sim_xml_number(out, "numParticipantsRemote", (int64_t)remote);
    sim_xml_number(out, "numDistributedInstances", (int64_t)instances);
}

void sim_calls_get(struct sim_exchange *exchange)
{
    const struct sim_call *call = sim_call_find(exchange);
    if (call == NULL) {
        return;
    }
    struct buf *out = exchange->out;
    sim_xml_declare(out);
    sim_xml_open_id(out, "call", call->object.id);
    sim_xml_text(out, "name", call->name);
    sim_xml_text(out, "callType", call->space != NULL ? "coSpace" : "adHoc");
    if (call->space != NULL) {
        sim_xml_text(out, "coSpace", call->space->object.id);
    }
    sim_xml_text(out, "callCorrelator", call->correlator);
    sim_xml_number(out, "durationSeconds", (exchange->server->now - call->started) / SECOND_MS);
    write_counts(out, call);
    sim_record_write(&call->record, out, false);
    sim_xml_close(out, "call");
}

/* A second call for a space on the same bridge is the first one again. */
void sim_calls_post(struct sim_exchange *exchange)
{
    struct sim_server *server = exchange->server;
    const char *space_id = sim_form_get(&exchange->form, "coSpace");
    const char *name = sim_form_get(&exchange->form, "name");
    struct sim_space *space = NULL;
    if (!sim_record_check(exchange, &sim_call_schema, true)) {
        return;
    }
    if (space_id != NULL && *space_id != '\0') {
        space = sim_table_find(&server->spaces, space_id);
        if (space == NULL) {
            sim_answer_fail(exchange, "coSpaceDoesNotExist");
            return;
        }
    } else if (name == NULL || *name == '\0' || !sim_text_valid(name)) {
        sim_answer_bad_parameter(exchange, name != NULL ? "name" : "coSpace");
        return;
    }
    struct sim_call *call = space != NULL ? sim_call_of_space(space, exchange->bridge) : NULL;
    if (call == NULL) {
        call = sim_call_begin(server, exchange->bridge, space, name);
        sim_record_apply(&call->record, &exchange->form, true);
    }
    sim_answer_created(exchange, "calls", call->object.id);
}

void sim_calls_put(struct sim_exchange *exchange)
{
    struct sim_call *call = sim_call_find(exchange);
    if (call != NULL && sim_record_check(exchange, &sim_call_schema, false)) {
        sim_record_apply(&call->record, &exchange->form, false);
    }
}

void sim_calls_delete(struct sim_exchange *exchange)
{
    struct sim_call *call = sim_call_find(exchange);
    if (call != NULL) {
        sim_call_end(exchange->server, call);
    }
}
