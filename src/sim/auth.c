/* auth.c: the credentials are encoded once and then compared. */
#include "auth.h"

#include "base/base64.h"
#include "base/mem.h"

#include <string.h>
#include <strings.h>

char *sim_auth_encode(const char *user, const char *password)
{
    CLEAN_FREE char *plain = mem_printf("%s:%s", user, password);
    struct buf encoded;
    buf_init(&encoded, 2 * strlen(plain) + 4);
    base64_encode(plain, strlen(plain), &encoded);
    return buf_take(&encoded);
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
