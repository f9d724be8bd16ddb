/* rules.c: rules of the engine, watched from outside: what is sent must be covered by what is durable, and what is
 * durable must keep what was promised. Nothing here asks the engine what it intends. */
#include "transit.h"

#include "base/mem.h"

#include <string.h>

/* What the store has of a meeting, and of a participant. */
struct durable {
    enum meeting_state state;
    enum call_state call_state;
    uint32_t bridge;
    char space[ID_SIZE];
    uint64_t waits_from; /* the turn with which it began to wait for a space; 0: it does not */
    instant extended;    /* the bridge has still to be told of a new end; 0: no */
    bool dialing, gone;  /* of a participant; gone: he has left */
};

/* What was seen of a space. */
struct seen_space {
    uint32_t unclear;   /* bit per bridge where a POST calls had no answer yet */
    instant given_back; /* by its last meeting, in true time; INSTANT_NONE: never */
    uint32_t bridge;    /* on which that was */
};

enum {
    LEAP_LEAST_MS = 59000,
    EXTENSION_PATIENCE_MS = 10000,
    CLOCK_LEEWAY_MS = 2000 /* set back by less goes unnoticed */
};

static void map_done_owned(struct map *map)
{
    void *value = NULL;
    for (size_t i = 0; map_next(map, &i, NULL, &value);) {
        mem_free(value);
    }
    map_done(map);
}

void rules_init(struct world *world, uint64_t seed)
{
    map_init(&world->durable, seed);
    map_init(&world->spaces, seed);
    world->manners = manners_new();
    for (size_t b = 0; b < WORLD_BRIDGES; b++) {
        world->denied_at[b] = INSTANT_NONE;
    }
}

void rules_done(struct world *world)
{
    map_done_owned(&world->durable);
    map_done_owned(&world->spaces);
    manners_free(world->manners);
}

void rules_forgive(struct world *world)
{
    for (size_t b = 0; b < WORLD_BRIDGES; b++) {
        world->denied_at[b] = INSTANT_NONE;
    }
}

void rules_begin(struct world *world)
{
    world->leapt = 0;
    world->begun = world->now;
    rules_forgive(world);
    manners_begin(world);
}

static struct durable *durable_of(struct world *world, const char *id)
{
    struct durable *durable = map_get(&world->durable, id);
    if (durable == NULL) {
        durable = mem_zalloc(sizeof *durable);
        map_set(&world->durable, id, durable);
    }
    return durable;
}

static struct seen_space *space_of(struct world *world, const char *id)
{
    struct seen_space *space = map_get(&world->spaces, id);
    if (space == NULL) {
        space = mem_zalloc(sizeof *space);
        space->given_back = INSTANT_NONE;
        map_set(&world->spaces, id, space);
    }
    return space;
}

static const struct meeting *space_meeting(const struct world *world, const char *id)
{
    const struct space *space = engine_space(world->engine, id);
    return space != NULL ? space->meeting : NULL;
}

static void sending_call(struct world *world, const struct request *request)
{
    const char *name = world->settings.bridges[request->bridge].name;
    const struct bridge *bridge = engine_bridge(world->engine, request->bridge);
    const struct meeting *meeting = space_meeting(world, request->id);
    const struct durable *durable = meeting != NULL ? map_get(&world->durable, meeting->id) : NULL;
    if (meeting != NULL && (durable == NULL || durable->call_state == CALL_NONE || durable->bridge != request->bridge ||
                            strcmp(durable->space, request->id) != 0)) {
        world_fail(world, "the call of meeting %s is asked for on %s before that is durable", meeting->id, name);
    }
    if (bridge->drained != INSTANT_NONE && bridge->drained < world_clock(world)) {
        world_fail(world, "a call is asked for on %s, which is drained", name);
    }
    struct seen_space *space = space_of(world, request->id);
    if ((space->unclear & 1u << request->bridge) != 0) {
        world_fail(world, "a call in space %s is asked for again on %s, and nobody looked whether it is there",
                   request->id, name);
    }
    space->unclear |= 1u << request->bridge;
}

