/* orders.c: the two sides of the file of orders. It comes from our own hands, and is read as if it did not. */
#include "orders.h"

#include "calendar/limits.h"

#include "base/mem.h"
#include "base/wire.h"

#include <string.h>

enum { TEXT_BYTES = 4096, TEXTS = 10000, POISON = 4 * CALENDAR_DEATHS };

static void texts_put(struct buf *out, char *const *texts, uint32_t n)
{
    wire_put_u32(out, n);
    for (uint32_t i = 0; i < n; i++) {
        wire_put_string(out, texts[i]);
    }
}

void orders_write(const struct orders *orders, struct buf *out)
{
    wire_put_i64(out, orders->window.from);
    wire_put_i64(out, orders->window.to);
    wire_put_string(out, orders->default_zone);
    wire_put_u32(out, orders->zone_is_fixed);
    wire_put_u32(out, orders->mail);
    wire_put_u32(out, orders->named);
    wire_put_u32(out, orders->refuse_rest);
    wire_put_u32(out, orders->max_events);
    wire_put_u32(out, orders->max_occurrences);
    wire_put_u32(out, orders->max_total);
    wire_put_u32(out, orders->max_nesting);
    wire_put_u32(out, orders->cpu_seconds);
    wire_put_u64(out, orders->taken_as);
    wire_put_u32(out, orders->first);
    wire_put_u32(out, orders->n_poison);
    for (uint32_t i = 0; i < orders->n_poison; i++) {
        wire_put_u32(out, orders->poison[i]);
    }
    texts_put(out, orders->words, orders->n_words);
    texts_put(out, orders->properties, orders->n_properties);
    wire_put_u64(out, orders->n_known);
    while (out->len % sizeof(uint64_t) != 0) {
        buf_append_char(out, '\0');
    }
}

static char **texts_get(struct wire_reader *reader, uint32_t *ret_n)
{
    uint32_t n = wire_get_u32(reader);
    reader->bad |= n > TEXTS;
    *ret_n = 0;
    if (n == 0 || reader->bad) {
        return NULL;
    }
    char **texts = mem_calloc(n, sizeof *texts);
    for (; *ret_n < n && !reader->bad; ++*ret_n) {
        texts[*ret_n] = wire_get_string(reader, TEXT_BYTES);
        reader->bad |= texts[*ret_n] == NULL;
    }
    return texts;
}

static void poison_get(struct wire_reader *reader, struct orders *orders)
{
    uint32_t n = wire_get_u32(reader);
    reader->bad |= n > POISON;
    orders->poison = n > 0 && !reader->bad ? mem_calloc(n, sizeof *orders->poison) : NULL;
    for (uint32_t i = 0; i < n && !reader->bad; i++) {
        orders->poison[orders->n_poison++] = wire_get_u32(reader);
    }
}

static bool known_get(struct wire_reader *reader, const char *bytes, struct orders *orders)
{
    uint64_t n = wire_get_u64(reader);
    size_t at = (size_t)(reader->at - bytes);
    size_t pad = (sizeof(uint64_t) - at % sizeof(uint64_t)) % sizeof(uint64_t);
    if (reader->bad || reader->left < pad || reader->left - pad != n * sizeof(uint64_t)) {
        return false;
    }
    orders->known = (const uint64_t *)(const void *)(reader->at + pad);
    orders->n_known = n;
    return true;
}

int orders_read(const void *bytes, size_t len, struct orders **ret_orders, struct err *err)
{
    struct wire_reader reader = {.at = bytes, .left = len};
    struct orders *orders = mem_zalloc(sizeof *orders);
    orders->window.from = wire_get_i64(&reader);
    orders->window.to = wire_get_i64(&reader);
    orders->default_zone = wire_get_string(&reader, TEXT_BYTES);
    orders->zone_is_fixed = wire_get_u32(&reader) != 0;
    orders->mail = wire_get_u32(&reader) != 0;
    orders->named = wire_get_u32(&reader) != 0;
    orders->refuse_rest = wire_get_u32(&reader) != 0;
    orders->max_events = wire_get_u32(&reader);
    orders->max_occurrences = wire_get_u32(&reader);
    orders->max_total = wire_get_u32(&reader);
    orders->max_nesting = wire_get_u32(&reader);
    orders->cpu_seconds = wire_get_u32(&reader);
    orders->taken_as = wire_get_u64(&reader);
    orders->first = wire_get_u32(&reader);
    poison_get(&reader, orders);
    orders->words = texts_get(&reader, &orders->n_words);
    orders->properties = texts_get(&reader, &orders->n_properties);
    bool whole = known_get(&reader, bytes, orders) && orders->default_zone != NULL && orders->max_events > 0;
    if (!whole) {
        orders_free(orders);
        return err_set(err, ERR_CORRUPT, "the orders of the calendar reader cannot be read");
    }
    *ret_orders = orders;
    return 0;
}

static void texts_free(char **texts, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        mem_free(texts[i]);
    }
    mem_free(texts);
}

void orders_free(struct orders *orders)
{
    if (orders == NULL) {
        return;
    }
    texts_free(orders->words, orders->n_words);
    texts_free(orders->properties, orders->n_properties);
    mem_free(orders->poison);
    mem_free(orders->default_zone);
    mem_free(orders);
}

unsigned orders_cpu_seconds(const struct orders *orders)
{
    return orders->cpu_seconds;
}
