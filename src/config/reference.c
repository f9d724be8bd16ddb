/* config/reference.md from the schema table: one table for each part of the file. */
#include "generate.h"
#include "schema.h"
#include "value.h"

#include <string.h>

static const char *const head =
    "# Configuration of cospaced\n\n"
    "One YAML file, given by `--config FILE`. `cospaced --check --config FILE` prints every fault as\n"
    "`FILE:LINE:COLUMN: what is wrong` and ends with 1 if there is one. Unknown and duplicate keys, wrong types and "
    "values\n"
    "out of range are faults; anchors, aliases, tags and a second document are not taken. Times carry their unit "
    "(`30s`,\n"
    "`5m`, `2h`, `90d`), and files that are named must be there. Relative paths start at the folder in which the "
    "service\n"
    "runs.\n\n"
    "On `systemctl reload cospaced` (SIGHUP) the file is read again. A faulty file changes nothing; keys marked *next "
    "start*\n"
    "keep the value they had until then, and that is said in the log.\n"
    "<!-- Made from the schema table, src/config/schema.c. -->\n";

static void range_write(const struct schema_key *key, struct buf *out)
{
    char least[INSTANT_TEXT_SIZE], most[INSTANT_TEXT_SIZE];
    _Static_assert(sizeof least >= SIZE_TEXT_SIZE, "holds a size as well");
    if (key->type == TYPE_DURATION) {
        buf_printf(out, "a time, %s to %s", duration_format(key->min, least), duration_format(key->max, most));
    } else if (key->type == TYPE_SIZE) {
        buf_printf(out, "a size, %s to %s", size_format(key->min, least), size_format(key->max, most));
    } else if (key->type == TYPE_PERCENT) {
        buf_printf(out, "%lld%% to %lld%%", (long long)key->min, (long long)key->max);
    } else {
        buf_printf(out, "%lld to %lld", (long long)key->min, (long long)key->max);
    }
}

static void words_write(const struct schema_key *key, struct buf *out)
{
    for (int i = 0; key->words[i] != NULL; i++) {
        const char *glue = i == 0 ? "" : key->words[i + 1] == NULL ? " or " : ", ";
        buf_printf(out, "%s%s", glue, key->words[i]);
    }
}

void generate_type(const struct schema_key *key, struct buf *out)
{
    static const char *const words[] = {
        [TYPE_SECTION] = "a mapping",
        [TYPE_LIST] = "a list",
        [TYPE_PAIRS] = "parameters and their values",
        [TYPE_TEXT] = "a text",
        [TYPE_NAME] = "a name of letters, digits and . _ -",
        [TYPE_LOWER_NAME] = "a name of small letters, digits and _ -",
        [TYPE_HOST_URL] = "scheme://host[:port]",
        [TYPE_URL] = "a URL, http or https",
        [TYPE_FILE] = "a file that can be read",
        [TYPE_FOLDER] = "a folder",
        [TYPE_PATH] = "a path",
        [TYPE_ZONE] = "an IANA time zone",
        [TYPE_TEMPLATE] = "a text with $index$",
        [TYPE_PROXY] = "http://host:port, https, socks5 or socks5h, or none",
        [TYPE_TEXTS] = "a list of texts",
        [TYPE_PROPERTIES] = "a list of names of properties",
        [TYPE_FLAG] = "true or false",
        [TYPE_MODE] = "octal permissions",
    };
    if (key->type == TYPE_COUNT || key->type == TYPE_DURATION || key->type == TYPE_SIZE || key->type == TYPE_PERCENT) {
        range_write(key, out);
    } else if (key->type == TYPE_WORD || key->type == TYPE_SWITCH || key->type == TYPE_WORDS) {
        buf_append_string(out, key->type == TYPE_WORDS ? "a list of " : "");
        words_write(key, out);
    } else {
        buf_append_string(out, words[key->type]);
    }
}

static void default_write(const struct schema_key *key, struct buf *out)
{
    if (key->required) {
        buf_append_string(out, "**required**");
    } else if (key->type == TYPE_PAIRS) {
        buf_append_char(out, '`');
        for (const char *at = key->default_text; *at != '\0'; at++) {
            buf_append_string(out, *at == '=' ? ": " : *at == '&' ? ", " : (char[2]){*at, '\0'});
        }
        buf_append_char(out, '`');
    } else if (key->default_text != NULL) {
        buf_printf(out, "`%s`", key->default_text);
    } else {
        buf_append_string(out, "none");
    }
}

static void row_write(const struct schema_key *key, bool list_fixed, struct buf *out)
{
    buf_printf(out, "| `%s` | ", schema_name(key));
    generate_type(key, out);
    buf_append_string(out, " | ");
    default_write(key, out);
    buf_printf(out, " | %s | %s |\n", key->fixed || list_fixed ? "next start" : "at once", key->help);
}

static void table_begin(struct buf *out)
{
    buf_append_string(
        out, "\n| key | what may stand there | default | a change counts | meaning |\n|---|---|---|---|---|\n");
}

static void part_write(const struct schema_key *part, struct buf *out)
{
    char prefix[64];
    bool list = part->type == TYPE_LIST;
    snprintf(prefix, sizeof prefix, list ? "%s[]." : "%s.", part->path);
    buf_printf(out, "\n## `%s`\n\n%s%s", part->path, part->help, part->required ? " Required." : "");
    if (list) {
        buf_printf(out, " A list of mappings, at most %zu.", part->list->max);
    }
    buf_append_char(out, '\n');
    table_begin(out);
    for (size_t i = 0; i < schema_count; i++) {
        if (schema_is_within(&schema[i], prefix)) {
            row_write(&schema[i], list && part->fixed, out);
        }
    }
}

void config_write_reference(struct buf *out)
{
    buf_append_string(out, head);
    buf_append_string(out, "\n## At the top\n");
    table_begin(out);
    for (size_t i = 0; i < schema_count; i++) {
        bool part = schema[i].type == TYPE_SECTION || schema[i].type == TYPE_LIST;
        if (schema_is_within(&schema[i], "") && !part) {
            row_write(&schema[i], false, out);
        }
    }
    for (size_t i = 0; i < schema_count; i++) {
        if (schema[i].type == TYPE_SECTION || schema[i].type == TYPE_LIST) {
            part_write(&schema[i], out);
        }
    }
}
