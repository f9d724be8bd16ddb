/* auth.h: HTTP Basic. */
#ifndef SIM_AUTH_H
#define SIM_AUTH_H

#include <stdbool.h>

char *sim_auth_encode(const char *user, const char *password); /* base64 of user:password; owned by the caller */
/* header is the value of Authorization, or NULL; the blank after the scheme may be missing. */
bool sim_auth_accepts(const char *credentials, const char *header);

#endif
