/* show: everything about one meeting. */
#include "fields.h"
#include "meeting_call.h"
#include "verbs.h"

static int show_run(const struct session *session, const struct args *args)
{
    CLEAN_BUF struct buf target = {0};
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = meeting_target(session, args, "", &target);
    if (rc == DONE) {
        rc = client_call(session, "GET", buf_string(&target), NULL, &reply);
    }
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
    } else {
        meeting_show(session, reply.json);
    }
    return DONE;
}

const struct verb verb_show = {
    .name = "show", .operands = "ID", .summary = "everything about one meeting", .run = show_run, .past = true};
