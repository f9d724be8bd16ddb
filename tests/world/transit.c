/* transit.c: a request leaves, reaches the bridge or does not, is acted upon or not, and its end is learned or not.
 *
 *   sent ── latency ──► arrives, the bridge acts ── latency + delay ──► answered
 *     └─ late: given up after some time, unknown ──────────► the bridge acts all the same, nobody hears of it */
#include "transit.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

enum { REQUEST_TIMEOUT_MS = 10000, CONNECT_TIMEOUT_MS = 3000 };
static const char authorization[] = "Basic YWRtaW46cw=="; /* admin:s */

static duration_ms latency_of(struct world *world)
{
    duration_ms steps = world->jitter / world->latency;
    return world->latency * (1 + (steps > 0 ? (duration_ms)random_below(&world->random, (uint64_t)steps + 1) : 0));
}

static void transit_set(struct world *world, struct transit *transit, enum transit_stage stage, instant at)
{
    transit->stage = stage;
    heap_set(&world->transits, &transit->item, at);
}

static void transit_free(struct transit *transit)
{
    request_done(&transit->request);
    cms_message_done(&transit->message);
    buf_done(&transit->answer.body);
    mem_free(transit);
}

void transits_done(struct world *world)
{
    struct heap_item *item = NULL;
    while ((item = heap_first(&world->transits)) != NULL) {
        heap_remove(&world->transits, item);
        transit_free((struct transit *)(void *)item);
    }
    heap_done(&world->transits);
}

static bool transit_is_to_be_late(struct world *world, const struct transit *transit)
{
    if (world->late_once && world->late_kind == transit->request.kind) {
        world->late_once = false;
        return true;
    }
    return world->late_per_million > 0 && random_chance(&world->random, world->late_per_million);
}

void transit_send(struct world *world, struct request *take_request)
{
    struct transit *transit = mem_zalloc(sizeof *transit);
    heap_item_init(&transit->item);
    transit->request = *take_request;
    *take_request = (struct request){0};
    transit->generation = world->generation;
    transit->sent = world->now;
    cms_message_init(&transit->message);
    cms_request_write(&transit->request, &transit->message);
    buf_init(&transit->answer.body, (size_t)1 << 20);
    world->counts.requests++;
    truth_sending(world, transit);
    rules_sending(world, transit);
    rival_sending(world, transit);
    trace_sent(world, transit);
    if (transit_is_to_be_late(world, transit)) {
        duration_ms patience = 50 + (duration_ms)random_below(&world->random, REQUEST_TIMEOUT_MS - 50);
        transit->reply = (struct cms_reply){.fate = CMS_UNKNOWN, .reason = "the connection died"};
        transit->extra = 50 + (duration_ms)random_below(&world->random, 20000);
        transit->stops = world->stops[transit->request.bridge];
        transit_set(world, transit, TRANSIT_BACK, world->now + patience);
    } else {
        transit_set(world, transit, TRANSIT_OUT, world->now + latency_of(world));
    }
}

/* A bridge that says something else than the server here ever would. */
static void answer_replace(struct world *world, struct buf *body)
{
    const char *at = world->instead[0][0] != '\0' ? strstr(buf_string(body), world->instead[0]) : NULL;
    if (at == NULL) {
        return;
    }
    CLEAN_FREE char *text =
        mem_printf("%.*s%s%s", (int)(at - body->data), body->data, world->instead[1], at + strlen(world->instead[0]));
    buf_clear(body);
    buf_append_string(body, text);
    world->instead[0][0] = '\0';
}

/* The bridge gets it; what comes back is in reply. */
static enum sim_fate transit_act(struct world *world, struct transit *transit, const struct sim_fault *fault, bool late)
{
    const struct sim_request request = {
        .method = transit->message.method,
        .target = buf_string(&transit->message.path),
        .authorization = authorization,
        .body = buf_string(&transit->message.body),
        .body_len = transit->message.body.len,
    };
    size_t bridge = transit->request.bridge;
    bool acts = fault == NULL || (fault->kind != SIM_FAULT_REFUSE && fault->kind != SIM_FAULT_DROP_BEFORE &&
                                  fault->kind != SIM_FAULT_STATUS);
    if (acts) {
        truth_arriving(world, transit);
    }
    enum sim_fate fate = sim_fault_perform(fault, world->server, bridge, &request, &transit->answer);
    if (fault != NULL && fault->kind == SIM_FAULT_STATUS && fault->status == 400 && world->refusal[0] != '\0') {
        buf_printf(&transit->answer.body, "<?xml version=\"1.0\"?><failureDetails><%s /></failureDetails>",
                   world->refusal);
    }
    answer_replace(world, &transit->answer.body);
    if (acts) {
        truth_acted(world, transit, late || transit->generation != world->generation || world->engine == NULL);
    }
    return fate;
}

