/* space.h: coSpaces: their life, their addresses that nobody else may have, their secrets. */
#ifndef SIM_SPACE_H
#define SIM_SPACE_H

#include "model.h"

enum sim_space_field {
    SIM_SPACE_NAME,
    SIM_SPACE_URI,
    SIM_SPACE_SECONDARY_URI,
    SIM_SPACE_CALL_ID,
    SIM_SPACE_CDR_TAG,
    SIM_SPACE_PASSCODE,
    SIM_SPACE_DEFAULT_LAYOUT,
    SIM_SPACE_TENANT,
    SIM_SPACE_CALL_LEG_PROFILE,
    SIM_SPACE_CALL_PROFILE,
    SIM_SPACE_CALL_BRANDING_PROFILE,
    SIM_SPACE_DIAL_IN_SECURITY_PROFILE,
    SIM_SPACE_NON_MEMBER_ACCESS,
    SIM_SPACE_OWNER_JID,
    SIM_SPACE_STREAM_URL,
    SIM_SPACE_MEETING_SCHEDULER,
    SIM_SPACE_PANE_HIGHEST,
    SIM_SPACE_PANE_SELF_MODE,
    SIM_SPACE_SECRET,
    SIM_SPACE_FIELDS
};

extern const struct sim_schema sim_space_schema;

struct sim_space *sim_space_new(struct sim_server *server);
void sim_space_free(struct sim_server *server, struct sim_space *space); /* ends its calls */
/* Addresses are indexed: fields of a space change only between these two. */
void sim_space_unindex(struct sim_server *server, struct sim_space *space);
void sim_space_index(struct sim_server *server, struct sim_space *space);
void sim_space_renew_secret(struct sim_server *server, struct sim_space *space);
void sim_space_settle_secret(struct sim_server *server, struct sim_space *space); /* one if a callId wants it */

#endif
