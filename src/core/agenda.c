/* core/agenda.c: who acts when. Actors wake at their time; each has one request under way at most; a bridge takes
 * `in_flight` of them at once and serves those who wait by priority, then in their order. An actor that waits for
 * a bridge that is away simply stays in its queue. */
#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <string.h>

void actor_init(struct actor *actor, enum actor_kind kind, struct errand *errand)
{
    *actor = (struct actor){.kind = kind, .errand = errand};
    if (errand != NULL) {
        *errand = (struct errand){0};
    }
    heap_item_init(&actor->item);
}

static void queue_remove(struct actor *actor)
{
    struct errand *errand = actor->errand;
    struct queue *queue = errand != NULL ? errand->queue : NULL;
    if (queue == NULL) {
        return;
    }
    *(errand->previous != NULL ? &errand->previous->errand->next : &queue->head) = errand->next;
    *(errand->next != NULL ? &errand->next->errand->previous : &queue->tail) = errand->previous;
    errand->queue = NULL;
    errand->next = errand->previous = NULL;
}

void actor_queue(struct queue *queue, struct actor *actor)
{
    struct errand *errand = actor->errand;
    assert(errand != NULL);
    if (errand->queue == queue) {
        return;
    }
    queue_remove(actor);
    errand->queue = queue;
    errand->previous = queue->tail;
    errand->next = NULL;
    *(queue->tail != NULL ? &queue->tail->errand->next : &queue->head) = actor;
    queue->tail = actor;
}

void actor_wake(struct engine *engine, struct actor *actor, instant at)
{
    if (at == INSTANT_NEVER) {
        heap_remove(&engine->agenda, &actor->item);
    } else {
        heap_set(&engine->agenda, &actor->item, at);
    }
}

void actor_rest(struct engine *engine, struct actor *actor)
{
    heap_remove(&engine->agenda, &actor->item);
    queue_remove(actor);
}

static struct pending *pending_find(struct engine *engine, uint64_t number)
{
    for (size_t i = 0; i < engine->n_pending; i++) {
        if (engine->pending[i].number == number) {
            return &engine->pending[i];
        }
    }
    return NULL;
}

void actor_drop_request(struct engine *engine, struct actor *actor)
{
    if (actor_is_asking(actor)) {
        struct pending *pending = pending_find(engine, actor->errand->request);
        assert(pending != NULL);
        pending->actor = NULL;
        actor->errand->request = 0;
        engine->dropped = true;
    }
}

void actor_retire(struct engine *engine, struct actor *actor)
{
    actor_rest(engine, actor);
    actor_drop_request(engine, actor);
}

void agenda_recall(struct engine *engine)
{
    struct effects *effects = engine->effects;
    engine->dropped = false;
    for (size_t i = 0; i < effects->n_requests; i++) {
        struct request *request = &effects->requests[i];
        bool makes = request->kind == REQUEST_DIAL || request->kind == REQUEST_OPEN_CALL;
        struct pending *pending = makes && request->number != 0 ? pending_find(engine, request->number) : NULL;
        if (pending != NULL && pending->actor == NULL) {
            uint32_t bridge = pending->bridge;
            *pending = engine->pending[--engine->n_pending];
            engine->bridges[bridge].in_flight--;
            request_done(request);
            agenda_pump(engine, bridge); /* may want more to be sent: effects->requests moves */
        }
    }
}

static uint32_t actor_priority(const struct actor *actor)
{
    switch (actor->kind) {
    case ACTOR_MEETING:
        switch (((const struct meeting *)actor)->state) {
        case MEETING_ENDING:
            return PRIORITY_END;
        case MEETING_STARTING:
            return PRIORITY_START;
        default:
            return PRIORITY_REST;
        }
    case ACTOR_SPACE:
        return ((const struct space *)actor)->state == SPACE_DIRTY ? PRIORITY_END : PRIORITY_REST;
    case ACTOR_PARTICIPANT: {
        const struct participant *participant = (const struct participant *)actor;
        return participant->state == PARTICIPANT_PENDING || participant->unsent || participant->removing
                   ? PRIORITY_DIAL
                   : PRIORITY_REST;
    }
    case ACTOR_SET:
    case ACTOR_PROFILE:
        return PRIORITY_START;
    case ACTOR_REUNION:
        return PRIORITY_DIAL;
    case ACTOR_TENURE:
        return PRIORITY_END; /* all others hang on it */
    case ACTOR_PROBE:
    case ACTOR_SURVEY:
    case ACTOR_VIGIL:
    case ACTOR_PACER:
    case ACTOR_EXAM:
    case ACTOR_HOUSEKEEPING:
        return PRIORITY_REST;
    }
    return PRIORITY_REST;
}

bool agenda_slot(struct engine *engine, struct actor *actor, uint32_t index)
{
    struct bridge *bridge = &engine->bridges[index];
    if (!tenure_allows(engine, actor)) {
        actor_queue(&engine->unclaimed, actor);
        return false;
    }
    if (bridge_usable(bridge) && bridge->in_flight < pace_limit(engine, bridge)) {
        queue_remove(actor);
        return true;
    }
    actor_queue(&bridge->waiting[actor_priority(actor)], actor);
    return false;
}

void agenda_strand(struct engine *engine, struct actor *actor)
{
    actor_queue(&engine->stranded, actor);
}

uint32_t agenda_any(struct engine *engine, struct actor *actor)
{
    uint32_t index = bridge_choose_any(engine);
    if (index == NO_BRIDGE) {
        agenda_strand(engine, actor);
        return NO_BRIDGE;
    }
    return agenda_slot(engine, actor, index) ? index : NO_BRIDGE;
}

