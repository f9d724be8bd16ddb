/* table.c: columns as wide as their widest cell, two blanks apart, unless the terminal is narrower. */
#include "table.h"

#include "base/buf.h"
#include "base/mem.h"
#include "text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

enum { GAP = 2, RANK_MASK = 15, RANK_HIGHEST = 9 };

void table_init(struct table *table, size_t n_columns)
{
    assert(n_columns > 0);
    *table = (struct table){.n_columns = n_columns, .fits = mem_calloc(n_columns, sizeof(unsigned))};
}

void table_done(struct table *table)
{
    for (size_t i = 0; i < table->n_cells; i++) {
        mem_free(table->cells[i].text);
    }
    mem_free(table->cells);
    mem_free(table->fits);
    *table = (struct table){0};
}

static void put(struct table *table, const char *text, enum style style)
{
    ARRAY_GROW(table->cells, table->n_cells, table->cells_capacity);
    const char *shown = text != NULL && text[0] != '\0' ? text : "-";
    table->cells[table->n_cells++] = (struct table_cell){.text = text_clean(shown), .style = style};
}

void table_head(struct table *table, const char *text, unsigned fit)
{
    assert(table->n_cells < table->n_columns);
    table->fits[table->n_cells] = fit;
    table->headed = true;
    put(table, text, STYLE_HEAD);
}

void table_fit(struct table *table, size_t column, unsigned fit)
{
    table->fits[column] = fit;
}

void table_put(struct table *table, const char *text)
{
    put(table, text, text != NULL && text[0] != '\0' ? STYLE_PLAIN : STYLE_DIM);
}

void table_put_state(struct table *table, const char *word)
{
    put(table, word, style_of(word));
}

void table_printf(struct table *table, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    CLEAN_BUF struct buf text;
    buf_init(&text, 1 << 16);
    buf_vprintf(&text, format, list);
    va_end(list);
    table_put(table, buf_string(&text));
}

/* How a table stands on a terminal: the columns' widths, 0 for those left out. */
struct layout {
    const struct table *table;
    size_t *widths;
    size_t *natural;
};

static const struct table_cell *cell_at(const struct table *table, size_t row, size_t column)
{
    return &table->cells[row * table->n_columns + column];
}

static size_t row_count(const struct table *table)
{
    return table->n_cells / table->n_columns;
}

