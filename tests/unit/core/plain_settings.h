/* Settings for tests of what calendars do to the engine: one bridge, a pool of ten, 35 days ahead. */
#ifndef PLAIN_SETTINGS_H
#define PLAIN_SETTINGS_H

#include "core/settings.h"

static struct settings plain_settings(void)
{
    static char bridge_name[] = "a", url[] = "https://a", none[] = "";
    return (struct settings){
        .bridges = {{bridge_name, url}},
        .n_bridges = 1,
        .pool = {.first = 1, .last = 10, .name = none, .uri = none, .call_id = none, .domain = none},
        .start_grace = HOUR_MS,
        .horizon = 35 * DAY_MS,
        .keep = 7 * DAY_MS,
        .probe_every = MINUTE_MS,
        .down_after = 2,
        .in_flight = 8,
        .legs_per_second = 10,
        .reconcile_every = HOUR_MS,
    };
}

#endif
