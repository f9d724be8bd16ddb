/* cancel: a meeting is not to be; one that is running ends. */
#include "meeting_call.h"
#include "verbs.h"

static int cancel_run(const struct session *session, const struct args *args)
{
    return meeting_call(session, args, "DELETE", "", NULL, "cancelled");
}

const struct verb verb_cancel = {
    .name = "cancel", .operands = "ID", .summary = "cancel a meeting; end it if it is running", .run = cancel_run};
