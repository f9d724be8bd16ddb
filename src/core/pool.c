/* core/pool.c: the mappings of a bulk parameter set, and its nine outcomes in words. API reference 3.4. */
#include "core/pool.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/inside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char index_token[] = "$index$";
enum { MAPPING_LIMIT = 1024 };

/* The literal text before and after $index$, escapes resolved; after is NULL if there is no $index$. */
static void pool_split(const char *mapping, char **ret_before, char **ret_after)
{
    struct buf parts[2];
    buf_init(&parts[0], MAPPING_LIMIT);
    buf_init(&parts[1], MAPPING_LIMIT);
    size_t part = 0;
    for (const char *at = mapping; *at != '\0'; at++) {
        if (part == 0 && strncmp(at, index_token, sizeof index_token - 1) == 0) {
            part = 1;
            at += sizeof index_token - 2;
        } else if (*at == '\\' && at[1] != '\0') {
            buf_append_char(&parts[part], *++at);
        } else {
            buf_append_char(&parts[part], *at);
        }
    }
    *ret_before = buf_take(&parts[0]);
    *ret_after = part == 1 ? buf_take(&parts[1]) : NULL;
    buf_done(&parts[1]);
}

char *pool_map(const char *mapping, uint32_t index)
{
    CLEAN_FREE char *before = NULL;
    CLEAN_FREE char *after = NULL;
    pool_split(mapping, &before, &after);
    return after != NULL ? mem_printf("%s%u%s", before, index, after) : mem_strdup(before);
}

char *pool_address(const struct setting_pool *pool, uint32_t index)
{
    char *uri = pool_map(pool->uri, index);
    if (pool->domain[0] == '\0') {
        return uri;
    }
    char *address = mem_printf("%s@%s", uri, pool->domain);
    mem_free(uri);
    return address;
}

char *pool_filter(const char *mapping)
{
    CLEAN_FREE char *after = NULL;
    char *before = NULL;
    pool_split(mapping, &before, &after);
    return before;
}

bool pool_unmap(const char *mapping, const char *text, uint32_t *ret_index)
{
    CLEAN_FREE char *before = NULL;
    CLEAN_FREE char *after = NULL;
    pool_split(mapping, &before, &after);
    size_t len = strlen(before);
    if (after == NULL || strncasecmp(text, before, len) != 0 || text[len] < '0' || text[len] > '9' ||
        (text[len] == '0' && text[len + 1] >= '0' && text[len + 1] <= '9')) {
        return false;
    }
    char *end = NULL;
    unsigned long number = strtoul(text + len, &end, 10);
    if (number > UINT32_MAX || strcasecmp(end, after) != 0) {
        return false;
    }
    *ret_index = (uint32_t)number;
    return true;
}

static bool range_gives(const struct pool_range *range, const char *text)
{
    uint32_t index = 0;
    if (strstr(range->mapping, index_token) == NULL) {
        CLEAN_FREE char *fixed = pool_map(range->mapping, 0);
        return strcasecmp(fixed, text) == 0;
    }
    return pool_unmap(range->mapping, text, &index) && index >= range->first && index <= range->last;
}

/* No text of one mapping can be one of the other: they differ before either's index. */
static bool mappings_part(const char *a, const char *b)
{
    CLEAN_FREE char *before_a = pool_filter(a);
    CLEAN_FREE char *before_b = pool_filter(b);
    size_t len_a = strlen(before_a), len_b = strlen(before_b);
    return strncasecmp(before_a, before_b, len_a < len_b ? len_a : len_b) != 0;
}

bool pool_meets(const struct pool_range *ours, const struct pool_range *theirs)
{
    if (ours->mapping[0] == '\0' || theirs->mapping[0] == '\0' || mappings_part(ours->mapping, theirs->mapping)) {
        return false;
    }
    if (strcmp(ours->mapping, theirs->mapping) == 0 && strstr(ours->mapping, index_token) != NULL) {
        return ours->first <= theirs->last && theirs->first <= ours->last;
    }
    for (uint64_t index = ours->first; index <= ours->last; index++) {
        CLEAN_FREE char *text = pool_map(ours->mapping, (uint32_t)index);
        if (range_gives(theirs, text)) {
            return true;
        }
    }
    return false;
}

const char *pool_sync_failure(const char *status)
{
    static const struct {
        const char *status;
        const char *words;
    } table[] = {
        {"failedCoSpaceUriConflict", "a space with one of the pool's URIs exists already and is not ours: remove or "
                                     "rename it, or choose another pool.uri or range"},
        {"failedCallIdConflict", "a space with one of the pool's call ids exists already and is not ours: remove or "
                                 "renumber it, or choose another pool.call_id or range"},
        {"failedIndexRangeInvalid", "the bridge finds the index range invalid: pool.first must not be above pool.last"},
        {"failedIndexRangeTooGreat", "the bridge finds the index range too large: make pool.last smaller"},
        {"failedNoSuchParameterSet",
         "the parameter set was deleted on the bridge before it was used: it is made again"},
        {"failed", "the bridge could not make the spaces and does not say why: see its event log"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcasecmp(status, table[i].status) == 0) {
            return table[i].words;
        }
    }
    bool known =
        strcasecmp(status, "pending") == 0 || strcasecmp(status, "running") == 0 || strcasecmp(status, "complete") == 0;
    return known ? NULL : "the bridge gives a status that this program does not know";
}
