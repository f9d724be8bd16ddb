/* core/housekeeping.c: once an hour what is long over is forgotten; as often, and after each calendar, bookings that
 * recur or lie beyond the horizon are expanded further as it moves on. */
#include "base/mem.h"
#include "core/inside.h"

enum {
    FORGET_AT_ONCE = 500, /* meetings */
    LOOK_AT_ONCE = 20000,
};

static void housekeeping_roll(struct engine *engine)
{
    struct effects *effects = engine->effects;
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        struct calendar *calendar = value;
        if (roll_is_due(engine, calendar)) {
            calendar->roll = ROLL_ASKED;
            effects->roll_window = (struct window){engine->now, engine->now + engine->settings->horizon};
            ARRAY_GROW(effects->rolls, effects->n_rolls, effects->rolls_capacity);
            effects->rolls[effects->n_rolls++] = calendar;
        }
    }
}

static bool is_over(const struct engine *engine, const struct meeting *meeting)
{
    return meeting_is_final(meeting) && meeting->end + engine->settings->keep <= engine->now;
}

/* Some at a step; true: there is more to look at. Removal may move one to where was looked already: the next hour has
 * it. */
static bool housekeeping_forget_meetings(struct engine *engine)
{
    struct meeting *old[FORGET_AT_ONCE];
    size_t n = 0;
    void *value = NULL;
    bool more = false;
    uint64_t mark = ++engine->merge_mark;
    for (size_t looks = 0; n < FORGET_AT_ONCE && looks < LOOK_AT_ONCE; looks++) {
        more = map_next(&engine->meetings, &engine->forget_slot, NULL, &value) != 0;
        if (!more) {
            break;
        }
        if (is_over(engine, value)) {
            old[n++] = value;
            old[n - 1]->merge_mark = mark;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (old[i]->merge_mark == mark) { /* not with another of its booking */
            booking_unlink_marked(old[i]->booking, mark);
        }
        engine_delete_meeting(engine, old[i]);
    }
    return more;
}

/* True: there is more. */
static bool housekeeping_forget(struct engine *engine)
{
    void *value = NULL;
    if (engine->now >= engine->forget_at || engine->forget_at > engine->now + HOUR_MS) { /* or the clock was set back */
        engine->forget_at = engine->now + HOUR_MS;
        engine->forget_slot = 0;
        engine->forgetting = true;
    }
    if (!engine->forgetting || housekeeping_forget_meetings(engine)) {
        return engine->forgetting;
    }
    engine->forgetting = false;
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        calendar_forget_idle(engine, value);
        rereads_ask_again(engine, value);
    }
    return false;
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
    bool holds = leap_holds(engine); /* what is forgotten does not come back */
    if (!holds) {
        housekeeping_roll(engine);
    }
    bool syncing = housekeeping_sync(engine);
    bool forgetting = !holds && housekeeping_forget(engine);
    actor_wake(engine, &engine->housekeeping,
               syncing || forgetting ? engine->now + 1
               : holds               ? engine->leap_until
                                     : engine->now + HOUR_MS);
}
