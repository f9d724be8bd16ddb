/* core/roll.c: the stored components of bookings, expanded again: over a later window, or because what they say
 * together has changed. */
#include "merge.h"

#include "base/mem.h"

static void merge_roll(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct component *known = component_find(booking, event_key(events[i]));
        if (known == NULL || known->cancelled || known->sequence != events[i]->sequence ||
            known->dtstamp != events[i]->dtstamp) {
            return; /* changed while it was being read */
        }
    }
    merge_want_all(merge, booking, events, n);
    for (size_t i = 0; i < n; i++) {
        component_arrive(merge->engine, booking, component_find(booking, event_key(events[i])), events[i]);
    }
}

/* The booking's meetings are exactly what its stored components say: those of one that could not be read stay. */
static void merge_reread(struct merge *merge, struct booking *booking, struct event *const *events, size_t n)
{
    size_t known = 0;
    struct event **good = mem_calloc(n, sizeof *good);
    for (size_t i = 0; i < n; i++) {
        struct component *component = component_find(booking, event_key(events[i]));
        struct revision then = event_revision(events[i]);
        struct revision now = component != NULL ? component_revision(component) : then;
        if (component != NULL && !component->cancelled && revision_compare(&then, &now) == 0) {
            component->merge_mark = merge->mark;
            component_arrive(merge->engine, booking, component, events[i]);
            good[known++] = events[i];
        }
    }
    merge->final = true;
    merge_want_all(merge, booking, good, known);
    merge_unwant_rest(merge, booking, true);
    mem_free(good);
}

static void reread_apply(struct merge *merge, const struct command *command)
{
    struct booking *booking = booking_find(merge->calendar, command->uid);
    if (booking != NULL && booking->reread == command->number && command->text != NULL) {
        waiting_fail(merge->engine, command->number, command->text); /* it is asked again later */
    } else if (booking != NULL && booking->reread == command->number && command->content->n_refusals > 0) {
        const char *why = command->content->refusals[0].why;
        merge_each_booking(merge, merge_reread);
        engine_notice(merge->engine, true, "a booking cannot be read again, trying again within the hour",
                      "calendar=%s uid=%.80s why=%.80s", merge->calendar->name, command->uid, why);
        waiting_fail(merge->engine, command->number, why);
    } else if (booking != NULL && booking->reread != 0 && booking->reread == command->number) {
        merge_each_booking(merge, merge_reread);
        merge->counts->bookings = 0; /* counted when it was asked for */
        waiting_over(merge->engine, command->number, merge->counts);
        if (booking->reread == command->number) {
            booking_set_reread(merge->engine, booking, 0);
        }
    }
}

/* After a restart, and each hour what was not brought. */
void rereads_ask_again(struct engine *engine, struct calendar *calendar)
{
    void *value = NULL;
    for (size_t i = 0; calendar->n_rereads > 0 && map_next(&calendar->bookings, &i, NULL, &value);) {
        struct booking *booking = value;
        if (booking->reread != 0) {
            booking_reread(engine, booking);
        }
    }
}

void booking_reread(struct engine *engine, struct booking *booking)
{
    struct effects *effects = engine->effects;
    if (booking->reread > engine->step_reread) {
        return; /* asked for in this step already: its texts are read when all of it is stored */
    }
    waiting_renumber(engine, booking->reread, ++engine->next_reread);
    booking_set_reread(engine, booking, engine->next_reread);
    effects->roll_window = (struct window){engine->now, engine->now + engine->settings->horizon};
    ARRAY_GROW(effects->rereads, effects->n_rereads, effects->rereads_capacity);
    effects->rereads[effects->n_rereads++] = (struct reread){booking, booking->reread};
}

void roll_apply(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct calendar *calendar = calendar_get(engine, command->calendar);
    struct merge merge = merge_begin(engine, calendar, command->content, &reply->counts);
    if (command->kind == COMMAND_REREAD) {
        reread_apply(&merge, command);
    } else {
        merge_each_booking(&merge, merge_roll);
        calendar->expanded_to = command->content->window.to;
        calendar->rolling = false;
    }
    merge_end(&merge);
    calendar_touch(engine, calendar);
    actor_wake(engine, &engine->housekeeping, engine->now);
}
