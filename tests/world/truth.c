/* truth.c: what the bridges really hold, compared with what must be.
 *
 * Each leg is remembered with the meeting and the party for which it was dialled. So two meetings in one space, a party
 * dialled twice, and hands laid on what is not ours are seen the moment the bridge acts, whatever the engine believes.
 */
#include "transit.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { REDIAL_LEAST_MS = 5000 };

struct truth_leg {
    char id[GUID_SIZE], call[ID_SIZE], space[ID_SIZE], meeting[GUID_SIZE], participant[GUID_SIZE];
    char *party;
    instant made;           /* true time */
    bool late;              /* made after the service had given up on it, or had died */
    bool seen_connected;    /* by the service, durably */
    bool excused;           /* may be dialled again: invited by hand */
    bool lost;              /* the service lost its call, for good or for a while */
    bool reunited;          /* since it was made another call of its meeting was closed: who was in that is dialled */
    struct truth_leg *next; /* of the same meeting */
};

static void map_done_owned(struct map *map)
{
    void *value = NULL;
    for (size_t i = 0; map_next(map, &i, NULL, &value);) {
        mem_free(value);
    }
    map_done(map);
}

void truth_done(struct world *world)
{
    void *value = NULL;
    for (size_t i = 0; map_next(&world->legs, &i, NULL, &value);) {
        mem_free(((struct truth_leg *)value)->party);
    }
    map_done_owned(&world->legs);
    map_done_owned(&world->calls);
    map_done_owned(&world->awaited);
    map_done(&world->people);
    map_done(&world->odd);
}

/* Whose a call is, or was. */
struct truth_call {
    char meeting[GUID_SIZE], space[ID_SIZE];
};

static void see_call(struct world *world, const struct meeting *meeting)
{
    if (meeting->call_state != CALL_OPEN || meeting_space(meeting) == NULL ||
        map_get(&world->calls, meeting_call_id(meeting)) != NULL) {
        return;
    }
    struct truth_call *call = mem_zalloc(sizeof *call);
    memcpy(call->meeting, meeting->id, GUID_SIZE);
    memcpy(call->space, meeting_space(meeting)->id, ID_SIZE);
    map_set(&world->calls, meeting_call_id(meeting), call);
}

/* For whom is this dial? The meeting may have lost the call in the same turn. */
void truth_sending(struct world *world, struct transit *transit)
{
    const struct request *request = &transit->request;
    if (request->kind != REQUEST_DIAL) {
        return;
    }
    const struct truth_call *call = map_get(&world->calls, request->id);
    if (call == NULL) {
        world_fail(world, "a dial into call %s, which no meeting ever had", request->id);
        return;
    }
    memcpy(transit->meeting, call->meeting, GUID_SIZE);
    memcpy(transit->space, call->space, ID_SIZE);
    const struct meeting *meeting = engine_meeting(world->engine, call->meeting);
    const struct participant *p = meeting != NULL ? meeting->participants : NULL;
    for (; p != NULL; p = p->next) {
        bool same = p->dial != NULL && strcasecmp(p->dial, request->remote_party) == 0;
        if (p->errand.request == request->number || (same && transit->participant[0] == '\0')) {
            memcpy(transit->participant, p->id, GUID_SIZE);
        }
    }
}

struct walk {
    struct world *world;
    const struct transit *transit;
    bool late;
    const char *call, *space, *owner; /* out */
    const char *wanted;
    size_t n;
};

static bool writes(enum request_kind kind)
{
    switch (kind) {
    case REQUEST_OPEN_SPACE:
    case REQUEST_CLOSE_SPACE:
    case REQUEST_DELETE_SPACE:
    case REQUEST_OPEN_CALL:
    case REQUEST_CLOSE_CALL:
    case REQUEST_DIAL:
    case REQUEST_HANG_UP:
    case REQUEST_UPDATE_CALL_PROFILE:
    case REQUEST_UPDATE_CALL_LEG_PROFILE:
    case REQUEST_CREATE_SYNC:
        return true;
    default:
        return false;
    }
}

/* An opening PUT of which the engine no longer knows: it gave up on it, or died. */
static bool is_odd_opening(const struct world *world, const char *space_id)
{
    const struct space *space = world->engine != NULL ? engine_space(world->engine, space_id) : NULL;
    return space == NULL || space->meeting == NULL;
}

void truth_arriving(struct world *world, const struct transit *transit)
{
    const struct request *request = &transit->request;
    if (writes(request->kind) && map_get(&world->foreign, request->id) != NULL) {
        world_fail(world, "%s touches %s, which is not ours", request_word(request->kind), request->id);
    }
    if (request->kind == REQUEST_OPEN_SPACE &&
        (transit->generation != world->generation || transit->extra > 0 || is_odd_opening(world, request->id))) {
        map_set(&world->odd, request->id, world);
        world->counts.opened_oddly++;
    }
    if (request->kind == REQUEST_CLOSE_SPACE) {
        map_remove(&world->odd, request->id);
    }
}

