/* record.h: what cospaced-calendar says on its pipe, one record after another: u32 length, u32 type, payload
 * (base/wire.h).
 *
 * FAILED alone, or HEAD, then for each event BEGIN and EVENT or REFUSAL, then DONE. The reading side trusts nothing. */
#ifndef CALENDAR_RECORD_H
#define CALENDAR_RECORD_H

#include "base/buf.h"
#include "base/err.h"
#include "base/wire.h"
#include "core/event.h"

#include <stdbool.h>
#include <stdint.h>

enum record_type { RECORD_FAILED = 1, RECORD_HEAD, RECORD_BEGIN, RECORD_EVENT, RECORD_REFUSAL, RECORD_DONE };

enum { RECORD_HEADER_SIZE = 8 };

/* The event that is now worked on. */
struct record_begin {
    uint32_t index, line;
    char *uid; /* owned; "" if there is none */
};

void record_put_failed(struct buf *out, const struct err *err);
void record_put_head(struct buf *out, enum calendar_method method, uint32_t n_events);
void record_put_begin(struct buf *out, uint32_t index, uint32_t line, const char *uid);
void record_put_event(struct buf *out, const struct event *event);
/* No reason (""): another component counts instead of it. */
void record_put_refusal(struct buf *out, uint32_t line, const char *why);
void record_put_done(struct buf *out);

/* 1 with the first whole record of `in`, 0 if there is none yet, negative if it is malformed. */
int record_next(const struct buf *in, enum record_type *ret_type, struct wire_reader *ret_payload);

/* Each 0, or CORRUPT. */
int record_get_failed(struct wire_reader *payload, struct err *ret_err);
int record_get_head(struct wire_reader *payload, enum calendar_method *ret_method, uint32_t *ret_n_events);
int record_get_begin(struct wire_reader *payload, struct record_begin *ret_begin);
int record_get_event(struct wire_reader *payload, struct event *event,
                     size_t max_occurrences); /* fills; free either way */
int record_get_refusal(struct wire_reader *payload, uint32_t *ret_line, char **ret_why);

#endif
