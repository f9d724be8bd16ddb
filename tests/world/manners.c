/* manners.c: how bridges are asked, judged and chosen, watched from outside by what was sent and what was answered. */
#include "transit.h"

#include "base/mem.h"

enum { LEGS_SEEN = 128 };

/* What is known of one bridge. `true` times are the world's, the others the service's clock. */
struct manner {
    enum bridge_state state;         /* after the last turn */
    bool fell;                       /* in the turn under way it was lost or denied; it may have answered since */
    bool was_down;                   /* before it */
    bool may_leave;                  /* lost for so long, in what is not durable yet, that meetings leave it */
    instant up_since;                /* clock: up without a break; INSTANT_NEVER: it is not */
    instant troubled;                /* true: the last answer that was none, or "busy" */
    instant usable_since;            /* true; INSTANT_NEVER: it is not */
    instant lost_at;                 /* clock: the failure that made it down_after; INSTANT_NEVER: it answers */
    instant asked_at;                /* true: the last probe */
    instant quiet_from, quiet_until; /* true: it has said Retry-After */
    instant held_until;              /* clock */
    uint32_t failures;               /* in a row */
    instant legs[LEGS_SEEN];         /* true: the last dials */
    size_t n_legs;
};

struct manners {
    struct manner bridges[WORLD_BRIDGES];
    uint32_t preferred;
    instant poolless; /* true: the last turn after which another service had the pool, or might have it */
};

/* A probe is asked for, gets lost, and the next one is due. */
static const duration_ms probe_patience = 15 * SECOND_MS;
static const duration_ms retry_after_most = MINUTE_MS;

struct manners *manners_new(void)
{
    return mem_zalloc(sizeof(struct manners));
}

void manners_free(struct manners *manners)
{
    mem_free(manners);
}

/* What had a time has it no more: the clock was set, or the machine slept. */
void manners_jump(struct world *world)
{
    for (size_t b = 0; b < world->settings.n_bridges; b++) {
        struct manner *manner = &world->manners->bridges[b];
        manner->up_since = manner->up_since == INSTANT_NEVER ? INSTANT_NEVER : INSTANT_NONE;
        manner->lost_at = manner->lost_at == INSTANT_NEVER ? INSTANT_NEVER : INSTANT_NONE;
        manner->asked_at = world->now;
        manner->quiet_from = manner->quiet_until = INSTANT_NONE;
        manner->held_until = INSTANT_NONE;
        manner->n_legs = 0;
    }
}

/* The service starts: it knows nothing of how the bridges are. */
void manners_begin(struct world *world)
{
    *world->manners = (struct manners){.preferred = engine_preferred(world->engine), .poolless = world->now};
    for (size_t b = 0; b < world->settings.n_bridges; b++) {
        struct manner *manner = &world->manners->bridges[b];
        manner->up_since = manner->usable_since = manner->lost_at = INSTANT_NEVER;
    }
    manners_jump(world);
}

static void sending_leg(struct world *world, struct manner *manner, uint32_t bridge)
{
    const struct settings *settings = &world->settings;
    size_t most = settings->legs_per_second + settings->legs_per_second / 10 + 1 + settings->in_flight;
    manner->legs[manner->n_legs++ % LEGS_SEEN] = world->now;
    if (most < LEGS_SEEN && manner->n_legs > most &&
        world->now - manner->legs[(manner->n_legs - 1 - most) % LEGS_SEEN] < SECOND_MS) {
        world_fail(world, "%s dials %zu legs within a second, of %u", settings->bridges[bridge].name, most + 1,
                   settings->legs_per_second);
    }
}

void manners_sending(struct world *world, const struct request *request)
{
    struct manner *manner = &world->manners->bridges[request->bridge];
    if (request->kind == REQUEST_PROBE) {
        manner->asked_at = world->now;
    } else if (world->now > manner->quiet_from && world->now < manner->quiet_until) {
        world_fail(world, "%s is asked for %s %lld ms before the time that it asked for",
                   world->settings.bridges[request->bridge].name, request_word(request->kind),
                   (long long)(manner->quiet_until - world->now));
    }
    if (request->kind == REQUEST_DIAL) {
        sending_leg(world, manner, request->bridge);
    }
}

static bool is_lost_long(const struct world *world, const struct manner *manner)
{
    return manner->lost_at != INSTANT_NEVER &&
           (manner->lost_at == INSTANT_NONE || world_clock(world) >= manner->lost_at + world->settings.critical_delay);
}

void manners_answered(struct world *world, const struct answer *answer, uint32_t bridge)
{
    struct manner *manner = &world->manners->bridges[bridge];
    duration_ms asked = answer->retry_after < retry_after_most ? answer->retry_after : retry_after_most;
    if (answer->outcome == OUTCOME_BUSY && world->now + asked > manner->quiet_until && asked > 0) {
        manner->quiet_from = manner->quiet_until > world->now ? manner->quiet_from : world->now;
        manner->quiet_until = world->now + asked;
    }
    bool failed = answer->outcome == OUTCOME_UNKNOWN || answer->outcome == OUTCOME_UNSENT;
    manner->troubled = answer->outcome > OUTCOME_GONE ? world->now : manner->troubled;
    manner->failures = failed ? manner->failures + 1 : 0;
    if (manner->failures >= world->settings.down_after && manner->lost_at == INSTANT_NEVER) {
        manner->lost_at = world_clock(world);
    }
    manner->fell = manner->fell || manner->failures >= world->settings.down_after || answer->outcome == OUTCOME_DENIED;
    bool denied = engine_bridge(world->engine, bridge)->denied;
    manner->may_leave = manner->may_leave || (is_lost_long(world, manner) && !denied); /* it may answer in this turn */
}

