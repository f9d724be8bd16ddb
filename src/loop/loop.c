/* loop/loop.c: the life of the loop, its turns, and the sources that run at a turn's end. Readiness, time and
 * signals are in source.c. */
#include "loop/loop.h"

#include "base/mem.h"
#include "source.h"

#include <errno.h>
#include <string.h>
#include <systemd/sd-daemon.h>

/* A turn ends after this many dispatches even if more sources are ready. */
enum { LOOP_BURST = 256 };

int loop_new(struct loop **ret_loop, struct err *err)
{
    sd_event *event = NULL;
    int r = sd_event_new(&event);
    if (r < 0) {
        return err_set(err, ERR_IO, "the event loop cannot be made: %s", strerror(-r));
    }
    /* Does nothing unless the service manager asks for a watchdog. */
    r = sd_event_set_watchdog(event, 1);
    if (r < 0) {
        sd_event_unref(event);
        return err_set(err, ERR_IO, "the watchdog cannot be set: %s", strerror(-r));
    }
    struct loop *loop = mem_zalloc(sizeof *loop);
    loop->event = event;
    *ret_loop = loop;
    return 0;
}

void loop_free(struct loop *loop)
{
    if (loop == NULL) {
        return;
    }
    sd_event_unref(loop->event);
    mem_free(loop);
}

static struct loop_source *after_next(struct loop *loop)
{
    for (struct loop_source *source = loop->afters; source != NULL; source = source->next) {
        if (source->armed && source->last_turn != loop->turn) {
            return source;
        }
    }
    return NULL;
}

static bool after_armed(const struct loop *loop)
{
    for (const struct loop_source *source = loop->afters; source != NULL; source = source->next) {
        if (source->armed) {
            return true;
        }
    }
    return false;
}

/* Each source once; the search begins anew after every call because a callback may free or add any of them. */
static void turn_end(struct loop *loop)
{
    loop->turn++;
    loop->burst = 0;
    for (struct loop_source *source; !loop->exiting && (source = after_next(loop)) != NULL;) {
        source->armed = false;
        source->last_turn = loop->turn;
        source->call.plain(source->ctx);
    }
}

int loop_run(struct loop *loop, struct err *err)
{
    loop->exiting = false;
    while (!loop->exiting) {
        bool armed = after_armed(loop);
        int r = sd_event_run(loop->event, armed ? 0 : UINT64_MAX);
        if (r < 0) {
            return err_set(err, ERR_IO, "the event loop failed: %s", strerror(-r));
        }
        loop->burst = r > 0 ? loop->burst + 1 : LOOP_BURST;
        if (armed && loop->burst >= LOOP_BURST) {
            turn_end(loop);
        }
    }
    return loop->status;
}

void loop_exit(struct loop *loop, int status)
{
    loop->exiting = true;
    loop->status = status;
}

struct loop_source *loop_add_after(struct loop *loop, void (*call)(void *ctx), void *ctx)
{
    struct loop_source *source = source_new(loop, ctx);
    source->is_after = true;
    source->call.plain = call;
    struct loop_source **last = &loop->afters;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = source;
    return source;
}

void loop_after_arm(struct loop_source *source)
{
    source->armed = true;
}

void loop_notify(const char *state)
{
    sd_notify(0, state);
}
