/* base/buf.c: the growing buffer. Memory doubles up to the ceiling, so that appending costs O(1) on average. */
#include "base/buf.h"

#include "base/err.h"
#include "base/mem.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BUF_FIRST_CAPACITY = 64 };

void buf_init(struct buf *buf, size_t limit)
{
    *buf = (struct buf){.limit = limit < SIZE_MAX ? limit : SIZE_MAX - 1};
}

void buf_done(struct buf *buf)
{
    if (buf == NULL) {
        return;
    }
    mem_free(buf->data);
    *buf = (struct buf){.limit = buf->limit};
}

void buf_wipe(struct buf *buf)
{
    if (buf->data != NULL) {
        explicit_bzero(buf->data, buf->capacity);
    }
    buf_done(buf);
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->overflown = false;
    if (buf->data != NULL) {
        buf->data[0] = '\0';
    }
}

/* Makes room for len more bytes and the NUL. An overflown buffer stays shut: what follows a gap is not the text. */
static int buf_reserve(struct buf *buf, size_t len)
{
    if (buf->overflown || len > buf->limit - buf->len) {
        buf->overflown = true;
        return ERR_LIMIT;
    }
    size_t needed = buf->len + len + 1;
    if (needed <= buf->capacity) {
        return 0;
    }
    size_t capacity = buf->capacity != 0 ? buf->capacity : BUF_FIRST_CAPACITY;
    while (capacity < needed) {
        capacity = capacity <= SIZE_MAX / 2 ? capacity * 2 : SIZE_MAX;
    }
    if (capacity > buf->limit + 1) {
        capacity = buf->limit + 1;
    }
    buf->data = mem_realloc(buf->data, capacity, 1);
    buf->capacity = capacity;
    return 0;
}

char *buf_room(struct buf *buf, size_t len)
{
    return buf_reserve(buf, len) == 0 ? buf->data + buf->len : NULL;
}

void buf_wrote(struct buf *buf, size_t len)
{
    assert(len < buf->capacity - buf->len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

int buf_append(struct buf *buf, const void *bytes, size_t len)
{
    int rc = buf_reserve(buf, len);
    if (rc < 0) {
        return rc;
    }
    if (len > 0) {
        memcpy(buf->data + buf->len, bytes, len);
    }
    buf->len += len;
    buf->data[buf->len] = '\0';
    return 0;
}

int buf_append_string(struct buf *buf, const char *text)
{
    return buf_append(buf, text, strlen(text));
}

int buf_append_char(struct buf *buf, char c)
{
    return buf_append(buf, &c, 1);
}

int buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int rc = buf_vprintf(buf, format, args);
    va_end(args);
    return rc;
}

int buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(len >= 0);
    int rc = buf_reserve(buf, (size_t)len);
    if (rc < 0) {
        return rc;
    }
    vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
    buf->len += (size_t)len;
    return 0;
}

void buf_drop_front(struct buf *buf, size_t len)
{
    assert(len <= buf->len);
    if (len == 0) {
        return;
    }
    buf->len -= len;
    memmove(buf->data, buf->data + len, buf->len + 1);
}

const char *buf_string(const struct buf *buf)
{
    return buf->data != NULL ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
    char *data = buf->data != NULL ? buf->data : mem_zalloc(1);
    *buf = (struct buf){.limit = buf->limit};
    return data;
}
