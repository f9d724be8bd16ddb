/* core/bridge.h: what is known of one call bridge. Rules: contract "Bridges". */
#ifndef CORE_BRIDGE_H
#define CORE_BRIDGE_H

#include "core/meeting.h"
#include "core/reason.h"

enum bridge_state { BRIDGE_UNKNOWN, BRIDGE_UP, BRIDGE_DEGRADED, BRIDGE_DOWN, N_BRIDGE_STATES };

enum bridge_event {
    BRIDGE_EVENT_ANSWERED, /* any complete answer but 503 and 401, and nothing ails it */
    BRIDGE_EVENT_AILING,   /* 503; or an answer of one that is slow, overloaded or held off */
    BRIDGE_EVENT_FAILED,   /* a failure, fewer than down_after in a row */
    BRIDGE_EVENT_LOST,     /* the failure that makes it down_after */
    BRIDGE_EVENT_DENIED,   /* 401 */
    BRIDGE_EVENT_FORGIVEN, /* the configuration was read again: credentials may be others */
    N_BRIDGE_EVENTS
};

extern const struct fsm bridge_fsm;

/* What an examination asks for, in this order. */
enum exam_step { EXAM_LOAD, EXAM_CLUSTER, EXAM_ALARMS, EXAM_BRIDGES, EXAM_STRANGER, EXAM_SETS, EXAM_SET, N_EXAM_STEPS };

/* A call bridge that the cluster names and the configuration does not. */
enum { MAX_STRANGERS = 64 };
struct stranger {
    char *name;    /* of the cluster's */
    char *address; /* of its web administration; NULL: not read yet */
    char id[ID_SIZE];
    bool listed, known;
};

/* Of waiting actors: ends, starts and the making of the pool, dials, everything else. */
enum { PRIORITY_END, PRIORITY_START, PRIORITY_DIAL, PRIORITY_REST, N_PRIORITIES };

struct bridge {
    struct actor probe;
    struct actor survey; /* of the calls on it, every reconcile_every */
    struct actor exam;   /* of its load, alarms and cluster, every examine_every */
    struct errand probe_errand, survey_errand, exam_errand;
    instant examine_at;
    enum exam_step exam_step;
    uint32_t exam_offset;
    char exam_set[ID_SIZE]; /* EXAM_SET: the one that is read */
    struct actor vigil;     /* for what time alone changes: holds, quiet times, delays */
    uint32_t survey_offset;
    instant survey_at;
    uint32_t index;
    enum bridge_state state;
    enum bridge_reason cause; /* of the state; what is shown is bridge_reason_of */
    enum bridge_role role;
    bool denied;        /* 401: silent until the configuration is read again */
    uint32_t failures;  /* in a row; one at least: others are chosen first */
    instant well_since; /* since when it could be used without a break */
    bool slow;          /* its last probe was */
    bool overloaded;    /* by the limit that it sets itself */
    bool unlisted;      /* its cluster is not that of the others */
    bool clock_off;     /* its clock is further from ours than failover.clock_skew */
    /* durable */
    uint32_t falls;     /* losses since it was last quiet */
    instant held_until; /* new meetings go elsewhere till then, if they can; INSTANT_NONE: not held */
    char *cluster_name; /* what its cluster calls it, or NULL */
    instant drained;    /* takes nothing new, since then, by hand; INSTANT_NONE: it does */
    /* of this run */
    bool empty;   /* drained, and its last meeting is over */
    bool changed; /* is in this turn's effects */
    uint32_t in_flight;
    char *error; /* last error, or NULL */
    instant error_at;
    instant state_since;
    instant next_probe;
    /* pace.c */
    struct actor pacer;                 /* wakes when it may be asked again, or the next leg may be dialled */
    uint32_t window;                    /* after 503: how many requests at once, in 16ths; 0: in_flight */
    uint64_t shrunk_at;                 /* the last request before the window became smaller */
    uint32_t refusals;                  /* 503 in a row */
    instant quiet_until;                /* nothing but probes before this */
    bool quiet_asked;                   /* by the bridge itself: an answer to something else does not end it */
    int64_t dial_clock_us;              /* legs_per_second: the moment at which the next leg may be dialled */
    duration_ms took;                   /* its last probe */
    struct heap dialing;                /* meetings with people to be dialled, by hosting.dialing: whose turn it is */
    duration_ms skew;                   /* its clock minus ours, at the last probe */
    int64_t load, load_limit;           /* mediaProcessingLoad, -1 if it does not say; loadLimit, 0 if it sets none */
    char *alarms;                       /* their types, with commas between; NULL: not known */
    char *alarms_found;                 /* on the way */
    char *version;                      /* softwareVersion, or NULL */
    struct queue waiting[N_PRIORITIES]; /* those who wait for a slot, or for the bridge to come back */
};

/* What is to be said of it first, and what to do about it. */
enum bridge_reason bridge_reason_of(const struct bridge *bridge);
const char *bridge_advice(const struct bridge *bridge);

#endif
