/* bridge.h: the bridges of the cluster. */
#ifndef SIM_BRIDGE_H
#define SIM_BRIDGE_H

#include "model.h"

void sim_bridges_init(struct sim_server *server);
void sim_bridges_done(struct sim_server *server);

#endif
