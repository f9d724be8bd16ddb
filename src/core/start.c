/* core/start.c: from due to active: the lowest free space, PUT, POST calls; and what may go wrong between.
 *
 *   due ─► space and bridge? ─no─► waiting (line, first due first)
 *            │yes
 *            ▼
 *   OPEN_SPACE ─► OPEN_CALL ─► active          a bridge that fails is left for the next at once
 *            ▲        │ outcome unknown
 *            │        ▼
 *            └── LIST_CALLS: adopt what is there, or none: OPEN_CALL again
 */
#include "base/mem.h"
#include "core/inside.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

void open_space_again(struct meeting *meeting)
{
    if (meeting->hosting != NULL) {
        meeting->hosting->opened_space = meeting->hosting->opening_space = false;
    }
}

void open_space_fill(struct meeting *meeting, struct request *request)
{
    meeting->hosting->opening_space = true;
    memcpy(request->id, meeting_space(meeting)->id, sizeof request->id);
    request->name = meeting_shown_title(meeting);
    request->passcode = mem_strdup(meeting_passcode(meeting));
    request->secret = mem_strdup(meeting->hosting->secret);
}

/* Decided ahead of the POST, so that it is durable when the PUT is answered and the POST leaves without waiting. */
static void start_intend_call(struct engine *engine, struct meeting *meeting, uint32_t bridge)
{
    if (meeting->call_state != CALL_UNCLEAR || meeting->call_bridge != bridge) {
        meeting->call_state = CALL_UNCLEAR;
        meeting->call_bridge = (uint8_t)bridge;
        meeting_touch(engine, meeting);
    }
    meeting->hosting->call_unsent = true;
}

static void start_place(struct engine *engine, struct meeting *meeting, struct space *space)
{
    space_move(engine, space, SPACE_EVENT_TAKE);
    space->meeting = meeting;
    space->closed_put = false;
    meeting_progress(meeting)->space = space;
    open_space_again(meeting);
    random_guid(&engine->random, meeting_host(meeting)->secret);
    start_intend_call(engine, meeting, bridge_choose(engine, 0));
    meeting_move(engine, meeting, MEETING_EVENT_PLACED, NULL);
}

/* The space goes back by way of cleaning: it may have been opened, and may hold a call. */
static void start_give_back(struct engine *engine, struct meeting *meeting)
{
    struct space *space = meeting_space(meeting);
    start_abandon_call(engine, meeting);
    if (space == NULL) {
        return;
    }
    meeting->progress->space = NULL;
    space->meeting = NULL;
    space_move(engine, space, SPACE_EVENT_SPOIL);
    meeting_touch(engine, meeting);
}

void start_abandon_call(struct engine *engine, struct meeting *meeting)
{
    if (meeting->call_state == CALL_NONE) {
        return;
    }
    if (meeting_space(meeting) != NULL && !meeting->hosting->call_unsent) {
        meeting_space(meeting)->stray |= 1u << meeting->call_bridge;
        effects_change(engine->effects, CHANGE_SPACE, meeting_space(meeting), NULL);
        if (meeting->call_state == CALL_UNCLEAR) {
            meeting->hosting->landed = engine->now + LANDING_MS;
        }
    }
    meeting->call_state = CALL_NONE;
    meeting->hosting->looked &= ~(1u << meeting->call_bridge); /* that was before */
    meeting->hosting->call_unsent = false;
    meeting->hosting->call_id[0] = '\0';
    meeting->hosting->offset = 0;
    meeting_touch(engine, meeting);
}

void start_serve_line(struct engine *engine)
{
    struct heap_item *first = NULL;
    while (!leap_holds(engine) && (first = heap_first(&engine->line)) != NULL) {
        struct meeting *meeting =
            ((struct hosting *)(void *)((char *)first - offsetof(struct hosting, waiting)))->meeting;
        if (engine->now >= meeting_deadline(engine, meeting)) {
            heap_remove(&engine->line, first); /* its own turn comes in this step, and says why it was missed */
            continue;
        }
        struct space *space = space_lowest_free(engine);
        if (space == NULL || bridge_choose(engine, 0) == NO_BRIDGE) {
            return;
        }
        start_place(engine, meeting, space);
    }
}

