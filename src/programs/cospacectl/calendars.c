/* calendars: where bookings come from, and how that goes. */
#include "list_show.h"
#include "verbs.h"

static const struct column COLUMNS[] = {
    {"NAME", "name", COLUMN_TEXT},           {"KIND", "kind", COLUMN_TEXT},
    {"LAST SYNC", "last_sync", COLUMN_TIME}, {"LAST SUCCESS", "last_success", COLUMN_TIME},
    {"BOOKINGS", "bookings", COLUMN_NUMBER}, {"REFUSED", "refused_count", COLUMN_NUMBER},
    {"MEETINGS", "meetings", COLUMN_COUNTS}, {"LAST ERROR", "last_error", COLUMN_TEXT},
};

static int calendars_run(const struct session *session, const struct args *args)
{
    (void)args;
    return list_show(session, "/v1/calendars", "calendars", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

const struct verb verb_calendars = {
    .name = "calendars", .operands = "", .summary = "the calendars and how reading them goes", .run = calendars_run};
