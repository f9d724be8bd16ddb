/* core/housekeeping.c: once an hour what is long over is forgotten; as often, and after each calendar, bookings that
 * recur or lie beyond the horizon are expanded further as it moves on. */
#include "base/mem.h"
#include "core/inside.h"

static void housekeeping_roll(struct engine *engine)
{
    struct effects *effects = engine->effects;
    instant to = engine->now + engine->settings->horizon;
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        struct calendar *calendar = value;
        if (calendar->rolling || calendar->expanded_to == INSTANT_NONE || calendar->expanded_to >= to - DAY_MS ||
            calendar->n_rolling == 0) {
            continue;
        }
        calendar->rolling = true;
        effects->roll_window = (struct window){engine->now, to};
        ARRAY_GROW(effects->rolls, effects->n_rolls, effects->rolls_capacity);
        effects->rolls[effects->n_rolls++] = calendar;
    }
}

static void housekeeping_forget(struct engine *engine)
{
    void *value = NULL;
    struct meeting **old = mem_calloc(engine->meetings.count + 1, sizeof *old);
    size_t n = 0;
    for (size_t i = 0; map_next(&engine->meetings, &i, NULL, &value);) {
        struct meeting *meeting = value;
        if (meeting_is_final(meeting) && meeting->end + engine->settings->keep <= engine->now) {
            old[n++] = meeting;
        }
    }
    while (n > 0) {
        engine_delete_meeting(engine, old[--n]);
    }
    mem_free(old);
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        calendar_forget_idle(value);
        rereads_ask_again(engine, value);
    }
}

/* What a sync has found absent goes step by step, so that nothing else waits for it. */
static bool housekeeping_sync(struct engine *engine)
{
    void *value = NULL;
    bool more = false;
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        more = sync_go_on(engine, value) || more;
    }
    return more;
}

void housekeeping_run(struct engine *engine)
{
    housekeeping_roll(engine);
    bool more = housekeeping_sync(engine);
    if (engine->now >= engine->forget_at || engine->forget_at > engine->now + HOUR_MS) { /* or the clock was set back */
        housekeeping_forget(engine);
        engine->forget_at = engine->now + HOUR_MS;
    }
    actor_wake(engine, &engine->housekeeping, engine->now + (more ? 1 : HOUR_MS));
}
