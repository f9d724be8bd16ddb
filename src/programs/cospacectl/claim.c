/* claim: the pool, which another service has, is to be this one's. */
#include "client.h"
#include "fields.h"
#include "verbs.h"

#include <stdio.h>

static int claim_run(const struct session *session, const struct args *args)
{
    (void)args;
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_call(session, "POST", "/v1/pool/claim", NULL, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
    } else if (rc == DONE) {
        puts("claimed: in a moment the pool is this service's; another one that lives stands back when it sees that");
    }
    return rc;
}

const struct verb verb_claim = {
    .name = "claim", .operands = "", .summary = "take the pool over from another service", .run = claim_run};
