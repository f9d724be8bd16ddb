/* The loop: readiness, timers, clock jumps, signals, work at the end of a turn. Time is real here, so nothing
 * is asserted about it but order and "not before"; a guard ends a loop that hangs. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"
#include "loop/clock.h"
#include "loop/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { GUARD_MS = 20000, HUNG = 77 };

struct fixture {
    struct loop *loop;
    struct loop_source *guard;
    struct loop_source *source;
    struct loop_source *other;
    char order[64];
    int calls;
    int number;
    int fd;
};

static void on_guard(void *ctx)
{
    struct fixture *f = ctx;
    loop_exit(f->loop, HUNG);
}

static int setup(void **state)
{
    struct fixture *f = mem_zalloc(sizeof *f);
    if (loop_new(&f->loop, NULL) != 0)
        return -1;
    f->guard = loop_add_timer(f->loop, on_guard, f);
    loop_timer_set(f->guard, GUARD_MS);
    f->fd = -1;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    loop_source_free(f->source);
    loop_source_free(f->other);
    loop_source_free(f->guard);
    loop_free(f->loop);
    mem_free(f);
    return 0;
}

static void run(struct fixture *f)
{
    assert_int_equal(loop_run(f->loop, NULL), 0);
}

static void note(struct fixture *f, char c)
{
    f->order[strlen(f->order)] = c;
}

static void on_exit_call(void *ctx)
{
    struct fixture *f = ctx;
    f->calls++;
    loop_exit(f->loop, 0);
}

static void on_ready(void *ctx, uint32_t ready)
{
    struct fixture *f = ctx;
    f->number = (int)ready;
    on_exit_call(f);
}

static void io_reports_what_is_ready(void **state)
{
    static const struct {
        uint32_t asked;
        bool filled, hung_up;
        uint32_t ready;
    } cases[] = {
        {LOOP_READ, true, false, LOOP_READ},
        {LOOP_WRITE, true, false, LOOP_WRITE},
        {LOOP_READ | LOOP_WRITE, false, false, LOOP_WRITE},
        {LOOP_READ | LOOP_WRITE, true, false, LOOP_READ | LOOP_WRITE},
        {LOOP_READ, false, true, LOOP_READ | LOOP_WRITE},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int pair[2];
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
        if (cases[i].filled)
            assert_int_equal(write(pair[1], "x", 1), 1);
        if (cases[i].hung_up)
            close(pair[1]);
        f->source = loop_add_io(f->loop, pair[0], 0, on_ready, f);
        loop_io_set(f->source, cases[i].asked);
        run(f);
        assert_int_equal(f->number, cases[i].ready);
        loop_source_free(f->source);
        f->source = NULL;
        close(pair[0]);
        if (!cases[i].hung_up)
            close(pair[1]);
    }
}

static void io_on_a_closed_descriptor_is_silent(void **state)
{
    struct fixture *f = *state;
    int pair[2];
    assert_int_equal(pipe(pair), 0);
    f->source = loop_add_io(f->loop, pair[0], LOOP_READ, on_ready, f);
    close(pair[0]);
    close(pair[1]);
    loop_io_set(f->source, LOOP_WRITE);
    loop_io_set(f->source, LOOP_READ);
    f->other = loop_add_io(f->loop, pair[0], LOOP_READ, on_ready, f);
    loop_io_set(f->other, LOOP_WRITE);
    struct loop_source *timer = loop_add_timer(f->loop, on_exit_call, f);
    loop_timer_set(timer, 0);
    run(f);
    loop_source_free(timer);
    assert_int_equal(f->calls, 1);
}

static void on_free_self(void *ctx, uint32_t ready)
{
    (void)ready;
    struct fixture *f = ctx;
    loop_source_free(f->source);
    f->source = NULL;
    on_exit_call(f);
}

static void a_source_may_free_itself(void **state)
{
    struct fixture *f = *state;
    int pair[2];
    assert_int_equal(pipe(pair), 0);
    f->source = loop_add_io(f->loop, pair[1], LOOP_WRITE, on_free_self, f);
    run(f);
    assert_null(f->source);
    close(pair[0]);
    close(pair[1]);
}

static void a_timer_fires_once_and_not_early(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_timer(f->loop, on_exit_call, f);
    int64_t before = clock_monotonic_us();
    loop_timer_set(f->source, 20);
    run(f);
    assert_true(clock_monotonic_us() - before >= 20000);
    assert_int_equal(f->calls, 1);
    loop_timer_set(f->source, 1);
    loop_timer_set(f->source, -1);
    f->other = loop_add_timer(f->loop, on_exit_call, f);
    loop_timer_set(f->other, 5);
    run(f);
    assert_int_equal(f->calls, 2);
}

static void a_wall_timer_keeps_its_instant(void **state)
{
    static const duration_ms offsets[] = {15, 0, -1, -DAY_MS, INSTANT_NONE};
    struct fixture *f = *state;
    f->source = loop_add_wall_timer(f->loop, on_exit_call, f);
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        instant at = offsets[i] == INSTANT_NONE ? INSTANT_NONE : clock_now() + offsets[i];
        loop_wall_timer_set(f->source, at);
        run(f);
        assert_true(clock_now() >= at);
        assert_int_equal(f->calls, (int)i + 1);
    }
}

static void a_wall_timer_at_never_is_idle(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_wall_timer(f->loop, on_guard, f);
    loop_wall_timer_set(f->source, 0);
    loop_wall_timer_set(f->source, INSTANT_NEVER);
    f->other = loop_add_timer(f->loop, on_exit_call, f);
    loop_timer_set(f->other, 5);
    run(f);
}

/* Setting the clock to what it shows moves nothing, and is a jump all the same. Where that is not allowed there is
 * nothing to test. */
