/* tell.h: something of the service is told a word that says all. */
#ifndef COSPACECTL_TELL_H
#define COSPACECTL_TELL_H

#include "client.h"

/* POST /v1/KIND/NAME/WORD; on success prints the answer with --json, else nothing. */
int tell(const struct session *session, const char *kind, const char *name, const char *word,
         struct client_reply *ret_reply);

#endif
