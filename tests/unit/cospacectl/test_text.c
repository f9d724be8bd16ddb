/* Foreign text: nothing steers the terminal, everything is UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "table.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

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

static void test_a_table(void **state)
{
    (void)state;
    CLEAN_TABLE struct table table;
    table_init(&table, 3);
    static const char *const cells[] = {"ID", "NAME", "TITLE", "1", "caf\xC3\xA9", "x", "22", "", "\x1B[31mred"};
    for (size_t i = 0; i < 9; i++)
        table_put(&table, cells[i]);
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    table_print(&table, out);
    fclose(out);
    assert_string_equal(text, "ID  NAME  TITLE\n1   caf\xC3\xA9  x\n22  -     ?[31mred\n");
    mem_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cleaning),
        cmocka_unit_test(test_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
