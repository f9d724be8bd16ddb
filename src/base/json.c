/* base/json.c: the writer of JSON. Strings go in runs that need no escape, most in one. */
#include "base/json.h"

#include "base/decimal.h"

#include <assert.h>
#include <string.h>

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* Not 0 if one of the eight bytes is. */
static uint64_t zero_bytes(uint64_t word)
{
    static const uint64_t ONES = UINT64_C(0x0101010101010101);
    return (word - ONES) & ~word & (ONES << 7);
}

static bool are_plain(const unsigned char *bytes)
{
    static const uint64_t ONES = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    uint64_t below = (word - ONES * 0x20) & ~word & (ONES << 7); /* a byte under 0x20 */
    uint64_t others = zero_bytes(word ^ ONES * '"') | zero_bytes(word ^ ONES * '\\') | zero_bytes(word ^ ONES * 0x7F);
    return ((word & (ONES << 7)) | below | others) == 0;
}

void json_write_begin(struct json_writer *json, struct buf *to)
{
    *json = (struct json_writer){.to = to};
}

bool json_write_is_whole(const struct json_writer *json)
{
    return json->depth == 0 && json->behind;
}

/* The length of the UTF-8 character that text begins with (2 to 4), 0 if there is none: no surrogates, no overlong
 * forms, nothing beyond U+10FFFF. */
static size_t wide_length(const unsigned char *text, size_t left)
{
    size_t len = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : 2;
    if (text[0] < 0xC2 || text[0] > 0xF4 || len > left) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (text[0] == 0xE0 && text[1] < 0xA0) || (text[0] == 0xF0 && text[1] < 0x90);
    bool beyond = (text[0] == 0xED && text[1] > 0x9F) || (text[0] == 0xF4 && text[1] > 0x8F);
    return overlong || beyond ? 0 : len;
}

/* How many bytes from the beginning can stand as they are. */
static size_t run_length(const unsigned char *text, size_t len)
{
    size_t n = 0;
    while (n < len) {
        size_t plain = len - n >= 8 && are_plain(text + n) ? 8 : is_plain(text[n]) ? 1 : 0;
        n += plain;
        if (plain > 0) {
            continue;
        }
        size_t wide = text[n] >= 0x80 ? wide_length(text + n, len - n) : 0;
        if (wide == 0) {
            break;
        }
        n += wide;
    }
    return n;
}

