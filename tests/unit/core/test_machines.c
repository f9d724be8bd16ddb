/* The six state machines: complete, reachable, and drawn in ARCHITECTURE.md as they are (--write draws them anew). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/bridge.h"
#include "core/pool.h"
#include "core/tenure.h"

#include <stdio.h>
#include <string.h>

static const struct fsm *const machines[] = {&meeting_fsm, &participant_fsm, &space_fsm,
                                             &set_fsm,     &bridge_fsm,      &tenure_fsm};
enum { N_MACHINES = sizeof machines / sizeof *machines };

static void machines_are_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_MACHINES; i++) {
        CLEAN_BUF struct buf report;
        buf_init(&report, 4096);
        if (fsm_check(machines[i], &report) != 0) {
            fail_msg("%s", buf_string(&report));
        }
    }
}

static void drawing_print(struct buf *out)
{
    buf_init(out, 65536);
    for (size_t i = 0; i < N_MACHINES; i++) {
        buf_printf(out, "### %s\n```mermaid\n", machines[i]->name);
        fsm_print_mermaid(machines[i], out);
        buf_append_string(out, "```\n");
    }
}

static const char begin_mark[] = "<!-- machines: drawn by tests/unit/core/test_machines.c --write -->\n";
static const char end_mark[] = "<!-- end of machines -->\n";

static char *document_read(void)
{
    FILE *file = fopen(TESTS_DIR "/../ARCHITECTURE.md", "re");
    assert_non_null(file);
    struct buf text;
    buf_init(&text, 1 << 20);
    char block[4096];
    for (size_t len = 0; (len = fread(block, 1, sizeof block, file)) > 0;) {
        assert_int_equal(buf_append(&text, block, len), 0);
    }
    fclose(file);
    return buf_take(&text);
}

static void architecture_shows_them(void **state)
{
    (void)state;
    CLEAN_FREE char *document = document_read();
    CLEAN_BUF struct buf drawing;
    drawing_print(&drawing);
    const char *begin = strstr(document, begin_mark);
    const char *end = strstr(document, end_mark);
    assert_true(begin != NULL && end != NULL);
    begin += strlen(begin_mark);
    CLEAN_FREE char *shown = mem_strndup(begin, (size_t)(end - begin));
    assert_string_equal(shown, buf_string(&drawing));
}

static int document_write(void)
{
    CLEAN_FREE char *document = document_read();
    CLEAN_BUF struct buf drawing;
    drawing_print(&drawing);
    const char *begin = strstr(document, begin_mark);
    const char *end = strstr(document, end_mark);
    FILE *file = fopen(TESTS_DIR "/../ARCHITECTURE.md", "we");
    if (begin == NULL || end == NULL || file == NULL) {
        return 1;
    }
    fprintf(file, "%.*s%s%s", (int)(begin - document) + (int)strlen(begin_mark), document, buf_string(&drawing), end);
    return fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--write") == 0) {
        return document_write();
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(machines_are_sound), cmocka_unit_test(architecture_shows_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
