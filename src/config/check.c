/* The walk of the tree along the schema table. */
#include "check.h"
#include "fault.h"
#include "files.h"
#include "schema.h"
#include "text.h"
#include "value.h"

#include "base/mem.h"

#include <string.h>

enum { PATH_SIZE = 64, PAIR_VALUE_MAX = 1000, TEXTS_MAX = 100 };

/* "bridges.url" for the row "bridges[].url": what a person calls the key. */
static const char *path_shown(const struct schema_key *key, char shown[PATH_SIZE])
{
    size_t len = 0;
    for (const char *at = key->path; *at != '\0' && len < PATH_SIZE - 1; at++) {
        if (*at != '[' && *at != ']') {
            shown[len++] = *at;
        }
    }
    shown[len] = '\0';
    return shown;
}

static void fault_of_key(const struct schema_key *key, struct node *node, struct config_faults *faults,
                         const char *message)
{
    char shown[PATH_SIZE];
    node_fault(node, faults, "%s: %s", path_shown(key, shown), message);
}

static const char *kind_word(const struct node *node)
{
    static const char *const words[] = {"a single value", "a list", "a mapping"};
    bool empty = node->kind == NODE_SCALAR && node->plain && node->text[0] == '\0';
    return empty ? "an empty value" : words[node->kind];
}

static bool expect_kind(const struct schema_key *key, struct node *node, enum node_kind kind,
                        struct config_faults *faults)
{
    static const char *const needed[] = {"a single value", "a list (- … or [ ])", "a mapping (key: value)"};
    if (node->faulty) {
        return false;
    }
    if (node->kind == kind) {
        return true;
    }
    char shown[PATH_SIZE];
    node_fault(node, faults, "%s: must be %s, not %s", path_shown(key, shown), needed[kind], kind_word(node));
    return false;
}

