/* resume: a drained bridge takes new meetings again. */
#include "base/mem.h"
#include "fields.h"
#include "tell.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static int resume_run(const struct session *session, const struct args *args)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = tell(session, "bridges", args->operands[0], "resume", &reply);
    if (rc == DONE && !session->json) {
        CLEAN_FREE char *name = text_clean(field_text(reply.json, "name"));
        CLEAN_FREE char *state = text_clean(field_text(reply.json, "state"));
        printf("resumed %s, which is %s\n", name, state);
    }
    return rc;
}

const struct verb verb_resume = {.name = "resume",
                                 .operands = "BRIDGE",
                                 .summary = "let a drained bridge take new meetings again",
                                 .run = resume_run};
