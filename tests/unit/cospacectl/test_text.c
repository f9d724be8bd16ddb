/* Foreign text: nothing steers the terminal, everything is UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "text.h"

#include <locale.h>

#define LOST "\xEF\xBF\xBD"

static void test_cleaning(void **state)
{
    (void)state;
    static const struct {
        const char *text, *mended, *clean;
    } rows[] = {
        {"", "", ""},
        {"plain", "plain", "plain"},
        {"caf\xC3\xA9 \xF0\x9F\x8E\x89", "caf\xC3\xA9 \xF0\x9F\x8E\x89", "caf\xC3\xA9 \xF0\x9F\x8E\x89"},
        {"a\x1B[2Jb", "a\x1B[2Jb", "a?[2Jb"},
        {"a\r\nb\tc\x7F", "a\r\nb\tc\x7F", "a??b?c?"},
        {"a\xC2\x9B"
         "2J",
         "a\xC2\x9B"
         "2J",
         "a?2J"},
        {"a\xE2\x80\xAE"
         "b",
         "a\xE2\x80\xAE"
         "b",
         "a?b"},
        {"\xE9", LOST, LOST},
        {"\xC0\xAF", LOST LOST, LOST LOST},
        {"\xED\xA0\x80", LOST LOST LOST, LOST LOST LOST},
        {"\xF4\x90\x80\x80", LOST LOST LOST LOST, LOST LOST LOST LOST},
        {"a\xE2\x82", "a" LOST LOST, "a" LOST LOST},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CLEAN_FREE char *mended = text_mend(rows[i].text);
        CLEAN_FREE char *clean = text_clean(rows[i].text);
        assert_string_equal(mended, rows[i].mended);
        assert_string_equal(clean, rows[i].clean);
    }
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns, fits, width; /* of those columns so many bytes, and all of it so wide */
    } rows[] = {
        {"plain", 3, 3, 5},
        {"plain", 9, 5, 5},
        {"\xE4\xBC\x9A\xE8\xAD\xB0", 3, 3, 4},                      /* East Asian: two columns each */
        {"e\xCC\x81t\xC3\xA9", 1, 3, 3},                            /* a combining accent goes with its letter */
        {"\xF0\x9F\x8E\x89!", 1, 0, 3},                             /* an emoji is two wide */
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB.", 3, 0, 5}, /* joined ones stay together */
        {"", 4, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(text_fit(rows[i].text, rows[i].columns), rows[i].fits);
        assert_int_equal(text_width(rows[i].text), rows[i].width);
    }
}

static void test_lines_of_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns, bytes, next;
    } rows[] = {
        {"one two three", 7, 7, 8}, {"one two three", 9, 7, 8}, {"one two", 20, 7, 7},
        {"onetwothree", 4, 4, 4},   {"one  two", 4, 3, 5},      {"\xE4\xBC\x9A", 1, 3, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t next = 0;
        assert_int_equal(text_fit_words(rows[i].text, rows[i].columns, &next), rows[i].bytes);
        assert_int_equal(next, rows[i].next);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cleaning),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_lines_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
