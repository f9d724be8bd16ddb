/* core/load.c: the stored rows become the engine again; nothing is decided here (FACT_STARTED does that). */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static uint32_t load_bridge(const struct engine *engine, const char *name)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        if (strcmp(engine->settings->bridges[b].name, name) == 0) {
            return b;
        }
    }
    return NO_BRIDGE;
}

void engine_load_engine(struct engine *engine, const char *preferred_bridge, bool preferred_by_hand,
                        uint64_t next_set_key)
{
    uint32_t bridge = load_bridge(engine, preferred_bridge);
    if (bridge != NO_BRIDGE) {
        engine->preferred = bridge;
        engine->preferred_by_hand = preferred_by_hand;
    }
    engine->next_set_key = next_set_key > 0 ? next_set_key : 1;
}

void engine_load_tenure(struct engine *engine, const struct engine_tenure_row *row)
{
    struct tenure *tenure = &engine->tenure;
    memcpy(tenure->installation, row->installation, sizeof tenure->installation);
    memcpy(tenure->beat, row->beat, sizeof tenure->beat);
    memcpy(tenure->before, row->before, sizeof tenure->before);
    memcpy(tenure->bearer, row->bearer, sizeof tenure->bearer);
    tenure->found = row->found;
    tenure->since = row->since;
}

void engine_load_bridge(struct engine *engine, const char *name, const struct engine_bridge_row *row)
{
    uint32_t index = load_bridge(engine, name);
    if (index != NO_BRIDGE) {
        struct bridge *bridge = &engine->bridges[index];
        bridge->falls = row->falls;
        bridge->held_until = row->held_until;
        bridge->drained = row->drained;
        mem_replace(&bridge->cluster_name, row->cluster_name);
    }
}

void engine_load_restored(struct engine *engine)
{
    engine->restored = true;
}

void engine_load_counters(struct engine *engine, const struct counters *counters)
{
    engine->counters = *counters;
}

void engine_load_profile(struct engine *engine, bool leg, const char *id, uint64_t hash, bool unclear)
{
    struct profile *profile = &engine->profiles[leg ? 1 : 0];
    snprintf(profile->id, sizeof profile->id, "%s", id);
    profile->hash = hash;
    profile->unclear = unclear;
}

void engine_load_set(struct engine *engine, struct bulk_set *set)
{
    actor_init(&set->actor, ACTOR_SET, &set->errand);
    set->not_before = INSTANT_NONE;
    set->next = engine->sets;
    engine->sets = set;
}

void engine_load_space(struct engine *engine, struct space *space)
{
    actor_init(&space->actor, ACTOR_SPACE, &space->errand);
    space->not_before = space->differed = space->differs_since = space->called_at = INSTANT_NONE;
    ARRAY_GROW(engine->spaces, engine->n_spaces, engine->spaces_capacity);
    size_t at = space_position(engine, space->index);
    memmove(&engine->spaces[at + 1], &engine->spaces[at], (engine->n_spaces++ - at) * sizeof *engine->spaces);
    engine->spaces[at] = space;
    map_set(&engine->spaces_by_id, space->id, space);
}

static void load_into_booking(struct engine *engine, struct meeting *meeting, const struct engine_meeting_row *row)
{
    if (row->calendar[0] == '\0') {
        return;
    }
    struct booking *booking = booking_get(calendar_get(engine, row->calendar), row->uid);
    booking_link(booking, meeting);
    if (row->far) {
        meeting->source = booking_governor(booking, meeting->recurrence_id);
    }
    if (meeting->source != NULL) {
        meeting_set_words(meeting, NULL, NULL, meeting_passcode(meeting));
    }
}

