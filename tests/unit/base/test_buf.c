/* Appending up to the ceiling and not past it, dropping, taking. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#include <string.h>

static void test_appends(void **state)
{
    (void)state;
    struct buf buf CLEAN_BUF;
    buf_init(&buf, 1000);
    assert_string_equal(buf_string(&buf), "");
    assert_int_equal(buf_append(&buf, NULL, 0), 0);
    assert_non_null(buf.data);
    assert_int_equal(buf_append_string(&buf, "one "), 0);
    assert_int_equal(buf_append(&buf, "two-", 3), 0);
    assert_int_equal(buf_append_char(&buf, ' '), 0);
    assert_int_equal(buf_printf(&buf, "%s=%d", "three", 3), 0);
    assert_string_equal(buf_string(&buf), "one two three=3");
    assert_int_equal(buf.len, strlen("one two three=3"));
    buf_clear(&buf);
    assert_string_equal(buf_string(&buf), "");
    assert_int_equal(buf.len, 0);
}

static void test_ceiling(void **state)
{
    (void)state;
    static const struct {
        size_t limit;
        const char *first;
        const char *second;
        int rc;
        const char *content;
    } cases[] = {
        {5,        "abc", "de",         0,         "abcde"     },
        {5,        "abc", "def",        ERR_LIMIT, "abc"       },
        {0,        "",    "",           0,         ""          },
        {0,        "",    "a",          ERR_LIMIT, ""          },
        {3,        "abc", "",           0,         "abc"       },
        {SIZE_MAX, "abc", "def",        0,         "abcdef"    },
        {64,       "",    "0123456789", 0,         "0123456789"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int by_format = 0; by_format < 2; by_format++) {
            struct buf buf CLEAN_BUF;
            buf_init(&buf, cases[i].limit);
            assert_int_equal(buf_append_string(&buf, cases[i].first), 0);
            int rc = by_format ? buf_printf(&buf, "%s", cases[i].second) : buf_append_string(&buf, cases[i].second);
            assert_int_equal(rc, cases[i].rc);
            assert_int_equal(buf.overflown, cases[i].rc != 0);
            assert_string_equal(buf_string(&buf), cases[i].content);
        }
    }
}

static void test_overflown_stays_shut_until_cleared(void **state)
{
    (void)state;
    struct buf buf CLEAN_BUF;
    buf_init(&buf, 4);
    assert_int_equal(buf_append_string(&buf, "12345"), ERR_LIMIT);
    assert_int_equal(buf_append_string(&buf, "1"), ERR_LIMIT);
    assert_string_equal(buf_string(&buf), "");
    buf_clear(&buf);
    assert_int_equal(buf_append_string(&buf, "1234"), 0);
}

static void test_grows_by_single_bytes(void **state)
{
    (void)state;
    struct buf buf CLEAN_BUF;
    buf_init(&buf, 10000);
    for (size_t i = 0; i < 10000; i++) {
        assert_int_equal(buf_append_char(&buf, (char)('a' + i % 26)), 0);
    }
    assert_int_equal(buf_append_char(&buf, 'x'), ERR_LIMIT);
    assert_int_equal(buf.len, 10000);
    assert_true(buf.capacity <= 10001);
    for (size_t i = 0; i < 10000; i++) {
        assert_int_equal(buf.data[i], 'a' + i % 26);
    }
}

static void test_drop_front(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        const char *left;
    } cases[] = {
        {"abcdef", 0, "abcdef"},
        {"abcdef", 2, "cdef"  },
        {"abcdef", 6, ""      },
        {"",       0, ""      }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf buf CLEAN_BUF;
        buf_init(&buf, 10);
        buf_append_string(&buf, cases[i].text);
        buf_drop_front(&buf, cases[i].len);
        assert_string_equal(buf_string(&buf), cases[i].left);
        assert_int_equal(buf.len, strlen(cases[i].left));
    }
}

static void test_take(void **state)
{
    (void)state;
    struct buf buf CLEAN_BUF;
    buf_init(&buf, 10);
    char *nothing CLEAN_FREE = buf_take(&buf);
    assert_string_equal(nothing, "");
    buf_append_string(&buf, "abc");
    char *taken CLEAN_FREE = buf_take(&buf);
    assert_string_equal(taken, "abc");
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf_append_string(&buf, "0123456789"), 0); /* the ceiling is still there */
    assert_int_equal(buf_append_char(&buf, 'x'), ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appends),
        cmocka_unit_test(test_ceiling),
        cmocka_unit_test(test_overflown_stays_shut_until_cleared),
        cmocka_unit_test(test_grows_by_single_bytes),
        cmocka_unit_test(test_drop_front),
        cmocka_unit_test(test_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
