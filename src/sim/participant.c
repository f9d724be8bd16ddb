/* participant.c: /participants and /calls/ID/participants. In this model a participant is one leg; those of the same
 * space on other bridges are seen too, with their bridge, and cannot be touched from here. */
#include "call.h"
#include "leg.h"
#include "routes.h"

#include "list.h"
#include "xml.h"

#include <strings.h>

static bool is_remote(const struct sim_exchange *exchange, const struct sim_leg *leg)
{
    return leg->bridge != exchange->bridge;
}

static void write_item(struct sim_exchange *exchange, const void *item)
{
    const struct sim_leg *leg = item;
    struct buf *out = exchange->out;
    const struct sim_call *call = leg->call;
    if (call != NULL && call->space != NULL && is_remote(exchange, leg)) {
        call = sim_call_of_space(call->space, exchange->bridge);
    }
    sim_xml_open_id(out, "participant", leg->participant);
    sim_xml_text(out, "name", leg->remote_party);
    if (call != NULL) {
        sim_xml_text(out, "call", call->object.id);
    }
    if (is_remote(exchange, leg)) {
        sim_xml_text(out, "callBridge", leg->bridge->object.id);
    }
    sim_xml_close(out, "participant");
}

static bool matches(const struct sim_exchange *exchange, const struct sim_leg *leg)
{
    const char *bridge = sim_form_get(&exchange->query, "callBridgeFilter");
    if (bridge != NULL && *bridge != '\0' && strcasecmp(bridge, leg->bridge->object.id) != 0) {
        return false;
    }
    return sim_filter_matches(exchange, leg->remote_party);
}

static void offer_legs(struct sim_exchange *exchange, struct sim_page *page, const struct sim_call *call)
{
    for (const struct sim_leg *leg = call->legs; leg != NULL; leg = leg->call_next) {
        if (matches(exchange, leg)) {
            sim_page_offer(page, leg);
        }
    }
}

static void offer_remote(struct sim_exchange *exchange, struct sim_page *page, const struct sim_call *call)
{
    const struct sim_call *each = call->space != NULL ? call->space->calls : NULL;
    for (; each != NULL; each = each->space_next) {
        if (each != call) {
            offer_legs(exchange, page, each);
        }
    }
}

void sim_participants_list(struct sim_exchange *exchange)
{
    struct sim_page page;
    if (!sim_page_begin(exchange, exchange->server->options.page_active, &page)) {
        return;
    }
    for (struct sim_object *o = exchange->bridge->legs.first; o != NULL; o = o->next) {
        if (matches(exchange, (struct sim_leg *)(void *)o)) {
            sim_page_offer(&page, o);
        }
    }
    for (struct sim_object *o = exchange->bridge->calls.first; o != NULL; o = o->next) {
        offer_remote(exchange, &page, (struct sim_call *)(void *)o);
    }
    sim_page_write(exchange, &page, "participants", write_item);
}

void sim_call_participants_list(struct sim_exchange *exchange)
{
    const struct sim_call *call = sim_call_find(exchange);
    struct sim_page page;
    if (call == NULL || !sim_page_begin(exchange, exchange->server->options.page_active, &page)) {
        return;
    }
    offer_legs(exchange, &page, call);
    offer_remote(exchange, &page, call);
    sim_page_write(exchange, &page, "participants", write_item);
}

/* Local, or of a call of which this bridge has an instance. */
static struct sim_leg *find_participant(struct sim_exchange *exchange, const char *id)
{
    struct sim_leg *leg = map_get(&exchange->bridge->participants, id);
    for (size_t i = 0; leg == NULL && i < exchange->server->options.n_bridges; i++) {
        leg = map_get(&exchange->server->bridges[i].participants, id);
        if (leg != NULL && (leg->call == NULL || leg->call->space == NULL ||
                            sim_call_of_space(leg->call->space, exchange->bridge) == NULL)) {
            leg = NULL;
        }
    }
    if (leg == NULL) {
        sim_answer_missing(exchange, "participantDoesNotExist");
    }
    return leg;
}

