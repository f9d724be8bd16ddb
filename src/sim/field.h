/* field.h: one value of one field: whether it can be taken, and how it is kept. */
#ifndef SIM_FIELD_H
#define SIM_FIELD_H

#include "record.h"

bool sim_field_valid(const struct sim_field *field,
                     const char *value); /* of a value that is not empty; not for references */
char *sim_field_canonical(const struct sim_field *field, const char *value); /* owned by the caller */

#endif
