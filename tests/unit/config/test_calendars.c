/* What a calendar's keys become, which of them go together, and the ceilings of all calendars. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

#include "base/err.h"

#define ICS(rest)       BASE "calendars:\n  - {name: a, kind: ics, url: 'https://h', " rest "}\n"
#define DIRECTORY(rest) BASE "calendars:\n  - {name: a, kind: directory, path: drop, " rest "}\n"
#define LIMITS(rest)    BASE "calendar_limits: {" rest "}\n"
#define ALL_LIMITS      "calendar_limits: {body: 64K, events: 7, occurrences: 8, nesting: 9, event_time: 300ms}\n"

static struct config *config_of(const char *text)
{
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    if (config_parse(text, strlen(text), &config, &faults) != 0)
        config_faults_print(&faults, "F", stderr);
    assert_non_null(config);
    return config;
}

static void defaults(void **state)
{
    (void)state;
    struct config *config = config_of(ICS("every: 1m"));
    const struct config_calendar *calendar = &config->calendars[0];
    const char *const empty[] = {calendar->zone, calendar->token_file, secret_reveal(&calendar->token),
                                 calendar->ca_file, calendar->proxy};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_string_equal(empty[i], "");
    assert_int_equal(calendar->hold_if_lost, 50);
    assert_true(calendar->verify);
    assert_int_equal(calendar->select, SELECT_ALL);
    assert_int_equal(calendar->match.count, 0);
    assert_int_equal(calendar->match_in.count, 2);
    assert_string_equal(calendar->match_in.items[0], "LOCATION");
    assert_string_equal(calendar->match_in.items[1], "CONFERENCE");
    assert_int_equal(config->calendar_limits.body, 512 * 1024 * 1024);
    assert_int_equal(config->calendar_limits.events, 300000);
    assert_int_equal(config->calendar_limits.occurrences, 5000);
    assert_int_equal(config->calendar_limits.nesting, 4);
    assert_int_equal(config->calendar_limits.event_time, 2 * SECOND_MS);
    config_free(config);
}

static void every_key(void **state)
{
    (void)state;
    struct config *config = config_of(
        ICS("zone: Europe/Berlin, hold_if_lost: 20%, token_file: pw, ca_file: ca.pem, verify: false,"
            " proxy: 'http://proxy:3128', select: match, match: [Video, 'a@h'], match_in: [X-ROOM]") ALL_LIMITS);
    const struct config_calendar *calendar = &config->calendars[0];
    assert_string_equal(calendar->zone, "Europe/Berlin");
    assert_int_equal(calendar->hold_if_lost, 20);
    assert_string_equal(calendar->token_file, "pw");
    assert_string_equal(secret_reveal(&calendar->token), "secret word");
    assert_string_equal(calendar->ca_file, "ca.pem");
    assert_false(calendar->verify);
    assert_string_equal(calendar->proxy, "http://proxy:3128");
    assert_int_equal(calendar->select, SELECT_MATCH);
    assert_int_equal(calendar->match.count, 2);
    assert_string_equal(calendar->match.items[1], "a@h");
    assert_int_equal(calendar->match_in.count, 1);
    assert_string_equal(calendar->match_in.items[0], "X-ROOM");
    assert_int_equal(config->calendar_limits.body, 64 * 1024);
    assert_int_equal(config->calendar_limits.events, 7);
    assert_int_equal(config->calendar_limits.occurrences, 8);
    assert_int_equal(config->calendar_limits.nesting, 9);
    assert_int_equal(config->calendar_limits.event_time, 300);
    config_free(config);
}

/* The core is told in the order of the file. */
static void core_is_told(void **state)
{
    (void)state;
    struct config *config = config_of(BASE "endpoints: [{address: a@h, dial: x}]\n"
                                           "calendars:\n"
                                           "  - {name: b, kind: directory, path: drop, select: endpoint}\n"
                                           "  - {name: a, kind: directory, path: drop, select: match, match: [x]}\n");
    const struct settings *settings = &config->settings;
    assert_int_equal(settings->n_calendars, 2);
    assert_string_equal(settings->calendars[0].name, "b");
    assert_int_equal(settings_calendar(settings, "b")->select, SELECT_ENDPOINT);
    assert_ptr_equal(settings_calendar(settings, "a"), &settings->calendars[1]);
    assert_int_equal(settings_calendar(settings, "a")->select, SELECT_MATCH);
    assert_null(settings_calendar(settings, "c"));
    config_free(config);
}