bool manners_may_leave(const struct world *world, uint32_t bridge)
{
    const struct manner *manner = &world->manners->bridges[bridge];
    return manner->may_leave || (is_lost_long(world, manner) && !engine_bridge(world->engine, bridge)->denied);
}

/* What is in a pool that may be another's is left as it is. */
instant manners_quiet_since(const struct world *world, uint32_t bridge)
{
    const struct manner *manner = &world->manners->bridges[bridge];
    instant trouble = manner->troubled > world->manners->poolless ? manner->troubled : world->manners->poolless;
    return manner->usable_since > trouble ? manner->usable_since : trouble;
}

instant manners_usable_since(const struct world *world, uint32_t bridge)
{
    return world->manners->bridges[bridge].usable_since;
}

/* Held off for longer with each fall. */
static void check_hold(struct world *world, const struct manner *manner, const struct bridge *bridge)
{
    const struct settings *settings = &world->settings;
    duration_ms least = settings->hold_off;
    for (uint32_t fall = 2; fall < bridge->falls && least < settings->hold_off_max; fall++) {
        least *= 2;
    }
    least = least < settings->hold_off_max ? least : settings->hold_off_max;
    duration_ms held = bridge->held_until != INSTANT_NONE ? bridge->held_until - world_clock(world) : least;
    if (bridge->held_until != INSTANT_NONE && bridge->held_until != manner->held_until &&
        manner->state == BRIDGE_DOWN && manner->lost_at != INSTANT_NONE && held < least) {
        world_fail(world, "%s fell %u times and is held off for %lld ms", settings->bridges[bridge->index].name,
                   bridge->falls, (long long)held);
    }
}

static void see_bridge(struct world *world, struct manner *manner, const struct bridge *bridge)
{
    const char *name = world->settings.bridges[bridge->index].name;
    bool usable = bridge->state == BRIDGE_UP || bridge->state == BRIDGE_DEGRADED;
    if (!bridge->denied && world->now - manner->asked_at > world->settings.probe_every + probe_patience) {
        world_fail(world, "%s has not been asked how it is for %lld ms", name,
                   (long long)(world->now - manner->asked_at));
    }
    if (bridge->state == BRIDGE_DOWN && manner->state != BRIDGE_DOWN && !bridge->denied && !manner->fell) {
        world_fail(world, "%s is down after %u failures", name, manner->failures);
    }
    check_hold(world, manner, bridge);
    manner->up_since = bridge->state != BRIDGE_UP   ? INSTANT_NEVER
                       : manner->state != BRIDGE_UP ? world_clock(world)
                                                    : manner->up_since;
    manner->usable_since = !usable                                 ? INSTANT_NEVER
                           : manner->usable_since == INSTANT_NEVER ? world->now
                                                                   : manner->usable_since;
    manner->lost_at = manner->failures == 0 ? INSTANT_NEVER : manner->lost_at;
    manner->may_leave = (is_lost_long(world, manner) && !bridge->denied) || (world->waits && manner->may_leave);
    manner->held_until = bridge->held_until;
    manner->was_down = manner->state == BRIDGE_DOWN;
    manner->state = bridge->state;
}

/* By itself the preference goes back only to one that has been well for long. */
static void check_failback(struct world *world)
{
    uint32_t from = world->manners->preferred, to = engine_preferred(world->engine);
    const struct bridge *left = engine_bridge(world->engine, from);
    const struct manner *manner = &world->manners->bridges[to];
    bool by_itself = to < from && !engine_preferred_by_hand(world->engine) && left->state != BRIDGE_DOWN &&
                     !world->manners->bridges[from].was_down && !world->manners->bridges[from].fell &&
                     left->drained == INSTANT_NONE;
    world->manners->preferred = to;
    bool lasting = world->settings.failback_after > 0; /* else one answer within the turn is enough, not seen here */
    if (by_itself && lasting && manner->up_since != INSTANT_NONE &&
        (manner->up_since == INSTANT_NEVER || world_clock(world) < manner->up_since + world->settings.failback_after)) {
        world_fail(world, "%s is preferred again, and has not been well for long enough",
                   world->settings.bridges[to].name);
    }
}

void manners_turn(struct world *world)
{
    for (uint32_t b = 0; b < world->settings.n_bridges; b++) {
        see_bridge(world, &world->manners->bridges[b], engine_bridge(world->engine, b));
    }
    check_failback(world);
    world->manners->poolless = engine_has_pool(world->engine) ? world->manners->poolless : world->now;
    for (uint32_t b = 0; b < world->settings.n_bridges; b++) {
        world->manners->bridges[b].fell = false;
    }
}
