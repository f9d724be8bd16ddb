/* loop/source.c: readiness, time, signals, clock jumps and folders as sd-event sources. A callback may free its own
 * source, so nothing here touches the source after the call. */
#include "source.h"

#include "base/halt.h"
#include "base/mem.h"
#include "loop/clock.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* sd-event would else put timers off by up to 250 ms to let them fire together. */
enum { ACCURACY_US = 1 };

struct loop_source *source_new(struct loop *loop, void *ctx)
{
    struct loop_source *source = mem_zalloc(sizeof *source);
    source->loop = loop;
    source->ctx = ctx;
    source->own_fd = -1;
    return source;
}

void loop_source_free(struct loop_source *source)
{
    if (source == NULL) {
        return;
    }
    for (struct loop_source **at = &source->loop->afters; source->is_after && *at != NULL; at = &(*at)->next) {
        if (*at != source) {
            continue;
        }
        *at = source->next;
        break;
    }
    sd_event_source_disable_unref(source->event);
    if (source->own_fd >= 0) {
        close(source->own_fd);
    }
    mem_free(source);
}

/* Readiness */

static int on_io(sd_event_source *event, int fd, uint32_t revents, void *ctx)
{
    (void)event;
    (void)fd;
    struct loop_source *source = ctx;
    uint32_t ready = 0;
    if ((revents & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) {
        ready |= LOOP_READ;
    }
    if ((revents & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0) {
        ready |= LOOP_WRITE;
    }
    source->call.io(source->ctx, ready);
    return 0;
}

static uint32_t epoll_events(uint32_t events)
{
    return ((events & LOOP_READ) != 0 ? (uint32_t)EPOLLIN : 0) | ((events & LOOP_WRITE) != 0 ? (uint32_t)EPOLLOUT : 0);
}

/* r: what libsystemd returned, negative an errno. The loop cannot do without. */
static void must(int r, const char *what)
{
    if (r < 0) {
        halt(what, -r);
    }
}

/* A library may close its descriptor before it says so; such a source stays silent. */
static bool fd_gone(int r)
{
    return r == -EBADF || r == -ENOENT;
}

struct loop_source *loop_add_io(struct loop *loop, int fd, uint32_t events, void (*call)(void *ctx, uint32_t ready),
                                void *ctx)
{
    struct loop_source *source = source_new(loop, ctx);
    source->call.io = call;
    int r = sd_event_add_io(loop->event, &source->event, fd, epoll_events(events), on_io, source);
    must(fd_gone(r) ? 0 : r, "a descriptor cannot be watched");
    return source;
}

void loop_io_set(struct loop_source *source, uint32_t events)
{
    if (source->event == NULL) {
        return;
    }
    int r = sd_event_source_set_io_events(source->event, epoll_events(events));
    must(fd_gone(r) ? 0 : r, "a descriptor cannot be watched");
}

/* Time */

static int on_time(sd_event_source *event, uint64_t usec, void *ctx)
{
    (void)event;
    (void)usec;
    struct loop_source *source = ctx;
    source->call.plain(source->ctx);
    return 0;
}

static struct loop_source *timer_new(struct loop *loop, clockid_t clock, void (*call)(void *ctx), void *ctx)
{
    struct loop_source *source = source_new(loop, ctx);
    source->call.plain = call;
    int r = sd_event_add_time(loop->event, &source->event, clock, 0, ACCURACY_US, on_time, source);
    must(r, "a timer cannot be set");
    r = sd_event_source_set_enabled(source->event, SD_EVENT_OFF);
    must(r, "a timer cannot be set");
    return source;
}

static void timer_set(struct loop_source *source, uint64_t at_us)
{
    int r = sd_event_source_set_time(source->event, at_us);
    must(r, "a timer cannot be set");
    r = sd_event_source_set_enabled(source->event, SD_EVENT_ONESHOT);
    must(r, "a timer cannot be set");
}

static void timer_disarm(struct loop_source *source)
{
    int r = sd_event_source_set_enabled(source->event, SD_EVENT_OFF);
    must(r, "a timer cannot be set");
}

struct loop_source *loop_add_wall_timer(struct loop *loop, void (*call)(void *ctx), void *ctx)
{
    return timer_new(loop, CLOCK_REALTIME, call, ctx);
}

void loop_wall_timer_set(struct loop_source *source, instant at)
{
    if (at > INT64_MAX / 1000) {
        timer_disarm(source);
    } else {
        timer_set(source, at > 0 ? (uint64_t)at * 1000 : 0);
    }
}

struct loop_source *loop_add_timer(struct loop *loop, void (*call)(void *ctx), void *ctx)
{
    return timer_new(loop, CLOCK_MONOTONIC, call, ctx);
}

void loop_timer_set(struct loop_source *source, duration_ms delay)
{
    int64_t now = clock_monotonic_us();
    if (delay < 0 || delay > (INT64_MAX - now) / 1000) {
        timer_disarm(source);
    } else {
        timer_set(source, (uint64_t)(now + delay * 1000));
    }
}

/* Clock jumps */

/* Armed for a time that never comes: only the setting of the clock makes it readable, with ECANCELED. */
static void jump_arm(int fd)
{
    const struct itimerspec never = {.it_value = {.tv_sec = INT32_MAX}};
    int r = timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
    must(r == 0 || errno == ECANCELED ? 0 : -errno, "the clock cannot be watched");
}

static int on_jump(sd_event_source *event, int fd, uint32_t revents, void *ctx)
{
    (void)event;
    (void)revents;
    struct loop_source *source = ctx;
    uint64_t expirations;
    if (read(fd, &expirations, sizeof expirations) < 0 && errno != ECANCELED) {
        return 0;
    }
    jump_arm(fd);
    source->call.plain(source->ctx);
    return 0;
}

struct loop_source *loop_add_clock_jump(struct loop *loop, void (*call)(void *ctx), void *ctx)
{
    struct loop_source *source = source_new(loop, ctx);
    source->call.plain = call;
    source->own_fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    must(source->own_fd >= 0 ? 0 : -errno, "the clock cannot be watched");
    jump_arm(source->own_fd);
    int r = sd_event_add_io(loop->event, &source->event, source->own_fd, EPOLLIN, on_jump, source);
    must(r, "the clock cannot be watched");
    /* Who hears of the jump first does not act on a time that is no longer so. */
    r = sd_event_source_set_priority(source->event, SD_EVENT_PRIORITY_IMPORTANT);
    must(r, "the clock cannot be watched");
    return source;
}

/* Signals */

static void signal_block(int number)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    int r = pthread_sigmask(SIG_BLOCK, &set, NULL);
    must(-r, "a signal cannot be blocked");
}

static int on_signal(sd_event_source *event, const struct signalfd_siginfo *info, void *ctx)
{
    (void)event;
    struct loop_source *source = ctx;
    source->call.signal(source->ctx, (int)info->ssi_signo);
    return 0;
}

struct loop_source *loop_add_signal(struct loop *loop, int number, void (*call)(void *ctx, int number), void *ctx)
{
    struct loop_source *source = source_new(loop, ctx);
    source->call.signal = call;
    signal_block(number);
    int r = sd_event_add_signal(loop->event, &source->event, number, on_signal, source);
    must(r, "a signal cannot be watched");
    return source;
}

/* Folders */

static int on_folder(sd_event_source *event, const struct inotify_event *change, void *ctx)
{
    (void)event;
    struct loop_source *source = ctx;
    source->call.folder(source->ctx, change->len > 0 ? change->name : NULL);
    return 0;
}

int loop_add_folder(struct loop *loop, const char *path, void (*call)(void *ctx, const char *name), void *ctx,
                    struct loop_source **ret_source, struct err *err)
{
    const uint32_t mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    struct loop_source *source = source_new(loop, ctx);
    source->call.folder = call;
    int r = sd_event_add_inotify(loop->event, &source->event, path, mask, on_folder, source);
    if (r < 0) {
        loop_source_free(source);
        return err_set(err, ERR_IO, "the folder %s cannot be watched: %s", path, strerror(-r));
    }
    *ret_source = source;
    return 0;
}