static const struct {
    const char *text, *faults;
} cases[] = {
    {ICS("zone: UTC"), ""},
    {ICS("zone: Mars/Olympus"), "F:5:50: calendars.zone: is not a time zone of this machine (/usr/share/zoneinfo)\n"},
    {ICS("hold_if_lost: 1%"), ""},
    {ICS("hold_if_lost: 100%"), ""},
    {ICS("hold_if_lost: 101%"), "F:5:58: calendars.hold_if_lost: must be from 1% to 100%, as in 50%, not \"101%\"\n"},
    {ICS("hold_if_lost: 50"), "F:5:58: calendars.hold_if_lost: must be from 1% to 100%, as in 50%, not \"50\"\n"},
    {ICS("hold_if_lost: 0%"), "F:5:58: calendars.hold_if_lost: must be from 1% to 100%, as in 50%, not \"0%\"\n"},
    {ICS("hold_if_lost: 99999999999%"),
     "F:5:58: calendars.hold_if_lost: must be from 1% to 100%, as in 50%, not \"99999999999%\"\n"},
    {ICS("token_file: pw"), ""},
    {ICS("token_file: pw-empty"), "F:5:56: calendars.token_file: the token is empty\n"},
    {ICS("token_file: pw-lines"), "F:5:56: calendars.token_file: the token must be one line of text\n"},
    {ICS("token_file: none"), "F:5:56: calendars.token_file: cannot read none: No such file or directory\n"},
    {ICS("token_file: pw, username: u, password_file: pw"),
     "F:5:70: calendars: username and token_file exclude each other\n"},
    {ICS("username: u, password_file: pw, token_file: pw"),
     "F:5:88: calendars: username and token_file exclude each other\n"},
    {BASE "calendars: [{name: a, kind: ics, url: 'http://h', token_file: pw}]\n",
     "F:4:39: warning: calendars.url: http:// sends the token in the clear; use https://\n"},
    {ICS("ca_file: none.pem"), "F:5:53: calendars.ca_file: cannot read none.pem: No such file or directory\n"},
    {ICS("proxy: none"), ""},
    {ICS("proxy: ''"),
     "F:5:51: calendars.proxy: must be none, or begin with http://, https://, socks5:// or socks5h://\n"},
    {ICS("proxy: 'socks5h://[::1]:1080/'"), ""},
    {ICS("proxy: 'proxy:3128'"),
     "F:5:51: calendars.proxy: must be none, or begin with http://, https://, socks5:// or socks5h://\n"},
    {ICS("proxy: 'http://u:p@proxy'"), "F:5:51: calendars.proxy: must not hold a user name or password\n"},
    {ICS("proxy: 'http://proxy/path'"), "F:5:51: calendars.proxy: has a host with characters that no host name has\n"},
    {ICS("select: some"), "F:5:52: calendars.select: must be all, endpoint or match, not \"some\"\n"},
    {ICS("select: endpoint"),
     "F:5:52: warning: calendars.select: no event becomes a meeting while there are no endpoints\n"},
    {ICS("select: match"), "F:5:5: missing key \"calendars.match\" (select: match needs it)\n"},
    {ICS("match: [x]"), "F:5:51: calendars.match: means nothing without select: match\n"},
    {ICS("select: match, match: x"), "F:5:66: calendars.match: must be a list (- … or [ ]), not a single value\n"},
    {ICS("select: match, match: []"), "F:5:66: calendars.match: must have from 1 to 100 entries, not 0\n"},
    {ICS("select: match, match: [a, '']"), "F:5:70: calendars.match: must not be empty\n"},
    {ICS("select: match, match: [[a]]"), "F:5:67: calendars.match: must be a single value, not a list\n"},
    {ICS("select: match, match: [x], match_in: [A:B]"),
     "F:5:82: calendars.match_in: must be the name of a property, such as LOCATION or X-ROOM\n"},
    {DIRECTORY("zone: UTC, select: match, match: [x]"), ""},
    {DIRECTORY("hold_if_lost: 10%"), "F:5:58: calendars.hold_if_lost: means nothing for kind directory\n"},
    {DIRECTORY("token_file: pw"), "F:5:56: calendars.token_file: means nothing for kind directory\n"},
    {DIRECTORY("verify: true, ca_file: ca.pem, proxy: none"),
     "F:5:52: calendars.verify: means nothing for kind directory\n"
     "F:5:67: calendars.ca_file: means nothing for kind directory\n"
     "F:5:82: calendars.proxy: means nothing for kind directory\n"},
    {LIMITS("body: 1G"), ""},
    {LIMITS("body: 1000000"),
     "F:4:25: calendar_limits.body: must be a size such as 500K, 64M or 1G, not \"1000000\"\n"},
    {LIMITS("body: 1GB"), "F:4:25: calendar_limits.body: must be a size such as 500K, 64M or 1G, not \"1GB\"\n"},
    {LIMITS("body: M"), "F:4:25: calendar_limits.body: must be a size such as 500K, 64M or 1G, not \"M\"\n"},
    {LIMITS("body: 0K"), "F:4:25: calendar_limits.body: must be from 1K to 4G, not \"0K\"\n"},
    {LIMITS("body: 5G"), "F:4:25: calendar_limits.body: must be from 1K to 4G, not \"5G\"\n"},
    {LIMITS("body: 99999999999999999999G"),
     "F:4:25: calendar_limits.body: must be from 1K to 4G, not \"99999999999999999999G\"\n"},
    {LIMITS("nesting: 2"), "F:4:28: calendar_limits.nesting: must be from 3 to 32, not 2\n"},
    {LIMITS("events: 0"), "F:4:27: calendar_limits.events: must be from 1 to 10000000, not 0\n"},
    {LIMITS("event_time: 2"),
     "F:4:31: calendar_limits.event_time: needs a unit, as in 30s, 5m, 2h or 90d, not the bare number \"2\"\n"},
};

