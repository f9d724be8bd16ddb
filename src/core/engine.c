/* core/engine.c: one step: the fact is taken in, everybody whose time has come acts, the line is served. */
#include "core/engine.h"

#include "base/mem.h"
#include "core/inside.h"

#include <assert.h>
#include <string.h>

enum { CLOCK_SET_BACK_MS = 2000 };

static void bridge_init(struct bridge *bridge, uint32_t index)
{
    *bridge = (struct bridge){.index = index,
                              .state = BRIDGE_UNKNOWN,
                              .state_since = INSTANT_NONE,
                              .error_at = INSTANT_NONE,
                              .held_until = INSTANT_NONE,
                              .drained = INSTANT_NONE,
                              .well_since = INSTANT_NONE};
    actor_init(&bridge->probe, ACTOR_PROBE, &bridge->probe_errand);
    actor_init(&bridge->survey, ACTOR_SURVEY, &bridge->survey_errand);
    actor_init(&bridge->vigil, ACTOR_VIGIL, NULL);
    actor_init(&bridge->pacer, ACTOR_PACER, NULL);
    bridge->quiet_until = INSTANT_NONE;
    heap_init(&bridge->dialing);
    actor_init(&bridge->exam, ACTOR_EXAM, &bridge->exam_errand);
    bridge->load = -1;
}

static const char *meeting_key(const void *meeting)
{
    return ((const struct meeting *)meeting)->id;
}

static const char *space_key(const void *space)
{
    return ((const struct space *)space)->id;
}

static const char *calendar_key(const void *calendar)
{
    return ((const struct calendar *)calendar)->name;
}

struct engine *engine_new(const struct settings *settings, const uint8_t seed[RANDOM_SEED_SIZE])
{
    struct engine *engine = mem_zalloc(sizeof *engine);
    engine->settings = settings;
    engine->now = engine->leap_until = INSTANT_NONE;
    random_init(&engine->random, seed);
    heap_init(&engine->agenda);
    heap_init(&engine->line);
    engine->n_bridges = (uint32_t)settings->n_bridges;
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        bridge_init(&engine->bridges[b], b);
    }
    for (size_t i = 0; i < 2; i++) {
        actor_init(&engine->profiles[i].actor, ACTOR_PROFILE, &engine->profiles[i].errand);
        engine->profiles[i].leg = i == 1;
        engine->profiles[i].not_before = INSTANT_NONE;
        engine->profiles[i].differed = engine->profiles[i].differs_since = INSTANT_NONE;
    }
    actor_init(&engine->housekeeping, ACTOR_HOUSEKEEPING, NULL);
    actor_init(&engine->tenure.actor, ACTOR_TENURE, &engine->tenure.errand);
    engine->tenure.found = engine->tenure.since = engine->tenure.other_since = INSTANT_NONE;
    engine->next_set_key = 1;
    engine->counters.lateness.scale = HISTOGRAM_WAIT;
    engine->edition = hash_bytes(HASH_START, seed, RANDOM_SEED_SIZE);
    engine->next_reread = hash_bytes(HASH_START, seed, RANDOM_SEED_SIZE) >> 1; /* no number of the engine before */
    map_init_of(&engine->spaces_by_id, random_u64(&engine->random), space_key);
    map_init_of(&engine->meetings, random_u64(&engine->random), meeting_key);
    map_init_of(&engine->calendars, random_u64(&engine->random), calendar_key);
    twins_init(&engine->twins, engine->calendars.seed);
    intern_init(&engine->names, engine->calendars.seed);
    endpoints_index(engine);
    return engine;
}

void engine_free(struct engine *engine)
{
    if (engine == NULL) {
        return;
    }
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->meetings, &i, NULL, &value);) {
        meeting_free(value);
    }
    for (size_t i = 0; map_next(&engine->calendars, &i, NULL, &value);) {
        calendar_free(value);
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        space_free(engine->spaces[i]);
    }
    for (struct bulk_set *set = engine->sets, *next; set != NULL; set = next) {
        next = set->next;
        mem_free(set->reason);
        mem_free(set);
    }
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        mem_free(engine->bridges[b].error);
        mem_free(engine->bridges[b].version);
        mem_free(engine->bridges[b].cluster_name);
        heap_done(&engine->bridges[b].dialing);
        mem_free(engine->bridges[b].alarms);
        mem_free(engine->bridges[b].alarms_found);
    }
    census_done(engine);
    rivals_done(engine);
    mem_free(engine->profiles[0].candidates);
    mem_free(engine->profiles[1].candidates);
    map_done(&engine->meetings);
    map_done(&engine->calendars);
    map_done(&engine->endpoints);
    twins_done(&engine->twins);
    intern_done(&engine->names);
    map_done(&engine->spaces_by_id);
    heap_done(&engine->agenda);
    heap_done(&engine->line);
    mem_free(engine->calendar_order);
    mem_free(engine->spaces);
    order_done(&engine->order);
    mem_free(engine->pending);
    mem_free(engine->waiting);
    mem_free(engine);
}

