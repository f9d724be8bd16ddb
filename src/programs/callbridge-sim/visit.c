/* visit.c: a request meets a fault, or none, and the model.
 *
 *   begin ──► act ──► end          no delay
 *   begin ──► act ──► wait ──► end delay_ms with any kind but
 *   begin ──► wait ──► act ──► end the kind delay */
#include "visit.h"

#include "base/mem.h"
#include "loop/clock.h"
#include "target.h"

#include <stdio.h>
#include <strings.h>

enum { ANSWER_LIMIT = 16 * 1024 * 1024, TARGET_LIMIT = 128 * 1024, HEADERS_MAX = 9 };

struct visit {
    struct bridge *bridge;
    struct http_exchange *exchange;
    struct sim_fault fault;
    bool has_fault;
    instant came;
    struct buf target;
    struct sim_answer answer;
    enum sim_fate fate;
    bool acted;
    struct loop_source *timer;
    struct visit *next; /* in the simulator's list while it waits */
};

static void visit_free(struct visit *visit)
{
    loop_source_free(visit->timer);
    buf_done(&visit->target);
    buf_done(&visit->answer.body);
    mem_free(visit);
}

static void visit_log(const struct visit *visit)
{
    size_t body_len;
    const char *body = http_exchange_body(visit->exchange, &body_len);
    bool answered = visit->fate == SIM_FATE_ANSWERED || visit->fate == SIM_FATE_TRUNCATED;
    const struct request_log_entry entry = {
        .at = visit->came,
        .bridge = visit->bridge->number,
        .method = http_exchange_method(visit->exchange),
        .target = buf_string(&visit->target),
        .body = body,
        .body_len = body_len,
        .status = answered ? visit->answer.status : 0,
        .fault = visit->has_fault ? sim_fault_word(visit->fault.kind) : NULL,
    };
    request_log_write(visit->bridge->simulator->log, &entry);
}

static void visit_act(struct visit *visit)
{
    struct simulator *simulator = visit->bridge->simulator;
    struct sim_request request = {
        .method = http_exchange_method(visit->exchange),
        .target = buf_string(&visit->target),
        .authorization = http_exchange_header(visit->exchange, "Authorization"),
    };
    request.body = http_exchange_body(visit->exchange, &request.body_len);
    simulator_advance(simulator);
    visit->fate = sim_fault_perform(visit->has_fault ? &visit->fault : NULL, simulator->model, visit->bridge->number,
                                    &request, &visit->answer);
    visit->acted = true;
    simulator_rearm(simulator);
    visit_log(visit);
}

struct headers {
    struct http_header items[HEADERS_MAX];
    size_t n;
    char keep_alive[40];
};

static void header_add(struct headers *headers, const char *name, const char *value)
{
    headers->items[headers->n++] = (struct http_header){name, value};
}

