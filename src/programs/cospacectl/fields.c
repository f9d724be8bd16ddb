/* fields.c: the API's objects, read for a person. */
#include "fields.h"

#include "base/buf.h"
#include "base/mem.h"
#include "table.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

const char *field_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text != NULL ? text : "";
}

const char *field_inner(const json_t *object, const char *name, const char *inner)
{
    return field_text(json_object_get(object, name), inner);
}

json_int_t field_number(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

instant field_instant(const json_t *object, const char *name)
{
    instant at = INSTANT_NONE;
    instant_parse(field_text(object, name), &at);
    return at;
}

const char *field_local(const json_t *object, const char *name, char text[TIME_LOCAL_SIZE])
{
    return time_local_format(field_instant(object, name), text);
}

const char *time_said(const struct session *session, instant at, char text[TIME_LOCAL_SIZE])
{
    return session->terminal.words ? time_local_words(at, session->now, text) : time_local_format(at, text);
}

const char *end_said(const struct session *session, instant start, instant end, char text[TIME_LOCAL_SIZE])
{
    bool known = start != INSTANT_NONE && end != INSTANT_NONE && end != INSTANT_NEVER;
    bool one_day = known && session->terminal.words && time_local_midnight(start, 0) == time_local_midnight(end, 0);
    return one_day ? time_local_words(end, end, text) : time_said(session, end, text);
}

const char *field_said(const struct session *session, const json_t *object, const char *name,
                       char text[TIME_LOCAL_SIZE])
{
    return time_said(session, field_instant(object, name), text);
}

const char *field_ago(const struct session *session, const json_t *object, const char *name, char text[TIME_LOCAL_SIZE])
{
    instant at = field_instant(object, name);
    return session->terminal.words ? time_distance(at, session->now, text) : time_local_format(at, text);
}

char *field_counts(const json_t *object, const char *name)
{
    struct buf out;
    buf_init(&out, 4096);
    const char *key;
    json_t *value;
    json_object_foreach(json_object_get(object, name), key, value) {
        json_int_t n = json_integer_value(value);
        if (n != 0) {
            buf_printf(&out, "%s%s %" JSON_INTEGER_FORMAT, out.len > 0 ? ", " : "", key, n);
        }
    }
    if (out.len == 0) {
        buf_append_string(&out, "none");
    }
    return buf_take(&out);
}

char *field_words(const json_t *object, const char *name)
{
    struct buf out;
    buf_init(&out, 4096);
    size_t i;
    const json_t *word;
    json_array_foreach(json_object_get(object, name), i, word) {
        buf_printf(&out, "%s%s", i > 0 ? ", " : "", json_string_value(word));
    }
    return buf_take(&out);
}

char *event_words(const char *title, const char *when, const char *uid)
{
    bool titled = title != NULL && title[0] != '\0', timed = when != NULL && when[0] != '\0';
    bool named = uid != NULL && uid[0] != '\0', known = titled || timed;
    return mem_printf("%s%s%s%s%s%s%s%s", titled ? "\"" : "", titled ? title : "", titled ? "\"" : "",
                      titled && timed ? ", " : "", timed ? when : "", known && named ? " (" : "", named ? uid : "",
                      known && named ? ")" : "");
}

void field_line(const char *name, const char *text)
{
    if (text[0] != '\0') {
        CLEAN_FREE char *clean = text_clean(text);
        printf("%-14s%s\n", name, clean);
    }
}

void field_line_time(const struct session *session, const char *name, const json_t *object, const char *member)
{
    char text[TIME_LOCAL_SIZE];
    field_line(name, field_instant(object, member) != INSTANT_NONE ? field_said(session, object, member, text) : "");
}

bool meeting_is_over(const json_t *meeting)
{
    static const char *const states[] = {"ended", "missed", "cancelled"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(field_text(meeting, "state"), states[i]) == 0) {
            return true;
        }
    }
    return false;
}

instant meeting_end(const struct session *session, const json_t *meeting)
{
    instant end = field_instant(meeting, "end"), ended = field_instant(meeting, "ended_at");
    if (ended == INSTANT_NONE && strcmp(field_text(meeting, "state"), "ending") == 0) {
        ended = session->now;
    }
    bool as_planned = ended == INSTANT_NONE || (ended > end - MINUTE_MS && ended < end + MINUTE_MS);
    return as_planned ? end : ended;
}

