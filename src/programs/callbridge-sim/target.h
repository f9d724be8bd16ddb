/* target.h: path and query of a request as they stand on a request line. */
#ifndef CALLBRIDGE_SIM_TARGET_H
#define CALLBRIDGE_SIM_TARGET_H

#include "base/buf.h"
#include "http/server.h"

/* The parts come decoded from the server and are encoded again, so /a%62c reads /abc. */
void target_append(const struct http_exchange *exchange, struct buf *out);

#endif
