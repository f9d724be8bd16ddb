/* api/json_in.c: bytes to JSON to checked members. */
#include "json_in.h"

#include "call.h"

#include <stdio.h>
#include <string.h>

/* jansson's own texts quote the input; these do not. */
static const char *json_in_fault(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_invalid_utf8:
        return "the body is not valid UTF-8";
    case json_error_premature_end_of_input:
        return "the JSON ends too early";
    case json_error_end_of_input_expected:
        return "something stands behind the JSON value";
    case json_error_duplicate_key:
        return "a member stands twice in one object";
    case json_error_numeric_overflow:
        return "a number is too large";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "a string holds a NUL character";
    case json_error_stack_overflow:
        return "the JSON is nested too deeply";
    default:
        return "this is not JSON";
    }
}

int json_in_parse(const char *bytes, size_t len, json_t **ret_json, struct err *err)
{
    if (len > JSON_BODY_LIMIT) {
        return err_set(err, ERR_LIMIT, "a JSON body has at most %d bytes", JSON_BODY_LIMIT);
    }
    json_error_t error;
    json_auto_t *json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL) {
        int rc = err_set(err, ERR_UNREADABLE, "%s", json_in_fault(&error));
        if (err != NULL && error.line > 0) {
            err->line = (uint32_t)error.line;
            err->column = error.column > 0 ? (uint32_t)error.column : 0;
        }
        return rc;
    }
    if (!json_is_object(json)) {
        return err_set(err, ERR_UNREADABLE, "the body must be a JSON object");
    }
    *ret_json = json_incref(json);
    return 0;
}

/* The member at fault and where it stands. */
struct place {
    const char *prefix;
    const char *name;
};

static int json_in_err(const struct place *place, int code, const char *message, struct err *err)
{
    char field[128];
    snprintf(field, sizeof field, "%s%s", place->prefix, place->name);
    return err_set_field(err, code, field, "%s", message);
}

static int64_t text_characters(const char *text)
{
    int64_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

static bool text_has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7F) {
            return true;
        }
    }
    return false;
}

static int json_in_check_text(const json_t *value, const struct json_in_field *field, const struct place *place,
                              struct err *err)
{
    const char *text = json_string_value(value);
    if (text_has_control(text)) {
        return json_in_err(place, ERR_INVALID, "must not hold control characters", err);
    }
    if (field->kind == JSON_IN_DIGITS && strspn(text, "0123456789") != strlen(text)) {
        return json_in_err(place, ERR_INVALID, "must be decimal digits", err);
    }
    int64_t n = text_characters(text);
    if (n < field->least) {
        return json_in_err(place, ERR_INVALID, "must not be empty", err);
    }
    char message[64];
    snprintf(message, sizeof message, "has at most %lld characters", (long long)field->most);
    return n <= field->most ? 0 : json_in_err(place, ERR_INVALID, message, err);
}

static int json_in_check_time(const json_t *value, const struct place *place, struct err *err)
{
    instant at = 0;
    if (instant_parse(json_string_value(value), &at) < 0) {
        return json_in_err(place, ERR_INVALID, "must be a time as in RFC 3339, like 2026-11-23T09:00:00Z", err);
    }
    return 0;
}

static int json_in_check_range(int64_t n, const struct json_in_field *field, const struct place *place, struct err *err)
{
    if (n >= field->least && n <= field->most) {
        return 0;
    }
    char message[96];
    snprintf(message, sizeof message, "must %s%lld to %lld%s", field->kind == JSON_IN_LIST ? "have " : "be ",
             (long long)field->least, (long long)field->most, field->kind == JSON_IN_LIST ? " entries" : "");
    return json_in_err(place, ERR_INVALID, message, err);
}

static int json_in_check_value(const json_t *value, const struct json_in_field *field, const struct place *place,
                               struct err *err)
{
    switch (field->kind) {
    case JSON_IN_TEXT_OR_NULL:
        if (json_is_null(value)) {
            return 0;
        }
        /* fall through */
    case JSON_IN_TEXT:
    case JSON_IN_DIGITS:
        return json_is_string(value) ? json_in_check_text(value, field, place, err)
                                     : json_in_err(place, ERR_UNREADABLE, "must be a string", err);
    case JSON_IN_TIME:
        return json_is_string(value) ? json_in_check_time(value, place, err)
                                     : json_in_err(place, ERR_UNREADABLE, "must be a string", err);
    case JSON_IN_INTEGER:
        return json_is_integer(value) ? json_in_check_range(json_integer_value(value), field, place, err)
                                      : json_in_err(place, ERR_UNREADABLE, "must be a whole number", err);
    case JSON_IN_LIST:
        return json_is_array(value) ? json_in_check_range((int64_t)json_array_size(value), field, place, err)
                                    : json_in_err(place, ERR_UNREADABLE, "must be an array", err);
    }
    return json_in_err(place, ERR_INTERNAL, "has a kind that nobody knows", err);
}

static const struct json_in_field *json_in_find(const struct json_in_field *fields, size_t n_fields, const char *name)
{
    for (size_t i = 0; i < n_fields; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

/* What cannot be read is said before what makes no sense, so unknown names come first of all. */
int json_in_check(const json_t *object, const char *prefix, const struct json_in_field *fields, size_t n_fields,
                  struct err *err)
{
    json_t *members = (json_t *)(uintptr_t)object; /* jansson's iterators want it without const */
    const char *name;
    json_t *value;
    json_object_foreach(members, name, value) {
        if (json_in_find(fields, n_fields, name) == NULL) {
            return json_in_err(&(struct place){prefix, name}, ERR_UNREADABLE, "is not known here", err);
        }
    }
    for (size_t i = 0; i < n_fields; i++) {
        struct place place = {prefix, fields[i].name};
        value = json_object_get(members, fields[i].name);
        if (value == NULL && fields[i].required) {
            return json_in_err(&place, ERR_INVALID, "is missing", err);
        }
        int rc = value != NULL ? json_in_check_value(value, &fields[i], &place, err) : 0;
        if (rc < 0) {
            return rc;
        }
    }
    return 0;
}

const char *json_in_text(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

instant json_in_time(const json_t *object, const char *name)
{
    instant at = INSTANT_NONE;
    const char *text = json_in_text(object, name);
    if (text != NULL) {
        instant_parse(text, &at);
    }
    return at;
}
