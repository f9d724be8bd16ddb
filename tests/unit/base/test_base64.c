/* base64 beside the examples of RFC 4648, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/err.h"

#include <string.h>

static void there_and_back(void **state)
{
    (void)state;
    const struct {
        const char *plain, *encoded;
    } cases[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xfb\xff\xbf", "+/+/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf text;
        buf_init(&text, 100);
        base64_encode(cases[i].plain, strlen(cases[i].plain), &text);
        assert_string_equal(buf_string(&text), cases[i].encoded);
        buf_clear(&text);
        assert_int_equal(base64_decode(cases[i].encoded, strlen(cases[i].encoded), &text), 0);
        assert_string_equal(buf_string(&text), cases[i].plain);
    }
}

static void what_is_none(void **state)
{
    (void)state;
    const char *const cases[] = {
        "Z", "Zg", "Zg=", "Zg==Zg==", "=", "====", "Zh==", "Zm9=", "Z g=", "Zg==\n", "Zm-v", "Zm_v", "Z===", "Zm9v="};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf text;
        buf_init(&text, 100);
        assert_int_equal(base64_decode(cases[i], strlen(cases[i]), &text), ERR_UNREADABLE);
    }
    CLEAN_BUF struct buf text;
    buf_init(&text, 100);
    assert_int_equal(base64_decode("Zm\0v", 4, &text), ERR_UNREADABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(there_and_back), cmocka_unit_test(what_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
