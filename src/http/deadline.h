/* http/deadline.h: a timer for libraries that move their deadline with every request.
 *
 * It arms the loop's timer only when the deadline comes nearer and looks again when it fires early, so that a deadline
 * which is pushed back thousands of times a second costs nothing. "At once" goes through the end of the loop's turn. */
#ifndef HTTP_DEADLINE_H
#define HTTP_DEADLINE_H

#include "loop/loop.h"

struct deadline {
    struct loop_source *timer;
    struct loop_source *soon;
    int64_t due_us;   /* INT64_MAX: none */
    int64_t armed_us; /* INT64_MAX: the timer is idle */
    void (*call)(void *ctx);
    void *ctx;
};

void deadline_init(struct deadline *deadline, struct loop *loop, void (*call)(void *ctx), void *ctx);
void deadline_done(struct deadline *deadline);
void deadline_set(struct deadline *deadline, duration_ms delay); /* 0: soon, never inside this call; negative: none */

#endif
