/* Content lines: names, parameters, values, and the texts in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/line.h"

#include "base/mem.h"

#include <string.h>

static void cuts_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name, *param, *param_value, *value;
    } cases[] = {
        {"SUMMARY:a:b;c", "SUMMARY", "X", NULL, "a:b;c"},
        {"dtstart;tzid=Europe/Berlin:20260310T090000", "DTSTART", "TZID", "Europe/Berlin", "20260310T090000"},
        {"A;CN=\"Doe; Jane: 1\":mailto:j@x", "A", "CN", "Doe; Jane: 1", "mailto:j@x"},
        {"A;X=1;CN=b;Y=2:v", "A", "CN", "b", "v"},
        {"A;CN=a^nb^'c^'^^d^e:v", "A", "CN", "a\nb\"c\"^d^e", "v"},
        {"A;CN=\"open:v", "A", "CN", "open", "v"},
        {"A;MEMBER=\"a,b\",\"c\":v", "A", "MEMBER", "a,b,c", "v"},
        {"A;=x;CN=b:v", "A", "CN", "b", "v"},
        {"A:", "A", "CN", NULL, ""},
        {":v", NULL, NULL, NULL, NULL},
        {"", NULL, NULL, NULL, NULL},
        {"A", NULL, NULL, NULL, NULL},
        {"A B:v", NULL, NULL, NULL, NULL},
        {"A;CN=b", NULL, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *text = mem_strdup(cases[i].text);
        struct line line;
        int rc = line_parse(text, &line);
        assert_int_equal(rc == 0, cases[i].name != NULL);
        if (rc != 0)
            continue;
        assert_string_equal(line.name, cases[i].name);
        assert_string_equal(line.value, cases[i].value);
        const char *param = line_param(&line, cases[i].param);
        assert_int_equal(param != NULL, cases[i].param_value != NULL);
        if (param != NULL)
            assert_string_equal(param, cases[i].param_value);
    }
}

static void leaves_out_too_many_parameters(void **state)
{
    (void)state;
    CLEAN_BUF struct buf text;
    buf_init(&text, 1000);
    buf_append_string(&text, "A");
    for (int i = 0; i < 100; i++)
        buf_append_string(&text, ";P=1");
    buf_append_string(&text, ":v");
    struct line line;
    assert_int_equal(line_parse(text.data, &line), 0);
    assert_int_equal(line.n_params, LINE_PARAMS);
    assert_string_equal(line.value, "v");
}

static void repairs_text(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *repaired;
    } cases[] = {
        {"plain", "plain"},
        {"Größe ✓ 📅", "Größe ✓ 📅"},
        {"Gr\xf6\xdf"
         "e",
         "Größe"},
        {"\xc0\xaf", "À¯"},
        {"\xed\xa0\x80", "í\xc2\xa0\xc2\x80"},
        {"a\xe2\x9c", "aâ\xc2\x9c"},
        {"\xf5", "õ"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_BUF struct buf out;
        buf_init(&out, 100);
        assert_int_equal(text_append_utf8(&out, cases[i].raw, strlen(cases[i].raw)), 0);
        assert_string_equal(buf_string(&out), cases[i].repaired);
    }
}

static void unescapes_and_cuts(void **state)
{
    (void)state;
    char text[] = "a\\,b\\;c\\\\d\\ne\\Nf\\x\\";
    text_unescape(text);
    assert_string_equal(text, "a,b;c\\d\ne\nfx\\");
    assert_int_equal(text_cut("abc", 5), 3);
    assert_int_equal(text_cut("aöb", 2), 1);
    assert_int_equal(text_cut("aöb", 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_lines),
        cmocka_unit_test(leaves_out_too_many_parameters),
        cmocka_unit_test(repairs_text),
        cmocka_unit_test(unescapes_and_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
