/* leg.c: the life of call legs. */
#include "leg.h"

#include "profile.h"
#include "script.h"

#include "base/mem.h"

/* How long a leg is dialled before the far end rings. */
static const duration_ms initial_ms = 250;

static const char *const state_words[] = {"initial", "ringing", "connected", "gone"};
static const char *const event_words[] = {"ring", "pick up", "leave"};
static const bool final_states[] = {false, false, false, true};
static const uint8_t cells[SIM_LEG_GONE + 1][SIM_LEG_EVENTS] = {
    /*                     ring                       pick up                      leave */
    [SIM_LEG_INITIAL] = {FSM_TO(SIM_LEG_RINGING), FSM_NEVER, FSM_TO(SIM_LEG_GONE)},
    [SIM_LEG_RINGING] = {FSM_NEVER, FSM_TO(SIM_LEG_CONNECTED), FSM_TO(SIM_LEG_GONE)},
    [SIM_LEG_CONNECTED] = {FSM_NEVER, FSM_NEVER, FSM_TO(SIM_LEG_GONE)},
    [SIM_LEG_GONE] = {FSM_NEVER, FSM_NEVER, FSM_NEVER},
};

const struct fsm sim_leg_fsm = {
    .name = "leg",
    .states = state_words,
    .events = event_words,
    .final_states = final_states,
    .n_states = SIM_LEG_GONE + 1,
    .n_events = SIM_LEG_EVENTS,
    .first = SIM_LEG_INITIAL,
    .cells = &cells[0][0],
};

const char *sim_leg_state_word(const struct sim_leg *leg)
{
    return state_words[leg->state];
}

static void move(struct sim_leg *leg, enum sim_leg_event event)
{
    leg->state = (enum sim_leg_state)fsm_next(&sim_leg_fsm, (uint8_t)leg->state, (uint8_t)event);
}

static void join_call(struct sim_leg *leg, struct sim_call *call)
{
    leg->call = call;
    leg->call_previous = call->last_leg;
    if (call->last_leg != NULL) {
        call->last_leg->call_next = leg;
    } else {
        call->legs = leg;
    }
    call->last_leg = leg;
    call->n_legs++;
    if (call->n_legs > call->max_legs) {
        call->max_legs = call->n_legs;
    }
}

static void leave_call(struct sim_leg *leg)
{
    struct sim_call *call = leg->call;
    if (call == NULL) {
        return;
    }
    if (leg->call_previous != NULL) {
        leg->call_previous->call_next = leg->call_next;
    } else {
        call->legs = leg->call_next;
    }
    if (leg->call_next != NULL) {
        leg->call_next->call_previous = leg->call_previous;
    } else {
        call->last_leg = leg->call_previous;
    }
    call->n_legs--;
}

void sim_leg_end(struct sim_server *server, struct sim_leg *leg)
{
    struct sim_bridge *bridge = leg->bridge;
    move(leg, SIM_LEG_LEAVE);
    sim_timer_stop(server, &leg->timer);
    leave_call(leg);
    bridge->completed_legs++;
    map_remove(&bridge->participants, leg->participant);
    sim_table_remove(&bridge->legs, &leg->object);
    sim_record_done(&leg->own);
    sim_record_done(&leg->overrides);
    mem_free(leg->remote_party);
    mem_free(leg);
}

static void hang_up(struct sim_server *server, struct sim_timer *timer)
{
    sim_leg_end(server, SIM_OWNER(timer, struct sim_leg, timer));
}

static void pick_up(struct sim_server *server, struct sim_timer *timer)
{
    struct sim_leg *leg = SIM_OWNER(timer, struct sim_leg, timer);
    move(leg, SIM_LEG_PICK_UP);
    leg->connected = server->now;
    if (leg->drop_after == 0) {
        return;
    }
    timer->fire = hang_up;
    sim_timer_set(server, timer, server->now + leg->drop_after);
}

static void ring(struct sim_server *server, struct sim_timer *timer)
{
    struct sim_leg *leg = SIM_OWNER(timer, struct sim_leg, timer);
    bool rings_out = leg->behaviour == SIM_LEG_RING_OUT;
    move(leg, SIM_LEG_RING);
    timer->fire = leg->behaviour == SIM_LEG_ANSWER ? pick_up : hang_up;
    sim_timer_set(server, timer, leg->dialled + (rings_out ? server->options.ring_timeout : leg->after));
}

struct sim_leg *sim_leg_dial(struct sim_server *server, struct sim_bridge *bridge, struct sim_call *call,
                             const char *remote_party)
{
    struct sim_leg *leg = mem_zalloc(sizeof *leg);
    sim_table_add(&bridge->legs, &leg->object, &server->random);
    random_guid(&server->random, leg->participant);
    map_set(&bridge->participants, leg->participant, leg);
    sim_record_init(&leg->own, &sim_leg_schema);
    sim_record_init(&leg->overrides, &sim_call_leg_profile_schema);
    leg->bridge = bridge;
    leg->remote_party = mem_strdup(remote_party);
    leg->dialled = server->now;
    sim_script_apply(server, leg);
    if (call != NULL) {
        join_call(leg, call);
    }
    if (bridge->legs.count > bridge->max_legs) {
        bridge->max_legs = bridge->legs.count;
    }
    heap_item_init(&leg->timer.item);
    leg->timer.fire = leg->behaviour == SIM_LEG_REJECT ? hang_up : ring;
    sim_timer_set(server, &leg->timer, leg->dialled + (leg->after < initial_ms ? leg->after : initial_ms));
    return leg;
}

void sim_leg_forget_profile(struct sim_leg *leg, const char *id)
{
    if (sim_record_is(&leg->own, SIM_LEG_CALL_LEG_PROFILE, id)) {
        sim_record_set(&leg->own, SIM_LEG_CALL_LEG_PROFILE, NULL);
    }
}
