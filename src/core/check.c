/* core/check.c: what must hold between any two steps, whatever the bridges, the calendars and the people do. */
#include "base/mem.h"
#include "core/inside.h"

#include <string.h>

#define HOLDS(condition, ...)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            return err_set(err, ERR_INTERNAL, __VA_ARGS__);                                                            \
        }                                                                                                              \
    } while (0)

/* Never two meetings in one space; a running meeting has one, a finished one does not. */
static int check_meeting(const struct engine *engine, const struct meeting *meeting, struct err *err)
{
    const struct space *space = meeting_space(meeting);
    const char *state = meeting_fsm.states[meeting->state];
    HOLDS(space == NULL || space->meeting == meeting, "meeting %s holds space %u, which knows another", meeting->id,
          space->index);
    HOLDS(space == NULL || space->state == SPACE_HELD, "meeting %s holds space %u, which is %s", meeting->id,
          space->index, space_fsm.states[space->state]);
    HOLDS(meeting_is_running(meeting) || space == NULL, "meeting %s is %s and holds space %u", meeting->id, state,
          space->index);
    HOLDS(meeting->state != MEETING_ACTIVE || (space != NULL && meeting->call_state == CALL_OPEN),
          "meeting %s is active without space or call", meeting->id);
    enum bridge_state there = engine->bridges[meeting->call_bridge].state;
    HOLDS(meeting->state != MEETING_ACTIVE || there == BRIDGE_UNKNOWN ||
              (there == BRIDGE_DOWN) == (meeting_reason(meeting) != NULL),
          "meeting %s is active on a bridge that is %s, and says \"%s\"", meeting->id, bridge_fsm.states[there],
          meeting_reason(meeting) != NULL ? meeting_reason(meeting) : "");
    HOLDS(meeting->call_state != CALL_OPEN || meeting_call_id(meeting)[0] != '\0',
          "meeting %s has an open call without an id", meeting->id);
    HOLDS(meeting_is_running(meeting) || meeting->call_state == CALL_NONE, "meeting %s is %s and has a call",
          meeting->id, state);
    HOLDS(meeting->call_state == CALL_NONE || meeting->call_bridge < engine->n_bridges, "meeting %s is on no bridge",
          meeting->id);
    HOLDS(meeting->hosting != NULL || meeting->state == MEETING_SCHEDULED || meeting_is_final(meeting),
          "meeting %s is %s without what hosting it needs", meeting->id, state);
    HOLDS(meeting->start < meeting->end, "meeting %s ends before it starts", meeting->id);
    HOLDS(meeting->hosting == NULL || meeting->hosting->waiting.index == HEAP_NONE || meeting->state == MEETING_WAITING,
          "meeting %s is %s and stands in the line", meeting->id, state);
    return 0;
}

/* Far ahead a meeting is what its component says, near it has everything itself. */
static int check_source(const struct engine *engine, const struct meeting *meeting, struct err *err)
{
    const struct component *source = meeting->source;
    if (source == NULL) {
        return 0;
    }
    HOLDS(meeting->state == MEETING_SCHEDULED && meeting->n_participants == 0, "meeting %s is %s and has a source",
          meeting->id, meeting_fsm.states[meeting->state]);
    HOLDS(engine->now < meeting_people_due(meeting) || leap_holds(engine),
          "meeting %s is near and its people are not in it", meeting->id);
    HOLDS(!source->silent && !source->fades, "meeting %s has a source without words", meeting->id);
    HOLDS(meeting->booking != NULL && component_find(meeting->booking, source->recurrence_id) == source,
          "meeting %s has a source that is not its booking's", meeting->id);
    return 0;
}

/* Nobody has a leg outside an active meeting; nobody is dialled by one address twice. */
static int check_people(const struct meeting *meeting, struct err *err)
{
    uint32_t n = 0;
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        n++;
        bool leg =
            p->state == PARTICIPANT_DIALING || p->state == PARTICIPANT_RINGING || p->state == PARTICIPANT_CONNECTED;
        HOLDS(!leg || meeting->state == MEETING_ACTIVE, "participant %s is %s in a meeting that is %s", p->id,
              participant_fsm.states[p->state], meeting_fsm.states[meeting->state]);
        HOLDS(leg || p->call_leg[0] == '\0', "participant %s is %s and has a leg", p->id,
              participant_fsm.states[p->state]);
        HOLDS(p->state == PARTICIPANT_LISTED || p->dial != NULL, "participant %s is %s without an address to dial",
              p->id, participant_fsm.states[p->state]);
        HOLDS(p->state != PARTICIPANT_RINGING || p->call_leg[0] != '\0', "participant %s rings without a leg", p->id);
        for (const struct participant *q = p->next; q != NULL; q = q->next) {
            HOLDS(p->call_leg[0] == '\0' || strcmp(p->call_leg, q->call_leg) != 0, "participants %s and %s share a leg",
                  p->id, q->id);
        }
    }
    HOLDS(n == meeting->n_participants, "meeting %s miscounts its participants", meeting->id);
    return 0;
}

