/* form.h: application/x-www-form-urlencoded, as the trace spells it. */
#ifndef CMS_FORM_H
#define CMS_FORM_H

#include "base/buf.h"

#include <stdint.h>

/* Appends text: alphanumerics and '$' '-' '_' '.' '*' '@' raw, a blank as '+', every other byte as %XX. */
void form_encode(struct buf *out, const char *text);
/* Appends NAME=VALUE (the value encoded, NULL as ""), after '&' if anything stands before it. */
void form_put(struct buf *out, const char *name, const char *value);
void form_put_number(struct buf *out, const char *name, uint32_t value);
/* Appends a path segment: letters, digits and "-._~" raw, all else as %XX. */
void form_put_segment(struct buf *out, const char *text);

#endif
