/* Reading JSON bodies strictly: one object, no duplicate names, no bad UTF-8, no NUL, nothing behind it; then the
 * members against a table. Errors: UNREADABLE (400) for what cannot be read, unknown members and wrong types, INVALID
 * (422) for values that make no sense and members that are missing; both name the field. No error repeats what the body
 * said but the names of members: a passcode must not show up in one. */
#ifndef API_JSON_IN_H
#define API_JSON_IN_H

#include "base/err.h"
#include "base/instant.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_in_kind {
    JSON_IN_TEXT, /* a string without control characters */
    JSON_IN_TEXT_OR_NULL,
    JSON_IN_DIGITS, /* a string of decimal digits */
    JSON_IN_TIME,   /* a string, RFC 3339 */
    JSON_IN_INTEGER,
    JSON_IN_LIST,
};

struct json_in_field {
    const char *name;
    enum json_in_kind kind;
    bool required;
    int64_t least, most; /* characters of a string, value of an integer, entries of a list */
};

/* ret_json is the caller's. LIMIT if len is over the ceiling of JSON bodies. */
int json_in_parse(const char *bytes, size_t len, json_t **ret_json, struct err *err);
/* prefix stands before the names in errors: "participants[2]." or "". */
int json_in_check(const json_t *object, const char *prefix, const struct json_in_field *fields, size_t n_fields,
                  struct err *err);
/* Of a checked object; borrowed. NULL, INSTANT_NONE if it is not there. */
const char *json_in_text(const json_t *object, const char *name);
instant json_in_time(const json_t *object, const char *name);

#endif