static void faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CLEAN_FREE char *shown = faults_of(cases[i].text, strlen(cases[i].text));
        assert_string_equal(shown, cases[i].faults);
    }
}

static void changes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        ICS("token_file: pw, select: match, match: [x], match_in: [A]"),
        ICS("token_file: pw, select: match, match: [y], match_in: [A]"),
        ICS("token_file: pw, select: match, match: [y], match_in: [A, B]"),
        ICS("token_file: pw, hold_if_lost: 10%"),
        ICS("token_file: pw, hold_if_lost: 11%"),
        ICS("token_file: pw") "calendar_limits: {body: 1G}\n",
    };
    enum { COUNT = sizeof texts / sizeof *texts };
    struct config_changes differ;
    for (size_t i = 0; i < COUNT; i++) {
        struct config *old = config_of(texts[i]);
        struct config *new_ = config_of(texts[(i + 1) % COUNT]);
        assert_int_equal(config_compare(old, new_, &differ), 0);
        assert_int_equal(differ.count, i + 2 >= COUNT ? 2 : 1);
        assert_string_equal(differ.items[0].key, "calendars");
        assert_true(differ.items[0].at_run_time);
        config_free(new_);
        new_ = config_of(texts[i]);
        assert_int_equal(config_compare(old, new_, &differ), 0);
        assert_int_equal(differ.count, 0);
        config_free(new_);
        config_free(old);
    }
}

static void token_may_change_inside(void **state)
{
    (void)state;
    struct config_changes differ;
    file_put_text("pw-other", "one");
    struct config *old = config_of(ICS("token_file: pw-other"));
    file_put_text("pw-other", "two");
    struct config *new_ = config_of(ICS("token_file: pw-other"));
    config_compare(old, new_, &differ);
    assert_int_equal(differ.count, 1);
    assert_string_equal(differ.items[0].key, "calendars");
    config_free(old);
    config_free(new_);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults), cmocka_unit_test(every_key), cmocka_unit_test(core_is_told),
        cmocka_unit_test(faults),   cmocka_unit_test(changes),   cmocka_unit_test(token_may_change_inside),
    };
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