static int check_spaces(const struct engine *engine, struct err *err)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        const struct space *space = engine->spaces[i];
        HOLDS(i == 0 || engine->spaces[i - 1]->index < space->index, "spaces are out of order at %u", space->index);
        HOLDS((space->state == SPACE_HELD) == (space->meeting != NULL), "space %u is %s, its meeting says otherwise",
              space->index, space_fsm.states[space->state]);
        HOLDS(space->meeting == NULL || meeting_space(space->meeting) == space,
              "space %u knows meeting %s, which has another", space->index, space->meeting->id);
        HOLDS(space->state != SPACE_FREE || space->stray == 0, "space %u is free and may hold a stray call",
              space->index);
    }
    HOLDS(map_count(&engine->spaces_by_id) == engine->n_spaces, "%zu of %zu spaces have an id",
          map_count(&engine->spaces_by_id), engine->n_spaces);
    uintptr_t difference = 0; /* of the sums of their addresses */
    for (size_t i = 0; i < engine->n_spaces; i++) {
        difference += (uintptr_t)engine->spaces[i];
    }
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->spaces_by_id, &i, NULL, &value);) {
        difference -= (uintptr_t)value;
    }
    HOLDS(difference == 0, "the spaces found by their ids are others");
    return 0;
}

static int check_requests(const struct engine *engine, struct err *err)
{
    uint32_t in_flight[MAX_BRIDGES] = {0}, asked[MAX_BRIDGES] = {0};
    for (size_t i = 0; i < engine->n_pending; i++) {
        const struct pending *pending = &engine->pending[i];
        in_flight[pending->bridge]++;
        asked[pending->bridge] += pending->kind != REQUEST_PROBE; /* a probe waits for nobody */
        HOLDS(pending->actor == NULL || pending->actor->errand->request == pending->number,
              "request %llu has lost its actor", (unsigned long long)pending->number);
    }
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        HOLDS(in_flight[b] == engine->bridges[b].in_flight, "bridge %u miscounts its requests", b);
        HOLDS(asked[b] <= engine->settings->in_flight, "bridge %u is asked %u things at once", b, asked[b]);
    }
    return 0;
}

static bool actor_waits(const struct actor *actor)
{
    return actor->item.index != HEAP_NONE ||
           (actor->errand != NULL && (actor->errand->queue != NULL || actor->errand->request != 0));
}

/* Nobody is forgotten: whoever is not final waits for a time, for a bridge, for an answer or for a space. */
static int check_liveness(const struct engine *engine, const struct meeting *meeting, struct err *err)
{
    HOLDS(actor_waits(&meeting->actor) || meeting_is_final(meeting), "meeting %s is %s and waits for nothing",
          meeting->id, meeting_fsm.states[meeting->state]);
    HOLDS(!reunion_is_due(engine, meeting) || actor_waits(&meeting->hosting->reunion.actor),
          "meeting %s may have another call, and nobody looks", meeting->id);
    for (const struct participant *p = meeting->participants; p != NULL && meeting->state == MEETING_ACTIVE;
         p = p->next) {
        bool done =
            p->state == PARTICIPANT_LISTED || p->state == PARTICIPANT_FAILED || p->state == PARTICIPANT_DISCONNECTED;
        HOLDS(actor_waits(&p->actor) || (done && !p->removing) || (p->removing && dial_may_be_elsewhere(p)),
              "participant %s is %s and waits for nothing", p->id, participant_fsm.states[p->state]);
    }
    return 0;
}

/* What is told of a bridge fits its state, and its role what is durable. */
static int check_bridges(const struct engine *engine, struct err *err)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        const struct bridge *bridge = &engine->bridges[b];
        const struct reason_row *reason = &reason_table[bridge_reason_of(bridge)];
        HOLDS((reason->states & 1u << bridge->state) != 0, "bridge %u is %s because %s", b,
              bridge_fsm.states[bridge->state], reason->word);
        HOLDS(bridge->role == bridge_role_of(engine, bridge), "bridge %u is not %s", b, role_table[bridge->role].word);
        HOLDS(bridge->held_until == INSTANT_NONE || bridge->falls > 1, "bridge %u is held off for nothing", b);
        HOLDS(bridge->held_until != INSTANT_NONE || bridge->falls < 2 || !bridge_usable(bridge) ||
                  engine->settings->hold_off == 0,
              "bridge %u fell %u times and is not held off", b, bridge->falls);
    }
    return 0;
}

