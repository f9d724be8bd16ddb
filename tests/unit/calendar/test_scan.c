/* The byte scanner: the split into events, the ceilings, and what refuses a body as a whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/calendar/scan.h"

#include "calendar/limits.h"

#include "base/mem.h"

#include <string.h>

static const struct scan_options HUNDRED = {.max_events = 100, .max_nesting = 4};

#define CAL(body) "BEGIN:VCALENDAR\r\n" body "END:VCALENDAR\r\n"
#define EV(body)  "BEGIN:VEVENT\r\n" body "END:VEVENT\r\n"

static void splits_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int rc;
        uint32_t err_line;
        size_t n_events, n_zones;
        uint32_t last_line; /* of the last event */
        const char *fault;  /* of the last event; NULL: none */
    } cases[] = {
        {CAL(EV("UID:a\r\n") EV("UID:b\r\n")), 0, 0, 2, 0, 5, NULL},
        {CAL("BEGIN:VTIMEZONE\r\nTZID:Z\r\nEND:VTIMEZONE\r\n" EV("")), 0, 0, 1, 1, 5, NULL},
        {CAL(EV("")) CAL(EV("")), 0, 0, 2, 0, 6, NULL},
        {"\xef\xbb\xbf" CAL(EV("")), 0, 0, 1, 0, 2, NULL},
        {"\n\nbegin:vcalendar\nbegin:vevent\nend:vevent\nend:vcalendar", 0, 0, 1, 0, 4, NULL},
        {"BEGIN:VCALENDAR\rBEGIN:VEVENT\rEND:VEVENT\rEND:VCALENDAR\r", 0, 0, 1, 0, 2, NULL},
        {"BEGIN:VCALENDAR\r\r\nBEGIN:VEVENT\r\r\nEND:VEVENT\r\r\nEND:VCALENDAR\r\r\n", 0, 0, 1, 0, 2, NULL},
        {"BEGIN:VCALENDAR\r\nBEGIN:VEVE\r\n NT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", 0, 0, 1, 0, 2, NULL},
        {CAL(EV("BEGIN:VALARM\r\nEND:VALARM\r\n")), 0, 0, 1, 0, 2, NULL},
        {CAL("BEGIN:VTODO\r\nEND:VTODO\r\n"), 0, 0, 0, 0, 0, NULL},
        {CAL("BEGIN:VEVENT\r\nUID:a\r\n"), 0, 0, 1, 0, 2, "its END is missing"},
        {CAL("BEGIN:VEVENT\r\n" EV("")), 0, 0, 2, 0, 3, NULL},
        /* a VEVENT stands in nothing else */
        {CAL("BEGIN:VTODO\r\nEND:VTOOD\r\n" EV("")), 0, 0, 1, 0, 4, NULL},
        {CAL("BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\n" EV("")), 0, 0, 1, 1, 4, NULL},
        {CAL(EV("END:VTODO\r\n")), 0, 0, 1, 0, 2, "an END of another component stands in it"},
        {CAL(EV("BEGIN:VALARM\r\n")), 0, 0, 1, 0, 2, "the END of a component in it is missing"},
        {CAL(EV("BEGIN:A\r\nBEGIN:B\r\nBEGIN:C\r\nEND:C\r\nEND:B\r\nEND:A\r\n")), 0, 0, 1, 0, 2,
         "components are nested too deeply"},
        {CAL(EV("BEGIN:A\r\nBEGIN:B\r\nEND:B\r\nEND:A\r\n")), 0, 0, 1, 0, 2, NULL},
        {"", ERR_UNREADABLE, 1, 0, 0, 0, NULL},
        {"<html>\n<body>login</body>\n", ERR_UNREADABLE, 1, 0, 0, 0, NULL},
        {EV("UID:a\r\n"), ERR_UNREADABLE, 1, 0, 0, 0, NULL},
        {"\xff\xfe"
         "B",
         ERR_UNREADABLE, 1, 0, 0, 0, NULL},
        {"BEGIN:VCALENDAR\r\n" EV("") "BEGIN:VEVENT\r\nUID:a", ERR_UNREADABLE, 5, 0, 0, 0, NULL},
        {"BEGIN:VCALENDAR\r\n" CAL(EV("")), ERR_UNREADABLE, 2, 0, 0, 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scan scan;
        struct err err = {0};
        int rc = scan_body(&scan, cases[i].text, strlen(cases[i].text), &HUNDRED, &err);
        assert_int_equal(rc, cases[i].rc);
        assert_int_equal(err.line, cases[i].err_line);
        assert_int_equal(scan.n_events, cases[i].n_events);
        assert_int_equal(scan.n_zones, cases[i].n_zones);
        if (scan.n_events > 0) {
            const struct scan_part *last = &scan.events[scan.n_events - 1];
            assert_int_equal(last->line, cases[i].last_line);
            assert_int_equal(last->fault != NULL, cases[i].fault != NULL);
            if (last->fault != NULL)
                assert_string_equal(last->fault, cases[i].fault);
        }
        scan_done(&scan);
    }
}

