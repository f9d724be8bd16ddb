/* chart.c: each column is a cell, so that titles with wide characters neither shift nor break what follows. */
#include "chart.h"

#include "base/mem.h"
#include "text.h"
#include "time_words.h"

#include <stdio.h>
#include <string.h>

enum { TICK_COLUMNS = 8 };

struct look {
    const char *begin, *fill, *end;
    enum style style;
};

static const struct look LOOKS[][2] = {
    [BAR_PAST] = {{"[", "-", "]", STYLE_DIM}, {"▐", "░", "░", STYLE_DIM}},
    [BAR_RUNNING] = {{"[", "#", "]", STYLE_GOOD}, {"▐", "█", "█", STYLE_GOOD}},
    [BAR_UNSETTLED] = {{"[", "#", "]", STYLE_BUSY}, {"▐", "█", "█", STYLE_BUSY}},
    [BAR_COMING] = {{"[", "=", "]", STYLE_PLAIN}, {"▐", "▒", "▒", STYLE_PLAIN}},
};

static size_t column_at(const struct chart *chart, instant at, bool up)
{
    instant length = chart->to - chart->from;
    if (at <= chart->from) {
        return 0;
    }
    if (at >= chart->to) {
        return chart->width;
    }
    instant scaled = (at - chart->from) * (instant)chart->width;
    return (size_t)((scaled + (up ? length - 1 : 0)) / length);
}

static bool now_is_shown(const struct chart *chart)
{
    return chart->now >= chart->from && chart->now < chart->to;
}

/* The shortest step whose labels do not touch. */
static duration_ms tick_step(const struct chart *chart)
{
    static const duration_ms steps[] = {5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS,      2 * HOUR_MS,
                                        3 * HOUR_MS,   6 * HOUR_MS,    12 * HOUR_MS,   DAY_MS,       2 * DAY_MS,
                                        7 * DAY_MS,    28 * DAY_MS,    91 * DAY_MS,    364 * DAY_MS, 3640 * DAY_MS};
    size_t i = 0, n = sizeof steps / sizeof *steps;
    while (i + 1 < n && steps[i] * (instant)chart->width < (chart->to - chart->from) * TICK_COLUMNS) {
        i++;
    }
    return steps[i];
}

/* Writes the label at its column, unless it would not fit behind the last one. */
static void tick_put(const struct chart *chart, instant at, size_t *written)
{
    char text[TIME_LOCAL_SIZE];
    size_t column = column_at(chart, at, false);
    time_local_tick(at, text);
    if (at < chart->from || column + strlen(text) > chart->width || (*written > 0 && column <= *written)) {
        return;
    }
    fprintf(chart->terminal->out, "%*s%s", (int)(column - *written), "", text);
    *written = column + strlen(text);
}

static void ticks_print(const struct chart *chart)
{
    duration_ms step = tick_step(chart);
    size_t written = 0;
    for (instant day = time_local_midnight(chart->from, 0); day < chart->to;) {
        instant next = time_local_midnight(day, 1);
        duration_ms length = step > DAY_MS ? step : next - day;
        for (instant at = day; at < day + length && at < chart->to; at += step) {
            tick_put(chart, at, &written);
        }
        day = step > DAY_MS ? time_local_midnight(day, (int)(step / DAY_MS)) : next;
    }
}

void chart_axis_print(const struct chart *chart)
{
    const struct terminal *terminal = chart->terminal;
    fprintf(terminal->out, "%s%*s", style_on(terminal, STYLE_DIM), (int)chart->label, "");
    ticks_print(chart);
    fprintf(terminal->out, "%s\n", style_off(terminal, STYLE_DIM));
    if (now_is_shown(chart)) {
        size_t column = column_at(chart, chart->now, false);
        fprintf(terminal->out, "%*s%s%s%s\n", (int)(chart->label + column), "", style_on(terminal, STYLE_BAD),
                terminal->utf8 ? "▼" : "v", style_off(terminal, STYLE_BAD));
    }
}

static void cell_set(struct chart_cell *cell, const char *text, size_t len, enum style style)
{
    *cell = (struct chart_cell){.text = text, .len = len, .style = style};
}

void chart_row_init(struct chart_row *row, const struct chart *chart)
{
    *row = (struct chart_row){.chart = chart, .cells = mem_calloc(chart->width, sizeof *row->cells)};
    for (size_t i = 0; i < chart->width; i++) {
        cell_set(&row->cells[i], " ", 1, STYLE_PLAIN);
    }
    if (now_is_shown(chart)) {
        const char *line = chart->terminal->utf8 ? "│" : "|";
        cell_set(&row->cells[column_at(chart, chart->now, false)], line, strlen(line), STYLE_BAD);
    }
}

/* As much of the title as there is room for, character by character. */
static void title_put(struct chart_row *row, size_t column, size_t end, const char *title, enum style style)
{
    while (*title != '\0' && column < end) {
        size_t len = 0, columns = text_next(title, &len);
        if (columns > end - column) {
            return;
        }
        if (columns > 0) {
            row->cells[column] = (struct chart_cell){.text = title, .len = len, .style = style, .is_title = true};
        }
        for (size_t i = 1; i < columns; i++) {
            row->cells[column + i] = (struct chart_cell){.style = style, .is_title = true};
        }
        column += columns;
        title += len;
    }
}

void chart_row_bar(struct chart_row *row, instant start, instant end, const char *title, enum bar_look look)
{
    const struct chart *chart = row->chart;
    const struct look *shape = &LOOKS[look][chart->terminal->utf8 ? 1 : 0];
    size_t first = column_at(chart, start, false), last = column_at(chart, end, true);
    first = first < row->taken ? row->taken : first;
    last = last <= first ? first + 1 : last;
    if (end <= chart->from || start >= chart->to || last > chart->width) {
        return;
    }
    bool begins = start >= chart->from, ends = end <= chart->to;
    for (size_t i = first; i < last; i++) {
        bool is_first = begins && i == first, is_last = ends && i + 1 == last;
        const char *text = is_first ? shape->begin : is_last ? shape->end : shape->fill;
        cell_set(&row->cells[i], text, strlen(text), shape->style);
    }
    title_put(row, first + 1, last > first + 1 ? last - 1 : first, title, shape->style);
    row->taken = last;
}

void chart_row_print(struct chart_row *row, const char *label, enum style style)
{
    const struct terminal *terminal = row->chart->terminal;
    fprintf(terminal->out, "%s%s%s%*s", style_on(terminal, style), label, style_off(terminal, style),
            (int)(row->chart->label - text_width(label)), "");
    size_t end = row->chart->width;
    while (end > 0 && row->cells[end - 1].len == 1 && row->cells[end - 1].text[0] == ' ') {
        end--;
    }
    enum style on = STYLE_PLAIN;
    for (size_t i = 0; i < end; i++) {
        const struct chart_cell *cell = &row->cells[i];
        if (cell->style != on) {
            fprintf(terminal->out, "%s%s", style_off(terminal, on), style_on(terminal, cell->style));
            on = cell->style;
        }
        fwrite(cell->len > 0 ? cell->text : "", 1, cell->len, terminal->out);
    }
    fprintf(terminal->out, "%s\n", style_off(terminal, on));
}

void chart_row_done(struct chart_row *row)
{
    mem_free(row->cells);
    *row = (struct chart_row){0};
}
