/* drain: a bridge takes no new meetings, for its maintenance; says what still runs there. */
#include "base/mem.h"
#include "fields.h"
#include "tell.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>

static int drain_run(const struct session *session, const struct args *args)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = tell(session, "bridges", args->operands[0], "drain", &reply);
    if (rc == DONE && !session->json) {
        CLEAN_FREE char *name = text_clean(field_text(reply.json, "name"));
        json_int_t calls = field_number(reply.json, "calls");
        if (calls == 0) {
            printf("drained %s: it is empty\n", name);
        } else {
            printf("drained %s: %" JSON_INTEGER_FORMAT
                   " meeting%s still there; cospacectl bridges shows when it is empty\n",
                   name, calls, calls == 1 ? " runs" : "s run");
        }
    }
    return rc;
}

const struct verb verb_drain = {.name = "drain",
                                .operands = "BRIDGE",
                                .summary = "let a bridge run empty: new meetings go elsewhere",
                                .run = drain_run};