static bool actor_hurries(const struct actor *actor)
{
    return actor_priority(actor) < N_PRIORITIES - 1 ||
           (actor->kind == ACTOR_MEETING && ((const struct meeting *)actor)->state <= MEETING_WAITING);
}

bool engine_hurries(const struct engine *engine, instant by)
{
    for (size_t i = 0; i < engine->n_pending; i++) {
        const struct actor *actor = engine->pending[i].actor;
        if (actor != NULL && actor_hurries(actor)) {
            return true;
        }
    }
    const struct heap_item *first = heap_first(&engine->agenda);
    return first != NULL && first->at <= by && actor_hurries((const struct actor *)(const void *)first);
}

/* Is everything that decides what this actor does durable already? */
static bool actor_is_durable(const struct actor *actor)
{
    switch (actor->kind) {
    case ACTOR_MEETING: {
        const struct space *space = meeting_space((const struct meeting *)actor);
        return !actor->changed && (space == NULL || !space->actor.changed);
    }
    case ACTOR_PARTICIPANT:
        return !actor->changed && !((const struct participant *)actor)->meeting->actor.changed;
    case ACTOR_SPACE:
        return !actor->changed;
    case ACTOR_TENURE:
        return false; /* its beat may be new */
    case ACTOR_SET:
    case ACTOR_PROFILE:
    case ACTOR_REUNION:
        return false; /* they hang on one another or on others, and are in no hurry */
    case ACTOR_PROBE:
    case ACTOR_SURVEY:
    case ACTOR_VIGIL:
    case ACTOR_PACER:
    case ACTOR_EXAM:
    case ACTOR_HOUSEKEEPING:
        return true;
    }
    return false;
}

struct request *agenda_send(struct engine *engine, struct actor *actor, uint32_t index, enum request_kind kind)
{
    uint64_t number = ++engine->next_request;
    if (actor != NULL) {
        assert(actor->errand != NULL && actor->errand->request == 0);
        actor->errand->request = number;
        actor->errand->bridge = index;
    }
    engine->bridges[index].in_flight++;
    ARRAY_GROW(engine->pending, engine->n_pending, engine->pending_capacity);
    engine->pending[engine->n_pending++] = (struct pending){number, index, kind, actor, engine->now};

    struct effects *effects = engine->effects;
    ARRAY_GROW(effects->requests, effects->n_requests, effects->requests_capacity);
    struct request *request = &effects->requests[effects->n_requests++];
    bool gated = actor != NULL && !actor_is_durable(actor);
    *request = (struct request){.number = number, .kind = kind, .bridge = index, .gated = gated};
    request_explain(request, actor);
    return request;
}

void agenda_pump(struct engine *engine, uint32_t index)
{
    struct bridge *bridge = &engine->bridges[index];
    for (uint32_t priority = 0; priority < N_PRIORITIES; priority++) {
        struct queue *queue = &bridge->waiting[priority];
        if (priority == PRIORITY_DIAL) {
            dials_serve(engine, bridge);
        }
        while (queue->head != NULL && bridge_usable(bridge) && bridge->in_flight < pace_limit(engine, bridge)) {
            struct actor *actor = queue->head;
            queue_remove(actor);
            actor_run(engine, actor);
        }
    }
}

void agenda_release(struct engine *engine, struct queue *queue)
{
    struct queue all = *queue;
    *queue = (struct queue){0};
    for (struct actor *actor = all.head; actor != NULL; actor = actor->errand->next) {
        actor->errand->queue = &all;
    }
    while (all.head != NULL) {
        struct actor *actor = all.head;
        queue_remove(actor);
        actor_run(engine, actor);
    }
}

duration_ms agenda_backoff(uint32_t failures)
{
    static const uint32_t steps[] = {1, 2, 5, 10, 30, 60}; /* seconds */
    size_t n = sizeof steps / sizeof *steps;
    return steps[failures == 0 ? 0 : failures > n ? n - 1 : failures - 1] * SECOND_MS;
}

void actor_run(struct engine *engine, struct actor *actor)
{
    if (actor_is_asking(actor)) {
        return; /* its answer will run it */
    }
    switch (actor->kind) {
    case ACTOR_MEETING:
        meeting_run(engine, (struct meeting *)actor);
        return;
    case ACTOR_PARTICIPANT:
        dial_run(engine, (struct participant *)actor);
        return;
    case ACTOR_SPACE:
        space_run(engine, (struct space *)actor);
        return;
    case ACTOR_SET:
        set_run(engine, (struct bulk_set *)actor);
        return;
    case ACTOR_PROFILE:
        profile_run(engine, (struct profile *)actor);
        return;
    case ACTOR_PROBE:
        probe_run(engine, (struct bridge *)(void *)((char *)actor - offsetof(struct bridge, probe)));
        return;
    case ACTOR_SURVEY:
        survey_run(engine, (struct bridge *)(void *)((char *)actor - offsetof(struct bridge, survey)));
        return;
    case ACTOR_EXAM:
        exam_run(engine, (struct bridge *)(void *)((char *)actor - offsetof(struct bridge, exam)));
        return;
    case ACTOR_VIGIL:
        vigil_run(engine, (struct bridge *)(void *)((char *)actor - offsetof(struct bridge, vigil)));
        return;
    case ACTOR_REUNION:
        reunion_run(engine, (struct reunion *)actor);
        return;
    case ACTOR_TENURE:
        tenure_run(engine);
        return;
    case ACTOR_PACER:
        pace_run(engine, (struct bridge *)(void *)((char *)actor - offsetof(struct bridge, pacer)));
        return;
    case ACTOR_HOUSEKEEPING:
        housekeeping_run(engine);
        return;
    }
}
