/* call.h: the calls of a bridge. A space has one at most on each bridge; those of one space share their correlator. */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include "model.h"

extern const struct sim_schema sim_call_schema;

/* The call of the space on this bridge, or NULL. */
struct sim_call *sim_call_of_space(const struct sim_space *space, const struct sim_bridge *bridge);
/* space NULL: a call by name. A call of a space takes its name. */
struct sim_call *sim_call_begin(struct sim_server *server, struct sim_bridge *bridge, struct sim_space *space,
                                const char *name);
void sim_call_end(struct sim_server *server, struct sim_call *call); /* its legs leave */
bool sim_call_is_full(const struct sim_server *server, const struct sim_call *call);
/* The call that the path names, or NULL with the failure in the answer. */
struct sim_call *sim_call_find(struct sim_exchange *exchange);

#endif
