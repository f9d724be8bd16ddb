/* bridges: the call bridges and how they are. */
#include "list_show.h"
#include "verbs.h"

static const struct column COLUMNS[] = {
    {"NAME", "name", COLUMN_TEXT},   {"STATE", "state", COLUMN_TEXT},           {"PREFERRED", "preferred", COLUMN_YES},
    {"SINCE", "since", COLUMN_TIME}, {"CALLS", "calls", COLUMN_NUMBER},         {"VERSION", "version", COLUMN_TEXT},
    {"URL", "url", COLUMN_TEXT},     {"LAST ERROR", "last_error", COLUMN_TEXT},
};

static int bridges_run(const struct session *session, const struct args *args)
{
    (void)args;
    return list_show(session, "/v1/bridges", "bridges", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

const struct verb verb_bridges = {
    .name = "bridges", .operands = "", .summary = "the call bridges and how they are", .run = bridges_run};
