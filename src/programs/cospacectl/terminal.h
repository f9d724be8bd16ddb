/* terminal.h: what standard output is: a screen of some width, or a pipe that gets everything. */
#ifndef COSPACECTL_TERMINAL_H
#define COSPACECTL_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum style { STYLE_PLAIN, STYLE_HEAD, STYLE_GOOD, STYLE_BUSY, STYLE_BAD, STYLE_DIM };

struct terminal {
    FILE *out;    /* borrowed */
    size_t width; /* columns; 0: as many as it takes (a pipe, a file) */
    bool words;   /* a person reads it now: times may be said as "tomorrow 09:00" */
    bool color;
    bool utf8; /* else lines are drawn in ASCII */
};

/* Looks at out and at the environment: COLUMNS, NO_COLOR, TERM. Sets the locale of characters, so that their widths are
 * known whatever LANG says. */
void terminal_init(struct terminal *terminal, FILE *out, enum color_when when);
/* "auto", "always", "never". 0 or ERR_INVALID. */
int color_when_read(const char *word, enum color_when *ret_when);

/* The style of a word of state ("active", "down", "in_use"); STYLE_PLAIN for any other. */
enum style style_of(const char *word);
/* What begins and ends a style; "" without colour. */
const char *style_on(const struct terminal *terminal, enum style style);
const char *style_off(const struct terminal *terminal, enum style style);

#endif
