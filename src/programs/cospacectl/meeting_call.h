/* meeting_call.h: what most verbs about one meeting do: find it, say something about it, show what it has become. */
#ifndef COSPACECTL_MEETING_CALL_H
#define COSPACECTL_MEETING_CALL_H

#include "client.h"

/* "/v1/meetings/ID" + tail for the meeting whose id begins with the first operand. */
int meeting_target(const struct session *session, const struct args *args, const char *tail, struct buf *ret_target);
/* Calls method on it, body (or NULL) taken; on success prints the JSON or "WORD ID …" of the meeting that came back. */
int meeting_call(const struct session *session, const struct args *args, const char *method, const char *tail,
                 json_t *body, const char *word);

#endif
