/* A wall clock that a test sets, for LD_PRELOAD: the file that COSPACED_CLOCK names has how many milliseconds it is
 * ahead (int64).
 *
 * A time namespace does not have CLOCK_REALTIME. Here the program reads a shifted clock, its timers on that clock are
 * shifted back, and when the shift changes they are armed anew and those with TFD_TIMER_CANCEL_ON_SET become readable
 * and say ECANCELED, as the kernel does when the clock is set. Only in the program named in COSPACED_CLOCK_OF. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { TIMERS = 1024 };

static const volatile int64_t *shift_ms; /* NULL: nothing is shifted */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct timer {
    bool wall, set, cancels, cancelled;
    int flags;
    struct itimerspec wanted;
} timers[TIMERS];

static struct {
    int (*clock_gettime)(clockid_t, struct timespec *);
    int (*timerfd_create)(int, int);
    int (*timerfd_settime)(int, int, const struct itimerspec *, struct itimerspec *);
    ssize_t (*read)(int, void *, size_t);
    int (*close)(int);
} real;

static void find(void *ret_function, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(ret_function, &found, sizeof found);
}

/* Other libraries begin before this one. */
static void find_real(void)
{
    if (real.close == NULL) {
        find(&real.clock_gettime, "clock_gettime");
        find(&real.timerfd_create, "timerfd_create");
        find(&real.timerfd_settime, "timerfd_settime");
        find(&real.read, "read");
        find(&real.close, "close");
    }
}

static struct timespec shifted(struct timespec at, int64_t by_ms)
{
    int64_t ns = at.tv_nsec + by_ms % 1000 * 1000000;
    int64_t carry = ns < 0 ? -1 : ns >= 1000000000 ? 1 : 0;
    return (struct timespec){.tv_sec = at.tv_sec + by_ms / 1000 + carry, .tv_nsec = ns - carry * 1000000000};
}

int clock_gettime(clockid_t clock, struct timespec *ret)
{
    find_real();
    int r = real.clock_gettime(clock, ret);
    if (r == 0 && clock == CLOCK_REALTIME && shift_ms != NULL) {
        *ret = shifted(*ret, *shift_ms);
    }
    return r;
}

time_t time(time_t *ret)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (ret != NULL) {
        *ret = now.tv_sec;
    }
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict ret, void *restrict zone)
{
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *ret = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

int timerfd_create(int clock, int flags)
{
    find_real();
    int fd = real.timerfd_create(clock, flags);
    if (fd >= 0 && fd < TIMERS) {
        timers[fd] = (struct timer){.wall = clock == CLOCK_REALTIME && shift_ms != NULL};
    }
    return fd;
}

static int timer_arm(int fd, struct itimerspec *ret_old)
{
    const struct timer *timer = &timers[fd];
    struct itimerspec at = timer->wanted;
    bool armed = at.it_value.tv_sec != 0 || at.it_value.tv_nsec != 0;
    if (armed && (timer->flags & TFD_TIMER_ABSTIME) != 0 && !timer->cancels) {
        at.it_value = shifted(at.it_value, -*shift_ms);
        if (at.it_value.tv_sec < 0) {
            at.it_value = (struct timespec){0, 1};
        }
    }
    return real.timerfd_settime(fd, timer->flags & TFD_TIMER_ABSTIME, &at, ret_old);
}

int timerfd_settime(int fd, int flags, const struct itimerspec *wanted, struct itimerspec *ret_old)
{
    find_real();
    if (fd < 0 || fd >= TIMERS || !timers[fd].wall) {
        return real.timerfd_settime(fd, flags, wanted, ret_old);
    }
    pthread_mutex_lock(&lock);
    timers[fd] = (struct timer){.wall = true,
                                .set = true,
                                .cancels = (flags & TFD_TIMER_CANCEL_ON_SET) != 0,
                                .flags = flags,
                                .wanted = *wanted};
    int r = timer_arm(fd, ret_old);
    pthread_mutex_unlock(&lock);
    return r;
}

ssize_t read(int fd, void *bytes, size_t size)
{
    find_real();
    if (fd < 0 || fd >= TIMERS || !timers[fd].cancelled) {
        return real.read(fd, bytes, size);
    }
    timers[fd].cancelled = false;
    real.read(fd, bytes, size);
    errno = ECANCELED;
    return -1;
}

int close(int fd)
{
    find_real();
    if (fd >= 0 && fd < TIMERS) {
        timers[fd] = (struct timer){0};
    }
    return real.close(fd);
}

static void clock_was_set(void)
{
    static const struct itimerspec AT_ONCE = {.it_value = {0, 1}};
    pthread_mutex_lock(&lock);
    for (int fd = 0; fd < TIMERS; fd++) {
        if (timers[fd].set && timers[fd].cancels) {
            timers[fd].cancelled = true;
            real.timerfd_settime(fd, 0, &AT_ONCE, NULL);
        } else if (timers[fd].set) {
            timer_arm(fd, NULL);
        }
    }
    pthread_mutex_unlock(&lock);
}

static void *watch(void *ctx)
{
    (void)ctx;
    for (int64_t seen = *shift_ms;;) {
        nanosleep(&(struct timespec){0, 2000000}, NULL);
        if (*shift_ms != seen) {
            seen = *shift_ms;
            clock_was_set();
        }
    }
    return NULL;
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("COSPACED_CLOCK");
    const char *program = getenv("COSPACED_CLOCK_OF");
    int fd = path != NULL && program != NULL && strcmp(program, program_invocation_short_name) == 0
                 ? open(path, O_RDONLY)
                 : -1;
    void *page = fd >= 0 ? mmap(NULL, sizeof *shift_ms, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (page == MAP_FAILED) {
        return;
    }
    shift_ms = page;
    sigset_t all, old;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old); /* signals are the program's own */
    pthread_create(&thread, NULL, watch, NULL);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}
