/* core/bridge.h: what is known of one call bridge. Rules: contract "Bridges". */
#ifndef CORE_BRIDGE_H
#define CORE_BRIDGE_H

#include "core/meeting.h"

enum bridge_state { BRIDGE_UNKNOWN, BRIDGE_UP, BRIDGE_DEGRADED, BRIDGE_DOWN, N_BRIDGE_STATES };

enum bridge_event {
    BRIDGE_EVENT_ANSWERED, /* any complete answer but 503 and 401 */
    BRIDGE_EVENT_BUSY,     /* 503 */
    BRIDGE_EVENT_FAILED,   /* a failure, fewer than down_after in a row */
    BRIDGE_EVENT_LOST,     /* the failure that makes it down_after */
    BRIDGE_EVENT_DENIED,   /* 401 */
    BRIDGE_EVENT_FORGIVEN, /* the configuration was read again: credentials may be others */
    N_BRIDGE_EVENTS
};

extern const struct fsm bridge_fsm;

/* Of waiting actors: 0 ends, 1 starts and the making of the pool, 2 dials, 3 everything else. */
enum { N_PRIORITIES = 4 };

struct bridge {
    struct actor probe;
    struct actor survey; /* of the calls on it, every reconcile_every */
    uint32_t survey_offset;
    instant survey_at;
    uint32_t index;
    enum bridge_state state;
    bool denied;       /* 401: silent until the configuration is read again */
    uint32_t failures; /* in a row */
    uint32_t in_flight;
    char *error; /* last error, or NULL */
    instant error_at;
    instant state_since;
    instant next_probe;
    instant dial_clock;                 /* legs_per_second: the moment at which the next leg may be dialled */
    duration_ms skew;                   /* its clock minus ours, at the last probe */
    char *version;                      /* softwareVersion, or NULL */
    struct queue waiting[N_PRIORITIES]; /* those who wait for a slot, or for the bridge to come back */
};

#endif
