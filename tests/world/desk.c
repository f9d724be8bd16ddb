/* desk.c: commands and their replies. Who was told "yes" is remembered, and must be found again after every crash. */
#include "transit.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static void desk_accept(struct world *world, const char *id)
{
    if (map_get(&world->accepted, id) == NULL) {
        map_set(&world->accepted, id, mem_strdup(id));
    }
}

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
    if (ret_reply->err.code == 0 && ret_reply->meeting[0] != '\0') {
        desk_accept(world, ret_reply->meeting);
    }
    return true;
}
