/* credentials.c: what the header carries is decoded and compared. */
#include "credentials.h"

#include "base/buf.h"

#include <string.h>
#include <strings.h>

enum { CREDENTIALS_LIMIT = 4096 };

static int base64_decode(const char *text, struct buf *out)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0;
    unsigned n_bits = 0;
    for (; *text != '\0' && *text != '='; text++) {
        const char *at = strchr(alphabet, *text);
        if (at == NULL) {
            return -1;
        }
        bits = bits << 6 | (unsigned)(at - alphabet);
        n_bits += 6;
        if (n_bits < 8) {
            continue;
        }
        n_bits -= 8;
        buf_append_char(out, (char)(bits >> n_bits & 0xFF));
    }
    return 0;
}

bool credentials_match(const char *user, const char *password, const char *header)
{
    if (header == NULL || strncasecmp(header, "Basic", 5) != 0) {
        return false;
    }
    header += 5;
    header += strspn(header, " ");
    CLEAN_BUF struct buf given;
    CLEAN_BUF struct buf wanted;
    buf_init(&given, CREDENTIALS_LIMIT);
    buf_init(&wanted, CREDENTIALS_LIMIT);
    buf_printf(&wanted, "%s:%s", user, password);
    return base64_decode(header, &given) == 0 && !given.overflown && given.len == wanted.len &&
           memcmp(buf_string(&given), buf_string(&wanted), wanted.len) == 0;
}
