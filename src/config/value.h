/* value.h: single values: from the text of the file into a field. */
#ifndef CONFIG_VALUE_H
#define CONFIG_VALUE_H

#include "schema.h"

#include "base/err.h"

/* Reads text for key into the field of base (struct config, or an element of a list), freeing what was there.
 * ERR_INVALID with the reason in err; the field is then as it was. Not for sections and lists. */
int value_set(const struct schema_key *key, void *base, const char *text, struct err *err);
/* The index of text among the words of key, or ERR_INVALID with all of them in err. */
int word_index(const struct schema_key *key, const char *text, struct err *err);
/* Only what text itself shows is checked; whether files are there is the walk's question. */
bool value_is_text(enum schema_type type);  /* kept as char * */
bool value_is_texts(enum schema_type type); /* kept as struct config_texts */

enum { SIZE_TEXT_SIZE = 24 };
/* "512M": bytes in the greatest unit that leaves no rest; a size has at least 1K. Returns shown. */
const char *size_format(int64_t size, char shown[SIZE_TEXT_SIZE]);

/* Every row directly in prefix gets its default; texts without one become "". */
void value_defaults(const char *prefix, void *base);

/* Adds one pair; copies both. */
void profile_add(struct setting_profile *profile, const char *name, const char *value);
void profile_clear(struct setting_profile *profile);

void texts_add(struct config_texts *texts, const char *text); /* copies */
void texts_clear(struct config_texts *texts);

#endif
