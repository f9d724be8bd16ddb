/* Whether the service can do its work, and if not, why: for /readyz, the status and the metrics. */
#ifndef API_READINESS_H
#define API_READINESS_H

#include "call.h"

enum { READINESS_SIZE = 16 * 1024 };

struct readiness {
    bool ready;
    bool writable;        /* the store */
    struct err store_err; /* why not */
    struct buf reasons;   /* one a line */
};

void readiness_read(const struct api *api, struct readiness *ret_readiness);
void readiness_done(struct readiness *readiness);

#define CLEAN_READINESS __attribute__((cleanup(readiness_done)))

#endif
