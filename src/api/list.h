/* Lists: {"NAME":[…],"next":CURSOR|null}; limit, cursor, and the filters of meetings. A page whose entries are large
 * ends before the limit.
 *
 * A cursor is opaque: the place behind the last entry shown, in words of the list's own, marked with the list's letter.
 * It stays good while entries come and go. */
#ifndef API_LIST_H
#define API_LIST_H

#include "call.h"

enum { LIST_LIMIT = 100, LIST_LIMIT_MOST = 1000, LIST_PLACE_SIZE = 128, LIST_BYTES = 4 * 1024 * 1024 };

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
/* The answer: entries are written between the two, as long as the page takes n of them and one more. */
struct json_writer *list_begin(struct call *call, const char *name);
bool list_takes_more(const struct call *call, const struct list_query *query, size_t n);
/* next: the place behind the last entry, NULL at the end. */
void list_end(struct call *call, char letter, const char *next);

#endif
