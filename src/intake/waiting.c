/* intake/waiting.c: files that may not be whole yet. */
#include "base/mem.h"
#include "directory.h"

#include <string.h>

static void waiting_free(struct waiting *waiting)
{
    mem_free(waiting->name);
    mem_free(waiting);
}

static struct waiting *waiting_find(struct waiting_list *list, const char *name)
{
    struct waiting *waiting = list->first;
    while (waiting != NULL && strcmp(waiting->name, name) != 0) {
        waiting = waiting->next;
    }
    return waiting;
}

duration_ms waiting_list_age(struct waiting_list *list, const struct drop *drop, int64_t now)
{
    uint64_t key = seen_key(drop->name, drop->etag);
    struct waiting *waiting = waiting_find(list, drop->name);
    if (waiting == NULL) {
        waiting = mem_zalloc(sizeof *waiting);
        *waiting = (struct waiting){.name = mem_strdup(drop->name), .key = key, .since = now, .next = list->first};
        list->first = waiting;
    }
    if (waiting->key != key) {
        waiting->key = key;
        waiting->since = now;
    }
    waiting->asked = true;
    return now - waiting->since;
}

void waiting_list_remove(struct waiting_list *list, const char *name)
{
    for (struct waiting **at = &list->first; *at != NULL; at = &(*at)->next) {
        struct waiting *waiting = *at;
        if (strcmp(waiting->name, name) == 0) {
            *at = waiting->next;
            waiting_free(waiting);
            return;
        }
    }
}

void waiting_list_prune(struct waiting_list *list)
{
    for (struct waiting **at = &list->first; *at != NULL;) {
        struct waiting *waiting = *at;
        if (waiting->asked) {
            waiting->asked = false;
            at = &waiting->next;
            continue;
        }
        *at = waiting->next;
        waiting_free(waiting);
    }
}

void waiting_list_done(struct waiting_list *list)
{
    for (struct waiting *waiting = list->first, *next; waiting != NULL; waiting = next) {
        next = waiting->next;
        waiting_free(waiting);
    }
    list->first = NULL;
}
