/* core/roll.c: the stored components of bookings, expanded again: over a later window, or because what they say
 * together has changed. A roll comes in parts, each of whole bookings; one that does not come to its end is begun
 * again. */
#include "merge.h"

#include "base/mem.h"

#include <string.h>

static const duration_ms ROLL_AGAIN = 10 * MINUTE_MS; /* after one that failed */
static const char NOT_EXPANDED[] = "not expanded further: ";

/* Those of the roll before go, to come again if nothing has changed. */
static void roll_forget_refusals(struct calendar *calendar)
{
    size_t kept = 0;
    for (size_t i = 0; i < calendar->n_refused; i++) {
        struct refusal *refusal = &calendar->refused[i];
        if (strncmp(refusal->why, NOT_EXPANDED, strlen(NOT_EXPANDED)) == 0) {
            refusal_done(refusal);
        } else {
            calendar->refused[kept++] = *refusal;
        }
    }
    calendar->refused_count -= (uint32_t)(calendar->n_refused - kept);
    calendar->n_refused = kept;
}

static bool roll_is_told(const struct calendar *calendar, const char *uid)
{
    for (size_t i = 0; i < calendar->n_refused; i++) {
        if (strcmp(calendar->refused[i].uid, uid) == 0) {
            return true;
        }
    }
    return false;
}

/* A booking that cannot be expanded keeps what it has, stands among what its calendar refused, and is read again at the
 * next sync. */
static void roll_keep_refusals(struct engine *engine, struct calendar *calendar, const struct calendar_content *content)
{
    for (size_t i = 0; i < content->n_refusals; i++) {
        const struct refusal *refused = &content->refusals[i];
        struct booking *booking = booking_find(calendar, refused->uid);
        if (booking == NULL) {
            continue;
        }
        booking_note_source(engine, booking, 0, booking->href, booking_etag(booking));
        calendar_outdate(engine, calendar);
        if (calendar->n_refused < MAX_REFUSALS && !roll_is_told(calendar, refused->uid)) {
            CLEAN_FREE char *why = mem_printf("%s%s", NOT_EXPANDED, refused->why);
            struct refusal kept = *refused;
            kept.why = why;
            calendar_keep_refusals(calendar, &kept, 1, true);
        }
    }
    if (content->n_refusals > 0) {
        engine_notice(engine, true, "recurring bookings cannot be expanded further, they keep the meetings they have",
                      "calendar=%s number=%zu uid=\"%.60s\" why=\"%.80s\"", calendar->name, content->n_refusals,
                      content->refusals[0].uid, content->refusals[0].why);
    }
}

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
            component->brought = true;
            if (component->silent) {
                component_keep_words(merge->engine, component, events[i]);
                effects_change(merge->engine->effects, CHANGE_COMPONENT, component, booking);
            }
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
                      "calendar=%s uid=\"%.80s\" why=\"%.80s\"", merge->calendar->name, command->uid, why);
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

/* It is over, well or badly. */
static void roll_end(struct calendar *calendar, const char *error, instant again)
{
    calendar->roll = ROLL_NONE;
    calendar->roll_again = again;
    mem_replace(&calendar->roll_error, error);
}

static void roll_take(struct merge *merge, const struct command *command)
{
    struct calendar *calendar = merge->calendar;
    if (calendar->roll != ROLL_COMING) {
        calendar->roll = ROLL_COMING;
        roll_forget_refusals(calendar);
    }
    merge_each_booking(merge, merge_roll);
    roll_keep_refusals(merge->engine, calendar, command->content);
    if (!command->sync.more) {
        calendar->expanded_to = command->content->window.to;
        roll_end(calendar, NULL, INSTANT_NONE);
    }
}

void roll_apply(struct engine *engine, const struct command *command, struct reply *reply)
{
    struct calendar *calendar = calendar_get(engine, command->calendar);
    struct merge merge = merge_begin(engine, calendar, command->content, &reply->counts);
    if (command->kind == COMMAND_REREAD) {
        reread_apply(&merge, command);
    } else if (command->text != NULL) {
        roll_end(calendar, command->text, engine->now + ROLL_AGAIN);
    } else {
        roll_take(&merge, command);
    }
    merge_end(&merge);
    calendar_touch(engine, calendar);
    actor_wake(engine, &engine->housekeeping, engine->now);
}

/* A clock that was set back does not keep a roll waiting. */
bool roll_is_due(const struct engine *engine, const struct calendar *calendar)
{
    instant now = engine->now, to = now + engine->settings->horizon;
    bool waits = calendar->roll_again > now && calendar->roll_again <= now + ROLL_AGAIN;
    return calendar->roll == ROLL_NONE && !waits && calendar->expanded_to != INSTANT_NONE &&
           calendar->expanded_to < to - DAY_MS && calendar->n_rolling > 0;
}
