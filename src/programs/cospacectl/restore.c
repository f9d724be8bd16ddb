/* restore: what somebody else changed of a space is put right, and the space is used again. */
#include "base/mem.h"
#include "fields.h"
#include "tell.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static int restore_run(const struct session *session, const struct args *args)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = tell(session, "spaces", args->operands[0], "restore", &reply);
    if (rc == DONE && !session->json) {
        CLEAN_FREE char *state = text_clean(field_text(reply.json, "state"));
        printf("restored, the space is %s\n", state);
    }
    return rc;
}

const struct verb verb_restore = {.name = "restore",
                                  .operands = "INDEX",
                                  .summary = "take a space back into use that somebody else changed again and again",
                                  .run = restore_run};
