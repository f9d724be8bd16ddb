/* preview: what a calendar would book, without a daemon: the same reader, in the same locked-in process. */
#include "base/mem.h"
#include "calendar/job.h"
#include "client.h"
#include "dials.h"
#include "fields.h"
#include "file_read.h"
#include "occurrences.h"
#include "table.h"
#include "text.h"
#include "undialled.h"
#include "verbs.h"

#include <stdio.h>
#include <stdlib.h>

enum { WINDOW_DAYS = 90 };

static const struct option_row OPTIONS[] = {
    {.name = "from", .meta = "TIME", .help = "what starts then or later; now, if it is not said"},
    {.name = "to", .meta = "TIME", .help = "what starts earlier; 90 days after --from, if it is not said"},
    {.name = "for", .meta = "LENGTH", .help = "the same, as a length from --from"},
    {.name = "zone",
     .meta = "ZONE",
     .help = "for floating times and whole days: an IANA name; if it is not said, what the file says, else UTC"},
    {.name = "config",
     .meta = "FILE",
     .help = "the service's configuration: says who would be dialled, by its endpoints, and who would not"},
    {.name = "mail", .help = "the file is a mail with an invitation"},
    {0},
};

static const char *const STATUSES[] = {
    [EVENT_CONFIRMED] = "confirmed", [EVENT_TENTATIVE] = "tentative", [EVENT_CANCELLED] = "cancelled"};

/* COSPACED_CALENDAR, else as for the service. Owned by the caller. */
static char *reader_find(void)
{
    const char *said = getenv("COSPACED_CALENDAR");
    return said != NULL && said[0] != '\0' ? mem_strdup(said) : calendar_program();
}

static int window_read(const struct session *session, const struct args *args, struct window *ret_window)
{
    struct window window = {.from = session->now};
    if (args_time(session, args, "from", INSTANT_NONE, &window.from) != DONE) {
        return USAGE;
    }
    window.to = window.from + WINDOW_DAYS * DAY_MS;
    if (args_until(session, args, "to", window.from, &window.to) != DONE) {
        return USAGE;
    }
    if (window.to <= window.from) {
        return args_complain(args->verb, "--to must come after --from");
    }
    *ret_window = window;
    return DONE;
}

static json_t *instant_json(instant at)
{
    char text[INSTANT_TEXT_SIZE];
    return at != INSTANT_NONE ? json_string(instant_format(at, text)) : json_null();
}

static json_t *text_json(const char *text)
{
    CLEAN_FREE char *mended = text_mend(text);
    return json_string(mended);
}

/* A made one says nothing to a person. */
static const char *uid_shown(const struct event *event)
{
    return event->uid_made ? "" : event->uid;
}

/* dials NULL: no configuration was named. */
static void planned_print_json(const struct planned *planned, struct dials *dials)
{
    json_t *line = json_object();
    json_object_set_new(line, "uid", text_json(uid_shown(planned->event)));
    json_object_set_new(line, "recurrence_id", instant_json(planned->recurrence_id));
    json_object_set_new(line, "start", instant_json(planned->start));
    json_object_set_new(line, "end", instant_json(planned->end));
    json_object_set_new(line, "status", json_string(STATUSES[planned->event->status]));
    json_object_set_new(line, "title", text_json(planned->event->title));
    if (dials != NULL) {
        json_object_set_new(line, "dials", dials_of(dials, planned->event));
    }
    CLEAN_FREE char *text = json_dumps(line, JSON_COMPACT);
    puts(text);
    json_decref(line);
}

static void put_dials(struct table *table, struct dials *dials, const struct event *event)
{
    json_auto_t *cell = json_pack("{s:o}", "dials", dials_of(dials, event));
    CLEAN_FREE char *words = field_words(cell, "dials");
    table_put(table, words);
}

