/* http/deadline.c: see deadline.h. */
#include "deadline.h"

#include "loop/clock.h"

static void timer_arm(struct deadline *deadline, int64_t now_us)
{
    deadline->armed_us = deadline->due_us;
    int64_t left_us = deadline->due_us - now_us;
    loop_timer_set(deadline->timer, left_us > 0 ? (left_us + 999) / 1000 : 0);
}

static void on_timer(void *ctx)
{
    struct deadline *deadline = ctx;
    deadline->armed_us = INT64_MAX;
    if (deadline->due_us == INT64_MAX) {
        return;
    }
    int64_t now_us = clock_monotonic_us();
    if (now_us < deadline->due_us) {
        timer_arm(deadline, now_us);
        return;
    }
    deadline->due_us = INT64_MAX;
    deadline->call(deadline->ctx);
}

static void on_soon(void *ctx)
{
    struct deadline *deadline = ctx;
    deadline->call(deadline->ctx);
}

void deadline_init(struct deadline *deadline, struct loop *loop, void (*call)(void *ctx), void *ctx)
{
    *deadline = (struct deadline){
        .timer = loop_add_timer(loop, on_timer, deadline),
        .soon = loop_add_after(loop, on_soon, deadline),
        .due_us = INT64_MAX,
        .armed_us = INT64_MAX,
        .call = call,
        .ctx = ctx,
    };
}

void deadline_done(struct deadline *deadline)
{
    loop_source_free(deadline->timer);
    loop_source_free(deadline->soon);
    deadline->timer = NULL;
    deadline->soon = NULL;
}

void deadline_set(struct deadline *deadline, duration_ms delay)
{
    deadline->due_us = INT64_MAX;
    if (delay < 0) {
        return;
    }
    if (delay == 0) {
        loop_after_arm(deadline->soon);
        return;
    }
    int64_t now_us = clock_monotonic_us();
    deadline->due_us = now_us + delay * 1000;
    if (deadline->due_us < deadline->armed_us) {
        timer_arm(deadline, now_us);
    }
}
