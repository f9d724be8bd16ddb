/* A secret shows stars, gives its value to who asks by name, and can be set from itself. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/secret.h"

static void test_shown_and_revealed(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *revealed;
        const char *shown;
    } cases[] = {
        {NULL,         "",           ""   },
        {"",           "",           ""   },
        {"x",          "x",          "***"},
        {"a long one", "a long one", "***"}
    };
    struct secret secret = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        secret_set(&secret, cases[i].value);
        assert_string_equal(secret_reveal(&secret), cases[i].revealed);
        assert_string_equal(secret_shown(&secret), cases[i].shown);
    }
    secret_done(&secret);
    assert_null(secret.value);
}

static void test_set_from_itself(void **state)
{
    (void)state;
    struct secret secret = {0};
    secret_set(&secret, "prefix:word");
    secret_set(&secret, secret_reveal(&secret) + 7);
    assert_string_equal(secret_reveal(&secret), "word");
    secret_done(&secret);
    secret_done(&secret);
    secret_done(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown_and_revealed),
        cmocka_unit_test(test_set_from_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
