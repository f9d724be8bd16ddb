/* A request's body and what its header says about it, before anything reads it. */
#ifndef API_REQUEST_BODY_H
#define API_REQUEST_BODY_H

#include "body.h"
#include "call.h"

/* Reads the JSON body that the route takes. 1: the type was refused and has been answered (415); else as body_read. */
int request_body_json(struct call *call, enum body_kind kind, struct body *ret_body, struct err *err);
/* The bytes of a text/calendar body, borrowed; NULL: refused and answered (415). */
const char *request_body_calendar(struct call *call, size_t *ret_len);

#endif
