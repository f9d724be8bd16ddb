/* prefer: new meetings go to this bridge. */
#include "base/mem.h"
#include "fields.h"
#include "tell.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static int prefer_run(const struct session *session, const struct args *args)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = tell(session, "bridges", args->operands[0], "prefer", &reply);
    if (rc == DONE && !session->json) {
        CLEAN_FREE char *name = text_clean(field_text(reply.json, "name"));
        printf("preferred %s\n", name);
    }
    return rc;
}

const struct verb verb_prefer = {.name = "prefer",
                                 .operands = "BRIDGE",
                                 .summary = "prefer a bridge for what starts from now on",
                                 .run = prefer_run};
