/* RFC 3339 in and out, lengths of time, and the calendar against the C library's own. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/instant.h"

#include <time.h>

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        instant at;
    } cases[] = {
        {"1970-01-01T00:00:00Z",                     0                       },
        {"2026-11-23T09:00:00Z",                     INT64_C(1795424400000)  },
        {"2026-11-23t09:00:00z",                     INT64_C(1795424400000)  },
        {"2026-11-23 09:00:00Z",                     INT64_C(1795424400000)  },
        {"2026-11-23T10:00:00+01:00",                INT64_C(1795424400000)  },
        {"2026-11-23T03:15:00-05:45",                INT64_C(1795424400000)  },
        {"2026-11-23T09:00:00-00:00",                INT64_C(1795424400000)  },
        {"2026-11-23T09:00:00.25Z",                  INT64_C(1795424400250)  },
        {"2026-11-23T09:00:00.0019999999999999999Z", INT64_C(1795424400001)  },
        {"2024-02-29T00:00:00Z",                     INT64_C(1709164800000)  },
        {"2000-02-29T00:00:00Z",                     INT64_C(951782400000)   },
        {"9999-12-31T23:59:59.999Z",                 INT64_C(253402300799999)},
        {"1969-12-31T23:59:59.999Z",                 -1                      },
        {"1902-04-05T23:00:00Z",                     INT64_C(-2137712400000) },
        {"0001-01-01T00:00:00Z",                     INT64_C(-62135596800000)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        instant at = -1;
        assert_int_equal(instant_parse(cases[i].text, &at), 0);
        assert_int_equal(at, cases[i].at);
    }
}

static void test_parse_refuses(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "now",
        "2026-11-23",
        "2026-11-23T09:00:00",
        "2026-11-23T09:00Z",
        "2026-11-23T09:00:00ZZ",
        "2026-11-23T09:00:00Z ",
        " 2026-11-23T09:00:00Z",
        "2026-11-23  09:00:00Z",
        "2026-11-23X09:00:00Z",
        "20261123T090000Z",
        "2026-1-23T09:00:00Z",
        "2026-00-23T09:00:00Z",
        "2026-13-23T09:00:00Z",
        "2026-11-00T09:00:00Z",
        "2026-11-31T09:00:00Z",
        "2026-02-29T09:00:00Z",
        "2100-02-29T09:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T09:60:00Z",
        "2026-11-23T09:00:60Z",
        "2026-11-23T09:00:00.Z",
        "2026-11-23T09:00:00,5Z",
        "2026-11-23T09:00:00+1:00",
        "2026-11-23T09:00:00+0100",
        "2026-11-23T09:00:00+24:00",
        "2026-11-23T09:00:00+01:60",
        "2026-11-23T09:00:00+01:00Z",
        "+2026-11-23T09:00:00Z",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "10000-01-01T00:00:00Z",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        instant at = 42;
        if (instant_parse(cases[i], &at) != ERR_INVALID || at != 42) {
            fail_msg("taken: %s", cases[i]);
        }
    }
}

static void test_format(void **state)
{
    (void)state;
    static const struct {
        instant at;
        const char *text;
    } cases[] = {
        {0,                        "1970-01-01T00:00:00Z"          },
        {INT64_C(1795424400000),   "2026-11-23T09:00:00Z"          },
        {INT64_C(1795424400250),   "2026-11-23T09:00:00.250Z"      },
        {INT64_C(1795424400007),   "2026-11-23T09:00:00.007Z"      },
        {-1,                       "1969-12-31T23:59:59.999Z"      },
        {INT64_C(253402300799999), "9999-12-31T23:59:59.999Z"      },
        {INSTANT_NEVER - 1,        "292278994-08-17T07:12:55.806Z" },
        {INSTANT_NONE + 1,         "-292275055-05-16T16:47:04.193Z"},
        {INSTANT_NEVER,            "never"                         },
        {INSTANT_NONE,             "none"                          },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[INSTANT_TEXT_SIZE];
        assert_string_equal(instant_format(cases[i].at, text), cases[i].text);
    }
}

static void test_durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        duration_ms length;
        const char *shortest;
    } cases[] = {
        {"0s",                    0,                   "0s"                   },
        {"250ms",                 250,                 "250ms"                },
        {"30s",                   30000,               "30s"                  },
        {"60s",                   60000,               "1m"                   },
        {"90s",                   90000,               "90s"                  },
        {"1500ms",                1500,                "1500ms"               },
        {"120m",                  7200000,             "2h"                   },
        {"25h",                   90000000,            "25h"                  },
        {"90d",                   INT64_C(7776000000), "90d"                  },
        {"05m",                   300000,              "5m"                   },
        {"9223372036854775807ms", INT64_MAX,           "9223372036854775807ms"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[INSTANT_TEXT_SIZE];
        duration_ms length = -1;
        assert_int_equal(duration_parse(cases[i].text, &length), 0);
        assert_int_equal(length, cases[i].length);
        assert_string_equal(duration_format(length, text), cases[i].shortest);
    }
    char text[INSTANT_TEXT_SIZE];
    assert_string_equal(duration_format(-5 * MINUTE_MS, text), "-5m");
}

static void test_durations_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "5",
        "s",
        "-5s",
        "+5s",
        "5 s",
        " 5s",
        "5s ",
        "5S",
        "5min",
        "1h30m",
        "1.5h",
        "0x5s",
        "5msx",
        "5\ts",
        "9223372036854775808ms",
        "9223372036854776s",
        "106751991168d",
        "99999999999999999999s",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        duration_ms length = 42;
        if (duration_parse(cases[i], &length) != ERR_INVALID || length != 42) {
            fail_msg("taken: %s", cases[i]);
        }
    }
}

static void test_civil_carries(void **state)
{
    (void)state;
    static const struct {
        struct civil civil;
        const char *text;
    } cases[] = {
        {{2026, 13, 1, 0, 0, 0},          "2027-01-01T00:00:00Z"},
        {{2026, 0, 1, 0, 0, 0},           "2025-12-01T00:00:00Z"},
        {{2026, -11, 1, 0, 0, 0},         "2025-01-01T00:00:00Z"},
        {{2026, 3, 0, 0, 0, 0},           "2026-02-28T00:00:00Z"},
        {{2024, 2, 30, 0, 0, 0},          "2024-03-01T00:00:00Z"},
        {{2026, 1, 1, 25, 61, 61},        "2026-01-02T02:02:01Z"},
        {{2026, 1, 1, 0, 0, -1},          "2025-12-31T23:59:59Z"},
        {{2026, 1, 366, 0, 0, 0},         "2027-01-01T00:00:00Z"},
        {{1970, 1 + 12 * 57, 1, 0, 0, 0}, "2027-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[INSTANT_TEXT_SIZE];
        assert_string_equal(instant_format(civil_to_seconds(&cases[i].civil) * 1000, text), cases[i].text);
    }
}

/* Every day from the year -400 to 3000, at a time that wanders through the day. */
static void test_civil_agrees_with_the_c_library(void **state)
{
    (void)state;
    for (int64_t day = -866000; day < 376200; day++) {
        int64_t seconds = day * 86400 + (day * 7919 % 86400 + 86400) % 86400;
        time_t there = (time_t)seconds;
        struct tm tm;
        assert_non_null(gmtime_r(&there, &tm));
        struct civil c;
        civil_from_seconds(seconds, &c);
        if (c.year != tm.tm_year + 1900 || c.month != tm.tm_mon + 1 || c.day != tm.tm_mday || c.hour != tm.tm_hour ||
            c.minute != tm.tm_min || c.second != tm.tm_sec || civil_to_seconds(&c) != seconds) {
            fail_msg("day %lld", (long long)day);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_durations),
        cmocka_unit_test(test_durations_refused),
        cmocka_unit_test(test_civil_carries),
        cmocka_unit_test(test_civil_agrees_with_the_c_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
