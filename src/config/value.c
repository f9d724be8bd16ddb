/* From text to fields: one function for each way in which a value is kept. */
#include "value.h"
#include "fault.h"
#include "text.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static void *field(const struct schema_key *key, void *base)
{
    return (char *)base + key->offset;
}

bool value_is_text(enum schema_type type)
{
    return type >= TYPE_TEXT && type <= TYPE_TEMPLATE;
}

bool value_is_texts(enum schema_type type)
{
    return type == TYPE_TEXTS || type == TYPE_PROPERTIES || type == TYPE_WORDS;
}

static bool all_digits(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static int count_set(const struct schema_key *key, uint32_t *field, const char *text, struct err *err)
{
    char quoted[QUOTE_SIZE];
    const char *digits = text[0] == '-' ? text + 1 : text;
    if (!all_digits(digits) || (digits[0] == '0' && digits[1] != '\0')) {
        return err_set(err, ERR_INVALID, "must be a whole number, not %s", fault_quote(text, quoted));
    }
    int64_t number = 0;
    for (const char *at = digits; *at != '\0' && number <= key->max; at++) {
        number = number * 10 + (*at - '0');
    }
    if (text[0] == '-' || number < key->min || number > key->max) {
        return err_set(err, ERR_INVALID, "must be from %lld to %lld, not %s", (long long)key->min, (long long)key->max,
                       text);
    }
    *field = (uint32_t)number;
    return 0;
}

static int duration_set(const struct schema_key *key, duration_ms *field, const char *text, struct err *err)
{
    char quoted[QUOTE_SIZE], least[INSTANT_TEXT_SIZE], most[INSTANT_TEXT_SIZE];
    duration_ms length = 0;
    if (all_digits(text)) {
        return err_set(err, ERR_INVALID, "needs a unit, as in 30s, 5m, 2h or 90d, not the bare number %s",
                       fault_quote(text, quoted));
    }
    if (duration_parse(text, &length) != 0) {
        return err_set(err, ERR_INVALID, "must be a time such as 30s, 5m, 2h or 90d, not %s",
                       fault_quote(text, quoted));
    }
    if (length < key->min || length > key->max) {
        return err_set(err, ERR_INVALID, "must be from %s to %s, not %s", duration_format(key->min, least),
                       duration_format(key->max, most), fault_quote(text, quoted));
    }
    *field = length;
    return 0;
}

static int percent_set(const struct schema_key *key, uint32_t *field, const char *text, struct err *err)
{
    char quoted[QUOTE_SIZE];
    size_t digits = strspn(text, "0123456789");
    uint32_t number = 0;
    for (size_t i = 0; i < digits && number <= 100; i++) {
        number = number * 10 + (uint32_t)(text[i] - '0');
    }
    if (digits == 0 || strcmp(text + digits, "%") != 0 || number < key->min || number > key->max) {
        return err_set(err, ERR_INVALID, "must be from %lld%% to %lld%%, as in 50%%, not %s", (long long)key->min,
                       (long long)key->max, fault_quote(text, quoted));
    }
    *field = number;
    return 0;
}

static const char size_units[] = "KMG";

const char *size_format(int64_t size, char shown[SIZE_TEXT_SIZE])
{
    int unit = 0;
    for (size /= 1024; size >= 1024 && size % 1024 == 0 && unit < 2; size /= 1024) {
        unit++;
    }
    snprintf(shown, SIZE_TEXT_SIZE, "%lld%c", (long long)size, size_units[unit]);
    return shown;
}

static int size_set(const struct schema_key *key, uint64_t *field, const char *text, struct err *err)
{
    char quoted[QUOTE_SIZE], least[SIZE_TEXT_SIZE], most[SIZE_TEXT_SIZE];
    size_t digits = strspn(text, "0123456789");
    const char *unit = text[digits] != '\0' ? strchr(size_units, text[digits]) : NULL;
    if (digits == 0 || unit == NULL || text[digits + 1] != '\0') {
        return err_set(err, ERR_INVALID, "must be a size such as 500K, 64M or 1G, not %s", fault_quote(text, quoted));
    }
    int64_t size = 0;
    for (size_t i = 0; i < digits && size <= key->max; i++) {
        size = size * 10 + (text[i] - '0');
    }
    for (const char *at = size_units; at <= unit && size <= key->max; at++) {
        size *= 1024;
    }
    if (size < key->min || size > key->max) {
        return err_set(err, ERR_INVALID, "must be from %s to %s, not %s", size_format(key->min, least),
                       size_format(key->max, most), fault_quote(text, quoted));
    }
    *field = (uint64_t)size;
    return 0;
}

static int flag_set(bool *field, const char *text, struct err *err)
{
    char quoted[QUOTE_SIZE];
    bool yes = strcmp(text, "true") == 0;
    if (!yes && strcmp(text, "false") != 0) {
        return err_set(err, ERR_INVALID, "must be true or false, not %s", fault_quote(text, quoted));
    }
    *field = yes;
    return 0;
}

int word_index(const struct schema_key *key, const char *text, struct err *err)
{
    struct buf words;
    buf_init(&words, 256);
    for (int i = 0; key->words[i] != NULL; i++) {
        if (strcmp(key->words[i], text) == 0) {
            buf_done(&words);
            return i;
        }
        const char *glue = i == 0 ? "" : key->words[i + 1] == NULL ? " or " : ", ";
        buf_printf(&words, "%s%s", glue, key->words[i]);
    }
    char quoted[QUOTE_SIZE];
    int r = err_set(err, ERR_INVALID, "must be %s, not %s", buf_string(&words), fault_quote(text, quoted));
    buf_done(&words);
    return r;
}

static int mode_set(uint32_t *field, const char *text, struct err *err)
{
    char quoted[QUOTE_SIZE];
    size_t len = strlen(text);
    bool octal = text[strspn(text, "01234567")] == '\0';
    if (!octal || !(len == 3 || (len == 4 && text[0] == '0'))) {
        return err_set(err, ERR_INVALID, "must be octal permissions such as \"0660\", not %s",
                       fault_quote(text, quoted));
    }
    uint32_t mode = 0;
    for (const char *at = text; *at != '\0'; at++) {
        mode = mode * 8 + (uint32_t)(*at - '0');
    }
    *field = mode;
    return 0;
}

static int text_set(const struct schema_key *key, char **field, const char *text, struct err *err)
{
    int r = text_check(key, text, err);
    if (r != 0) {
        return r;
    }
    mem_replace(field, text);
    size_t len = strlen(text);
    if (key->type == TYPE_HOST_URL && text[len - 1] == '/') {
        (*field)[len - 1] = '\0';
    }
    return 0;
}

int value_set(const struct schema_key *key, void *base, const char *text, struct err *err)
{
    int index = 0;
    switch (key->type) {
    case TYPE_COUNT:
        return count_set(key, field(key, base), text, err);
    case TYPE_DURATION:
        return duration_set(key, field(key, base), text, err);
    case TYPE_PERCENT:
        return percent_set(key, field(key, base), text, err);
    case TYPE_SIZE:
        return size_set(key, field(key, base), text, err);
    case TYPE_FLAG:
        return flag_set(field(key, base), text, err);
    case TYPE_MODE:
        return mode_set(field(key, base), text, err);
    case TYPE_WORD:
        index = word_index(key, text, err);
        if (index >= 0) {
            memcpy(field(key, base), &index, sizeof index);
        }
        return index < 0 ? index : 0;
    case TYPE_SWITCH:
        index = word_index(key, text, err);
        if (index >= 0) {
            *(bool *)field(key, base) = index == 1;
        }
        return index < 0 ? index : 0;
    default:
        return text_set(key, field(key, base), text, err);
    }
}

void profile_add(struct setting_profile *profile, const char *name, const char *value)
{
    profile->pairs = mem_realloc(profile->pairs, profile->n_pairs + 1, sizeof *profile->pairs);
    profile->pairs[profile->n_pairs++] = (struct setting_pair){.key = mem_strdup(name), .value = mem_strdup(value)};
}

void profile_clear(struct setting_profile *profile)
{
    for (size_t i = 0; i < profile->n_pairs; i++) {
        mem_free(profile->pairs[i].key);
        mem_free(profile->pairs[i].value);
    }
    mem_free(profile->pairs);
    *profile = (struct setting_profile){0};
}

static void profile_default(struct setting_profile *profile, const char *text)
{
    CLEAN_FREE char *copy = mem_strdup(text);
    char *rest = copy;
    for (char *pair = strsep(&rest, "&"); pair != NULL; pair = strsep(&rest, "&")) {
        char *name = strsep(&pair, "=");
        profile_add(profile, name, pair);
    }
}

void texts_add(struct config_texts *texts, const char *text)
{
    texts->items = mem_realloc(texts->items, texts->count + 1, sizeof *texts->items);
    texts->items[texts->count++] = mem_strdup(text);
}

void texts_clear(struct config_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        mem_free(texts->items[i]);
    }
    mem_free(texts->items);
    *texts = (struct config_texts){0};
}

