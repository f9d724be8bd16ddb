/* fail_one.c: a library put before libc (LD_PRELOAD) in which calls fail, each once.
 *
 * A place is a function with the six callers above it (four for memory, the program's own malloc() among them), named
 * by where they lie in their files, so it keeps its name from run to run. FAIL_ONE_NOTES names a file of struct notes,
 * shared and mapped: all places that were passed are noted in it, with how often. A place that is armed fails when it
 * is passed for the first time since the file was made, as the table below says: a program that is started again with
 * the same notes gets on to the next. Only the program named by FAIL_ONE_PROGRAM is touched, neither those that it
 * starts nor their children; FAIL_ONE_ALONE says that it starts none. */
#undef _FORTIFY_SOURCE /* its headers define some of what stands here */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FRAMES = 6, FEW_FRAMES = 4, PLACES = 8192, KNOWN = 4 * PLACES, SKIPPED = 3 }; /* SKIPPED: frames of this file */

struct place {
    uint64_t name; /* never 0 */
    uint64_t nth;  /* in the order of first passing */
    uint64_t passed;
    uint64_t armed;  /* in: it is to fail */
    uint64_t failed; /* out: it did */
    char function[24];
    char callers[FRAMES][48]; /* FILE+0xOFFSET */
};

/* Read and written by test_torture.py, too: keep the two alike. */
struct notes {
    uint64_t n_places;
    struct place places[PLACES];
};

static struct notes *notes;
static pid_t owner; /* 0: it starts nothing, and may not ask who it is */
static bool allocations; /* else system calls */
static __thread bool inside;

/* Of this process, by the addresses themselves: to find their files takes long. */
static struct {
    uint64_t addresses;
    struct place *place;
} known[KNOWN];
static atomic_flag busy = ATOMIC_FLAG_INIT; /* held while known or notes are looked at or change */

