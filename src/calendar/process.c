/* process.c: finding, starting and ending cospaced-calendar. What it says is job.c's. */
#include "calendar/job.h"

#include "calendar/worker.h"

#include "process.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* A daemon may be busy elsewhere for a moment; the pipe then holds what was found meanwhile. */
enum { PIPE_BYTES = 1024 * 1024 };

static int fd_fill(int fd, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        ssize_t n = write(fd, text + at, len - at);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return -1;
        }
        at += (size_t)n;
    }
    return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
}

int calendar_body_of(const char *text, size_t len, struct err *err)
{
    int fd = memfd_create("calendar", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0 || fd_fill(fd, text, len) != 0) {
        err_set(err, ERR_IO, "cannot hold the calendar in memory: %s", strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return ERR_IO;
    }
    return fd;
}

static int attributes_set(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int rc = posix_spawnattr_setsigmask(attributes, &none);
    if (rc == 0) {
        rc = posix_spawnattr_setsigdefault(attributes, &all);
    }
    return rc != 0 ? rc : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

/* The child's numbers are low: what it gets must not lie among them before it is moved. */
static int high_copy(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, WORKER_DESK + 1);
}

static int actions_set(posix_spawn_file_actions_t *actions, const int *sources)
{
    static const int targets[] = {STDIN_FILENO, STDOUT_FILENO, WORKER_ORDERS, WORKER_DESK};
    int rc = 0;
    for (size_t i = 0; i < sizeof targets / sizeof *targets && rc == 0; i++) {
        rc = posix_spawn_file_actions_adddup2(actions, sources[i], targets[i]);
    }
    return rc != 0 ? rc : posix_spawn_file_actions_addclosefrom_np(actions, WORKER_DESK + 1);
}

/* sources: body, its end of the pipe, orders, desk. */
static int spawn(pid_t *ret_pid, char *program, const int *sources)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char *argv[] = {program, NULL};
    char *environment[] = {(char[]){"TZ=UTC"}, (char[]){"LC_ALL=C"}, NULL};
    int rc = posix_spawn_file_actions_init(&actions);
    if (rc != 0) {
        return rc;
    }
    rc = posix_spawnattr_init(&attributes);
    if (rc == 0) {
        rc = actions_set(&actions, sources);
        if (rc == 0) {
            rc = attributes_set(&attributes);
        }
        if (rc == 0) {
            rc = posix_spawn(ret_pid, program, &actions, &attributes, argv, environment);
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

/* Without the right to write it, if that can be had. */
static int read_only_copy(int fd)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int copy = open(path, O_RDONLY | O_CLOEXEC);
    if (copy < 0) {
        return high_copy(fd);
    }
    int high = high_copy(copy);
    close(copy);
    return high;
}

static int files_spawn(pid_t *ret_pid, char *program, const struct process_files *files, int out)
{
    int sources[] = {read_only_copy(files->body), high_copy(out), read_only_copy(files->orders),
                     high_copy(files->desk)};
    int rc = 0;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        rc = sources[i] < 0 ? EMFILE : rc;
    }
    rc = rc == 0 ? spawn(ret_pid, program, sources) : rc;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (sources[i] >= 0) {
            close(sources[i]);
        }
    }
    return rc;
}

int process_start(struct process *ret_process, char *program, const struct process_files *files, struct err *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return err_set(err, ERR_IO, "cannot make a pipe: %s", strerror(errno));
    }
    (void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* a smaller one does as well */
    pid_t pid = 0;
    int rc = fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0 ? errno : files_spawn(&pid, program, files, ends[1]);
    close(ends[1]);
    if (rc != 0) {
        close(ends[0]);
        return err_set(err, ERR_IO, "cannot start %s: %s", program, strerror(rc));
    }
    *ret_process = (struct process){.pid = pid, .fd = ends[0]};
    return 0;
}

int process_end(struct process *process)
{
    int status = 0;
    if (process->fd >= 0) {
        close(process->fd);
    }
    if (process->pid > 0) {
        /* one that has ended keeps its status; any other is gone at once */
        kill(process->pid, SIGKILL);
        while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR) {
            ;
        }
    }
    *process = (struct process){.fd = -1};
    return status;
}

char *calendar_program(void)
{
    char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    self[len > 0 ? len : 0] = '\0';
    const char *slash = strrchr(self, '/');
    CLEAN_FREE char *beside = slash != NULL ? mem_printf("%.*s/cospaced-calendar", (int)(slash - self), self) : NULL;
    if (beside != NULL && access(beside, X_OK) == 0) {
        return mem_strdup(beside);
    }
    return mem_strdup(COSPACED_LIBEXEC_DIR "/cospaced-calendar");
}
