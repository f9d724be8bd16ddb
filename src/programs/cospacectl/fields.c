/* fields.c: the API's objects, read for a person. */
#include "fields.h"

#include "base/buf.h"
#include "base/mem.h"
#include "table.h"
#include "text.h"

#include <stdio.h>

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

void meeting_say(const char *word, const json_t *meeting)
{
    char start[TIME_LOCAL_SIZE], end[TIME_LOCAL_SIZE];
    CLEAN_FREE char *title = text_clean(field_text(meeting, "title"));
    CLEAN_FREE char *id = text_clean(field_text(meeting, "id"));
    printf("%s %s  %s to %s  %s\n", word, id, field_local(meeting, "start", start), field_local(meeting, "end", end),
           title);
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

static void show_participants(const json_t *meeting)
{
    const json_t *list = json_object_get(meeting, "participants");
    if (json_array_size(list) == 0) {
        return;
    }
    CLEAN_TABLE struct table table;
    table_init(&table, 6);
    static const char *const heads[] = {"PARTICIPANT", "STATE", "TRIES", "ADDRESS", "DIALS", "REASON"};
    for (size_t i = 0; i < 6; i++) {
        table_put(&table, heads[i]);
    }
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one) {
        table_printf(&table, "%.*s", SHORT_ID, field_text(one, "id"));
        table_put(&table, field_text(one, "state"));
        table_printf(&table, "%" JSON_INTEGER_FORMAT, field_number(one, "attempts"));
        table_put(&table, field_text(one, "address"));
        table_put(&table, field_text(one, "dial"));
        table_put(&table, field_text(one, "reason"));
    }
    putchar('\n');
    table_print(&table, stdout);
}

void meeting_show(const json_t *meeting)
{
    static const char *const before[] = {"id", "title", "state", "reason", "calendar", "uid", "organizer"};
    CLEAN_TABLE struct table table;
    table_init(&table, 2);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        show_row(&table, before[i], field_text(meeting, before[i]));
    }
    char text[TIME_LOCAL_SIZE];
    show_row(&table, "start", field_local(meeting, "start", text));
    show_row(&table, "end", field_local(meeting, "end", text));
    if (field_instant(meeting, "recurrence_id") != INSTANT_NONE) {
        show_row(&table, "planned for", field_local(meeting, "recurrence_id", text));
    }
    show_row(&table, "passcode", field_text(meeting, "passcode"));
    show_place(&table, meeting);
    table_print(&table, stdout);
    show_participants(meeting);
}
