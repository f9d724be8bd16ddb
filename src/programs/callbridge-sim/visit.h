/* visit.h: a client's request on its way through the faults and the model to its answer. */
#ifndef CALLBRIDGE_SIM_VISIT_H
#define CALLBRIDGE_SIM_VISIT_H

#include "simulator.h"

/* Takes the exchange: it is answered, dropped or kept waiting. */
void visit_begin(struct bridge *bridge, struct http_exchange *exchange);
/* Whoever waits at this bridge is dropped. */
void visits_drop(struct bridge *bridge);
/* A request that is too large or cannot be read; ctx is the bridge. */
void visit_refuse(void *ctx, struct http_exchange *exchange, int status);

#endif
