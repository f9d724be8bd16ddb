/* What people know an event by that cannot be taken: its title and its start, whatever else is wrong in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "job_rig.h"

#define BAD(lines)                                                                                                     \
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nRRULE:FREQ=NEVER\r\n" lines                            \
    "END:VEVENT\r\nEND:VCALENDAR\r\n"

static const struct {
    const char *text, *title, *when;
} CASES[] = {
    {BAD("DTSTART:20261123T100000Z\r\nSUMMARY:Board\r\n"), "Board", "2026-11-23 10:00 UTC"},
    {BAD("SUMMARY;LANGUAGE=en:Budget\\, second\r\n  round\\nand last\r\n"), "Budget, second round and last", NULL},
    {BAD("DTSTART;TZID=\"Europe/Paris\":20261123T100000\r\n"), NULL, "2026-11-23 10:00 Europe/Paris"},
    {BAD("DTSTART;TZID=Nowhere:20261123T1000\r\n"), NULL, "2026-11-23 10:00 Nowhere"},
    {BAD("DTSTART:20261123T100000\r\n"), NULL, "2026-11-23 10:00"},
    {BAD("DTSTART;VALUE=DATE:20261123\r\n"), NULL, "2026-11-23"},
    {BAD("DTSTART:2026-11-23 at ten\r\nSUMMARY: \r\n"), NULL, "2026-11-23 at ten"},
    {BAD("SUMMARY:Dismissals\r\nDTSTART:20261123T100000Z\r\nCLASS:private\r\n"), "Private", "2026-11-23 10:00 UTC"},
    {BAD("CLASS:CONFIDENTIAL\r\n"), "Private", NULL},
    {BAD("CLASS:PUBLIC\r\nBEGIN:VALARM\r\nSUMMARY:Wake up\r\nEND:VALARM\r\nSUMMARY:One\r\nSUMMARY:Two\r\n"), "One",
     NULL},
    {BAD("SUMMARY:\x1b[31mred\r\n"), "[31mred", NULL},
};

static void assert_same(const char *found, const char *wanted)
{
    assert_string_equal(found != NULL ? found : "(none)", wanted != NULL ? wanted : "(none)");
}

static void labels(void **state)
{
    (void)state;
    struct calendar_job_options options = options_2026();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct calendar_content content;
        struct err err = {0};
        print_message("%s\n", CASES[i].text);
        assert_int_equal(calendar_read(&options, CASES[i].text, strlen(CASES[i].text), &content, &err), 0);
        assert_int_equal(content.n_refusals, 1);
        assert_same(content.refusals[0].title, CASES[i].title);
        assert_same(content.refusals[0].when, CASES[i].when);
        calendar_content_done(&content);
    }
}

/* What is longer than a label may be is cut, not refused by who reads the pipe. */
static void has_ceilings(void **state)
{
    (void)state;
    struct calendar_job_options options = options_2026();
    struct calendar_content content;
    struct err err = {0};
    CLEAN_BUF struct buf text;
    buf_init(&text, 1 << 20);
    buf_append_string(&text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=");
    for (int i = 0; i < 10000; i++) {
        buf_append_string(&text, "\xc3\xa9");
    }
    buf_append_string(&text, ":20261123T100000\r\nSUMMARY:");
    for (int i = 0; i < 10000; i++) {
        buf_append_string(&text, "\xe4\xbc\x9a");
    }
    buf_append_string(&text, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    assert_int_equal(calendar_read(&options, buf_string(&text), text.len, &content, &err), 0);
    assert_int_equal(content.n_refusals, 1);
    assert_in_range(strlen(content.refusals[0].title), CALENDAR_TITLE_BYTES - 3, CALENDAR_TITLE_BYTES);
    assert_in_range(strlen(content.refusals[0].when), CALENDAR_WHEN_BYTES - 3, CALENDAR_WHEN_BYTES);
    calendar_content_done(&content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels), cmocka_unit_test(has_ceilings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
