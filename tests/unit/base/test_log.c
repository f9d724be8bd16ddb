/* Each line in both forms, from the same call. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/log.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LINE_SIZE = 32768 };
#define MARK "\xEF\xBF\xBD" /* U+FFFD */

static instant fixed_clock(void)
{
    return INT64_C(1795424400007);
}

/* What was written to stderr since, in line. */
static int capture_begin(int *ret_kept)
{
    int file = memfd_create("stderr", 0);
    *ret_kept = dup(STDERR_FILENO);
    assert_true(file >= 0 && *ret_kept >= 0);
    fflush(stderr);
    dup2(file, STDERR_FILENO);
    return file;
}

static void capture_end(int file, int kept, char line[LINE_SIZE])
{
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    ssize_t len = pread(file, line, LINE_SIZE - 1, 0);
    close(file);
    assert_true(len >= 0);
    line[len] = '\0';
}

static void capture(enum log_level level, const char *message, const char *pairs, char line[LINE_SIZE])
{
    int kept;
    int file = capture_begin(&kept);
    log_write(level, message, "%s", pairs);
    capture_end(file, kept, line);
}

static void test_both_forms(void **state)
{
    (void)state;
    static const struct {
        const char *pairs;
        const char *text;
        const char *json;
    } cases[] = {
        {"", "", ""},
        {"meeting=7 bridge=core1", " meeting=7 bridge=core1", ",\"meeting\":\"7\",\"bridge\":\"core1\""},
        {"  a=1   b=2 ", "   a=1   b=2 ", ",\"a\":\"1\",\"b\":\"2\""},
        {"title=\"two words\" x=1", " title=\"two words\" x=1", ",\"title\":\"two words\",\"x\":\"1\""},
        {"t=\"a \\\"q\\\" \\\\ \\n b=c\" x=", " t=\"a \\\"q\\\" \\\\ \\n b=c\" x=",
         ",\"t\":\"a \\\"q\\\" \\\\ \\n b=c\",\"x\":\"\""},
        {"t=\"\" u=1", " t=\"\" u=1", ",\"t\":\"\",\"u\":\"1\""},
        {"t=\"cut off", " t=\"cut off", ",\"t\":\"cut off\""},
        {"url=http://h/?a=b&c=d", " url=http://h/?a=b&c=d", ",\"url\":\"http://h/?a=b&c=d\""},
        {"error=not quoted at all next=1", " error=not quoted at all next=1",
         ",\"error\":\"not quoted at all\",\"next\":\"1\""},
        {"loose words a=1", " loose words a=1", ",\"text\":\"loose words\",\"a\":\"1\""},
        {"message=x level=y", " message=x level=y", ",\"message_\":\"x\",\"level_\":\"y\""},
        {"a=x\ny\tz\x1b", " a=x y z ", ",\"a\":\"x\\ny\\tz\\u001B\""},
        {"name=K\xC3\xB6ln", " name=K\xC3\xB6ln", ",\"name\":\"K\xC3\xB6ln\""},
        {"bad=a\xFFz\xC3", " bad=a\xFFz\xC3", ",\"bad\":\"a\xEF\xBF\xBDz\xEF\xBF\xBD\""},
        {"bad=\xC0\xAF", " bad=\xC0\xAF", ",\"bad\":\"" MARK MARK "\""},
        {"bad=\xED\xA0\x80", " bad=\xED\xA0\x80", ",\"bad\":\"" MARK MARK MARK "\""},
        {"ok=\xF0\x9F\x98\x80", " ok=\xF0\x9F\x98\x80", ",\"ok\":\"\xF0\x9F\x98\x80\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[LINE_SIZE];
        char expected[LINE_SIZE];
        log_init(LOG_LEVEL_INFO, false, fixed_clock);
        capture(LOG_LEVEL_WARNING, "it happens", cases[i].pairs, line);
        snprintf(expected, sizeof expected, "2026-11-23T09:00:00.007Z warning it happens%s\n", cases[i].text);
        assert_string_equal(line, expected);
        log_init(LOG_LEVEL_INFO, true, fixed_clock);
        capture(LOG_LEVEL_WARNING, "it happens", cases[i].pairs, line);
        snprintf(expected, sizeof expected,
                 "{\"time\":\"2026-11-23T09:00:00.007Z\",\"level\":\"warning\",\"message\":\"it happens\"%s}\n",
                 cases[i].json);
        assert_string_equal(line, expected);
    }
}

static void test_without_a_clock(void **state)
{
    (void)state;
    char line[LINE_SIZE];
    log_init(LOG_LEVEL_INFO, false, NULL);
    capture(LOG_LEVEL_ERROR, "it ends", "a=1", line);
    assert_string_equal(line, "error it ends a=1\n");
    log_init(LOG_LEVEL_INFO, true, NULL);
    capture(LOG_LEVEL_ERROR, "it ends", "a=1", line);
    assert_string_equal(line, "{\"level\":\"error\",\"message\":\"it ends\",\"a\":\"1\"}\n");
}

static void test_levels(void **state)
{
    (void)state;
    log_init(LOG_LEVEL_ERROR, false, NULL);
    for (enum log_level set = LOG_LEVEL_DEBUG; set <= LOG_LEVEL_ERROR; set++) {
        log_set_level(set);
        for (enum log_level used = LOG_LEVEL_DEBUG; used <= LOG_LEVEL_ERROR; used++) {
            char line[LINE_SIZE];
            capture(used, "m", "", line);
            assert_int_equal(line[0] != '\0', used >= set);
        }
    }
}

static void test_long_pairs_are_cut_to_a_line(void **state)
{
    (void)state;
    char pairs[10000];
    memset(pairs, '\1', sizeof pairs);
    memcpy(pairs, "a=\"", 3);
    pairs[sizeof pairs - 1] = '\0';
    for (int json = 0; json < 2; json++) {
        char line[LINE_SIZE];
        log_init(LOG_LEVEL_INFO, json, NULL);
        capture(LOG_LEVEL_INFO, "m", pairs, line);
        size_t len = strlen(line);
        assert_true(len > 4000 && (json || len < 5000));
        assert_int_equal(line[len - 1], '\n');
        assert_int_equal(line[len - 2] == '}', json);
    }
}

static void test_quote(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *quoted;
    } cases[] = {
        {"", "\"\""},
        {NULL, "\"\""},
        {"two words", "\"two words\""},
        {"a\"b\\c\nd", "\"a\\\"b\\\\c\\nd\""},
        {"tab\there\x7f", "\"tab here \""},
        {"K\xC3\xB6ln", "\"K\xC3\xB6ln\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(log_quote(cases[i].text), cases[i].quoted);
    }
    const char *first = log_quote("first");
    const char *second = log_quote("second");
    assert_string_equal(first, "\"first\"");
    assert_string_equal(second, "\"second\"");
}

static void test_quote_cuts_between_characters(void **state)
{
    (void)state;
    static const struct {
        size_t prefix;
        const char *tail;
        size_t len; /* without the quotes */
    } cases[] = {{200, "", 200}, {200, "x", 200}, {199, "\xC3\xB6", 199}, {198, "\xC3\xB6x", 200}, {300, "", 200}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[400] = {0};
        memset(text, 'x', cases[i].prefix);
        memcpy(text + cases[i].prefix, cases[i].tail, strlen(cases[i].tail));
        assert_int_equal(strlen(log_quote(text)), cases[i].len + 2);
    }
}

static void test_many_lines_come_whole_and_in_order(void **state)
{
    (void)state;
    for (int json = 0; json < 2; json++) {
        char got[LINE_SIZE], expected[LINE_SIZE];
        size_t len = 0;
        int kept;
        log_init(LOG_LEVEL_INFO, json == 1, NULL);
        int file = capture_begin(&kept);
        struct buf lines CLEAN_BUF;
        buf_init(&lines, LOG_LINES_LIMIT);
        for (int i = 0; i < 400; i++) { /* more than is gathered at once; every other one is of too low a level */
            log_append(&lines, i % 2 == 0 ? LOG_LEVEL_INFO : LOG_LEVEL_DEBUG, "it happens", "i=%d", i);
            const char *form =
                json == 1 ? "{\"level\":\"info\",\"message\":\"it happens\",\"i\":\"%d\"}\n" : "info it happens i=%d\n";
            len += i % 2 == 0 ? (size_t)snprintf(expected + len, sizeof expected - len, form, i) : 0;
        }
        log_flush(&lines);
        capture_end(file, kept, got);
        assert_string_equal(got, expected);
    }
}

static void test_what_is_held_comes_in_order(void **state)
{
    (void)state;
    char got[LINE_SIZE];
    int kept;
    log_init(LOG_LEVEL_INFO, false, NULL);
    int file = capture_begin(&kept);
    log_hold();
    log_info("first", "");
    log_error("second", ""); /* goes at once, and what came before it */
    log_info("third", "");
    capture_end(file, kept, got);
    assert_string_equal(got, "info first\nerror second\n");
    file = capture_begin(&kept);
    log_debug("unwanted", "");
    log_release();
    log_info("fourth", "");
    capture_end(file, kept, got);
    assert_string_equal(got, "info third\ninfo fourth\n");
}

/* What is audited is written whatever the level is, unless it is switched off. */
static void test_audit_has_no_level(void **state)
{
    (void)state;
    char line[LINE_SIZE];
    log_init(LOG_LEVEL_ERROR, false, NULL);
    capture(LOG_LEVEL_WARNING, "m", "a=1", line);
    assert_string_equal(line, "");
    capture(LOG_LEVEL_AUDIT, "m", "a=1", line);
    assert_string_equal(line, "audit m a=1\n");
    log_set_audit(false);
    capture(LOG_LEVEL_AUDIT, "m", "a=1", line);
    assert_string_equal(line, "");
    log_set_audit(true);
}

static char sunk[LINE_SIZE];
static bool sink_works;

static bool sink_note(enum log_level level, const char *text, const struct log_field *fields, size_t n)
{
    size_t len = strlen(sunk);
    len += (size_t)snprintf(sunk + len, sizeof sunk - len, "%d|%s", level, text);
    for (size_t i = 0; i < n; i++) {
        len += (size_t)snprintf(sunk + len, sizeof sunk - len, "|%s:%s", fields[i].key, fields[i].value);
    }
    snprintf(sunk + len, sizeof sunk - len, ";");
    return sink_works;
}

static void test_a_sink_gets_fields(void **state)
{
    (void)state;
    char line[LINE_SIZE];
    struct buf lines;
    buf_init(&lines, LOG_LINES_LIMIT);
    log_init(LOG_LEVEL_INFO, false, NULL);
    log_set_sink(sink_note);
    sink_works = true;
    capture(LOG_LEVEL_WARNING, "it\nfails", "meeting=1 reason=\"a \\\"b\\\"\"", line);
    assert_string_equal(line, "");
    log_append(&lines, LOG_LEVEL_AUDIT, "first", "%s", "");
    log_append(&lines, LOG_LEVEL_INFO, "second", "%s", "a=1");
    assert_string_equal(sunk, "2|it fails meeting=1 reason=\"a \\\"b\\\"\"|meeting:1|reason:a \"b\";");
    log_flush(&lines);
    assert_non_null(strstr(sunk, ";4|first;1|second a=1|a:1;"));
    sink_works = false;
    capture(LOG_LEVEL_INFO, "m", "a=1", line);
    assert_string_equal(line, "info m a=1\n");
    log_set_sink(NULL);
    buf_done(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_audit_has_no_level),
        cmocka_unit_test(test_a_sink_gets_fields),
        cmocka_unit_test(test_both_forms),
        cmocka_unit_test(test_many_lines_come_whole_and_in_order),
        cmocka_unit_test(test_what_is_held_comes_in_order),
        cmocka_unit_test(test_without_a_clock),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_long_pairs_are_cut_to_a_line),
        cmocka_unit_test(test_quote),
        cmocka_unit_test(test_quote_cuts_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
