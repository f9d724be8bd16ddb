/* base/secret.h: a value that must not be seen.
 *
 * Passwords are kept in this type so that no format string takes them by accident: secret_shown() is "***" (or "" for none),
 * secret_reveal() is the value and is called only where bytes go to the bridge. secret_done wipes. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

struct secret {
    char *value; /* owned; NULL = none */
};

void secret_set(struct secret *secret, const char *value); /* copies; wipes what was there */
const char *secret_reveal(const struct secret *secret);    /* borrowed; "" for none */
const char *secret_shown(const struct secret *secret);
void secret_done(struct secret *secret);

#endif