static void engine_begin(struct engine *engine)
{
    engine->started = engine->now;
    if (engine->restored) {
        restored_begin(engine);
    }
    tenure_settings(engine);
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        engine->bridges[b].next_probe = engine->bridges[b].survey_at = engine->bridges[b].state_since = engine->now;
        actor_wake(engine, &engine->bridges[b].probe, engine->now);
        hold_on_clock_back(engine, &engine->bridges[b]); /* it may have been, while nothing ran */
        engine->bridges[b].role = bridge_role_of(engine, &engine->bridges[b]);
    }
    actor_wake(engine, &engine->profiles[0].actor, engine->now);
    actor_wake(engine, &engine->profiles[1].actor, engine->now);
    actor_wake(engine, &engine->housekeeping, engine->now);
    pool_plan(engine);
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        actor_wake(engine, &set->actor, engine->now);
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        /* Each is compared with the cluster once per reconcile_every, spread over it. */
        duration_ms spread = engine->settings->reconcile_every * (duration_ms)i / (duration_ms)engine->n_spaces;
        engine->spaces[i]->checked = engine->now - engine->settings->reconcile_every + spread;
        actor_wake(engine, &engine->spaces[i]->actor, engine->now);
    }
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->meetings, &i, NULL, &value);) {
        struct meeting *meeting = value;
        if (!meeting_is_final(meeting)) {
            actor_wake(engine, &meeting->actor, engine->now);
        }
        reunion_wake(engine, meeting);
        for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
            dial_check_time(engine, p);
            if (meeting->state != MEETING_ACTIVE) {
                continue;
            }
            if (p->look || p->attempts > 1) { /* a dial may have been in doubt when the service died */
                second_expect(engine, p);
            }
            actor_wake(engine, &p->actor, engine->now);
        }
    }
}

static struct bridge *actor_bridge(struct actor *actor)
{
    size_t offset = actor->kind == ACTOR_PROBE    ? offsetof(struct bridge, probe)
                    : actor->kind == ACTOR_SURVEY ? offsetof(struct bridge, survey)
                                                  : offsetof(struct bridge, exam);
    return (struct bridge *)(void *)((char *)actor - offset);
}

static void actor_answer(struct engine *engine, struct actor *actor, enum request_kind kind,
                         const struct answer *answer)
{
    switch (actor->kind) {
    case ACTOR_MEETING:
        meeting_answer(engine, (struct meeting *)actor, kind, answer);
        return;
    case ACTOR_PARTICIPANT:
        dial_answer(engine, (struct participant *)actor, kind, answer);
        return;
    case ACTOR_SPACE:
        space_answer(engine, (struct space *)actor, kind, answer);
        return;
    case ACTOR_SET:
        set_answer(engine, (struct bulk_set *)actor, kind, answer);
        return;
    case ACTOR_PROFILE:
        profile_answer(engine, (struct profile *)actor, kind, answer);
        return;
    case ACTOR_PROBE:
        probe_answer(engine, actor_bridge(actor));
        return;
    case ACTOR_SURVEY:
        survey_answer(engine, actor_bridge(actor), answer);
        return;
    case ACTOR_REUNION:
        reunion_answer(engine, (struct reunion *)actor, answer);
        return;
    case ACTOR_EXAM:
        exam_answer(engine, actor_bridge(actor), answer);
        return;
    case ACTOR_TENURE:
        tenure_answer(engine, kind, answer);
        return;
    case ACTOR_VIGIL:
    case ACTOR_PACER:
    case ACTOR_HOUSEKEEPING:
        return; /* they ask nobody */
    }
}

static void engine_take_answer(struct engine *engine, const struct answer *answer)
{
    for (size_t i = 0; i < engine->n_pending; i++) {
        struct pending pending = engine->pending[i];
        if (pending.number != answer->number) {
            continue;
        }
        engine->pending[i] = engine->pending[--engine->n_pending];
        struct bridge *bridge = &engine->bridges[pending.bridge];
        bridge->in_flight--;
        bool usable = bridge_usable(bridge);
        engine->counters.answers[pending.bridge][answer->outcome]++;
        if (pending.kind == REQUEST_PROBE) {
            probe_heard(engine, bridge, answer, engine->now - pending.sent);
        }
        bridge_observe(engine, pending.bridge, answer);
        pace_learn(engine, bridge, answer);
        if (pending.actor != NULL) {
            pending.actor->errand->request = 0;
            actor_answer(engine, pending.actor, pending.kind, answer);
        }
        bridge_react(engine, pending.bridge, usable);
        agenda_pump(engine, pending.bridge);
        return;
    }
}

