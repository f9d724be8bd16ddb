/* mail_header.h: the header fields of a mail or of a part of it (RFC 5322 2.2, RFC 2045 5.1, RFC 2231 3 and 4). */
#ifndef CALENDAR_MAIL_HEADER_H
#define CALENDAR_MAIL_HEADER_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a mail, borrowed. */
struct mail_span {
    const char *begin, *end;
};

/* The line at *at, without its end; *at moves behind it. False at the end of the span. */
bool mail_line(const char **at, const char *end, struct mail_span *ret_line);
/* Where the header ends: at the empty line or at the end. */
struct mail_span mail_header_of(struct mail_span entity, const char **ret_body);

/* How often a field stands in a header; ret_value gets the first one, unfolded, without blanks around it. */
size_t mail_field(struct mail_span header, const char *name, struct buf *ret_value);
/* "text/calendar" in lower case, of the value of Content-Type, or the first word of another field. */
void mail_token(const char *value, struct buf *ret_token);
/* A parameter of Content-Type or Content-Disposition, also in the pieces of RFC 2231; false: it has none. */
bool mail_parameter(const char *value, const char *name, struct buf *ret_text);
/* The only address of a list of mailboxes. INVALID: none, several, or not an address. */
int mail_address(const char *value, struct buf *ret_address, struct err *err);

#endif
