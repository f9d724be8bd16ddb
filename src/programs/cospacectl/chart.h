/* chart.h: bars over time on a terminal, a row under another: an axis, bars with their titles in them, a line where now
 * is. */
#ifndef COSPACECTL_CHART_H
#define COSPACECTL_CHART_H

#include "base/instant.h"
#include "terminal.h"

#include <stddef.h>

struct chart {
    const struct terminal *terminal; /* borrowed */
    size_t label;                    /* columns of the rows' labels */
    size_t width;                    /* columns of the bars */
    instant from, to;                /* what they stand for */
    instant now;
};

/* How a bar looks, with colour and without. */
enum bar_look { BAR_PAST, BAR_RUNNING, BAR_UNSETTLED /* begins, ends or waits */, BAR_COMING };

struct chart_cell {
    const char *text; /* borrowed */
    size_t len;       /* 0: the right half of what stands left of it */
    enum style style;
    bool is_title;
};

struct chart_row {
    const struct chart *chart; /* borrowed */
    struct chart_cell *cells;  /* owned */
    size_t taken;              /* columns up to the end of the last bar */
};

void chart_axis_print(const struct chart *chart);
void chart_row_init(struct chart_row *row, const struct chart *chart);
/* Bars come in order of start. title (clean) must live as long as the row. One that is too short for a column gets one,
 * if the bar before it leaves any. */
void chart_row_bar(struct chart_row *row, instant start, instant end, const char *title, enum bar_look look);
void chart_row_print(struct chart_row *row, const char *label, enum style style);
void chart_row_done(struct chart_row *row);

#endif
