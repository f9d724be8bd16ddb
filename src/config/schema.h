/* schema.h: the table of all keys. One row is all that a new key needs. */
#ifndef CONFIG_SCHEMA_H
#define CONFIG_SCHEMA_H

#include "config/config.h"

enum schema_type {
    TYPE_SECTION,    /* a mapping of the rows below it */
    TYPE_LIST,       /* a sequence of mappings; its rows are "PATH[].key" */
    TYPE_PAIRS,      /* struct setting_profile: scalars as text, in order */
    TYPE_TEXT,       /* char *, of min to max bytes */
    TYPE_NAME,       /* char *, of letters, digits, "._-" */
    TYPE_LOWER_NAME, /* char *, [a-z0-9][a-z0-9_-]{0,63} */
    TYPE_HOST_URL,   /* char *, scheme://host[:port] */
    TYPE_URL,        /* char *, http or https with a path */
    TYPE_FILE,       /* char *, a file that can be read */
    TYPE_FOLDER,     /* char *, a folder that is there */
    TYPE_PATH,       /* char *, made by the service if it is missing */
    TYPE_ZONE,       /* char *, an IANA time zone */
    TYPE_PROXY,      /* char *, "none" or the URL of a proxy */
    TYPE_TEMPLATE,   /* char *, a mapping of the Meeting Server with $index$ */
    TYPE_TEXTS,      /* struct config_texts: a sequence of texts of min to max bytes */
    TYPE_PROPERTIES, /* struct config_texts: a sequence of names of calendar properties */
    TYPE_WORDS,      /* struct config_texts: a sequence of words */
    TYPE_COUNT,      /* uint32_t */
    TYPE_DURATION,   /* duration_ms */
    TYPE_PERCENT,    /* uint32_t */
    TYPE_SIZE,       /* uint64_t, bytes */
    TYPE_FLAG,       /* bool */
    TYPE_WORD,       /* an enum: the index of the word */
    TYPE_SWITCH,     /* bool: the index of one of two words */
    TYPE_MODE,       /* uint32_t, octal */
};

struct schema_list {
    size_t count_offset; /* of a size_t in struct config */
    size_t element_size;
    size_t max;    /* elements */
    bool embedded; /* the array itself lies in struct config, not a pointer to it */
};

struct schema_key {
    const char *path;
    enum schema_type type;
    bool required;
    bool fixed;               /* cannot change at run time; of a list: as a whole */
    size_t offset;            /* in struct config, or in the element of the list */
    const char *default_text; /* as in the file; NULL: none. Of pairs: "key=value&key=value", of texts: "[a, b]" */
    const char *example;      /* shown where there is no default */
    int64_t min, max;         /* of a count or a percentage; milliseconds of a duration; bytes of a text or a size */
    const char *const *words; /* ends with NULL */
    const struct schema_list *list;
    const char *help;
};

extern const struct schema_key schema[];
extern const size_t schema_count;

/* Whether the row lies directly in prefix: "" (the top), "pool." or "bridges[].". */
bool schema_is_within(const struct schema_key *key, const char *prefix);
/* The last part of the path: "first" of "pool.first". */
const char *schema_name(const struct schema_key *key);
/* The row of name in prefix, or NULL. */
const struct schema_key *schema_find(const char *prefix, const char *name);

#endif