static void sending_space(struct world *world, const struct request *request)
{
    const struct meeting *meeting = space_meeting(world, request->id);
    if (meeting == NULL) {
        return;
    }
    durable_of(world, meeting->id)->extended = 0;
    if (meeting->hosting->opening_space && strcmp(request->passcode, meeting_passcode(meeting)) != 0) {
        world_fail(world, "the space of meeting %s is opened without its passcode", meeting->id);
    }
}

void world_extends(struct world *world, const char *meeting, bool does)
{
    struct durable *durable = durable_of(world, meeting);
    durable->extended = does && durable->state == MEETING_ACTIVE ? world->now : 0;
}

void rules_sending(struct world *world, const struct transit *transit)
{
    const struct request *request = &transit->request;
    const struct durable *durable = map_get(&world->durable, transit->participant);
    instant denied = world->denied_at[request->bridge];
    if (denied != INSTANT_NONE && denied < world->now) {
        world_fail(world, "%s is asked for %s, and it refused the password",
                   world->settings.bridges[request->bridge].name, request_word(request->kind));
    }
    manners_sending(world, request);
    if (request->kind == REQUEST_OPEN_SPACE) {
        sending_space(world, request);
    } else if (request->kind == REQUEST_OPEN_CALL) {
        sending_call(world, request);
    } else if (request->kind == REQUEST_DIAL && transit->participant[0] != '\0' &&
               (durable == NULL || !durable->dialing)) {
        world_fail(world, "%s is dialled before that is durable", request->remote_party);
    }
}

void rules_answered(struct world *world, const struct transit *transit, const struct answer *answer)
{
    const struct request *request = &transit->request;
    enum outcome outcome = answer->outcome;
    struct seen_space *space = map_get(&world->spaces, request->id);
    bool call = request->kind == REQUEST_OPEN_CALL && outcome != OUTCOME_UNKNOWN;
    bool look = request->kind == REQUEST_LIST_CALLS && (outcome == OUTCOME_DONE || outcome == OUTCOME_GONE);
    manners_answered(world, answer, request->bridge);
    if (space != NULL && (call || look)) {
        space->unclear &= ~(1u << request->bridge);
    }
    if (outcome == OUTCOME_DENIED && world->denied_at[request->bridge] == INSTANT_NONE) {
        world->denied_at[request->bridge] = world->now;
    }
}

/* A space that has been free all the turn was passed over. */
static void check_lowest(struct world *world, const struct space *taken)
{
    const struct space *space = NULL;
    for (size_t i = 0; (space = engine_space_at(world->engine, i)) != NULL && space->index < taken->index; i++) {
        if (space->state == SPACE_FREE && !space->actor.changed) {
            world_fail(world, "space %u is taken, and %u is free", taken->index, space->index);
        }
    }
}

/* Over before its time only if somebody said why. */
static void check_end(struct world *world, const struct meeting *meeting, enum meeting_state before)
{
    if (meeting->state == MEETING_ENDING && before != MEETING_ENDING && meeting_reason(meeting) == NULL &&
        world_clock(world) < meeting->end) {
        world_fail(world, "meeting %s ends %lld ms before its end", meeting->id,
                   (long long)(meeting->end - world_clock(world)));
    }
}

struct leftover {
    struct world *world;
    const struct space *space;
    const struct seen_space *seen;
};

/* Guests of the meeting before may have made a call on another bridge, which is one call to them. */
static void see_leftover(void *ctx, const struct sim_call_view *view)
{
    const struct leftover *leftover = ctx;
    const struct seen_space *seen = leftover->seen;
    if (strcmp(view->space, leftover->space->id) == 0 && view->bridge < leftover->world->settings.n_bridges &&
        view->bridge != seen->bridge && view->started < seen->given_back &&
        manners_usable_since(leftover->world, (uint32_t)view->bridge) < seen->given_back) {
        world_fail(leftover->world, "space %u is taken, and a call of the meeting before is in it on bridge %zu",
                   leftover->space->index, view->bridge);
    }
}

