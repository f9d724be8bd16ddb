/* core/role.c: what is to be said of a bridge first, and the part it plays: by what is durable, so that a restart does
 * not change it. */
#include "core/inside.h"

enum place { PLACE_AHEAD, PLACE_HOME, PLACE_STAND_IN, PLACE_BEHIND, N_PLACES }; /* by the preferred one */

static enum place role_place(const struct engine *engine, uint32_t index)
{
    if (index == engine->preferred) {
        return index == 0 ? PLACE_HOME : PLACE_STAND_IN;
    }
    return index < engine->preferred ? PLACE_AHEAD : PLACE_BEHIND;
}

enum bridge_role bridge_role_of(const struct engine *engine, const struct bridge *bridge)
{
    static const enum bridge_role roles[2][N_PLACES][2] = {
        /*                  stays away        comes back by itself */
        [false] = {[PLACE_AHEAD] = {ROLE_FAILED_OVER, ROLE_TAKING_BACK},
                   [PLACE_HOME] = {ROLE_NORMAL, ROLE_NORMAL},
                   [PLACE_STAND_IN] = {ROLE_BACKUP, ROLE_BACKUP},
                   [PLACE_BEHIND] = {ROLE_NORMAL, ROLE_NORMAL}},
        [true] = {[PLACE_AHEAD] = {ROLE_DRAINED, ROLE_DRAINED},
                  [PLACE_HOME] = {ROLE_DRAINED, ROLE_DRAINED},
                  [PLACE_STAND_IN] = {ROLE_DRAINED, ROLE_DRAINED},
                  [PLACE_BEHIND] = {ROLE_DRAINED, ROLE_DRAINED}},
    };
    bool comes_back = bridge->state == BRIDGE_UP && engine->settings->failback_auto && !engine->preferred_by_hand;
    return roles[bridge->drained != INSTANT_NONE][role_place(engine, bridge->index)][comes_back];
}

void roles_review(struct engine *engine)
{
    for (uint32_t b = 0; b < engine->n_bridges; b++) {
        struct bridge *bridge = &engine->bridges[b];
        enum bridge_role role = bridge_role_of(engine, bridge);
        if (role != bridge->role) {
            enum bridge_role before = bridge->role;
            bridge->role = role;
            engine_notice(engine, false, "bridge's role changed", "bridge=%s from=%s to=%s why=%s advice=\"%s\"",
                          engine->settings->bridges[b].name, role_table[before].word, role_table[role].word,
                          reason_table[bridge_reason_of(bridge)].word, bridge_advice(bridge));
        }
    }
}
