/* loop/source.h: what the loop and its sources know of each other. */
#ifndef LOOP_SOURCE_H
#define LOOP_SOURCE_H

#include "loop/loop.h"

#include <stdbool.h>
#include <systemd/sd-event.h>

/* Kept by the loop itself rather than by sd-event, so that a source that is always ready cannot starve it. */
struct loop {
    sd_event *event;
    struct loop_source *afters; /* in the order of their making */
    uint64_t turn;
    unsigned burst;   /* sources dispatched since the last turn ended */
    int64_t armed_us; /* since then a turn's end is wanted; monotonic */
    bool exiting;
    int status;
};

/* Owned by who added it. event is NULL for an after source, and for an io source whose descriptor was closed already.
 */
struct loop_source {
    struct loop *loop;
    sd_event_source *event;
    int own_fd; /* the timerfd of a clock-jump source, else -1 */
    union {
        void (*io)(void *ctx, uint32_t ready);
        void (*plain)(void *ctx);
        void (*signal)(void *ctx, int number);
        void (*folder)(void *ctx, const char *name);
    } call;
    void *ctx;
    bool is_after;
    bool armed;         /* after sources only */
    uint64_t last_turn; /* after sources only: the turn in which it ran last */
    struct loop_source *next;
};

struct loop_source *source_new(struct loop *loop, void *ctx);

#endif
