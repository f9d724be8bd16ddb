/* view.c: a walk over what exists, for those who check invariants. */
#include "leg.h"
#include "model.h"
#include "space.h"

static const char *shown(const struct sim_space *space, enum sim_space_field field)
{
    const char *value = sim_record_get(&space->record, field);
    return value != NULL ? value : "";
}

void sim_server_each_space(const struct sim_server *server, void (*call)(void *ctx, const struct sim_space_view *space),
                           void *ctx)
{
    for (const struct sim_object *o = server->spaces.first; o != NULL; o = o->next) {
        const struct sim_space *space = (const struct sim_space *)(const void *)o;
        const struct sim_space_view view = {
            .id = o->id,
            .name = shown(space, SIM_SPACE_NAME),
            .uri = shown(space, SIM_SPACE_URI),
            .call_id = shown(space, SIM_SPACE_CALL_ID),
            .passcode = shown(space, SIM_SPACE_PASSCODE),
            .secret = shown(space, SIM_SPACE_SECRET),
            .non_member_access = !sim_record_is(&space->record, SIM_SPACE_NON_MEMBER_ACCESS, "false"),
            .set = space->set != NULL ? space->set->object.id : "",
        };
        call(ctx, &view);
    }
}

void sim_server_each_call(const struct sim_server *server, void (*call)(void *ctx, const struct sim_call_view *view),
                          void *ctx)
{
    for (size_t i = 0; i < server->options.n_bridges; i++) {
        for (const struct sim_object *o = server->bridges[i].calls.first; o != NULL; o = o->next) {
            const struct sim_call *each = (const struct sim_call *)(const void *)o;
            const char *space = each->space != NULL ? each->space->object.id : "";
            call(ctx, &(struct sim_call_view){o->id, space, each->name, i, each->started});
        }
    }
}

void sim_server_each_leg(const struct sim_server *server, void (*call)(void *ctx, const struct sim_leg_view *view),
                         void *ctx)
{
    for (size_t i = 0; i < server->options.n_bridges; i++) {
        for (const struct sim_object *o = server->bridges[i].legs.first; o != NULL; o = o->next) {
            const struct sim_leg *leg = (const struct sim_leg *)(const void *)o;
            const struct sim_leg_view view = {
                .id = o->id,
                .call = leg->call != NULL ? leg->call->object.id : "",
                .remote_party = leg->remote_party,
                .state = sim_leg_state_word(leg),
                .bridge = i,
            };
            call(ctx, &view);
        }
    }
}
