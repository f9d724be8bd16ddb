/* base/err.h: the one way errors travel.
 *
 * Functions return 0 or one of the negative codes below. Where a person will read the reason, the last parameter is a
 * `struct err *err` (may be NULL) that the failing function fills by err_set(); nobody logs and returns both.
 * One table (err.c) maps each code to its word and to the HTTP status of the local API. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdint.h>

enum err_code {
    ERR_INVALID = -1,       /* a value that makes no sense                                  422 */
    ERR_NOT_FOUND = -2,     /* no such object                                               404 */
    ERR_CONFLICT = -3,      /* the state forbids it                                         409 */
    ERR_LIMIT = -4,         /* a ceiling was reached: size, depth, count, disk              413 */
    ERR_BUSY = -5,          /* not now, the same request later                              503 */
    ERR_TIMEOUT = -6,       /* no answer in time                                            504 */
    ERR_REMOTE = -7,        /* the other side answered and refused                          502 */
    ERR_IO = -8,            /* the operating system refused                                 500 */
    ERR_CORRUPT = -9,       /* our own data does not read                                   500 */
    ERR_INTERNAL = -10,     /* cannot happen                                                500 */
    ERR_UNREADABLE = -11,   /* bytes that cannot be read at all: JSON, types, unknown field 400 */
    ERR_PRECONDITION = -12, /* If-Match does not hold                                       412 */
};

/* What a person reads. line and column count from 1; 0 means "not known". All strings are NUL-terminated, cut if longer. */
struct err {
    int code; /* 0 or an err_code */
    uint32_t line;
    uint32_t column;
    char field[64];    /* the key or JSON member at fault; empty if none */
    char message[256]; /* one sentence without a full stop, with the remedy where there is one */
};

/* Fills err (if not NULL) and returns code, so that `return err_set(err, ERR_INVALID, "…")` is the whole error path.
 * Field, line and column start afresh; the arguments may point into *err, so an error can wrap itself. */
int err_set(struct err *err, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same with the field at fault named. */
int err_set_field(struct err *err, int code, const char *field, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* "invalid", "not_found", …; "ok" for 0. */
const char *err_word(int code);
/* The HTTP status of the local API for a code; 200 for 0. */
int err_http_status(int code);

#endif
