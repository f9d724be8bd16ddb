/* target.c: what would end or split a part is percent-encoded. */
#include "target.h"

#include <ctype.h>
#include <string.h>

static void part_append(const char *text, const char *kept, struct buf *out)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (isalnum(c) || strchr(kept, c) != NULL) {
            buf_append_char(out, (char)c);
        } else {
            buf_printf(out, "%%%02X", c);
        }
    }
}

struct query {
    struct buf *out;
    char separator;
};

static void pair_append(void *ctx, const char *name, const char *value)
{
    struct query *query = ctx;
    buf_append_char(query->out, query->separator);
    part_append(name, "-._~$:,/@*", query->out);
    buf_append_char(query->out, '=');
    part_append(value != NULL ? value : "", "-._~$:,/@*", query->out);
    query->separator = '&';
}

void target_append(const struct http_exchange *exchange, struct buf *out)
{
    part_append(http_exchange_path(exchange), "/-._~$:,@*", out);
    struct query query = {out, '?'};
    http_exchange_each_query(exchange, pair_append, &query);
}
