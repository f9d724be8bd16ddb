/* From bytes to nodes with libyaml's events. The walk is recursive; its depth has a ceiling. */
#include "tree.h"
#include "fault.h"

#include "base/err.h"
#include "base/mem.h"

#include <string.h>
#include <yaml.h>

#define CLEAN_EVENT __attribute__((cleanup(yaml_event_delete)))

struct tree_reader {
    yaml_parser_t parser;
    const char *text;
    size_t len;
    size_t n_nodes;
    struct config_faults *faults;
};

struct place {
    uint32_t line, column;
};

static struct place place_of_mark(yaml_mark_t mark)
{
    return (struct place){.line = (uint32_t)mark.line + 1, .column = (uint32_t)mark.column + 1};
}

static struct place place_of_offset(const struct tree_reader *reader, size_t offset)
{
    struct place place = {.line = 1, .column = 1};
    for (size_t i = 0; i < offset && i < reader->len; i++) {
        unsigned char c = (unsigned char)reader->text[i];
        if (c == '\n') {
            place = (struct place){.line = place.line + 1, .column = 1};
        } else if ((c & 0xc0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* Whether a tab stands where libyaml gave up: its own words for that are no help. */
static bool place_holds_tab(const struct tree_reader *reader, struct place place)
{
    struct place at = {.line = 1, .column = 1};
    for (size_t i = 0; i < reader->len; i++) {
        unsigned char c = (unsigned char)reader->text[i];
        if (at.line == place.line && at.column == place.column) {
            return c == '\t';
        }
        if (c == '\n') {
            at = (struct place){.line = at.line + 1, .column = 1};
        } else if ((c & 0xc0) != 0x80) {
            at.column++;
        }
    }
    return false;
}

static int fault_unreadable(struct tree_reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem != NULL ? parser->problem : "not YAML";
    if (parser->error == YAML_READER_ERROR) {
        struct place place = place_of_offset(reader, parser->problem_offset);
        bool control = strstr(problem, "control") != NULL;
        fault_add(reader->faults, place.line, place.column, "%s",
                  control ? "a control character, which YAML does not allow" : "not UTF-8");
        return ERR_INVALID;
    }
    struct place place = place_of_mark(parser->problem_mark);
    if (place_holds_tab(reader, place)) {
        fault_add(reader->faults, place.line, place.column, "a tab; YAML is indented with blanks only");
    } else {
        fault_add(reader->faults, place.line, place.column, "not YAML: %s", problem);
    }
    return ERR_INVALID;
}

static int event_next(struct tree_reader *reader, yaml_event_t *event)
{
    if (yaml_parser_parse(&reader->parser, event) == 0) {
        return fault_unreadable(reader);
    }
    return 0;
}

static struct node *node_new(enum node_kind kind, const yaml_event_t *event)
{
    struct place place = place_of_mark(event->start_mark);
    struct node *node = mem_zalloc(sizeof *node);
    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    return node;
}

static void node_append(struct node *node, struct node *key, struct node *value)
{
    ARRAY_GROW(node->entries, node->count, node->capacity);
    node->entries[node->count++] = (struct node_entry){.key = key, .value = value};
}

static void fault_decoration(struct tree_reader *reader, struct node *node, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    if (anchor != NULL) {
        node_fault(node, reader->faults, "anchors (&) are not taken here; write the value out");
    }
    if (tag != NULL) {
        node_fault(node, reader->faults, "tags (!) are not taken here; write the value alone");
    }
}

static struct node *node_from_scalar(struct tree_reader *reader, const yaml_event_t *event)
{
    struct node *node = node_new(NODE_SCALAR, event);
    const char *value = (const char *)event->data.scalar.value;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = mem_strdup(value);
    fault_decoration(reader, node, event->data.scalar.anchor, event->data.scalar.tag);
    if (strlen(value) != event->data.scalar.length) {
        node_fault(node, reader->faults, "a NUL character in a text");
    }
    return node;
}

static struct node *node_from_alias(struct tree_reader *reader, const yaml_event_t *event)
{
    struct node *node = node_new(NODE_SCALAR, event);
    node->text = mem_strdup("");
    node_fault(node, reader->faults, "aliases (*) are not taken here; write the value out");
    return node;
}

static int node_from_event(struct tree_reader *reader, const yaml_event_t *event, unsigned depth,
                           struct node **ret_node);

/* Takes key and value. A second value for a key is a fault at the second key, and not looked at further. */
static int mapping_add(struct tree_reader *reader, struct node *mapping, struct node *key, struct node *value)
{
    if (mapping->count == TREE_KEYS_MAX) {
        node_fault(key, reader->faults, "more than %d keys in one mapping", TREE_KEYS_MAX);
        node_append(mapping, key, value);
        return ERR_LIMIT;
    }
    bool sound = key->kind == NODE_SCALAR && !key->faulty;
    if (key->kind != NODE_SCALAR) {
        node_fault(key, reader->faults, "a key must be a text");
    }
    char quoted[QUOTE_SIZE];
    for (size_t i = 0; sound && i < mapping->count; i++) {
        const struct node *earlier = mapping->entries[i].key;
        if (strcmp(earlier->text, key->text) != 0) {
            continue;
        }
        node_fault(key, reader->faults, "duplicate key %s, first seen at line %u", fault_quote(key->text, quoted),
                   earlier->line);
        sound = false;
    }
    if (sound) {
        node_append(mapping, key, value);
    } else {
        node_free(key);
        node_free(value);
    }
    return 0;
}

static int mapping_fill(struct tree_reader *reader, struct node *mapping, unsigned depth)
{
    for (;;) {
        CLEAN_EVENT yaml_event_t event = {0};
        int r = event_next(reader, &event);
        if (r != 0 || event.type == YAML_MAPPING_END_EVENT) {
            return r;
        }
        struct node *key = NULL;
        r = node_from_event(reader, &event, depth + 1, &key);
        if (r != 0) {
            return r;
        }
        CLEAN_EVENT yaml_event_t value_event = {0};
        struct node *value = NULL;
        r = event_next(reader, &value_event);
        if (r == 0) {
            r = node_from_event(reader, &value_event, depth + 1, &value);
        }
        if (r != 0) {
            node_free(key);
            return r;
        }
        r = mapping_add(reader, mapping, key, value);
        if (r != 0) {
            return r;
        }
    }
}

static int sequence_fill(struct tree_reader *reader, struct node *sequence, unsigned depth)
{
    for (;;) {
        CLEAN_EVENT yaml_event_t event = {0};
        int r = event_next(reader, &event);
        if (r != 0 || event.type == YAML_SEQUENCE_END_EVENT) {
            return r;
        }
        struct node *value = NULL;
        r = node_from_event(reader, &event, depth + 1, &value);
        if (r != 0) {
            return r;
        }
        node_append(sequence, NULL, value);
    }
}

static int reader_count(struct tree_reader *reader, const yaml_event_t *event, unsigned depth)
{
    struct place place = place_of_mark(event->start_mark);
    if (depth > TREE_DEPTH_MAX) {
        fault_add(reader->faults, place.line, place.column, "nested deeper than %d levels", TREE_DEPTH_MAX);
        return ERR_LIMIT;
    }
    if (++reader->n_nodes > TREE_NODES_MAX) {
        fault_add(reader->faults, place.line, place.column, "more than %d values in the file", TREE_NODES_MAX);
        return ERR_LIMIT;
    }
    return 0;
}

static int node_from_event(struct tree_reader *reader, const yaml_event_t *event, unsigned depth,
                           struct node **ret_node)
{
    int r = reader_count(reader, event, depth);
    if (r != 0) {
        return r;
    }
    CLEAN_NODE struct node *node = NULL;
    if (event->type == YAML_SEQUENCE_START_EVENT) {
        node = node_new(NODE_SEQUENCE, event);
        fault_decoration(reader, node, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        r = sequence_fill(reader, node, depth);
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        node = node_new(NODE_MAPPING, event);
        fault_decoration(reader, node, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        r = mapping_fill(reader, node, depth);
    } else if (event->type == YAML_SCALAR_EVENT) {
        node = node_from_scalar(reader, event);
    } else {
        node = node_from_alias(reader, event);
    }
    if (r != 0) {
        return r;
    }
    *ret_node = node;
    node = NULL;
    return 0;
}

static struct node *root_empty(void)
{
    struct node *root = mem_zalloc(sizeof *root);
    root->kind = NODE_MAPPING;
    root->line = 1;
    root->column = 1;
    return root;
}

/* After the first document: nothing but the end of the stream. */
static int reader_finish(struct tree_reader *reader)
{
    for (;;) {
        CLEAN_EVENT yaml_event_t event = {0};
        int r = event_next(reader, &event);
        if (r != 0 || event.type == YAML_STREAM_END_EVENT) {
            return r;
        }
        if (event.type == YAML_DOCUMENT_START_EVENT) {
            struct place place = place_of_mark(event.start_mark);
            fault_add(reader->faults, place.line, place.column, "a second document; the file must hold one only");
            return 0;
        }
    }
}

static int reader_document(struct tree_reader *reader, struct node **ret_root)
{
    for (;;) {
        CLEAN_EVENT yaml_event_t event = {0};
        int r = event_next(reader, &event);
        if (r != 0 || event.type == YAML_STREAM_END_EVENT) {
            return r;
        }
        if (event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT) {
            continue;
        }
        CLEAN_NODE struct node *root = NULL;
        r = node_from_event(reader, &event, 1, &root);
        if (r == 0) {
            r = reader_finish(reader);
        }
        if (r != 0) {
            return r;
        }
        *ret_root = root;
        root = NULL;
        return 0;
    }
}

int tree_read(const char *text, size_t len, struct node **ret_root, struct config_faults *faults)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    if (len >= 3 && memcmp(text, byte_order_mark, 3) == 0) {
        text += 3;
        len -= 3;
    }
    struct tree_reader reader = {.text = text, .len = len, .faults = faults};
    if (yaml_parser_initialize(&reader.parser) == 0) {
        return ERR_INTERNAL;
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, len);
    struct node *root = NULL;
    int r = reader_document(&reader, &root);
    yaml_parser_delete(&reader.parser);
    if (r != 0) {
        return ERR_INVALID;
    }
    bool nothing = root == NULL || (root->kind == NODE_SCALAR && root->plain && root->text[0] == '\0');
    if (nothing) {
        node_free(root);
        root = root_empty();
    }
    *ret_root = root;
    return 0;
}
