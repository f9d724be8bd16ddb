/* loop/loop.h: the one event loop of a program, over sd-event, and nothing else of libsystemd in sight.
 *
 * One thread. Callbacks run to completion. A source is freed with loop_source_free (NULL is fine), also from inside
 * its own callback; all of them before the loop. Wall-clock timers fire at once when the clock is set past them
 * (TFD_TIMER_CANCEL_ON_SET). */
#ifndef LOOP_LOOP_H
#define LOOP_LOOP_H

#include "base/err.h"
#include "base/instant.h"

#include <stdint.h>

struct loop;
struct loop_source;

enum { LOOP_READ = 1, LOOP_WRITE = 2 };

int loop_new(struct loop **ret_loop, struct err *err);
void loop_free(struct loop *loop);
int loop_run(struct loop *loop, struct err *err); /* until loop_exit; returns its status */
void loop_exit(struct loop *loop, int status);

/* fd readiness, level-triggered. events and ready are LOOP_READ | LOOP_WRITE (errors and hang-ups count as both). */
struct loop_source *loop_add_io(struct loop *loop, int fd, uint32_t events, void (*call)(void *ctx, uint32_t ready),
                                void *ctx);
void loop_io_set(struct loop_source *source, uint32_t events);
/* A timer that is idle until set. Wall: absolute UTC instants. Monotonic: delays from now. Fires once per setting. */
struct loop_source *loop_add_wall_timer(struct loop *loop, void (*call)(void *ctx), void *ctx);
void loop_wall_timer_set(struct loop_source *source, instant at); /* INSTANT_NEVER disarms; the past fires at once */
struct loop_source *loop_add_timer(struct loop *loop, void (*call)(void *ctx), void *ctx);
void loop_timer_set(struct loop_source *source, duration_ms delay); /* negative disarms */
/* Called whenever the wall clock was set (jumped). */
struct loop_source *loop_add_clock_jump(struct loop *loop, void (*call)(void *ctx), void *ctx);
/* A signal (blocked for the process by this call). */
struct loop_source *loop_add_signal(struct loop *loop, int number, void (*call)(void *ctx, int number), void *ctx);
/* Runs once per turn after all sources that were ready have been dispatched (lowest priority), while armed. */
struct loop_source *loop_add_after(struct loop *loop, void (*call)(void *ctx), void *ctx);
void loop_after_arm(struct loop_source *source);
/* Calls when a file in the folder at path may be complete: it was closed after writing, or moved in. name is borrowed;
 * NULL: anything may have happened, also that the folder is gone, and this source with it is silent from here on. IO:
 * it cannot be watched. */
int loop_add_folder(struct loop *loop, const char *path, void (*call)(void *ctx, const char *name), void *ctx,
                    struct loop_source **ret_source, struct err *err);
void loop_source_free(struct loop_source *source);

/* Service manager: READY=1, STOPPING=1, RELOADING=1, STATUS=…; nothing without NOTIFY_SOCKET. The watchdog is fed by
 * the loop. */
void loop_notify(const char *state);
/* Calls for each socket that the service manager made for this process (LISTEN_FDS, sd_listen_fds(3)), with its
 * FileDescriptorName= (borrowed); the descriptor is the callee's, closed on exec. The environment says nothing of them
 * any more. Stops at a negative result, which it returns; IO: the environment makes no sense. */
int loop_take_sockets(int (*call)(void *ctx, const char *name, int fd, struct err *err), void *ctx, struct err *err);
/* If stderr is the journal's, the log goes there with its pairs as fields of their own from here on: COSPACED_MEETING=…
 * for meeting=…, PRIORITY, SYSLOG_IDENTIFIER. */
void loop_journal_open(void);

#endif