static size_t natural_width(const struct table *table, size_t column)
{
    size_t widest = 1;
    for (size_t row = 0; row < row_count(table); row++) {
        size_t width = text_width(cell_at(table, row, column)->text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static bool is_empty(const struct table *table, size_t column)
{
    for (size_t row = table->headed ? 1 : 0; row < row_count(table); row++) {
        if (strcmp(cell_at(table, row, column)->text, "-") != 0) {
            return false;
        }
    }
    return row_count(table) > 1;
}

static size_t total_width(const struct layout *layout)
{
    size_t total = 0;
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        total += layout->widths[i] > 0 ? layout->widths[i] + GAP : 0;
    }
    return total > GAP ? total - GAP : 0;
}

static size_t least_width(const struct layout *layout, size_t column)
{
    unsigned fit = layout->table->fits[column];
    size_t least = (fit & TABLE_WRAP) != 0  ? TABLE_LEAST_WRAPPED
                   : (fit & TABLE_CUT) != 0 ? TABLE_LEAST
                                            : layout->natural[column];
    return least < layout->natural[column] ? least : layout->natural[column];
}

/* Takes from the widest of the rank until it fits or none has more to give. */
static void shrink(struct layout *layout, unsigned rank, size_t width)
{
    for (size_t total = total_width(layout); total > width; total = total_width(layout)) {
        size_t widest = layout->table->n_columns;
        for (size_t i = 0; i < layout->table->n_columns; i++) {
            bool can = (layout->table->fits[i] & RANK_MASK) == rank && layout->widths[i] > least_width(layout, i);
            if (can && (widest == layout->table->n_columns || layout->widths[i] > layout->widths[widest])) {
                widest = i;
            }
        }
        if (widest == layout->table->n_columns) {
            return;
        }
        layout->widths[widest]--;
    }
}

static void shrink_all(struct layout *layout, size_t width)
{
    for (unsigned rank = RANK_HIGHEST + 1; rank-- > 0;) {
        shrink(layout, rank, width);
    }
}

/* The last column of the highest rank goes; false if all must stay. */
static bool leave_one_out(struct layout *layout, bool only_empty)
{
    const struct table *table = layout->table;
    size_t chosen = table->n_columns;
    unsigned highest = 0;
    for (size_t i = 0; i < table->n_columns; i++) {
        unsigned rank = table->fits[i] & RANK_MASK;
        bool may_go = layout->natural[i] > 0 && rank > 0 && (!only_empty || is_empty(table, i));
        if (may_go && rank >= highest) {
            chosen = i;
            highest = rank;
        }
    }
    if (chosen == table->n_columns) {
        return false;
    }
    layout->natural[chosen] = layout->widths[chosen] = 0;
    return true;
}

static void widths_reset(struct layout *layout)
{
    memcpy(layout->widths, layout->natural, layout->table->n_columns * sizeof *layout->widths);
}

static void fit_into(struct layout *layout, size_t width)
{
    widths_reset(layout);
    while (total_width(layout) > width && leave_one_out(layout, true)) {
        widths_reset(layout);
    }
    shrink_all(layout, width);
    while (total_width(layout) > width && leave_one_out(layout, false)) {
        widths_reset(layout);
        shrink_all(layout, width);
    }
}

/* Prints what goes into one line of a cell; returns how much of its text that was. */
static size_t piece_print(const struct table_cell *cell, size_t at, size_t width, unsigned fit,
                          const struct terminal *terminal, size_t *ret_columns)
{
    const char *text = cell->text + at;
    size_t bytes = strlen(text), next = bytes;
    const char *ellipsis = "";
    if (text_width(text) > width) {
        bool wraps = (fit & TABLE_WRAP) != 0;
        ellipsis = wraps ? "" : terminal->utf8 ? "…" : "~";
        bytes = wraps ? text_fit_words(text, width, &next) : text_fit(text, width - 1);
    }
    CLEAN_FREE char *piece = mem_strndup(text, bytes);
    fprintf(terminal->out, "%s%s%s%s", bytes > 0 ? style_on(terminal, cell->style) : "", piece, ellipsis,
            bytes > 0 ? style_off(terminal, cell->style) : "");
    *ret_columns = text_width(piece) + (ellipsis[0] != '\0' ? 1 : 0);
    return next;
}

/* One line of a row; true while cells have more to say. */
static bool line_print(const struct layout *layout, size_t row, size_t *at, const struct terminal *terminal)
{
    bool more = false;
    size_t owed = 0; /* blanks before the next text: none at a line's end */
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        const struct table_cell *cell = cell_at(layout->table, row, i);
        size_t width = layout->widths[i], columns = 0;
        if (width == 0) {
            continue;
        }
        if (cell->text[at[i]] != '\0') {
            fprintf(terminal->out, "%*s", (int)owed, "");
            owed = 0;
            at[i] += piece_print(cell, at[i], width, layout->table->fits[i], terminal, &columns);
            more = more || cell->text[at[i]] != '\0';
        }
        owed += width - (columns < width ? columns : width) + GAP;
    }
    putc('\n', terminal->out);
    return more;
}

static void omitted_say(const struct layout *layout, const struct terminal *terminal)
{
    const char *before = "not shown: ";
    for (size_t i = 0; i < layout->table->n_columns; i++) {
        if (layout->widths[i] == 0 && !is_empty(layout->table, i)) {
            fprintf(terminal->out, "%s%s%s", before[0] == 'n' ? style_on(terminal, STYLE_DIM) : "", before,
                    cell_at(layout->table, 0, i)->text);
            before = ", ";
        }
    }
    if (before[0] == ',') {
        fprintf(terminal->out, " (a wider terminal, a pipe or --json has it)%s\n", style_off(terminal, STYLE_DIM));
    }
}

void table_print(const struct table *table, const struct terminal *terminal)
{
    CLEAN_FREE size_t *widths = mem_calloc(table->n_columns, sizeof *widths);
    CLEAN_FREE size_t *natural = mem_calloc(table->n_columns, sizeof *natural);
    struct layout layout = {.table = table, .widths = widths, .natural = natural};
    for (size_t i = 0; i < table->n_columns; i++) {
        natural[i] = natural_width(table, i);
    }
    fit_into(&layout, terminal->width > 0 ? terminal->width : SIZE_MAX);
    for (size_t row = 0; row < row_count(table); row++) {
        CLEAN_FREE size_t *at = mem_calloc(table->n_columns, sizeof *at);
        while (line_print(&layout, row, at, terminal)) {
        }
    }
    omitted_say(&layout, terminal);
}
