/* webhook/sign.h: the signature of a delivery, as Standard Webhooks has it: over "ID.TIMESTAMP.BODY", HMAC-SHA-256. */
#ifndef WEBHOOK_SIGN_H
#define WEBHOOK_SIGN_H

#include "base/buf.h"
#include "base/secret.h"

#include <stdint.h>

/* Appends "v1,BASE64", one for each of the secrets, with spaces between. timestamp: seconds since 1970. */
void sign(const struct secret *secrets, const char *id, int64_t timestamp, const struct buf *body, struct buf *out);

#endif
