/* loop/loop.c: the life of the loop, its turns, and the sources that run at a turn's end. Readiness, time and
 * signals are in source.c. */
#include "loop/loop.h"

#include "base/log.h"
#include "base/mem.h"
#include "loop/clock.h"
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>

/* A turn ends after this many dispatches, or this time, even if more sources are ready: a body that comes in always is.
 */
enum { LOOP_BURST = 256, LOOP_BURST_US = 2000 };
/* A dispatch or a turn's end that takes longer keeps others waiting: worth a line when somebody looks for the reason.
 */
enum { LOOP_LONG_US = 10000 };

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

static void note_if_long(const char *what, int64_t began_us, int64_t now_us)
{
    if (now_us - began_us > LOOP_LONG_US) {
        log_debug("the loop was busy", "with=%s for_us=%lld", what, (long long)(now_us - began_us));
    }
}

/* Waits if nothing is armed. *ret_ends: the turn must end now. */
static int run_once(struct loop *loop, bool *ret_ends)
{
    bool armed = after_armed(loop);
    int r = sd_event_run(loop->event, armed ? 0 : UINT64_MAX);
    if (r < 0) {
        return r;
    }
    int64_t now_us = clock_monotonic_us();
    uint64_t woke_us = 0;
    if (r > 0 && sd_event_now(loop->event, CLOCK_MONOTONIC, &woke_us) == 0) {
        note_if_long("a dispatch", (int64_t)woke_us, now_us);
    }
    if (!armed) {
        loop->armed_us = now_us;
    }
    loop->burst = r > 0 ? loop->burst + 1 : LOOP_BURST;
    *ret_ends = armed && (loop->burst >= LOOP_BURST || now_us - loop->armed_us >= LOOP_BURST_US);
    return 0;
}

int loop_run(struct loop *loop, struct err *err)
{
    loop->exiting = false;
    loop->armed_us = clock_monotonic_us();
    while (!loop->exiting) {
        bool ends = false;
        int r = run_once(loop, &ends);
        if (r < 0) {
            return err_set(err, ERR_IO, "the event loop failed: %s", strerror(-r));
        }
        if (ends) {
            int64_t began_us = clock_monotonic_us();
            turn_end(loop);
            loop->armed_us = clock_monotonic_us();
            note_if_long("the end of a turn", began_us, loop->armed_us);
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

int loop_take_sockets(int (*call)(void *ctx, const char *name, int fd, struct err *err), void *ctx, struct err *err)
{
    char **names = NULL;
    int n = sd_listen_fds_with_names(1, &names);
    if (n < 0) {
        return err_set(err, ERR_IO, "LISTEN_FDS and LISTEN_FDNAMES of the service manager make no sense: %s",
                       strerror(-n));
    }
    int status = 0;
    for (int i = 0; i < n; i++) {
        status = status == 0 ? call(ctx, names[i], SD_LISTEN_FDS_START + i, err) : status;
        free(names[i]); /* libsystemd's, as the list */
    }
    free(names);
    return status;
}
