/* May this request be served? Who comes over the Unix socket may do everything: its file mode says who can. Over TCP a
 * token says what he may. */
#ifndef API_ACCESS_H
#define API_ACCESS_H

#include "routes.h"

/* False: the call has been answered (401, 403, 421). route NULL: there is none, which only those who may read are told.
 */
bool access_check(struct call *call, const struct route *route);

#endif
