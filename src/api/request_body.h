/* A request's body and what its header says about it, before anything reads it. */
#ifndef API_REQUEST_BODY_H
#define API_REQUEST_BODY_H

#include "body.h"
#include "call.h"

/* Reads the JSON body that the route takes. 1: the type was refused and has been answered (415); else as body_read. */
int request_body_json(struct call *call, enum body_kind kind, struct body *ret_body, struct err *err);
/* Its bytes, of whatever JSON they are. False: the type was refused and has been answered (415). */
bool request_body_is_json(struct call *call, const char **ret_bytes, size_t *ret_len);
/* Whether the body may be text/calendar, or a mail with one where that is taken; false: refused and answered (415). */
bool request_body_is_calendar(struct call *call);
bool request_body_is_calendar_or_mail(struct call *call, bool *ret_mail);

#endif
