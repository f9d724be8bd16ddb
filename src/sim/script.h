/* script.h: what a dialled address does. */
#ifndef SIM_SCRIPT_H
#define SIM_SCRIPT_H

#include "model.h"

/* Gives the leg the behaviour of the first script that fits its address, and uses it up. */
void sim_script_apply(struct sim_server *server, struct sim_leg *leg);
void sim_scripts_done(struct sim_server *server);

#endif
