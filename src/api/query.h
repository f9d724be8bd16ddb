/* Query parameters of routes that are no lists: a table of what is taken, filled in. */
#ifndef API_QUERY_H
#define API_QUERY_H

#include "call.h"

struct query_value {
    const char *name;
    bool there;
    const char *value; /* "" for one without a value; borrowed from the exchange */
};

/* UNREADABLE, with its name as the field: a parameter that is not in the table, or one that stands twice. */
int query_read(struct call *call, struct query_value *values, size_t n, struct err *err);
/* ret_at stays as it is if the parameter is not there. INVALID: no time. */
int query_time(const struct query_value *value, instant *ret_at, struct err *err);

/* What from and to say of a window that holds the defaults: a from alone moves its end along. INVALID: no times, an
 * end that does not come after the beginning, more than QUERY_WINDOW_DAYS. */
int query_window(const struct query_value *from, const struct query_value *to, struct window *window, struct err *err);
enum { QUERY_WINDOW_DAYS = 3 * 366 };

/* The body that is asked for: by the parameter format, else by Accept (RFC 9110 12.5.1), else the first. */
struct query_format {
    const char *word; /* of format= */
    const char *type; /* of Accept */
};
int query_choose(struct call *call, const struct query_value *format, const struct query_format *formats, size_t n,
                 size_t *ret_index, struct err *err);

#endif
