/* credentials.c: what the header carries is decoded and compared. */
#include "credentials.h"

#include "base/base64.h"

#include <string.h>
#include <strings.h>

enum { CREDENTIALS_LIMIT = 4096 };

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
    return base64_decode(header, strlen(header), &given) == 0 && !given.overflown && given.len == wanted.len &&
           memcmp(buf_string(&given), buf_string(&wanted), wanted.len) == 0;
}
