/* saying.h: one thing that is said to the Meeting Server: how it is written and what an answer to it looks like.
 *
 * Each file of this folder named after a thing (status, profile, bulk, space, call, call_leg) defines its rows;
 * message.c joins them to the kinds of request. */
#ifndef CMS_SAYING_H
#define CMS_SAYING_H

#include "base/buf.h"
#include "core/request.h"

struct cms_saying {
    const char *method;
    const char *path; /* as in the trace, case included; the server takes any */
    bool has_id;      /* request->id follows the path */
    const char *tail; /* then this, or NULL */
    bool optional;    /* not every release and user may have it: 403, 404 and 405 say nothing of the bridge */
    void (*query)(const struct request *request, struct buf *path); /* NULL: none */
    void (*body)(const struct request *request, struct buf *body);  /* NULL: no body */
    const char *object;                                             /* GET: the element of one object */
    const char *list;                                               /* GET of a list: its root; else NULL */
    const char *collection; /* POST: what stands before the id in Location; else NULL */
    const char
        *subject; /* "coSpace": coSpaceDoesNotExist means that what the request is about is gone; NULL: nothing does */
};

const struct cms_saying *cms_saying_of(enum request_kind kind);

/* ?offset=N, unless it is 0. */
void cms_query_offset(const struct request *request, struct buf *path);

extern const struct cms_saying cms_probe;
extern const struct cms_saying cms_read_load, cms_read_cluster, cms_list_alarms, cms_list_bridges, cms_read_bridge;
extern const struct cms_saying cms_create_call_profile, cms_read_call_profile, cms_update_call_profile,
    cms_list_call_profiles;
extern const struct cms_saying cms_create_leg_profile, cms_read_leg_profile, cms_update_leg_profile,
    cms_list_leg_profiles;
extern const struct cms_saying cms_create_set, cms_read_set, cms_list_sets;
extern const struct cms_saying cms_create_sync, cms_read_sync, cms_list_syncs;
extern const struct cms_saying cms_list_spaces, cms_read_space, cms_open_space, cms_close_space, cms_mark_space,
    cms_delete_space;
extern const struct cms_saying cms_open_call, cms_list_calls, cms_read_call, cms_close_call;
extern const struct cms_saying cms_dial, cms_list_legs, cms_read_leg, cms_hang_up;

#endif
