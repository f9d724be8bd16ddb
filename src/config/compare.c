/* Two configurations side by side: which keys differ, and what of the old one stays. */
#include "schema.h"
#include "value.h"

#include "base/err.h"
#include "base/mem.h"

#include <string.h>

static const void *field_of(const struct schema_key *key, const void *base)
{
    return (const char *)base + key->offset;
}

static void *field(const struct schema_key *key, void *base)
{
    return (char *)base + key->offset;
}

static size_t plain_size(enum schema_type type)
{
    switch (type) {
    case TYPE_DURATION:
        return sizeof(duration_ms);
    case TYPE_FLAG:
    case TYPE_SWITCH:
        return sizeof(bool);
    case TYPE_SECTION:
        return 0;
    case TYPE_SIZE:
        return sizeof(uint64_t);
    default:
        return sizeof(uint32_t);
    }
}

static bool profile_equal(const struct setting_profile *a, const struct setting_profile *b)
{
    if (a->n_pairs != b->n_pairs) {
        return false;
    }
    for (size_t i = 0; i < a->n_pairs; i++) {
        if (strcmp(a->pairs[i].key, b->pairs[i].key) != 0 || strcmp(a->pairs[i].value, b->pairs[i].value) != 0) {
            return false;
        }
    }
    return true;
}

static bool texts_equal(const struct config_texts *a, const struct config_texts *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->items[i], b->items[i]) != 0) {
            return false;
        }
    }
    return true;
}

struct list_view {
    const char *elements;
    size_t count;
};

static struct list_view list_of(const struct schema_key *key, const void *base)
{
    struct list_view view = {.elements = field_of(key, base)};
    if (!key->list->embedded) {
        memcpy(&view.elements, field_of(key, base), sizeof view.elements);
    }
    memcpy(&view.count, (const char *)base + key->list->count_offset, sizeof view.count);
    return view;
}

static bool value_equal(const struct schema_key *key, const void *a, const void *b);

static bool list_equal(const struct schema_key *list, const void *a, const void *b)
{
    struct list_view left = list_of(list, a);
    struct list_view right = list_of(list, b);
    if (left.count != right.count) {
        return false;
    }
    size_t len = strlen(list->path);
    for (size_t i = 0; i < schema_count; i++) {
        bool within = strncmp(schema[i].path, list->path, len) == 0 && schema[i].path[len] == '[';
        for (size_t j = 0; within && j < left.count; j++) {
            size_t at = j * list->list->element_size;
            if (!value_equal(&schema[i], left.elements + at, right.elements + at)) {
                return false;
            }
        }
    }
    return true;
}

static bool value_equal(const struct schema_key *key, const void *a, const void *b)
{
    if (key->type == TYPE_LIST) {
        return list_equal(key, a, b);
    }
    const void *left = field_of(key, a);
    const void *right = field_of(key, b);
    if (key->type == TYPE_PAIRS) {
        return profile_equal(left, right);
    }
    if (value_is_texts(key->type)) {
        return texts_equal(left, right);
    }
    if (value_is_text(key->type)) {
        return strcmp(*(char *const *)left, *(char *const *)right) == 0;
    }
    return memcmp(left, right, plain_size(key->type)) == 0;
}

static void value_copy(const struct schema_key *key, const void *from, void *to);

/* The only list that is fixed at run time lies embedded; a list on the heap would need its own copy here. */
static void list_copy(const struct schema_key *list, const void *from, void *to)
{
    struct list_view source = list_of(list, from);
    char *target = field(list, to);
    size_t len = strlen(list->path);
    for (size_t i = 0; i < schema_count; i++) {
        bool within = strncmp(schema[i].path, list->path, len) == 0 && schema[i].path[len] == '[';
        for (size_t j = 0; within && j < list->list->max; j++) {
            size_t at = j * list->list->element_size;
            value_copy(&schema[i], source.elements + at, target + at);
        }
    }
    memcpy((char *)to + list->list->count_offset, &source.count, sizeof source.count);
}

static void value_copy(const struct schema_key *key, const void *from, void *to)
{
    if (key->type == TYPE_LIST && key->list->embedded) {
        list_copy(key, from, to);
    } else if (value_is_text(key->type)) {
        mem_replace(field(key, to), *(char *const *)field_of(key, from));
    } else if (key->type != TYPE_PAIRS && key->type != TYPE_LIST && !value_is_texts(key->type)) {
        memcpy(field(key, to), field_of(key, from), plain_size(key->type));
    }
}

static const char password_key[] = "credentials.password";

static void change_add(struct config_changes *changes, const char *key, bool at_run_time)
{
    if (changes->count < CONFIG_CHANGES_MAX) {
        changes->items[changes->count++] = (struct config_change){.key = key, .at_run_time = at_run_time};
    }
}

static bool secret_equal(const struct secret *a, const struct secret *b)
{
    return strcmp(secret_reveal(a), secret_reveal(b)) == 0;
}

static bool calendar_secrets_equal(const struct config *old, const struct config *new_)
{
    for (size_t i = 0; i < old->n_calendars && i < new_->n_calendars; i++) {
        const struct config_calendar *before = &old->calendars[i];
        const struct config_calendar *now = &new_->calendars[i];
        if (!secret_equal(&before->password, &now->password) || !secret_equal(&before->token, &now->token)) {
            return false;
        }
    }
    return true;
}

static bool webhook_secrets_equal(const struct config *old, const struct config *new_)
{
    for (size_t i = 0; i < old->n_webhooks && i < new_->n_webhooks; i++) {
        if (!secret_equal(&old->webhooks[i].secret, &new_->webhooks[i].secret)) {
            return false;
        }
    }
    return true;
}

static bool key_equal(const struct schema_key *key, const struct config *old, const struct config *new_)
{
    if (!value_equal(key, old, new_)) {
        return false;
    }
    bool calendars = strcmp(key->path, "calendars") == 0;
    bool webhooks = strcmp(key->path, "webhooks") == 0;
    return (!calendars || calendar_secrets_equal(old, new_)) && (!webhooks || webhook_secrets_equal(old, new_));
}

int config_compare(const struct config *old, const struct config *new_, struct config_changes *ret_changes)
{
    struct config_changes changes = {0};
    int r = 0;
    for (size_t i = 0; i < schema_count; i++) {
        const struct schema_key *key = &schema[i];
        if (strchr(key->path, '[') != NULL || key_equal(key, old, new_)) {
            continue;
        }
        change_add(&changes, key->path, !key->fixed);
        if (key->fixed) {
            r = ERR_CONFLICT;
        }
    }
    if (!secret_equal(&old->credentials.password, &new_->credentials.password)) {
        change_add(&changes, password_key, true);
    }
    *ret_changes = changes;
    return r;
}

void config_keep_fixed(const struct config *old, struct config *new_)
{
    for (size_t i = 0; i < schema_count; i++) {
        if (schema[i].fixed) {
            value_copy(&schema[i], old, new_);
        }
    }
}
