/* text.h: the grammar of the kinds of text that the configuration holds. Each returns 0, or ERR_INVALID with the
 * reason. */
#ifndef CONFIG_TEXT_H
#define CONFIG_TEXT_H

#include "schema.h"

#include "base/err.h"

int text_check(const struct schema_key *key, const char *text, struct err *err);
bool text_has_index(const char *mapping); /* whether a (valid) mapping holds $index$ */

#endif
