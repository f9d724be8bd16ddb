/* config/cospaced.yaml from the schema table: every key with its default, commented out where it has none. */
#include "generate.h"
#include "schema.h"

#include <string.h>

enum { LINE_WIDTH = 110 };

static const char *const head =
    "# The configuration of cospaced, with the default of every key. Keys that are commented out have no default;\n"
    "# bridges, credentials and pool.first and pool.last are yours to fill in. Times are written 30s, 5m, 2h or 90d.\n"
    "# cospaced --check says what is wrong with a file; systemctl reload cospaced (SIGHUP) reads it again.\n";

/* A comment in lines of at most LINE_WIDTH, each begun with lead. */
static void comment_write(struct buf *out, const char *lead, const char *text)
{
    size_t column = 0;
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, " ");
        if (column > 0 && column + 1 + len > LINE_WIDTH) {
            buf_append_char(out, '\n');
            column = 0;
        }
        if (column == 0) {
            buf_printf(out, "%s#", lead);
            column = strlen(lead) + 1;
        }
        buf_append_char(out, ' ');
        buf_append(out, at, len);
        column += 1 + len;
        at += len + strspn(at + len, " ");
    }
    buf_append_char(out, '\n');
}

static void help_write(struct buf *out, const char *lead, const struct schema_key *key)
{
    struct buf text;
    buf_init(&text, 4000);
    buf_printf(&text, "%s", key->help);
    bool plain = key->type == TYPE_SECTION || key->type == TYPE_LIST || key->type == TYPE_PAIRS;
    if (!plain) {
        buf_append_string(&text, " (");
        generate_type(key, &text);
        buf_append_string(&text, key->required ? "; required)" : ")");
    }
    if (key->fixed) {
        buf_append_string(&text, " Changes take effect with the next start.");
    }
    comment_write(out, lead, buf_string(&text));
    buf_done(&text);
}

/* participantLimit=1000&x=y as lines of a mapping. */
static void pairs_write(struct buf *out, const char *lead, const char *text)
{
    while (*text != '\0') {
        size_t name = strcspn(text, "=");
        size_t value = strcspn(text + name + 1, "&");
        buf_printf(out, "%s  %.*s: %.*s\n", lead, (int)name, text, (int)value, text + name + 1);
        text += name + 1 + value;
        text += *text == '&';
    }
}

static void value_write(struct buf *out, const char *lead, const struct schema_key *key)
{
    const char *name = schema_name(key);
    if (key->type == TYPE_PAIRS) {
        buf_printf(out, "%s%s:\n", lead, name);
        pairs_write(out, lead, key->default_text);
        return;
    }
    const char *text = key->default_text != NULL ? key->default_text : key->example;
    bool quotes = key->type == TYPE_TEMPLATE;
    buf_printf(out, "%s%s: %s%s%s\n", lead, name, quotes ? "\"" : "", text != NULL ? text : "…", quotes ? "\"" : "");
}

static void key_write(struct buf *out, const char *indent, const struct schema_key *key)
{
    char lead[16];
    /* Of the two sources of a password the file is shown in use. */
    bool shown = key->default_text != NULL || key->required || strcmp(key->path, "credentials.password_file") == 0;
    snprintf(lead, sizeof lead, "%s%s", indent, shown ? "" : "# ");
    help_write(out, indent, key);
    value_write(out, lead, key);
}

static void section_write(struct buf *out, const struct schema_key *section)
{
    char prefix[64];
    snprintf(prefix, sizeof prefix, "%s.", section->path);
    buf_printf(out, "%s:\n", section->path);
    for (size_t i = 0; i < schema_count; i++) {
        if (schema_is_within(&schema[i], prefix)) {
            key_write(out, "  ", &schema[i]);
        }
    }
}

/* One element. A list that may be empty is commented out; so are, once more, the keys of it that may be missing. */
static void list_write(struct buf *out, const struct schema_key *list)
{
    char prefix[64];
    snprintf(prefix, sizeof prefix, "%s[].", list->path);
    const char *mark = list->required ? "" : "# ";
    buf_printf(out, "%s%s:\n", mark, list->path);
    bool first = true;
    for (size_t i = 0; i < schema_count; i++) {
        const struct schema_key *key = &schema[i];
        if (!schema_is_within(key, prefix)) {
            continue;
        }
        char lead[16];
        snprintf(lead, sizeof lead, "%s    ", mark);
        help_write(out, lead, key);
        bool shown = key->example != NULL || key->default_text != NULL;
        snprintf(lead, sizeof lead, "%s  %s", mark, first ? "- " : shown ? "  " : "  # ");
        value_write(out, lead, key);
        first = false;
    }
}

void config_write_example(struct buf *out)
{
    buf_append_string(out, head);
    for (size_t i = 0; i < schema_count; i++) {
        const struct schema_key *key = &schema[i];
        if (!schema_is_within(key, "")) {
            continue;
        }
        buf_append_char(out, '\n');
        if (key->type != TYPE_SECTION && key->type != TYPE_LIST) {
            key_write(out, "", key);
            continue;
        }
        help_write(out, "", key);
        if (key->type == TYPE_SECTION) {
            section_write(out, key);
        } else {
            list_write(out, key);
        }
    }
}
