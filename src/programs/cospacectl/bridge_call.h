/* bridge_call.h: a bridge is told something that it only needs to be named for. */
#ifndef COSPACECTL_BRIDGE_CALL_H
#define COSPACECTL_BRIDGE_CALL_H

#include "client.h"

/* POST /v1/bridges/NAME/WORD; on success prints the answer with --json, else nothing. */
int bridge_call(const struct session *session, const char *name, const char *word, struct client_reply *ret_reply);

#endif
