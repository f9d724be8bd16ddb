/* meetings: a list, in order of start. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "table.h"
#include "verbs.h"

#include <string.h>

static const struct option_row OPTIONS[] = {
    {.name = "from", .meta = "TIME", .help = "those that end later"},
    {.name = "to", .meta = "TIME", .help = "those that start earlier"},
    {.name = "for", .meta = "LENGTH", .help = "the same, as a length from --from, or from now"},
    {.name = "state", .meta = "STATE", .help = "those in this state; several with commas between"},
    {.name = "calendar", .meta = "CALENDAR", .help = "those of this calendar"},
    {0},
};

static void put_parameter(struct buf *target, const char *name, const char *value)
{
    buf_append_char(target, target->len == strlen("/v1/meetings") ? '?' : '&');
    buf_append_string(target, name);
    buf_append_char(target, '=');
    client_escape(target, value);
}

static void put_time(struct buf *target, const char *name, instant at)
{
    char text[INSTANT_TEXT_SIZE];
    if (at != INSTANT_NONE) {
        put_parameter(target, name, instant_format(at, text));
    }
}

static int put_window(struct buf *target, const struct session *session, const struct args *args)
{
    instant from = args_has(args, "for") ? session->now : INSTANT_NONE, to = INSTANT_NONE;
    if (args_time(session, args, "from", INSTANT_NONE, &from) != DONE ||
        args_until(session, args, "to", from, &to) != DONE) {
        return USAGE;
    }
    put_time(target, "from", from);
    put_time(target, "to", to);
    return DONE;
}

/* What is out of the ordinary stands behind the title of what is not over, or was missed. */
static void put_title(struct table *table, const json_t *meeting)
{
    const char *state = field_text(meeting, "state"), *reason = field_text(meeting, "reason");
    bool tells = reason[0] != '\0' && strcmp(state, "ended") != 0 && strcmp(state, "cancelled") != 0;
    table_printf(table, "%s%s%s%s", field_text(meeting, "title"), tells ? " (" : "", tells ? reason : "",
                 tells ? ")" : "");
}

static void meetings_show(const struct session *session, const json_t *list)
{
    CLEAN_TABLE struct table table;
    table_init(&table, 7);
    table_head(&table, "ID", TABLE_KEEP);
    table_head(&table, "START", TABLE_KEEP);
    table_head(&table, "END", TABLE_RANK(1));
    table_head(&table, "STATE", TABLE_KEEP);
    table_head(&table, "SPACE", TABLE_RANK(3));
    table_head(&table, "BRIDGE", TABLE_CUT | TABLE_RANK(4));
    table_head(&table, "TITLE", TABLE_WRAP);
    size_t i;
    const json_t *meeting;
    json_array_foreach(list, i, meeting) {
        char text[TIME_LOCAL_SIZE];
        const json_t *space = json_object_get(meeting, "space");
        table_printf(&table, "%.*s", SHORT_ID, field_text(meeting, "id"));
        table_put(&table, field_said(session, meeting, "start", text));
        table_put(&table, end_said(session, field_instant(meeting, "start"), meeting_end(session, meeting), text));
        table_put_state(&table, field_text(meeting, "state"));
        if (json_is_object(space)) {
            table_printf(&table, "%" JSON_INTEGER_FORMAT, field_number(space, "index"));
        } else {
            table_put(&table, "");
        }
        table_put(&table, field_inner(meeting, "call", "bridge"));
        put_title(&table, meeting);
    }
    table_print(&table, &session->terminal);
}

static int meetings_run(const struct session *session, const struct args *args)
{
    CLEAN_BUF struct buf target;
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/meetings");
    if (put_window(&target, session, args) != DONE) {
        return USAGE;
    }
    if (args_has(args, "state")) {
        put_parameter(&target, "state", args_value(args, "state"));
    }
    if (args_has(args, "calendar")) {
        put_parameter(&target, "calendar", args_value(args, "calendar"));
    }
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_list(session, buf_string(&target), "meetings", &reply);
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
    } else {
        meetings_show(session, json_object_get(reply.json, "meetings"));
    }
    return DONE;
}

const struct verb verb_meetings = {.name = "meetings",
                                   .operands = "",
                                   .summary = "the meetings, in order of start",
                                   .options = OPTIONS,
                                   .run = meetings_run};
