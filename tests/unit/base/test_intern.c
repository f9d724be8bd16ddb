/* Interned bytes: equal ones are one, they live as long as they are counted, and chance finds nothing else. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/intern.h"
#include "base/random.h"

#include <stdio.h>
#include <string.h>

static void test_equal_bytes_are_one(void **state)
{
    (void)state;
    struct intern intern;
    intern_init(&intern, 1);
    char text[] = "person@example.com";
    const char *first = intern_get_string(&intern, text);
    text[0] = 'x'; /* it has its own copy */
    const char *second = intern_get_string(&intern, "person@example.com");
    assert_ptr_equal(first, second);
    assert_string_equal(first, "person@example.com");
    assert_int_equal(intern_uses(first), 2);
    assert_int_equal(intern.table.count, 1);
    intern_drop(first);
    assert_int_equal(intern_uses(second), 1);
    assert_string_equal(second, "person@example.com");
    intern_drop(second);
    assert_int_equal(intern.table.count, 0);
    intern_done(&intern);
}

static void test_none_and_empty(void **state)
{
    (void)state;
    struct intern intern;
    intern_init(&intern, 1);
    assert_null(intern_get_string(&intern, NULL));
    intern_drop(NULL);
    const char *empty = intern_get_string(&intern, "");
    assert_string_equal(empty, "");
    assert_int_equal(intern_size(empty), 0);
    intern_drop(empty);
    intern_done(&intern);
}

/* Bytes after a NUL count, and so does how many there are. */
static void test_bytes_with_nul(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
    } cases[] = {
        {"a\0b", 3}, {"a\0c", 3}, {"a\0", 2}, {"a", 1}, {"\0", 1}, {"", 0},
    };
    enum { N = sizeof cases / sizeof cases[0] };
    struct intern intern;
    intern_init(&intern, 1);
    const char *got[N];
    for (size_t i = 0; i < N; i++) {
        got[i] = intern_get(&intern, cases[i].bytes, cases[i].size);
        assert_int_equal(intern_uses(got[i]), 1); /* like none before */
        assert_int_equal(intern_size(got[i]), cases[i].size);
        assert_memory_equal(got[i], cases[i].bytes, cases[i].size);
        assert_int_equal(got[i][cases[i].size], '\0');
    }
    for (size_t i = 0; i < N; i++) {
        intern_drop(got[i]);
    }
    intern_done(&intern);
}

static void test_counts_like_an_array(void **state)
{
    (void)state;
    enum { N_TEXTS = 100, N_STEPS = 5000 };
    struct random random;
    struct intern intern;
    const char *held[N_TEXTS] = {0};
    uint32_t uses[N_TEXTS] = {0};
    random_init_number(&random, 7);
    intern_init(&intern, random_u64(&random));
    for (int step = 0; step < N_STEPS; step++) {
        size_t i = (size_t)random_below(&random, N_TEXTS);
        char text[16];
        snprintf(text, sizeof text, "text %zu", i);
        if (random_chance(&random, 500000)) {
            const char *got = intern_get_string(&intern, text);
            assert_true(held[i] == NULL || held[i] == got);
            held[i] = got;
            uses[i]++;
        } else if (uses[i] > 0) {
            intern_drop(held[i]);
            held[i] = --uses[i] > 0 ? held[i] : NULL;
        }
        assert_true(held[i] == NULL || (intern_uses(held[i]) == uses[i] && strcmp(held[i], text) == 0));
    }
    for (size_t i = 0; i < N_TEXTS; i++) {
        for (; uses[i] > 0; uses[i]--) {
            intern_drop(held[i]);
        }
    }
    intern_done(&intern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_bytes_are_one),
        cmocka_unit_test(test_none_and_empty),
        cmocka_unit_test(test_bytes_with_nul),
        cmocka_unit_test(test_counts_like_an_array),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