void meeting_say(const struct session *session, const char *word, const json_t *meeting)
{
    char start[TIME_LOCAL_SIZE], end[TIME_LOCAL_SIZE];
    CLEAN_FREE char *title = text_clean(field_text(meeting, "title"));
    CLEAN_FREE char *id = text_clean(field_text(meeting, "id"));
    printf("%s %s  %s to %s  %s\n", word, id, field_said(session, meeting, "start", start),
           end_said(session, field_instant(meeting, "start"), meeting_end(session, meeting), end), title);
}

static void show_row(struct table *table, const char *name, const char *value)
{
    if (value[0] == '\0') {
        return;
    }
    table_put(table, name);
    table_put(table, value);
}

static void show_place(struct table *table, const json_t *meeting)
{
    const json_t *space = json_object_get(meeting, "space");
    const json_t *call = json_object_get(meeting, "call");
    if (json_is_object(space)) {
        table_put(table, "space");
        table_printf(table, "%" JSON_INTEGER_FORMAT " %s %s", field_number(space, "index"), field_text(space, "uri"),
                     field_text(space, "id"));
    }
    if (json_is_object(call)) {
        table_put(table, "call");
        table_printf(table, "%s on %s", field_text(call, "id"), field_text(call, "bridge"));
    }
}

static void show_participants(const struct session *session, const json_t *meeting)
{
    const json_t *list = json_object_get(meeting, "participants");
    if (json_array_size(list) == 0) {
        return;
    }
    CLEAN_TABLE struct table table;
    table_init(&table, 6);
    table_head(&table, "PARTICIPANT", TABLE_RANK(2));
    table_head(&table, "STATE", TABLE_KEEP);
    table_head(&table, "TRIES", TABLE_RANK(3));
    table_head(&table, "ADDRESS", TABLE_WRAP);
    table_head(&table, "DIALS", TABLE_WRAP | TABLE_RANK(4));
    table_head(&table, "REASON", TABLE_WRAP | TABLE_RANK(1));
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one) {
        table_printf(&table, "%.*s", SHORT_ID, field_text(one, "id"));
        table_put_state(&table, field_text(one, "state"));
        table_printf(&table, "%" JSON_INTEGER_FORMAT, field_number(one, "attempts"));
        table_put(&table, field_text(one, "address"));
        table_put(&table, field_text(one, "dial"));
        table_put(&table, field_text(one, "reason"));
    }
    putchar('\n');
    table_print(&table, &session->terminal);
}

/* "tomorrow 09:00 (in 17 h)" for a person, else the date. */
static void show_time(struct table *table, const struct session *session, const char *name, instant at)
{
    char text[TIME_LOCAL_SIZE], distance[TIME_LOCAL_SIZE];
    table_put(table, name);
    if (session->terminal.words) {
        table_printf(table, "%s (%s)", time_said(session, at, text), time_distance(at, session->now, distance));
    } else {
        table_put(table, time_local_format(at, text));
    }
}

void meeting_show(const struct session *session, const json_t *meeting)
{
    static const char *const after[] = {"reason", "calendar", "uid", "organizer"};
    char text[TIME_LOCAL_SIZE];
    CLEAN_TABLE struct table table;
    table_init(&table, 2);
    table_fit(&table, 1, TABLE_WRAP);
    show_row(&table, "id", field_text(meeting, "id"));
    show_row(&table, "title", field_text(meeting, "title"));
    table_put(&table, "state");
    table_put_state(&table, field_text(meeting, "state"));
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        show_row(&table, after[i], field_text(meeting, after[i]));
    }
    show_time(&table, session, "start", field_instant(meeting, "start"));
    show_time(&table, session, "end", meeting_end(session, meeting));
    if (meeting_end(session, meeting) != field_instant(meeting, "end")) {
        show_row(&table, "planned end", field_said(session, meeting, "end", text));
    }
    if (field_instant(meeting, "recurrence_id") != INSTANT_NONE) {
        show_row(&table, "planned for", field_said(session, meeting, "recurrence_id", text));
    }
    show_row(&table, "passcode", field_text(meeting, "passcode"));
    show_place(&table, meeting);
    table_print(&table, &session->terminal);
    show_participants(session, meeting);
}
