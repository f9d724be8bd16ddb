/* What a client of fuzz_http.c got over one connection, held against HTTP and against what the API promises. */
#ifndef TESTS_FUZZ_HTTP_ANSWERS_H
#define TESTS_FUZZ_HTTP_ANSWERS_H

#include "base/buf.h"

/* Whole answers one after the other, to the end, but that a stream of events has none; each refusal a problem document,
 * or libmicrohttpd's own, which is the last. Aborts with the reason. */
void http_answers_check(const struct buf *got);

#endif
