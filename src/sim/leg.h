/* leg.h: call legs: dialled, ringing, connected, gone, as the script of the dialled address says.
 *
 *   dialled ──> initial ──ring──> ringing ──answer──> connected ──leave──> gone
 *                  └───────────────leave───┴───────────────────────────────^
 * A leg that is gone is freed: the API knows no reason and no memory of it. */
#ifndef SIM_LEG_H
#define SIM_LEG_H

#include "model.h"

#include "base/fsm.h"

enum sim_leg_event { SIM_LEG_RING, SIM_LEG_PICK_UP, SIM_LEG_LEAVE, SIM_LEG_EVENTS };

enum sim_leg_field {
    SIM_LEG_OWNER_ID,
    SIM_LEG_CHOSEN_LAYOUT,
    SIM_LEG_CALL_LEG_PROFILE,
    SIM_LEG_DTMF_SEQUENCE,
    SIM_LEG_NAME_LABEL,
    SIM_LEG_IMPORTANCE,
    SIM_LEG_LAYOUT,
    SIM_LEG_FIELDS
};

extern const struct fsm sim_leg_fsm;
extern const struct sim_schema sim_leg_schema;

/* call NULL: a leg of its own. The script that fits is used once. */
struct sim_leg *sim_leg_dial(struct sim_server *server, struct sim_bridge *bridge, struct sim_call *call,
                             const char *remote_party);
void sim_leg_end(struct sim_server *server, struct sim_leg *leg);
const char *sim_leg_state_word(const struct sim_leg *leg);
void sim_leg_forget_profile(struct sim_leg *leg, const char *id);

/* Whether the form's overrides and remoteParty can be taken; if not, the failure is in the answer. */
bool sim_leg_check(struct sim_exchange *exchange, bool creating);
void sim_leg_apply(struct sim_leg *leg, const struct sim_form *form, bool creating);
/* Dials as the form says; NULL: the failure is in the answer. */
struct sim_leg *sim_leg_from_form(struct sim_exchange *exchange, struct sim_bridge *bridge, struct sim_call *call);
/* The list of a chain of legs, or of a bridge's. */
void sim_leg_write_item(struct sim_exchange *exchange, const void *item);

#endif
