/* request_log.h: one JSON line a request. */
#ifndef CALLBRIDGE_SIM_REQUEST_LOG_H
#define CALLBRIDGE_SIM_REQUEST_LOG_H

#include "base/err.h"
#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>

struct request_log;

struct request_log_entry {
    instant at;
    size_t bridge; /* from 0; shown from 1 */
    const char *method;
    const char *target;
    const char *body;
    size_t body_len;
    int status;        /* 0: no answer, null */
    const char *fault; /* NULL: none, no member */
};

/* Appends to the file. */
int request_log_open(const char *path, bool secrets, struct request_log **ret_log, struct err *err);
void request_log_close(struct request_log *log);
/* A line is in the file when this returns. Does nothing without a log; a file that cannot be written is reported once.
 */
void request_log_write(struct request_log *log, const struct request_log_entry *entry);

#endif
