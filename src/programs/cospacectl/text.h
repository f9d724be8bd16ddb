/* text.h: foreign text on its way to a terminal or into JSON. */
#ifndef COSPACECTL_TEXT_H
#define COSPACECTL_TEXT_H

#include <stddef.h>

/* A copy (owned by the caller) in which what is not UTF-8 has become U+FFFD. */
char *text_mend(const char *text);
/* The same, and control characters (escape sequences begin with one) have become '?'. */
char *text_clean(const char *text);
/* Columns that clean text takes on a terminal: two for what is wide, none for what combines. */
size_t text_width(const char *text);
/* The columns of the first character of clean text, with what combines with it; ret_len: its bytes. */
size_t text_next(const char *text, size_t *ret_len);
/* Bytes of clean text that fit into so many columns, never part of a character with what combines with it. */
size_t text_fit(const char *text, size_t columns);
/* The same, ending at a blank if there is one, for lines of words; at least one character. ret_next: where the next
 * line begins. */
size_t text_fit_words(const char *text, size_t columns, size_t *ret_next);

#endif