static void a_clock_that_is_set_is_noticed(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_clock_jump(f->loop, on_exit_call, f);
    for (int i = 1; i <= 2; i++) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        if (clock_settime(CLOCK_REALTIME, &now) != 0) {
            assert_int_equal(errno, EPERM);
            skip();
        }
        run(f);
        assert_int_equal(f->calls, i);
    }
}

static void on_signal(void *ctx, int number)
{
    struct fixture *f = ctx;
    f->number = number;
    on_exit_call(f);
}

static void a_signal_arrives(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_signal(f->loop, SIGUSR1, on_signal, f);
    kill(getpid(), SIGUSR1);
    run(f);
    assert_int_equal(f->number, SIGUSR1);
}

static void on_after(void *ctx)
{
    struct fixture *f = ctx;
    note(f, 'z');
    loop_exit(f->loop, 0);
}

static void on_timer_arms_after(void *ctx)
{
    struct fixture *f = ctx;
    note(f, 'a');
    loop_after_arm(f->other);
}

static void on_timer_plain(void *ctx)
{
    note(ctx, 'b');
}

static void after_runs_when_all_that_was_ready_is_done(void **state)
{
    struct fixture *f = *state;
    f->other = loop_add_after(f->loop, on_after, f);
    struct loop_source *first = loop_add_timer(f->loop, on_timer_arms_after, f);
    struct loop_source *second = loop_add_timer(f->loop, on_timer_plain, f);
    loop_timer_set(first, 0);
    loop_timer_set(second, 0);
    run(f);
    loop_source_free(first);
    loop_source_free(second);
    assert_string_equal(f->order, "abz");
}

static void on_endless(void *ctx, uint32_t ready)
{
    (void)ready;
    struct fixture *f = ctx;
    f->calls++;
}

static void after_is_not_starved(void **state)
{
    struct fixture *f = *state;
    int pair[2];
    assert_int_equal(pipe(pair), 0);
    f->source = loop_add_io(f->loop, pair[1], LOOP_WRITE, on_endless, f);
    f->other = loop_add_after(f->loop, on_after, f);
    loop_after_arm(f->other);
    run(f);
    assert_true(f->calls > 1);
    close(pair[0]);
    close(pair[1]);
}

static void on_endless_and_slow(void *ctx, uint32_t ready)
{
    int64_t until_us = clock_monotonic_us() + 1000;
    while (clock_monotonic_us() < until_us) {
        ;
    }
    on_endless(ctx, ready);
}

/* A body that comes in is always ready, and each piece takes its time. */
static void after_does_not_wait_for_many_slow_ones(void **state)
{
    struct fixture *f = *state;
    int pair[2];
    assert_int_equal(pipe(pair), 0);
    f->source = loop_add_io(f->loop, pair[1], LOOP_WRITE, on_endless_and_slow, f);
    f->other = loop_add_after(f->loop, on_after, f);
    loop_after_arm(f->other);
    run(f);
    assert_in_range(f->calls, 1, 5);
    close(pair[0]);
    close(pair[1]);
}

static void on_after_again(void *ctx)
{
    struct fixture *f = ctx;
    note(f, 'r');
    if (++f->calls == 3)
        loop_exit(f->loop, 0);
    loop_after_arm(f->source);
}