static void find_leg(void *ctx, const struct sim_leg_view *view)
{
    struct walk *walk = ctx;
    walk->n += strcmp(view->id, walk->wanted) == 0;
}

static bool leg_lives(const struct world *world, const char *id)
{
    struct walk walk = {.wanted = id};
    sim_server_each_leg(world->server, find_leg, &walk);
    return walk.n > 0;
}

static bool is_still_wanted(const struct world *world, const struct truth_leg *leg)
{
    const struct meeting *meeting = world->engine != NULL ? engine_meeting(world->engine, leg->meeting) : NULL;
    const struct participant *participant =
        meeting != NULL ? meeting_find_participant(meeting, leg->participant) : NULL;
    return participant != NULL && !participant->removing;
}

/* Nobody is rung again at once, unless the clock was set, he was in doubt, invited by hand, or put out of another call
 * of the meeting. */
static void check_redial(struct world *world, const struct truth_leg *old, const struct truth_leg *leg)
{
    bool same = strcmp(old->participant, leg->participant) == 0 && old->participant[0] != '\0';
    same = same && !old->excused && !old->reunited;
    if (same && !old->late && !leg->late && old->made > world->jumped && leg->made - old->made < REDIAL_LEAST_MS) {
        world_fail(world, "%s is dialled again after %lld ms", leg->party, (long long)(leg->made - old->made));
    }
}

/* A second leg to the same party of the same meeting must have its reason. */
static void judge_second(struct world *world, const struct truth_leg *old, const struct truth_leg *leg)
{
    bool lives = leg_lives(world, old->id);
    if (strcmp(old->call, leg->call) != 0 || (old->lost && !lives)) {
        world->counts.twice_lost_call += lives || old->seen_connected;
    } else if (!lives && !old->seen_connected) {
        check_redial(world, old, leg); /* busy or unanswered: dialled again by the table */
    } else if (strcmp(old->participant, leg->participant) != 0 && !is_still_wanted(world, old)) {
        world->counts.twice_by_hand++;
    } else if (old->late || leg->late) {
        world->counts.twice_late++;
    } else if (!lives && old->excused) {
        world->counts.twice_by_hand++;
    } else {
        world_fail(world, "%s is dialled twice in meeting %s: leg %s %s", leg->party, leg->meeting, old->id,
                   lives ? "is still there" : "was connected");
    }
}

static void leg_add(struct world *world, const struct sim_leg_view *view, const struct transit *transit, bool late)
{
    struct truth_leg *leg = mem_zalloc(sizeof *leg);
    snprintf(leg->id, sizeof leg->id, "%s", view->id);
    snprintf(leg->call, sizeof leg->call, "%s", view->call);
    memcpy(leg->meeting, transit->meeting, GUID_SIZE);
    memcpy(leg->participant, transit->participant, GUID_SIZE);
    memcpy(leg->space, transit->space, ID_SIZE);
    leg->party = mem_strdup(view->remote_party);
    leg->late = late;
    leg->made = world->now;
    for (const struct truth_leg *old = map_get(&world->people, leg->meeting); old != NULL; old = old->next) {
        if (strcasecmp(old->party, leg->party) == 0) {
            judge_second(world, old, leg);
        }
    }
    leg->next = map_set(&world->people, leg->meeting, leg);
    map_set(&world->legs, leg->id, leg);
    world->counts.dials++;
}

static void take_new_leg(void *ctx, const struct sim_leg_view *view)
{
    struct walk *walk = ctx;
    if (map_get(&walk->world->legs, view->id) == NULL && map_get(&walk->world->foreign, view->id) == NULL) {
        leg_add(walk->world, view, walk->transit, walk->late);
    }
}

void truth_acted(struct world *world, const struct transit *transit, bool late)
{
    if (transit->request.kind == REQUEST_DIAL) {
        struct walk walk = {.world = world, .transit = transit, .late = late};
        sim_server_each_leg(world->server, take_new_leg, &walk);
    }
}

void truth_excuse(struct world *world, const char *meeting, const char *party)
{
    for (struct truth_leg *leg = map_get(&world->people, meeting); leg != NULL; leg = leg->next) {
        leg->excused = leg->excused || strcasecmp(leg->party, party) == 0;
    }
}

