/* system.c: /system: what a bridge says of itself. */
#include "system.h"
#include "routes.h"

#include "list.h"
#include "model.h"
#include "xml.h"

static const struct sim_field fields[] = {
    {.name = "peerLinkBitRate", .type = SIM_FIELD_NUMBER},
    {.name = "participantLimit", .type = SIM_FIELD_NUMBER},
    {.name = "loadLimit", .type = SIM_FIELD_NUMBER},
    {.name = "newConferenceLoadLimitBasisPoints", .type = SIM_FIELD_NUMBER, .limit = 10000},
    {.name = "existingConferenceLoadLimitBasisPoints", .type = SIM_FIELD_NUMBER, .limit = 10000},
    {.name = "maxPeerVideoStreams", .type = SIM_FIELD_NUMBER},
};

const struct sim_schema sim_cluster_schema = {fields, sizeof fields / sizeof fields[0]};

/* The elements of 2.0, in their order. */
void sim_status_get(struct sim_exchange *exchange)
{
    const struct sim_bridge *bridge = exchange->bridge;
    instant now = exchange->server->now;
    char time[INSTANT_TEXT_SIZE];
    struct buf *out = exchange->out;
    sim_xml_declare(out);
    sim_xml_open(out, "status");
    sim_xml_text(out, "softwareVersion", "2.0(RC)");
    sim_xml_number(out, "uptimeSeconds", (now - bridge->started) / SECOND_MS);
    sim_xml_text(out, "cdrTime", instant_format(now - now % SECOND_MS, time));
    sim_xml_bool(out, "activated", true);
    sim_xml_bool(out, "clusterEnabled", exchange->server->options.n_bridges > 1);
    sim_xml_number(out, "callLegsActive", (int64_t)bridge->legs.count);
    sim_xml_number(out, "callLegsMaxActive", (int64_t)bridge->max_legs);
    sim_xml_number(out, "callLegsCompleted", (int64_t)bridge->completed_legs);
    sim_xml_number(out, "audioBitRateOutgoing", 0);
    sim_xml_number(out, "audioBitRateIncoming", 0);
    sim_xml_number(out, "videoBitRateOutgoing", 0);
    sim_xml_number(out, "videoBitRateIncoming", 0);
    sim_xml_close(out, "status");
}

void sim_load_get(struct sim_exchange *exchange)
{
    enum { LOAD_PER_LEG = 1000 };
    sim_xml_declare(exchange->out);
    sim_xml_open(exchange->out, "load");
    sim_xml_number(exchange->out, "mediaProcessingLoad", (int64_t)exchange->bridge->legs.count * LOAD_PER_LEG);
    sim_xml_close(exchange->out, "load");
}

static void write_alarm(struct sim_exchange *exchange, const void *item)
{
    const struct sim_bridge *stopped = item;
    struct buf *out = exchange->out;
    sim_xml_open_id(out, "alarm", stopped->alarm);
    sim_xml_text(out, "type", "callBridgeConnectionFailure");
    sim_xml_number(out, "activeTimeSeconds", (exchange->server->now - stopped->stopped) / SECOND_MS);
    sim_xml_text(out, "callBridge", stopped->object.id);
    sim_xml_close(out, "alarm");
}

static bool is_stopped(struct sim_exchange *exchange, const void *item)
{
    (void)exchange;
    return !((const struct sim_bridge *)item)->running;
}

void sim_alarms_list(struct sim_exchange *exchange)
{
    const struct sim_listing listing = {"alarms", exchange->server->options.page_config, is_stopped, write_alarm};
    sim_list_table(exchange, &listing, &exchange->server->bridge_table);
}

void sim_cluster_get(struct sim_exchange *exchange)
{
    sim_xml_declare(exchange->out);
    sim_xml_open(exchange->out, "cluster");
    sim_xml_text(exchange->out, "uniqueName", exchange->bridge->name);
    sim_record_write(&exchange->bridge->cluster, exchange->out, false);
    sim_xml_close(exchange->out, "cluster");
}

void sim_cluster_put(struct sim_exchange *exchange)
{
    if (sim_record_check(exchange, &sim_cluster_schema, false)) {
        sim_record_apply(&exchange->bridge->cluster, &exchange->form, false);
    }
}

static void write_bridge(struct sim_exchange *exchange, const void *item)
{
    const struct sim_bridge *bridge = item;
    sim_xml_open_id(exchange->out, "callBridge", bridge->object.id);
    sim_xml_text(exchange->out, "name", bridge->name);
    sim_xml_close(exchange->out, "callBridge");
}

/* A bridge that stands alone knows none, not even itself. */
void sim_bridges_list(struct sim_exchange *exchange)
{
    static const struct sim_table none = {0};
    const struct sim_server *server = exchange->server;
    const struct sim_listing listing = {"callBridges", server->options.page_config, NULL, write_bridge};
    sim_list_table(exchange, &listing, server->options.n_bridges > 1 ? &server->bridge_table : &none);
}

void sim_bridges_get(struct sim_exchange *exchange)
{
    const struct sim_bridge *bridge = sim_table_find(&exchange->server->bridge_table, exchange->ids[0]);
    if (bridge == NULL) {
        sim_answer_missing(exchange, "callBridgeDoesNotExist");
        return;
    }
    struct buf *out = exchange->out;
    sim_xml_declare(out);
    sim_xml_open_id(out, "callBridge", bridge->object.id);
    sim_xml_text(out, "name", bridge->name);
    sim_xml_text(out, "address", bridge->address);
    sim_xml_text(out, "sipDomain", "");
    sim_xml_close(out, "callBridge");
}
