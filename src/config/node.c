/* Nodes of the tree: what is done with them once they are read. */
#include "fault.h"
#include "tree.h"

#include "base/mem.h"

#include <stdarg.h>
#include <string.h>

void node_free(struct node *node)
{
    if (node == NULL) {
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        node_free(node->entries[i].key);
        node_free(node->entries[i].value);
    }
    mem_free(node->entries);
    mem_free(node->text);
    mem_free(node);
}

void node_free_cleanup(struct node **node)
{
    node_free(*node);
}

struct node *node_get(const struct node *node, const char *key)
{
    if (node == NULL || node->kind != NODE_MAPPING) {
        return NULL;
    }
    for (size_t i = 0; i < node->count; i++) {
        if (strcmp(node->entries[i].key->text, key) == 0) {
            return node->entries[i].value;
        }
    }
    return NULL;
}

struct node *node_get_sound(const struct node *node, const char *key)
{
    struct node *value = node_get(node, key);
    return value != NULL && !value->faulty ? value : NULL;
}

void node_fault(struct node *node, struct config_faults *faults, const char *format, ...)
{
    struct buf message;
    buf_init(&message, 1024);
    va_list args;
    va_start(args, format);
    buf_vprintf(&message, format, args);
    va_end(args);
    fault_add(faults, node->line, node->column, "%s", buf_string(&message));
    node->faulty = true;
    buf_done(&message);
}
