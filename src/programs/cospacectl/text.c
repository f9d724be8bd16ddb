/* text.c: a title in a calendar must neither steer the terminal nor break the JSON. */
#include "text.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

/* The length of the character at text and its number, or 0 if there is none (RFC 3629). */
static size_t character_read(const char *text, uint32_t *ret_character)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t len = bytes[0] < 0x80 ? 1 : bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (bytes[0] >= 0x80 && (bytes[0] < 0xC2 || bytes[0] > 0xF4)) {
        return 0;
    }
    uint32_t character = len == 1 ? bytes[0] : bytes[0] & (0x7FU >> len);
    for (size_t i = 1; i < len; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return 0;
        }
        character = character << 6 | (bytes[i] & 0x3FU);
    }
    if (character < least[len] || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
        return 0;
    }
    *ret_character = character;
    return len;
}

/* C0, DEL, C1, and what turns the direction of writing. */
static bool steers(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
           character == 0x2028 || character == 0x2029;
}

static char *text_copy(const char *text, bool clean)
{
    struct buf out;
    buf_init(&out, strlen(text) * 3 + 1);
    while (*text != '\0') {
        uint32_t character = 0;
        size_t len = character_read(text, &character);
        if (len == 0) {
            buf_append_string(&out, "\xEF\xBF\xBD");
        } else if (clean && steers(character)) {
            buf_append_char(&out, '?');
        } else {
            buf_append(&out, text, len);
        }
        text += len != 0 ? len : 1;
    }
    return buf_take(&out);
}

char *text_mend(const char *text)
{
    return text_copy(text, false);
}

char *text_clean(const char *text)
{
    return text_copy(text, true);
}

/* Emoji that are joined with what comes before or after them, and what changes their look. */
static bool joins(uint32_t character)
{
    return character == 0x200D || (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0x1F3FB && character <= 0x1F3FF);
}

/* One character with all that combines with it: its bytes, and the columns it takes. */
static size_t cluster_read(const char *text, size_t *ret_columns)
{
    size_t bytes = 0, width = 0;
    bool joined = false;
    do {
        uint32_t character = 0;
        size_t len = character_read(text + bytes, &character);
        int columns = len != 0 ? wcwidth((wchar_t)character) : 1;
        if (bytes > 0 && columns != 0 && !joined && !joins(character)) {
            break;
        }
        joined = character == 0x200D;
        width += columns >= 0 ? (size_t)columns : 1;
        bytes += len != 0 ? len : 1;
    } while (text[bytes] != '\0');
    *ret_columns = width;
    return bytes;
}

size_t text_next(const char *text, size_t *ret_len)
{
    size_t columns = 0;
    *ret_len = cluster_read(text, &columns);
    return columns;
}

size_t text_width(const char *text)
{
    size_t width = 0, columns;
    while (*text != '\0') {
        text += cluster_read(text, &columns);
        width += columns;
    }
    return width;
}

size_t text_fit(const char *text, size_t columns)
{
    size_t bytes = 0, width = 0;
    while (text[bytes] != '\0') {
        size_t more = 0;
        size_t len = cluster_read(text + bytes, &more);
        width += more;
        if (width > columns) {
            break;
        }
        bytes += len;
    }
    return bytes;
}

size_t text_fit_words(const char *text, size_t columns, size_t *ret_next)
{
    size_t bytes = text_fit(text, columns), ignored;
    if (bytes == 0 && *text != '\0') {
        bytes = cluster_read(text, &ignored);
    }
    size_t end = bytes;
    if (text[bytes] != '\0' && text[bytes] != ' ') {
        while (end > 0 && text[end - 1] != ' ') {
            end--;
        }
        end = end > 0 ? end : bytes;
    }
    *ret_next = end + strspn(text + end, " ");
    while (end > 0 && text[end - 1] == ' ') {
        end--;
    }
    return end;
}