static uint64_t mix(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static struct place *place_of(uint64_t name)
{
    size_t i = name % PLACES;
    while (notes->places[i].name != 0 && notes->places[i].name != name) {
        i = (i + 1) % PLACES;
    }
    return &notes->places[i];
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static struct place *place_note(const char *function, void *const *frames, int n)
{
    char callers[FRAMES][sizeof((struct place *)0)->callers[0]] = {{0}};
    uint64_t name = mix(UINT64_C(0xcbf29ce484222325), function, strlen(function));
    for (int i = 0; i < n; i++) {
        Dl_info info = {0};
        if (dladdr(frames[i], &info) != 0 && info.dli_fname != NULL) {
            uintptr_t offset = (uintptr_t)frames[i] - (uintptr_t)info.dli_fbase;
            snprintf(callers[i], sizeof callers[0], "%s+0x%lx", file_name(info.dli_fname), (unsigned long)offset);
            name = mix(name, callers[i], strlen(callers[i]));
        }
    }
    struct place *place = place_of(name | 1);
    if (place->name == 0 && notes->n_places < PLACES / 2) {
        place->name = name | 1;
        place->nth = notes->n_places++;
        snprintf(place->function, sizeof place->function, "%s", function);
        memcpy(place->callers, callers, sizeof callers);
    }
    return place;
}

static struct place *place_find(const char *function, void *const *frames, int n)
{
    uint64_t addresses = mix(mix(1, &function, sizeof function), frames, (size_t)n * sizeof *frames);
    size_t i = addresses % KNOWN;
    while (known[i].addresses != 0 && known[i].addresses != addresses) {
        i = (i + 1) % KNOWN;
    }
    if (known[i].addresses == 0) {
        known[i].place = place_note(function, frames, n);
        known[i].addresses = addresses;
    }
    return known[i].place;
}

__attribute__((noinline)) static bool pass(const char *function)
{
    void *frames[SKIPPED + FRAMES] = {0};
    int n = backtrace(frames, SKIPPED + (allocations ? FEW_FRAMES : FRAMES));
    while (atomic_flag_test_and_set(&busy)) {
        ;
    }
    struct place *place = place_find(function, frames + SKIPPED, n > SKIPPED ? n - SKIPPED : 0);
    bool yes = place->passed++ == 0 && place->armed;
    place->failed += yes;
    atomic_flag_clear(&busy);
    return yes;
}

/* Does this passing fail? */
__attribute__((noinline)) static bool fails(const char *function)
{
    if (notes == NULL || inside || (owner != 0 && getpid() != owner)) {
        return false;
    }
    inside = true;
    int before = errno;
    bool yes = pass(function);
    errno = before;
    inside = false;
    return yes;
}

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

/* A function that fails with an error number: result, name, its parameters, their names, what it returns, errno. */
#define FAILING(result, name, parameters, arguments, failure, number)                                                  \
    result name parameters;                                                                                            \
    result name parameters                                                                                             \
    {                                                                                                                  \
        static result(*next) parameters;                                                                               \
        if (next == NULL) {                                                                                            \
            next = (result(*) parameters)real(#name);                                                                  \
        }                                                                                                              \
        if (!allocations && fails(#name)) {                                                                            \
            errno = number;                                                                                            \
            return failure;                                                                                            \
        }                                                                                                              \
        return next arguments;                                                                                         \
    }

/* clang-format off */
FAILING(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), -1, EIO)
FAILING(ssize_t, pread, (int fd, void *to, size_t n, off_t at), (fd, to, n, at), -1, EIO)
FAILING(ssize_t, pread64, (int fd, void *to, size_t n, off64_t at), (fd, to, n, at), -1, EIO)
FAILING(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n), -1, ENOSPC)
FAILING(ssize_t, writev, (int fd, const struct iovec *from, int n), (fd, from, n), -1, ENOSPC)
FAILING(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at), -1, ENOSPC)
FAILING(ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t at), (fd, from, n, at), -1, ENOSPC)
FAILING(int, fsync, (int fd), (fd), -1, EIO)
FAILING(int, fdatasync, (int fd), (fd), -1, EIO)
FAILING(int, ftruncate, (int fd, off_t size), (fd, size), -1, EIO)
FAILING(int, ftruncate64, (int fd, off64_t size), (fd, size), -1, EIO)
FAILING(int, fstat, (int fd, struct stat *to), (fd, to), -1, EIO)
FAILING(int, fstat64, (int fd, struct stat64 *to), (fd, to), -1, EIO)
FAILING(int, stat, (const char *path, struct stat *to), (path, to), -1, EACCES)
FAILING(int, stat64, (const char *path, struct stat64 *to), (path, to), -1, EACCES)
FAILING(int, lstat, (const char *path, struct stat *to), (path, to), -1, EACCES)
FAILING(int, unlink, (const char *path), (path), -1, EACCES)
FAILING(int, unlinkat, (int fd, const char *path, int flags), (fd, path, flags), -1, EACCES)
FAILING(int, renameat, (int from, const char *a, int to, const char *b), (from, a, to, b), -1, EACCES)
FAILING(int, fchmod, (int fd, mode_t mode), (fd, mode), -1, EPERM)
FAILING(int, flock, (int fd, int how), (fd, how), -1, ENOLCK)
FAILING(int, memfd_create, (const char *name, unsigned flags), (name, flags), -1, EMFILE)
FAILING(int, pipe2, (int ends[2], int flags), (ends, flags), -1, EMFILE)
FAILING(int, socket, (int domain, int type, int protocol), (domain, type, protocol), -1, EMFILE)
FAILING(int, socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends), -1, EMFILE)
FAILING(int, bind, (int fd, const struct sockaddr *to, socklen_t n), (fd, to, n), -1, EADDRINUSE)
FAILING(int, listen, (int fd, int n), (fd, n), -1, EADDRINUSE)
FAILING(int, accept4, (int fd, struct sockaddr *from, socklen_t *n, int flags), (fd, from, n, flags), -1, EMFILE)
FAILING(int, connect, (int fd, const struct sockaddr *to, socklen_t n), (fd, to, n), -1, ECONNREFUSED)
FAILING(int, setsockopt, (int fd, int level, int name, const void *value, socklen_t n), (fd, level, name, value, n), -1, EINVAL)
FAILING(int, getsockopt, (int fd, int level, int name, void *value, socklen_t *n), (fd, level, name, value, n), -1, EINVAL)
FAILING(int, getsockname, (int fd, struct sockaddr *to, socklen_t *n), (fd, to, n), -1, ENOBUFS)
FAILING(ssize_t, send, (int fd, const void *from, size_t n, int flags), (fd, from, n, flags), -1, ECONNRESET)
FAILING(ssize_t, sendmsg, (int fd, const struct msghdr *from, int flags), (fd, from, flags), -1, ECONNRESET)
FAILING(ssize_t, recv, (int fd, void *to, size_t n, int flags), (fd, to, n, flags), -1, ECONNRESET)
FAILING(ssize_t, recvmsg, (int fd, struct msghdr *to, int flags), (fd, to, flags), -1, ECONNRESET)
FAILING(void *, mmap, (void *at, size_t n, int access, int flags, int fd, off_t from), (at, n, access, flags, fd, from), MAP_FAILED, ENOMEM)
FAILING(void *, mmap64, (void *at, size_t n, int access, int flags, int fd, off64_t from), (at, n, access, flags, fd, from), MAP_FAILED, ENOMEM)
FAILING(int, setrlimit, (__rlimit_resource_t what, const struct rlimit *to), (what, to), -1, EPERM)
FAILING(FILE *, fopen, (const char *path, const char *how), (path, how), NULL, EMFILE)
FAILING(FILE *, fopen64, (const char *path, const char *how), (path, how), NULL, EMFILE)
FAILING(int, epoll_create1, (int flags), (flags), -1, EMFILE)
FAILING(int, epoll_ctl, (int fd, int what, int of, struct epoll_event *event), (fd, what, of, event), -1, ENOMEM)
FAILING(int, timerfd_create, (int clock, int flags), (clock, flags), -1, EMFILE)
FAILING(int, timerfd_settime, (int fd, int flags, const struct itimerspec *to, struct itimerspec *old), (fd, flags, to, old), -1, EINVAL)
FAILING(int, eventfd, (unsigned value, int flags), (value, flags), -1, EMFILE)
FAILING(int, inotify_init1, (int flags), (flags), -1, EMFILE)
FAILING(int, inotify_add_watch, (int fd, const char *path, uint32_t mask), (fd, path, mask), -1, ENOSPC)
FAILING(ssize_t, getrandom, (void *to, size_t n, unsigned flags), (to, n, flags), -1, ENOSYS)
/* clang-format on */

