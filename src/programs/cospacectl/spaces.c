/* spaces: the pool, and who uses what. */
#include "list_show.h"
#include "verbs.h"

static const struct column COLUMNS[] = {
    {"INDEX", "index", COLUMN_NUMBER},
    {"STATE", "state", COLUMN_STATE},
    {"MEETING", "meeting", COLUMN_SHORT_ID},
    {"URI", "uri", COLUMN_TEXT | TABLE_CUT | TABLE_RANK(2)},
    {"ID", "id", COLUMN_TEXT | TABLE_CUT | TABLE_RANK(9)},
    {"NAME", "name", COLUMN_TEXT | TABLE_CUT | TABLE_RANK(3)},
    {"WAITS FOR", "waits_for", COLUMN_WORDS | TABLE_WRAP | TABLE_RANK(1)},
};

static int spaces_run(const struct session *session, const struct args *args)
{
    (void)args;
    return list_show(session, "/v1/spaces", "spaces", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

const struct verb verb_spaces = {
    .name = "spaces", .operands = "", .summary = "the pool, and which meeting uses what", .run = spaces_run};