void sim_participants_get(struct sim_exchange *exchange)
{
    const struct sim_leg *leg = find_participant(exchange, exchange->ids[0]);
    if (leg == NULL) {
        return;
    }
    bool remote = is_remote(exchange, leg);
    struct buf *out = exchange->out;
    sim_xml_declare(out);
    sim_xml_open_id(out, "participant", leg->participant);
    if (leg->call != NULL) {
        const struct sim_call *call = remote ? sim_call_of_space(leg->call->space, exchange->bridge) : leg->call;
        sim_xml_text(out, "call", call->object.id);
    }
    if (remote) {
        sim_xml_text(out, "callBridge", leg->bridge->object.id);
    }
    sim_xml_number(out, "numCallLegs", remote ? 0 : 1);
    sim_xml_text(out, "name", leg->remote_party);
    sim_xml_text(out, "uri", leg->remote_party);
    sim_xml_bool(out, "canMove", false);
    sim_xml_open(out, "configuration");
    sim_record_write_range(&leg->own, out, SIM_LEG_NAME_LABEL, SIM_LEG_IMPORTANCE + 1);
    sim_xml_close(out, "configuration");
    sim_xml_open(out, "status");
    sim_xml_text(out, "state", sim_leg_state_word(leg));
    sim_xml_close(out, "status");
    sim_xml_close(out, "participant");
}

void sim_participants_put(struct sim_exchange *exchange)
{
    struct sim_leg *leg = find_participant(exchange, exchange->ids[0]);
    if (leg == NULL) {
        return;
    }
    if (is_remote(exchange, leg)) {
        sim_answer_fail(exchange, "participantCannotBeModified");
    } else if (sim_leg_check(exchange, false)) {
        sim_leg_apply(leg, &exchange->form, false);
    }
}

void sim_participants_legs(struct sim_exchange *exchange)
{
    const struct sim_leg *leg = find_participant(exchange, exchange->ids[0]);
    struct sim_page page;
    if (leg == NULL || !sim_page_begin(exchange, exchange->server->options.page_active, &page)) {
        return;
    }
    if (!is_remote(exchange, leg)) {
        sim_page_offer(&page, leg);
    }
    sim_page_write(exchange, &page, "callLegs", sim_leg_write_item);
}

/* The bridge that callBridge= asks for, this one without it; NULL: the failure is in the answer. */
static struct sim_bridge *chosen_bridge(struct sim_exchange *exchange)
{
    const char *id = sim_form_get(&exchange->form, "callBridge");
    if (id == NULL || *id == '\0') {
        return exchange->bridge;
    }
    struct sim_bridge *bridge = sim_table_find(&exchange->server->bridge_table, id);
    if (bridge != NULL && bridge->running) {
        return bridge;
    }
    sim_answer_fail(exchange, bridge == NULL ? "callBridgeDoesNotExist" : "callBridgeUnavailable");
    return NULL;
}

void sim_call_participants_post(struct sim_exchange *exchange)
{
    struct sim_call *call = sim_call_find(exchange);
    struct sim_bridge *bridge = call != NULL ? chosen_bridge(exchange) : NULL;
    if (bridge == NULL || !sim_leg_check(exchange, true)) {
        return;
    }
    if (bridge != call->bridge && call->space == NULL) {
        sim_answer_fail(exchange, "callBridgeUnavailable");
        return;
    }
    if (bridge != call->bridge && !sim_call_is_full(exchange->server, call)) {
        struct sim_call *there = sim_call_of_space(call->space, bridge);
        call = there != NULL ? there : sim_call_begin(exchange->server, bridge, call->space, NULL);
    }
    const struct sim_leg *leg = sim_leg_from_form(exchange, bridge, call);
    if (leg != NULL) {
        sim_answer_created(exchange, "participants", leg->participant);
    }
}

void sim_call_participants_delete(struct sim_exchange *exchange)
{
    const struct sim_call *call = sim_call_find(exchange);
    struct sim_leg *leg = call != NULL ? find_participant(exchange, exchange->ids[1]) : NULL;
    if (leg == NULL) {
        return;
    }
    bool of_this_call =
        leg->call != NULL && (leg->call == call || (call->space != NULL && leg->call->space == call->space));
    if (!of_this_call) {
        sim_answer_missing(exchange, "participantDoesNotExist");
    } else if (is_remote(exchange, leg)) {
        sim_answer_fail(exchange, "participantCannotBeDeleted");
    } else {
        sim_leg_end(exchange->server, leg);
    }
}
