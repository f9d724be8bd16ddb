/* mail_decode.h: the bytes of a part as UTF-8 (RFC 2045 6.7, 6.8). */
#ifndef CALENDAR_MAIL_DECODE_H
#define CALENDAR_MAIL_DECODE_H

#include "mail_header.h"

/* encoding, charset: words of the header in lower case, "" if it says nothing. Appends. UNREADABLE: not known, or
 * broken; LIMIT: more than out holds. */
int mail_decode(struct mail_span body, const char *encoding, const char *charset, struct buf *out, struct err *err);

#endif