/* The clock was set back: what was to be tried again "in a while" is tried now. */
static void engine_clock_back(struct engine *engine)
{
    engine->started = engine->started < engine->now ? engine->started : engine->now;
    engine->leap_until = INSTANT_NONE;
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->meetings, &i, NULL, &value);) {
        struct meeting *meeting = value;
        if (meeting->hosting != NULL) {
            meeting->hosting->not_before = INSTANT_NONE;
            meeting->hosting->watched = engine->now - CALL_WATCH_MS;
            meeting->hosting->landed = engine->now + LANDING_MS;
            meeting->hosting->reunion.not_before = INSTANT_NONE;
            reunion_wake(engine, meeting);
        }
        if (!meeting_is_final(meeting)) {
            actor_wake(engine, &meeting->actor, engine->now);
        }
        for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
            p->dial_at = INSTANT_NONE;
            p->landed = p->landed != INSTANT_NONE ? engine->now + LANDING_MS : INSTANT_NONE;
            actor_wake(engine, &p->actor, engine->now);
        }
    }
    for (size_t i = 0; i < engine->n_spaces; i++) {
        engine->spaces[i]->not_before = INSTANT_NONE;
        engine->spaces[i]->checked = engine->now;
        engine->spaces[i]->differed = engine->spaces[i]->called_at = INSTANT_NONE;
        actor_wake(engine, &engine->spaces[i]->actor, engine->now);
    }
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        set->not_before = INSTANT_NONE;
        actor_wake(engine, &set->actor, engine->now);
    }
    for (size_t i = 0; i < 2; i++) {
        engine->profiles[i].not_before = engine->profiles[i].differed = INSTANT_NONE;
        engine->profiles[i].check_at = engine->now;
        actor_wake(engine, &engine->profiles[i].actor, engine->now);
    }
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        struct bridge *bridge = &engine->bridges[b];
        bridge->next_probe = bridge->survey_at = bridge->state_since = engine->now;
        bridge->dial_clock_us = 0;
        bridge->quiet_until = INSTANT_NONE;
        actor_wake(engine, &bridge->probe, engine->now);
        actor_wake(engine, &bridge->survey, engine->now);
        hold_on_clock_back(engine, bridge);
        bridge->examine_at = engine->now;
        actor_wake(engine, &bridge->exam, engine->now);
        actor_wake(engine, &bridge->vigil, engine->now);
        actor_wake(engine, &bridge->pacer, engine->now);
    }
    for (size_t i = 0; i < engine->n_pending; i++) {
        engine->pending[i].sent = engine->now;
    }
    actor_wake(engine, &engine->housekeeping, engine->now);
    tenure_doubt(engine);
}

static void engine_take_settings(struct engine *engine, const struct settings *settings)
{
    assert(settings->n_bridges == engine->settings->n_bridges);
    engine->settings = settings;
    endpoints_index(engine);
    bridges_forgive(engine);
    tenure_settings(engine);
    spaces_restore(engine);
    pool_plan(engine);
    rivals_review(engine);
    for (size_t i = 0; i < 2; i++) {
        engine->profiles[i].not_before = INSTANT_NONE;
        actor_wake(engine, &engine->profiles[i].actor, engine->now);
    }
    for (struct bulk_set *set = engine->sets; set != NULL; set = set->next) {
        set->not_before = INSTANT_NONE;
        actor_wake(engine, &set->actor, engine->now);
    }
    engine->place = true;
    actor_wake(engine, &engine->housekeeping, engine->now);
}

static void engine_run(struct engine *engine)
{
    for (;;) {
        struct heap_item *first = heap_first(&engine->agenda);
        if (first != NULL && first->at <= engine->now) {
            heap_remove(&engine->agenda, first);
            actor_run(engine, (struct actor *)(void *)first);
        } else if (engine->place) {
            engine->place = false;
            start_serve_line(engine);
        } else if (engine->dropped) {
            agenda_recall(engine);
        } else {
            bridge_warm(engine);
            return;
        }
    }
}

void engine_step(struct engine *engine, instant now, const struct fact *fact, struct effects *effects)
{
    bool set_back = engine->now != INSTANT_NONE && now < engine->now - CLOCK_SET_BACK_MS;
    bool leapt = leap_found(engine, now);
    engine->now = now;
    engine->edition++;
    engine->effects = effects;
    engine->step_reread = engine->next_reread;
    if (set_back) {
        engine_clock_back(engine);
    } else if (leapt) {
        leap_begin(engine);
    }
    switch (fact->kind) {
    case FACT_TIME:
        break;
    case FACT_STARTED:
        engine_begin(engine);
        break;
    case FACT_ANSWER:
        engine_take_answer(engine, fact->answer);
        break;
    case FACT_COMMAND:
        command_apply(engine, fact->command);
        effects->cause = 0;
        break;
    case FACT_SETTINGS:
        engine_take_settings(engine, fact->settings);
        break;
    }
    engine_run(engine);
    roles_review(engine);
    engine->effects = NULL;
}

instant engine_next(const struct engine *engine)
{
    const struct heap_item *first = heap_first(&engine->agenda);
    return first != NULL ? first->at : INSTANT_NEVER;
}
