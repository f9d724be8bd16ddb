/* The parts of a directory source: which files are wanted, when one is whole, what is remembered, what is reported. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "../../../src/intake/directory.h"
#include "base/mem.h"
#include "http/spool.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[] = "/tmp/intake-XXXXXX";
static int folder = -1;

static int group_setup(void **state)
{
    (void)state;
    folder = mkdtemp(path) != NULL ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    return folder >= 0 ? 0 : -1;
}

static int group_teardown(void **state)
{
    (void)state;
    CLEAN_FREE char *command = mem_printf("rm -r %s", path);
    close(folder);
    return system(command);
}

static void put(const char *name, const char *text)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static char *get(const char *name)
{
    char *text = mem_calloc(65536, 1);
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_true(read(fd, text, 65535) >= 0);
    close(fd);
    return text;
}

static void test_wanted(void **state)
{
    static const struct {
        const char *name;
        bool wanted;
    } CASES[] = {
        {"a.ics", true},   {"A.ICS", true},   {"m.eml", true},      {"a b.ics", true},     {".ics", false},
        {".a.ics", false}, {"a.ics~", false}, {"a.ics.tmp", false}, {"a.ics.part", false}, {"a.ics.report", false},
        {"ics", false},    {"a.icsx", false}, {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        if (drop_is_wanted(CASES[i].name) != CASES[i].wanted) {
            fail_msg("%s", CASES[i].name);
        }
    }
}

static void test_seen(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct seen again = {0};
    for (int i = 0; i < 1000; i++) {
        char etag[16];
        snprintf(etag, sizeof etag, "%d", i);
        seen_add(&seen, seen_key("a.ics", etag));
        seen_add(&seen, seen_key("a.ics", etag));
    }
    assert_int_equal(seen.count, 1000);
    CLEAN_FREE char *text = seen_write(&seen);
    assert_int_equal(strlen(text), 16000);
    seen_read(&again, text);
    assert_int_equal(again.count, 1000);
    assert_true(seen_has(&again, seen_key("a.ics", "77")));
    assert_false(seen_has(&again, seen_key("a.ics", "1000")));
    assert_false(seen_has(&again, seen_key("b.ics", "77")));
    seen_done(&again);
    seen_read(&again, NULL);
    seen_read(&again, "");
    seen_read(&again, "short");
    seen_read(&again, "not hexadecimal!0000000000000001");
    assert_int_equal(again.count, 1);
    seen_done(&again);
    seen_done(&seen);
}

static void test_whole_and_message(void **state)
{
    static const struct {
        const char *text;
        bool whole, message;
    } CASES[] = {
        {"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", true, false},
        {"BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", true, true},
        {"\xef\xbb\xbf"
         "begin:vcalendar\nmethod;x=y:CANCEL\nend:vcalendar \n\n\n",
         true, true},
        {"begin:vcalendar\rmethod;x=y:CANCEL\rend:vcalendar \r\r", true, true},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nMETHOD:REQUEST\nEND:VEVENT\nEND:VCALENDAR\n", true, false},
        {"METHOD:REQUEST\nBEGIN:VCALENDAR\nEND:VCALENDAR\n", true, false},
        {"BEGIN:VCALENDAR\nX-METHOD:REQUEST\nEND:VCALENDAR\n", true, false},
        {"BEGIN:VCALENDAR\nEND:VCALENDA", false, false},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\n", false, false},
        {"", false, false},
    };
    (void)state;
    struct copy *copy = mem_zalloc(sizeof *copy);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct drop drop;
        put("x.ics", CASES[i].text);
        assert_int_equal(drop_look(folder, "x.ics", &drop, NULL), 0);
        assert_int_equal(copy_begin(copy, folder, &drop, spool_open(NULL, NULL), NULL), 0);
        bool whole = copy_is_whole(copy);
        while (copy_step(copy, NULL) > 0) {
        }
        bool message = copy_has_method(copy);
        assert_true(copy_is_of(copy, &drop));
        put("x.ics",
            "something longer than anything before it, so that it is another file than the one that was copied now");
        assert_false(copy_is_of(copy, &drop));
        copy_done(copy);
        drop_done(&drop);
        if (whole != CASES[i].whole || message != CASES[i].message) {
            fail_msg("case %zu: whole %d, message %d", i, whole, message);
        }
    }
    mem_free(copy);
}

/* Of a file that others go on writing to, no more is kept than shows that it is another one. */
static void test_grows_while_it_is_copied(void **state)
{
    (void)state;
    enum { GROWN = 1 << 22 };
    struct drop drop;
    struct stat kept;
    struct copy *copy = mem_zalloc(sizeof *copy);
    put("x.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    assert_int_equal(drop_look(folder, "x.ics", &drop, NULL), 0);
    assert_int_equal(copy_begin(copy, folder, &drop, spool_open(NULL, NULL), NULL), 0);
    CLEAN_FREE char *more = mem_calloc(1, GROWN);
    memset(more, 'x', GROWN - 1);
    put("x.ics", more);
    while (copy_step(copy, NULL) > 0) {
    }
    assert_false(copy_is_of(copy, &drop));
    assert_int_equal(fstat(copy->to, &kept), 0);
    assert_true(kept.st_size < GROWN / 4);
    copy_done(copy);
    drop_done(&drop);
    mem_free(copy);
}

static void test_never_through_a_link(void **state)
{
    (void)state;
    struct drop drop;
    struct copy *copy = mem_zalloc(sizeof *copy);
    assert_int_equal(symlinkat("/etc/passwd", folder, "link.ics"), 0);
    assert_int_equal(drop_look(folder, "link.ics", &drop, NULL), 0);
    assert_false(drop.regular);
    assert_int_equal(copy_begin(copy, folder, &drop, spool_open(NULL, NULL), NULL), ERR_IO);
    copy_done(copy);
    drop_done(&drop);
    mem_free(copy);
    assert_int_equal(drop_look(folder, "nothing.ics", &drop, NULL), ERR_NOT_FOUND);
}

static void test_waiting(void **state)
{
    (void)state;
    struct waiting_list list = {0};
    struct drop one = {.name = (char[]){"one"}, .etag = "1"};
    struct drop two = {.name = (char[]){"two"}, .etag = "1"};
    assert_int_equal(waiting_list_age(&list, &one, 1000), 0);
    assert_int_equal(waiting_list_age(&list, &one, 4000), 3000);
    assert_int_equal(waiting_list_age(&list, &two, 5000), 0);
    snprintf(one.etag, sizeof one.etag, "2"); /* it was written to */
    assert_int_equal(waiting_list_age(&list, &one, 6000), 0);
    waiting_list_prune(&list);
    assert_int_equal(waiting_list_age(&list, &two, 8000), 3000);
    waiting_list_prune(&list); /* one was not asked for any more */
    assert_int_equal(waiting_list_age(&list, &one, 9000), 0);
    waiting_list_remove(&list, "two");
    assert_int_equal(waiting_list_age(&list, &two, 9000), 0);
    waiting_list_done(&list);
}

static void test_report(void **state)
{
    (void)state;
    struct refusal refusals[] = {
        {.uid = (char[]){"a\"\\\x01\xc3\xa4\xff \xed\xa0\x80 \xe0\x80\xaf"}, .line = 7, .why = (char[]){"because"}}};
    struct intake_outcome good = {
        .counts = {.bookings = 3, .created = 2, .changed = 1}, .refusals = refusals, .n_refusals = 1};
    assert_int_equal(report_write(folder, "x.ics", &good, NULL), 0);
    CLEAN_FREE char *text = get("x.ics.report");
    assert_non_null(strstr(text, "{\"file\":\"x.ics\",\"read_at\":\"2"));
    assert_non_null(strstr(text,
                           ",\"bookings\":3,\"created\":2,\"changed\":1,\"cancelled\":0,\"unchanged\":0,\"refused\":"
                           "[{\"uid\":\"a\\\"\\\\\\u0001\xc3\xa4? ??? ???\",\"line\":7,\"why\":\"because\"}]}\n"));
    struct intake_outcome bad = {0};
    err_set(&bad.err, ERR_LIMIT, "too much");
    assert_int_equal(report_write(folder, "x.ics", &bad, NULL), 0);
    CLEAN_FREE char *other = get("x.ics.report");
    assert_non_null(strstr(other, ",\"title\":\"limit\",\"status\":413,\"detail\":\"too much\"}\n"));
    assert_int_equal(faccessat(folder, ".x.ics.report.part", F_OK, 0), -1);
    struct err err = {0};
    assert_int_equal(report_write(folder, "no/where.ics", &bad, &err), ERR_IO);
}

static void test_validator(void **state)
{
    (void)state;
    struct buf lines CLEAN_BUF;
    buf_init(&lines, 1000);
    validator_put(&lines, "etag", "W/\"a=b\"");
    validator_put(&lines, "none", NULL);
    validator_put(&lines, "evil", "x\ny=z");
    validator_put(&lines, "e", "");
    assert_string_equal(lines.data, "etag=W/\"a=b\"\ne=\n");
    CLEAN_FREE char *etag = validator_get(lines.data, "etag");
    CLEAN_FREE char *empty = validator_get(lines.data, "e");
    assert_string_equal(etag, "W/\"a=b\"");
    assert_string_equal(empty, "");
    assert_null(validator_get(lines.data, "eta"));
    assert_null(validator_get(lines.data, "y"));
    assert_null(validator_get(NULL, "etag"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wanted),
        cmocka_unit_test(test_seen),
        cmocka_unit_test(test_whole_and_message),
        cmocka_unit_test(test_grows_while_it_is_copied),
        cmocka_unit_test(test_never_through_a_link),
        cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_validator),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
