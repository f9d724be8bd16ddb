/* core/settings.h: what the operator decided, as the core needs it.
 *
 * Filled by config (from YAML) or by a test. Owned by whoever made it; the engine borrows it until it is given another
 * (FACT_SETTINGS). Strings are never NULL unless said. */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H

#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_BRIDGES = 16 };

struct setting_bridge {
    char *name;
    char *url; /* scheme://host[:port], no path; for the edge only */
};

struct setting_pool {
    uint32_t first, last; /* inclusive both ends, first <= last */
    char *name;           /* mappings with at most one $index$ */
    char *uri;
    char *call_id;
    char *domain; /* "" if none */
    bool mark;    /* whose it is is written into its lowest space, and looked for there (core/tenure.h) */
    bool standby; /* beside a service that has the pool, this one waits for its end instead of ending itself */
};

/* One parameter of a profile, sent as it stands, in this order. */
struct setting_pair {
    char *key;
    char *value;
};

struct setting_profile {
    struct setting_pair *pairs;
    size_t n_pairs;
};

struct setting_endpoint {
    char *address; /* a calendar address, compared without case and without "mailto:" */
    char *dial;    /* what to dial for it */
};

/* Which events of a calendar become meetings. */
enum calendar_select {
    SELECT_ALL,
    SELECT_ENDPOINT, /* those with a participant, an organizer or a place that endpoints know */
    SELECT_MATCH,    /* those in which the reader found one of the calendar's texts (event.unmatched says which not) */
};

struct setting_calendar {
    char *name;
    enum calendar_select select;
    bool says_once; /* a folder: what is over is not said again, and need not be remembered for it */
};

enum failover_running { RUNNING_REDIAL, RUNNING_WAIT, RUNNING_END };

struct settings {
    struct setting_bridge bridges[MAX_BRIDGES]; /* in order of preference */
    size_t n_bridges;
    struct setting_pool pool;
    char host[33]; /* the name of the machine; "": not known */
    char place[9]; /* of the store: another on each machine and for each path; letters and digits */
    struct setting_profile call_profile;
    struct setting_profile call_leg_profile;
    struct setting_endpoint *endpoints;
    size_t n_endpoints;
    struct setting_calendar *calendars; /* those with a source; in order of preference where two hold one booking */
    size_t n_calendars;

    duration_ms start_grace;
    duration_ms leap_patience; /* 0: a clock that leaps forward is believed at once */
    duration_ms horizon;
    duration_ms keep; /* how long ended meetings are kept and shown */

    duration_ms probe_every;
    duration_ms examine_every;  /* load, alarms and cluster; 0: never */
    duration_ms slow_after;     /* an answer to a probe that takes longer; 0: none is too slow */
    duration_ms clock_skew;     /* a bridge's clock may differ by so much; 0: by anything */
    uint32_t down_after;        /* failures in a row */
    duration_ms critical_delay; /* a bridge is down so long before its running meetings are moved */
    duration_ms hold_off;       /* one that fell twice is held off so long, then twice as long, ...; 0: never */
    duration_ms hold_off_max;   /* ... up to this; so long well and unheld, and its falls are forgotten */
    duration_ms failback_after;
    bool failback_auto;
    enum failover_running running;

    uint32_t in_flight;       /* requests under way per bridge */
    uint32_t legs_per_second; /* per bridge */
    duration_ms reconcile_every;
};

void settings_done(struct settings *settings);
/* The dial address that endpoints say for address, or NULL. Borrowed. */
const char *settings_dial(const struct settings *settings, const char *address);
/* What is configured for the calendar, or NULL if it has no source. Borrowed. */
const struct setting_calendar *settings_calendar(const struct settings *settings, const char *name);
/* Of what decides, besides its events, which of them become meetings and who comes: how the calendar selects, and the
 * endpoints. Never 0. */
uint64_t settings_calendar_digest(const struct settings *settings, const char *name);

#endif
