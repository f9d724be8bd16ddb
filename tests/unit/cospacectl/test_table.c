/* Tables on screens of several widths: what shrinks, what wraps, what is left out, and that a pipe gets all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "table.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { CELLS_MOST = 12 };

struct sheet {
    const char *name;
    size_t width;
    bool color, ascii;
    unsigned fits[4];
    const char *cells[CELLS_MOST]; /* the heads first; three columns */
    const char *text;
};

static const struct sheet SHEETS[] = {
    {"a pipe",
     0,
     false,
     false,
     {0, 0, TABLE_CUT},
     {"ID", "NAME", "TITLE", "1", "caf\xC3\xA9", "a long one", "22", "", "\x1B[31mred"},
     "ID  NAME  TITLE\n1   café  a long one\n22  -     ?[31mred\n"},
    {"fits",
     20,
     false,
     false,
     {0, 0, TABLE_CUT},
     {"ID", "NAME", "TITLE", "1", "x", "a long one"},
     "ID  NAME  TITLE\n1   x     a long one\n"},
    {"wraps",
     29,
     false,
     false,
     {0, 0, TABLE_WRAP},
     {"ID", "N", "TITLE", "1", "x", "some words that are too many"},
     "ID  N  TITLE\n1   x  some words that are\n       too many\n"},
    {"cut",
     18,
     false,
     false,
     {0, 0, TABLE_CUT},
     {"ID", "N", "URL", "1", "x", "https://example.com"},
     "ID  N  URL\n1   x  https://ex…\n"},
    {"cut in ASCII",
     18,
     false,
     true,
     {0, 0, TABLE_CUT},
     {"ID", "N", "URL", "1", "x", "https://example.com"},
     "ID  N  URL\n1   x  https://ex~\n"},
    {"a wide character is not halved",
     17,
     false,
     false,
     {0, 0, TABLE_CUT},
     {"ID", "N", "URL", "1", "x", "\xE4\xBC\x9A\xE8\xAD\xB0\xE4\xBC\x9A\xE8\xAD\xB0\xE4\xBC\x9A\xE8\xAD\xB0"},
     "ID  N  URL\n1   x  会議会議…\n"},
    {"what is empty goes first",
     20,
     false,
     false,
     {0, TABLE_RANK(1), TABLE_RANK(2)},
     {"ID", "EMPTY", "TITLE", "1", "", "a long title"},
     "ID  TITLE\n1   a long title\n"},
    {"then the highest rank",
     20,
     false,
     false,
     {0, TABLE_RANK(2), TABLE_RANK(1)},
     {"ID", "OTHER", "TITLE", "1", "words", "a long title"},
     "ID  TITLE\n1   a long title\nnot shown: OTHER (a wider terminal, a pipe or --json has it)\n"},
    {"ranks shrink in their order",
     32,
     false,
     false,
     {0, TABLE_CUT | TABLE_RANK(2), TABLE_CUT | TABLE_RANK(1)},
     {"ID", "OTHER", "TITLE", "1", "fifteen letters", "fifteen letters"},
     "ID  OTHER        TITLE\n1   fifteen le…  fifteen letters\n"},
    {"colour",
     20,
     true,
     false,
     {0, 0, 0},
     {"ID", "N", "S", "1", "x", "active"},
     "\033[1mID\033[0m  \033[1mN\033[0m  \033[1mS\033[0m\n1   x  \033[32mactive\033[0m\n"},
};

static void test_sheets(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SHEETS / sizeof *SHEETS; i++) {
        const struct sheet *sheet = &SHEETS[i];
        CLEAN_TABLE struct table table;
        table_init(&table, 3);
        for (size_t n = 0; n < CELLS_MOST && sheet->cells[n] != NULL; n++) {
            if (n < 3)
                table_head(&table, sheet->cells[n], sheet->fits[n]);
            else
                table_put_state(&table, sheet->cells[n]);
        }
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);
        assert_non_null(out);
        struct terminal terminal = {.out = out, .width = sheet->width, .color = sheet->color, .utf8 = !sheet->ascii};
        table_print(&table, &terminal);
        fclose(out);
        if (strcmp(text, sheet->text) != 0)
            print_error("%s\n", sheet->name);
        assert_string_equal(text, sheet->text);
        mem_free(text);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
