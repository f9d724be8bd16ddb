/* config/cospaced.yaml and config/reference.md are what the schema table says. `config_generate --write` makes them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

enum { DOCUMENT_MAX = 100000 };

static const struct document {
    const char *path;
    void (*write)(struct buf *out);
} documents[] = {
    {TESTS_DIR "/../config/cospaced.yaml", config_write_example},
    {TESTS_DIR "/../config/reference.md", config_write_reference},
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

/* The example with a password file that is there and the lists in use: their lines begin with "# ", from their key to
 * the blank line behind them. */
static void example_put_to_use(const char *example, struct buf *out)
{
    bool list = false;
    for (const char *line = example; *line != '\0';) {
        size_t len = strcspn(line, "\n") + 1;
        bool begins = strncmp(line, "# calendars:", 12) == 0 || strncmp(line, "# endpoints:", 12) == 0 ||
                      strncmp(line, "# webhooks:", 11) == 0;
        list = begins || (list && line[0] == '#');
        static const char secret[] = "/etc/cospaced/frontdesk.secret";
        const char *password = strstr(line, "/etc/cospaced/cms-password");
        const char *webhook = strstr(line, secret);
        if (password != NULL && password < line + len)
            buf_printf(out, "%.*spw\n", (int)(password - line), line);
        else if (webhook != NULL && webhook < line + len)
            buf_printf(out, "%.*swhsec\n", (int)(webhook - line) - 2, line + 2);
        else
            buf_append(out, line + (list ? 2 : 0), len - (list ? 2 : 0));
        line += len;
    }
}

/* What it says are the defaults: beside a file with the required keys alone, nothing but its three lists is new. */
static void example_is_sound(void **state)
{
    (void)state;
    static const char required[] = "bridges: [{name: core1, url: 'https://cms1.example.com:445'}]\n"
                                   "credentials: {username: scheduler, password_file: pw}\n"
                                   "pool: {first: 1, last: 20}\n";
    CLEAN_FREE char *example = file_text(documents[0].path);
    CLEAN_BUF struct buf text;
    buf_init(&text, DOCUMENT_MAX);
    example_put_to_use(example, &text);
    struct config *config = NULL;
    struct config *plain = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    int r = config_parse(text.data, text.len, &config, &faults);
    config_faults_print(&faults, documents[0].path, stderr);
    assert_int_equal(r, 0);
    assert_int_equal(config_parse(required, strlen(required), &plain, &faults), 0);
    assert_int_equal(faults.count, 0);
    struct config_changes changes;
    assert_int_equal(config_compare(plain, config, &changes), 0);
    assert_int_equal(changes.count, 3);
    assert_string_equal(changes.items[0].key, "calendars");
    assert_string_equal(changes.items[1].key, "endpoints");
    assert_string_equal(changes.items[2].key, "webhooks");
    config_free(config);
    config_free(plain);
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
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