/* Not before its time, not before those who have waited longer, and the space is the lowest and empty. */
static void check_taken(struct world *world, const struct meeting *meeting, const struct durable *before)
{
    struct leftover leftover = {world, meeting_space(meeting), space_of(world, meeting_space(meeting)->id)};
    bool first = before->state == MEETING_SCHEDULED || before->state == MEETING_WAITING;
    const struct meeting *other = NULL;
    check_lowest(world, meeting_space(meeting));
    if (leftover.seen->given_back != INSTANT_NONE) {
        sim_server_each_call(world->server, see_leftover, &leftover);
    }
    if (first && meeting_opened(meeting) == INSTANT_NONE && world_clock(world) < meeting->start - CLOCK_LEEWAY_MS) {
        world_fail(world, "meeting %s has a space %lld ms before its start", meeting->id,
                   (long long)(meeting->start - world_clock(world)));
    }
    for (size_t i = 0; first && (other = engine_meeting_at(world->engine, i)) != NULL && other->start < meeting->start;
         i++) {
        const struct durable *durable =
            other->state == MEETING_WAITING &&
                    (other->hosting->not_before == INSTANT_NONE || other->hosting->not_before <= world_clock(world))
                ? map_get(&world->durable, other->id)
                : NULL;
        if (durable != NULL && durable->waits_from != 0 && durable->waits_from < world->counts.turns - 1) {
            world_fail(world, "meeting %s has a space, and meeting %s was due before it and waits", meeting->id,
                       other->id);
        }
    }
}

/* A clock that was set forward by hours ends and misses nothing before a bridge has said the same, or for a minute. */
static void check_leap(struct world *world, const struct meeting *meeting, const struct durable *before)
{
    bool missed = meeting->state == MEETING_MISSED && before->state != MEETING_MISSED;
    bool ended = meeting->state == MEETING_ENDING && before->state == MEETING_ACTIVE && meeting_reason(meeting) == NULL;
    bool wrong = world->clock > HOUR_MS || world->clock < -HOUR_MS;
    if (world->leapt != 0 && wrong && world->now < world->leapt + LEAP_LEAST_MS && (missed || ended)) {
        world_fail(world, "meeting %s is %s %lld ms after the clock was set forward, and no bridge says the same",
                   meeting->id, meeting_fsm.states[meeting->state], (long long)(world->now - world->leapt));
    }
}

/* Its bridge is given up only when it is certainly lost, and if that is what is configured. */
static void check_lost(struct world *world, const struct meeting *meeting, const struct durable *before)
{
    bool lost = before->state == MEETING_ACTIVE && meeting->state == MEETING_STARTING;
    bool ended = before->state == MEETING_ACTIVE && meeting->state == MEETING_ENDING;
    if ((!lost && !ended) || meeting_reason(meeting) == NULL ||
        strcmp(meeting_reason(meeting), "its bridge was lost") != 0) {
        return;
    }
    if (world->settings.running != (lost ? RUNNING_REDIAL : RUNNING_END)) {
        world_fail(world, "meeting %s is %s for its lost bridge, and that is not wanted", meeting->id,
                   lost ? "moved" : "ended");
    }
    if (!manners_may_leave(world, before->bridge)) {
        world_fail(world, "meeting %s leaves %s, which is not lost", meeting->id,
                   world->settings.bridges[before->bridge].name);
    }
}

static void check_over(struct world *world, const struct meeting *meeting, const struct durable *before)
{
    if (before->state == MEETING_ENDING && meeting->state == MEETING_ENDED && before->space[0] != '\0') {
        struct seen_space *space = space_of(world, before->space);
        space->given_back = world->now;
        space->bridge = before->bridge;
    }
    if (world->calm && before->state == MEETING_ACTIVE && meeting->state == MEETING_ENDING && before->extended != 0 &&
        world->now > before->extended + EXTENSION_PATIENCE_MS) {
        world_fail(world, "meeting %s was extended, and its bridge was not told", meeting->id);
    }
}

void rules_see_meeting(struct world *world, const struct meeting *meeting)
{
    struct durable *durable = durable_of(world, meeting->id);
    const char *space = meeting_space(meeting) != NULL ? meeting_space(meeting)->id : "";
    if (space[0] != '\0' && strcmp(durable->space, space) != 0 && world->engine != NULL) {
        check_taken(world, meeting, durable);
    }
    check_end(world, meeting, durable->state);
    check_leap(world, meeting, durable);
    check_lost(world, meeting, durable);
    check_over(world, meeting, durable);
    durable->waits_from = meeting->state != MEETING_WAITING ? 0
                          : durable->waits_from != 0        ? durable->waits_from
                                                            : world->counts.turns;
    durable->state = meeting->state;
    durable->call_state = meeting->call_state;
    durable->bridge = meeting->call_bridge;
    memcpy(durable->space, space, strlen(space) + 1);
}

