/* Files that are given back: cut from their ends some at a time, small ones and what cannot be cut at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "litter.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const off_t LARGE = 20 << 20, STEP = 8 << 20;

struct watched {
    struct loop *loop;
    struct loop_source *timer;
    int copy;         /* of the file that was given away: its size can still be seen */
    int given;        /* its number, closed in the end */
    off_t sizes[100]; /* that were seen, each once */
    size_t n_sizes;
};

static bool is_closed(int fd)
{
    return fcntl(fd, F_GETFD) < 0 && errno == EBADF;
}

static void watch(void *ctx)
{
    struct watched *watched = ctx;
    struct stat info;
    assert_int_equal(fstat(watched->copy, &info), 0);
    if (watched->n_sizes == 0 || watched->sizes[watched->n_sizes - 1] != info.st_size) {
        assert_true(watched->n_sizes < 100);
        watched->sizes[watched->n_sizes++] = info.st_size;
    }
    if (is_closed(watched->given)) {
        loop_exit(watched->loop, 0);
        return;
    }
    loop_timer_set(watched->timer, 1);
}

/* Gives it away, and sees it go. */
static void give(struct watched *watched, int fd)
{
    struct err err;
    assert_int_equal(loop_new(&watched->loop, &err), 0);
    struct litter *litter = litter_new(watched->loop);
    watched->copy = dup(fd);
    watched->given = fd;
    watched->timer = loop_add_timer(watched->loop, watch, watched);
    litter_take(litter, -1);
    litter_take(litter, fd);
    assert_false(is_closed(fd)); /* never inside the call */
    loop_timer_set(watched->timer, 0);
    assert_int_equal(loop_run(watched->loop, &err), 0);
    litter_free(litter);
    loop_source_free(watched->timer);
    loop_free(watched->loop);
    close(watched->copy);
}

static int file_of(off_t size)
{
    char path[] = "/tmp/cospaced-litter-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    unlink(path);
    assert_int_equal(ftruncate(fd, size), 0);
    return fd;
}

static void a_large_file_goes_in_pieces(void **state)
{
    (void)state;
    struct watched watched = {0};
    give(&watched, file_of(LARGE));
    assert_true(watched.n_sizes >= 2);
    for (size_t i = 1; i < watched.n_sizes; i++) {
        assert_true(watched.sizes[i] < watched.sizes[i - 1]);
        assert_int_equal((watched.sizes[i - 1] - watched.sizes[i]) % STEP, 0);
    }
    assert_int_equal(watched.sizes[watched.n_sizes - 1], LARGE - 2 * STEP);
}

static void a_small_file_goes_at_once(void **state)
{
    (void)state;
    struct watched watched = {0};
    give(&watched, file_of(STEP));
    assert_int_equal(watched.n_sizes, 1);
}

static void what_cannot_be_cut_goes_at_once(void **state)
{
    (void)state;
    struct watched watched = {0};
    int fd = memfd_create("sealed", MFD_ALLOW_SEALING | MFD_CLOEXEC);
    assert_int_equal(ftruncate(fd, LARGE), 0);
    assert_int_equal(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK), 0);
    give(&watched, fd);
    assert_int_equal(watched.n_sizes, 1);
}

static void what_is_left_is_closed_with_it(void **state)
{
    (void)state;
    struct err err;
    struct loop *loop = NULL;
    int files[] = {file_of(LARGE), file_of(LARGE), file_of(1)};
    assert_int_equal(loop_new(&loop, &err), 0);
    struct litter *litter = litter_new(loop);
    for (size_t i = 0; i < 3; i++) {
        litter_take(litter, files[i]);
    }
    litter_free(litter);
    for (size_t i = 0; i < 3; i++) {
        assert_true(is_closed(files[i]));
    }
    litter_free(NULL);
    loop_free(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_file_goes_in_pieces),
        cmocka_unit_test(a_small_file_goes_at_once),
        cmocka_unit_test(what_cannot_be_cut_goes_at_once),
        cmocka_unit_test(what_is_left_is_closed_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
