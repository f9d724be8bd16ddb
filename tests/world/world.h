/* world/world.h: the service and a cluster of call bridges in virtual time.
 *
 * The real engine, store, wire format and the simulator's model, joined as the service joins them: what is ready at one
 * moment makes one turn, a turn is committed, then its requests leave, then its replies. Between the two stand requests
 * in transit with their latencies and faults. The service may die at any point of a turn and comes back from the same
 * store. There are two clocks: `now` is the true time, in which the bridges live; the service's differs by `clock`. */
#ifndef WORLD_WORLD_H
#define WORLD_WORLD_H

#include "base/heap.h"
#include "base/map.h"
#include "base/random.h"
#include "core/engine.h"
#include "sim/faults.h"
#include "sim/server.h"
#include "store/store.h"

enum { WORLD_BRIDGES = 3 };

struct world;

/* Where in a turn the service dies. */
enum world_crash {
    WORLD_LIVES,
    WORLD_DIES_BEFORE_COMMIT,
    WORLD_DIES_BEFORE_SEND,
    WORLD_DIES_IN_SEND,
    WORLD_DIES_AFTER_SEND
};

/* A disk beneath the store that a test breaks. */
struct world_disk {
    const char *path; /* of the store */
    void *ctx;
    void (*committed)(void *ctx, struct world *world); /* a turn is durable */
    void (*restart)(void *ctx, struct world *world);   /* the power is back; the store is closed */
    void (*loaded)(void *ctx, struct world *world);    /* the engine has what survived */
};

struct world_options {
    const struct world_disk *disk; /* NULL: the store is in memory, and never fails */
    uint64_t seed;
    size_t n_bridges;   /* up to WORLD_BRIDGES */
    size_t n_strangers; /* more bridges of the cluster, not configured */
    uint32_t first, last;
    duration_ms latency; /* one way, at least */
    duration_ms jitter;  /* up to so much more, in steps of `latency` */
    bool trace;
};

/* What has happened, for the summary of a run. */
struct world_counts {
    uint64_t turns, steps, requests, commits;
    uint64_t faults[SIM_FAULT_KINDS]; /* by the rules of sim/faults */
    uint64_t late;                    /* acted upon after the client had given up */
    uint64_t timed_out;
    uint64_t refused_stopped; /* the bridge was not there */
    uint64_t lost_stopped;    /* the bridge stopped under a request */
    uint64_t crashes[WORLD_DIES_AFTER_SEND + 1];
    uint64_t power_cuts, full_disks;      /* commits that failed so */
    uint64_t orphans;                     /* requests that arrived after the service that sent them had died */
    uint64_t forgotten[N_MEETING_STATES]; /* meetings that were long over, by their last state */
    uint64_t opened_oddly;                /* spaces, by a request that nobody waited for any more */
    uint64_t dials;
    uint64_t twice_late;      /* dialled twice: one of the two was a late effect */
    uint64_t twice_lost_call; /* the first leg was in a call that was lost */
    uint64_t twice_by_hand;   /* removed and added again, or invited again */
    uint64_t other_closed;    /* calls of a meeting that had another one */
    uint64_t moved_over;      /* meetings to the other call, which had more people */
    uint64_t second_legs;     /* hung up */
    uint64_t missed_awaited;  /* meetings that were booked before they were due */
};

/* A booking that is to be read again. */
struct world_reread {
    char *calendar, *uid; /* owned */
    uint64_t number;
    instant at;
};

/* Another service that marks our pool as its own. */
struct world_rival {
    instant since; /* its mark stands, and beats; INSTANT_NONE: there is none */
    instant beat;  /* the last one */
    duration_ms clock;
    uint32_t n;
    char space[ID_SIZE];
};

/* A leg that the service asked for, as the server made it. */
struct truth_leg;

