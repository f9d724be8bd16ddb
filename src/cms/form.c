/* form.c: writes form bodies and path segments, byte for byte as the trace has them. */
#include "form.h"

#include <stdbool.h>
#include <string.h>

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void escape(struct buf *out, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)c;
    char text[3] = {'%', digits[byte >> 4], digits[byte & 15]};
    buf_append(out, text, sizeof text);
}

/* Runs of raw bytes are appended at once: most values are nothing else. */
static void encode(struct buf *out, const char *text, const char *raw, bool plus)
{
    while (*text != '\0') {
        size_t run = 0;
        while (text[run] != '\0' && (is_alphanumeric(text[run]) || strchr(raw, text[run]) != NULL)) {
            run++;
        }
        buf_append(out, text, run);
        text += run;
        if (*text == '\0') {
            return;
        }
        if (plus && *text == ' ') {
            buf_append_char(out, '+');
        } else {
            escape(out, *text);
        }
        text++;
    }
}

void form_encode(struct buf *out, const char *text)
{
    encode(out, text, "$-_.*@", true);
}

void form_put_segment(struct buf *out, const char *text)
{
    encode(out, text, "-._~", false);
}

void form_put(struct buf *out, const char *name, const char *value)
{
    if (out->len > 0) {
        buf_append_char(out, '&');
    }
    buf_append_string(out, name);
    buf_append_char(out, '=');
    if (value != NULL) {
        form_encode(out, value);
    }
}

void form_put_number(struct buf *out, const char *name, uint32_t value)
{
    char text[11];
    size_t at = sizeof text;
    text[--at] = '\0';
    do {
        text[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    form_put(out, name, text + at);
}
