/* core/encounter.c: what comes to whose the pool is from elsewhere than the look at the lowest space (tenure.c):
 * another service's mark on one of our other spaces, whose pool begins there, and the operator's word. */
#include "core/inside.h"

#include <stdio.h>
#include <string.h>

_Static_assert(sizeof((struct space *)0)->met == MARK_WORD_SIZE, "a beat");

/* This store wrote it, where it is now. */
bool tenure_is_from_here(const struct engine *engine, const struct mark *mark)
{
    return strcmp(mark->installation, engine->tenure.installation) == 0 &&
           strcmp(mark->place, engine->settings->place) == 0;
}

/* A mark that stands still is what somebody has left, or one of ours from before the pool had lower spaces. One whose
 * beat is another than last time is a service that has this space, too: it is the other one's lowest, so it does not
 * see ours, and the pool is watched at that space until it falls silent. */
void tenure_meet(struct engine *engine, struct space *space, const struct record *record)
{
    struct tenure *tenure = &engine->tenure;
    struct mark mark;
    if (!engine->settings->pool.mark || space == tenure_space(engine) ||
        !mark_read(record_get(record, "cdrTag"), &mark) || tenure_is_from_here(engine, &mark)) {
        space->met[0] = '\0';
        return;
    }
    bool lives = space->met[0] != '\0' && strcmp(space->met, mark.beat) != 0 &&
                 strcmp(tenure->other.beat, mark.beat) != 0; /* which was watched, and stood still */
    memcpy(space->met, mark.beat, sizeof space->met);
    if (!lives || tenure_watches(tenure)) {
        return;
    }
    engine_notice(engine, true, "another service has marked a space of ours: its range overlaps with this one's",
                  "index=%u id=%s", space->index, space->id);
    actor_retire(engine, &tenure->actor);
    memcpy(tenure->target, space->id, ID_SIZE);
    tenure->other = mark;
    tenure->other_since = engine->now;
    tenure->step = TENURE_LOOK;
    tenure_move(engine, TENURE_EVENT_FOREIGN);
    tenure_move(engine, TENURE_EVENT_BEAT);
    tenure_doubt(engine);
}

/* What the other one did with the pool since is found as after a restore. */
void tenure_take_over(struct engine *engine, enum tenure_event event)
{
    struct tenure *tenure = &engine->tenure;
    if (tenure_space(engine) == NULL) { /* the pool says that its spaces are in its way, unless they are taken, too */
        if (event == TENURE_EVENT_ORDERED || strcmp(tenure->other.place, engine->settings->place) == 0) {
            adopt_order(engine, true);
        }
        tenure_move(engine, TENURE_EVENT_NOTHING);
        return;
    }
    tenure->target[0] = '\0';
    engine_distrust(engine);
    tenure_move(engine, event);
}

/* Another service may live, whose lowest space that is: nothing is done before it has been looked at; unless the
 * operator says that there is none. */
void tenure_adopted(struct engine *engine, const struct space *lowest, bool claimed)
{
    struct tenure *tenure = &engine->tenure;
    if (!engine->settings->pool.mark) {
        return;
    }
    actor_retire(engine, &tenure->actor);
    tenure->target[0] = '\0';
    tenure->step = TENURE_LOOK;
    if (claimed) {
        tenure_move(engine, TENURE_EVENT_ORDERED);
    } else {
        snprintf(tenure->target, ID_SIZE, "%s", lowest == tenure_space(engine) ? "" : lowest->id);
        tenure_move(engine, TENURE_EVENT_DOUBTED);
    }
    tenure_doubt(engine);
}

int tenure_order(struct engine *engine, struct reply *reply)
{
    const struct tenure *tenure = &engine->tenure;
    if (!tenure_watches(tenure)) {
        return adopt_order(engine, false) ? 0
                                          : err_set(&reply->err, ERR_CONFLICT, "there is nothing to claim: %s",
                                                    tenure_table[tenure->state].text);
    }
    const struct space *met = map_get(&engine->spaces_by_id, tenure->target);
    if (met != NULL && met != tenure_space(engine)) {
        return err_set(
            &reply->err, ERR_CONFLICT,
            "the other service's pool begins at space %u, it would not see that this one is taken over: stop "
            "it, or give one of the two another range in pool",
            met->index);
    }
    actor_retire(engine, &engine->tenure.actor);
    tenure_take_over(engine, TENURE_EVENT_ORDERED);
    tenure_doubt(engine);
    return 0;
}
