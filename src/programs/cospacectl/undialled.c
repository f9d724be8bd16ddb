/* undialled.c: addresses in the order in which they came, and how often. */
#include "undialled.h"

#include "base/buf.h"
#include "base/mem.h"
#include "text.h"

enum { NAMED_MOST = 10, WORDS_SIZE = 1 << 16 };

void undialled_add(json_t *counts, const char *address)
{
    CLEAN_FREE char *mended = text_mend(address);
    json_object_set_new(counts, mended, json_integer(json_integer_value(json_object_get(counts, mended)) + 1));
}

char *undialled_words(const json_t *counts)
{
    struct buf out;
    size_t n = 0, all = json_object_size(counts);
    const char *address;
    json_t *times;
    buf_init(&out, WORDS_SIZE);
    json_object_foreach((json_t *)counts, address, times) {
        if (n == NAMED_MOST) {
            buf_printf(&out, " and %zu more", all - n);
            break;
        }
        buf_printf(&out, "%s%s", n++ > 0 ? ", " : "", address);
        if (json_integer_value(times) > 1) {
            buf_printf(&out, " (%" JSON_INTEGER_FORMAT " times)", json_integer_value(times));
        }
    }
    return buf_take(&out);
}
