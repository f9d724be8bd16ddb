/* The text that says whose a pool is: written and read, and what is no such text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/tenure.h"

#include <string.h>

#define PLAIN "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=scheduler1"

static void what_is_written_is_read(void **state)
{
    (void)state;
    static const struct {
        struct mark mark;
        const char *text;
    } CASES[] = {
        {{"1a2b3c4d", "9abcdef0", "5e6f7081", 60, "2026-11-22T16:20:00Z", "scheduler1"}, PLAIN},
        {{"1a2b3c4d", "9abcdef0", "5e6f7081", 1, "2026-11-22T16:20:00Z", ""},
         "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=1 since=2026-11-22T16:20:00Z host="},
        {{"1a2b3c4d", "9abcdef0", "5e6f7081", 3600, "2026-11-22T16:20:00Z", "a b\xC3\xA9\"&"},
         "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=3600 since=2026-11-22T16:20:00Z host=a-b----"},
        {{"1a2b3c4d", "9abcdef0", "5e6f7081", 3600, "2026-11-22T16:20:00Z", "abcdefghijklmnopqrstuvwxyz012345"},
         "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=3600 since=2026-11-22T16:20:00Z host=abcdefghijklm"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char text[MARK_SIZE];
        struct mark mark;
        mark_write(&CASES[i].mark, text);
        assert_string_equal(text, CASES[i].text);
        assert_true(mark_read(text, &mark));
        assert_string_equal(mark.installation, CASES[i].mark.installation);
        assert_string_equal(mark.beat, CASES[i].mark.beat);
        assert_string_equal(mark.since, CASES[i].mark.since);
        assert_int_equal(mark.every, CASES[i].mark.every);
    }
}

static void other_texts_are_no_marks(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",
        "dept-42",
        "cospaced",
        "cospaced ",
        "Cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d5 at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat= every=60 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 every=60 beat=5e6f7081 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=0 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=3601 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=-1 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60s since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every= since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00.250Z host=h",
        "cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=a\"b",
        PLAIN " and more",
        ("cospaced 1a2b3c4d at=9abcdef0 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z "
         "host=abcdefghijklmnopqrstuvwxyz0123456789"),
        "cospaced 1a2b3c4d beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=h",
        "cospaced 1a2b3c4d at=9abcdef01 beat=5e6f7081 every=60 since=2026-11-22T16:20:00Z host=h",
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct mark mark = {.every = 7};
        if (mark_read(CASES[i], &mark)) {
            fail_msg("taken for a mark: %s", CASES[i]);
        }
        assert_int_equal(mark.every, 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_written_is_read),
                                       cmocka_unit_test(other_texts_are_no_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
