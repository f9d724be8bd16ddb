/* When sources are looked at, in virtual time. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "../../../src/intake/schedule.h"
#include "base/mem.h"

#include <string.h>

enum { MANY = 1000, EVERY = 60 * SECOND_MS };

struct fixture {
    struct schedule schedule;
    struct schedule_entry entries[MANY];
    int64_t now;
};

static int setup(void **state)
{
    struct fixture *f = mem_zalloc(sizeof *f);
    uint8_t seed[RANDOM_SEED_SIZE] = {1};
    schedule_init(&f->schedule, seed);
    f->now = 1000000;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    schedule_done(&f->schedule);
    mem_free(f);
    return 0;
}

static struct schedule_entry *add(struct fixture *f, size_t i, const char *host, duration_ms spread)
{
    f->entries[i] = (struct schedule_entry){.host = host, .every = EVERY};
    schedule_add(&f->schedule, &f->entries[i], f->now, spread);
    return &f->entries[i];
}

/* Time goes on to the next look, which begins. */
static struct schedule_entry *begin(struct fixture *f)
{
    struct schedule_entry *entry = schedule_begin(&f->schedule, f->now);
    while (entry == NULL) {
        int64_t next = schedule_next(&f->schedule);
        assert_true(next != INT64_MAX && next > f->now);
        f->now = next;
        entry = schedule_begin(&f->schedule, f->now);
    }
    assert_int_equal(entry->state, SOURCE_FETCHING);
    return entry;
}

static duration_ms end(struct fixture *f, struct schedule_entry *entry, enum ending_kind kind, duration_ms retry_after)
{
    return schedule_end(&f->schedule, entry, &(struct ending){.kind = kind, .retry_after = retry_after}, f->now);
}

static void test_machine(void **state)
{
    (void)state;
    struct buf report CLEAN_BUF;
    buf_init(&report, 1000);
    if (fsm_check(&SOURCE_MACHINE, &report) != 0) {
        fail_msg("%s", buf_string(&report));
    }
}

static void test_every(void **state)
{
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    assert_ptr_equal(begin(f), entry);
    int64_t first = f->now;
    for (int i = 1; i < 100; i++) {
        f->now += 7000; /* what a look takes does not push the next one away */
        schedule_body(&f->schedule, entry);
        end(f, entry, ENDING_WELL, -1);
        assert_int_equal(entry->state, SOURCE_IDLE);
        assert_ptr_equal(begin(f), entry);
        assert_int_equal(f->now, first + (int64_t)i * EVERY);
    }
}

static void test_looks_longer_than_every(void **state)
{
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    begin(f);
    f->now += 10 * EVERY;
    assert_in_range(end(f, entry, ENDING_WELL, -1), 1, SECOND_MS);
}

static void test_many_begin_spread(void **state)
{
    struct fixture *f = *state;
    int64_t start = f->now;
    unsigned seconds[EVERY / SECOND_MS] = {0};
    for (size_t i = 0; i < MANY; i++) {
        add(f, i, NULL, (duration_ms)i * 50);
    }
    for (size_t i = 0; i < MANY; i++) {
        struct schedule_entry *entry = begin(f);
        assert_true(f->now < start + EVERY);
        seconds[(f->now - start) / SECOND_MS]++;
        end(f, entry, ENDING_WELL, -1);
    }
    for (size_t i = 0; i < EVERY / SECOND_MS; i++) {
        assert_true(seconds[i] < MANY / 5);
    }
}

static void test_fetches_have_a_ceiling(void **state)
{
    static const char *const HOSTS[] = {"a", "a", "a", "b", "b", "c", "d"};
    struct fixture *f = *state;
    for (size_t i = 0; i < 7; i++) {
        add(f, i, HOSTS[i], 0);
    }
    add(f, 7, NULL, 0);
    static const size_t FIRST[] = {0, 1, 3, 4, 7}; /* two of a, two of b; a directory asks nobody */
    for (size_t i = 0; i < 5; i++) {
        assert_ptr_equal(schedule_begin(&f->schedule, f->now), &f->entries[FIRST[i]]);
    }
    assert_null(schedule_begin(&f->schedule, f->now));
    /* A body gives its place away before it is read; who came first is served first, if its host has room. */
    schedule_body(&f->schedule, &f->entries[3]);
    assert_ptr_equal(schedule_begin(&f->schedule, f->now), &f->entries[5]);
    assert_null(schedule_begin(&f->schedule, f->now));
    end(f, &f->entries[0], ENDING_BAD, -1);
    assert_ptr_equal(schedule_begin(&f->schedule, f->now), &f->entries[2]);
    schedule_remove(&f->schedule, &f->entries[2]);
    assert_ptr_equal(schedule_begin(&f->schedule, f->now), &f->entries[6]);
}

