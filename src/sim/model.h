/* model.h: the things of a cluster and who owns them. Private to the folder.
 *
 *   server ── spaces, parameter sets, syncs, profiles          shared by all bridges
 *      └──── bridges ── calls ── legs                          each of one bridge
 *
 * The server owns everything; the other pointers borrow. Whoever ends a thing unhooks it everywhere. */
#ifndef SIM_MODEL_H
#define SIM_MODEL_H

#include "sim/server.h"

#include "base/heap.h"
#include "base/map.h"
#include "base/random.h"

#include "exchange.h"
#include "record.h"
#include "table.h"

#include <stddef.h>

#define SIM_OWNER(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

/* Something that happens by itself; the item is first, so the heap's pointer is the timer's. */
struct sim_timer {
    struct heap_item item;
    void (*fire)(struct sim_server *server, struct sim_timer *timer);
};

struct sim_set;
struct sim_call;

struct sim_space {
    struct sim_object object;
    struct sim_record record; /* sim_space_schema */
    struct sim_set *set;      /* that it was made from, or NULL */
    struct sim_space *set_previous;
    struct sim_space *set_next;
    struct sim_call *calls; /* one a bridge at most */
};

struct sim_set {
    struct sim_object object;
    struct sim_record record; /* sim_set_schema */
    struct sim_space *spaces;
};

enum sim_sync_status {
    SIM_SYNC_PENDING,
    SIM_SYNC_RUNNING,
    SIM_SYNC_COMPLETE,
    SIM_SYNC_URI_CONFLICT,
    SIM_SYNC_CALL_ID_CONFLICT,
    SIM_SYNC_RANGE_INVALID,
    SIM_SYNC_RANGE_TOO_GREAT,
    SIM_SYNC_NO_SUCH_SET,
    SIM_SYNC_FAILED,
};

struct sim_sync {
    struct sim_object object;
    struct sim_timer timer;
    char *set_id; /* as it was given; need not name a set */
    bool remove_all;
    instant finish;
    enum sim_sync_status status;
};

struct sim_leg;

struct sim_call {
    struct sim_object object;
    struct sim_bridge *bridge;
    struct sim_space *space; /* NULL: made by name */
    struct sim_call *space_next;
    char *name; /* the space's when the call was made */
    char correlator[GUID_SIZE];
    struct sim_record record; /* sim_call_schema */
    instant started;
    struct sim_leg *legs; /* oldest first */
    struct sim_leg *last_leg;
    size_t n_legs;
    size_t max_legs;
};

enum sim_leg_state { SIM_LEG_INITIAL, SIM_LEG_RINGING, SIM_LEG_CONNECTED, SIM_LEG_GONE };

struct sim_leg {
    struct sim_object object;
    struct sim_timer timer;
    struct sim_bridge *bridge;
    struct sim_call *call; /* NULL: dialled without one */
    struct sim_leg *call_previous;
    struct sim_leg *call_next;
    char participant[GUID_SIZE];
    char *remote_party;
    enum sim_leg_state state;
    instant dialled;
    instant connected;
    enum sim_leg_behaviour behaviour;
    duration_ms after;
    duration_ms drop_after;
    struct sim_record own;       /* sim_leg_schema */
    struct sim_record overrides; /* sim_call_leg_profile_schema */
};

struct sim_profile {
    struct sim_object object;
    struct sim_record record;
};

struct sim_bridge {
    struct sim_object object;
    size_t number;
    char name[48];
    char address[48];
    bool running;
    instant started;
    instant stopped;
    char alarm[GUID_SIZE]; /* of the others, while this one is stopped */
    struct sim_table calls;
    struct sim_table legs;
    struct map participants;   /* id -> leg */
    struct sim_record cluster; /* sim_cluster_schema */
    size_t max_legs;
    uint64_t completed_legs;
};

struct sim_script {
    char *pattern;
    struct sim_leg_script rule; /* its pattern is the one above */
};

struct sim_server {
    struct sim_options options; /* user and password: see credentials */
    char *credentials;          /* base64 of user:password */
    struct random random;
    instant now;
    struct heap timers;
    struct sim_table bridge_table;
    struct sim_bridge *bridges;
    struct sim_table spaces;
    struct map uris;     /* uri and secondaryUri -> space */
    struct map call_ids; /* callId -> space */
    struct sim_table sets;
    struct sim_table syncs;
    instant bulk_free_at; /* when the work that is queued is done */
    struct sim_table call_profiles;
    struct sim_table call_leg_profiles;
    struct sim_script *scripts;
    size_t n_scripts;
    size_t scripts_capacity;
    const void **page_items;
    struct sim_exchange exchange; /* its forms keep their memory */
};

void sim_timer_set(struct sim_server *server, struct sim_timer *timer, instant at);
void sim_timer_stop(struct sim_server *server, struct sim_timer *timer);

#endif