/* The same of what makes and keeps the pool. A closed space may wait for a bridge that is away and has a stray. */
static int check_pool_liveness(const struct engine *engine, struct err *err)
{
    uint32_t usable = 0;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        const struct bridge *bridge = &engine->bridges[b];
        usable |= bridge_usable(bridge) ? 1u << b : 0;
        HOLDS(actor_waits(&bridge->probe) || bridge->denied, "bridge %u is not probed", b);
        HOLDS(actor_waits(&bridge->survey) || !bridge_usable(bridge), "bridge %u is not surveyed", b);
        HOLDS(actor_waits(&bridge->exam) || !bridge_usable(bridge) || engine->settings->examine_every == 0,
              "bridge %u is not examined", b);
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        const struct space *space = engine->spaces[i];
        bool away = space->state == SPACE_DIRTY && space->closed_put && space->stray != 0 && !(space->stray & usable);
        HOLDS(actor_waits(&space->actor) || away, "space %u is %s and waits for nothing", space->index,
              space_fsm.states[space->state]);
    }
    for (const struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        HOLDS(actor_waits(&set->actor) || set->state == SET_DONE ||
                  (set->state == SET_WANTED && !profiles_ready(engine)),
              "set %llu is %s and waits for nothing", (unsigned long long)set->key, set_fsm.states[set->state]);
    }
    for (size_t i = 0; i < 2; i++) {
        const struct profile *profile = &engine->profiles[i];
        HOLDS(actor_waits(&profile->actor) || profile->verified, "profile %zu waits for nothing", i);
    }
    return 0;
}

/* The counters of a calendar and its bookings say what is there. */
static int check_calendar(const struct calendar *calendar, struct err *err)
{
    uint32_t live = 0, rolling = 0, rereads = 0, meetings[N_MEETING_STATES] = {0};
    uint32_t standing = 0, unselected = 0, losing = 0;
    void *value = NULL;
    for (size_t i = 0; map_next(&calendar->bookings, &i, NULL, &value);) {
        const struct booking *booking = value;
        uint32_t n_living = 0, n_rolling = 0;
        for (const struct meeting *meeting = booking->meetings; meeting != NULL; meeting = meeting->booking_next) {
            n_living += !meeting_is_final(meeting);
            meetings[meeting->state]++;
        }
        for (uint32_t c = 0; c < booking->n_components; c++) {
            const struct component *component = booking->components[c];
            n_rolling += component->rolls && !component->cancelled;
            HOLDS(c == 0 || booking->components[c - 1]->recurrence_id < component->recurrence_id,
                  "components of %.100s are out of order", booking->uid);
        }
        HOLDS(n_living == booking->n_living && n_rolling == booking->n_rolling, "booking %.100s is miscounted",
              booking->uid);
        int status = responses_check(booking, err);
        if (status != 0) {
            return status;
        }
        live += n_living > 0 || n_rolling > 0;
        rolling += n_rolling > 0;
        rereads += booking->reread != 0;
        standing += booking->lives || booking->omits;
        unselected += booking->omits;
        losing += booking->loses;
    }
    HOLDS(standing == calendar->n_standing && unselected == calendar->n_unselected && losing == calendar->n_losing,
          "calendar %.100s miscounts what stands in it", calendar->name);
    HOLDS(live == calendar->n_live && rolling == calendar->n_rolling && rereads == calendar->n_rereads,
          "calendar %.100s miscounts its bookings", calendar->name);
    HOLDS(memcmp(meetings, calendar->meetings, sizeof meetings) == 0, "calendar %.100s miscounts its meetings",
          calendar->name);
    return 0;
}

/* At most one meeting goes on of each occurrence, however many calendars have it. */
static int check_twins(const struct booking *first, struct err *err)
{
    for (const struct booking *a = first; a != NULL; a = a->twin) {
        for (const struct meeting *one = a->meetings; one != NULL; one = one->booking_next) {
            bool goes_on = !meeting_is_final(one) && one->state != MEETING_ENDING;
            const struct booking *b = a;
            const struct meeting *other = one->booking_next;
            while (goes_on && b != NULL) {
                for (; other != NULL; other = other->booking_next) {
                    HOLDS(other->recurrence_id != one->recurrence_id || meeting_is_final(other) ||
                              other->state == MEETING_ENDING,
                          "meetings %s and %s are of the same occurrence of %.100s", one->id, other->id, a->uid);
                }
                b = b->twin;
                other = b != NULL ? b->meetings : NULL;
            }
        }
    }
    return 0;
}

