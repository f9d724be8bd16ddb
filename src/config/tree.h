/* tree.h: a YAML document as nodes that know their place.
 *
 * Scalars keep their text, mappings their order. What a configuration needs none of (anchors, aliases, tags, a second
 * document) is a fault; so are duplicate keys. Ceilings: TREE_DEPTH_MAX, TREE_KEYS_MAX, TREE_NODES_MAX. */
#ifndef CONFIG_TREE_H
#define CONFIG_TREE_H

#include "config/config.h"

enum { TREE_DEPTH_MAX = 16, TREE_KEYS_MAX = 256, TREE_NODES_MAX = 100000 };

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };

struct node_entry {
    struct node *key; /* NULL in a sequence */
    struct node *value;
};

struct node {
    enum node_kind kind;
    bool plain;  /* a scalar without quotes */
    bool faulty; /* a fault was found here; what depends on the value is not judged */
    uint32_t line, column;
    char *text; /* scalars only */
    struct node_entry *entries;
    size_t count;
    size_t capacity;
};

/* The document in text; an empty one is an empty mapping at 1:1. Faults are appended; ERR_INVALID if the text cannot be
 * read to its end (ret_root is then untouched), 0 otherwise. */
int tree_read(const char *text, size_t len, struct node **ret_root, struct config_faults *faults);
void node_free(struct node *node);

/* The value of key in a mapping; NULL if it is not there or node is no mapping (or NULL). Borrowed. */
struct node *node_get(const struct node *node, const char *key);
/* node_get, but NULL for a value at which a fault was found. */
struct node *node_get_sound(const struct node *node, const char *key);
/* A fault at the node, which is marked faulty. */
void node_fault(struct node *node, struct config_faults *faults, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void node_free_cleanup(struct node **node);
#define CLEAN_NODE __attribute__((cleanup(node_free_cleanup)))

#endif
