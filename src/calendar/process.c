/* process.c: finding, starting and ending cospaced-calendar. What it says is job.c's. */
#include "calendar/job.h"

#include "calendar/worker.h"

#include "line.h"
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
enum { PIPE_BYTES = 1024 * 1024, SAID_PIPE_BYTES = 4096 };

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
    static const int targets[] = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, WORKER_ORDERS, WORKER_DESK};
    int rc = 0;
    for (size_t i = 0; i < sizeof targets / sizeof *targets && rc == 0; i++) {
        rc = posix_spawn_file_actions_adddup2(actions, sources[i], targets[i]);
    }
    return rc != 0 ? rc : posix_spawn_file_actions_addclosefrom_np(actions, WORKER_DESK + 1);
}

/* sources: body, its ends of the pipes, orders, desk. */
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

static int files_spawn(pid_t *ret_pid, char *program, const struct process_files *files, const int ends[2])
{
    int sources[] = {read_only_copy(files->body), high_copy(ends[0]), high_copy(ends[1]), read_only_copy(files->orders),
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

/* What is read of it never blocks. 0 or an errno. */
static int pipe_make(int ends[2], int flags, int bytes)
{
    if (pipe2(ends, O_CLOEXEC | flags) != 0) {
        return errno;
    }
    (void)fcntl(ends[1], F_SETPIPE_SZ, bytes); /* another size does as well */
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) {
        int rc = errno;
        close(ends[0]);
        close(ends[1]);
        return rc;
    }
    return 0;
}

int process_start(struct process *ret_process, char *program, const struct process_files *files, struct err *err)
{
    int out[2], said[2];
    int rc = pipe_make(out, 0, PIPE_BYTES);
    if (rc == 0 && (rc = pipe_make(said, O_NONBLOCK, SAID_PIPE_BYTES)) != 0) {
        close(out[0]);
        close(out[1]);
    }
    if (rc != 0) {
        return err_set(err, ERR_IO, "cannot make a pipe: %s", strerror(rc));
    }
    pid_t pid = 0;
    rc = files_spawn(&pid, program, files, (int[]){out[1], said[1]});
    close(out[1]);
    close(said[1]);
    if (rc != 0) {
        close(out[0]);
        close(said[0]);
        return err_set(err, ERR_IO, "cannot start %s: %s", program, strerror(rc));
    }
    *ret_process = (struct process){.pid = pid, .fd = out[0], .said_fd = said[0]};
    return 0;
}

/* All of it is there: nobody writes any more. */
static void said_read(int fd, char ret_said[PROCESS_SAID_SIZE])
{
    ssize_t n = fd >= 0 ? read(fd, ret_said, PROCESS_SAID_SIZE - 1) : 0;
    ret_said[n > 0 ? n : 0] = '\0';
    for (char *at = ret_said; *at != '\0'; at++) {
        *at = (unsigned char)*at < ' ' || (unsigned char)*at > '~' ? ' ' : *at;
    }
    const char *line = text_one_line(ret_said);
    memmove(ret_said, line, strlen(line) + 1);
}

int process_end(struct process *process, char ret_said[PROCESS_SAID_SIZE])
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
    said_read(process->said_fd, ret_said);
    if (process->said_fd >= 0) {
        close(process->said_fd);
    }
    *process = (struct process){.fd = -1, .said_fd = -1};
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