static void start_due(struct engine *engine, struct meeting *meeting)
{
    start_serve_line(engine); /* a space that came free at this moment is for those who wait already */
    struct space *space = space_lowest_free(engine);
    if (bridge_choose(engine, 0) == NO_BRIDGE) {
        meeting_move(engine, meeting, MEETING_EVENT_BLOCKED, bridge_none_words(engine));
    } else if (space == NULL) {
        uint32_t n = spaces_awaiting_bridges(engine);
        CLEAN_FREE char *words =
            n > 0 ? mem_printf("no space is free; %u may have a call on a bridge that is away", n) : NULL;
        meeting_move(engine, meeting, MEETING_EVENT_BLOCKED, words != NULL ? words : "no space is free");
    } else {
        start_place(engine, meeting, space);
    }
}

/* SCHEDULED and WAITING. */
static void start_wait(struct engine *engine, struct meeting *meeting)
{
    instant deadline = meeting_deadline(engine, meeting);
    if (meeting->source != NULL && engine->now >= meeting_people_due(meeting)) {
        meeting_people_arrive(engine, meeting);
    }
    if (engine->now >= deadline) {
        CLEAN_FREE char *reason =
            mem_strdup(meeting_reason(meeting) != NULL    ? meeting_reason(meeting)
                       : meeting->start < engine->started ? "the service was not running when it was due"
                                                          : "the clock was set forward over its start");
        meeting_move(engine, meeting,
                     meeting_opened(meeting) == INSTANT_NONE ? MEETING_EVENT_EXPIRED : MEETING_EVENT_FINISH, reason);
    } else if (meeting->state == MEETING_SCHEDULED) {
        if (meeting->source != NULL) {
            actor_wake(engine, &meeting->actor, meeting_people_due(meeting));
        } else if (engine->now < meeting->start - WARM_MS) {
            actor_wake(engine, &meeting->actor, meeting->start - WARM_MS);
        } else if (engine->now < meeting->start) {
            engine->soon++;
            actor_wake(engine, &meeting->actor, meeting->start);
        } else {
            start_due(engine, meeting);
        }
    } else if (engine->now < meeting->start && meeting_opened(meeting) == INSTANT_NONE) { /* the clock was set back */
        meeting_move(engine, meeting, MEETING_EVENT_MOVED, NULL);
    } else if (meeting->hosting->not_before != INSTANT_NONE && engine->now < meeting->hosting->not_before) {
        actor_wake(engine, &meeting->actor,
                   meeting->hosting->not_before < deadline ? meeting->hosting->not_before : deadline);
    } else {
        actor_wake(engine, &meeting->actor, deadline);
        if (meeting->hosting->waiting.index == HEAP_NONE) {
            heap_set(&engine->line, &meeting->hosting->waiting, meeting->start);
        }
        engine->place = true;
    }
}

/* Refused, or every bridge failed it: back to waiting, out of the line for a while. */
static void start_refused(struct engine *engine, struct meeting *meeting, const char *reason)
{
    CLEAN_FREE char *words = mem_printf("the bridge refused it: %s", reason);
    meeting->hosting->failures++;
    start_give_back(engine, meeting);
    meeting_move(engine, meeting, MEETING_EVENT_BLOCKED, words);
    meeting->hosting->not_before = engine->now + agenda_backoff(meeting->hosting->failures);
    heap_remove(&engine->line, &meeting->hosting->waiting);
}

static void start_without_bridge(struct engine *engine, struct meeting *meeting)
{
    if (bridge_choose(engine, 0) != NO_BRIDGE) { /* each was tried in this round */
        meeting->hosting->tried = meeting->hosting->looked = 0;
        meeting->hosting->failures++;
        meeting->hosting->not_before = engine->now + agenda_backoff(meeting->hosting->failures);
        instant deadline = meeting_deadline(engine, meeting);
        actor_wake(engine, &meeting->actor,
                   meeting->hosting->not_before < deadline ? meeting->hosting->not_before : deadline);
    } else if (meeting_opened(meeting) == INSTANT_NONE && !bridge_is_unheard(engine) && !tenure_is_undecided(engine)) {
        start_give_back(engine, meeting);
        meeting_move(engine, meeting, MEETING_EVENT_BLOCKED, bridge_none_words(engine));
    } else {
        meeting->hosting->tried = meeting->hosting->looked = 0; /* reopening, or just loaded: keeps its space */
        agenda_strand(engine, &meeting->actor);
    }
}

static void start_look(struct engine *engine, struct meeting *meeting)
{
    if (agenda_slot(engine, &meeting->actor, meeting->call_bridge)) {
        struct request *request = agenda_send(engine, &meeting->actor, meeting->call_bridge, REQUEST_LIST_CALLS);
        memcpy(request->id, meeting_space(meeting)->id, sizeof request->id);
        request->offset = meeting->hosting->offset;
    }
}

