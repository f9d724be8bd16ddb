/* control_state.c: bridges that stop and come back, and all there is for a test to look at. */
#include "control.h"

#include "json.h"

#include <string.h>

static json_t *bridge_shown(const struct bridge *bridge)
{
    json_t *shown = json_object();
    json_object_set_new(shown, "bridge", json_integer((json_int_t)bridge->number + 1));
    json_object_set_new(shown, "state", json_string(bridge->running ? "running" : "stopped"));
    json_object_set_new(shown, "port", json_integer(bridge->port));
    return shown;
}

int control_show_bridge(struct control *control, struct err *err)
{
    (void)err;
    control->answer = bridge_shown(&control->simulator->bridges[control->number]);
    return 0;
}

int control_set_bridge(struct control *control, struct err *err)
{
    static const struct json_member members[] = {
        {"state", JSON_MEMBER_TEXT, true, 0, 0, 0},
    };
    struct simulator *simulator = control->simulator;
    const char *state = NULL;
    int r = json_members_read(control->body, members, 1, &state, err);
    if (r < 0) {
        return r;
    }
    if (strcmp(state, "running") == 0) {
        r = simulator_restart_bridge(simulator, control->number, err);
    } else if (strcmp(state, "stopped") == 0) {
        simulator_stop_bridge(simulator, control->number, control->at == &simulator->bridges[control->number]);
    } else {
        r = err_set_field(err, ERR_UNREADABLE, "state", "a bridge is stopped or running");
    }
    return r == 0 ? control_show_bridge(control, err) : r;
}

static void show_space(void *ctx, const struct sim_space_view *space)
{
    json_t *shown = json_object();
    json_object_set_new(shown, "id", json_text_or_null(space->id));
    json_object_set_new(shown, "name", json_text_or_null(space->name));
    json_object_set_new(shown, "uri", json_text_or_null(space->uri));
    json_object_set_new(shown, "call_id", json_text_or_null(space->call_id));
    json_object_set_new(shown, "passcode", json_text_or_null(space->passcode));
    json_object_set_new(shown, "secret", json_text_or_null(space->secret));
    json_object_set_new(shown, "non_member_access", json_boolean(space->non_member_access));
    json_object_set_new(shown, "set", json_text_or_null(space->set));
    json_array_append_new(ctx, shown);
}

static void show_call(void *ctx, const struct sim_call_view *call)
{
    json_t *shown = json_object();
    json_object_set_new(shown, "id", json_text_or_null(call->id));
    json_object_set_new(shown, "space", json_text_or_null(call->space));
    json_object_set_new(shown, "name", json_text_or_null(call->name));
    json_object_set_new(shown, "bridge", json_integer((json_int_t)call->bridge + 1));
    json_array_append_new(ctx, shown);
}

static void show_leg(void *ctx, const struct sim_leg_view *leg)
{
    json_t *shown = json_object();
    json_object_set_new(shown, "id", json_text_or_null(leg->id));
    json_object_set_new(shown, "call", json_text_or_null(leg->call));
    json_object_set_new(shown, "remote_party", json_text_or_null(leg->remote_party));
    json_object_set_new(shown, "state", json_text_or_null(leg->state));
    json_object_set_new(shown, "bridge", json_integer((json_int_t)leg->bridge + 1));
    json_array_append_new(ctx, shown);
}

int control_show_state(struct control *control, struct err *err)
{
    (void)err;
    const struct simulator *simulator = control->simulator;
    json_t *bridges = json_array();
    json_t *spaces = json_array();
    json_t *calls = json_array();
    json_t *legs = json_array();
    for (size_t i = 0; i < simulator->options->n_listen; i++) {
        json_array_append_new(bridges, bridge_shown(&simulator->bridges[i]));
    }
    sim_server_each_space(simulator->model, show_space, spaces);
    sim_server_each_call(simulator->model, show_call, calls);
    sim_server_each_leg(simulator->model, show_leg, legs);
    control->answer = json_object();
    json_object_set_new(control->answer, "bridges", bridges);
    json_object_set_new(control->answer, "spaces", spaces);
    json_object_set_new(control->answer, "calls", calls);
    json_object_set_new(control->answer, "legs", legs);
    return 0;
}