static void test_back_off(void **state)
{
    static const duration_ms MOST[] = {1000,   2000,   5000,   10000,  30000,  60000,
                                       120000, 240000, 480000, 900000, 900000, 900000};
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    for (size_t i = 0; i < sizeof MOST / sizeof MOST[0]; i++) {
        assert_ptr_equal(begin(f), entry);
        duration_ms wait = end(f, entry, ENDING_BAD, -1);
        assert_int_equal(entry->state, SOURCE_WAITING);
        assert_int_equal(entry->failures, i + 1);
        assert_in_range(wait, 100, MOST[i] + 1);
        assert_int_equal(schedule_next(&f->schedule), f->now + wait);
    }
    begin(f);
    end(f, entry, ENDING_WELL, -1);
    assert_int_equal(entry->failures, 0);
    begin(f);
    assert_in_range(end(f, entry, ENDING_BAD, -1), 100, 1001);
}

/* Those that fail together come back all over the time they may take. */
static void test_back_off_has_jitter(void **state)
{
    struct fixture *f = *state;
    unsigned tenths[10] = {0};
    for (size_t i = 0; i < MANY; i++) {
        struct schedule_entry *entry = add(f, i, NULL, 0);
        begin(f);
        entry->failures = 5;
        duration_ms wait = end(f, entry, ENDING_BAD, -1);
        assert_in_range(wait, 100, 60000);
        tenths[wait == 60000 ? 9 : wait / 6000]++;
        schedule_remove(&f->schedule, entry);
    }
    for (size_t i = 0; i < 10; i++) {
        assert_in_range(tenths[i], MANY / 20, MANY / 5);
    }
}

static void test_patience(void **state)
{
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    begin(f);
    assert_in_range(end(f, entry, ENDING_PATIENT, -1), 30000, 60001);
    begin(f);
    assert_in_range(end(f, entry, ENDING_PATIENT, -1), 60000, 120001);
}

static void test_retry_after(void **state)
{
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    begin(f);
    assert_in_range(end(f, entry, ENDING_BAD, 120 * SECOND_MS), 120000, 121000);
    begin(f);
    assert_in_range(end(f, entry, ENDING_BAD, 3650 * DAY_MS), DAY_MS, DAY_MS + 1000); /* nobody stops us for years */
    begin(f);
    entry->failures = 100;
    assert_in_range(end(f, entry, ENDING_BAD, 0), 100, 900001);
}

static void test_held_comes_back_as_ever(void **state)
{
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    begin(f);
    assert_int_equal(end(f, entry, ENDING_HELD, -1), EVERY);
    assert_int_equal(entry->failures, 0);
}

static void test_wake(void **state)
{
    struct fixture *f = *state;
    struct schedule_entry *entry = add(f, 0, "a", 0);
    begin(f);
    end(f, entry, ENDING_WELL, -1);
    assert_null(schedule_begin(&f->schedule, f->now));
    schedule_wake(&f->schedule, entry, f->now);
    schedule_wake(&f->schedule, entry, f->now);
    assert_ptr_equal(schedule_begin(&f->schedule, f->now), entry);
    assert_null(schedule_begin(&f->schedule, f->now));
    schedule_wake(&f->schedule, entry,
                  f->now); /* asked for while it goes on: once more after it, also after a failure */
    assert_int_equal(end(f, entry, ENDING_BAD, 1000), 0);
    assert_ptr_equal(begin(f), entry);
    assert_int_equal(end(f, entry, ENDING_WELL, -1), EVERY);
}

/* A thousand sources over ten hosts, one host dead and slow: the others are looked at in time. */
static void test_the_dead_delay_nobody(void **state)
{
    static const char *const HOSTS[] = {"dead", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    struct fixture *f = *state;
    int64_t dead_until[INTAKE_FETCHES] = {0}, last[20] = {0}, worst = 0;
    struct schedule_entry *dead[INTAKE_FETCHES] = {NULL};
    for (size_t i = 0; i < 20; i++) {
        add(f, i, HOSTS[i % 10], 0);
        last[i] = f->now;
    }
    for (int64_t stop = f->now + HOUR_MS; f->now < stop; f->now += 100) {
        for (size_t i = 0; i < INTAKE_FETCHES; i++) {
            if (dead[i] != NULL && dead_until[i] <= f->now) {
                end(f, dead[i], ENDING_BAD, -1);
                dead[i] = NULL;
            }
        }
        for (struct schedule_entry *entry; (entry = schedule_begin(&f->schedule, f->now)) != NULL;) {
            size_t at = (size_t)(entry - f->entries), slot = 0;
            if (strcmp(entry->host, "dead") != 0) {
                worst = f->now - last[at] > worst ? f->now - last[at] : worst;
                last[at] = f->now;
                end(f, entry, ENDING_WELL, -1);
                continue;
            }
            while (dead[slot] != NULL) {
                slot++;
            }
            assert_true(slot < INTAKE_FETCHES_PER_HOST);
            dead[slot] = entry;
            dead_until[slot] = f->now + 30000;
        }
    }
    assert_in_range(worst, EVERY, EVERY + 200);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_machine),
        CASE(test_every),
        CASE(test_looks_longer_than_every),
        CASE(test_many_begin_spread),
        CASE(test_fetches_have_a_ceiling),
        CASE(test_back_off),
        CASE(test_back_off_has_jitter),
        CASE(test_patience),
        CASE(test_retry_after),
        CASE(test_held_comes_back_as_ever),
        CASE(test_wake),
        CASE(test_the_dead_delay_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