static void start_act(struct engine *engine, struct meeting *meeting)
{
    uint32_t bridge = bridge_choose(engine, meeting->hosting->tried);
    if (bridge == NO_BRIDGE) {
        start_without_bridge(engine, meeting);
    } else if (meeting->hosting->opened_space &&
               (meeting_space(meeting)->stray & ~meeting->hosting->looked & 1u << bridge) != 0) {
        start_intend_call(engine, meeting, bridge); /* a call of its own may be there: look before repeat */
        meeting->hosting->call_unsent = false;
        start_look(engine, meeting);
    } else if (!agenda_slot(engine, &meeting->actor, bridge)) {
        return;
    } else if (!meeting->hosting->opened_space) {
        open_space_fill(meeting, agenda_send(engine, &meeting->actor, bridge, REQUEST_OPEN_SPACE));
    } else {
        start_intend_call(engine, meeting, bridge);
        meeting->hosting->call_unsent = false;
        memcpy(agenda_send(engine, &meeting->actor, bridge, REQUEST_OPEN_CALL)->id, meeting_space(meeting)->id,
               ID_SIZE);
    }
}

void start_run(struct engine *engine, struct meeting *meeting)
{
    if (meeting->state != MEETING_STARTING) {
        start_wait(engine, meeting);
        return;
    }
    instant deadline = meeting_deadline(engine, meeting);
    if (engine->now >= meeting->end && meeting_opened(meeting) != INSTANT_NONE) {
        meeting_move(engine, meeting, MEETING_EVENT_FINISH, NULL);
        return;
    }
    if (engine->now >= deadline) {
        start_give_back(engine, meeting);
        meeting_move(engine, meeting, MEETING_EVENT_EXPIRED, "no bridge opened it in time");
        return;
    }
    if (meeting_space(meeting) == NULL) {
        start_abandon_call(engine, meeting);
        meeting_move(engine, meeting, MEETING_EVENT_BLOCKED, "its space was deleted on the bridge");
        return;
    }
    actor_wake(engine, &meeting->actor, deadline);
    if (meeting->hosting->not_before != INSTANT_NONE && engine->now < meeting->hosting->not_before) {
        actor_wake(engine, &meeting->actor,
                   meeting->hosting->not_before < deadline ? meeting->hosting->not_before : deadline);
    } else if (meeting->call_state == CALL_UNCLEAR && !meeting->hosting->call_unsent) {
        start_look(engine, meeting);
    } else {
        start_act(engine, meeting);
    }
}

static void start_opened(struct engine *engine, struct meeting *meeting, const char *call)
{
    snprintf(meeting->hosting->call_id, sizeof meeting->hosting->call_id, "%s", call);
    meeting->call_state = CALL_OPEN;
    meeting->hosting->watched = engine->now;
    meeting->hosting->offset = meeting->hosting->busy = 0;
    if (meeting_opened(meeting) == INSTANT_NONE) {
        meeting_progress(meeting)->opened = engine->now;
        engine->counters.started++;
        histogram_add(&engine->counters.lateness, (engine->now - meeting_due(meeting)) * 1000);
    } else {
        engine->counters.reopened++;
    }
    meeting_move(engine, meeting, MEETING_EVENT_OPENED, NULL);
    reunion_wake(engine, meeting);
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        actor_wake(engine, &p->actor, engine->now);
    }
}

static void start_next_bridge(struct meeting *meeting, uint32_t bridge)
{
    meeting->hosting->tried |= 1u << bridge;
}

/* Another bridge takes it, or, if there is none, this one is asked the same a little later. */
static void start_busy(struct engine *engine, struct meeting *meeting)
{
    static const duration_ms waits[] = {250, 500, SECOND_MS, 2 * SECOND_MS, 3 * SECOND_MS};
    size_t last = sizeof waits / sizeof *waits - 1;
    if (bridge_choose(engine, meeting->hosting->tried) == NO_BRIDGE) {
        meeting->hosting->tried = 0;
        meeting->hosting->not_before =
            engine->now + waits[meeting->hosting->busy < last ? meeting->hosting->busy : last];
        meeting->hosting->busy++;
    }
}

