/* What the writer of JSON puts into its buffer, byte for byte, and what it does not let pass. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/json.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARK "\xEF\xBF\xBD" /* U+FFFD */

enum { LIMIT = 10000 };

static void strings_are_escaped_and_mended(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
    } cases[] = {
        {"", "\"\""},
        {"plain words / and 'quotes'", "\"plain words / and 'quotes'\""},
        {"\"a\" \\ b", "\"\\\"a\\\" \\\\ b\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01z\x1f\x7f", "\"\\u0001z\\u001F\\u007F\""},
        {"K\xC3\xB6ln \xE2\x82\xAC \xF0\x9F\x98\x80 \xE2\x80\xA8",
         "\"K\xC3\xB6ln \xE2\x82\xAC \xF0\x9F\x98\x80 \xE2\x80\xA8\""},
        {"\xEF\xBF\xBF \xF4\x8F\xBF\xBF", "\"\xEF\xBF\xBF \xF4\x8F\xBF\xBF\""},
        {"a\xFFz\xC3", "\"a" MARK "z" MARK "\""},
        {"\x80\xBF", "\"" MARK MARK "\""},
        {"\xC0\xAF", "\"" MARK MARK "\""},
        {"\xC1\xBF", "\"" MARK MARK "\""},
        {"\xE0\x9F\xBF", "\"" MARK MARK MARK "\""},
        {"\xED\xA0\x80", "\"" MARK MARK MARK "\""},
        {"\xF0\x8F\xBF\xBF", "\"" MARK MARK MARK MARK "\""},
        {"\xF4\x90\x80\x80", "\"" MARK MARK MARK MARK "\""},
        {"\xF5x", "\"" MARK "x\""},
        {"\xE2\x82", "\"" MARK MARK "\""},
        {"\xE2\"\xF0\x9F\x98", "\"" MARK "\\\"" MARK MARK MARK "\""},
        {NULL, "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf text;
        buf_init(&text, LIMIT);
        struct json_writer json;
        json_write_begin(&json, &text);
        json_write_text(&json, NULL, cases[i].text);
        assert_string_equal(buf_string(&text), cases[i].json);
        assert_true(json_write_is_whole(&json));
    }
}

static void values_and_commas(void **state)
{
    (void)state;
    CLEAN_BUF struct buf text;
    buf_init(&text, LIMIT);
    struct json_writer json;
    json_write_begin(&json, &text);
    json_write_object(&json, NULL);
    json_write_array(&json, "numbers");
    json_write_number(&json, NULL, 0);
    json_write_number(&json, NULL, -7);
    json_write_number(&json, NULL, INT64_MAX);
    json_write_number(&json, NULL, INT64_MIN);
    json_write_end(&json);
    json_write_object(&json, "nothing");
    json_write_end(&json);
    json_write_array(&json, "lists");
    json_write_array(&json, NULL);
    json_write_end(&json);
    json_write_object(&json, NULL);
    json_write_bool(&json, "yes", true);
    json_write_bool(&json, "no", false);
    json_write_end(&json);
    json_write_null(&json, NULL);
    json_write_end(&json);
    json_write_time(&json, "at", INT64_C(1795424400000));
    json_write_time(&json, "and", INT64_C(1795424400250));
    json_write_time(&json, "never", INSTANT_NEVER);
    json_write_time(&json, "none", INSTANT_NONE);
    json_write_text_of(&json, "a\"b", "beginning", 5);
    assert_false(json_write_is_whole(&json));
    json_write_end(&json);
    assert_true(json_write_is_whole(&json));
    assert_string_equal(buf_string(&text),
                        "{\"numbers\":[0,-7,9223372036854775807,-9223372036854775808],\"nothing\":{},"
                        "\"lists\":[[],{\"yes\":true,\"no\":false},null],\"at\":\"2026-11-23T09:00:00Z\","
                        "\"and\":\"2026-11-23T09:00:00.250Z\",\"never\":null,\"none\":null,\"a\\\"b\":\"begin\"}");
}

static void it_appends_up_to_the_ceiling(void **state)
{
    (void)state;
    CLEAN_BUF struct buf text;
    buf_init(&text, 12);
    buf_append_string(&text, "data: ");
    struct json_writer json;
    json_write_begin(&json, &text);
    json_write_object(&json, NULL);
    assert_string_equal(buf_string(&text), "data: {");
    json_write_text(&json, "name", "too long");
    json_write_end(&json);
    assert_true(text.overflown);
    assert_true(json_write_is_whole(&json));
}

static void name_in_array(struct json_writer *json)
{
    json_write_array(json, NULL);
    json_write_null(json, "name");
}

static void no_name_in_object(struct json_writer *json)
{
    json_write_object(json, NULL);
    json_write_null(json, NULL);
}

static void name_outermost(struct json_writer *json)
{
    json_write_null(json, "name");
}

static void two_outermost(struct json_writer *json)
{
    json_write_null(json, NULL);
    json_write_null(json, NULL);
}

static void one_end_too_many(struct json_writer *json)
{
    json_write_array(json, NULL);
    json_write_end(json);
    json_write_end(json);
}

static void too_deep(struct json_writer *json)
{
    for (int i = 0; i <= JSON_DEPTH; i++) {
        json_write_array(json, NULL);
    }
}

static void as_deep_as_it_goes(struct json_writer *json)
{
    for (int i = 0; i < JSON_DEPTH; i++) {
        json_write_array(json, NULL);
    }
}

static int signal_of(void (*write_json)(struct json_writer *json))
{
    pid_t child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        close(STDERR_FILENO);
        CLEAN_BUF struct buf text;
        buf_init(&text, LIMIT);
        struct json_writer json;
        json_write_begin(&json, &text);
        write_json(&json);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void mistakes_are_asserted(void **state)
{
    (void)state;
    void (*const mistakes[])(struct json_writer *) = {
        name_in_array, no_name_in_object, name_outermost, two_outermost, one_end_too_many, too_deep,
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        assert_int_equal(signal_of(mistakes[i]), SIGABRT);
    }
    assert_int_equal(signal_of(as_deep_as_it_goes), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_escaped_and_mended),
        cmocka_unit_test(values_and_commas),
        cmocka_unit_test(it_appends_up_to_the_ceiling),
        cmocka_unit_test(mistakes_are_asserted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
