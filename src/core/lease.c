/* core/lease.c: how long a look at our mark counts, and what may be done while it does (core/tenure.h). */
#include "core/inside.h"

enum {
    TENURE_EVERY_MOST_MS = MINUTE_MS, /* between two renewals; less often than reconcile_every they need not be */
    TENURE_LEASE = 2,                 /* periods after which ours, unseen, may be ours no more */
};

duration_ms tenure_every(const struct engine *engine)
{
    duration_ms every = engine->settings->reconcile_every;
    return every < SECOND_MS ? SECOND_MS : every < TENURE_EVERY_MOST_MS ? every : TENURE_EVERY_MOST_MS;
}

bool tenure_is_fresh(const struct engine *engine)
{
    const struct tenure *tenure = &engine->tenure;
    return tenure->found != INSTANT_NONE && tenure->found <= engine->now &&
           engine->now < tenure->found + TENURE_LEASE * tenure_every(engine);
}

bool tenure_holds(const struct engine *engine)
{
    const struct tenure *tenure = &engine->tenure;
    return tenure_table[tenure->state].may_act && (tenure->state != TENURE_OURS || tenure_is_fresh(engine));
}

bool tenure_is_undecided(const struct engine *engine)
{
    return !tenure_holds(engine) && engine->tenure.state != TENURE_WATCHED && engine->tenure.state != TENURE_THEIRS;
}

bool tenure_allows(const struct engine *engine, const struct actor *actor)
{
    return actor->kind == ACTOR_TENURE || actor->kind == ACTOR_EXAM || actor->kind == ACTOR_PROBE ||
           tenure_holds(engine);
}
