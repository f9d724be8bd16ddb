/* Sending answers: JSON, text, nothing. Every answer of the API leaves through here or through problem.h. */
#ifndef API_RESPOND_H
#define API_RESPOND_H

#include "call.h"

/* A header of the answer to come; cut at CALL_HEADER_SIZE. */
void respond_header(struct call *call, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
void respond_header_value(struct call *call, const char *name, const char *value); /* the same, as it is */
/* Where the answer's JSON is to be written, one value. There is one such answer at a time: what may still fail comes
 * before. */
struct json_writer *respond_json(struct call *call);
/* Sends what was written. */
void respond_json_end(struct call *call, int status);
void respond_text(struct call *call, int status, const char *content_type, const char *body, size_t len);
/* A long body, made while it is sent; the source is freed in any case. */
void respond_source(struct call *call, const char *content_type, const struct http_source *source);
void respond_empty(struct call *call, int status);

#endif
