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
    bool dialing;
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
    map_init(&world->unclear, seed);
    for (size_t b = 0; b < WORLD_BRIDGES; b++) {
        world->denied_at[b] = INSTANT_NONE;
    }
}

void rules_done(struct world *world)
{
    map_done_owned(&world->durable);
    map_done_owned(&world->unclear);
}

void rules_forgive(struct world *world)
{
    for (size_t b = 0; b < WORLD_BRIDGES; b++) {
        world->denied_at[b] = INSTANT_NONE;
    }
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

static uint32_t *unclear_of(struct world *world, const char *space)
{
    uint32_t *bridges = map_get(&world->unclear, space);
    if (bridges == NULL) {
        bridges = mem_zalloc(sizeof *bridges);
        map_set(&world->unclear, space, bridges);
    }
    return bridges;
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
    uint32_t *unclear = unclear_of(world, request->id);
    if ((*unclear & 1u << request->bridge) != 0) {
        world_fail(world, "a call in space %s is asked for again on %s, and nobody looked whether it is there",
                   request->id, name);
    }
    *unclear |= 1u << request->bridge;
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
    if (request->kind == REQUEST_OPEN_CALL) {
        sending_call(world, request);
    } else if (request->kind == REQUEST_DIAL && transit->participant[0] != '\0' &&
               (durable == NULL || !durable->dialing)) {
        world_fail(world, "%s is dialled before that is durable", request->remote_party);
    }
}

void rules_answered(struct world *world, const struct transit *transit, enum outcome outcome)
{
    const struct request *request = &transit->request;
    uint32_t *unclear = map_get(&world->unclear, request->id);
    bool call = request->kind == REQUEST_OPEN_CALL && outcome != OUTCOME_UNKNOWN;
    bool look = request->kind == REQUEST_LIST_CALLS && (outcome == OUTCOME_DONE || outcome == OUTCOME_GONE);
    if (unclear != NULL && (call || look)) {
        *unclear &= ~(1u << request->bridge);
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
    if (meeting->state == MEETING_ENDING && before != MEETING_ENDING && meeting->reason == NULL &&
        world_clock(world) < meeting->end) {
        world_fail(world, "meeting %s ends %lld ms before its end", meeting->id,
                   (long long)(meeting->end - world_clock(world)));
    }
}

void rules_see_meeting(struct world *world, const struct meeting *meeting)
{
    struct durable *durable = durable_of(world, meeting->id);
    const char *space = meeting->space != NULL ? meeting->space->id : "";
    if (space[0] != '\0' && strcmp(durable->space, space) != 0 && world->engine != NULL) {
        check_lowest(world, meeting->space);
    }
    check_end(world, meeting, durable->state);
    durable->state = meeting->state;
    durable->call_state = meeting->call_state;
    durable->bridge = meeting->call_bridge;
    memcpy(durable->space, space, strlen(space) + 1);
}

void rules_see_participant(struct world *world, const struct participant *participant)
{
    durable_of(world, participant->id)->dialing = participant->state == PARTICIPANT_DIALING;
}

void rules_forget(struct world *world, const char *id)
{
    mem_free(map_remove(&world->durable, id));
}

/* A meeting that is due has been opened, or it has been said that it was missed. */
void rules_check_due(struct world *world)
{
    const struct settings *settings = &world->settings;
    const struct meeting *meeting = NULL;
    instant now = world_clock(world);
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL && meeting->start < now; i++) {
        instant due = meeting->late > meeting->start ? meeting->late : meeting->start;
        if (!meeting_is_final(meeting) && meeting->state != MEETING_ENDING && meeting->opened == INSTANT_NONE &&
            meeting->actor.request == 0 && now > due + settings->start_grace) {
            world_fail(world, "meeting %s is %s, and should have been missed", meeting->id,
                       meeting_fsm.states[meeting->state]);
        }
    }
}
