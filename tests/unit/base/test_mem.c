/* Copies, replacement and the end of the process when there is no memory. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"

#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_copies(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        const char *copy;
    } cases[] = {
        {"abc",  3, "abc"},
        {"abc",  2, "ab" },
        {"abc",  9, "abc"},
        {"",     5, ""   },
        {NULL,   3, NULL },
        {"a\0b", 3, "a"  },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *copy CLEAN_FREE = mem_strndup(cases[i].text, cases[i].len);
        if (cases[i].copy == NULL) {
            assert_null(copy);
        } else {
            assert_string_equal(copy, cases[i].copy);
        }
    }
    assert_null(mem_strdup(NULL));
    char *printed CLEAN_FREE = mem_printf("%s-%d", "a", 7);
    assert_string_equal(printed, "a-7");
}

static void test_memory_is_zeroed_and_grows(void **state)
{
    (void)state;
    char *none CLEAN_FREE = mem_zalloc(0);
    assert_non_null(none);
    int *list CLEAN_FREE = mem_calloc(3, sizeof *list);
    assert_int_equal(list[0] | list[1] | list[2], 0);
    list[2] = 7;
    list = mem_realloc(list, 1000, sizeof *list);
    assert_int_equal(list[2], 7);
    list[999] = 1;
    mem_free(NULL);
}

static void test_array_grow(void **state)
{
    (void)state;
    size_t *list = NULL;
    size_t count = 0;
    size_t capacity = 0;
    while (count < 100) {
        ARRAY_GROW(list, count, capacity);
        list[count] = count;
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(list[i], i);
    }
    mem_free(list);
}

static void test_replace(void **state)
{
    (void)state;
    static const struct {
        const char *old;
        const char *text;
        int differs;
    } cases[] = {
        {"a",  "b",  1},
        {"a",  "a",  0},
        {"a",  NULL, 1},
        {NULL, "a",  1},
        {NULL, NULL, 0},
        {"",   NULL, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *slot CLEAN_FREE = mem_strdup(cases[i].old);
        assert_int_equal(mem_replace(&slot, cases[i].text), cases[i].differs);
        assert_true((slot == NULL) == (cases[i].text == NULL));
        assert_true(slot == NULL || strcmp(slot, cases[i].text) == 0);
    }
    char *slot CLEAN_FREE = mem_strdup("prefix-rest");
    assert_int_equal(mem_replace(&slot, slot + 7), 1);
    assert_string_equal(slot, "rest");
}

static void take_too_much_by_calloc(void)
{
    mem_free(mem_calloc(SIZE_MAX / 2, 1));
}

static void take_too_much_by_realloc(void)
{
    mem_free(mem_realloc(NULL, SIZE_MAX / 2, 3)); /* wraps round to a small number */
}

static void test_too_much_ends_the_process(void **state)
{
    (void)state;
    static void (*const cases[])(void) = {take_too_much_by_calloc, take_too_much_by_realloc};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(STDERR_FILENO);
            cases[i]();
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
}

/* The address of what is gone to the system is nobody's: msync says so. */
static bool is_mapped(void *page)
{
    return msync(page, 1, MS_ASYNC) == 0;
}

/* Though a larger piece was freed before, after which the C library alone would keep all up to that size. */
static void test_large_pieces_return(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* it keeps what is freed, to see who uses it */
#endif
    mem_return_large();
    uintptr_t mask = ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1);
    mem_free(mem_zalloc(8 << 20));
    char *large = mem_zalloc(1 << 20), *after = mem_zalloc(1 << 10);
    void *page = (void *)(((uintptr_t)large + (1 << 19)) & mask);
    assert_true(is_mapped(page));
    mem_free(large);
    assert_false(is_mapped(page));
    mem_free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_memory_is_zeroed_and_grows),
        cmocka_unit_test(test_array_grow),
        cmocka_unit_test(test_replace),
        cmocka_unit_test(test_large_pieces_return),
        cmocka_unit_test(test_too_much_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
