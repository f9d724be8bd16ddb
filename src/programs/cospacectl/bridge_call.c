/* bridge_call.c: POST /v1/bridges/NAME/WORD. */
#include "bridge_call.h"

#include "base/buf.h"

int bridge_call(const struct session *session, const char *name, const char *word, struct client_reply *ret_reply)
{
    CLEAN_BUF struct buf target;
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/bridges/");
    client_escape(&target, name);
    buf_printf(&target, "/%s", word);
    int rc = client_post(session, buf_string(&target), NULL, ret_reply);
    if (rc == DONE && session->json) {
        client_print(ret_reply);
    }
    return rc;
}
