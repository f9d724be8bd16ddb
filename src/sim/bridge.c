/* bridge.c: bridges come and go with their calls; what is shared stays. */
#include "bridge.h"

#include "call.h"
#include "leg.h"
#include "system.h"

#include "base/mem.h"

#include <assert.h>
#include <stdio.h>

void sim_bridges_init(struct sim_server *server)
{
    uint64_t seed = server->options.seed;
    sim_table_init(&server->bridge_table, seed);
    server->bridges = mem_calloc(server->options.n_bridges, sizeof *server->bridges);
    for (size_t i = 0; i < server->options.n_bridges; i++) {
        struct sim_bridge *bridge = &server->bridges[i];
        sim_table_add(&server->bridge_table, &bridge->object, &server->random);
        sim_table_init(&bridge->calls, seed);
        sim_table_init(&bridge->legs, seed);
        map_init(&bridge->participants, seed);
        sim_record_init(&bridge->cluster, &sim_cluster_schema);
        snprintf(bridge->name, sizeof bridge->name, "CallBridge-Core%zu", i + 1);
        snprintf(bridge->address, sizeof bridge->address, "https://192.0.2.%zu", i + 101);
        bridge->running = true;
        bridge->started = server->now;
    }
}

static void lose_calls(struct sim_server *server, struct sim_bridge *bridge)
{
    while (bridge->calls.first != NULL) {
        sim_call_end(server, (struct sim_call *)(void *)bridge->calls.first);
    }
    while (bridge->legs.first != NULL) {
        sim_leg_end(server, (struct sim_leg *)(void *)bridge->legs.first);
    }
}

void sim_bridges_done(struct sim_server *server)
{
    for (size_t i = 0; i < server->options.n_bridges; i++) {
        struct sim_bridge *bridge = &server->bridges[i];
        lose_calls(server, bridge);
        sim_table_done(&bridge->calls);
        sim_table_done(&bridge->legs);
        map_done(&bridge->participants);
        sim_record_done(&bridge->cluster);
    }
    sim_table_done(&server->bridge_table);
    mem_free(server->bridges);
}

void sim_server_stop_bridge(struct sim_server *server, size_t number)
{
    assert(number < server->options.n_bridges);
    struct sim_bridge *bridge = &server->bridges[number];
    if (!bridge->running) {
        return;
    }
    lose_calls(server, bridge);
    bridge->running = false;
    bridge->stopped = server->now;
    random_guid(&server->random, bridge->alarm);
}

void sim_server_restart_bridge(struct sim_server *server, size_t number)
{
    sim_server_stop_bridge(server, number);
    struct sim_bridge *bridge = &server->bridges[number];
    bridge->running = true;
    bridge->started = server->now;
    bridge->max_legs = 0;
    bridge->completed_legs = 0;
}
