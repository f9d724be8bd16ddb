/* core/rehome.c: what becomes of running meetings when a bridge goes or comes back. Who is to be dialled again is so
 * over a window of time, as a presence service lets its users log in again after a failover: the more there are, the
 * longer it is; each has a point of his own in it, the host of a meeting the first of that meeting's. */
#include "base/mem.h"
#include "core/inside.h"

#include <strings.h>

duration_ms stagger_window(uint32_t n, uint32_t legs_per_second)
{
    return ((duration_ms)n * SECOND_MS + legs_per_second / 2) / legs_per_second;
}

static bool participant_is_to_be_dialled(const struct participant *participant)
{
    return !participant->removing &&
           (participant->state == PARTICIPANT_PENDING || participant->state == PARTICIPANT_DIALING ||
            participant->state == PARTICIPANT_RINGING || participant->state == PARTICIPANT_CONNECTED);
}

uint32_t meeting_count_dialled(const struct meeting *meeting)
{
    uint32_t n = 0;
    for (const struct participant *p = meeting->participants; p != NULL; p = p->next) {
        n += participant_is_to_be_dialled(p);
    }
    return n;
}

void meeting_stagger(struct engine *engine, struct meeting *meeting, duration_ms after, duration_ms window)
{
    struct participant *host = NULL, *first = NULL;
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (p->state != PARTICIPANT_PENDING) {
            continue;
        }
        p->dial_at = engine->now + after + (duration_ms)random_below(&engine->random, (uint64_t)window + 1);
        participant_touch(engine, p);
        first = first == NULL || p->dial_at < first->dial_at ? p : first;
        host = host == NULL && strcasecmp(p->address, meeting_organizer(meeting)) == 0 ? p : host;
    }
    if (host != NULL) {
        instant at = host->dial_at;
        host->dial_at = first->dial_at;
        first->dial_at = at;
    }
}

static bool bridge_down(const struct engine *engine, uint32_t index)
{
    return engine->bridges[index].state == BRIDGE_DOWN;
}

/* Not if it is only we who are shut out (a wrong password): people are in its call still. */
static bool meeting_has_lost_its_bridge(const struct engine *engine, const struct meeting *meeting)
{
    return meeting->state == MEETING_ACTIVE && bridge_is_critical(engine, meeting->call_bridge);
}

/* An active meeting whose bridge is away: moved, ended or left, as failover.running says. */
static void bridge_rehome_active(struct engine *engine, struct meeting *meeting, duration_ms window)
{
    switch (engine->settings->running) {
    case RUNNING_REDIAL:
        if (bridge_choose(engine, 0) != NO_BRIDGE) {
            watch_lost(engine, meeting, "its bridge was lost");
            meeting_stagger(engine, meeting, 0, window);
        }
        return;
    case RUNNING_END:
        meeting_move(engine, meeting, MEETING_EVENT_FINISH, "its bridge was lost");
        return;
    case RUNNING_WAIT:
        return;
    }
}

/* An active meeting whose bridge is away says so itself, from the first moment on, whoever is asked of it by us or by a
 * person: it may go on there, or be over. One that has not been heard yet since we began leaves what was said. */
static void meeting_review_reach(struct engine *engine, struct meeting *meeting)
{
    if (meeting->state != MEETING_ACTIVE) {
        return;
    }
    const struct bridge *bridge = &engine->bridges[meeting->call_bridge];
    if (bridge_usable(bridge) && mem_replace(&meeting_progress(meeting)->reason, NULL)) {
        meeting->hosting->watched = engine->now - CALL_WATCH_MS; /* is its call there still? */
        actor_wake(engine, &meeting->actor, engine->now);
        meeting_touch(engine, meeting);
        engine_notice(engine, false, "a meeting's bridge can be asked again", "meeting=%s bridge=%s", meeting->id,
                      engine->settings->bridges[bridge->index].name);
    } else if (bridge->state == BRIDGE_DOWN && meeting_reason(meeting) == NULL) {
        char since[INSTANT_TEXT_SIZE];
        instant_format(bridge->state_since - bridge->state_since % SECOND_MS, since);
        meeting_progress(meeting)->reason =
            mem_printf("%s %s, since %s: whether the meeting goes on there is not known",
                       engine->settings->bridges[bridge->index].name, reason_table[bridge->cause].text, since);
        meeting_touch(engine, meeting);
        engine_notice(engine, true, "a meeting's bridge cannot be asked", "meeting=%s reason=\"%s\"", meeting->id,
                      meeting_reason(meeting));
    }
}

/* A running meeting, looked at after a bridge changed: nothing of it waits for an answer of a bridge that is away. */
static void bridge_rehome(struct engine *engine, struct meeting *meeting, duration_ms window)
{
    bool run = false;
    if (actor_is_asking(&meeting->actor) && bridge_down(engine, meeting->actor.errand->bridge)) {
        actor_drop_request(engine, &meeting->actor);
        meeting->hosting->tried |= 1u << meeting->actor.errand->bridge;
        run = true;
    }
    if (meeting->call_state != CALL_NONE && bridge_down(engine, meeting->call_bridge)) {
        if (meeting->state == MEETING_ACTIVE) {
            if (meeting_has_lost_its_bridge(engine, meeting)) {
                bridge_rehome_active(engine, meeting, window);
            }
        } else if (meeting->state == MEETING_STARTING && bridge_choose(engine, 0) != NO_BRIDGE) {
            start_abandon_call(engine, meeting);
        }
        run = true;
    }
    if (run) {
        actor_run(engine, &meeting->actor);
    }
}

void bridge_rehome_all(struct engine *engine)
{
    uint32_t people = 0;
    for (size_t i = 0; i < engine->n_spaces; i++) {
        const struct meeting *meeting = engine->spaces[i]->meeting;
        people += meeting != NULL && meeting_has_lost_its_bridge(engine, meeting) ? meeting_count_dialled(meeting) : 0;
    }
    duration_ms window = stagger_window(people, engine->settings->legs_per_second);
    for (size_t i = 0; i < engine->n_spaces; i++) {
        struct meeting *meeting = engine->spaces[i]->meeting;
        if (meeting != NULL) {
            bridge_rehome(engine, meeting, window);
            meeting_review_reach(engine, meeting);
            reunion_wake(engine, meeting);
        }
    }
}

void bridge_rehome_starts(struct engine *engine, uint32_t index)
{
    uint32_t next = bridge_choose(engine, 1u << index);
    if (next == NO_BRIDGE || engine->bridges[next].failures > 0) {
        return;
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        struct meeting *meeting = engine->spaces[i]->meeting;
        if (meeting != NULL && meeting->state == MEETING_STARTING && actor_is_asking(&meeting->actor) &&
            meeting->actor.errand->bridge == index && meeting->hosting->call_unsent) {
            actor_drop_request(engine, &meeting->actor);
            meeting->hosting->tried |= 1u << index;
            actor_run(engine, &meeting->actor);
        }
    }
}
