/* outage.c: bridges stop, taking their calls with them, or are cut off from the service only. */
#include "transit.h"

void world_stop_bridge(struct world *world, size_t bridge, bool black_hole)
{
    if (!world->stopped[bridge]) {
        sim_server_stop_bridge(world->server, bridge);
        world->stopped[bridge] = true;
        world->black_hole[bridge] = black_hole;
        world->stops[bridge]++;
        trace_line(world, "%s stops", world->settings.bridges[bridge].name);
    }
}

void world_restart_bridge(struct world *world, size_t bridge)
{
    if (world->stopped[bridge]) {
        sim_server_restart_bridge(world->server, bridge);
        world->stopped[bridge] = false;
        trace_line(world, "%s is back", world->settings.bridges[bridge].name);
    }
}

void world_cut_bridge(struct world *world, size_t bridge, bool black_hole)
{
    if (!world->cut[bridge] && !world->stopped[bridge]) {
        world->cut[bridge] = true;
        world->black_hole[bridge] = black_hole;
        world->stops[bridge]++;
        trace_line(world, "%s is cut off", world->settings.bridges[bridge].name);
    }
}

void world_join_bridge(struct world *world, size_t bridge)
{
    if (world->cut[bridge]) {
        world->cut[bridge] = false;
        trace_line(world, "%s can be reached again", world->settings.bridges[bridge].name);
    }
}