/* Every booking stands among its twins, and knows how it is. */
static int check_bookings(const struct engine *engine, struct err *err)
{
    size_t n_found = 0, n_there = 0;
    const struct booking *first = NULL;
    for (size_t i = 0; (first = table_next(&engine->twins.table, &i)) != NULL;) {
        int status = check_twins(first, err);
        for (const struct booking *at = first; status == 0 && at != NULL; at = at->twin) {
            status = booking_check(at, first, err);
            n_found++;
        }
        if (status != 0) {
            return status;
        }
    }
    for (size_t c = 0; c < engine->n_calendars; c++) {
        n_there += map_count(&engine->calendar_order[c]->bookings);
    }
    HOLDS(n_found == n_there, "%zu of %zu bookings stand among their twins", n_found, n_there);
    return 0;
}

/* How often each interned name is had, counted by address: this runs after every step of millions. */
struct holders {
    struct holder {
        const char *name;
        uint32_t n;
    } * places;
    size_t mask; /* of the number of places, a power of two */
};

static size_t holders_count(const struct engine *engine)
{
    size_t n = 0;
    void *value = NULL;
    for (size_t c = 0; c < engine->n_calendars; c++) {
        for (size_t i = 0; map_next(&engine->calendar_order[c]->bookings, &i, NULL, &value);) {
            const struct booking *booking = value;
            for (uint32_t k = 0; k < booking->n_components; k++) {
                const struct component *component = booking->components[k];
                n += 1 + (component->people != NULL ? component->people->n : 0);
            }
        }
    }
    return n;
}

static void holders_add(struct holders *holders, const char *name)
{
    size_t at = (size_t)((uintptr_t)name * UINT64_C(0x9E3779B97F4A7C15) >> 32) & holders->mask;
    while (holders->places[at].name != NULL && holders->places[at].name != name) {
        at = (at + 1) & holders->mask;
    }
    holders->places[at].name = name;
    holders->places[at].n++;
}

static void holders_collect(struct holders *holders, const struct booking *booking)
{
    for (uint32_t c = 0; c < booking->n_components; c++) {
        const struct component *component = booking->components[c];
        if (component->organizer != NULL) {
            holders_add(holders, component->organizer);
        }
        for (uint32_t i = 0; component->people != NULL && i < component->people->n; i++) {
            holders_add(holders, component->people->persons[i]);
        }
    }
}

/* Each interned name is counted for all who have it. For more only while a component that was dropped lives on in the
 * effects of a turn; that nothing stays uncounted intern_done asserts. */
int engine_check_names(const struct engine *engine, struct err *err)
{
    struct holders holders = {.mask = 15};
    for (size_t n = holders_count(engine); holders.mask < 2 * n;) {
        holders.mask = 2 * holders.mask + 1;
    }
    CLEAN_FREE struct holder *places = mem_calloc(holders.mask + 1, sizeof *places);
    holders.places = places;
    void *value = NULL;
    for (size_t c = 0; c < engine->n_calendars; c++) {
        for (size_t i = 0; map_next(&engine->calendar_order[c]->bookings, &i, NULL, &value);) {
            holders_collect(&holders, value);
        }
    }
    for (size_t i = 0; i <= holders.mask; i++) {
        HOLDS(places[i].name == NULL || places[i].n <= intern_uses(places[i].name),
              "%.100s is counted %u times, and %u have it", places[i].name, intern_uses(places[i].name), places[i].n);
    }
    return 0;
}

int engine_check_step(const struct engine *engine, struct err *err)
{
    int status = check_spaces(engine, err);
    status = status != 0 ? status : check_requests(engine, err);
    status = status != 0 ? status : check_pool_liveness(engine, err);
    status = status != 0 ? status : check_bridges(engine, err);
    void *value = NULL;
    uint32_t counts[N_MEETING_STATES] = {0};
    for (size_t i = 0; status == 0 && map_next(&engine->meetings, &i, NULL, &value);) {
        const struct meeting *meeting = value;
        counts[meeting->state]++;
        status = check_meeting(engine, meeting, err);
        status = status != 0 ? status : check_source(engine, meeting, err);
        status = status != 0 ? status : check_people(meeting, err);
        status = status != 0 ? status : check_liveness(engine, meeting, err);
    }
    for (size_t i = 0; status == 0 && i < engine->n_calendars; i++) {
        status = check_calendar(engine->calendar_order[i], err);
    }
    status = status != 0 ? status : check_bookings(engine, err);
    if (status == 0 && memcmp(counts, engine->counts, sizeof counts) != 0) {
        return err_set(err, ERR_INTERNAL, "the meetings are miscounted by state");
    }
    return status;
}

int engine_check(const struct engine *engine, struct err *err)
{
    int status = engine_check_step(engine, err);
    return status != 0 ? status : engine_check_names(engine, err);
}
