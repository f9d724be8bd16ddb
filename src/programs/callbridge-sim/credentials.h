/* credentials.h: HTTP Basic for /sim/; the model looks after its own. */
#ifndef CALLBRIDGE_SIM_CREDENTIALS_H
#define CALLBRIDGE_SIM_CREDENTIALS_H

#include <stdbool.h>

/* header is the value of Authorization, or NULL. */
bool credentials_match(const char *user, const char *password, const char *header);

#endif
