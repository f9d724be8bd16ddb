/* text.h: foreign text on its way to a terminal or into JSON. */
#ifndef COSPACECTL_TEXT_H
#define COSPACECTL_TEXT_H

#include <stddef.h>

/* A copy (owned by the caller) in which what is not UTF-8 has become U+FFFD. */
char *text_mend(const char *text);
/* The same, and control characters (escape sequences begin with one) have become '?'. */
char *text_clean(const char *text);
/* Columns that clean text takes. */
size_t text_width(const char *text);

#endif
