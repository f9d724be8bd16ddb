/* Errors as RFC 9457 problem documents: type, title, status, detail, and field for a bad field. */
#ifndef API_PROBLEM_H
#define API_PROBLEM_H

#include "call.h"

/* Its members, into the object that is being written. err may be NULL: the title says it all. */
void problem_write(struct json_writer *json, int status, const struct err *err);
void problem_respond(struct call *call, int status, const struct err *err);
/* With the status that the error's code maps to. */
void problem_respond_err(struct call *call, const struct err *err);

#endif