/* open and fcntl have one argument more or not: handing on one that is not there does no harm on this machine's ABI. */
#define OPENING(name)                                                                                                  \
    int name(const char *path, int flags, ...);                                                                        \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode_t mode = va_arg(more, mode_t);                                                                            \
        va_end(more);                                                                                                  \
        if (!allocations && fails(#name)) {                                                                            \
            errno = EMFILE;                                                                                            \
            return -1;                                                                                                 \
        }                                                                                                              \
        return ((int (*)(const char *, int, ...))real(#name))(path, flags, mode);                                      \
    }

OPENING(open)
OPENING(open64)

int openat(int at, const char *path, int flags, ...);
int openat(int at, const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    if (!allocations && fails("openat")) {
        errno = EMFILE;
        return -1;
    }
    return ((int (*)(int, const char *, int, ...))real("openat"))(at, path, flags, mode);
}

/* dlsym itself allocates before we know the real functions: those few bytes come from here and are never given back. */
static char early[8192];
static size_t early_used;

static void *early_take(size_t n)
{
    size_t at = (early_used + 15) & ~(size_t)15;
    if (at + n > sizeof early) {
        return NULL;
    }
    early_used = at + n;
    return early + at;
}

#define ALLOCATING(name, parameters, arguments, first)                                                                 \
    void *name parameters;                                                                                             \
    void *name parameters                                                                                              \
    {                                                                                                                  \
        static void *(*next)parameters;                                                                                \
        static __thread bool looking;                                                                                  \
        if (next == NULL) {                                                                                            \
            if (looking) {                                                                                             \
                return first;                                                                                          \
            }                                                                                                          \
            looking = true;                                                                                            \
            next = (void *(*)parameters)real(#name);                                                                   \
            looking = false;                                                                                           \
        }                                                                                                              \
        if (allocations && fails(#name)) {                                                                             \
            errno = ENOMEM;                                                                                            \
            return NULL;                                                                                               \
        }                                                                                                              \
        return next arguments;                                                                                         \
    }

ALLOCATING(malloc, (size_t n), (n), early_take(n))
ALLOCATING(calloc, (size_t count, size_t n), (count, n), early_take(count *n))
ALLOCATING(realloc, (void *old, size_t n), (old, n), NULL)

void free(void *memory);
void free(void *memory)
{
    static void (*next)(void *);
    if ((char *)memory >= early && (char *)memory < early + sizeof early) {
        return;
    }
    if (next == NULL) {
        next = (void (*)(void *))real("free");
    }
    next(memory);
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAIL_ONE_NOTES");
    const char *program = getenv("FAIL_ONE_PROGRAM");
    if (path == NULL || program == NULL || strcmp(program, program_invocation_short_name) != 0) {
        return;
    }
    inside = true; /* nothing of ours counts */
    allocations = getenv("FAIL_ONE_ALLOCATIONS") != NULL;
    void *warm[1];
    backtrace(warm, 1); /* it allocates the first time */
    int fd = open(path, O_RDWR | O_CLOEXEC);
    void *memory = fd >= 0 ? mmap(NULL, sizeof *notes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (memory == MAP_FAILED) {
        perror(path);
        _exit(99);
    }
    close(fd);
    owner = getenv("FAIL_ONE_ALONE") == NULL ? getpid() : 0;
    inside = false;
    notes = memory;
}