bool truth_leg_of(const struct world *world, const char *leg, const char *call, const char **ret_participant,
                  instant *ret_made)
{
    const struct truth_leg *known = map_get(&world->legs, leg);
    const struct meeting *meeting = known != NULL ? engine_meeting(world->engine, known->meeting) : NULL;
    if (meeting == NULL || meeting->state != MEETING_ACTIVE || strcmp(meeting_call_id(meeting), call) != 0 ||
        !is_still_wanted(world, known)) {
        return false;
    }
    *ret_participant = known->participant;
    *ret_made = known->made;
    return true;
}

bool truth_is_excused(const struct world *world, const char *meeting, const char *party)
{
    bool excused = false;
    for (const struct truth_leg *leg = map_get(&world->people, meeting); leg != NULL; leg = leg->next) {
        excused = excused || (leg->excused && party != NULL && strcasecmp(leg->party, party) == 0);
    }
    return excused;
}

static void see_participant(struct world *world, const struct participant *participant)
{
    rules_see_participant(world, participant);
    struct truth_leg *leg =
        participant->state == PARTICIPANT_CONNECTED ? map_get(&world->legs, participant->call_leg) : NULL;
    if (leg != NULL) {
        leg->seen_connected = true;
    }
}

/* One that is over before it could have been opened, if only because its end was moved to its start, is no loss. */
static bool can_be_started(const struct meeting *meeting)
{
    return meeting->end - meeting->start >= 3 * SECOND_MS;
}

/* Remembers for when a meeting was waited for, and how late it came, but for the time that the service was away. */
static void see_start(struct world *world, const struct meeting *meeting)
{
    instant *awaited = map_get(&world->awaited, meeting->id);
    if (meeting->state == MEETING_SCHEDULED && meeting->start > world_clock(world)) {
        if (awaited == NULL) {
            awaited = mem_zalloc(sizeof *awaited);
            map_set(&world->awaited, meeting->id, awaited);
        }
        *awaited = meeting->start;
    } else if (meeting->state == MEETING_MISSED && awaited != NULL && *awaited == meeting->start &&
               can_be_started(meeting)) {
        world->counts.missed_awaited++;
    } else if (meeting->state == MEETING_ACTIVE && awaited != NULL && *awaited == meeting->start) {
        instant due = meeting->start - world->clock;
        duration_ms late = meeting_opened(meeting) - world->clock - (due > world->begun ? due : world->begun);
        world->latest_start = late > world->latest_start ? late : world->latest_start;
    }
}

/* What is durable has been promised; it may go only when it has long been over. */
static void see_meeting(struct world *world, const struct meeting *meeting, bool deleted)
{
    if (!deleted) {
        struct truth_leg *leg = meeting->state == MEETING_STARTING ? map_get(&world->people, meeting->id) : NULL;
        see_call(world, meeting);
        for (; leg != NULL; leg = leg->next) {
            leg->lost = true;
        }
        see_start(world, meeting);
        rules_see_meeting(world, meeting);
        if (map_get(&world->accepted, meeting->id) == NULL) {
            map_set(&world->accepted, meeting->id, world);
        }
        return;
    }
    map_remove(&world->accepted, meeting->id);
    rules_forget(world, meeting->id);
    world->counts.forgotten[meeting->state]++;
    if (!meeting_is_final(meeting) || meeting->end + world->settings.keep > world_clock(world)) {
        world_fail(world, "meeting %s is deleted while it is %s", meeting->id, meeting_fsm.states[meeting->state]);
    }
}

static void see_reunion(struct world *world, const struct notice *notice)
{
    char id[GUID_SIZE];
    if (sscanf(notice->details, "meeting=%36s", id) == 1) {
        for (struct truth_leg *leg = map_get(&world->people, id); leg != NULL; leg = leg->next) {
            leg->reunited = true;
        }
    }
}

static void count_notices(struct world *world)
{
    for (size_t i = 0; i < world->effects.n_notices; i++) {
        const struct notice *notice = &world->effects.notices[i];
        if (strcmp(notice->message, "the other call of a meeting is closed") == 0) {
            world->counts.other_closed++;
            see_reunion(world, notice);
        }
        world->counts.second_legs += strcmp(notice->message, "a second leg is hung up") == 0;
        world->counts.moved_over += strstr(notice->details, "more people are in its call on") != NULL &&
                                    strstr(notice->details, "from=active") != NULL;
    }
}

void truth_committed(struct world *world)
{
    count_notices(world);
    for (size_t i = 0; i < world->effects.n_changes; i++) {
        const struct change *change = &world->effects.changes[i];
        if (change->kind == CHANGE_PARTICIPANT && change->deleted) {
            rules_forget(world, change->object.participant->id);
        } else if (change->kind == CHANGE_PARTICIPANT) {
            see_participant(world, change->object.participant);
        } else if (change->kind == CHANGE_MEETING) {
            see_meeting(world, change->object.meeting, change->deleted);
        }
    }
}