static void put_escape(struct buf *to, unsigned char byte)
{
    static const char SHORT[][2] = {{'"', '"'},  {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'},
                                    {'\n', 'n'}, {'\r', 'r'},  {'\t', 't'}};
    static const char DIGITS[] = "0123456789ABCDEF";
    if (byte >= 0x80) {
        buf_append_string(to, "\xEF\xBF\xBD");
        return;
    }
    for (size_t i = 0; i < sizeof SHORT / sizeof SHORT[0]; i++) {
        if ((unsigned char)SHORT[i][0] == byte) {
            buf_append(to, (char[]){'\\', SHORT[i][1]}, 2);
            return;
        }
    }
    buf_append(to, (char[]){'\\', 'u', '0', '0', DIGITS[byte >> 4], DIGITS[byte & 15]}, 6);
}

static void put_escaped(struct buf *to, const char *text, size_t len)
{
    const unsigned char *at = (const unsigned char *)text;
    for (;;) {
        size_t run = run_length(at, len);
        buf_append(to, at, run);
        at += run;
        len -= run;
        if (len == 0) {
            return;
        }
        put_escape(to, *at++);
        len--;
    }
}

static char *copy_marks(char *at, const char *marks)
{
    while (*marks != '\0') {
        *at++ = *marks++;
    }
    return at;
}

/* What was written up to there is part of the buffer. */
static void value_end(struct json_writer *json, const char *end)
{
    buf_wrote(json->to, (size_t)(end - (json->to->data + json->to->len)));
}

/* As many bytes from the beginning as can stand as they are, ASCII: all of nearly every string. */
static size_t copy_plain(char *to, const char *text, size_t len)
{
    const unsigned char *from = (const unsigned char *)text;
    size_t n = 0;
    for (; len - n >= 8 && are_plain(from + n); n += 8) {
        memcpy(to + n, from + n, 8);
    }
    for (; n < len && is_plain(from[n]); n++) {
        to[n] = text[n];
    }
    return n;
}

/* Where a value of len bytes is to be written, behind what stands before it: a comma, its name. NULL: it would pass the
 * ceiling. */
static char *value_begin(struct json_writer *json, const char *name, size_t len)
{
    assert(json->depth > 0 || !json->behind); /* one value outermost */
    assert((name != NULL) == (json->depth > 0 && (json->objects & 1) != 0));
    size_t name_len = name != NULL ? strlen(name) : 0;
    char *at = buf_room(json->to, json->behind + (name != NULL ? name_len + sizeof "\"\":" - 1 : 0) + len);
    if (at != NULL && json->behind) {
        *at++ = ',';
    }
    json->behind = true;
    if (at == NULL || name == NULL) {
        return at;
    }
    *at++ = '"';
    size_t plain = copy_plain(at, name, name_len);
    at += plain;
    if (plain < name_len) {
        value_end(json, at);
        put_escaped(json->to, name + plain, name_len - plain);
        at = buf_room(json->to, sizeof "\":" - 1 + len);
    }
    return at != NULL ? copy_marks(at, "\":") : NULL;
}

/* A value that needs no escape. */
static void put_value(struct json_writer *json, const char *name, const char *text, size_t len)
{
    char *at = value_begin(json, name, len);
    if (at != NULL) {
        memcpy(at, text, len);
        value_end(json, at + len);
    }
}

static void open_level(struct json_writer *json, const char *name, bool object)
{
    put_value(json, name, object ? "{" : "[", 1);
    assert(json->depth < JSON_DEPTH);
    json->objects = json->objects << 1 | object;
    json->depth++;
    json->behind = false;
}

void json_write_object(struct json_writer *json, const char *name)
{
    open_level(json, name, true);
}

void json_write_array(struct json_writer *json, const char *name)
{
    open_level(json, name, false);
}

void json_write_end(struct json_writer *json)
{
    assert(json->depth > 0);
    buf_append_char(json->to, (json->objects & 1) != 0 ? '}' : ']');
    json->objects >>= 1;
    json->depth--;
    json->behind = true;
}

void json_write_text_of(struct json_writer *json, const char *name, const char *text, size_t len)
{
    char *at = value_begin(json, name, len + 2);
    if (at == NULL) {
        return;
    }
    *at++ = '"';
    size_t plain = copy_plain(at, text, len);
    at += plain;
    if (plain < len) {
        value_end(json, at);
        put_escaped(json->to, text + plain, len - plain);
        buf_append_char(json->to, '"');
    } else {
        *at++ = '"';
        value_end(json, at);
    }
}

void json_write_text(struct json_writer *json, const char *name, const char *text)
{
    if (text == NULL) {
        json_write_null(json, name);
    } else {
        json_write_text_of(json, name, text, strlen(text));
    }
}

void json_write_number(struct json_writer *json, const char *name, int64_t number)
{
    char text[DECIMAL_DIGITS + 1];
    text[0] = '-';
    const char *end = decimal_put(text + (number < 0), number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
    put_value(json, name, text, (size_t)(end - text));
}

void json_write_bool(struct json_writer *json, const char *name, bool value)
{
    put_value(json, name, value ? "true" : "false", value ? 4 : 5);
}

void json_write_null(struct json_writer *json, const char *name)
{
    put_value(json, name, "null", 4);
}

void json_write_time(struct json_writer *json, const char *name, instant at)
{
    if (at == INSTANT_NONE || at == INSTANT_NEVER) {
        json_write_null(json, name);
        return;
    }
    char text[INSTANT_TEXT_SIZE + 2];
    text[0] = '"';
    instant_format(at, text + 1);
    size_t len = strlen(text);
    text[len] = '"';
    put_value(json, name, text, len + 1);
}
