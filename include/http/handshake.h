/* http/handshake.h: how a server shows itself before anything is said to it. For who looks for the reason of a failure.
 *
 * A connection of its own is made and, for https, TLS is set up without believing anything; nothing is sent. */
#ifndef HTTP_HANDSHAKE_H
#define HTTP_HANDSHAKE_H

#include "base/err.h"
#include "base/instant.h"

struct http_handshake {
    char subject[128], issuer[128]; /* of the certificate; "" for http */
    instant expires;                /* INSTANT_NONE: no certificate, or none that says */
};

/* Waits. IO: it cannot be reached, or TLS cannot be set up, in the words of http/client.h; INVALID: the URL. */
int http_handshake(const char *url, duration_ms timeout, struct http_handshake *ret, struct err *err);

#endif
