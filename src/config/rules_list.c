/* Lists of mappings in the tree: their items, and names that must occur once. */
#include "fault.h"
#include "rules.h"

#include "base/map.h"
#include "base/mem.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct node *list_item(const struct node *list, size_t i)
{
    bool there = list != NULL && !list->faulty && list->kind == NODE_SEQUENCE && i < list->count;
    return there ? list->entries[i].value : NULL;
}

size_t list_count(const struct node *list)
{
    return list != NULL && !list->faulty && list->kind == NODE_SEQUENCE ? list->count : 0;
}

struct node *item_value(const struct node *list, size_t i, const char *key)
{
    struct node *value = node_get_sound(list_item(list, i), key);
    return value != NULL && value->kind == NODE_SCALAR ? value : NULL;
}

/* As it is compared: in small letters, without the slash at a URL's end. */
static char *text_lowered(const char *text)
{
    char *lowered = mem_strdup(text);
    size_t len = strlen(lowered);
    if (len > 0 && lowered[len - 1] == '/') {
        lowered[len - 1] = '\0';
    }
    for (char *at = lowered; *at != '\0'; at++) {
        *at = (char)tolower((unsigned char)*at);
    }
    return lowered;
}

void rule_unique(struct node *list, const char *shown, const char *key, struct config_faults *faults)
{
    struct map seen;
    map_init(&seen, 0);
    for (size_t i = 0; i < list_count(list); i++) {
        struct node *value = item_value(list, i, key);
        if (value == NULL) {
            continue;
        }
        CLEAN_FREE char *lowered =
            text_lowered(strncasecmp(value->text, "mailto:", 7) == 0 ? value->text + 7 : value->text);
        const struct node *first = map_get(&seen, lowered);
        if (first == NULL) {
            map_set(&seen, lowered, value);
        } else {
            node_fault(value, faults, "%s: the same as at line %u", shown, first->line);
        }
    }
    map_done(&seen);
}