static void start_looked(struct engine *engine, struct meeting *meeting, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_DONE) {
        for (size_t i = 0; i < answer->n_records; i++) {
            if (strcmp(record_get(&answer->records[i], "coSpace"), meeting_space(meeting)->id) == 0) {
                engine->counters.adopted[COUNTED_CALL]++;
                engine_notice(engine, false, "call adopted", "meeting=%s call=%s bridge=%s", meeting->id,
                              answer->records[i].id, engine->settings->bridges[meeting->call_bridge].name);
                for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
                    p->look = p->attempts > 0; /* who was dialled before may be in it still */
                }
                start_opened(engine, meeting, answer->records[i].id);
                return;
            }
        }
        meeting->hosting->offset += (uint32_t)answer->n_records;
        if (answer->n_records > 0 && meeting->hosting->offset < answer->total) {
            return; /* the next page */
        }
    }
    if (answer->outcome == OUTCOME_DONE || answer->outcome == OUTCOME_GONE) {
        uint32_t bridge = meeting->call_bridge, before = meeting->hosting->looked;
        meeting->hosting->looked |= meeting_space(meeting)->stray & 1u << bridge;
        if (before == meeting->hosting->looked &&
            meeting->hosting->failures > 1) { /* repeated; may be acted upon yet */
            start_abandon_call(engine, meeting);
            start_next_bridge(meeting, bridge);
        }
        meeting->hosting->offset = 0;
        meeting->call_state = CALL_NONE;
        meeting_touch(engine, meeting);
        return;
    }
    uint32_t bridge = meeting->call_bridge;
    start_abandon_call(engine, meeting);
    start_next_bridge(meeting, bridge);
}

static void start_answered_call(struct engine *engine, struct meeting *meeting, const struct answer *answer)
{
    if (answer->outcome == OUTCOME_DONE) {
        start_opened(engine, meeting, answer->id);
        return;
    }
    if (answer->outcome == OUTCOME_UNKNOWN) {
        meeting->hosting->failures++;
        return; /* stays unclear: the next thing is a look */
    }
    meeting->call_state = CALL_NONE;
    meeting_touch(engine, meeting);
    start_next_bridge(meeting, meeting->call_bridge);
    if (answer->outcome == OUTCOME_GONE) {
        space_lost(engine, meeting_space(meeting), answer->reason);
    } else if (answer->outcome == OUTCOME_BUSY) {
        start_busy(engine, meeting);
    } else if (answer->outcome == OUTCOME_REFUSED && bridge_choose(engine, meeting->hosting->tried) == NO_BRIDGE) {
        start_refused(engine, meeting, answer->reason);
    }
}

/* What a name may be is not documented, and no title is worth a meeting that does not start. */
static bool start_untitled(struct engine *engine, struct meeting *meeting, const char *reason)
{
    static const char REFUSAL[] = "parameterError name";
    size_t len = sizeof REFUSAL - 1;
    bool named = strncasecmp(reason, REFUSAL, len) == 0 && (reason[len] == '\0' || reason[len] == ' ');
    if (!named || meeting->hosting->untitled) {
        return false;
    }
    meeting->hosting->untitled = true;
    engine_notice(engine, true,
                  "the bridge does not take a meeting's title as the name of its space, a plain one is used",
                  "meeting=%s reason=\"%s\"", meeting->id, reason);
    return true;
}

void start_answer(struct engine *engine, struct meeting *meeting, enum request_kind kind, const struct answer *answer)
{
    if (kind == REQUEST_LIST_CALLS) {
        start_looked(engine, meeting, answer);
    } else if (kind == REQUEST_OPEN_CALL) {
        start_answered_call(engine, meeting, answer);
    } else if (kind == REQUEST_OPEN_SPACE) {
        switch (answer->outcome) {
        case OUTCOME_DONE:
            meeting->hosting->opened_space = meeting->hosting->opening_space;
            return;
        case OUTCOME_GONE:
            space_lost(engine, meeting_space(meeting), answer->reason);
            return;
        case OUTCOME_REFUSED:
            if (!start_untitled(engine, meeting, answer->reason)) {
                start_refused(engine, meeting, answer->reason);
            }
            return;
        case OUTCOME_BUSY:
            start_next_bridge(meeting, meeting->actor.errand->bridge);
            start_busy(engine, meeting);
            return;
        case OUTCOME_DENIED:
        case OUTCOME_UNSENT:
        case OUTCOME_UNKNOWN:
            start_next_bridge(meeting, meeting->actor.errand->bridge);
            return;
        }
    }
}
