/* restore: what somebody else changed of a space is put right, and the space is used again. */
#include "base/buf.h"
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static int restore_run(const struct session *session, const struct args *args)
{
    CLEAN_REPLY struct client_reply reply = {0};
    CLEAN_BUF struct buf target;
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/spaces/");
    client_escape(&target, args->operands[0]);
    buf_append_string(&target, "/restore");
    int rc = client_post(session, buf_string(&target), NULL, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
    } else if (rc == DONE) {
        CLEAN_FREE char *state = text_clean(field_text(reply.json, "state"));
        printf("restored, the space is %s\n", state);
    }
    return rc;
}

const struct verb verb_restore = {.name = "restore",
                                  .operands = "INDEX",
                                  .summary = "take a space back into use that somebody else changed again and again",
                                  .run = restore_run};
