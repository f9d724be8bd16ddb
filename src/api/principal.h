/* Who asks: a user of this machine, as the socket says ("uid:1000"), or the holder of a token ("token:NAME"). */
#ifndef API_PRINCIPAL_H
#define API_PRINCIPAL_H

#include "call.h"

/* Fills call->principal and call->role. */
void principal_read(struct call *call);
/* As JSON, with the user's name where there is one; of somebody with a principal; the caller's. */
char *principal_json(const struct call *call);
/* The same in words for the log, cut at size. */
const char *principal_words(const struct call *call, char *text, size_t size);

#endif
