/* hand.c: people at the bridges: they rename, open, delete, call, close; and they have things of their own. */
#include "transit.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

/* The Location's id, "" if the answer had none; NULL if it was refused. In a buffer that the next call reuses. */
const char *world_hand(struct world *world, size_t bridge, const char *method, const char *path, const char *body)
{
    static char id[GUID_SIZE];
    const struct sim_request request = {method, path, "Basic YWRtaW46cw==", body, strlen(body)};
    struct sim_answer answer;
    buf_init(&answer.body, (size_t)1 << 20);
    if (world->stopped[bridge]) {
        return NULL;
    }
    sim_server_handle(world->server, bridge, &request, &answer);
    size_t len = strlen(answer.location);
    snprintf(id, sizeof id, "%.36s", len >= GUID_SIZE ? &answer.location[len - (GUID_SIZE - 1)] : "");
    buf_done(&answer.body);
    return answer.status == 200 ? id : NULL;
}

static size_t a_bridge(const struct world *world)
{
    for (size_t b = 0; b < world->settings.n_bridges; b++) {
        if (!world->stopped[b]) {
            return b;
        }
    }
    return 0;
}

static const struct space *hand_space(const struct world *world, uint32_t index)
{
    const struct space *space = NULL;
    for (size_t i = 0; world->engine != NULL && (space = engine_space_at(world->engine, i)) != NULL; i++) {
        if (space->index == index) {
            return space;
        }
    }
    return NULL;
}

static bool hand_on_space(struct world *world, uint32_t index, const char *method, const char *body)
{
    const struct space *space = hand_space(world, index);
    if (space == NULL) {
        return false;
    }
    CLEAN_FREE char *path = mem_printf("/api/v1/coSpaces/%s", space->id);
    trace_line(world, "(by hand: %s space %u%s%s)", method, index, body[0] != '\0' ? " " : "", body);
    return world_hand(world, a_bridge(world), method, path, body) != NULL;
}

bool world_hand_rename(struct world *world, uint32_t space, const char *name)
{
    CLEAN_FREE char *body = mem_printf("name=%s", name);
    return hand_on_space(world, space, "PUT", body);
}

bool world_hand_readdress(struct world *world, uint32_t space, const char *uri)
{
    CLEAN_FREE char *body = mem_printf("uri=%s&callId=%s", uri, uri);
    return hand_on_space(world, space, "PUT", body);
}

bool world_hand_mark(struct world *world, uint32_t space, const char *beat, const char *host)
{
    CLEAN_FREE char *body = beat[0] == '\0' ? mem_strdup("cdrTag=")
                            : strchr(beat, '+') != NULL
                                ? mem_printf("cdrTag=%s", beat)
                                : mem_printf("cdrTag=cospaced+0ff1ce00+at%%3D0ff1ce01+beat%%3D%s+every%%3D60+since%%3D"
                                             "2026-11-01T08:00:00Z+host%%3D%s",
                                             beat, host);
    return hand_on_space(world, space, "PUT", body);
}

bool world_hand_open(struct world *world, uint32_t space)
{
    if (hand_space(world, space) != NULL) {
        map_set(&world->odd, hand_space(world, space)->id, world);
    }
    return hand_on_space(world, space, "PUT", "nonMemberAccess=true&passcode=4711");
}

bool world_hand_delete(struct world *world, uint32_t space)
{
    return hand_on_space(world, space, "DELETE", "");
}

bool world_hand_call(struct world *world, uint32_t index, size_t bridge)
{
    const struct space *space = hand_space(world, index);
    if (space == NULL || world->stopped[bridge]) {
        return false;
    }
    CLEAN_FREE char *body = mem_printf("coSpace=%s", space->id);
    trace_line(world, "(by hand: a call in space %u on %s)", index, world->settings.bridges[bridge].name);
    return world_hand(world, bridge, "POST", "/api/v1/calls", body) != NULL;
}

bool world_hand_close_call(struct world *world, uint32_t index)
{
    const struct space *space = hand_space(world, index);
    const struct meeting *meeting = space != NULL ? space->meeting : NULL;
    if (meeting == NULL || meeting->call_state != CALL_OPEN) {
        return false;
    }
    CLEAN_FREE char *path = mem_printf("/api/v1/calls/%s", meeting_call_id(meeting));
    trace_line(world, "(by hand: the call in space %u is closed)", index);
    return world_hand(world, meeting->call_bridge, "DELETE", path, "") != NULL;
}

static bool hand_guest(struct world *world, size_t bridge, const char *call, const char *party)
{
    CLEAN_FREE char *path = mem_printf("/api/v1/calls/%s/callLegs", call);
    CLEAN_FREE char *body = mem_printf("remoteParty=%s", party);
    const char *id = world_hand(world, bridge, "POST", path, body);
    if (id != NULL && id[0] != '\0') {
        map_set(&world->foreign, id, world);
    }
    return id != NULL;
}

bool world_hand_guest(struct world *world, uint32_t index, const char *party)
{
    const struct space *space = hand_space(world, index);
    const struct meeting *meeting = space != NULL ? space->meeting : NULL;
    return meeting != NULL && meeting->call_state == CALL_OPEN &&
           hand_guest(world, meeting->call_bridge, meeting_call_id(meeting), party);
}

struct hand_call {
    const char *space;
    size_t bridge;
    char id[ID_SIZE]; /* "": there is none */
};

static void find_call(void *ctx, const struct sim_call_view *view)
{
    struct hand_call *call = ctx;
    if (view->bridge == call->bridge && strcmp(view->space, call->space) == 0) {
        snprintf(call->id, sizeof call->id, "%s", view->id);
    }
}

bool world_hand_guest_at(struct world *world, uint32_t index, size_t bridge, const char *party)
{
    const struct space *space = hand_space(world, index);
    struct hand_call call = {.space = space != NULL ? space->id : "", .bridge = bridge};
    sim_server_each_call(world->server, find_call, &call);
    trace_line(world, "(%s comes into space %u on %s)", party, index, world->settings.bridges[bridge].name);
    return call.id[0] != '\0' && hand_guest(world, bridge, call.id, party);
}

void world_hand_foreign(struct world *world, const char *name)
{
    size_t bridge = a_bridge(world);
    CLEAN_FREE char *body = mem_printf("name=%s&uri=%s", name, name);
    const char *id = world_hand(world, bridge, "POST", "/api/v1/coSpaces", body);
    if (id == NULL || id[0] == '\0') {
        return;
    }
    map_set(&world->foreign, id, world);
    CLEAN_FREE char *call = mem_printf("coSpace=%s", id);
    id = world_hand(world, bridge, "POST", "/api/v1/calls", call);
    if (id == NULL || id[0] == '\0') {
        return;
    }
    map_set(&world->foreign, id, world);
    CLEAN_FREE char *path = mem_printf("/api/v1/calls/%s/callLegs", id);
    id = world_hand(world, bridge, "POST", path, "remoteParty=stranger@example.org");
    if (id != NULL && id[0] != '\0') {
        map_set(&world->foreign, id, world);
    }
}

/* Another client syncs the set that made this space: all its spaces get new ids. */
bool world_hand_resync(struct world *world, uint32_t index)
{
    const struct space *space = hand_space(world, index);
    if (space == NULL) {
        return false;
    }
    CLEAN_FREE char *body = mem_printf("cospaceBulkParameterSet=%s", space->set);
    trace_line(world, "(by hand: the set of space %u is synced again)", index);
    return world_hand(world, a_bridge(world), "POST", "/api/v1/cospaceBulkSyncs", body) != NULL;
}
