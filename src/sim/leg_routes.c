/* leg_routes.c: /callLegs and /calls/ID/callLegs. */
#include "call.h"
#include "leg.h"
#include "profile.h"
#include "routes.h"

#include "list.h"
#include "xml.h"

#include <strings.h>

static const struct sim_field fields[SIM_LEG_FIELDS] = {
    [SIM_LEG_OWNER_ID] = {.name = "ownerId", .type = SIM_FIELD_TEXT},
    [SIM_LEG_CHOSEN_LAYOUT] = {.name = "chosenLayout", .type = SIM_FIELD_WORD, .words = sim_layout_words},
    [SIM_LEG_CALL_LEG_PROFILE] = {.name = "callLegProfile",
                                  .type = SIM_FIELD_REFERENCE,
                                  .refers = SIM_REFERS_CALL_LEG_PROFILE,
                                  .missing = "callLegProfileDoesNotExist"},
    [SIM_LEG_DTMF_SEQUENCE] = {.name = "dtmfSequence", .type = SIM_FIELD_TEXT},
    [SIM_LEG_NAME_LABEL] = {.name = "nameLabelOverride", .type = SIM_FIELD_TEXT, .limit = 50},
    [SIM_LEG_IMPORTANCE] = {.name = "importance", .type = SIM_FIELD_NUMBER},
    [SIM_LEG_LAYOUT] = {.name = "layout", .type = SIM_FIELD_WORD, .words = sim_layout_words},
};

const struct sim_schema sim_leg_schema = {fields, SIM_LEG_FIELDS};

bool sim_leg_check(struct sim_exchange *exchange, bool creating)
{
    const char *remote_party = sim_form_get(&exchange->form, "remoteParty");
    if (creating && (remote_party == NULL || *remote_party == '\0' || !sim_text_valid(remote_party))) {
        sim_answer_bad_parameter(exchange, "remoteParty");
        return false;
    }
    return sim_record_check(exchange, &sim_leg_schema, creating) &&
           sim_record_check(exchange, &sim_call_leg_profile_schema, creating);
}

void sim_leg_apply(struct sim_leg *leg, const struct sim_form *form, bool creating)
{
    sim_record_apply(&leg->own, form, creating);
    sim_record_apply(&leg->overrides, form, creating);
}

struct sim_leg *sim_leg_from_form(struct sim_exchange *exchange, struct sim_bridge *bridge, struct sim_call *call)
{
    if (!sim_leg_check(exchange, true)) {
        return NULL;
    }
    if (call != NULL && sim_call_is_full(exchange->server, call)) {
        sim_answer_fail(exchange, "participantLimitReached");
        return NULL;
    }
    struct sim_leg *leg = sim_leg_dial(exchange->server, bridge, call, sim_form_get(&exchange->form, "remoteParty"));
    sim_leg_apply(leg, &exchange->form, true);
    return leg;
}

void sim_leg_write_item(struct sim_exchange *exchange, const void *item)
{
    const struct sim_leg *leg = item;
    struct buf *out = exchange->out;
    sim_xml_open_id(out, "callLeg", leg->object.id);
    sim_xml_text(out, "name", leg->remote_party);
    sim_xml_text(out, "remoteParty", leg->remote_party);
    if (leg->call != NULL) {
        sim_xml_text(out, "call", leg->call->object.id);
    }
    sim_xml_close(out, "callLeg");
}

static bool sim_leg_matches(const struct sim_exchange *exchange, const struct sim_leg *leg)
{
    const char *participant = sim_form_get(&exchange->query, "participantFilter");
    const char *owned = sim_form_get(&exchange->query, "ownerIdSet");
    const char *alarms = sim_form_get(&exchange->query, "alarms");
    bool owner_wanted;
    if (participant != NULL && *participant != '\0' && strcasecmp(participant, leg->participant) != 0) {
        return false;
    }
    if (owned != NULL && sim_bool_parse(owned, &owner_wanted) &&
        owner_wanted != (sim_record_get(&leg->own, SIM_LEG_OWNER_ID) != NULL)) {
        return false;
    }
    if (alarms != NULL && *alarms != '\0') {
        return false; /* a model leg never has one */
    }
    return sim_filter_matches(exchange, leg->remote_party);
}

