/* mask.h: forms and queries without what must not be seen. */
#ifndef CALLBRIDGE_SIM_MASK_H
#define CALLBRIDGE_SIM_MASK_H

#include "base/buf.h"

#include <stddef.h>

/* Appends the form with the values of passcode and secret as ***, whatever the case or the encoding of their names. */
void mask_form(const char *form, size_t len, struct buf *out);
/* The same for the query of a request target. */
void mask_target(const char *target, struct buf *out);

#endif
