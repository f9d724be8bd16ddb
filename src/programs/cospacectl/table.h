/* table.h: rows of text under each other, made to fit the terminal.
 *
 * Where the rows are wider than it, columns without any content go first; then those that may be cut or wrapped shrink,
 * those of the highest rank first; then whole columns of a rank go, and a last line says which. A pipe gets all. */
#ifndef COSPACECTL_TABLE_H
#define COSPACECTL_TABLE_H

#include "terminal.h"

#include <stddef.h>

/* How a column gives way, ORed: its rank, and how it shrinks before. */
enum table_fit {
    TABLE_KEEP = 0, /* stays whole */
    TABLE_CUT = 16, /* shrinks to TABLE_LEAST columns, with an ellipsis */
    TABLE_WRAP = 32 /* shrinks by going on in further lines */
};
#define TABLE_RANK(n) (n) /* 0: never left out; 1 … 9, the highest first */
enum { TABLE_LEAST = 10, TABLE_LEAST_WRAPPED = 16 };

struct table_cell {
    char *text; /* owned */
    enum style style;
};

struct table {
    struct table_cell *cells; /* owned; row by row */
    size_t n_cells, cells_capacity;
    size_t n_columns;
    unsigned *fits; /* owned; of each column */
    bool headed;    /* the first row is one of heads */
};

/* Nothing shrinks until it is said. */
void table_init(struct table *table, size_t n_columns);
void table_done(struct table *table);
/* The column's head; all of them come before any cell. */
void table_head(struct table *table, const char *text, unsigned fit);
void table_fit(struct table *table, size_t column, unsigned fit); /* of a table without heads */
void table_put(struct table *table, const char *text);            /* cleaned; "" and NULL as "-" */
void table_put_state(struct table *table, const char *word);      /* in its colour */
void table_printf(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
void table_print(const struct table *table, const struct terminal *terminal);

#define CLEAN_TABLE __attribute__((cleanup(table_done)))

#endif
