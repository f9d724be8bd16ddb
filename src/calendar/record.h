/* record.h: what cospaced-calendar says on its pipe, one record after another: u32 length, u32 type, payload
 * (base/wire.h).
 *
 * FAILED alone; or HEAD, a NAME for each booking of the body, OPEN, then for each booking that is not had already
 * BOOKING and as many EVENTs or REFUSALs as it has components, then DONE. A process that goes on behind a dead one
 * begins with OPEN. The reading side trusts nothing. */
#ifndef CALENDAR_RECORD_H
#define CALENDAR_RECORD_H

#include "base/buf.h"
#include "base/err.h"
#include "base/wire.h"
#include "core/event.h"

#include <stdbool.h>
#include <stdint.h>

enum record_type {
    RECORD_FAILED = 1,
    RECORD_HEAD,
    RECORD_NAME,
    RECORD_OPEN,
    RECORD_BOOKING,
    RECORD_EVENT,
    RECORD_REFUSAL,
    RECORD_DONE,
};

enum { RECORD_HEADER_SIZE = 8 };

/* A booking of the body. */
struct record_booking {
    char *uid; /* owned; never "" */
    uint64_t digest;
    uint64_t begin; /* offset of its first component */
    uint32_t n;     /* components */
    bool same;      /* the digest is known */
};

void record_put_failed(struct buf *out, const struct err *err);
/* n_events: those that will be read. sender: NULL if there is none. */
void record_put_head(struct buf *out, enum calendar_method method, const char *sender, uint32_t n_events);
/* NAME or BOOKING; uid_len bytes of uid count. */
void record_put_booking(struct buf *out, enum record_type type, const struct record_booking *booking, size_t uid_len);
void record_put_open(struct buf *out);
void record_put_event(struct buf *out, const struct event *event);
/* Of refusal all but the UID. No reason (""): another component counts instead of it. */
void record_put_refusal(struct buf *out, const struct refusal *refusal);
void record_put_done(struct buf *out);

/* 1 with the first whole record of `in`, 0 if there is none yet, negative if it is malformed. */
int record_next(const struct buf *in, enum record_type *ret_type, struct wire_reader *ret_payload);

/* Each 0, or CORRUPT. */
int record_get_failed(struct wire_reader *payload, struct err *ret_err);
/* *ret_sender is the caller's, NULL if there is none. */
int record_get_head(struct wire_reader *payload, enum calendar_method *ret_method, char **ret_sender,
                    uint32_t *ret_n_events);
int record_get_booking(struct wire_reader *payload, struct record_booking *ret_booking);
int record_get_event(struct wire_reader *payload, struct event *event,
                     size_t max_occurrences);                                     /* fills; free either way */
int record_get_refusal(struct wire_reader *payload, struct refusal *ret_refusal); /* without UID; the caller's */

#endif