static void occurrences_print_table(const struct session *session, const struct occurrences *occurrences,
                                    struct dials *dials)
{
    CLEAN_TABLE struct table table;
    table_init(&table, dials != NULL ? 6 : 5);
    table_head(&table, "START", TABLE_KEEP);
    table_head(&table, "END", TABLE_KEEP);
    table_head(&table, "STATUS", TABLE_RANK(2));
    table_head(&table, "UID", TABLE_CUT | TABLE_RANK(3));
    if (dials != NULL) {
        table_head(&table, "DIALS", TABLE_WRAP | TABLE_RANK(1));
    }
    table_head(&table, "TITLE", TABLE_WRAP);
    for (size_t i = 0; i < occurrences->count; i++) {
        const struct planned *planned = &occurrences->items[i];
        char text[TIME_LOCAL_SIZE];
        table_put(&table, time_said(session, planned->start, text));
        table_put(&table, end_said(session, planned->start, planned->end, text));
        table_put_state(&table, STATUSES[planned->event->status]);
        table_put(&table, uid_shown(planned->event));
        if (dials != NULL) {
            put_dials(&table, dials, planned->event);
        }
        table_put(&table, planned->event->title);
    }
    table_print(&table, &session->terminal);
}

static void missing_say(const json_t *missing)
{
    CLEAN_FREE char *words = undialled_words(missing);
    if (words[0] != '\0') {
        client_complain("not dialled, as no endpoint has their addresses: %s", words);
    }
}

static void preview_print(const struct session *session, const struct calendar_content *content, struct window window,
                          struct dials *dials)
{
    __attribute__((cleanup(occurrences_done))) struct occurrences occurrences;
    occurrences_combine(content, window, &occurrences);
    if (!session->json) {
        occurrences_print_table(session, &occurrences, dials);
    }
    for (size_t i = 0; session->json && i < occurrences.count; i++) {
        planned_print_json(&occurrences.items[i], dials);
    }
    if (dials != NULL) {
        missing_say(dials->missing);
    }
    for (size_t i = 0; i < content->n_refusals; i++) {
        const struct refusal *refusal = &content->refusals[i];
        CLEAN_FREE char *event = event_words(refusal->title, refusal->when, refusal->uid);
        client_complain("line %u: %s%s%s", refusal->line, event, event[0] != '\0' ? ": " : "", refusal->why);
    }
}

static int content_read(const struct args *args, struct window window, struct calendar_content *content)
{
    CLEAN_BUF struct buf text = {0};
    if (file_read(args->operands[0], &text) != DONE) {
        return REFUSED;
    }
    CLEAN_FREE char *reader = reader_find();
    const char *zone = args_value(args, "zone");
    /* The reader's window goes by what overlaps it: a moment without length at its very beginning would not. */
    struct calendar_job_options options = {
        .program = reader,
        .window = {window.from - 1, window.to},
        .default_zone = zone != NULL ? zone : "UTC",
        .zone_is_fixed = zone != NULL,
        .mail = args_has(args, "mail"),
    };
    struct err err = {0};
    if (calendar_read(&options, buf_string(&text), text.len, content, &err) != 0) {
        if (err.line != 0) {
            return client_complain("%s: line %u: %s", args->operands[0], err.line, err.message);
        }
        return client_complain("%s: %s", args->operands[0], err.message);
    }
    return DONE;
}

static int preview_run(const struct session *session, const struct args *args)
{
    struct window window = {0};
    __attribute__((cleanup(dials_done))) struct dials dials = {0};
    __attribute__((cleanup(calendar_content_done))) struct calendar_content content;
    calendar_content_init(&content);
    if (window_read(session, args, &window) != DONE) {
        return USAGE;
    }
    if (args_has(args, "config") && dials_open(args_value(args, "config"), &dials) != DONE) {
        return REFUSED;
    }
    if (content_read(args, window, &content) != DONE) {
        return REFUSED;
    }
    bool dialling = dials.engine != NULL;
    if (dialling) {
        dials_invite(&dials, &content);
    }
    preview_print(session, &content, window, dialling ? &dials : NULL);
    return content.n_events == 0 && content.n_refusals > 0 ? REFUSED : DONE;
}

const struct verb verb_preview = {.name = "preview",
                                  .operands = "FILE",
                                  .summary = "what a calendar file (- for standard input) would book; needs no daemon",
                                  .options = OPTIONS,
                                  .run = preview_run};
