/* auth.c: the credentials are encoded once and then compared. */
#include "auth.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

char *sim_auth_encode(const char *user, const char *password)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    CLEAN_FREE char *plain = mem_printf("%s:%s", user, password);
    size_t len = strlen(plain);
    char *encoded = mem_calloc((len + 2) / 3 * 4 + 1, 1);
    char *to = encoded;
    for (size_t i = 0; i < len; i += 3) {
        unsigned bits = (unsigned)(unsigned char)plain[i] << 16;
        bits |= i + 1 < len ? (unsigned)(unsigned char)plain[i + 1] << 8 : 0;
        bits |= i + 2 < len ? (unsigned)(unsigned char)plain[i + 2] : 0;
        *to++ = alphabet[bits >> 18 & 63];
        *to++ = alphabet[bits >> 12 & 63];
        *to++ = i + 1 < len ? alphabet[bits >> 6 & 63] : '=';
        *to++ = i + 2 < len ? alphabet[bits & 63] : '=';
    }
    return encoded;
}

bool sim_auth_accepts(const char *credentials, const char *header)
{
    if (header == NULL || strncasecmp(header, "Basic", 5) != 0) {
        return false;
    }
    header += 5;
    header += strspn(header, " ");
    return strcmp(header, credentials) == 0;
}
