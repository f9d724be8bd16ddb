/* Unix sockets: who may own a path and with which mode. */
#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/file.h>

static int socket_at(const char *path, bool listening)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    if (listening)
        assert_int_equal(listen(fd, 1), 0);
    return fd;
}

enum there { NOTHING, STALE, LISTENED_AT, FILE_THERE, FOLDER_THERE, LOCKED, OURS };

static void a_path_is_taken_only_if_nobody_listens(void **state)
{
    static const struct {
        enum there there;
        int r;
        const char *message;
    } cases[] = {
        {NOTHING, 0, ""},
        {STALE, 0, ""},
        {LISTENED_AT, ERR_CONFLICT, "in use"},
        {FILE_THERE, ERR_CONFLICT, "is not a socket"},
        {FOLDER_THERE, ERR_CONFLICT, "is not a socket"},
        {LOCKED, ERR_CONFLICT, "in use"},
        {OURS, ERR_CONFLICT, "in use"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_FREE char *path = mem_printf("%s/take-%zu", folder, i);
        CLEAN_FREE char *lock = mem_printf("%s.lock", path);
        int fd = -1;
        f->options.unix_path = path;
        f->options.unix_mode = 0600;
        if (cases[i].there == STALE)
            close(socket_at(path, false));
        else if (cases[i].there == LISTENED_AT)
            fd = socket_at(path, true);
        else if (cases[i].there == FILE_THERE)
            fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        else if (cases[i].there == FOLDER_THERE)
            assert_int_equal(mkdir(path, 0700), 0);
        else if (cases[i].there == LOCKED)
            assert_int_equal(flock(fd = open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0600), LOCK_EX), 0);
        else if (cases[i].there == OURS)
            server_start(f, false);
        struct stat before = {0};
        struct stat after = {0};
        stat(path, &before);
        struct http_server *server = NULL;
        struct err err = {0};
        assert_int_equal(http_server_new(f->loop, &f->options, &server, &err), cases[i].r);
        assert_non_null(strstr(err.message, cases[i].message));
        stat(path, &after);
        if (cases[i].r != 0)
            assert_int_equal(before.st_ino, after.st_ino);
        http_server_free(server);
        server_stop(f);
        if (fd >= 0)
            close(fd);
    }
}

static void the_mode_is_exact(void **state)
{
    static const mode_t umasks[] = {0, 022, 077, 0777};
    static const uint32_t modes[] = {0600, 0660, 0666, 0777};
    struct fixture *f = *state;
    CLEAN_FREE char *path = path_in("mode.sock");
    for (size_t i = 0; i < 16; i++) {
        f->options.unix_path = path;
        f->options.unix_mode = modes[i / 4];
        mode_t before = umask(umasks[i % 4]);
        server_start(f, false);
        assert_int_equal(umask(before), umasks[i % 4]);
        struct stat there;
        assert_int_equal(stat(path, &there), 0);
        assert_int_equal(there.st_mode & 0777, modes[i / 4]);
        server_stop(f);
        assert_int_equal(stat(path, &there), -1);
    }
}

static void paths_that_do_not_do(void **state)
{
    struct fixture *f = *state;
    CLEAN_FREE char *missing = path_in("missing/x.sock");
    CLEAN_FREE char *overlong = mem_printf("%s/%0108d", folder, 0);
    struct err err = {0};
    f->options.unix_path = missing;
    assert_int_equal(http_server_new(f->loop, &f->options, &f->server, &err), ERR_IO);
    f->options.unix_path = overlong;
    assert_int_equal(http_server_new(f->loop, &f->options, &f->server, &err), ERR_INVALID);
    assert_non_null(strstr(err.message, "too long"));
}

/* What makes libmicrohttpd ask a Unix socket only once (src/http/nodelay.c). */
static void options_of_tcp_do_not_exist_there(void **state)
{
    (void)state;
    static const struct {
        int domain, level, name, r, error;
    } cases[] = {
        {AF_UNIX, IPPROTO_TCP, TCP_NODELAY, -1, ENOPROTOOPT},
        {AF_UNIX, IPPROTO_TCP, TCP_CORK, -1, ENOPROTOOPT},
        {AF_UNIX, SOL_SOCKET, SO_SNDBUF, 0, 0},
        {AF_INET, IPPROTO_TCP, TCP_NODELAY, 0, 0},
        {AF_INET, IPPROTO_TCP, 9999, -1, ENOPROTOOPT},
        {AF_INET, SOL_SOCKET, SO_REUSEADDR, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const int on = 1;
        int fd = socket(cases[i].domain, SOCK_STREAM | SOCK_CLOEXEC, 0);
        errno = 0;
        assert_int_equal(setsockopt(fd, cases[i].level, cases[i].name, &on, sizeof on), cases[i].r);
        assert_int_equal(errno, cases[i].error);
        close(fd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_path_is_taken_only_if_nobody_listens),
        CASE(the_mode_is_exact),
        CASE(paths_that_do_not_do),
        CASE(options_of_tcp_do_not_exist_there),

    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
