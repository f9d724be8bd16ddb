/* json.h: members of an object into a struct by a table, and text that is always valid. */
#ifndef CALLBRIDGE_SIM_JSON_H
#define CALLBRIDGE_SIM_JSON_H

#include "base/err.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_member_kind {
    JSON_MEMBER_TEXT,   /* const char *, borrowed from the object */
    JSON_MEMBER_NUMBER, /* int64_t */
};

struct json_member {
    const char *name;
    enum json_member_kind kind;
    bool required;
    size_t offset; /* of the struct's member; stays as it is if the object has none */
    int64_t least, most;
};

/* 0, or ERR_UNREADABLE with the field. Names that the table does not have are errors. */
int json_members_read(json_t *object, const struct json_member *members, size_t n_members, void *ret, struct err *err);
/* The bytes as a string; each that is not UTF-8 becomes '?'. */
json_t *json_text(const char *bytes, size_t len);
/* null for NULL */
json_t *json_text_or_null(const char *text);

#endif
