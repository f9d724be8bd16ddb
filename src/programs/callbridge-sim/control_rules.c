/* control_rules.c: faults and scripts for legs, as they come in JSON. */
#include "control.h"

#include "json.h"

#include <string.h>

/* The largest wait: a day. */
#define WAIT_MAX DAY_MS

/* As in the JSON. */
struct fault_form {
    const char *kind;
    const char *method;
    const char *path;
    int64_t bridge;
    int64_t status;
    int64_t delay_ms;
    int64_t retry_after_s;
    int64_t count;
    int64_t per_million;
};

#define IN_FAULT(member) offsetof(struct fault_form, member)

static const struct json_member fault_members[] = {
    {"kind", JSON_MEMBER_TEXT, true, IN_FAULT(kind), 0, 0},
    {"method", JSON_MEMBER_TEXT, false, IN_FAULT(method), 0, 0},
    {"path", JSON_MEMBER_TEXT, false, IN_FAULT(path), 0, 0},
    {"bridge", JSON_MEMBER_NUMBER, false, IN_FAULT(bridge), 1, BRIDGES_MAX},
    {"status", JSON_MEMBER_NUMBER, false, IN_FAULT(status), 200, 599},
    {"delay_ms", JSON_MEMBER_NUMBER, false, IN_FAULT(delay_ms), 0, WAIT_MAX},
    {"retry_after_s", JSON_MEMBER_NUMBER, false, IN_FAULT(retry_after_s), 0, 3600},
    {"count", JSON_MEMBER_NUMBER, false, IN_FAULT(count), 0, UINT32_MAX},
    {"per_million", JSON_MEMBER_NUMBER, false, IN_FAULT(per_million), 0, 1000000},
};

struct leg_form {
    const char *pattern;
    const char *behaviour;
    int64_t after_ms;
    int64_t drop_after_ms;
    int64_t times;
};

#define IN_LEG(member) offsetof(struct leg_form, member)

static const struct json_member leg_members[] = {
    {"pattern", JSON_MEMBER_TEXT, true, IN_LEG(pattern), 0, 0},
    {"behaviour", JSON_MEMBER_TEXT, true, IN_LEG(behaviour), 0, 0},
    {"after_ms", JSON_MEMBER_NUMBER, false, IN_LEG(after_ms), 0, WAIT_MAX},
    {"drop_after_ms", JSON_MEMBER_NUMBER, false, IN_LEG(drop_after_ms), 0, WAIT_MAX},
    {"times", JSON_MEMBER_NUMBER, false, IN_LEG(times), 0, UINT32_MAX},
};

static const char *const behaviours[] = {
    [SIM_LEG_ANSWER] = "answer",
    [SIM_LEG_BUSY] = "busy",
    [SIM_LEG_RING_OUT] = "ring_out",
    [SIM_LEG_REJECT] = "reject",
};

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* What one object of the body does; target is where to. */
typedef int take_fn(json_t *object, void *target, struct err *err);

static int each_object(json_t *body, take_fn *take, void *target, struct err *err)
{
    if (!json_is_array(body)) {
        return take(body, target, err);
    }
    size_t i;
    json_t *object;
    json_array_foreach(body, i, object) {
        int r = take(object, target, err);
        if (r < 0) {
            return r;
        }
    }
    return 0;
}

static int take_fault(json_t *object, void *target, struct err *err)
{
    struct fault_form form = {.bridge = SIM_FAULT_ANY_BRIDGE + 1};
    int r = json_members_read(object, fault_members, COUNT_OF(fault_members), &form, err);
    if (r < 0) {
        return r;
    }
    struct sim_fault fault = {
        .method = form.method,
        .path = form.path,
        .bridge = (int32_t)form.bridge - 1,
        .status = (int)form.status,
        .delay = form.delay_ms,
        .retry_after = form.retry_after_s * SECOND_MS,
        .count = (uint32_t)form.count,
        .per_million = (uint32_t)form.per_million,
    };
    if (sim_fault_kind_parse(form.kind, &fault.kind) != 0) {
        return err_set_field(err, ERR_UNREADABLE, "kind", "no such kind of fault");
    }
    return sim_faults_add(target, &fault, err);
}

/* All rules of a body or none: they are tried out on a set that is thrown away. */
int control_add_faults(struct control *control, struct err *err)
{
    struct sim_faults *trial = sim_faults_new();
    int r = each_object(control->body, take_fault, trial, err);
    sim_faults_free(trial);
    if (r == 0) {
        r = each_object(control->body, take_fault, control->simulator->faults, err);
    }
    return r == 0 ? control_show_faults(control, err) : r;
}

int control_clear_faults(struct control *control, struct err *err)
{
    sim_faults_clear(control->simulator->faults);
    return control_show_faults(control, err);
}

int control_show_faults(struct control *control, struct err *err)
{
    (void)err;
    const struct sim_faults *faults = control->simulator->faults;
    json_t *happened = json_object();
    for (enum sim_fault_kind kind = 0; kind < SIM_FAULT_KINDS; kind++) {
        json_object_set_new(happened, sim_fault_word(kind),
                            json_integer((json_int_t)sim_faults_happened(faults, kind)));
    }
    control->answer = json_object();
    json_object_set_new(control->answer, "active", json_integer((json_int_t)sim_faults_active(faults)));
    json_object_set_new(control->answer, "happened", happened);
    return 0;
}

static int behaviour_parse(const char *word, enum sim_leg_behaviour *ret_behaviour, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(behaviours); i++) {
        if (strcmp(behaviours[i], word) != 0) {
            continue;
        }
        *ret_behaviour = (enum sim_leg_behaviour)i;
        return 0;
    }
    return err_set_field(err, ERR_UNREADABLE, "behaviour", "no such behaviour");
}

/* A model of NULL only checks. */
static int take_leg(json_t *object, void *target, struct err *err)
{
    struct leg_form form = {0};
    int r = json_members_read(object, leg_members, COUNT_OF(leg_members), &form, err);
    if (r < 0) {
        return r;
    }
    struct sim_leg_script script = {
        .pattern = form.pattern,
        .after = form.after_ms,
        .drop_after = form.drop_after_ms,
        .times = (uint32_t)form.times,
    };
    r = behaviour_parse(form.behaviour, &script.behaviour, err);
    if (r == 0 && target != NULL) {
        sim_server_script_leg(target, &script);
    }
    return r;
}

int control_add_legs(struct control *control, struct err *err)
{
    int r = each_object(control->body, take_leg, NULL, err);
    if (r < 0) {
        return r;
    }
    each_object(control->body, take_leg, control->simulator->model, err);
    control->answer = json_object();
    size_t n = json_is_array(control->body) ? json_array_size(control->body) : 1;
    json_object_set_new(control->answer, "added", json_integer((json_int_t)n));
    return 0;
}
