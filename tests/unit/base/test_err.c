/* The table of codes, and filling errors that wrap each other. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/err.h"

#include <string.h>

static void test_words_and_statuses(void **state)
{
    (void)state;
    static const struct {
        int code;
        const char *word;
        int status;
    } cases[] = {
        {0,                "ok",           200},
        {ERR_INVALID,      "invalid",      422},
        {ERR_NOT_FOUND,    "not_found",    404},
        {ERR_CONFLICT,     "conflict",     409},
        {ERR_LIMIT,        "limit",        413},
        {ERR_BUSY,         "busy",         503},
        {ERR_TIMEOUT,      "timeout",      504},
        {ERR_REMOTE,       "remote",       502},
        {ERR_IO,           "io",           500},
        {ERR_CORRUPT,      "corrupt",      500},
        {ERR_INTERNAL,     "internal",     500},
        {ERR_UNREADABLE,   "unreadable",   400},
        {ERR_PRECONDITION, "precondition", 412},
        {-99,              "internal",     500},
        {1,                "internal",     500},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(err_word(cases[i].code), cases[i].word);
        assert_int_equal(err_http_status(cases[i].code), cases[i].status);
    }
}

static void test_set(void **state)
{
    (void)state;
    struct err err = {.line = 3, .column = 4, .field = "old"};
    assert_int_equal(err_set(&err, ERR_INVALID, "no %s", "good"), ERR_INVALID);
    assert_int_equal(err.code, ERR_INVALID);
    assert_string_equal(err.message, "no good");
    assert_string_equal(err.field, "");
    assert_int_equal(err.line, 0);
    assert_int_equal(err.column, 0);
    assert_int_equal(err_set_field(&err, ERR_LIMIT, "title", "longer than %d", 5), ERR_LIMIT);
    assert_string_equal(err.field, "title");
    assert_string_equal(err.message, "longer than 5");
    assert_int_equal(err_set_field(&err, ERR_LIMIT, NULL, "x"), ERR_LIMIT);
    assert_string_equal(err.field, "");
    assert_int_equal(err_set(NULL, ERR_IO, "nobody asks"), ERR_IO);
    assert_int_equal(err_set_field(NULL, ERR_IO, "f", "nobody asks"), ERR_IO);
}

static void test_wraps_itself(void **state)
{
    (void)state;
    struct err err = {0};
    err_set_field(&err, ERR_INVALID, "start", "is in the past");
    err_set_field(&err, ERR_CONFLICT, err.field, "file a: %s", err.message);
    assert_string_equal(err.field, "start");
    assert_string_equal(err.message, "file a: is in the past");
}

/* prefix bytes of 'x', then one character of many bytes across the end: it is kept whole or left out. */
static void test_cut_at_a_character(void **state)
{
    (void)state;
    static const struct {
        int prefix;
        const char *tail;
        size_t len;
    } cases[] = {
        {255, "",                 255},
        {255, "y",                255},
        {254, "\xC3\xA9",         254},
        {253, "\xC3\xA9",         255},
        {253, "\xC3\xA9z",        255},
        {253, "\xE2\x82\xAC",     253},
        {252, "\xE2\x82\xAC",     255},
        {252, "\xF0\x9F\x98\x80", 252},
        {254, "\xF0\x9F\x98\x80", 254},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char prefix[256];
        memset(prefix, 'x', sizeof prefix);
        struct err err;
        err_set(&err, ERR_INVALID, "%.*s%s", cases[i].prefix, prefix, cases[i].tail);
        assert_int_equal(strlen(err.message), cases[i].len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_statuses),
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_wraps_itself),
        cmocka_unit_test(test_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