static void unfolds_inside_characters(void **state)
{
    (void)state;
    const char text[] = "SUMMARY:Gr\xc3\r\n \xb6\xc3\n\t\x9f"
                        "e\r\nX:1\r\n";
    struct scan_cursor cursor;
    struct scan_line line;
    CLEAN_BUF struct buf out;
    buf_init(&out, 100);
    scan_cursor_init(&cursor, text, text + strlen(text), 7);
    assert_true(scan_next(&cursor, &line));
    assert_int_equal(line.line, 7);
    assert_true(scan_is(&line, "SUMMARY"));
    assert_int_equal(scan_unfold(&line, &out), 0);
    assert_string_equal(buf_string(&out), "SUMMARY:Größe");
    assert_true(scan_next(&cursor, &line));
    assert_int_equal(line.line, 10);
    assert_false(scan_next(&cursor, &line));
}

static void gives_the_method(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum calendar_method method;
    } cases[] = {
        {"", METHOD_NONE},
        {"METHOD:REQUEST\r\n", METHOD_REQUEST},
        {"method:cancel\r\n", METHOD_CANCEL},
        {"METHOD:COUNTER\r\n", METHOD_COUNTER},
        {"METHOD:DeclineCounter\r\n", METHOD_DECLINECOUNTER},
        {"METHOD:REFRESH\r\n", METHOD_REFRESH},
        {"METHOD:NONE\r\n", METHOD_OTHER},
        {"METHOD:X-OWN\r\n", METHOD_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *text = mem_printf("BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", cases[i].line);
        struct scan scan;
        assert_int_equal(scan_body(&scan, text, strlen(text), &HUNDRED, NULL), 0);
        assert_int_equal(scan.method, cases[i].method);
        scan_done(&scan);
    }
}

/* An event with n copies of a line in it. */
static void event_with(struct buf *out, const char *line, size_t n)
{
    buf_init(out, 100 * 1024 * 1024);
    buf_append_string(out, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n");
    for (size_t i = 0; i < n; i++)
        buf_append_string(out, line);
    assert_int_equal(buf_append_string(out, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"), 0);
}

static void keeps_ceilings(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t n;
        const char *fault;
    } cases[] = {
        {"X-A:1\r\n", CALENDAR_EVENT_PROPERTIES, NULL},
        {"X-A:1\r\n", CALENDAR_EVENT_PROPERTIES + 1, "more than 2000 properties"},
        {"EXDATE:20260101T000000Z\r\n", 10000, NULL},
        {"SUMMARY:aaaaaaaaa\r\n ", 7000, "a line is longer than 64 KiB"},
        {"DESCRIPTION:aaaaaaaaa\r\n ", 70000, NULL},
        {"X-A:aaaaaaaaa\r\n ", 70000, NULL},
        {"BEGIN:VALARM\r\n", 100000, "components are nested too deeply"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_BUF struct buf text;
        struct scan scan;
        event_with(&text, cases[i].line, cases[i].n);
        int rc = scan_body(&scan, text.data, text.len, &HUNDRED, NULL);
        if (rc == 0) {
            assert_int_equal(scan.n_events, 1);
            assert_int_equal(scan.events[0].fault != NULL, cases[i].fault != NULL);
            if (cases[i].fault != NULL)
                assert_string_equal(scan.events[0].fault, cases[i].fault);
        } else {
            assert_int_equal(rc, ERR_UNREADABLE); /* the ENDs are missing */
        }
        scan_done(&scan);
    }
}

static void refuses_nul_and_too_many(void **state)
{
    (void)state;
    const char nul[] = CAL(EV("UID:a\0b\r\n"));
    struct scan scan;
    struct err err = {0};
    assert_int_equal(scan_body(&scan, nul, sizeof nul - 1, &HUNDRED, &err), 0);
    assert_string_equal(scan.events[0].fault, "a NUL byte stands in it");
    scan_done(&scan);
    const char two[] = CAL(EV("") EV(""));
    assert_int_equal(scan_body(&scan, two, sizeof two - 1, &(struct scan_options){1, 4, NULL, NULL}, &err), ERR_LIMIT);
    assert_int_equal(err.line, 4);
}

/* Quadratic work would take hours here. */
static void takes_linear_time(void **state)
{
    (void)state;
    static const char *const units[] = {"\r", "\n", "A\r", "\r\n ", " ", "END:A\n", "BEGIN:A\n"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        CLEAN_BUF struct buf text;
        struct scan scan;
        event_with(&text, units[i], 1024 * 1024 / strlen(units[i]));
        scan_body(&scan, text.data, text.len, &HUNDRED, NULL);
        scan_done(&scan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_bodies),
        cmocka_unit_test(unfolds_inside_characters),
        cmocka_unit_test(gives_the_method),
        cmocka_unit_test(keeps_ceilings),
        cmocka_unit_test(refuses_nul_and_too_many),
        cmocka_unit_test(takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
