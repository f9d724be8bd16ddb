/* import: a calendar's bytes to the service: as the whole calendar, or as one message to it, perhaps in a mail. */
#include "base/mem.h"
#include "client.h"
#include "fields.h"
#include "file_read.h"
#include "undialled.h"
#include "verbs.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct option_row OPTIONS[] = {
    {.name = "calendar",
     .meta = "CALENDAR",
     .required = true,
     .help = "the calendar that the file is, or that the message is to"},
    {.name = "message", .help = "the file is one iTIP message, not the whole calendar"},
    {.name = "mail",
     .help =
         "the file is a mail with an invitation, as a mail system's pipe gives it. Who it is from is believed: the\n"
         "                      mail system must have checked that. Exit status: 0 taken; 1 refused for good, with "
         "the\n"
         "                      reason on standard error; 75 try again later (no daemon, or it is busy)"},
    {0},
};

static void refused_say(const json_t *answer)
{
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(answer, "refused"), i, one) {
        CLEAN_FREE char *event = event_words(field_text(one, "title"), field_text(one, "when"), field_text(one, "uid"));
        client_complain("line %" JSON_INTEGER_FORMAT ": %s%s%s", field_number(one, "line"), event,
                        event[0] != '\0' ? ": " : "", field_text(one, "why"));
    }
}

static void note_say(const json_t *answer)
{
    const char *note = field_text(answer, "note");
    if (note[0] != '\0') {
        client_complain("%s", note);
    }
}

/* What became of it, each apart. calendar: as it is now, if all of it was sent; else NULL. */
static void counts_say(const json_t *answer, const json_t *calendar)
{
    json_int_t duplicates = field_number(calendar, "duplicate_count");
    json_int_t bookings = calendar != NULL ? field_number(calendar, "bookings") : field_number(answer, "bookings");
    printf("meetings      new %" JSON_INTEGER_FORMAT ", changed %" JSON_INTEGER_FORMAT
           ", cancelled %" JSON_INTEGER_FORMAT ", unchanged %" JSON_INTEGER_FORMAT "\n",
           field_number(answer, "created"), field_number(answer, "changed"), field_number(answer, "cancelled"),
           field_number(answer, "unchanged"));
    printf("bookings      %" JSON_INTEGER_FORMAT "\n", bookings - duplicates);
    if (duplicates > 0) {
        printf("duplicates    %" JSON_INTEGER_FORMAT
               ", whose meetings are those of another calendar: cospacectl calendars %s\n",
               duplicates, field_text(calendar, "name"));
    } else if (calendar != NULL) {
        printf("duplicates    0\n");
    }
    printf("refused       %zu\n", json_array_size(json_object_get(answer, "refused")));
}

static void undialled_count(json_t *counts, const json_t *meeting)
{
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(meeting, "participants"), i, one) {
        if (strcmp(field_text(one, "state"), "listed") == 0) {
            undialled_add(counts, field_text(one, "address"));
        }
    }
}

/* Of the meetings that come next, a page of them. */
static int undialled_say(const struct session *session, const char *name)
{
    CLEAN_BUF struct buf target;
    CLEAN_REPLY struct client_reply reply = {0};
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/meetings?state=scheduled,waiting,starting,active&limit=1000&calendar=");
    client_escape(&target, name);
    int rc = client_call(session, "GET", buf_string(&target), NULL, &reply);
    json_auto_t *counts = json_object();
    size_t i;
    const json_t *meeting;
    json_array_foreach(json_object_get(reply.json, "meetings"), i, meeting) {
        undialled_count(counts, meeting);
    }
    CLEAN_FREE char *words = undialled_words(counts);
    if (words[0] != '\0') {
        client_complain("listed, but not dialled, as no endpoint has their addresses, or they do not come: %s", words);
    }
    return rc;
}

/* target: of the calendar; whole: all of it was sent. */
static int outcome_say(const struct session *session, const char *target, bool whole, const json_t *answer)
{
    CLEAN_REPLY struct client_reply calendar = {0};
    int rc = whole ? client_call(session, "GET", target, NULL, &calendar) : DONE;
    if (rc == DONE) {
        counts_say(answer, calendar.json);
    }
    return rc == DONE && whole ? undialled_say(session, field_text(calendar.json, "name")) : rc;
}

/* How a mail system learns whether to keep the mail: what may go better later is no refusal. */
static int mail_outcome(int rc, int status)
{
    return rc == NO_DAEMON || (rc == REFUSED && status >= 500) ? TRY_AGAIN : rc;
}

static int import_run(const struct session *session, const struct args *args)
{
    bool mail = args_has(args, "mail");
    bool message = args_has(args, "message");
    if (mail && message) {
        return args_complain(args->verb, "--mail and --message exclude each other");
    }
    CLEAN_BUF struct buf text = {0};
    CLEAN_BUF struct buf target;
    CLEAN_REPLY struct client_reply reply = {0};
    buf_init(&target, 1 << 20);
    buf_append_string(&target, "/v1/calendars/");
    client_escape(&target, args_value(args, "calendar"));
    int rc = file_read(args->operands[0], &text);
    if (rc != DONE) {
        return rc;
    }
    struct client_body body = {
        .type = mail ? "message/rfc822" : "text/calendar", .bytes = buf_string(&text), .len = text.len};
    rc = client_call(session, mail || message ? "POST" : "PUT", buf_string(&target), &body, &reply);
    if (rc != DONE) {
        return mail ? mail_outcome(rc, reply.status) : rc;
    }
    refused_say(reply.json);
    note_say(reply.json);
    if (session->json) {
        client_print(&reply);
    } else {
        rc = outcome_say(session, buf_string(&target), !mail && !message, reply.json);
    }
    bool nothing = rc == DONE && field_number(reply.json, "bookings") == 0;
    return nothing && json_array_size(json_object_get(reply.json, "refused")) > 0 ? REFUSED : rc;
}

const struct verb verb_import = {.name = "import",
                                 .operands = "FILE",
                                 .summary = "give a calendar file (- for standard input) to the service",
                                 .options = OPTIONS,
                                 .run = import_run};
