/* core/tally.c: what a calendar counts of its bookings, so that nobody need look through them: those that are not over,
 * roll, stand, are left out by its selection, or have their meetings in another calendar. */
#include "core/inside.h"

static bool component_rolls(const struct component *component)
{
    return component != NULL && component->rolls && !component->cancelled;
}

static bool component_lives(const struct component *component)
{
    return component != NULL && !component->cancelled && !component->unselected && !component->dropped;
}

static bool component_is_omitted(const struct component *component)
{
    return component != NULL && !component->cancelled && component->unselected && !component->dropped;
}

static bool booking_is_live(const struct booking *booking)
{
    return booking->n_living > 0 || booking->n_rolling > 0;
}

static bool booking_stands(const struct booking *booking)
{
    return booking->lives || booking->omits;
}

/* One that lives and has no meeting to come leaves them to a copy that has. */
static void booking_settle_loss(struct booking *booking, const struct booking *twins)
{
    bool loses = false;
    for (const struct booking *at = twins; booking->lives && booking->n_living == 0 && at != NULL; at = at->twin) {
        loses = loses || (at != booking && at->n_living > 0);
    }
    booking->calendar->n_losing += (uint32_t)(loses - booking->loses);
    booking->loses = loses;
}

void booking_count_living(struct booking *booking, int more)
{
    bool live = booking_is_live(booking), had = booking->n_living > 0;
    booking->n_living += (uint32_t)more;
    booking->calendar->n_live += (uint32_t)(booking_is_live(booking) - live);
    struct booking *twins = had != (booking->n_living > 0) ? booking_twins(booking) : NULL;
    for (struct booking *at = twins; at != NULL; at = at->twin) {
        booking_settle_loss(at, twins);
    }
}

static void booking_count_rolling(struct booking *booking, int more)
{
    bool live = booking_is_live(booking), rolling = booking->n_rolling > 0;
    booking->n_rolling += (uint32_t)more;
    booking->calendar->n_live += (uint32_t)(booking_is_live(booking) - live);
    booking->calendar->n_rolling += (uint32_t)((booking->n_rolling > 0) - rolling);
}

/* Whether any is so, after one of them was and became so or not. Mostly the first that is looked at tells. */
static bool booking_any(const struct booking *booking, bool (*is)(const struct component *), bool any,
                        const struct component *before, const struct component *after)
{
    if (is(after) || !any || !is(before)) {
        return is(after) || any;
    }
    any = false;
    for (uint32_t i = 0; i < booking->n_components && !any; i++) {
        any = is(booking->components[i]);
    }
    return any;
}

void booking_count_component(struct booking *booking, const struct component *before, const struct component *after)
{
    struct calendar *calendar = booking->calendar;
    bool stood = booking_stands(booking), lived = booking->lives, omitted = booking->omits;
    booking->lives = booking_any(booking, component_lives, lived, before, after);
    booking->omits = booking_any(booking, component_is_omitted, omitted, before, after);
    calendar->n_standing += (uint32_t)(booking_stands(booking) - stood);
    calendar->n_unselected += (uint32_t)(booking->omits - omitted);
    booking_count_rolling(booking, component_rolls(after) - component_rolls(before));
    if (booking->lives != lived) {
        booking_settle_loss(booking, booking_twins(booking));
    }
}

int booking_check(const struct booking *booking, const struct booking *twins, struct err *err)
{
    bool lives = false, omits = false, loses = false;
    for (uint32_t i = 0; i < booking->n_components; i++) {
        lives = lives || component_lives(booking->components[i]);
        omits = omits || component_is_omitted(booking->components[i]);
        if (booking->components[i]->brought) {
            return err_set(err, ERR_INTERNAL, "booking %.100s has a component that is still marked", booking->uid);
        }
    }
    bool may_lose = lives && booking->n_living == 0;
    for (const struct booking *at = may_lose ? twins : NULL; at != NULL; at = at->twin) {
        loses = loses || (at != booking && at->n_living > 0);
    }
    return lives == booking->lives && omits == booking->omits && loses == booking->loses
               ? 0
               : err_set(err, ERR_INTERNAL, "booking %.100s does not know how it is", booking->uid);
}
