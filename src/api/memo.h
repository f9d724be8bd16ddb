/* Answers that are given again: those of the routes with SHOWS_ENGINE, whole, with their headers, to whoever may see
 * the same and asks for the same. They show the engine and nothing else, so they hold as long as its edition does:
 * after any step of the engine, whatever it was, all are forgotten. While the store cannot be written there are none.
 * At most 1 MiB. */
#ifndef API_MEMO_H
#define API_MEMO_H

#include "call.h"

struct memo;

struct memo *memo_new(void);
void memo_free(struct memo *memo);
/* Whether the call was answered, as it was before. If not, its answer may be kept. */
bool memo_answer(struct call *call);
/* Whether it was sent, and kept. */
bool memo_keep(struct call *call, const struct http_response *response);

#endif
