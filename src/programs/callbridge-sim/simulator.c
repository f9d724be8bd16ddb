/* simulator.c: see simulator.h. */
#include "simulator.h"

#include "base/mem.h"
#include "control.h"
#include "loop/clock.h"
#include "visit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_LIMIT = 1024 * 1024, CONNECTION_LIMIT = 1000, REQUESTS_PER_CONNECTION = 100 };

static const duration_ms idle_timeout = 5 * SECOND_MS;
/* So long may the answer to "stop yourself" take to leave. */
static const duration_ms parting = 100;

/* The model's time: the wall clock at the start, and from there on without its jumps. */
static instant simulator_now(const struct simulator *simulator)
{
    return simulator->started + (clock_monotonic_us() - simulator->started_us) / 1000;
}

void simulator_rearm(struct simulator *simulator)
{
    instant next = sim_server_next(simulator->model);
    duration_ms left = next != INSTANT_NEVER ? next - simulator_now(simulator) : -1;
    if (next != INSTANT_NEVER && left < 0) {
        left = 0;
    }
    loop_timer_set(simulator->model_timer, left);
}

void simulator_advance(struct simulator *simulator)
{
    sim_server_advance(simulator->model, simulator_now(simulator));
}

static void on_model_timer(void *ctx)
{
    struct simulator *simulator = ctx;
    simulator_advance(simulator);
    simulator_rearm(simulator);
}

static void on_bridge_request(void *ctx, struct http_exchange *exchange)
{
    struct bridge *bridge = ctx;
    if (!bridge->running) {
        http_exchange_drop(exchange);
    } else if (control_wants(exchange)) {
        control_handle(bridge->simulator, bridge, exchange);
    } else {
        visit_begin(bridge, exchange);
    }
}

static void on_control_request(void *ctx, struct http_exchange *exchange)
{
    control_handle(ctx, NULL, exchange);
}

static int bridge_listen(struct bridge *bridge, uint16_t port, struct err *err)
{
    struct simulator *simulator = bridge->simulator;
    const struct http_server_options options = {
        .host = simulator->options->listen[bridge->number].host,
        .port = port,
        .cert_pem = simulator->certificate.cert_pem,
        .key_pem = simulator->certificate.key_pem,
        .body_limit = BODY_LIMIT,
        .connection_limit = CONNECTION_LIMIT,
        .idle_timeout = idle_timeout,
        .requests_per_connection = REQUESTS_PER_CONNECTION,
        .request = on_bridge_request,
        .refuse = visit_refuse,
        .ctx = bridge,
    };
    int r = http_server_new(simulator->loop, &options, &bridge->server, err);
    if (r < 0) {
        return r;
    }
    bridge->port = http_server_port(bridge->server);
    bridge->running = true;
    return 0;
}

static void bridge_close(struct bridge *bridge)
{
    http_server_free(bridge->server);
    bridge->server = NULL;
    loop_source_free(bridge->closing);
    bridge->closing = NULL;
}

static void on_closing(void *ctx)
{
    bridge_close(ctx);
}

void simulator_stop_bridge(struct simulator *simulator, size_t number, bool by_itself)
{
    struct bridge *bridge = &simulator->bridges[number];
    if (!bridge->running) {
        return;
    }
    bridge->running = false;
    visits_drop(bridge);
    simulator_advance(simulator);
    sim_server_stop_bridge(simulator->model, number);
    simulator_rearm(simulator);
    if (!by_itself) {
        bridge_close(bridge);
        return;
    }
    bridge->closing = loop_add_timer(simulator->loop, on_closing, bridge);
    loop_timer_set(bridge->closing, parting);
}

int simulator_restart_bridge(struct simulator *simulator, size_t number, struct err *err)
{
    struct bridge *bridge = &simulator->bridges[number];
    if (bridge->running) {
        return 0;
    }
    bridge_close(bridge);
    int r = bridge_listen(bridge, bridge->port, err);
    if (r < 0) {
        return r;
    }
    simulator_advance(simulator);
    sim_server_restart_bridge(simulator->model, number);
    simulator_rearm(simulator);
    return 0;
}

