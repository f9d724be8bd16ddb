/* base/base64.h: RFC 4648, section 4. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

void base64_encode(const void *bytes, size_t len, struct buf *out); /* appends */
/* Appends the bytes; strict: whole groups with their padding and nothing else. ERR_UNREADABLE; out has then some. */
int base64_decode(const char *text, size_t len, struct buf *out);

#endif