/* Armed from inside itself it runs in the next turn, after the others of this one. */
static void after_rearmed_waits_for_the_next_turn(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_after(f->loop, on_after_again, f);
    f->other = loop_add_after(f->loop, on_timer_plain, f);
    loop_after_arm(f->source);
    loop_after_arm(f->other);
    run(f);
    assert_string_equal(f->order, "rbrr");
}

static void on_after_frees_both(void *ctx)
{
    struct fixture *f = ctx;
    loop_source_free(f->source);
    loop_source_free(f->other);
    f->source = NULL;
    f->other = NULL;
    on_exit_call(f);
}

static void after_may_free_its_neighbours(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_after(f->loop, on_after_frees_both, f);
    f->other = loop_add_after(f->loop, on_guard, f);
    loop_after_arm(f->source);
    loop_after_arm(f->other);
    run(f);
    assert_null(f->source);
}

static void exit_hands_its_status_on(void **state)
{
    struct fixture *f = *state;
    f->source = loop_add_timer(f->loop, on_guard, f);
    loop_timer_set(f->source, 0);
    assert_int_equal(loop_run(f->loop, NULL), HUNG);
}

static void notify_reaches_the_service_manager(void **state)
{
    (void)state;
    char folder[] = "/tmp/loop-XXXXXX";
    assert_non_null(mkdtemp(folder));
    CLEAN_FREE char *path = mem_printf("%s/notify", folder);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    loop_notify("READY=1");
    setenv("NOTIFY_SOCKET", path, 1);
    loop_notify("STOPPING=1");
    unsetenv("NOTIFY_SOCKET");
    char text[64] = "";
    assert_true(recv(fd, text, sizeof text - 1, MSG_DONTWAIT) > 0);
    assert_string_equal(text, "STOPPING=1");
    close(fd);
    unlink(path);
    rmdir(folder);
}

static void on_folder(void *ctx, const char *name)
{
    struct fixture *f = ctx;
    snprintf(f->order, sizeof f->order, "%s", name != NULL ? name : "(gone)");
    loop_exit(f->loop, 0);
}

static void a_folder_is_watched(void **state)
{
    struct fixture *f = *state;
    char folder[] = "/tmp/loop-XXXXXX";
    char from[64], to[64];
    assert_non_null(mkdtemp(folder));
    struct err err = {0};
    assert_int_equal(loop_add_folder(f->loop, "/nonexistent", on_folder, f, &f->source, &err), ERR_IO);
    assert_non_null(strstr(err.message, "/nonexistent cannot be watched"));
    assert_int_equal(loop_add_folder(f->loop, folder, on_folder, f, &f->source, &err), 0);
    snprintf(from, sizeof from, "%s/one", folder);
    snprintf(to, sizeof to, "%s/two", folder);
    FILE *file = fopen(from, "w"); /* written and closed */
    assert_non_null(file);
    fclose(file);
    assert_int_equal(loop_run(f->loop, NULL), 0);
    assert_string_equal(f->order, "one");
    assert_int_equal(rename(from, to), 0); /* moved in */
    assert_int_equal(loop_run(f->loop, NULL), 0);
    assert_string_equal(f->order, "two");
    unlink(to);
    rmdir(folder);
    assert_int_equal(loop_run(f->loop, NULL), 0);
    assert_string_equal(f->order, "(gone)");
}

static void seeds_differ(void **state)
{
    (void)state;
    uint8_t one[RANDOM_SEED_SIZE] = {0};
    uint8_t two[RANDOM_SEED_SIZE] = {0};
    entropy_seed(one);
    entropy_seed(two);
    assert_memory_not_equal(one, two, sizeof one);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(io_reports_what_is_ready),
        CASE(io_on_a_closed_descriptor_is_silent),
        CASE(a_source_may_free_itself),
        CASE(a_timer_fires_once_and_not_early),
        CASE(a_wall_timer_keeps_its_instant),
        CASE(a_wall_timer_at_never_is_idle),
        CASE(a_clock_that_is_set_is_noticed),
        CASE(a_signal_arrives),
        CASE(after_runs_when_all_that_was_ready_is_done),
        CASE(after_is_not_starved),
        CASE(after_does_not_wait_for_many_slow_ones),
        CASE(after_rearmed_waits_for_the_next_turn),
        CASE(after_may_free_its_neighbours),
        CASE(exit_hands_its_status_on),
        CASE(notify_reaches_the_service_manager),
        CASE(a_folder_is_watched),
        CASE(seeds_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