static void fault_unknown(const char *prefix, struct node *name, struct config_faults *faults)
{
    const char *nearest = NULL;
    size_t least = strlen(name->text) / 3 + 2;
    struct buf known;
    buf_init(&known, 1000);
    for (size_t i = 0; i < schema_count; i++) {
        if (!schema_is_within(&schema[i], prefix)) {
            continue;
        }
        const char *candidate = schema_name(&schema[i]);
        buf_printf(&known, "%s%s", known.len > 0 ? ", " : "", candidate);
        size_t distance = word_distance(name->text, candidate);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    char quoted[QUOTE_SIZE];
    fault_quote(name->text, quoted);
    if (nearest != NULL) {
        node_fault(name, faults, "unknown key %s; did you mean \"%s\"?", quoted, nearest);
    } else {
        node_fault(name, faults, "unknown key %s; known here: %s", quoted, buf_string(&known));
    }
    buf_done(&known);
}

/* A plain empty value or null is no text; whoever means an empty text writes "". */
static bool is_null(const struct node *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    for (size_t i = 0; node->plain && i < sizeof words / sizeof *words; i++) {
        if (strcmp(node->text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int outside_check(const struct schema_key *key, const char *text, struct err *err)
{
    switch (key->type) {
    case TYPE_FILE:
        return file_check(text, err);
    case TYPE_FOLDER:
        return folder_check(text, err);
    case TYPE_ZONE:
        return zone_file_check(text, err);
    default:
        return 0;
    }
}

static void check_scalar(const struct schema_key *key, struct node *node, void *base, struct config_faults *faults)
{
    if (!expect_kind(key, node, NODE_SCALAR, faults)) {
        return;
    }
    if (is_null(node)) {
        fault_of_key(key, node, faults, "must not be empty");
        return;
    }
    bool unquoted = key->type == TYPE_COUNT || key->type == TYPE_FLAG;
    if (unquoted && !node->plain) {
        const char *kind = key->type == TYPE_COUNT ? "must be a whole number, without quotes"
                                                   : "must be true or false, without quotes";
        fault_of_key(key, node, faults, kind);
        return;
    }
    struct err err = {0};
    int r = value_set(key, base, node->text, &err);
    if (r == 0) {
        r = outside_check(key, node->text, &err);
    }
    if (r != 0) {
        fault_of_key(key, node, faults, err.message);
    }
}

static bool is_parameter_name(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return text[0] != '\0' && text[strspn(text, letters)] == '\0';
}

static void check_pairs(const struct schema_key *key, struct node *node, struct setting_profile *profile,
                        struct config_faults *faults)
{
    if (!expect_kind(key, node, NODE_MAPPING, faults)) {
        return;
    }
    profile_clear(profile);
    for (size_t i = 0; i < node->count; i++) {
        struct node *name = node->entries[i].key;
        struct node *value = node->entries[i].value;
        if (!is_parameter_name(name->text)) {
            fault_of_key(key, name, faults, "the name of a parameter is made of letters, digits and _");
        } else if (value->faulty) {
            continue;
        } else if (value->kind != NODE_SCALAR) {
            fault_of_key(key, value, faults, "a parameter must be a single value");
        } else if (strlen(value->text) > PAIR_VALUE_MAX) {
            fault_of_key(key, value, faults, "a parameter has at most 1000 bytes");
        } else {
            profile_add(profile, name->text, value->text);
        }
    }
}

static void check_texts(const struct schema_key *key, struct node *node, struct config_texts *texts,
                        struct config_faults *faults)
{
    char shown[PATH_SIZE];
    if (!expect_kind(key, node, NODE_SEQUENCE, faults)) {
        return;
    }
    texts_clear(texts);
    if (node->count == 0 || node->count > TEXTS_MAX) {
        node_fault(node, faults, "%s: must have from 1 to %d entries, not %zu", path_shown(key, shown), TEXTS_MAX,
                   node->count);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        struct node *item = node->entries[i].value;
        struct err err = {0};
        if (!expect_kind(key, item, NODE_SCALAR, faults)) {
            continue;
        }
        if (key->type == TYPE_WORDS ? word_index(key, item->text, &err) < 0 : text_check(key, item->text, &err) != 0) {
            fault_of_key(key, item, faults, err.message);
        } else {
            texts_add(texts, item->text);
        }
    }
}

static void check_value(const struct schema_key *key, struct node *node, void *base, struct config_faults *faults);

static void check_mapping(const char *prefix, struct node *node, void *base, struct config_faults *faults)
{
    for (size_t i = 0; i < node->count; i++) {
        const struct schema_key *key = schema_find(prefix, node->entries[i].key->text);
        if (key != NULL) {
            check_value(key, node->entries[i].value, base, faults);
        } else {
            fault_unknown(prefix, node->entries[i].key, faults);
        }
    }
    for (size_t i = 0; i < schema_count; i++) {
        const struct schema_key *key = &schema[i];
        char shown[PATH_SIZE];
        if (key->required && schema_is_within(key, prefix) && node_get(node, schema_name(key)) == NULL) {
            fault_add(faults, node->line, node->column, "missing key \"%s\"", path_shown(key, shown));
        }
    }
}

/* Makes room for count elements, zeroed; the array itself may lie in config. */
static char *list_make(const struct schema_key *key, size_t count, char *base)
{
    memcpy(base + key->list->count_offset, &count, sizeof count);
    if (key->list->embedded) {
        return base + key->offset;
    }
    char *elements = mem_calloc(count, key->list->element_size);
    memcpy(base + key->offset, &elements, sizeof elements);
    return elements;
}

static void check_list(const struct schema_key *key, struct node *node, void *base, struct config_faults *faults)
{
    if (!expect_kind(key, node, NODE_SEQUENCE, faults)) {
        return;
    }
    char message[80];
    if (node->count > key->list->max) {
        snprintf(message, sizeof message, "has %zu entries; at most %zu are possible", node->count, key->list->max);
        fault_of_key(key, node, faults, message);
        return;
    }
    if (node->count == 0 && key->required) {
        fault_of_key(key, node, faults, "at least one is needed");
    }
    if (node->count == 0) {
        return;
    }
    char prefix[PATH_SIZE];
    snprintf(prefix, sizeof prefix, "%s[].", key->path);
    char *elements = list_make(key, node->count, base);
    for (size_t i = 0; i < node->count; i++) {
        struct node *item = node->entries[i].value;
        char *element = elements + i * key->list->element_size;
        value_defaults(prefix, element);
        if (expect_kind(key, item, NODE_MAPPING, faults)) {
            check_mapping(prefix, item, element, faults);
        }
    }
}

static void check_value(const struct schema_key *key, struct node *node, void *base, struct config_faults *faults)
{
    char prefix[PATH_SIZE];
    switch (key->type) {
    case TYPE_SECTION:
        snprintf(prefix, sizeof prefix, "%s.", key->path);
        if (expect_kind(key, node, NODE_MAPPING, faults)) {
            check_mapping(prefix, node, base, faults);
        }
        return;
    case TYPE_LIST:
        check_list(key, node, base, faults);
        return;
    case TYPE_PAIRS:
        check_pairs(key, node, (struct setting_profile *)(void *)((char *)base + key->offset), faults);
        return;
    case TYPE_TEXTS:
    case TYPE_PROPERTIES:
    case TYPE_WORDS:
        check_texts(key, node, (struct config_texts *)(void *)((char *)base + key->offset), faults);
        return;
    default:
        check_scalar(key, node, base, faults);
    }
}

void check_tree(struct node *root, struct config *config, struct config_faults *faults)
{
    value_defaults("", config);
    for (size_t i = 0; i < schema_count; i++) {
        char prefix[PATH_SIZE];
        snprintf(prefix, sizeof prefix, "%s.", schema[i].path);
        if (schema[i].type == TYPE_SECTION) {
            value_defaults(prefix, config);
        }
    }
    if (root->faulty) {
        return;
    }
    if (root->kind != NODE_MAPPING) {
        node_fault(root, faults, "the file must be a mapping (key: value), not %s", kind_word(root));
        return;
    }
    check_mapping("", root, config, faults);
}