static int control_listen(struct simulator *simulator, struct err *err)
{
    const struct http_server_options options = {
        .host = simulator->options->control.host,
        .port = simulator->options->control.port,
        .body_limit = BODY_LIMIT,
        .connection_limit = CONNECTION_LIMIT,
        .request = on_control_request,
        .ctx = simulator,
    };
    return http_server_new(simulator->loop, &options, &simulator->control, err);
}

static int listen_all(struct simulator *simulator, struct err *err)
{
    const struct options *options = simulator->options;
    for (size_t i = 0; i < options->n_listen; i++) {
        struct bridge *bridge = &simulator->bridges[i];
        *bridge = (struct bridge){.simulator = simulator, .number = i};
        int r = bridge_listen(bridge, options->listen[i].port, err);
        if (r < 0) {
            return r;
        }
    }
    return options->control.host[0] != '\0' ? control_listen(simulator, err) : 0;
}

static int seed_take(struct simulator *simulator, uint64_t *ret_seed, struct err *err)
{
    const char *text = simulator->options->seed;
    uint8_t entropy[RANDOM_SEED_SIZE];
    entropy_seed(entropy);
    random_init(&simulator->random, entropy);
    if (text == NULL) {
        *ret_seed = random_u64(&simulator->random);
        return 0;
    }
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (strspn(text, "0123456789") != strlen(text) || *text == '\0' || *end != '\0' || errno != 0) {
        return err_set(err, ERR_INVALID, "--seed %s: not a number", text);
    }
    random_init_number(&simulator->random, number);
    *ret_seed = number;
    return 0;
}

static int model_make(struct simulator *simulator, struct err *err)
{
    struct sim_options model = simulator->options->model;
    int r = seed_take(simulator, &model.seed, err);
    if (r < 0) {
        return r;
    }
    simulator->started = clock_now();
    simulator->started_us = clock_monotonic_us();
    model.n_bridges = simulator->options->n_listen;
    model.user = simulator->options->user;
    model.password = simulator->options->password;
    model.now = simulator->started;
    simulator->model = sim_server_new(&model);
    simulator->faults = sim_faults_new();
    simulator->model_timer = loop_add_timer(simulator->loop, on_model_timer, simulator);
    return 0;
}

static int simulator_open(struct simulator *simulator, struct err *err)
{
    const struct options *options = simulator->options;
    int r = model_make(simulator, err);
    if (r == 0) {
        r = certificate_get(options, &simulator->certificate, err);
    }
    if (r == 0 && options->log_file != NULL) {
        r = request_log_open(options->log_file, options->log_secrets, &simulator->log, err);
    }
    return r == 0 ? listen_all(simulator, err) : r;
}

int simulator_new(struct loop *loop, const struct options *options, struct simulator **ret_simulator, struct err *err)
{
    struct simulator *simulator = mem_zalloc(sizeof *simulator);
    simulator->loop = loop;
    simulator->options = options;
    int r = simulator_open(simulator, err);
    if (r < 0) {
        simulator_free(simulator);
        return r;
    }
    *ret_simulator = simulator;
    return 0;
}

void simulator_free(struct simulator *simulator)
{
    if (simulator == NULL) {
        return;
    }
    for (size_t i = 0; i < BRIDGES_MAX; i++) {
        visits_drop(&simulator->bridges[i]);
        bridge_close(&simulator->bridges[i]);
    }
    http_server_free(simulator->control);
    loop_source_free(simulator->model_timer);
    sim_faults_free(simulator->faults);
    sim_server_free(simulator->model);
    request_log_close(simulator->log);
    certificate_done(&simulator->certificate);
    mem_free(simulator);
}
