/* Copies, replacement and the end of the process when there is no memory. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/halt.h"
#include "base/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Not known to the compiler, which would complain, or leave out what is not used. */
static volatile size_t too_much = SIZE_MAX / 4;
static void *volatile taken;

static void test_copies(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        const char *copy;
    } cases[] = {
        {"abc", 3, "abc"}, {"abc", 2, "ab"}, {"abc", 9, "abc"}, {"", 5, ""}, {NULL, 3, NULL}, {"a\0b", 3, "a"},
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
        {"a", "b", 1}, {"a", "a", 0}, {"a", NULL, 1}, {NULL, "a", 1}, {NULL, NULL, 0}, {"", NULL, 1},
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

static void own_calloc(void)
{
    mem_free(mem_calloc(SIZE_MAX / 2, 1));
}

static void own_realloc(void)
{
    mem_free(mem_realloc(NULL, SIZE_MAX / 2, 3)); /* wraps round to a small number */
}

/* What libraries ask for by themselves. */
static void foreign_malloc(void)
{
    taken = malloc(too_much);
}

static void foreign_calloc(void)
{
    taken = calloc(2, too_much);
}

static void foreign_realloc(void)
{
    taken = realloc(NULL, too_much);
}

static void foreign_array(void)
{
    taken = reallocarray(NULL, 2, too_much / 4);
}

static void foreign_aligned(void)
{
    taken = aligned_alloc(64, too_much);
}

static void foreign_page(void)
{
    void *memory = NULL;
    taken = posix_memalign(&memory, 4096, too_much) == 0 ? memory : NULL;
}

/* The C library itself, which would say that it could not. */
static void foreign_inside(void)
{
    char *text = NULL;
    taken = asprintf(&text, "%*s", INT_MAX - 1, "") >= 0 ? text : NULL;
}

/* The exit status of a process that does it with 1 GiB in all, and what it said. */
static int ended(void (*take)(void), char ret_said[64])
{
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
#ifndef COSPACED_SANITIZED
        setrlimit(RLIMIT_AS, &(struct rlimit){1 << 30, 1 << 30});
#endif
        dup2(ends[1], STDERR_FILENO);
        take();
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    ssize_t n = read(ends[0], ret_said, 63);
    close(ends[0]);
    ret_said[n > 0 ? n : 0] = '\0';
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_too_much_ends_the_process(void **state)
{
    (void)state;
    static const struct {
        void (*take)(void);
        const char *name;
    } cases[] = {
        {own_calloc, "own calloc"},           {own_realloc, "own realloc"},         {foreign_malloc, "foreign malloc"},
        {foreign_calloc, "foreign calloc"},   {foreign_realloc, "foreign realloc"}, {foreign_array, "foreign array"},
        {foreign_aligned, "foreign aligned"}, {foreign_page, "foreign page"},       {foreign_inside, "foreign inside"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char said[64];
        int status = ended(cases[i].take, said);
#ifdef COSPACED_SANITIZED
        assert_true(status != 0 || cases[i].take == foreign_inside); /* its own end, at its own ceiling */
#else
        if (status != EXIT_SYSTEM || strcmp(said, "error out of memory, ending\n") != 0) {
            fail_msg("%s: %d, \"%s\"", cases[i].name, status, said);
        }
#endif
    }
}

/* What is no want of memory is handed on as it was. */
static void test_odd_requests_are_answered(void **state)
{
    (void)state;
#ifdef COSPACED_SANITIZED
    skip(); /* it takes them for mistakes */
#endif
    void *none = malloc(0);
    assert_non_null(none);
    assert_null(realloc(none, 0));
    void *memory = &memory;
    assert_int_equal(posix_memalign(&memory, 3, 64), EINVAL);
    none = calloc(0, 64);
    assert_non_null(none);
    free(none);
    free(NULL);
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
#ifdef COSPACED_SANITIZED
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

static long resident_kib(void)
{
    FILE *file = fopen("/proc/self/smaps_rollup", "re");
    char line[256];
    long kib = -1;
    while (file != NULL && kib < 0 && fgets(line, sizeof line, file) != NULL) {
        (void)sscanf(line, "Rss: %ld kB", &kib);
    }
    if (file != NULL) {
        fclose(file);
    }
    return kib;
}

/* Far more of the C library was touched on the way here than the way back needs; what was written is still there. */
static void test_pages_of_files_are_given_back(void **state)
{
    (void)state;
#ifdef COSPACED_SANITIZED
    skip(); /* its own pages are the most */
#endif
    static int written = 1;
    written++;
    CLEAN_FREE char *kept = mem_strdup("kept");
    long before = resident_kib();
    mem_settle_image();
    long after = resident_kib();
    assert_true(before > 0 && after < before);
    assert_int_equal(written, 2);
    assert_string_equal(kept, "kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_memory_is_zeroed_and_grows),
        cmocka_unit_test(test_array_grow),
        cmocka_unit_test(test_replace),
        cmocka_unit_test(test_large_pieces_return),
        cmocka_unit_test(test_pages_of_files_are_given_back),
        cmocka_unit_test(test_too_much_ends_the_process),
        cmocka_unit_test(test_odd_requests_are_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
