/* core/housekeeping.c: once an hour what is long over is forgotten; as often, and after each calendar, bookings that
 * recur or lie beyond the horizon are expanded further as it moves on. */
#include "base/mem.h"
#include "core/inside.h"

static bool calendar_rolls(const struct calendar *calendar)
{
    void *value = NULL;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        for (const struct component *c = ((const struct booking *)value)->components; c != NULL; c = c->next) {
            if (c->rolls && !c->cancelled) {
                return true;
            }
        }
    }
    return false;
}

static void housekeeping_roll(struct engine *engine)
{
    struct effects *effects = engine->effects;
    instant to = engine->now + engine->settings->horizon;
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        struct calendar *calendar = value;
        if (calendar->rolling || calendar->expanded_to == INSTANT_NONE || calendar->expanded_to >= to - DAY_MS ||
            !calendar_rolls(calendar)) {
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
    }
}

void housekeeping_run(struct engine *engine)
{
    housekeeping_roll(engine);
    if (engine->now >= engine->forget_at || engine->forget_at > engine->now + HOUR_MS) { /* or the clock was set back */
        housekeeping_forget(engine);
        engine->forget_at = engine->now + HOUR_MS;
    }
    actor_wake(engine, &engine->housekeeping, engine->now + HOUR_MS);
}
