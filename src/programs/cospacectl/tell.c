/* tell.c: see tell.h. */
#include "tell.h"

#include "base/buf.h"

int tell(const struct session *session, const char *kind, const char *name, const char *word,
         struct client_reply *ret_reply)
{
    CLEAN_BUF struct buf target;
    buf_init(&target, 1 << 20);
    buf_printf(&target, "/v1/%s/", kind);
    client_escape(&target, name);
    buf_printf(&target, "/%s", word);
    int rc = client_post(session, buf_string(&target), NULL, ret_reply);
    if (rc == DONE && session->json) {
        client_print(ret_reply);
    }
    return rc;
}
