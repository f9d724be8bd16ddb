/* profile.h: call profiles and call leg profiles. */
#ifndef SIM_PROFILE_H
#define SIM_PROFILE_H

#include "model.h"

enum { SIM_CALL_PROFILE_LIMIT = 0 }; /* the field participantLimit */

extern const struct sim_schema sim_call_profile_schema;
extern const struct sim_schema
    sim_call_leg_profile_schema; /* legs and participants take the same values as overrides */

void sim_profile_free(struct sim_table *table, struct sim_profile *profile);

#endif
