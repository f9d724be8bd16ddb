/* handed.h: sockets that the service manager made for the API before we ran, so that who connects meanwhile waits.
 *
 * FileDescriptorName= says which is which: api.socket or api.listen, as the keys of the configuration. */
#ifndef COSPACED_HANDED_H
#define COSPACED_HANDED_H

#include "base/err.h"
#include "config/config.h"

/* Owned by the process until the API takes them; 0: it opens its own. */
struct handed {
    int socket;
    int listen;
};

/* INVALID: one that has another name, a name twice, or that the configuration does not ask for. */
int handed_take(const struct config *config, struct handed *ret_handed, struct err *err);

#endif
