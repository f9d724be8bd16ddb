/* The command line by its tables: what is taken and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "args.h"

#include <string.h>

static const struct option_row OPTIONS[] = {
    {.name = "title", .meta = "T", .required = true, .help = ""},
    {.name = "dial", .meta = "A", .help = ""},
    {.name = "message", .help = ""},
    {0},
};

static const struct verb VERBS[] = {
    {.name = "book", .operands = "ID", .summary = "", .options = OPTIONS},
    {.name = "status", .operands = "", .summary = ""},
    {.name = "extend", .operands = "ID LENGTH", .summary = ""},
    {0},
};

enum { WORDS = 12 };

struct row {
    const char *words[WORDS];
    int rc;
    const char *verb, *title, *socket;
    size_t n_dials;
    bool json, message, help;
};

static const struct row LINES[] = {
    {{"status"}, DONE, .verb = "status"},
    {{"--json", "status"}, DONE, .verb = "status", .json = true},
    {{"status", "--json"}, DONE, .verb = "status", .json = true},
    {{"--socket", "/s", "status"}, DONE, .verb = "status", .socket = "/s"},
    {{"status", "--socket=/s"}, DONE, .verb = "status", .socket = "/s"},
    {{"book", "x", "--title", "T"}, DONE, .verb = "book", .title = "T"},
    {{"book", "--title=T=1", "x"}, DONE, .verb = "book", .title = "T=1"},
    {{"book", "x", "--title", "--dial"}, DONE, .verb = "book", .title = "--dial"},
    {{"book", "x", "--title="}, DONE, .verb = "book", .title = ""},
    {{"book", "-", "--title", "T", "--dial", "a", "--dial=b", "--message"},
     DONE,
     .verb = "book",
     .title = "T",
     .n_dials = 2,
     .message = true},
    {{"book", "--title", "T", "--", "--json"}, DONE, .verb = "book", .title = "T"},
    {{"book", "x", "--title", "1", "--title", "2"}, DONE, .verb = "book", .title = "2"},
    {{"--help"}, DONE, .help = true},
    {{"-h"}, DONE, .help = true},
    {{"book", "--help"}, DONE, .verb = "book", .help = true},
    {{NULL}, .rc = USAGE},
    {{"steer"}, .rc = USAGE},
    {{"status", "now"}, .rc = USAGE},
    {{"extend", "x"}, .rc = USAGE},
    {{"extend", "x", "1m", "2m"}, .rc = USAGE},
    {{"book", "x"}, .rc = USAGE},
    {{"book", "x", "--title"}, .rc = USAGE},
    {{"book", "x", "--titel", "T"}, .rc = USAGE},
    {{"book", "x", "--titl", "T"}, .rc = USAGE},
    {{"book", "x", "--title", "T", "--message=1"}, .rc = USAGE},
    {{"book", "x", "--title", "T", "-v"}, .rc = USAGE},
    {{"--title", "T", "book", "x"}, .rc = USAGE},
    {{"status", "--dial", "a"}, .rc = USAGE},
    {{"status", "--socket"}, .rc = USAGE},
    {{"status", "--json=1"}, .rc = USAGE},
    {{"status", "--color", "never"}, DONE, .verb = "status"},
    {{"--color=always", "status"}, DONE, .verb = "status"},
    {{"status", "--color=red"}, .rc = USAGE},
    {{"status", "--color"}, .rc = USAGE},
};

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        char *argv[WORDS + 1] = {(char *)(uintptr_t) "cospacectl"};
        int argc = 1;
        for (; LINES[i].words[argc - 1] != NULL; argc++)
            argv[argc] = (char *)(uintptr_t)LINES[i].words[argc - 1];
        struct session session = {0};
        struct args args = {0};
        assert_int_equal(args_read(argc, argv, VERBS, &session, &args), LINES[i].rc);
        if (LINES[i].rc == DONE) {
            assert_string_equal(args.verb != NULL ? args.verb->name : "", LINES[i].verb != NULL ? LINES[i].verb : "");
            assert_int_equal(session.json, LINES[i].json);
            assert_string_equal(session.socket != NULL ? session.socket : "",
                                LINES[i].socket != NULL ? LINES[i].socket : "");
            const char *title = args_value(&args, "title");
            assert_string_equal(title != NULL ? title : "", LINES[i].title != NULL ? LINES[i].title : "");
            assert_int_equal(args_nth(&args, "dial", LINES[i].n_dials) == NULL, true);
            assert_true(LINES[i].n_dials == 0 || args_nth(&args, "dial", LINES[i].n_dials - 1) != NULL);
            assert_int_equal(args_has(&args, "message"), LINES[i].message);
            assert_int_equal(args.help, LINES[i].help);
        }
        args_done(&args);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
