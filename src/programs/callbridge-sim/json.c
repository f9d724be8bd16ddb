/* json.c: see json.h. */
#include "json.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

static int text_read(const json_t *value, const struct json_member *member, void *ret, struct err *err)
{
    if (!json_is_string(value)) {
        return err_set_field(err, ERR_UNREADABLE, member->name, "%s must be a string", member->name);
    }
    *(const char **)ret = json_string_value(value);
    return 0;
}

static int number_read(const json_t *value, const struct json_member *member, void *ret, struct err *err)
{
    if (!json_is_integer(value)) {
        return err_set_field(err, ERR_UNREADABLE, member->name, "%s must be a whole number", member->name);
    }
    int64_t number = json_integer_value(value);
    if (number < member->least || number > member->most) {
        return err_set_field(err, ERR_UNREADABLE, member->name, "%s must be %lld to %lld", member->name,
                             (long long)member->least, (long long)member->most);
    }
    *(int64_t *)ret = number;
    return 0;
}

static bool is_known(const char *name, const struct json_member *members, size_t n_members)
{
    for (size_t i = 0; i < n_members; i++) {
        if (strcmp(members[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static int names_check(json_t *object, const struct json_member *members, size_t n_members, struct err *err)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value) {
        if (!is_known(name, members, n_members)) {
            return err_set_field(err, ERR_UNREADABLE, name, "%s is not known here", name);
        }
    }
    return 0;
}

int json_members_read(json_t *object, const struct json_member *members, size_t n_members, void *ret, struct err *err)
{
    if (!json_is_object(object)) {
        return err_set(err, ERR_UNREADABLE, "a JSON object is needed");
    }
    int r = names_check(object, members, n_members, err);
    for (size_t i = 0; i < n_members && r == 0; i++) {
        const struct json_member *member = &members[i];
        json_t *value = json_object_get(object, member->name);
        void *to = (char *)ret + member->offset;
        if (value == NULL && member->required) {
            r = err_set_field(err, ERR_UNREADABLE, member->name, "%s is missing", member->name);
        } else if (value != NULL) {
            r = member->kind == JSON_MEMBER_TEXT ? text_read(value, member, to, err)
                                                 : number_read(value, member, to, err);
        }
    }
    return r;
}

json_t *json_text(const char *bytes, size_t len)
{
    json_t *text = json_stringn(bytes, len);
    if (text != NULL) {
        return text;
    }
    CLEAN_FREE char *plain = mem_calloc(len + 1, 1);
    for (size_t i = 0; i < len; i++) {
        plain[i] = (unsigned char)bytes[i] < 0x80 ? bytes[i] : '?';
    }
    text = json_stringn(plain, len);
    assert(text != NULL);
    return text;
}

json_t *json_text_or_null(const char *text)
{
    return text != NULL ? json_text(text, strlen(text)) : json_null();
}
