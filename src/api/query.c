/* api/query.c: parameters by name, times, and which form of an object is wanted. */
#include "query.h"

#include "media.h"
#include "respond.h"

#include <string.h>

struct query_reading {
    struct query_value *values;
    size_t n;
    int rc;
    struct err *err;
};

static void query_take(void *ctx, const char *name, const char *value)
{
    struct query_reading *reading = ctx;
    size_t i = 0;
    while (i < reading->n && strcmp(reading->values[i].name, name) != 0) {
        i++;
    }
    if (reading->rc < 0) {
        return;
    }
    if (i == reading->n) {
        reading->rc = err_set_field(reading->err, ERR_UNREADABLE, name, "is not a parameter of this path");
    } else if (reading->values[i].there) {
        reading->rc = err_set_field(reading->err, ERR_UNREADABLE, name, "stands twice in the query");
    } else {
        reading->values[i].there = true;
        reading->values[i].value = value != NULL ? value : "";
    }
}

int query_read(struct call *call, struct query_value *values, size_t n, struct err *err)
{
    struct query_reading reading = {.values = values, .n = n, .err = err};
    http_exchange_each_query(call->exchange, query_take, &reading);
    return reading.rc;
}

int query_time(const struct query_value *value, instant *ret_at, struct err *err)
{
    if (!value->there || instant_parse(value->value, ret_at) == 0) {
        return 0;
    }
    return err_set_field(err, ERR_INVALID, value->name,
                         "must be a time as in RFC 3339, like 2026-11-23T09:00:00Z (a + in it is written %%2B)");
}

int query_window(const struct query_value *from, const struct query_value *to, struct window *window, struct err *err)
{
    duration_ms length = window->to - window->from;
    int rc = query_time(from, &window->from, err);
    if (from->there && rc == 0) {
        window->to = window->from + length;
    }
    rc = rc < 0 ? rc : query_time(to, &window->to, err);
    if (rc < 0) {
        return rc;
    }
    if (window->to <= window->from) {
        return err_set_field(err, ERR_INVALID, "to", "must come after from");
    }
    if (window->to - window->from > QUERY_WINDOW_DAYS * DAY_MS) {
        return err_set_field(err, ERR_INVALID, "to", "must not be more than %d days after from", QUERY_WINDOW_DAYS);
    }
    return 0;
}

int query_choose(struct call *call, const struct query_value *format, const struct query_format *formats, size_t n,
                 size_t *ret_index, struct err *err)
{
    respond_header_value(call, "Vary", "Accept");
    const char *accept = http_exchange_header(call->exchange, "Accept");
    double best = 0;
    *ret_index = 0;
    for (size_t i = 0; i < n; i++) {
        if (format->there && strcmp(format->value, formats[i].word) == 0) {
            *ret_index = i;
            return 0;
        }
        double quality = accept != NULL ? media_quality(accept, formats[i].type) : 0;
        if (quality > best) {
            best = quality;
            *ret_index = i;
        }
    }
    if (!format->there) {
        return 0;
    }
    return err_set_field(err, ERR_INVALID, format->name, "must be %s or %s", formats[0].word, formats[1].word);
}
