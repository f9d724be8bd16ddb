/* What the locked-in process can no longer do. Each case runs in a child of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* How the child ends: 0 it was let, 1 it was refused, killed: by SIGSYS. */
enum ending { LET, REFUSED, KILLED };

static int try_write(void)
{
    return write(STDOUT_FILENO, "", 0) == 0 ? LET : REFUSED;
}

static int try_open(void)
{
    return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? REFUSED : LET;
}

static int try_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? REFUSED : LET;
}

static int try_fork(void)
{
    return syscall(SYS_fork) < 0 ? REFUSED : LET;
}

static int try_exec(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return REFUSED;
}

static int try_more_limits(void)
{
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_CPU, &limit) != 0 ? REFUSED : LET;
}

static int try_open_at(void)
{
    return openat(AT_FDCWD, "/tmp", O_RDONLY | O_DIRECTORY) < 0 && errno == EACCES ? REFUSED : LET;
}

static int try_create(void)
{
    return open("/tmp/cospaced-lock-in", O_WRONLY | O_CREAT, 0600) < 0 ? REFUSED : LET;
}

static int try_pair(void)
{
    int ends[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0 ? REFUSED : LET;
}

static int try_trace(void)
{
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0 ? REFUSED : LET;
}

static int try_kill(void)
{
    return kill(getppid(), 0) < 0 ? REFUSED : LET;
}

static int try_memory_of_others(void)
{
    return syscall(SYS_process_vm_readv, 1, NULL, 0, NULL, 0, 0) < 0 ? REFUSED : LET;
}

static int try_thread(void)
{
    return syscall(SYS_clone, 0, NULL, NULL, NULL, 0) < 0 ? REFUSED : LET;
}

static int try_more_privileges(void)
{
    return syscall(SYS_setuid, 0) < 0 ? REFUSED : LET;
}

static void locks_in(void **state)
{
    (void)state;
    static const struct {
        int (*try)(void);
        enum ending ending;
    } cases[] = {
        {try_write, LET},     {try_open, REFUSED},           {try_socket, KILLED},   {try_fork, KILLED},
        {try_exec, KILLED},   {try_more_limits, KILLED},     {try_open_at, REFUSED}, {try_create, REFUSED},
        {try_pair, KILLED},   {try_trace, KILLED},           {try_kill, KILLED},     {try_memory_of_others, KILLED},
        {try_thread, KILLED}, {try_more_privileges, KILLED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0)
            _exit(worker_lock_in(10, NULL) == 0 ? cases[i].try() : 100);
        int status = 0;
        assert_int_equal(waitpid(pid, &status, 0), pid);
        if (cases[i].ending == KILLED) {
            assert_true(WIFSIGNALED(status));
            assert_int_equal(WTERMSIG(status), SIGSYS);
        } else {
            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), cases[i].ending);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(locks_in)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
