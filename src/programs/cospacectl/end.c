/* end: a meeting ends now. */
#include "meeting_call.h"
#include "verbs.h"

static int end_run(const struct session *session, const struct args *args)
{
    return meeting_call(session, args, "POST", "/end", NULL, "ending");
}

const struct verb verb_end = {.name = "end", .operands = "ID", .summary = "end a running meeting now", .run = end_run};