static bool matches(struct sim_exchange *exchange, const void *item)
{
    return sim_leg_matches(exchange, item);
}

void sim_legs_list(struct sim_exchange *exchange)
{
    struct sim_listing listing = {"callLegs", exchange->server->options.page_active, NULL, sim_leg_write_item};
    if (exchange->query.count > 0) {
        listing.match = matches;
    }
    sim_list_table(exchange, &listing, &exchange->bridge->legs);
}

void sim_call_legs_list(struct sim_exchange *exchange)
{
    const struct sim_call *call = sim_call_find(exchange);
    struct sim_page page;
    if (call == NULL || !sim_page_begin(exchange, exchange->server->options.page_active, &page)) {
        return;
    }
    for (const struct sim_leg *leg = call->legs; leg != NULL; leg = leg->call_next) {
        if (sim_leg_matches(exchange, leg)) {
            sim_page_offer(&page, leg);
        }
    }
    sim_page_write(exchange, &page, "callLegs", sim_leg_write_item);
}

void sim_call_legs_post(struct sim_exchange *exchange)
{
    struct sim_call *call = sim_call_find(exchange);
    const struct sim_leg *leg = call != NULL ? sim_leg_from_form(exchange, exchange->bridge, call) : NULL;
    if (leg != NULL) {
        sim_answer_created(exchange, "callLegs", leg->object.id);
    }
}

void sim_legs_post(struct sim_exchange *exchange)
{
    const struct sim_leg *leg = sim_leg_from_form(exchange, exchange->bridge, NULL);
    if (leg != NULL) {
        sim_answer_created(exchange, "callLegs", leg->object.id);
    }
}

static struct sim_leg *find(struct sim_exchange *exchange)
{
    struct sim_leg *leg = sim_table_find(&exchange->bridge->legs, exchange->ids[0]);
    if (leg == NULL) {
        sim_answer_missing(exchange, "callLegDoesNotExist");
    }
    return leg;
}

void sim_legs_get(struct sim_exchange *exchange)
{
    const struct sim_leg *leg = find(exchange);
    if (leg == NULL) {
        return;
    }
    bool connected = leg->state == SIM_LEG_CONNECTED;
    struct buf *out = exchange->out;
    sim_xml_declare(out);
    sim_xml_open_id(out, "callLeg", leg->object.id);
    sim_xml_text(out, "name", leg->remote_party);
    sim_xml_text(out, "remoteParty", leg->remote_party);
    if (leg->call != NULL) {
        sim_xml_text(out, "call", leg->call->object.id);
    }
    sim_xml_text(out, "type", "sip");
    sim_xml_text(out, "direction", "outgoing");
    sim_xml_bool(out, "canMove", false);
    sim_xml_open(out, "configuration");
    sim_record_write(&leg->own, out, false);
    sim_record_write(&leg->overrides, out, false);
    sim_xml_close(out, "configuration");
    sim_xml_open(out, "status");
    sim_xml_text(out, "state", sim_leg_state_word(leg));
    sim_xml_number(out, "durationSeconds", connected ? (exchange->server->now - leg->connected) / SECOND_MS : 0);
    sim_xml_text(out, "direction", "outgoing");
    sim_xml_close(out, "status");
    sim_xml_close(out, "callLeg");
}

void sim_legs_put(struct sim_exchange *exchange)
{
    struct sim_leg *leg = find(exchange);
    if (leg != NULL && sim_leg_check(exchange, false)) {
        sim_leg_apply(leg, &exchange->form, false);
    }
}

void sim_legs_delete(struct sim_exchange *exchange)
{
    struct sim_leg *leg = find(exchange);
    if (leg != NULL) {
        sim_leg_end(exchange->server, leg);
    }
}
