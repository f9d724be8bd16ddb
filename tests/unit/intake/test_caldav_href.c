/* Addresses that servers write in their own ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/intake/caldav_href.h"
#include "base/mem.h"

static void check_taken(char *take_text, const char *expected)
{
    if (expected == NULL) {
        assert_null(take_text);
    } else {
        assert_non_null(take_text);
        assert_string_equal(take_text, expected);
    }
    mem_free(take_text);
}

static void test_paths(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"https://h/c/", "/c/a.ics", "/c/a.ics"},
        {"https://h/c/", "https://other:8/c/a.ics", "/c/a.ics"},
        {"https://h/c/", "//other/c/a.ics", "/c/a.ics"},
        {"https://h/c/", "a.ics", "/c/a.ics"},
        {"https://h/c/d", "a.ics?x#y", "/c/a.ics"},
        {"https://h", "a.ics", "/a.ics"},
        {"https://h?q", "a.ics", "/a.ics"},
        {"https://h/c/", "https://h", "/"},
        {"https://h/c/", "/c/b%40x%2eics", "/c/b%40x.ics"},
        {"https://h/c/", "/c/b@x.ics", "/c/b%40x.ics"},
        {"https://h/c/", "/%63/caf%c3%a9", "/c/caf%C3%A9"},
        {"https://h/c/", "/c/caf\xC3\xA9", "/c/caf%C3%A9"},
        {"https://h/c/", "/c/a%2fb", "/c/a%2Fb"},
        {"https://h/c/", "/c/a b+c&d", "/c/a%20b%2Bc%26d"},
        {"https://h/c/", "/c/100%", "/c/100%25"},
        {"https://h/c/", "/c/%zz%", "/c/%25zz%25"},
        {"https://h/c/", "/c/./d/../a", "/c/a"},
        {"https://h/c/", "../../../a", "/a"},
        {"https://h/c/", "/c/..", "/"},
        {"https://h/c/", "/c//a/", "/c//a/"},
        {"https://h/c/", "mailto:x@y", NULL},
        {"https://h/c/", "urn:uuid:1", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_taken(href_path(rows[i][0], rows[i][1]), rows[i][2]);
    }
}

static void test_urls(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"https://h:8/c/", "/d@e/", "https://h:8/d@e/"},
        {"https://h:8/c/", "d/", "https://h:8/c/d/"},
        {"https://h:8/c/", "https://other/x", "https://other/x"},
        {"https://h:8/c/", "https://other", "https://other/"},
        {"https://h:8/c/", "ftp://other/x", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_taken(href_url(rows[i][0], rows[i][1]), rows[i][2]);
    }
    check_taken(href_folder_take(mem_strdup("/a")), "/a/");
    check_taken(href_folder_take(mem_strdup("/a/")), "/a/");
}

static void test_trust(void **state)
{
    (void)state;
    static const struct {
        const char *url, *other;
        bool trusted;
    } rows[] = {
        {"https://h/c/", "https://h/d/", true},
        {"https://h/", "https://h:8443/", false},
        {"https://h/", "https://H:443/", true},
        {"http://h/", "http://H/x", true},
        {"http://h/", "https://h/", false},
        {"https://h/", "http://h/", false},
        {"http://h:1/", "http://h:2/", false},
        {"https://caldav.example.com/", "https://p34.example.com/", true},
        {"https://caldav.example.com:443/", "https://p34.example.com/", true},
        {"https://caldav.example.com/", "https://p34.example.com:8443/", false},
        {"https://caldav.example.com/", "http://p34.example.com/", false},
        {"https://caldav.example.com/", "https://user@p34.example.com/", false},
        {"https://caldav.example.com/", "https://a.p34.example.com/", false},
        {"https://example.com/", "https://p34.example.com/", false},
        {"https://example.com/", "https://evil.com/", false},
        {"https://example.co.uk/", "https://evil.co.uk/", false},
        {"https://dav.example.co.uk/", "https://cal.example.co.uk/", true},
        {"https://dav.example.de/", "https://cal.example.de/", false},
        {"https://caldav.example.com./", "https://p34.example.com/", false},
        {"https://example.com/", "https://example.org/", false},
        {"https://example.com/", "https://badexample.com/", false},
        {"https://example.com/", "https://example.com@evil/", false},
        {"https://10.0.0.1/", "https://20.0.0.1/", false},
        {"https://localhost/", "https://other/", false},
        {"https://[::1]/", "https://[::2]/", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(href_is_trusted(rows[i].url, rows[i].other), rows[i].trusted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_trust),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