/* A turn that nobody was told of may be durable all the same, when the disk failed under its commit. */
void truth_loaded(struct world *world)
{
    const struct meeting *meeting = NULL;
    for (size_t i = 0; (meeting = engine_meeting_at(world->engine, i)) != NULL; i++) {
        see_meeting(world, meeting, false);
        for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
            see_participant(world, p);
        }
    }
}

struct owner {
    char space[ID_SIZE];
    const char *meeting;
};

struct owners {
    struct world *world;
    struct owner owner[64];
    size_t n;
};

static void own_leg(void *ctx, const struct sim_leg_view *view)
{
    struct owners *owners = ctx;
    const struct truth_leg *leg = map_get(&owners->world->legs, view->id);
    if (leg == NULL) {
        return;
    }
    for (size_t i = 0; i < owners->n; i++) {
        if (strcmp(owners->owner[i].space, leg->space) == 0) {
            if (strcmp(owners->owner[i].meeting, leg->meeting) != 0) {
                world_fail(owners->world, "legs of meetings %s and %s are in one space", owners->owner[i].meeting,
                           leg->meeting);
            }
            return;
        }
    }
    if (owners->n < sizeof owners->owner / sizeof *owners->owner) {
        struct owner *owner = &owners->owner[owners->n++];
        memcpy(owner->space, leg->space, ID_SIZE);
        owner->meeting = leg->meeting;
    }
}

/* What the engine has free is shut, but for what was opened by hand or by a request that came late. */
static void see_door(void *ctx, const struct sim_space_view *view)
{
    struct world *world = ctx;
    const struct space *space = view->non_member_access ? engine_space(world->engine, view->id) : NULL;
    if (space != NULL && space->state == SPACE_FREE && map_get(&world->odd, view->id) == NULL) {
        world_fail(world, "space %u is free and stands open as \"%s\"", space->index, view->name);
    }
}

void truth_check(struct world *world)
{
    if (world->legs_seen != world->counts.dials) { /* legs that go, or hands, put nobody into another's space */
        struct owners owners = {.world = world};
        sim_server_each_leg(world->server, own_leg, &owners);
        world->legs_seen = world->counts.dials;
    }
    if (world->engine != NULL && !world->failed) {
        struct engine_counts counts;
        engine_count(world->engine, &counts);
        if (counts.meetings[MEETING_WAITING] > 0) {
            rules_check_waiting(world, &counts);
        }
        rules_check_due(world);
        manners_turn(world);
        if (world->counts.turns % 16 == 0) {
            doubles_check(world);
        }
        if (world->counts.turns % 8 == 0) {
            sim_server_each_space(world->server, see_door, world);
        }
    }
}

static void find_guest(void *ctx, const struct sim_leg_view *view)
{
    struct walk *walk = ctx;
    walk->n += strcmp(view->call, walk->wanted) == 0 && map_get(&walk->world->legs, view->id) == NULL;
}

bool truth_is_of_guests(const struct world *world, const char *call)
{
    struct walk walk = {.world = (struct world *)(uintptr_t)world, .wanted = call};
    sim_server_each_leg(world->server, find_guest, &walk);
    return walk.n > 0 && map_get(&world->calls, call) == NULL;
}

/* Who of ours is in the call of a running meeting: no more legs than people with that address, nobody who is gone. */
static void see_own_leg(void *ctx, const struct sim_leg_view *view)
{
    struct world *world = ctx;
    const struct truth_leg *leg = map_get(&world->legs, view->id);
    const struct meeting *meeting = leg != NULL ? engine_meeting(world->engine, leg->meeting) : NULL;
    size_t n_legs = 0, n_people = 0;
    if (meeting == NULL) {
        return;
    }
    for (const struct truth_leg *each = map_get(&world->people, leg->meeting); each != NULL; each = each->next) {
        n_legs += strcasecmp(each->party, leg->party) == 0 && leg_lives(world, each->id);
    }
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        n_people += p->dial != NULL && strcasecmp(p->dial, leg->party) == 0;
    }
    if (n_legs > n_people) {
        world_fail(world, "%s has %zu legs in meeting %s, where %zu have this address", leg->party, n_legs,
                   leg->meeting, n_people);
    }
}

void truth_check_legs(struct world *world)
{
    sim_server_each_leg(world->server, see_own_leg, world);
}

void truth_check_accepted(struct world *world)
{
    const char *id = NULL;
    for (size_t i = 0; map_next(&world->accepted, &i, &id, NULL);) {
        if (engine_meeting(world->engine, id) == NULL) {
            world_fail(world, "meeting %s was accepted and is not there any more", id);
        }
    }
}
