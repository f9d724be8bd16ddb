/* bulk.c: one sync of a set. First it looks for a reason to fail, then it changes everything; so nothing is ever rolled
 * back. */
#include "bulk.h"

#include "mapping.h"
#include "space.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAPPED_LIMIT = 1024 };

struct range {
    uint64_t first;
    uint64_t last;
};

static enum sim_sync_status read_range(const struct sim_server *server, const struct sim_set *set, struct range *range)
{
    range->first = strtoull(sim_record_get(&set->record, SIM_SET_START), NULL, 10);
    range->last = strtoull(sim_record_get(&set->record, SIM_SET_END), NULL, 10);
    if (range->first > range->last) {
        return SIM_SYNC_RANGE_INVALID;
    }
    if (range->last - range->first >= server->options.bulk_limit) {
        return SIM_SYNC_RANGE_TOO_GREAT;
    }
    return SIM_SYNC_COMPLETE;
}

static void expand(const struct sim_set *set, enum sim_set_field mapping, uint64_t index, struct buf *out)
{
    buf_clear(out);
    sim_mapping_expand(sim_record_get(&set->record, mapping), index, out);
    for (size_t i = 0; mapping == SIM_SET_URI && i < out->len; i++) {
        out->data[i] = (char)tolower((unsigned char)out->data[i]);
    }
}

/* Whether the addresses that the mapping gives are all free: held by nobody, or by a space that this sync replaces. */
static bool free_for(const struct sim_set *set, enum sim_set_field mapping, const struct range *range,
                     const struct map *taken)
{
    const char *text = sim_record_get(&set->record, mapping);
    if (text == NULL) {
        return true;
    }
    if (!sim_mapping_has_index(text) && range->first != range->last) {
        return false;
    }
    CLEAN_BUF struct buf key = {0};
    buf_init(&key, MAPPED_LIMIT);
    for (uint64_t index = range->first; index <= range->last; index++) {
        expand(set, mapping, index, &key);
        const struct sim_space *holder = map_get(taken, buf_string(&key));
        if (holder != NULL && holder->set != set) {
            return false;
        }
    }
    return true;
}

static bool call_ids_are_numbers(const struct sim_set *set)
{
    const char *text = sim_record_get(&set->record, SIM_SET_CALL_ID);
    if (text == NULL) {
        return true;
    }
    CLEAN_BUF struct buf call_id = {0};
    buf_init(&call_id, MAPPED_LIMIT);
    expand(set, SIM_SET_CALL_ID, 0, &call_id);
    const char *expanded = buf_string(&call_id);
    return expanded[strspn(expanded, "0123456789")] == '\0';
}

static enum sim_sync_status reason_to_fail(struct sim_server *server, const struct sim_set *set,
                                           const struct range *range)
{
    if (!call_ids_are_numbers(set)) {
        return SIM_SYNC_FAILED;
    }
    if (!free_for(set, SIM_SET_URI, range, &server->uris)) {
        return SIM_SYNC_URI_CONFLICT;
    }
    if (!free_for(set, SIM_SET_CALL_ID, range, &server->call_ids)) {
        return SIM_SYNC_CALL_ID_CONFLICT;
    }
    return SIM_SYNC_COMPLETE;
}

static void join_set(struct sim_space *space, struct sim_set *set)
{
    space->set = set;
    space->set_previous = NULL;
    space->set_next = set->spaces;
    if (set->spaces != NULL) {
        set->spaces->set_previous = space;
    }
    set->spaces = space;
}

static void copy_mapped(struct sim_space *space, enum sim_space_field field, enum sim_set_field mapping, uint64_t index)
{
    if (sim_record_get(&space->set->record, mapping) == NULL) {
        return;
    }
    CLEAN_BUF struct buf text = {0};
    buf_init(&text, MAPPED_LIMIT);
    expand(space->set, mapping, index, &text);
    sim_record_set(&space->record, field, buf_string(&text));
}

static void make_space(struct sim_server *server, struct sim_set *set, uint64_t index)
{
    static const struct {
        enum sim_set_field from;
        enum sim_space_field to;
    } copied[] = {
        {SIM_SET_TENANT, SIM_SPACE_TENANT},
        {SIM_SET_CALL_PROFILE, SIM_SPACE_CALL_PROFILE},
        {SIM_SET_CALL_LEG_PROFILE, SIM_SPACE_CALL_LEG_PROFILE},
        {SIM_SET_CALL_BRANDING_PROFILE, SIM_SPACE_CALL_BRANDING_PROFILE},
    };
    struct sim_space *space = sim_space_new(server);
    join_set(space, set);
    copy_mapped(space, SIM_SPACE_NAME, SIM_SET_NAME, index);
    copy_mapped(space, SIM_SPACE_URI, SIM_SET_URI, index);
    copy_mapped(space, SIM_SPACE_CALL_ID, SIM_SET_CALL_ID, index);
    for (size_t i = 0; i < sizeof copied / sizeof copied[0]; i++) {
        sim_record_set(&space->record, copied[i].to, sim_record_get(&set->record, copied[i].from));
    }
    bool closed = sim_record_is(&set->record, SIM_SET_NON_MEMBER_ACCESS, "false");
    sim_record_set(&space->record, SIM_SPACE_NON_MEMBER_ACCESS, closed ? "false" : "true");
    sim_space_settle_secret(server, space);
    sim_space_index(server, space);
}

enum sim_sync_status sim_bulk_run(struct sim_server *server, struct sim_set *set, bool remove_all)
{
    struct range range = {0, 0};
    if (!remove_all) {
        enum sim_sync_status status = read_range(server, set, &range);
        if (status == SIM_SYNC_COMPLETE) {
            status = reason_to_fail(server, set, &range);
        }
        if (status != SIM_SYNC_COMPLETE) {
            return status;
        }
    }
    while (set->spaces != NULL) {
        sim_space_free(server, set->spaces);
    }
    for (uint64_t index = range.first; !remove_all && index <= range.last; index++) {
        make_space(server, set, index);
    }
    return SIM_SYNC_COMPLETE;
}