/* Somebody who left is dialled again only if he is in another call of the meeting, has come back, or is invited. */
static bool may_return(const struct world *world, const struct participant *participant)
{
    static const char *const reasons[] = {"the other call of a meeting is closed", "call leg adopted"};
    bool may = truth_is_excused(world, participant->meeting->id, participant->dial);
    for (size_t i = 0; !may && i < world->effects.n_notices; i++) {
        const struct notice *notice = &world->effects.notices[i];
        bool its = strstr(notice->details, participant->meeting->id) != NULL;
        may = its && (strcmp(notice->message, reasons[0]) == 0 || strcmp(notice->message, reasons[1]) == 0 ||
                      strstr(notice->details, "more people are in its call") != NULL);
    }
    return may;
}

void rules_see_participant(struct world *world, const struct participant *participant)
{
    struct durable *durable = durable_of(world, participant->id);
    bool gone = participant->state == PARTICIPANT_DISCONNECTED;
    if (durable->gone && !gone && !may_return(world, participant)) {
        world_fail(world, "%s had left meeting %s, and is %s again", participant->dial, participant->meeting->id,
                   participant_fsm.states[participant->state]);
    }
    durable->gone = gone;
    durable->dialing = participant->state == PARTICIPANT_DIALING;
}

void rules_forget(struct world *world, const char *id)
{
    mem_free(map_remove(&world->durable, id));
}

/* Nobody waits for what is there. */
static void check_line(struct world *world, const struct engine_counts *counts)
{
    bool bridge = false;
    for (uint32_t b = 0; b < world->settings.n_bridges; b++) {
        const struct bridge *one = engine_bridge(world->engine, b);
        bool usable = one->state == BRIDGE_UP || one->state == BRIDGE_DEGRADED;
        bridge = bridge || (usable && one->drained == INSTANT_NONE);
    }
    const struct meeting *meeting = NULL;
    bool possible = !world_is_in_doubt(world) && engine_has_pool(world->engine) && bridge &&
                    counts->spaces[SPACE_FREE] > 0 && counts->meetings[MEETING_WAITING] > 0;
    for (size_t i = 0; possible && (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        if (meeting->state != MEETING_WAITING) {
            continue;
        }
        instant not_before = meeting->hosting->not_before;
        if (not_before == INSTANT_NONE || not_before <= world_clock(world)) {
            world_fail(world, "meeting %s waits (%s), and there are a bridge and a space", meeting->id,
                       meeting_reason(meeting) != NULL ? meeting_reason(meeting) : "");
        }
    }
}

/* Who waits for a space is due. */
void rules_check_waiting(struct world *world, const struct engine_counts *counts)
{
    const struct meeting *meeting = NULL;
    check_line(world, counts);
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        if (meeting->state == MEETING_WAITING && meeting_opened(meeting) == INSTANT_NONE &&
            meeting->start > world_clock(world) + CLOCK_LEEWAY_MS) {
            world_fail(world, "meeting %s waits, and is not due for %lld ms", meeting->id,
                       (long long)(meeting->start - world_clock(world)));
        }
    }
}

/* A meeting that is due has been opened, or it has been said that it was missed. */
void rules_check_due(struct world *world)
{
    const struct settings *settings = &world->settings;
    const struct meeting *meeting = NULL;
    instant now = world_clock(world);
    if (world_is_in_doubt(world)) {
        return;
    }
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL && meeting->start < now; i++) {
        instant due = meeting_late(meeting) > meeting->start ? meeting_late(meeting) : meeting->start;
        if (!meeting_is_final(meeting) && meeting->state != MEETING_ENDING && meeting_opened(meeting) == INSTANT_NONE &&
            !actor_is_asking(&meeting->actor) && now > due + settings->start_grace) {
            world_fail(world, "meeting %s is %s, and should have been missed", meeting->id,
                       meeting_fsm.states[meeting->state]);
        }
    }
}
