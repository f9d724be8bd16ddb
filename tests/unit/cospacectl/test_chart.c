/* Bars over time: an hour is ten columns here, from 10:00 to 14:00. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "chart.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct bar {
    int start, end; /* minutes after 10:00 */
    const char *title;
    enum bar_look look;
};

struct drawing {
    const char *name;
    bool ascii;
    struct bar bars[3];
    const char *row;
};

static const struct drawing DRAWINGS[] = {
    {"nothing but now", true, {{0, 0, NULL, 0}}, "1               |\n"},
    {"whole", true, {{60, 120, "Talk", BAR_COMING}}, "1          [Talk====]\n"},
    {"over now", true, {{60, 120, "", BAR_RUNNING}}, "1          [########]\n"},
    {"one after the other", true, {{0, 30, "A", BAR_PAST}, {30, 60, "Longer", BAR_PAST}}, "1[A--][Lon]     |\n"},
    {"it began earlier and ends later",
     true,
     {{-60, 600, "All day", BAR_COMING}},
     "1=All day================================\n"},
    {"the shortest", true, {{0, 1, "x", BAR_PAST}, {1, 2, "y", BAR_PAST}}, "1[[             |\n"},
    {"elsewhere", true, {{-60, 0, "x", BAR_PAST}, {240, 300, "y", BAR_COMING}}, "1               |\n"},
    {"lines and blocks",
     false,
     {{60, 84, "", BAR_RUNNING}, {120, 150, "Ab", BAR_COMING}},
     "1          ▐███ │    ▐Ab▒▒\n"},
    {"wide characters stay whole",
     false,
     {{120, 150, "\xE4\xBC\x9A\xE8\xAD\xB0", BAR_COMING}},
     "1               │    ▐会▒▒\n"},
};

static char *draw(const struct drawing *drawing)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    struct terminal terminal = {.out = out, .utf8 = !drawing->ascii};
    const instant from = 1795428000000; /* 2026-11-23T10:00:00Z */
    struct chart chart = {.terminal = &terminal,
                          .label = 1,
                          .width = 40,
                          .from = from,
                          .to = from + 4 * HOUR_MS,
                          .now = from + 90 * MINUTE_MS};
    struct chart_row row;
    chart_row_init(&row, &chart);
    for (size_t i = 0; i < 3 && drawing->bars[i].title != NULL; i++) {
        const struct bar *bar = &drawing->bars[i];
        chart_row_bar(&row, from + bar->start * MINUTE_MS, from + bar->end * MINUTE_MS, bar->title, bar->look);
    }
    chart_row_print(&row, "1", STYLE_PLAIN);
    chart_row_done(&row);
    fclose(out);
    return text;
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DRAWINGS / sizeof *DRAWINGS; i++) {
        CLEAN_FREE char *text = draw(&DRAWINGS[i]);
        if (strcmp(text, DRAWINGS[i].row) != 0)
            print_error("%s\n", DRAWINGS[i].name);
        assert_string_equal(text, DRAWINGS[i].row);
    }
}

static void test_axes(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        instant length;
        const char *axis;
    } rows[] = {
        {"UTC", 4 * HOUR_MS, " 10:00     11:00     12:00     13:00\n                v\n"},
        {"Europe/Berlin", 4 * HOUR_MS, " 11:00     12:00     13:00     14:00\n                v\n"},
        {"UTC", 20 * HOUR_MS, "     12:00       18:00       tue 24\n    v\n"},
        {"UTC", 4 * DAY_MS, "      tue 24    wed 25    thu 26\n v\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        setenv("TZ", rows[i].zone, 1);
        tzset();
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);
        assert_non_null(out);
        struct terminal terminal = {.out = out};
        const instant from = 1795428000000;
        struct chart chart = {.terminal = &terminal,
                              .label = 1,
                              .width = 40,
                              .from = from,
                              .to = from + rows[i].length,
                              .now = from + 90 * MINUTE_MS};
        chart_axis_print(&chart);
        fclose(out);
        assert_string_equal(text, rows[i].axis);
        mem_free(text);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_axes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
