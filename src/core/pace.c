/* core/pace.c: how much a bridge is asked for at once: fewer requests after a 503 and more after each answer, nothing
 * at all while it is refusing; and whose leg is dialled next: of the meeting that has had fewest, legs_per_second of
 * all. */
#include "base/mem.h"
#include "core/inside.h"

enum {
    ONE_REQUEST = 16, /* the window's unit */
    LEG_BURST_MS = 100,
    MS_US = 1000,
    QUIET_AFTER = 2, /* so many 503 in a row are met with a smaller window alone */
    QUIET_FIRST_MS = 250,
    QUIET_DOUBLINGS = 7,         /* at most 32 s */
    RETRY_AFTER_MOST_MS = 60000, /* of what a bridge may ask for: an end cannot wait for long */
};

bool pace_is_quiet(const struct engine *engine, const struct bridge *bridge)
{
    return engine->now < bridge->quiet_until;
}

uint32_t pace_limit(const struct engine *engine, const struct bridge *bridge)
{
    uint32_t limit = engine->settings->in_flight;
    if (pace_is_quiet(engine, bridge)) {
        return 0;
    }
    return bridge->window == 0 || bridge->window / ONE_REQUEST >= limit ? limit : bridge->window / ONE_REQUEST;
}

static void pace_refused(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    uint32_t full = engine->settings->in_flight * ONE_REQUEST;
    duration_ms retry_after = answer->retry_after;
    if (answer->number > bridge->shrunk_at) { /* else it was sent when the window was wider */
        uint32_t window = (bridge->window == 0 || bridge->window > full ? full : bridge->window) / 2;
        bridge->window = window > ONE_REQUEST ? window : ONE_REQUEST;
        bridge->shrunk_at = engine->next_request;
    }
    bridge->refusals++;
    uint32_t over = bridge->refusals > QUIET_AFTER ? bridge->refusals - QUIET_AFTER : 0;
    duration_ms quiet = over == 0 ? 0 : QUIET_FIRST_MS << (over - 1 < QUIET_DOUBLINGS ? over - 1 : QUIET_DOUBLINGS);
    bridge->quiet_asked = retry_after > 0 || (bridge->quiet_asked && engine->now < bridge->quiet_until);
    if (retry_after > 0) {
        quiet = retry_after < RETRY_AFTER_MOST_MS ? retry_after : RETRY_AFTER_MOST_MS;
    }
    if (quiet > 0 && engine->now + quiet > bridge->quiet_until) {
        bridge->quiet_until = engine->now + quiet;
        actor_wake(engine, &bridge->pacer, bridge->quiet_until);
    }
}

void pace_learn(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_BUSY) {
        pace_refused(engine, bridge, answer);
    } else if (answer->outcome == OUTCOME_DONE || answer->outcome == OUTCOME_REFUSED ||
               answer->outcome == OUTCOME_GONE) {
        bridge->refusals = 0;
        bridge->quiet_until = bridge->quiet_asked ? bridge->quiet_until : INSTANT_NONE;
        if (bridge->window != 0) {
            bridge->window += ONE_REQUEST * ONE_REQUEST / bridge->window;
            bridge->window = bridge->window / ONE_REQUEST >= engine->settings->in_flight ? 0 : bridge->window;
        }
    }
}

void pace_run(struct engine *engine, struct bridge *bridge)
{
    agenda_pump(engine, bridge->index);
}

/* legs_per_second evenly, but for bursts of a tenth of a second's worth: now, or when the next leg may be dialled. A
 * second's worth at once would be what the limit is there to spare the registrar and the gateways. */
static instant pace_leg(struct engine *engine, struct bridge *bridge)
{
    int64_t step_us = SECOND_MS * MS_US / engine->settings->legs_per_second;
    int64_t ahead_us = step_us < LEG_BURST_MS * MS_US ? LEG_BURST_MS * MS_US - step_us : 0;
    int64_t now_us = engine->now * MS_US;
    int64_t clock_us = bridge->dial_clock_us > now_us ? bridge->dial_clock_us : now_us;
    if (clock_us - now_us > ahead_us) {
        return (clock_us - ahead_us + MS_US - 1) / MS_US;
    }
    bridge->dial_clock_us = clock_us + step_us;
    return engine->now;
}

/* Dials are decided a little before there is a slot, so that they are durable when there is one. */
static bool pace_has_room(const struct engine *engine, const struct bridge *bridge)
{
    uint32_t ahead = 0;
    for (const struct actor *actor = bridge->waiting[PRIORITY_DIAL].head; actor != NULL; actor = actor->errand->next) {
        ahead++;
        if (ahead >= engine->settings->in_flight) {
            return false;
        }
    }
    return true;
}

void dials_serve(struct engine *engine, struct bridge *bridge)
{
    struct heap_item *first = NULL;
    while ((first = heap_first(&bridge->dialing)) != NULL) {
        struct hosting *hosting = (struct hosting *)(void *)((char *)first - offsetof(struct hosting, dialing));
        struct actor *actor = hosting->dials.head;
        if (actor == NULL) {
            heap_remove(&bridge->dialing, first);
            continue;
        }
        bool starts = bridge->waiting[PRIORITY_START].head != NULL; /* they go first, and their people are due, too */
        if (starts || !tenure_holds(engine) || !bridge_usable(bridge) || pace_limit(engine, bridge) == 0 ||
            !pace_has_room(engine, bridge)) {
            return; /* with the next answer, or when it may be asked again */
        }
        instant at = pace_leg(engine, bridge);
        if (at > engine->now) {
            actor_wake(engine, &bridge->pacer, at);
            return;
        }
        heap_remove(&bridge->dialing, first);
        actor_rest(engine, actor);
        if (hosting->dials.head != NULL) {
            heap_set(&bridge->dialing, first, hosting->dial_turn + 1);
        }
        hosting->dial_turn++;
        dial_go(engine, (struct participant *)actor);
    }
}

void dials_join(struct engine *engine, struct participant *participant)
{
    struct hosting *hosting = participant->meeting->hosting;
    struct bridge *bridge = &engine->bridges[participant->meeting->call_bridge];
    if (hosting->dialing.index != HEAP_NONE && hosting->dial_bridge != bridge->index) {
        dials_leave(engine, hosting);
    }
    actor_queue(&hosting->dials, &participant->actor);
    if (hosting->dialing.index == HEAP_NONE) {
        hosting->dial_turn = hosting->dial_bridge == bridge->index ? hosting->dial_turn : 0;
        hosting->dial_bridge = bridge->index;
        heap_set(&bridge->dialing, &hosting->dialing, hosting->dial_turn);
    }
    dials_serve(engine, bridge);
}

void dials_leave(struct engine *engine, struct hosting *hosting)
{
    heap_remove(&engine->bridges[hosting->dial_bridge].dialing, &hosting->dialing);
}

void dials_return(struct engine *engine, struct hosting *hosting)
{
    hosting->dial_turn -= hosting->dial_turn > 0;
    if (hosting->dialing.index != HEAP_NONE) {
        heap_set(&engine->bridges[hosting->dial_bridge].dialing, &hosting->dialing, hosting->dial_turn);
    }
}
