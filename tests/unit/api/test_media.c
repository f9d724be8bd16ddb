/* Which of two types an Accept wants: RFC 9110 12.5.1. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "../../../src/api/media.h"

static void quality(void **state)
{
    (void)state;
    static const struct {
        const char *accept;
        int calendar, json; /* in thousandths */
    } cases[] = {
        {"", 0, 0},
        {"*/*", 1000, 1000},
        {"text/calendar", 1000, 0},
        {"TEXT/Calendar", 1000, 0},
        {"text/*;q=0.5, application/json;q=0.25", 500, 250},
        {"text/calendar;q=0.3, text/*;q=0.9, */*;q=0.1", 300, 100},
        {"*/*;q=0.9, text/calendar;q=0", 0, 900},
        {" text/calendar ; charset=utf-8 ; Q=0.123 ,application/json", 123, 1000},
        {"text/calendar;x=\"a,b;q=0\";q=0.5", 500, 0},
        {"text/calendars, application/jso", 0, 0},
        {"text/calendar;q=1.000, application/json;q=0.999", 1000, 999},
        {"text/calendar;q=7, application/json;q=x", 0, 0},
        {"text/calendar;q=1.9", 1000, 0},
        {",,;q=1,text/calendar,", 1000, 0},
        {"*", 0, 0},
        {"\"text/calendar", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int calendar = (int)(media_quality(cases[i].accept, "text/calendar") * 1000 + 0.5);
        int json = (int)(media_quality(cases[i].accept, "application/json") * 1000 + 0.5);
        if (calendar != cases[i].calendar || json != cases[i].json) {
            fail_msg("%s: %d %d", cases[i].accept, calendar, json);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(quality)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
