/* calendars: where bookings come from, and how that goes; one of them with what was refused and why; the word that has
 * its source looked at now, and the one that lets a look go through that was held back. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "list_show.h"
#include "table.h"
#include "tell.h"
#include "text.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

static const struct column COLUMNS[] = {
    {"NAME", "name", COLUMN_TEXT | TABLE_WRAP},
    {"KIND", "kind", COLUMN_TEXT | TABLE_RANK(6)},
    {"STATE", "state", COLUMN_STATE},
    {"SINCE", "since", COLUMN_AGO | TABLE_RANK(7)},
    {"LAST SYNC", "last_sync", COLUMN_AGO | TABLE_RANK(3)},
    {"BOOKINGS", "bookings", COLUMN_NUMBER | TABLE_RANK(4)},
    {"MEETINGS", "meetings", COLUMN_COUNTS | TABLE_WRAP | TABLE_RANK(5)},
    {"REFUSED", "refused_count", COLUMN_NUMBER | TABLE_RANK(2)},
    {"LAST ERROR", "last_error", COLUMN_TEXT | TABLE_WRAP | TABLE_RANK(1)},
};

static void state_say(const struct session *session, const json_t *calendar)
{
    CLEAN_FREE char *name = text_clean(field_text(calendar, "name"));
    const json_t *held = json_object_get(calendar, "held");
    field_line("calendar", name);
    field_line("state", field_text(calendar, "state"));
    field_line_time(session, "since", calendar, "since");
    if (json_is_object(held)) {
        printf("%-14s%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT
               " bookings would be lost; if that is meant: cospacectl calendars release %s\n",
               "held back", field_number(held, "lost"), field_number(held, "of"), name);
    }
}

static void source_say(const struct session *session, const json_t *calendar)
{
    const json_t *source = json_object_get(calendar, "source");
    field_line("kind", field_text(calendar, "kind"));
    field_line("url", field_text(calendar, "url"));
    field_line("path", field_text(calendar, "path"));
    field_line("source", field_text(source, "state"));
    field_line_time(session, "next look", source, "next_look");
    field_line_time(session, "last sync", calendar, "last_sync");
    field_line_time(session, "last success", calendar, "last_success");
    field_line("last error", field_text(calendar, "last_error"));
}

static void refused_show(const struct session *session, const json_t *calendar)
{
    const json_t *refused = json_object_get(calendar, "refused");
    json_int_t count = field_number(calendar, "refused_count");
    printf("%-14s%" JSON_INTEGER_FORMAT "\n", "refused", count);
    if (json_array_size(refused) == 0) {
        return;
    }
    CLEAN_TABLE struct table table;
    table_init(&table, 4);
    for (size_t column = 1; column < 4; column++) {
        table_fit(&table, column, TABLE_WRAP);
    }
    size_t i;
    const json_t *one;
    json_array_foreach(refused, i, one) {
        table_printf(&table, "  line %" JSON_INTEGER_FORMAT ":", field_number(one, "line"));
        CLEAN_FREE char *event = event_words(field_text(one, "title"), field_text(one, "when"), NULL);
        table_put(&table, event);
        table_put(&table, field_text(one, "why"));
        table_put(&table, field_text(one, "uid"));
    }
    table_print(&table, &session->terminal);
    if ((json_int_t)json_array_size(refused) < count) {
        printf("  and %" JSON_INTEGER_FORMAT " more\n", count - (json_int_t)json_array_size(refused));
    }
}

/* Bookings without meetings of their own: another calendar has them, or the selection does not take them. */
static void elsewhere_show(const json_t *calendar)
{
    const json_t *duplicates = json_object_get(calendar, "duplicates");
    if (field_number(calendar, "unselected") > 0) {
        printf("%-14s%" JSON_INTEGER_FORMAT "\n", "unselected", field_number(calendar, "unselected"));
    }
    if (field_number(calendar, "duplicate_count") > 0) {
        printf("%-14s%" JSON_INTEGER_FORMAT "\n", "duplicates", field_number(calendar, "duplicate_count"));
    }
    size_t i;
    const json_t *one;
    json_array_foreach(duplicates, i, one) {
        CLEAN_FREE char *uid = text_clean(field_text(one, "uid"));
        CLEAN_FREE char *other = text_clean(field_text(one, "calendar"));
        printf("  %s: its meetings are those of calendar %s\n", uid, other);
    }
}

static void calendar_show(const struct session *session, const json_t *calendar)
{
    CLEAN_FREE char *meetings = field_counts(calendar, "meetings");
    state_say(session, calendar);
    source_say(session, calendar);
    printf("%-14s%" JSON_INTEGER_FORMAT "\n", "bookings", field_number(calendar, "bookings"));
    field_line("meetings", meetings);
    elsewhere_show(calendar);
    refused_show(session, calendar);
}

/* What can be done to one calendar. */
static const struct action {
    const char *word;           /* also the end of the path */
    const char *before, *after; /* what is said around its name */
} ACTIONS[] = {
    {"release", "released", ": its source is looked at again now"},
    {"refresh", "the source of", " is looked at now"},
};

static const struct action *action_find(const char *word)
{
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        if (strcmp(ACTIONS[i].word, word) == 0) {
            return &ACTIONS[i];
        }
    }
    return NULL;
}

static int action_run(const struct session *session, const struct action *action, const char *name)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = tell(session, "calendars", name, action->word, &reply);
    if (rc == DONE && !session->json) {
        CLEAN_FREE char *shown = text_clean(field_text(reply.json, "name"));
        printf("%s %s%s\n", action->before, shown, action->after);
    }
    return rc;
}

static int calendar_run(const struct session *session, const char *name)
{
    CLEAN_BUF struct buf target;
    CLEAN_REPLY struct client_reply reply = {0};
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/calendars/");
    client_escape(&target, name);
    int rc = client_call(session, "GET", buf_string(&target), NULL, &reply);
    if (rc == DONE && session->json) {
        client_print(&reply);
    } else if (rc == DONE) {
        calendar_show(session, reply.json);
    }
    return rc;
}

static int calendars_run(const struct session *session, const struct args *args)
{
    const struct action *action = args->n_operands == 2 ? action_find(args->operands[0]) : NULL;
    if (args->n_operands == 2 && action == NULL) {
        return args_complain(args->verb, "takes nothing, CALENDAR, refresh CALENDAR, or release CALENDAR");
    }
    if (action != NULL) {
        return action_run(session, action, args->operands[1]);
    }
    if (args->n_operands == 1) {
        return calendar_run(session, args->operands[0]);
    }
    return list_show(session, "/v1/calendars", "calendars", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

const struct verb verb_calendars = {.name = "calendars",
                                    .operands = "[refresh|release] [CALENDAR]",
                                    .summary = "the calendars and how reading them goes; look at the source of one "
                                               "now; let one go on that is held back",
                                    .run = calendars_run};
