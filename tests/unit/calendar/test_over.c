/* Events that have no occurrence in the window, which is the year 2026: those that are over, and those to come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support.h"

static void tells_before_from_behind(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        bool over;
        size_t n;
    } cases[] = {
        {"DTSTART:20251231T090000Z\r\nDURATION:PT1H\r\n", true, 0},
        {"DTSTART:20251231T230000Z\r\nDURATION:PT2H\r\n", false, 1},
        {"DTSTART:20260310T090000Z\r\nDURATION:PT1H\r\n", false, 1},
        {"DTSTART:20270101T000000Z\r\nDURATION:PT1H\r\n", false, 0},
        {"DTSTART;VALUE=DATE:20251230\r\n", true, 0},
        {"DTSTART;VALUE=DATE:20270301\r\n", false, 0},
        {"RECURRENCE-ID:20251203T090000Z\r\nDTSTART:20251203T100000Z\r\nDURATION:PT1H\r\n", true, 0},
        {"RECURRENCE-ID;RANGE=THISANDFUTURE:20251203T090000Z\r\nDTSTART:20251203T100000Z\r\nDURATION:PT1H\r\n", false,
         0},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY\r\n", false, 1},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n", true, 0},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20251210T090000Z\r\n", true, 0},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20260102T090000Z\r\n", false, 2},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY;INTERVAL=9;COUNT=2\r\n", false, 0},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY;INTERVAL=9;COUNT=1\r\n", true, 0},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRDATE:20270101T090000Z\r\n",
         false, 0},
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRDATE:20251204T090000Z\r\n", true, 0},
        {"DTSTART:20270301T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *text = mem_printf(EVENT("%s"), cases[i].lines);
        struct reading reading;
        reading_init(&reading, text, strlen(text), 10);
        assert_int_equal(reading.content.n_events, 1);
        const struct event *event = &reading.content.events[0];
        if (event->over != cases[i].over || event->n_occurrences != cases[i].n) {
            fail_msg("%s: over %d, %zu occurrences", cases[i].lines, event->over, event->n_occurrences);
        }
        reading_done(&reading);
    }
}

/* From one occurrence on, so much later: it is over with its series. */
static void a_range_is_over_with_its_series(void **state)
{
    (void)state;
    static const struct {
        const char *until, *start;
        bool over;
    } cases[] = {
        {"20251210T090000Z", "20251205T110000Z", true},
        {"20270110T090000Z", "20251205T110000Z", false},
        {"20251230T090000Z", "20270105T110000Z", false}, /* moved behind the window */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *text = mem_printf(
            EVENT("DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;INTERVAL=400;UNTIL=%s\r\n"
                  "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:u@x\r\n"
                  "RECURRENCE-ID;RANGE=THISANDFUTURE:20251203T090000Z\r\nDTSTART:%s\r\nDURATION:PT1H\r\n"),
            cases[i].until, cases[i].start);
        struct reading reading;
        reading_init(&reading, text, strlen(text), 10);
        assert_int_equal(reading.content.n_events, 2);
        assert_int_equal(reading.content.events[1].over, cases[i].over);
        reading_done(&reading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_before_from_behind),
        cmocka_unit_test(a_range_is_over_with_its_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
