/* core/hold.c: a bridge that falls again and again is held off, each time twice as long: it is degraded for so long
 * after its return, so new meetings go elsewhere if they can. One fall is an accident. A quiet time, as long as the
 * longest hold, makes it all forgotten; a restart of ours does not. */
#include "core/inside.h"

enum { FALLS_COUNTED = 64 };

bool bridge_is_held(const struct engine *engine, const struct bridge *bridge)
{
    return bridge->held_until != INSTANT_NONE && engine->now < bridge->held_until;
}

void hold_on_fall(struct engine *engine, struct bridge *bridge)
{
    bridge->falls += bridge->falls < FALLS_COUNTED;
    bridge->held_until = INSTANT_NONE; /* is known with its return */
    bridge_touch(engine, bridge);
}

static duration_ms hold_length(const struct engine *engine, const struct bridge *bridge)
{
    const struct settings *settings = engine->settings;
    duration_ms length = settings->hold_off;
    for (uint32_t fall = 2; fall < bridge->falls && length < settings->hold_off_max; fall++) {
        length *= 2;
    }
    return length < settings->hold_off_max ? length : settings->hold_off_max;
}

void hold_on_return(struct engine *engine, struct bridge *bridge)
{
    bridge->well_since = engine->now;
    duration_ms length = hold_length(engine, bridge);
    if (bridge->falls < 2 || bridge->held_until != INSTANT_NONE || length == 0) {
        return;
    }
    bridge->held_until = engine->now + length;
    bridge_touch(engine, bridge);
    char until[INSTANT_TEXT_SIZE];
    engine_notice(engine, true, "a flapping bridge is held off", "bridge=%s falls=%u until=%s",
                  engine->settings->bridges[bridge->index].name, bridge->falls,
                  instant_format(bridge->held_until, until));
}

instant hold_quiet_at(const struct engine *engine, const struct bridge *bridge)
{
    if (bridge->falls == 0 || !bridge_usable(bridge)) {
        return INSTANT_NEVER;
    }
    instant from = bridge->held_until != INSTANT_NONE && bridge->held_until > bridge->well_since ? bridge->held_until
                                                                                                 : bridge->well_since;
    return from + engine->settings->hold_off_max;
}

void hold_forget(struct engine *engine, struct bridge *bridge)
{
    if (bridge->falls > 0) {
        bridge->falls = 0;
        bridge->held_until = INSTANT_NONE;
        bridge_touch(engine, bridge);
        bridge_reassess(engine, bridge);
    }
}

void hold_on_clock_back(struct engine *engine, struct bridge *bridge)
{
    instant latest = engine->now + engine->settings->hold_off_max;
    if (bridge->held_until != INSTANT_NONE && bridge->held_until > latest) {
        bridge->held_until = latest;
        bridge_touch(engine, bridge);
    }
    bridge->well_since = engine->now;
}
