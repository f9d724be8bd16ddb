/* spelling.h: which word was probably meant. */
#ifndef COSPACECTL_SPELLING_H
#define COSPACECTL_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* How many letters must be put in, taken out, changed or swapped with their neighbour to make one of the other. Words
 * longer than SPELLING_LONGEST are far from everything. */
enum { SPELLING_LONGEST = 32 };
size_t spelling_distance(const char *a, const char *b);
/* Whether distance is small enough for word to be a misspelling of something. */
bool spelling_is_near(const char *word, size_t distance);

#endif
