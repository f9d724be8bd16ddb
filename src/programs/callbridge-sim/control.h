/* control.h: what /sim/ does. JSON both ways; not part of any real server, so neither logged nor faulty. */
#ifndef CALLBRIDGE_SIM_CONTROL_H
#define CALLBRIDGE_SIM_CONTROL_H

#include "simulator.h"

#include <jansson.h>

/* Whether the request is for /sim/. */
bool control_wants(const struct http_exchange *exchange);
/* Answers. at is the bridge it came to, NULL for the listener of --control. */
void control_handle(struct simulator *simulator, struct bridge *at, struct http_exchange *exchange);

/* One request; the handlers below fill in the answer, or err. */
struct control {
    struct simulator *simulator;
    const struct bridge *at; /* or NULL */
    size_t number;           /* of the bridge in the path */
    json_t *body;            /* borrowed; NULL: none */
    json_t *answer;          /* the caller's */
};

/* control_rules.c */
int control_add_faults(struct control *control, struct err *err);
int control_clear_faults(struct control *control, struct err *err);
int control_show_faults(struct control *control, struct err *err);
int control_add_legs(struct control *control, struct err *err);

/* control_state.c */
int control_set_bridge(struct control *control, struct err *err);
int control_show_bridge(struct control *control, struct err *err);
int control_show_state(struct control *control, struct err *err);

#endif
