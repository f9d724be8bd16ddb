/* list_show.h: a list of the API as a table, by a table of its columns. */
#ifndef COSPACECTL_LIST_SHOW_H
#define COSPACECTL_LIST_SHOW_H

#include "client.h"

enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_TIME, COLUMN_YES, COLUMN_SHORT_ID, COLUMN_COUNTS, COLUMN_WORDS };

struct column {
    const char *head;
    const char *name; /* of the member */
    enum column_kind kind;
};

/* Fetches target's list NAME whole and prints it. */
int list_show(const struct session *session, const char *target, const char *name, const struct column *columns,
              size_t n_columns);

/* The table alone, of a list that is here. */
void list_print(const json_t *list, const struct column *columns, size_t n_columns);

#endif
