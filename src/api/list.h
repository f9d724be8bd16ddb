/* Lists: {"NAME":[…],"next":CURSOR|null}; limit, cursor, and the filters of meetings.
 *
 * A cursor is opaque: the place behind the last entry shown, in words of the list's own, marked with the list's letter.
 * It stays good while entries come and go. */
#ifndef API_LIST_H
#define API_LIST_H

#include "call.h"

#include <jansson.h>

enum { LIST_LIMIT = 100, LIST_LIMIT_MOST = 1000, LIST_PLACE_SIZE = 128 };

/* Bits: which filters a list takes besides limit and cursor. */
enum { LIST_NO_FILTERS = 0, LIST_FILTERS = 1 };

struct list_query {
    uint32_t limit;
    bool has_place;
    char place[LIST_PLACE_SIZE]; /* of the cursor; "" if there is none */
    uint32_t states;             /* a bit for each wanted meeting state */
    instant from, to;            /* INSTANT_NONE, INSTANT_NEVER if not said */
    const char *calendar, *uid;  /* NULL if not said; borrowed from the exchange */
};

/* letter marks the list's cursors. UNREADABLE: unknown or repeated parameter, a limit that is no number, a cursor that
 * is not ours; INVALID: values that make no sense; field is the parameter. */
int list_query_read(struct call *call, char letter, int filters, struct list_query *ret_query, struct err *err);
/* Answers the list; entries is taken. next: the place behind the last entry, NULL at the end. */
void list_respond(struct call *call, const char *name, json_t *entries, char letter, const char *next);

#endif
