/* line.h: one unfolded content line, cut into name, parameters and value (RFC 5545 3.1, RFC 6868). */
#ifndef CALENDAR_LINE_H
#define CALENDAR_LINE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { LINE_PARAMS = 24 };

struct line_param {
    const char *name; /* upper case */
    const char *value;
};

struct line {
    const char *name; /* upper case */
    const char *value;
    struct line_param params[LINE_PARAMS]; /* those beyond are left out */
    size_t n_params;
};

/* Cuts text in place; the line borrows it. 0, or ERR_INVALID if there is no name or no colon. */
int line_parse(char *text, struct line *ret_line);
const char *line_param(const struct line *line, const char *name); /* NULL if absent */

/* Undoes \n \, \; \\ of a TEXT value. */
void text_unescape(char *text);
/* Appends text as UTF-8: bytes that are none are taken as ISO 8859-1. */
int text_append_utf8(struct buf *out, const char *text, size_t len);
/* Where the text begins behind its blanks; those at its end are cut off. */
char *text_trim(char *text);
/* A text for one line: controls become blanks, blanks around it go. */
char *text_one_line(char *text);
/* The largest length <= limit at which no character is cut. */
size_t text_cut(const char *text, size_t limit);

#endif
