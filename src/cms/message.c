/* message.c: a request of the core becomes method, path and body, by one table over the kinds of request. */
#include "cms/cms.h"
#include "form.h"
#include "saying.h"

#include <assert.h>
#include <string.h>

/* Far above any title or address that the core accepts. */
enum { PATH_LIMIT = 1 << 20, BODY_LIMIT = 4 << 20 };

static const struct cms_saying *const sayings[N_REQUEST_KINDS] = {
    [REQUEST_PROBE] = &cms_probe,
    [REQUEST_READ_LOAD] = &cms_read_load,
    [REQUEST_READ_CLUSTER] = &cms_read_cluster,
    [REQUEST_LIST_ALARMS] = &cms_list_alarms,
    [REQUEST_LIST_BRIDGES] = &cms_list_bridges,
    [REQUEST_READ_BRIDGE] = &cms_read_bridge,
    [REQUEST_CREATE_CALL_PROFILE] = &cms_create_call_profile,
    [REQUEST_READ_CALL_PROFILE] = &cms_read_call_profile,
    [REQUEST_UPDATE_CALL_PROFILE] = &cms_update_call_profile,
    [REQUEST_LIST_CALL_PROFILES] = &cms_list_call_profiles,
    [REQUEST_CREATE_CALL_LEG_PROFILE] = &cms_create_leg_profile,
    [REQUEST_READ_CALL_LEG_PROFILE] = &cms_read_leg_profile,
    [REQUEST_UPDATE_CALL_LEG_PROFILE] = &cms_update_leg_profile,
    [REQUEST_LIST_CALL_LEG_PROFILES] = &cms_list_leg_profiles,
    [REQUEST_CREATE_SET] = &cms_create_set,
    [REQUEST_READ_SET] = &cms_read_set,
    [REQUEST_LIST_SETS] = &cms_list_sets,
    [REQUEST_CREATE_SYNC] = &cms_create_sync,
    [REQUEST_READ_SYNC] = &cms_read_sync,
    [REQUEST_LIST_SYNCS] = &cms_list_syncs,
    [REQUEST_LIST_SPACES] = &cms_list_spaces,
    [REQUEST_READ_SPACE] = &cms_read_space,
    [REQUEST_OPEN_SPACE] = &cms_open_space,
    [REQUEST_CLOSE_SPACE] = &cms_close_space,
    [REQUEST_MARK_SPACE] = &cms_mark_space,
    [REQUEST_DELETE_SPACE] = &cms_delete_space,
    [REQUEST_OPEN_CALL] = &cms_open_call,
    [REQUEST_LIST_CALLS] = &cms_list_calls,
    [REQUEST_READ_CALL] = &cms_read_call,
    [REQUEST_CLOSE_CALL] = &cms_close_call,
    [REQUEST_DIAL] = &cms_dial,
    [REQUEST_LIST_LEGS] = &cms_list_legs,
    [REQUEST_READ_LEG] = &cms_read_leg,
    [REQUEST_HANG_UP] = &cms_hang_up,
};

const struct cms_saying *cms_saying_of(enum request_kind kind)
{
    assert((unsigned)kind < N_REQUEST_KINDS);
    return sayings[kind];
}

void cms_query_offset(const struct request *request, struct buf *path)
{
    if (request->offset == 0) {
        return;
    }
    bool first = strchr(buf_string(path), '?') == NULL;
    buf_printf(path, "%coffset=%u", first ? '?' : '&', request->offset);
}

void cms_message_init(struct cms_message *message)
{
    *message = (struct cms_message){.method = ""};
    buf_init(&message->path, PATH_LIMIT);
    buf_init(&message->body, BODY_LIMIT);
}

/* A body may hold a passcode and a secret: they do not stay behind in freed memory. */
void cms_message_done(struct cms_message *message)
{
    buf_done(&message->path);
    buf_wipe(&message->body);
}

void cms_request_write(const struct request *request, struct cms_message *message)
{
    const struct cms_saying *saying = cms_saying_of(request->kind);
    buf_clear(&message->path);
    buf_clear(&message->body);
    message->method = saying->method;
    message->has_body = saying->body != NULL;
    buf_append_string(&message->path, saying->path);
    if (saying->has_id) {
        form_put_segment(&message->path, request->id);
    }
    if (saying->tail != NULL) {
        buf_append_string(&message->path, saying->tail);
    }
    if (saying->query != NULL) {
        saying->query(request, &message->path);
    }
    if (saying->body != NULL) {
        saying->body(request, &message->body);
    }
    assert(!message->path.overflown && !message->body.overflown);
}
