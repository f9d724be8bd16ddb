/* bulk.h: parameter sets, and what a sync makes of one. */
#ifndef SIM_BULK_H
#define SIM_BULK_H

#include "model.h"

enum sim_set_field {
    SIM_SET_START,
    SIM_SET_END,
    SIM_SET_URI,
    SIM_SET_NAME,
    SIM_SET_CALL_ID,
    SIM_SET_TENANT,
    SIM_SET_CALL_PROFILE,
    SIM_SET_CALL_LEG_PROFILE,
    SIM_SET_CALL_BRANDING_PROFILE,
    SIM_SET_NON_MEMBER_ACCESS,
    SIM_SET_FIELDS
};

extern const struct sim_schema sim_set_schema;

void sim_set_free(struct sim_server *server, struct sim_set *set); /* its spaces stay, and are nobody's */
void sim_sync_free(struct sim_server *server, struct sim_sync *sync);
/* Deletes every space that was made from the set and, unless remove_all, makes the whole range anew; all or nothing.
 * The status it ends with. */
enum sim_sync_status sim_bulk_run(struct sim_server *server, struct sim_set *set, bool remove_all);

#endif
