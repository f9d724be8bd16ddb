/* sim/server.h: a Meeting Server cluster as a model: no sockets, no clock, no threads.
 *
 * sim_server_handle takes one HTTP request to one bridge at a moment in (virtual) time and gives the answer byte for
 * byte as the real one would. Spaces, profiles and bulk objects are shared by all bridges, calls and call legs belong
 * to one. Time passes by sim_server_advance: bulk syncs run, scripted legs ring, answer, leave. callbridge-sim puts it
 * on sockets, the random tests drive it directly. Facts and traps: the Meeting Server API reference. */
#ifndef SIM_SERVER_H
#define SIM_SERVER_H

#include "base/buf.h"
#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_server;

struct sim_options {
    size_t n_bridges;
    const char *user;
    const char *password;
    uint64_t seed; /* ids and chance */
    instant now;
    uint32_t page_config;           /* hidden page limit of coSpaces and other configuration, 20 */
    uint32_t page_active;           /* of calls, callLegs, participants, 10 */
    uint32_t page_max;              /* hard maximum of limit=, 50 */
    int not_found_status;           /* 400 (the box) or 404 (the guide) */
    bool calls_without_declaration; /* the 2.0 quirk: GET /calls has no XML declaration */
    duration_ms sync_takes;         /* how long a bulk sync runs, 1s */
    duration_ms ring_timeout;       /* 60s */
    uint32_t bulk_limit;            /* 10000: larger ranges are failedIndexRangeTooGreat */
};
void sim_options_default(struct sim_options *options);

struct sim_request {
    const char *method;
    const char *target;        /* path with query, as on the request line */
    const char *authorization; /* header value or NULL */
    const char *body;          /* "" if none */
    size_t body_len;
};

struct sim_answer {
    int status;
    char location[160];      /* "" if none */
    duration_ms retry_after; /* 0: none */
    bool has_realm;          /* 401: WWW-Authenticate: Basic realm="acano" */
    struct buf body;         /* "" or XML */
};

struct sim_server *sim_server_new(const struct sim_options *options);
void sim_server_free(struct sim_server *server);
void sim_server_advance(struct sim_server *server, instant now); /* now never goes back */
instant sim_server_next(const struct sim_server *server); /* when something will happen by itself; INSTANT_NEVER */
/* The caller has initialised answer->body; it is cleared first. */
void sim_server_handle(struct sim_server *server, size_t bridge, const struct sim_request *request,
                       struct sim_answer *answer);
/* A bridge that stops loses its calls and legs, its uptime starts again. While stopped it must not be handed requests.
 */
void sim_server_stop_bridge(struct sim_server *server, size_t bridge);
void sim_server_restart_bridge(struct sim_server *server, size_t bridge);

/* What a dialled address does. pattern matches remoteParty (fnmatch without case); the first script that matches is
 * used; none: answers after 2 s and stays. */
enum sim_leg_behaviour { SIM_LEG_ANSWER, SIM_LEG_BUSY, SIM_LEG_RING_OUT, SIM_LEG_REJECT };
struct sim_leg_script {
    const char *pattern;
    enum sim_leg_behaviour behaviour;
    duration_ms after;      /* rings this long before it answers or turns busy */
    duration_ms drop_after; /* connected this long before it hangs up; 0: stays */
    uint32_t times;         /* applies to this many dials, then is used up; 0: always */
};
void sim_server_script_leg(struct sim_server *server, const struct sim_leg_script *script);

/* For invariants and hand-made mischief in tests: a walk over what exists. */
struct sim_space_view {
    const char *id, *name, *uri, *call_id, *passcode, *secret;
    bool non_member_access;
    const char *set; /* bulk parameter set it was made from, or "" */
};
struct sim_call_view {
    const char *id, *space, *name;
    size_t bridge;
    instant started;
};
struct sim_leg_view {
    const char *id, *call, *remote_party, *state;
    size_t bridge;
};
void sim_server_each_space(const struct sim_server *server, void (*call)(void *ctx, const struct sim_space_view *space),
                           void *ctx);
void sim_server_each_call(const struct sim_server *server, void (*call)(void *ctx, const struct sim_call_view *view),
                          void *ctx);
void sim_server_each_leg(const struct sim_server *server, void (*call)(void *ctx, const struct sim_leg_view *view),
                         void *ctx);

#endif