/* As the real server's Apache sends them; libmicrohttpd adds Date, Connection and Content-Length. */
static void headers_fill(struct headers *headers, const struct bridge *bridge, const struct http_exchange *exchange)
{
    headers->n = 0;
    header_add(headers, "Server", "Apache");
    header_add(headers, "X-Frame-Options", "DENY");
    if (!bridge->simulator->options->plain) {
        header_add(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    header_add(headers, "Vary", "Accept-Encoding");
    uint32_t left = http_exchange_left(exchange);
    const char *asked = http_exchange_header(exchange, "Connection");
    if (left == 0 || (asked != NULL && strcasecmp(asked, "close") == 0)) {
        return;
    }
    /* Apache counts the request that it is answering: the first of a connection reads 100. */
    snprintf(headers->keep_alive, sizeof headers->keep_alive, "timeout=5, max=%u", left + 1);
    header_add(headers, "Keep-Alive", headers->keep_alive);
}

static void visit_answer(struct visit *visit)
{
    const struct sim_answer *answer = &visit->answer;
    struct headers headers;
    headers_fill(&headers, visit->bridge, visit->exchange);
    if (answer->location[0] != '\0') {
        header_add(&headers, "Location", answer->location);
    }
    char seconds[24];
    if (answer->retry_after > 0) {
        snprintf(seconds, sizeof seconds, "%lld", (long long)(answer->retry_after / SECOND_MS));
        header_add(&headers, "Retry-After", seconds);
    }
    if (answer->has_realm) {
        header_add(&headers, "WWW-Authenticate", "Basic realm=\"acano\"");
    }
    const struct http_response response = {
        .status = answer->status,
        .content_type = answer->body.len > 0 ? "text/xml" : NULL,
        .body = buf_string(&answer->body),
        .body_len = answer->body.len,
        .headers = headers.items,
        .n_headers = headers.n,
        .keep_alive = true,
        .cut_after = visit->fate == SIM_FATE_TRUNCATED ? sim_fault_cut(answer->body.len) : 0,
        .drip_every = visit->has_fault && visit->fault.kind == SIM_FAULT_DRIP ? visit->fault.delay : 0,
    };
    http_exchange_respond(visit->exchange, &response);
}

static void visit_end(struct visit *visit)
{
    if (visit->fate == SIM_FATE_ANSWERED || visit->fate == SIM_FATE_TRUNCATED) {
        visit_answer(visit);
    } else {
        http_exchange_drop(visit->exchange);
    }
    visit_free(visit);
}

static void visit_unlist(struct visit *visit)
{
    struct visit **link = &visit->bridge->simulator->visits;
    while (*link != visit) {
        link = &(*link)->next;
    }
    *link = visit->next;
}

static void on_waited(void *ctx)
{
    struct visit *visit = ctx;
    visit_unlist(visit);
    if (!visit->acted) {
        visit_act(visit);
    }
    visit_end(visit);
}

static void visit_wait(struct visit *visit)
{
    struct simulator *simulator = visit->bridge->simulator;
    visit->next = simulator->visits;
    simulator->visits = visit;
    visit->timer = loop_add_timer(simulator->loop, on_waited, visit);
    loop_timer_set(visit->timer, visit->fault.delay);
}

static void visit_meet_fault(struct visit *visit)
{
    struct simulator *simulator = visit->bridge->simulator;
    const struct sim_fault *fault =
        sim_faults_pick(simulator->faults, visit->bridge->number, http_exchange_method(visit->exchange),
                        buf_string(&visit->target), &simulator->random);
    visit->has_fault = fault != NULL;
    if (fault != NULL) {
        visit->fault = *fault;
    }
    /* They go with the next rule; here they have done their work. */
    visit->fault.method = NULL;
    visit->fault.path = NULL;
}

void visit_begin(struct bridge *bridge, struct http_exchange *exchange)
{
    struct visit *visit = mem_zalloc(sizeof *visit);
    visit->bridge = bridge;
    visit->exchange = exchange;
    visit->came = clock_now();
    buf_init(&visit->target, TARGET_LIMIT);
    buf_init(&visit->answer.body, ANSWER_LIMIT);
    target_append(exchange, &visit->target);
    visit_meet_fault(visit);
    bool waits = visit->has_fault && visit->fault.delay > 0 && visit->fault.kind != SIM_FAULT_DRIP;
    if (!waits || visit->fault.kind != SIM_FAULT_DELAY) {
        visit_act(visit);
    }
    if (waits) {
        visit_wait(visit);
    } else {
        visit_end(visit);
    }
}

void visits_drop(struct bridge *bridge)
{
    struct visit **link = bridge->simulator != NULL ? &bridge->simulator->visits : NULL;
    while (link != NULL && *link != NULL) {
        struct visit *visit = *link;
        if (visit->bridge != bridge) {
            link = &visit->next;
            continue;
        }
        *link = visit->next;
        http_exchange_drop(visit->exchange);
        visit_free(visit);
    }
}

void visit_refuse(void *ctx, struct http_exchange *exchange, int status)
{
    struct headers headers;
    headers_fill(&headers, ctx, exchange);
    http_exchange_respond(exchange,
                          &(struct http_response){
                              .status = status, .headers = headers.items, .n_headers = headers.n, .keep_alive = true});
}
