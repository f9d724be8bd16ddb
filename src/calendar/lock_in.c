/* lock_in.c: what cospaced-calendar may still do once it looks at foreign bytes: compute, and write to its pipe. */
#include "calendar/worker.h"

#include "calendar/limits.h"

#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#ifdef COSPACED_SANITIZED
enum { UNDER_ASAN = 1 };
#else
enum { UNDER_ASAN = 0 };
#endif

static const int allowed_calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(brk),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sysinfo) /* qsort asks how much memory there is */,
};

/* What the sanitizer does besides. */
static const int sanitizer_calls[] = {
    SCMP_SYS(mprotect), SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(gettid),
    SCMP_SYS(getpid),   SCMP_SYS(sched_yield), SCMP_SYS(getrandom),    SCMP_SYS(getrusage),
};

/* Asked for by libraries that look for files of theirs, and can live without. */
static const int refused_calls[] = {
    SCMP_SYS(open),     SCMP_SYS(openat),     SCMP_SYS(newfstatat), SCMP_SYS(stat),  SCMP_SYS(lstat),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(access),     SCMP_SYS(fstat), SCMP_SYS(ioctl),
};

static int limit_set(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit limit = {soft, hard};
    return setrlimit((__rlimit_resource_t)what, &limit);
}

static bool limits_set(unsigned cpu_seconds)
{
    const rlim_t mib = UINT64_C(1024) * 1024;
    bool good = limit_set(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1) == 0 &&
                limit_set(RLIMIT_STACK, 8 * mib, 8 * mib) == 0 && limit_set(RLIMIT_FSIZE, 0, 0) == 0 &&
                limit_set(RLIMIT_CORE, 0, 0) == 0 && limit_set(RLIMIT_NOFILE, 4, 4) == 0;
    /* the sanitizer maps terabytes of shadow */
    return good && (UNDER_ASAN || limit_set(RLIMIT_AS, 1024 * mib, 1024 * mib) == 0);
}

static int calls_add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t n)
{
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        rc = seccomp_rule_add(filter, action, calls[i], 0);
    }
    return rc;
}

static void filter_release(scmp_filter_ctx *filter)
{
    if (*filter != NULL) {
        seccomp_release(*filter);
    }
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static int filter_load(void)
{
    __attribute__((cleanup(filter_release))) scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL) {
        return -ENOMEM;
    }
    int rc = calls_add(filter, SCMP_ACT_ALLOW, allowed_calls, COUNT(allowed_calls));
    if (rc == 0 && UNDER_ASAN) {
        rc = calls_add(filter, SCMP_ACT_ALLOW, sanitizer_calls, COUNT(sanitizer_calls));
    }
    if (rc == 0) {
        rc = calls_add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls, COUNT(refused_calls));
    }
    return rc == 0 ? seccomp_load(filter) : rc;
}

int worker_lock_in(unsigned cpu_seconds, struct err *err)
{
    if (!limits_set(cpu_seconds)) {
        return err_set(err, ERR_IO, "cannot set resource limits: %s", strerror(errno));
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return err_set(err, ERR_IO, "cannot give up privileges: %s", strerror(errno));
    }
    int rc = filter_load();
    return rc == 0 ? 0 : err_set(err, ERR_IO, "cannot load the seccomp filter: %s", strerror(-rc));
}
