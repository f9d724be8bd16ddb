/* list_show.c: lists whose rows are their members. */
#include "list_show.h"

#include "base/mem.h"
#include "fields.h"
#include "table.h"

/* A list of texts in one cell; owned by the caller. */
static char *cell_words(const json_t *list)
{
    char *words = mem_strdup("");
    size_t i;
    const json_t *word;
    json_array_foreach(list, i, word) {
        char *more = mem_printf("%s%s%s", words, i > 0 ? ", " : "", json_string_value(word));
        mem_free(words);
        words = more;
    }
    return words;
}

static void cell_put(const struct session *session, struct table *table, const json_t *object,
                     const struct column *column)
{
    char text[TIME_LOCAL_SIZE];
    CLEAN_FREE char *counts = NULL, *words = NULL;
    switch (column->kind & ~(unsigned)COLUMN_FIT_MASK) {
    case COLUMN_TEXT:
        table_put(table, field_text(object, column->name));
        break;
    case COLUMN_NUMBER:
        table_printf(table, "%" JSON_INTEGER_FORMAT, field_number(object, column->name));
        break;
    case COLUMN_TIME:
        table_put(table, field_said(session, object, column->name, text));
        break;
    case COLUMN_AGO:
        table_put(table, field_ago(session, object, column->name, text));
        break;
    case COLUMN_STATE:
        table_put_state(table, field_text(object, column->name));
        break;
    case COLUMN_YES:
        table_put(table, json_is_true(json_object_get(object, column->name)) ? "yes" : "");
        break;
    case COLUMN_SHORT_ID:
        table_printf(table, "%.*s", SHORT_ID, field_text(object, column->name));
        break;
    case COLUMN_COUNTS:
        counts = field_counts(object, column->name);
        table_put(table, counts);
        break;
    case COLUMN_WORDS:
        words = cell_words(json_object_get(object, column->name));
        table_put(table, words);
        break;
    }
}

void list_print(const struct session *session, const json_t *list, const struct column *columns, size_t n_columns)
{
    CLEAN_TABLE struct table table;
    table_init(&table, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        table_head(&table, columns[i].head, columns[i].kind & COLUMN_FIT_MASK);
    }
    size_t row;
    const json_t *object;
    json_array_foreach(list, row, object) {
        for (size_t i = 0; i < n_columns; i++) {
            cell_put(session, &table, object, &columns[i]);
        }
    }
    table_print(&table, &session->terminal);
}

int list_show(const struct session *session, const char *target, const char *name, const struct column *columns,
              size_t n_columns)
{
    CLEAN_REPLY struct client_reply reply = {0};
    int rc = client_list(session, target, name, &reply);
    if (rc != DONE) {
        return rc;
    }
    if (session->json) {
        client_print(&reply);
        return DONE;
    }
    list_print(session, json_object_get(reply.json, name), columns, n_columns);
    return DONE;
}
