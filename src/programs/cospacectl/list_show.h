/* list_show.h: a list of the API as a table, by a table of its columns. */
#ifndef COSPACECTL_LIST_SHOW_H
#define COSPACECTL_LIST_SHOW_H

#include "client.h"
#include "table.h"

/* What a cell is made of. ORed to it: how its column gives way (enum table_fit, TABLE_RANK) on a narrow terminal. */
enum column_kind {
    COLUMN_TEXT = 0 << 8,
    COLUMN_NUMBER = 1 << 8,
    COLUMN_TIME = 2 << 8,
    COLUMN_AGO = 3 << 8, /* a time that has been */
    COLUMN_YES = 4 << 8,
    COLUMN_SHORT_ID = 5 << 8,
    COLUMN_COUNTS = 6 << 8,
    COLUMN_WORDS = 7 << 8,
    COLUMN_STATE = 8 << 8,
    COLUMN_FIT_MASK = 255
};

struct column {
    const char *head;
    const char *name; /* of the member */
    unsigned kind;
};

/* Fetches target's list NAME whole and prints it. */
int list_show(const struct session *session, const char *target, const char *name, const struct column *columns,
              size_t n_columns);

/* The table alone, of a list that is here. */
void list_print(const struct session *session, const json_t *list, const struct column *columns, size_t n_columns);

#endif
