/* call.c: the life of calls. One that the API made stays when its last leg has gone. */
#include "call.h"

#include "leg.h"
#include "profile.h"
#include "space.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const position_words[] = {"top", "middle", "bottom", NULL};
static const char *const self_pane_words[] = {"skip", "self", "blank", "unset", NULL};

static const struct sim_field fields[] = {
    {.name = "locked", .type = SIM_FIELD_BOOL, .shown = "false"},
    {.name = "recording", .type = SIM_FIELD_BOOL, .shown = "false"},
    {.name = "streaming", .type = SIM_FIELD_BOOL, .shown = "false"},
    {.name = "allowAllMuteSelf", .type = SIM_FIELD_BOOL, .shown = "false"},
    {.name = "allowAllPresentationContribution", .type = SIM_FIELD_BOOL, .shown = "false"},
    {.name = "joinAudioMuteOverride", .type = SIM_FIELD_BOOL},
    {.name = "messageText", .type = SIM_FIELD_TEXT},
    {.name = "messagePosition", .type = SIM_FIELD_WORD, .words = position_words, .shown = "middle"},
    {.name = "messageDuration", .type = SIM_FIELD_TEXT, .shown = "0"},
    {.name = "activeWhenEmpty", .type = SIM_FIELD_BOOL, .shown = "true"},
    {.name = "panePlacementHighestImportance", .type = SIM_FIELD_NUMBER},
    {.name = "panePlacementSelfPaneMode", .type = SIM_FIELD_WORD, .words = self_pane_words},
};

const struct sim_schema sim_call_schema = {fields, sizeof fields / sizeof fields[0]};

struct sim_call *sim_call_of_space(const struct sim_space *space, const struct sim_bridge *bridge)
{
    for (struct sim_call *call = space->calls; call != NULL; call = call->space_next) {
        if (call->bridge == bridge) {
            return call;
        }
    }
    return NULL;
}

static void join_space(struct sim_call *call, struct sim_space *space)
{
    call->space = space;
    call->space_next = space->calls;
    space->calls = call;
    const char *name = sim_record_get(&space->record, SIM_SPACE_NAME);
    call->name = mem_strdup(name != NULL ? name : "");
    if (call->space_next != NULL) {
        memcpy(call->correlator, call->space_next->correlator, GUID_SIZE);
    }
}

struct sim_call *sim_call_begin(struct sim_server *server, struct sim_bridge *bridge, struct sim_space *space,
                                const char *name)
{
    struct sim_call *call = mem_zalloc(sizeof *call);
    sim_table_add(&bridge->calls, &call->object, &server->random);
    sim_record_init(&call->record, &sim_call_schema);
    call->bridge = bridge;
    call->started = server->now;
    if (space != NULL) {
        join_space(call, space);
    } else {
        call->name = mem_strdup(name);
    }
    if (call->correlator[0] == '\0') {
        random_guid(&server->random, call->correlator);
    }
    return call;
}

static void leave_space(struct sim_call *call)
{
    if (call->space == NULL) {
        return;
    }
    struct sim_call **link = &call->space->calls;
    while (*link != call) {
        link = &(*link)->space_next;
    }
    *link = call->space_next;
}

void sim_call_end(struct sim_server *server, struct sim_call *call)
{
    while (call->legs != NULL) {
        sim_leg_end(server, call->legs);
    }
    leave_space(call);
    sim_table_remove(&call->bridge->calls, &call->object);
    sim_record_done(&call->record);
    mem_free(call->name);
    mem_free(call);
}

bool sim_call_is_full(const struct sim_server *server, const struct sim_call *call)
{
    const char *profile_id = call->space != NULL ? sim_record_get(&call->space->record, SIM_SPACE_CALL_PROFILE) : NULL;
    const struct sim_profile *profile = profile_id != NULL ? sim_table_find(&server->call_profiles, profile_id) : NULL;
    const char *limit = profile != NULL ? sim_record_get(&profile->record, SIM_CALL_PROFILE_LIMIT) : NULL;
    if (limit == NULL) {
        return false;
    }
    size_t n_legs = 0;
    for (const struct sim_call *each = call->space->calls; each != NULL; each = each->space_next) {
        n_legs += each->n_legs;
    }
    return n_legs >= strtoull(limit, NULL, 10);
}

struct sim_call *sim_call_find(struct sim_exchange *exchange)
{
    struct sim_call *call = sim_table_find(&exchange->bridge->calls, exchange->ids[0]);
    if (call == NULL) {
        sim_answer_missing(exchange, "callDoesNotExist");
    }
    return call;
}
