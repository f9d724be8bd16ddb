/* desk.c: commands and their replies. What was answered with "yes" must be durable. */
#include "transit.h"

#include <string.h>

static const struct reply *desk_find(const struct world *world, uint64_t token)
{
    for (size_t i = 0; i < world->effects.n_replies; i++) {
        if (world->effects.replies[i].token == token) {
            return &world->effects.replies[i];
        }
    }
    return NULL;
}

static void desk_take(const struct reply *reply, struct world_reply *ret_reply)
{
    *ret_reply = (struct world_reply){.err = reply->err, .counts = reply->counts};
    if (reply->meeting != NULL) {
        memcpy(ret_reply->meeting, reply->meeting->id, GUID_SIZE);
    }
    if (reply->participant != NULL) {
        memcpy(ret_reply->participant, reply->participant->id, GUID_SIZE);
    }
}

bool world_command(struct world *world, struct command *command, struct world_reply *ret_reply)
{
    *ret_reply = (struct world_reply){0};
    if (world->engine == NULL || world->failed) {
        return false;
    }
    uint64_t generation = world->generation;
    command->token = 1;
    world_fact(world, &(struct fact){.kind = FACT_COMMAND, .command = command});
    const struct reply *reply = desk_find(world, 1);
    if (reply != NULL) {
        desk_take(reply, ret_reply);
    }
    /* The reply leaves with the turn: a service that dies in it has said nothing. */
    world_finish_turn(world);
    if (world->generation != generation || world->engine == NULL) {
        return false;
    }
    if (ret_reply->err.code == 0 && ret_reply->meeting[0] != '\0' &&
        map_get(&world->accepted, ret_reply->meeting) == NULL) {
        world_fail(world, "meeting %s was accepted and is not durable", ret_reply->meeting);
    }
    return true;
}
