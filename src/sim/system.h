/* system.h: the settings of a bridge in its cluster. */
#ifndef SIM_SYSTEM_H
#define SIM_SYSTEM_H

#include "record.h"

extern const struct sim_schema sim_cluster_schema;

#endif
