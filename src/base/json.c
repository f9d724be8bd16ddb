/* base/json.c: the writer of JSON. Strings go in runs that need no escape, most in one. */
#include "base/json.h"

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

/* With what stands before and behind it: at most two characters each, a quote among them. */
static void put_string(struct buf *to, const char *before, const char *text, size_t len, const char *behind)
{
    size_t begin = strlen(before), end = strlen(behind);
    bool plain = run_length((const unsigned char *)text, len) == len;
    char *at = plain ? buf_room(to, begin + len + end) : NULL;
    if (at != NULL) { /* as nearly all are */
        at = copy_marks(at, before);
        memcpy(at, text, len);
        copy_marks(at + len, behind);
        buf_wrote(to, begin + len + end);
        return;
    }
    buf_append(to, before, begin);
    put_escaped(to, text, len);
    buf_append(to, behind, end);
}

/* What stands before a value: a comma, its name. */
static void put_before(struct json_writer *json, const char *name)
{
    assert(json->depth > 0 || !json->behind); /* one value outermost */
    assert((name != NULL) == (json->depth > 0 && (json->objects & 1) != 0));
    if (name != NULL) {
        put_string(json->to, json->behind ? ",\"" : "\"", name, strlen(name), "\":");
    } else if (json->behind) {
        buf_append_char(json->to, ',');
    }
    json->behind = true;
}

static void open_level(struct json_writer *json, const char *name, bool object)
{
    put_before(json, name);
    assert(json->depth < JSON_DEPTH);
    json->objects = json->objects << 1 | object;
    json->depth++;
    json->behind = false;
    buf_append_char(json->to, object ? '{' : '[');
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
    put_before(json, name);
    put_string(json->to, "\"", text, len, "\"");
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
    char digits[20];
    char *at = digits + sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        *--at = '-';
    }
    put_before(json, name);
    buf_append(json->to, at, (size_t)(digits + sizeof digits - at));
}

static void put_word(struct json_writer *json, const char *name, const char *word)
{
    put_before(json, name);
    buf_append_string(json->to, word);
}

void json_write_bool(struct json_writer *json, const char *name, bool value)
{
    put_word(json, name, value ? "true" : "false");
}

void json_write_null(struct json_writer *json, const char *name)
{
    put_word(json, name, "null");
}

void json_write_time(struct json_writer *json, const char *name, instant at)
{
    if (at == INSTANT_NONE || at == INSTANT_NEVER) {
        json_write_null(json, name);
        return;
    }
    char text[INSTANT_TEXT_SIZE];
    json_write_text(json, name, instant_format(at, text));
}