static duration_ms transit_delay(const struct transit *transit, const struct sim_fault *fault)
{
    if (fault == NULL) {
        return 0;
    }
    return fault->kind == SIM_FAULT_DRIP ? fault->delay * (duration_ms)(transit->answer.body.len + 1) : fault->delay;
}

static struct cms_reply transit_reply(const struct transit *transit, enum sim_fate fate)
{
    switch (fate) {
    case SIM_FATE_REFUSED:
        return (struct cms_reply){.fate = CMS_UNSENT, .reason = "connection refused"};
    case SIM_FATE_DROPPED:
        return (struct cms_reply){.fate = CMS_UNKNOWN, .reason = "the connection died"};
    case SIM_FATE_TRUNCATED:
        return (struct cms_reply){.fate = CMS_UNKNOWN, .reason = "the connection died in the middle of the answer"};
    case SIM_FATE_ANSWERED:
        break;
    }
    const struct sim_answer *answer = &transit->answer;
    return (struct cms_reply){.fate = CMS_ANSWERED,
                              .status = answer->status,
                              .location = answer->location[0] != '\0' ? answer->location : NULL,
                              .retry_after = answer->retry_after,
                              .body = buf_string(&answer->body),
                              .body_len = answer->body.len};
}

static void transit_arrive(struct world *world, struct transit *transit)
{
    size_t bridge = transit->request.bridge;
    transit->stops = world->stops[bridge];
    if (transit->generation != world->generation || world->engine == NULL) {
        world->counts.orphans++;
    }
    if (world->stopped[bridge] || world->cut[bridge]) {
        bool silent = world->black_hole[bridge];
        world->counts.refused_stopped++;
        transit->reply =
            (struct cms_reply){.fate = CMS_UNSENT, .reason = silent ? "no connection in 3s" : "connection refused"};
        transit->reply.cause = silent ? REASON_TIMED_OUT : REASON_REFUSED;
        transit_set(world, transit, TRANSIT_BACK, transit->sent + (silent ? CONNECT_TIMEOUT_MS : world->latency));
        return;
    }
    const struct sim_fault *fault = sim_faults_pick(world->faults, bridge, transit->message.method,
                                                    buf_string(&transit->message.path), &world->random);
    if (fault != NULL) {
        world->counts.faults[fault->kind]++;
    }
    enum sim_fate fate = transit_act(world, transit, fault, false);
    instant back = world->now + latency_of(world) + transit_delay(transit, fault);
    transit->reply = transit_reply(transit, fate);
    if (back > transit->sent + REQUEST_TIMEOUT_MS) {
        world->counts.timed_out++;
        back = transit->sent + REQUEST_TIMEOUT_MS;
        transit->reply =
            (struct cms_reply){.fate = CMS_UNKNOWN, .reason = "no answer in 10s", .cause = REASON_TIMED_OUT};
    }
    transit_set(world, transit, TRANSIT_BACK, back);
}

static void transit_end(struct world *world, struct transit *transit)
{
    if (transit->stops != world->stops[transit->request.bridge] && transit->reply.fate == CMS_ANSWERED) {
        world->counts.lost_stopped++;
        transit->reply = (struct cms_reply){.fate = CMS_UNKNOWN, .reason = "the connection died"};
    }
    if (transit->generation != world->generation || world->engine == NULL) {
        return;
    }
    trace_answered(world, transit);
    struct cms_answer *answer = cms_answer_read(&transit->request, &transit->reply);
    rules_answered(world, transit, cms_answer_get(answer));
    world_fact(world, &(struct fact){.kind = FACT_ANSWER, .answer = cms_answer_get(answer)});
    cms_answer_free(answer);
}

void transit_happens(struct world *world, struct transit *transit)
{
    heap_remove(&world->transits, &transit->item);
    switch (transit->stage) {
    case TRANSIT_OUT:
        transit_arrive(world, transit);
        return;
    case TRANSIT_BACK:
        transit_end(world, transit);
        if (transit->extra > 0) {
            transit_set(world, transit, TRANSIT_LATE, world->now + transit->extra);
        } else {
            transit_free(transit);
        }
        return;
    case TRANSIT_LATE:
        if (!world->stopped[transit->request.bridge] && !world->cut[transit->request.bridge] &&
            transit->stops == world->stops[transit->request.bridge]) {
            world->counts.late++;
            transit_act(world, transit, NULL, true);
            trace_line(world, "(the bridge acts upon a late %s)", request_word(transit->request.kind));
        }
        transit_free(transit);
        return;
    }
}
