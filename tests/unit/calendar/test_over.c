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
        {"DTSTART:20251203T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n", false, 0},
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_before_from_behind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
