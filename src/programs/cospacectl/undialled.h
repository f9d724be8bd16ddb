/* undialled.h: people in meetings whom nobody dials, so that an endpoint that was forgotten is seen. */
#ifndef COSPACECTL_UNDIALLED_H
#define COSPACECTL_UNDIALLED_H

#include <jansson.h>
#include <stdio.h>

/* Counts one more of an address. counts: an object, the caller's. */
void undialled_add(json_t *counts, const char *address);
/* "a@example.com, b@example.com (3 times) and 4 more"; "" for none. Owned by the caller. */
char *undialled_words(const json_t *counts);

#endif