struct world {
    struct settings settings;
    struct engine *engine; /* owned; NULL while the service is dead */
    struct store *store;   /* owned */
    const struct world_disk *disk;
    struct sim_server *server;
    struct sim_faults *faults;
    struct random random;
    struct effects effects;
    struct heap transits;
    instant now;
    instant begun;  /* when the service last began */
    instant jumped; /* when the clock was last set */
    instant leapt; /* when it was last set forward by hours; 0: it was not, or back since, or the service began since */
    duration_ms clock;
    uint64_t generation; /* of the engine */
    duration_ms latency, jitter;
    bool calm;  /* nothing goes wrong: what is promised comes soon */
    bool lazy;  /* turns whose commit nobody waits for may share it with later ones, as in the service */
    bool waits; /* the last one does */
    bool turn_open;
    instant back_at; /* the service is started again; INSTANT_NEVER: it runs, or stays dead */

    bool stopped[WORLD_BRIDGES];
    uint32_t stops[WORLD_BRIDGES];  /* how often */
    bool cut[WORLD_BRIDGES];        /* runs, but the service does not reach it: its calls live on */
    bool black_hole[WORLD_BRIDGES]; /* stopped or cut off, and says nothing instead of refusing */
    uint32_t late_per_million;      /* requests whose effect comes after the client has given up */
    char instead[2][64];            /* the next answer that has the first has the second instead; "": none */
    char refusal[64];               /* reason that goes with a fault of status 400; "": none */
    enum request_kind late_kind;    /* the next of this kind is late, if late_once */
    bool late_once;

    enum world_crash crash; /* the service dies at this point of the first turn that fits */
    uint32_t crash_after;   /* so many turns are spared */
    bool crash_on_kind;     /* only a turn that sends crash_kind fits */
    enum request_kind crash_kind;
    duration_ms crash_down; /* how long it is away */

    struct world_rival rival;
    struct world_reread *rereads; /* owned, in their order */
    size_t n_rereads, rereads_capacity;
    struct world_reply *awaited_reply; /* of the desk: what the reply to its command is copied to */
    bool replied;

    struct map accepted;              /* ids of the meetings that are durable: nobody may lose them */
    struct map awaited;               /* meeting id to the start that it was waited for, owned */
    struct map foreign;               /* id to "": what nobody of ours may touch */
    struct map odd;                   /* ids of spaces that stand open by hand, or by a request that came late */
    struct map legs;                  /* leg id to struct truth_leg, owned */
    struct map calls;                 /* call id to whose it is or was, owned */
    struct map people;                /* meeting id to the first of its struct truth_leg */
    uint64_t legs_seen;               /* counts.dials, when their owners were last compared */
    struct map durable;               /* id of a meeting or participant to what the store has of it, owned */
    struct map spaces;                /* space id to what the rules know of it, owned */
    struct manners *manners;          /* owned */
    struct buf backup;                /* of the store */
    char put_back[24];                /* the file that is the store now; "": none */
    instant denied_at[WORLD_BRIDGES]; /* INSTANT_NONE: not since the configuration was read */
    struct world_counts counts;
    duration_ms latest_start; /* of the meetings that were booked before they were due */

    struct buf *trace; /* NULL: none */
    bool trace_sizes;  /* of bodies, in bytes */
    struct map names;  /* of ids, in the trace: owned strings */
    struct map shown;  /* id to what the trace last said of it: owned strings */
    uint32_t n_names[128];
    instant born;

    bool failed;
    char failure[512];
};

/* Settings that a test may change before the first turn: the pool, two profiles, times of the contract. */
void world_init(struct world *world, const struct world_options *options);
void world_done(struct world *world);
void world_begin(struct world *world); /* FACT_STARTED */

/* Moves time to `at`, doing all that happens on the way; stops early when an invariant breaks. */
void world_run(struct world *world, instant at);
void world_fail(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));
instant world_clock(const struct world *world);    /* what the service's clock shows */
bool world_is_in_doubt(const struct world *world); /* the clock leapt: meetings wait a minute for a bridge's word */
/* A running meeting is about to be extended, of which the bridge must be told; false: it was not, after all. */
void world_extends(struct world *world, const char *meeting, bool does);

