/* simulator.h: the model on sockets: a listener a bridge, one clock, the faults and who waits because of them. */
#ifndef CALLBRIDGE_SIM_SIMULATOR_H
#define CALLBRIDGE_SIM_SIMULATOR_H

#include "base/err.h"
#include "base/instant.h"
#include "base/random.h"
#include "certificate.h"
#include "http/server.h"
#include "loop/loop.h"
#include "options.h"
#include "request_log.h"
#include "sim/faults.h"
#include "sim/server.h"

struct visit;

struct bridge {
    struct simulator *simulator;
    size_t number; /* from 0 */
    bool running;
    struct http_server *server; /* a moment longer there than running is, when it was asked to stop itself */
    uint16_t port;              /* the same one when it comes back */
    struct loop_source *closing;
};

/* Owns all but the options. */
struct simulator {
    const struct options *options;
    struct loop *loop;
    struct certificate certificate;
    struct request_log *log;
    struct sim_server *model;
    struct sim_faults *faults;
    struct random random;
    struct bridge bridges[BRIDGES_MAX];
    struct http_server *control;
    struct loop_source *model_timer;
    struct visit *visits; /* those that wait */
    instant started;
    int64_t started_us;
};

/* Listens at all addresses when it returns 0. */
int simulator_new(struct loop *loop, const struct options *options, struct simulator **ret_simulator, struct err *err);
void simulator_free(struct simulator *simulator);

/* Brings the model up to now. */
void simulator_advance(struct simulator *simulator);
/* To be called when the model was asked or told something: it may now have something to do by itself. */
void simulator_rearm(struct simulator *simulator);

/* Both do nothing if it is so already. A bridge that is asked over its own connection, by_itself, closes a moment after
 * the answer; until then it answers nothing else. */
void simulator_stop_bridge(struct simulator *simulator, size_t number, bool by_itself);
int simulator_restart_bridge(struct simulator *simulator, size_t number, struct err *err);

#endif
