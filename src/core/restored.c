/* core/restored.c: the state comes from a backup, or another service had the pool: the bridges may know more than we
 * do.
 *
 * What was begun since the copy was made is looked for before it is done: any space may hold a call that we do not know
 * of (free ones are cleaned before they are given away), anybody may have been dialled. Durable with the first turn. */
#include "core/inside.h"

void space_distrust(struct engine *engine, struct space *space)
{
    if (space->state == SPACE_LEAVING) {
        return; /* is looked at in any case */
    }
    space->stray = engine->n_bridges < 32 ? (1u << engine->n_bridges) - 1 : UINT32_MAX;
    if (space->state == SPACE_FREE) {
        space_move(engine, space, SPACE_EVENT_SPOIL);
    } else {
        effects_change(engine->effects, CHANGE_SPACE, space, NULL);
        actor_wake(engine, &space->actor, engine->now); /* one that is closed has more to be looked at */
    }
}

/* Whoever has been tried is looked for among the legs. */
static void restored_meeting(struct engine *engine, struct meeting *meeting)
{
    for (struct participant *p = meeting->participants; p != NULL; p = p->next) {
        if (p->state == PARTICIPANT_PENDING && p->attempts == 0) {
            p->attempts = 1;
            p->look = true;
            participant_touch(engine, p);
        }
    }
}

void engine_distrust(struct engine *engine)
{
    for (size_t i = 0; i < engine->n_spaces; i++) {
        space_distrust(engine, engine->spaces[i]);
    }
    void *value = NULL;
    for (size_t i = 0; map_next(&engine->meetings, &i, NULL, &value);) {
        struct meeting *meeting = value;
        if (meeting_is_running(meeting)) {
            restored_meeting(engine, meeting);
            reunion_wake(engine, meeting);
        }
    }
}

void restored_begin(struct engine *engine)
{
    engine->restored = false;
    engine_distrust(engine);
    tenure_forget(engine); /* whom it was copied from may live */
    engine_notice(engine, true, "the store is a backup that was put back: what the bridges have is looked at first",
                  "spaces=%zu", engine->n_spaces);
}
