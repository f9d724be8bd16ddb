/* mask.c: pair by pair; a name is decoded before it is judged. */
#include "mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_SIZE = 16 };

static const char *const secrets[] = {"passcode", "secret"};

static char decoded_char(const char **at, const char *end)
{
    const char *c = *at;
    if (*c == '%' && end - c > 2 && isxdigit((unsigned char)c[1]) && isxdigit((unsigned char)c[2])) {
        const char digits[] = {c[1], c[2], '\0'};
        *at = c + 3;
        return (char)strtol(digits, NULL, 16);
    }
    *at = c + 1;
    return *c;
}

static bool name_is_secret(const char *name, size_t len)
{
    char plain[NAME_SIZE];
    size_t n = 0;
    const char *end = name + len;
    while (name < end && n < sizeof plain - 1) {
        plain[n++] = decoded_char(&name, end);
    }
    plain[n] = '\0';
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        if (name == end && strcasecmp(plain, secrets[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void mask_pair(const char *pair, size_t len, struct buf *out)
{
    const char *equals = memchr(pair, '=', len);
    size_t name_len = equals != NULL ? (size_t)(equals - pair) : len;
    bool hidden = name_len + 1 < len && name_is_secret(pair, name_len);
    buf_append(out, pair, hidden ? name_len + 1 : len);
    if (hidden) {
        buf_append_string(out, "***");
    }
}

void mask_form(const char *form, size_t len, struct buf *out)
{
    const char *end = form + len;
    while (form < end) {
        const char *amp = memchr(form, '&', (size_t)(end - form));
        const char *pair_end = amp != NULL ? amp : end;
        mask_pair(form, (size_t)(pair_end - form), out);
        if (amp != NULL) {
            buf_append_char(out, '&');
        }
        form = amp != NULL ? amp + 1 : end;
    }
}

void mask_target(const char *target, struct buf *out)
{
    size_t len = strcspn(target, "?");
    len += target[len] == '?';
    buf_append(out, target, len);
    mask_form(&target[len], strlen(&target[len]), out);
}
