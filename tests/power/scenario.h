/* power/scenario.h: one fixed day of the service, over a disk that may fail anywhere in it. */
#ifndef POWER_SCENARIO_H
#define POWER_SCENARIO_H

#include "disk.h"
#include "world/world.h"

/* What the store held after each of the commits of a run without failures: hashes, owned. */
struct history {
    uint64_t *states;
    size_t n_states, capacity;
};

struct scenario {
    struct disk_kind kind;
    long after; /* operations until the disk fails; negative: never */
    enum disk_failure failure;
    long times;             /* as disk_arm */
    struct history *record; /* filled; or NULL */
    const struct history *expected;
    const char *folder; /* of the store; empty */
};

struct scenario_result {
    long operations; /* of the whole run */
    uint64_t commits, meetings, requests, power_cuts, full_disks;
    char failure[640]; /* "": all was well */
};

void scenario_run(const struct scenario *scenario, struct scenario_result *ret_result);

#endif