void engine_load_meeting(struct engine *engine, struct meeting *meeting, const struct engine_meeting_row *row)
{
    actor_init(&meeting->actor, ACTOR_MEETING, meeting->hosting != NULL ? &meeting->hosting->errand : NULL);
    if (meeting->state == MEETING_WAITING || meeting_is_running(meeting) || meeting->call_state != CALL_NONE) {
        meeting_host(meeting);
    }
    if (meeting->state == MEETING_ACTIVE) {
        meeting->hosting->opened_space = true; /* its space is compared with it soon (clean.c) */
        meeting->hosting->watched = 0;         /* and its call looked at, at once */
    }
    uint32_t bridge = load_bridge(engine, row->call_bridge);
    meeting->call_bridge = (uint8_t)(bridge != NO_BRIDGE ? bridge : 0);
    if (bridge == NO_BRIDGE && meeting->call_state != CALL_NONE) {
        meeting->call_state = CALL_NONE; /* that bridge is no longer ours to ask */
        meeting->hosting->call_id[0] = '\0';
        if (meeting->state == MEETING_ACTIVE) {
            meeting->state = fsm_next(&meeting_fsm, MEETING_ACTIVE, MEETING_EVENT_LOST);
        }
    }
    struct space *space = row->has_space ? space_find(engine, row->space_index) : NULL;
    if (space != NULL) {
        assert(space->state == SPACE_HELD && space->meeting == NULL);
        space->meeting = meeting;
        meeting_progress(meeting)->space = space;
    }
    map_set(&engine->meetings, meeting->id, meeting);
    engine->last_number = meeting->number > engine->last_number ? meeting->number : engine->last_number;
    engine->counts[meeting->state]++;
    engine->order.stale = true;
    load_into_booking(engine, meeting, row);
}

void engine_load_participant(struct engine *engine, const char *meeting_id, struct participant *participant)
{
    struct meeting *meeting = map_get(&engine->meetings, meeting_id);
    if (meeting == NULL) {
        participant_free(participant);
        return;
    }
    actor_init(&participant->actor, ACTOR_PARTICIPANT, &participant->errand);
    participant->meeting = meeting;
    participant->landed = INSTANT_NONE;
    bool dialing = participant->state == PARTICIPANT_DIALING || participant->state == PARTICIPANT_RINGING ||
                   participant->state == PARTICIPANT_CONNECTED;
    bool dialled_before = participant->state == PARTICIPANT_PENDING && participant->attempts > 0;
    participant->look = (dialing && participant->call_leg[0] == '\0') || dialled_before;
    if (dialing) {
        participant->dial_at = INSTANT_NONE;      /* look at once */
        if (meeting->state == MEETING_STARTING) { /* its call was on a bridge that is no longer configured */
            participant->state = fsm_next(&participant_fsm, (uint8_t)participant->state, PARTICIPANT_EVENT_LOST);
            participant->call_leg[0] = '\0';
        }
    }
    struct participant **slot = &meeting->participants;
    while (*slot != NULL) {
        slot = &(*slot)->next;
    }
    *slot = participant;
    meeting->n_participants++;
}

void engine_load_calendar(struct engine *engine, struct calendar *calendar)
{
    bookings_init(&calendar->bookings, random_u64(&engine->random));
    map_init(&calendar->responses, calendar->bookings.seed);
    calendar->roll_again = INSTANT_NONE;
    calendar_add(engine, calendar);
}

void engine_load_booking(struct engine *engine, const char *calendar, const char *uid, uint64_t digest,
                         const char *href, const char *etag, bool reread)
{
    struct booking *booking = booking_get(calendar_get(engine, calendar), uid);
    booking->digest = digest;
    booking_place(booking, href, etag);
    booking->reread = reread ? ++engine->next_reread : 0;
    booking->calendar->n_rereads += reread;
}

void engine_load_component(struct engine *engine, struct component *component, const struct engine_component_row *row)
{
    struct booking *booking = booking_get(calendar_get(engine, row->calendar), row->uid);
    component->organizer = intern_get_string(&engine->names, row->organizer);
    component->silent = true; /* until its words come */
    component_insert(booking, component);
}

void engine_load_response(struct engine *engine, const char *calendar, const char *uid, struct response *response)
{
    response_insert(booking_get(calendar_get(engine, calendar), uid), response);
}