/* "[A, B]" */
static void texts_default(struct config_texts *texts, const char *text)
{
    static const char glue[] = "[], ";
    while (*(text += strspn(text, glue)) != '\0') {
        size_t len = strcspn(text, glue);
        CLEAN_FREE char *item = mem_strndup(text, len);
        texts_add(texts, item);
        text += len;
    }
}

/* A default is written as in the file; quotes are YAML's, not part of the value. */
static void default_set(const struct schema_key *key, void *base)
{
    const char *text = key->default_text;
    size_t quotes = text[0] == '"' ? 1 : 0;
    CLEAN_FREE char *bare = mem_strndup(text + quotes, strlen(text) - 2 * quotes);
    value_set(key, base, bare, NULL);
}

void value_defaults(const char *prefix, void *base)
{
    for (size_t i = 0; i < schema_count; i++) {
        const struct schema_key *key = &schema[i];
        if (!schema_is_within(key, prefix)) {
            continue;
        }
        if (key->type == TYPE_PAIRS) {
            profile_default(field(key, base), key->default_text);
        } else if (key->default_text != NULL && value_is_texts(key->type)) {
            texts_default(field(key, base), key->default_text);
        } else if (key->default_text != NULL) {
            default_set(key, base);
        } else if (value_is_text(key->type)) {
            mem_replace(field(key, base), "");
        }
    }
}
