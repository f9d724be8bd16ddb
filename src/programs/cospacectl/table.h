/* table.h: rows of text under each other. */
#ifndef COSPACECTL_TABLE_H
#define COSPACECTL_TABLE_H

#include <stddef.h>
#include <stdio.h>

struct table {
    char **cells; /* owned; row by row */
    size_t n_cells, cells_capacity;
    size_t n_columns;
};

void table_init(struct table *table, size_t n_columns);
void table_done(struct table *table);
void table_put(struct table *table, const char *text); /* cleaned; "" and NULL as "-" */
void table_printf(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
void table_print(const struct table *table, FILE *out);

#define CLEAN_TABLE __attribute__((cleanup(table_done)))

#endif
