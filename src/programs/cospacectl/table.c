/* table.c: columns as wide as their widest cell, two blanks apart; the last one is left ragged. */
#include "table.h"

#include "base/mem.h"
#include "text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>

void table_init(struct table *table, size_t n_columns)
{
    assert(n_columns > 0);
    *table = (struct table){.n_columns = n_columns};
}

void table_done(struct table *table)
{
    for (size_t i = 0; i < table->n_cells; i++) {
        mem_free(table->cells[i]);
    }
    mem_free(table->cells);
    *table = (struct table){.n_columns = table->n_columns};
}

void table_put(struct table *table, const char *text)
{
    ARRAY_GROW(table->cells, table->n_cells, table->cells_capacity);
    table->cells[table->n_cells++] = text_clean(text != NULL && text[0] != '\0' ? text : "-");
}

void table_printf(struct table *table, const char *format, ...)
{
    char text[512];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    table_put(table, text);
}

void table_print(const struct table *table, FILE *out)
{
    CLEAN_FREE size_t *widths = mem_calloc(table->n_columns, sizeof *widths);
    for (size_t i = 0; i < table->n_cells; i++) {
        size_t width = text_width(table->cells[i]);
        size_t *widest = &widths[i % table->n_columns];
        *widest = width > *widest ? width : *widest;
    }
    for (size_t i = 0; i < table->n_cells; i++) {
        bool is_last = (i + 1) % table->n_columns == 0;
        size_t pad = is_last ? 0 : widths[i % table->n_columns] - text_width(table->cells[i]) + 2;
        fprintf(out, "%s%*s%s", table->cells[i], (int)pad, "", is_last ? "\n" : "");
    }
}
