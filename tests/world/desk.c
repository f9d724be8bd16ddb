/* desk.c: commands and their replies. What was answered with "yes" must be durable. */
#include "transit.h"

#include <string.h>

enum { DESK_TOKEN = 1 };

/* A booking that must be read again takes so long. */
static const duration_ms patience = 10 * SECOND_MS;

static void desk_take(const struct reply *reply, struct world_reply *ret_reply)
{
    *ret_reply = (struct world_reply){.err = reply->err, .counts = reply->counts};
    memcpy(ret_reply->note, reply->note, REPLY_NOTE_SIZE);
    if (reply->meeting != NULL) {
        memcpy(ret_reply->meeting, reply->meeting->id, GUID_SIZE);
    }
    if (reply->participant != NULL) {
        memcpy(ret_reply->participant, reply->participant->id, GUID_SIZE);
    }
}

void desk_hear(struct world *world)
{
    for (size_t i = 0; i < world->effects.n_replies && world->awaited_reply != NULL; i++) {
        if (world->effects.replies[i].token == DESK_TOKEN) {
            desk_take(&world->effects.replies[i], world->awaited_reply);
            world->replied = true;
        }
    }
}

bool world_command(struct world *world, struct command *command, struct world_reply *ret_reply)
{
    *ret_reply = (struct world_reply){0};
    if (world->engine == NULL || world->failed) {
        return false;
    }
    uint64_t generation = world->generation;
    command->token = DESK_TOKEN;
    world->awaited_reply = ret_reply;
    world->replied = false;
    world_fact(world, &(struct fact){.kind = FACT_COMMAND, .command = command});
    /* The reply leaves with a turn, mostly with this one: a service that dies in it has said nothing. */
    world_finish_turn(world);
    for (instant until = world->now + patience;
         !world->replied && world->generation == generation && world->now < until && !world->failed;) {
        world_run(world, world->now + 20);
    }
    world->awaited_reply = NULL;
    if (!world->replied && world->generation == generation) {
        world_fail(world, "a command was never answered");
    }
    if (world->generation != generation || world->engine == NULL) {
        return false;
    }
    if (ret_reply->err.code == 0 && ret_reply->meeting[0] != '\0' &&
        map_get(&world->accepted, ret_reply->meeting) == NULL) {
        world_fail(world, "meeting %s was accepted and is not durable", ret_reply->meeting);
    }
    return true;
}
