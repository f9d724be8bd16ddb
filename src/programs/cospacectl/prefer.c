/* prefer: new meetings go to this bridge. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static int prefer_run(const struct session *session, const struct args *args)
{
    CLEAN_BUF struct buf target;
    CLEAN_REPLY struct client_reply reply = {0};
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/bridges/");
    client_escape(&target, args->operands[0]);
    buf_append_string(&target, "/prefer");
    int rc = client_post(session, buf_string(&target), NULL, &reply);
    if (rc != DONE) {
        return rc;
    }
    CLEAN_FREE char *name = text_clean(field_text(reply.json, "name"));
    if (session->json) {
        client_print(&reply);
    } else {
        printf("preferred %s\n", name);
    }
    return DONE;
}

const struct verb verb_prefer = {.name = "prefer",
                                 .operands = "BRIDGE",
                                 .summary = "prefer a bridge for what starts from now on",
                                 .run = prefer_run};
