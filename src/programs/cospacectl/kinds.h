/* kinds.h: what the words in capitals of a usage stand for: which words they may be, or where those are found. */
#ifndef COSPACECTL_KINDS_H
#define COSPACECTL_KINDS_H

#include <stdbool.h>
#include <stddef.h>

enum kind_source {
    KIND_WORDS, /* only its words */
    KIND_FILES,
    KIND_ZONES,
    KIND_MEETINGS,
    KIND_PARTICIPANTS, /* of the meeting that is the first operand */
    KIND_BRIDGES,
    KIND_CALENDARS,
    KIND_SPACES,
    KIND_WEBHOOKS,
};

struct kind {
    const char *meta;
    enum kind_source source;
    bool closed;              /* nothing but its words is taken */
    bool list;                /* several with commas between */
    const char *const *words; /* ends with NULL; NULL: none */
};

/* len: of meta. NULL for what is free. */
const struct kind *kind_find(const char *meta, size_t len);
/* The word among value's that the kind does not have; NULL if all is well. ret_len: its length. */
const char *kind_stranger(const struct kind *kind, const char *value, size_t *ret_len);

#endif
