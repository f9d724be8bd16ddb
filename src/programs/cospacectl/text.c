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

size_t text_width(const char *text)
{
    size_t width = 0;
    while (*text != '\0') {
        uint32_t character = 0;
        size_t len = character_read(text, &character);
        int columns = wcwidth((wchar_t)character);
        width += columns >= 0 ? (size_t)columns : 1;
        text += len != 0 ? len : 1;
    }
    return width;
}
