/* core/leap.c: the clock leaps: it is found minutes beyond the time at which something was to be done, so the machine
 * slept, or it was set forward. Set by mistake it would end what runs and miss what was to come, and setting it back
 * would bring neither back. So what time alone does to meetings waits until a bridge says the same time, for
 * schedule.leap_patience at most: then the machine's clock decides. A bridge that agrees says so with its next probe.
 */
#include "core/inside.h"

enum {
    LEAP_MS = 5 * 60000,    /* less is within start_grace, and not worth a wait */
    LEAP_AGREES_MS = 60000, /* so near to it a bridge's clock says the same */
    LEAP_PROBE_MS = 1000,
};

bool leap_found(const struct engine *engine, instant now)
{
    instant next = engine_next(engine);
    return engine->settings->leap_patience > 0 && engine->now != INSTANT_NONE && next != INSTANT_NEVER &&
           next > INSTANT_NONE && now > next + LEAP_MS;
}

bool leap_holds(const struct engine *engine)
{
    return engine->now < engine->leap_until;
}

void leap_begin(struct engine *engine)
{
    engine->leap_until = engine->now + engine->settings->leap_patience;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        engine->bridges[b].next_probe = engine->now;
        if (!engine->bridges[b].denied) {
            actor_wake(engine, &engine->bridges[b].probe, engine->now);
        }
    }
    char until[INSTANT_TEXT_SIZE];
    engine_notice(engine, true, "the clock leapt forward: meetings wait for a bridge that says the same time",
                  "until=%s", instant_format(engine->leap_until, until));
}

duration_ms leap_probe_every(const struct engine *engine)
{
    duration_ms every = engine->settings->probe_every;
    return leap_holds(engine) && every > LEAP_PROBE_MS ? LEAP_PROBE_MS : every;
}

void leap_over(struct engine *engine)
{
    if (!leap_holds(engine)) {
        return;
    }
    engine->leap_until = INSTANT_NONE;
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->meetings, &i, NULL, &value);) {
        struct meeting *meeting = value;
        if (!meeting_is_final(meeting) && !actor_is_asking(&meeting->actor)) {
            actor_wake(engine, &meeting->actor, engine->now);
        }
    }
    actor_wake(engine, &engine->housekeeping, engine->now);
    engine->place = true;
}

void leap_compare(struct engine *engine, const struct bridge *bridge)
{
    if (bridge->skew <= LEAP_AGREES_MS && bridge->skew >= -LEAP_AGREES_MS && leap_holds(engine)) {
        engine_notice(engine, false, "a bridge says the same time: meetings go on", "bridge=%s skew_ms=%lld",
                      engine->settings->bridges[bridge->index].name, (long long)bridge->skew);
        leap_over(engine);
    }
}
