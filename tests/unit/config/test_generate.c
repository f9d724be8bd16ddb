/* config/cospaced.yaml and config/reference.md are what the schema table says. `config_generate --write` makes them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "config/config.h"

#include "base/err.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

enum { DOCUMENT_MAX = 100000 };

static const struct document {
    const char *path;
    void (*write)(struct buf *out);
} documents[] = {
    {TESTS_DIR "/../config/cospaced.yaml", config_write_example  },
    {TESTS_DIR "/../config/reference.md",  config_write_reference},
};

static char *file_text(const char *path)
{
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    char *text = mem_zalloc(DOCUMENT_MAX + 1);
    size_t len = fread(text, 1, DOCUMENT_MAX, file);
    text[len] = '\0';
    fclose(file);
    return text;
}

static void files_match_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        CLEAN_BUF struct buf buf;
        buf_init(&buf, DOCUMENT_MAX);
        documents[i].write(&buf);
        assert_false(buf.overflown);
        CLEAN_FREE char *text = file_text(documents[i].path);
        assert_string_equal(text, buf_string(&buf));
    }
}

/* Its only faults are the files of the operator that are not there; with those out of the way it is sound, and
 * what it says are the defaults. */
static void example_is_sound(void **state)
{
    (void)state;
    CLEAN_FREE char *text = file_text(documents[0].path);
    char *file = strstr(text, "password_file: /etc/cospaced/cms-password");
    assert_non_null(file);
    memcpy(file, "password_file: /etc/cospaced/cms-passwor\\", 41);
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    assert_int_equal(config_parse(text, strlen(text), &config, &faults), ERR_INVALID);
    assert_int_equal(faults.count, 1);
    assert_non_null(strstr(faults.items[0].message, "credentials.password_file: cannot read"));
}

static int documents_write(void)
{
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct buf buf;
        buf_init(&buf, DOCUMENT_MAX);
        documents[i].write(&buf);
        FILE *file = fopen(documents[i].path, "we");
        if (file == NULL || fwrite(buf.data, 1, buf.len, file) != buf.len || fclose(file) != 0)
            return 1;
        buf_done(&buf);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--write") == 0)
        return documents_write();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_match_the_table),
        cmocka_unit_test(example_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