/* The service gets a fact and ends its turn with what else is ready. Does nothing while it is dead. */
void world_fact(struct world *world, const struct fact *fact);
void world_settings_changed(struct world *world); /* FACT_SETTINGS */
void world_crash_now(struct world *world, duration_ms down);
void world_jump(struct world *world, duration_ms by);      /* the service's clock is set */
void world_sleep(struct world *world, duration_ms length); /* the service does nothing; what comes is heard after */
void world_stop_bridge(struct world *world, size_t bridge, bool black_hole);
void world_restart_bridge(struct world *world, size_t bridge);
void world_cut_bridge(struct world *world, size_t bridge, bool black_hole); /* from the service only */
void world_join_bridge(struct world *world, size_t bridge);

/* backup.c: a copy of the store, and the service that dies and begins again with it, `down` later. */
void world_backup(struct world *world);
void world_put_back(struct world *world, duration_ms down);
void world_lose_store(struct world *world, duration_ms down); /* and begin with an empty one; bookings are forgotten */

/* desk.c: somebody wants something; the reply is copied. False: the service is dead, or died before it answered. */
struct world_reply {
    struct err err; /* code 0: accepted */
    char meeting[GUID_SIZE], participant[GUID_SIZE];
    struct merge_counts counts;
    char note[REPLY_NOTE_SIZE];
};
bool world_command(struct world *world, struct command *command, struct world_reply *ret_reply);

/* hand.c: what people do at the bridges themselves. space is an index of the pool. False: it could not be done. */
bool world_hand_rename(struct world *world, uint32_t space, const char *name);
bool world_hand_readdress(struct world *world, uint32_t space, const char *uri);
bool world_hand_open(struct world *world, uint32_t space);
bool world_hand_delete(struct world *world, uint32_t space);
/* Another service marks the pool, or its mark beats ("" as beat: the field is cleared; with a blank in it: any text).
 */
bool world_hand_mark(struct world *world, uint32_t space, const char *beat, const char *host);
/* rival.c: another service marks the pool, or its mark beats: once a minute while it lives. */
bool world_rival_beats(struct world *world);
void world_rival_forget(struct world *world); /* the operator took the pool from it */
bool world_hand_resync(struct world *world, uint32_t space);
bool world_hand_call(struct world *world, uint32_t space, size_t bridge); /* a call that no meeting has */
bool world_hand_close_call(struct world *world, uint32_t space);
bool world_hand_guest(struct world *world, uint32_t space, const char *party); /* somebody comes into its call */
bool world_hand_guest_at(struct world *world, uint32_t space, size_t bridge, const char *party); /* into that one */
void world_hand_foreign(struct world *world, const char *name); /* a space with a call and a leg */
const char *world_hand(struct world *world, size_t bridge, const char *method, const char *path, const char *body);

/* truth.c: what must hold, seen from the bridges and from what was promised. */
void truth_check(struct world *world);
void truth_excuse(struct world *world, const char *meeting, const char *party); /* he is invited again by hand */
/* All spaces are placeholders and free, the pool is whole, no call is in it. */
void truth_check_idle(struct world *world);
/* Every meeting that is due has been started, missed with a reason, or ended; the calls of active ones exist. */
void truth_check_settled(struct world *world);

/* plan.c: calendars as tests think of them: events whose occurrences are given, made into what the reader gives. */
enum { PLAN_PEOPLE = 8 };
struct plan_event {
    const char *uid;
    int64_t sequence;
    instant dtstamp; /* 0: none */
    instant start, recurrence_id;
    duration_ms length, every; /* every > 0: it recurs */
    uint32_t times;
    bool cancelled, this_and_future, unmatched;
    const char *title;
    const char *organizer;     /* NULL: organizer@example.com */
    const char *location;      /* or NULL */
    const char *const *people; /* addresses; behind them may stand ;declined, ;delegated=ADDRESS and the like */
    size_t n_people;
};
void plan_add(struct calendar_content *content, const struct plan_event *event);
/* Adds what the texts of such events say, for the content's window; text is spent. */
void plan_read(struct calendar_content *content, char *text);

/* trace.c */
void trace_line(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));
void trace_name(struct world *world, const char *id, const char *name);
char *trace_names(struct world *world, const char *text); /* ids replaced by names; owned by the caller */

#endif
