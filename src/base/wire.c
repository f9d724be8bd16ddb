/* base/wire.c: little-endian numbers and length-prefixed strings; the reader turns bad once and stays so. */
#include "base/wire.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

#define WIRE_NO_STRING UINT32_MAX /* as a length: NULL */

static void wire_put_number(struct buf *buf, uint64_t value, size_t size)
{
    char bytes[8];
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)(unsigned char)(value >> (8 * i));
    }
    buf_append(buf, bytes, size);
}

void wire_put_u32(struct buf *buf, uint32_t value)
{
    wire_put_number(buf, value, 4);
}

void wire_put_u64(struct buf *buf, uint64_t value)
{
    wire_put_number(buf, value, 8);
}

void wire_put_i64(struct buf *buf, int64_t value)
{
    wire_put_number(buf, (uint64_t)value, 8);
}

void wire_put_bytes(struct buf *buf, const void *bytes, size_t len)
{
    assert(len < WIRE_NO_STRING);
    wire_put_u32(buf, (uint32_t)len);
    buf_append(buf, bytes, len);
}

void wire_put_string(struct buf *buf, const char *text)
{
    if (text == NULL) {
        wire_put_u32(buf, WIRE_NO_STRING);
        return;
    }
    wire_put_bytes(buf, text, strlen(text));
}

/* The next len bytes, or NULL when there are not so many. */
static const char *wire_take(struct wire_reader *reader, size_t len)
{
    if (reader->bad || len > reader->left) {
        reader->bad = true;
        return NULL;
    }
    const char *bytes = reader->at;
    reader->at += len;
    reader->left -= len;
    return bytes;
}

static uint64_t wire_get_number(struct wire_reader *reader, size_t size)
{
    const char *bytes = wire_take(reader, size);
    uint64_t value = 0;
    for (size_t i = 0; bytes != NULL && i < size; i++) {
        value |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    }
    return value;
}

uint32_t wire_get_u32(struct wire_reader *reader)
{
    return (uint32_t)wire_get_number(reader, 4);
}

uint64_t wire_get_u64(struct wire_reader *reader)
{
    return wire_get_number(reader, 8);
}

int64_t wire_get_i64(struct wire_reader *reader)
{
    return (int64_t)wire_get_number(reader, 8);
}

char *wire_get_string(struct wire_reader *reader, size_t limit)
{
    uint32_t len = wire_get_u32(reader);
    if (reader->bad || len == WIRE_NO_STRING) {
        return NULL;
    }
    if (len > limit) {
        reader->bad = true;
        return NULL;
    }
    const char *bytes = wire_take(reader, len);
    if (bytes == NULL || memchr(bytes, '\0', len) != NULL) {
        reader->bad = true;
        return NULL;
    }
    return mem_strndup(bytes, len);
}
