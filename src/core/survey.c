/* core/survey.c: what stands on a bridge that no meeting has. */
#include "core/inside.h"

/* The calls on a bridge: one in a space of ours that no meeting has is nobody's, and is closed. */
void survey_run(struct engine *engine, struct bridge *bridge)
{
    if (!bridge_usable(bridge)) {
        return;
    }
    if (bridge->survey_at > engine->now) {
        actor_wake(engine, &bridge->survey, bridge->survey_at);
    } else if (agenda_slot(engine, &bridge->survey, bridge->index)) {
        agenda_send(engine, &bridge->survey, bridge->index, REQUEST_LIST_CALLS)->offset = bridge->survey_offset;
    }
}

void survey_answer(struct engine *engine, struct bridge *bridge, const struct answer *answer)
{
    bool more = false;
    if (answer->outcome == OUTCOME_DONE) {
        for (size_t i = 0; i < answer->n_records; i++) {
            struct space *space = map_get(&engine->spaces_by_id, record_get(&answer->records[i], "coSpace"));
            if (space != NULL && (space->state == SPACE_FREE || space->state == SPACE_DIRTY)) {
                space->stray |= 1u << bridge->index;
                space_move(engine, space, SPACE_EVENT_SPOIL);
                actor_wake(engine, &space->actor, engine->now); /* it may have waited for another bridge */
            } else if (space != NULL && space->state == SPACE_CONTESTED) {
                space->called_at = engine->now;
            } else if (space != NULL && space->meeting != NULL) {
                reunion_see(engine, space->meeting, bridge->index, answer->records[i].id);
            }
        }
        bridge->survey_offset += (uint32_t)answer->n_records;
        more = answer->n_records > 0 && bridge->survey_offset < answer->total;
    }
    if (!more) {
        bridge->survey_offset = 0;
        bridge->survey_at = engine->now + engine->settings->reconcile_every;
    }
    survey_run(engine, bridge);
}
