/* Every kind of fault, as FILE:LINE:COLUMN and in words. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

struct fault_case {
    const char *text;
    const char *faults;
};

static void cases_run(const struct fault_case *cases, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        CLEAN_FREE char *faults = faults_of(cases[i].text, strlen(cases[i].text));
        if (strcmp(faults, cases[i].faults) == 0)
            continue;
        print_error("case %zu:\n%s\nexpected:\n%sgot:\n%s\n", i, cases[i].text, cases[i].faults, faults);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define RUN(cases) cases_run(cases, sizeof(cases) / sizeof *(cases))

static void keys(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {BASE, ""},
        {"", "F:1:1: missing key \"bridges\"\nF:1:1: missing key \"credentials\"\nF:1:1: missing key \"pool\"\n"},
        {"# nothing\n---\n",
         "F:1:1: missing key \"bridges\"\nF:1:1: missing key \"credentials\"\nF:1:1: missing key \"pool\"\n"},
        {"\n\n" BRIDGES CREDENTIALS, "F:3:1: missing key \"pool\"\n"},
        {BRIDGES CREDENTIALS "pool: {last: 2}\n", "F:3:7: missing key \"pool.first\"\n"},
        {BRIDGES CREDENTIALS "pool:\n  first: 2\n", "F:4:3: missing key \"pool.last\"\n"},
        {"bridges: [{name: b}, {url: \"https://h\"}]\n" CREDENTIALS POOL,
         "F:1:11: missing key \"bridges.url\"\nF:1:22: missing key \"bridges.name\"\n"},
        {BASE "shedule: {}\n", "F:4:1: unknown key \"shedule\"; did you mean \"schedule\"?\n"},
        {BASE "schedule: {start_grcae: 5m}\n", "F:4:12: unknown key \"start_grcae\"; did you mean \"start_grace\"?\n"},
        {BASE "store: {directory: /x}\n", "F:4:9: unknown key \"directory\"; known here: path\n"},
        {BASE "tls: {\"a\\nb\": 1}\n", "F:4:7: unknown key \"a?b\"; known here: ca_file, verify\n"},
        {BASE "zone: UTC\nzone: UTC\n", "F:5:1: duplicate key \"zone\", first seen at line 4\n"},
        {BASE "profiles: {call: {a: 1, b: 2, a: 3}}\n", "F:4:31: duplicate key \"a\", first seen at line 4\n"},
        {BASE "? [a, b]\n: c\n", "F:4:3: a key must be a text\n"},
    };
    RUN(cases);
}

static void types(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"- a\n", "F:1:1: the file must be a mapping (key: value), not a list\n"},
        {"hello\n", "F:1:1: the file must be a mapping (key: value), not a single value\n"},
        {BASE "tls: yes\n", "F:4:6: tls: must be a mapping (key: value), not a single value\n"},
        {BASE "tls:\n", "F:4:5: tls: must be a mapping (key: value), not an empty value\n"},
        {BASE "calendars: {}\n", "F:4:12: calendars: must be a list (- … or [ ]), not a mapping\n"},
        {BASE "calendars: [x]\n", "F:4:13: calendars: must be a mapping (key: value), not a single value\n"},
        {BASE "zone: [UTC]\n", "F:4:7: zone: must be a single value, not a list\n"},
        {BASE "zone: ~\n", "F:4:7: zone: must not be empty\n"},
        {BASE "tls: {verify: yes}\n", "F:4:15: tls.verify: must be true or false, not \"yes\"\n"},
        {BASE "tls: {verify: 'true'}\n", "F:4:15: tls.verify: must be true or false, without quotes\n"},
        {BASE "limits: {in_flight: \"8\"}\n", "F:4:21: limits.in_flight: must be a whole number, without quotes\n"},
        {BASE "limits: {in_flight: 8.5}\n", "F:4:21: limits.in_flight: must be a whole number, not \"8.5\"\n"},
        {BASE "limits: {in_flight: 08}\n", "F:4:21: limits.in_flight: must be a whole number, not \"08\"\n"},
        {BASE "limits: {in_flight: 0}\n", "F:4:21: limits.in_flight: must be from 1 to 100, not 0\n"},
        {BASE "limits: {in_flight: -1}\n", "F:4:21: limits.in_flight: must be from 1 to 100, not -1\n"},
        {BASE "limits: {in_flight: 99999999999999999999}\n",
         "F:4:21: limits.in_flight: must be from 1 to 100, not 99999999999999999999\n"},
        {BASE "reconcile_every: 60\n", "F:4:18: reconcile_every: needs a unit, as in 30s, 5m, 2h or 90d, not the "
                                       "bare number \"60\"\n"},
        {BASE "reconcile_every: soon\n",
         "F:4:18: reconcile_every: must be a time such as 30s, 5m, 2h or 90d, not \"soon\"\n"},
        {BASE "reconcile_every: 2d\n", "F:4:18: reconcile_every: must be from 100ms to 1d, not \"2d\"\n"},
        {BASE "failover: {running: retry}\n", "F:4:21: failover.running: must be redial, wait or end, not \"retry\"\n"},
        {BASE "failover: {failback: yes}\n", "F:4:22: failover.failback: must be manual or auto, not \"yes\"\n"},
        {BASE "api: {mode: \"0980\"}\n",
         "F:4:13: api.mode: must be octal permissions such as \"0660\", not \"0980\"\n"},
        {BASE "api: {mode: \"1777\"}\n",
         "F:4:13: api.mode: must be octal permissions such as \"0660\", not \"1777\"\n"},
        {BASE "api: {socket: \"\"}\n", "F:4:15: api.socket: must not be empty\n"},
        {BASE "api: {socket: \"a\\nb\"}\n", "F:4:15: api.socket: must not hold control characters or line breaks\n"},
        {BASE "api:\n  socket: /1234567890123456789012345678901234567890123456789012345678901234567890123456789012345"
              "67890123456789012345678\n",
         "F:5:11: api.socket: is too long: 109 bytes, 107 at most\n"},
        {BASE "zone: Mars/Olympus\n", "F:4:7: zone: is not a time zone of this machine (/usr/share/zoneinfo)\n"},
        {BASE "zone: ../../etc/passwd\n", "F:4:7: zone: must be an IANA name such as Europe/Berlin\n"},
        {BASE "zone: Europe\n", "F:4:7: zone: is not a time zone of this machine (/usr/share/zoneinfo)\n"},
        {BASE "profiles: {call: {a: [1]}}\n", "F:4:22: profiles.call: a parameter must be a single value\n"},
        {BASE "profiles: {call: {\"a&b\": 1}}\n",
         "F:4:19: profiles.call: the name of a parameter is made of letters, digits and _\n"},
        {BASE "tls: {ca_file: none.pem}\n", "F:4:16: tls.ca_file: cannot read none.pem: No such file or directory\n"},
        {BASE "tls: {ca_file: drop}\n", "F:4:16: tls.ca_file: cannot read drop: not a file\n"},
        {BASE "tls: {ca_file: /dev/zero}\n", "F:4:16: tls.ca_file: cannot read /dev/zero: not a file\n"},
    };
    RUN(cases);
}

static void bridges(void **state)
{
    (void)state;
#define BRIDGE(url) "bridges:\n  - name: b\n    url: \"" url "\"\n" CREDENTIALS POOL
    static const struct fault_case cases[] = {
        {"bridges: []\n" CREDENTIALS POOL, "F:1:10: bridges: at least one is needed\n"},
        {"bridges: [{name: a, url: 'https://h'}, {name: A, url: 'https://H/'}]\n" CREDENTIALS POOL,
         "F:1:47: bridges.name: the same as at line 1\nF:1:55: bridges.url: the same as at line 1\n"},
        {"bridges: [{name: a b, url: 'https://h'}]\n" CREDENTIALS POOL,
         "F:1:18: bridges.name: must start with a letter or digit and be made of letters, digits and . _ -\n"},
        {BRIDGE("http://h:445"),
         "F:3:10: warning: bridges.url: http:// sends the password in the clear; use https://\n"},
        {BRIDGE("https://h:445"), ""},
        {BRIDGE("https://[2001:db8::1]:445"), ""},
        {BRIDGE("https://[2001:db8::1]"), ""},
        {BRIDGE("ftp://h"), "F:3:10: bridges.url: must begin with https:// or http://\n"},
        {BRIDGE("h:445"), "F:3:10: bridges.url: must begin with https:// or http://\n"},
        {BRIDGE("https://h/"), ""},
        {BRIDGE("https://h/x"), "F:3:10: bridges.url: must be scheme://host or scheme://host:port, without a path\n"},
        {BRIDGE("https://h?x"), "F:3:10: bridges.url: must be scheme://host or scheme://host:port, without a path\n"},
        {BRIDGE("https://"), "F:3:10: bridges.url: has no host\n"},
        {BRIDGE("https://[::1"), "F:3:10: bridges.url: has no host\n"},
        {BRIDGE("https://[::1]x"), "F:3:10: bridges.url: has something other than a port behind the host\n"},
        {BRIDGE("https://u:p@h"), "F:3:10: bridges.url: must not hold a user name or password\n"},
        {BRIDGE("https://h h"), "F:3:10: bridges.url: holds a character that no URL has\n"},
        {BRIDGE("https://h:0"), "F:3:10: bridges.url: has a port that is no number from 1 to 65535\n"},
        {BRIDGE("https://h:65536"), "F:3:10: bridges.url: has a port that is no number from 1 to 65535\n"},
        {BRIDGE("https://h:4x"), "F:3:10: bridges.url: has a port that is no number from 1 to 65535\n"},
        {BRIDGE("https://h:"), "F:3:10: bridges.url: has a port that is no number from 1 to 65535\n"},
    };
    RUN(cases);
}

static void credentials(void **state)
{
    (void)state;
    setenv("CONFIG_TEST_EMPTY", "", 1);
    unsetenv("CONFIG_TEST_NONE");
    static const struct fault_case cases[] = {
        {BRIDGES "credentials: {password_file: pw}\n" POOL, "F:2:14: missing key \"credentials.username\"\n"},
        {BRIDGES "credentials: {username: u}\n" POOL,
         "F:2:14: missing key \"credentials.password_file\" (or password_env, or the systemd credential "
         "cms-password)\n"},
        {BRIDGES "credentials: {username: 'u:v', password_file: pw}\n" POOL,
         "F:2:25: credentials.username: must not hold a colon\n"},
        {BRIDGES "credentials: {username: u, password_file: pw, password_env: HOME}\n" POOL,
         "F:2:61: credentials: password_file and password_env exclude each other\n"},
        {BRIDGES "credentials: {username: u, password_file: none}\n" POOL,
         "F:2:43: credentials.password_file: cannot read none: No such file or directory\n"},
        {BRIDGES "credentials: {username: u, password_file: pw-empty}\n" POOL,
         "F:2:43: credentials.password_file: the password is empty\n"},
        {BRIDGES "credentials: {username: u, password_file: pw-lines}\n" POOL,
         "F:2:43: credentials.password_file: the password must be one line of text\n"},
        {BRIDGES "credentials: {username: u, password_env: CONFIG_TEST_NONE}\n" POOL,
         "F:2:42: credentials.password_env: the environment variable CONFIG_TEST_NONE is not set\n"},
        {BRIDGES "credentials: {username: u, password_env: CONFIG_TEST_EMPTY}\n" POOL,
         "F:2:42: credentials.password_env: the password is empty\n"},
        {BRIDGES "credentials: {username: u, password: hunter2, password_file: pw}\n" POOL,
         "F:2:28: unknown key \"password\"; known here: username, password_file, password_env\n"},
    };
    RUN(cases);
}

static void pool(void **state)
{
    (void)state;
#define POOL_OF(rest) BRIDGES CREDENTIALS "pool: {first: 1, last: 2, " rest "}\n"
    static const struct fault_case cases[] = {
        {BRIDGES CREDENTIALS "pool: {first: 3, last: 2}\n", "F:3:24: pool.last: must not be below pool.first (3)\n"},
        {BRIDGES CREDENTIALS "pool: {first: 1, last: 10000}\n", ""},
        {BRIDGES CREDENTIALS "pool: {first: 1, last: 10001}\n",
         "F:3:24: pool.last: a pool has at most 10000 spaces, 1 to 10001 are 10001\n"},
        {BRIDGES CREDENTIALS "pool: {first: x, last: 99999}\n",
         "F:3:15: pool.first: must be a whole number, not \"x\"\n"},
        {POOL_OF("uri: 'room$index$'"), ""},
        {POOL_OF("uri: 'a\\$\\\\$index$b'"), ""},
        {POOL_OF("domain: 'a@b'"),
         "F:3:35: pool.domain: must be a host name or an address, as behind the @ of URI@domain\n"},
        {POOL_OF("domain: 'a b'"),
         "F:3:35: pool.domain: must be a host name or an address, as behind the @ of URI@domain\n"},
        {POOL_OF("domain: 'h/x'"),
         "F:3:35: pool.domain: must be a host name or an address, as behind the @ of URI@domain\n"},
        {POOL_OF("domain: '[2001:db8::1]:5061'"), ""},
        {POOL_OF("uri: '$index$@h'"), "F:3:32: pool.uri: must not hold @; the part behind it is pool.domain\n"},
        {POOL_OF("name: '$index$@h'"), ""},
        {POOL_OF("name: all the same"), ""},
        {POOL_OF("uri: room"), "F:3:32: pool.uri: needs $index$, or all spaces of the pool would have the same\n"},
        {POOL_OF("call_id: '\\$index\\$'"),
         "F:3:36: pool.call_id: needs $index$, or all spaces of the pool would have the same\n"},
        {BRIDGES CREDENTIALS "pool: {first: 7, last: 7, uri: room, call_id: 12}\n", ""},
        {POOL_OF("name: '$index$ of $index$'"), "F:3:33: pool.name: has $index$ more than once\n"},
        {POOL_OF("name: '5$'"), "F:3:33: pool.name: has a $ outside of $index$; a literal $ is written \\$\n"},
        {POOL_OF("name: 'a\\b'"), "F:3:33: pool.name: has a \\ that escapes nothing; a literal \\ is written \\\\\n"},
        {POOL_OF("name: 'a\\'"), "F:3:33: pool.name: has a \\ that escapes nothing; a literal \\ is written \\\\\n"},
        {POOL_OF("name: ''"), "F:3:33: pool.name: must not be empty\n"},
    };
    RUN(cases);
}

static void calendars(void **state)
{
    (void)state;
#define CALENDAR(rest) BASE "calendars:\n  - {name: a, " rest "}\n"
    static const struct fault_case cases[] = {
        {CALENDAR("kind: ics, url: 'https://h/a b'"), "F:5:31: calendars.url: holds a character that no URL has\n"},
        {CALENDAR("kind: ics, url: 'https://h:1/a?b=c#d', every: 1h"), ""},
        {CALENDAR("kind: ics"), "F:5:5: missing key \"calendars.url\" (kind ics needs it)\n"},
        {CALENDAR("kind: caldav, url: 'http://h', username: u, password_file: pw"),
         "F:5:34: warning: calendars.url: http:// sends the password in the clear; use https://\n"},
        {CALENDAR("kind: caldav, url: 'https://h', username: u"),
         "F:5:5: missing key \"calendars.password_file\" (username needs it)\n"},
        {CALENDAR("kind: caldav, url: 'https://h', password_file: pw"),
         "F:5:5: missing key \"calendars.username\" (password_file needs it)\n"},
        {CALENDAR("kind: caldav, url: 'https://h', username: u, password_file: pw-empty"),
         "F:5:75: calendars.password_file: the password is empty\n"},
        {CALENDAR("kind: directory, path: drop"), ""},
        {CALENDAR("kind: directory, path: pw"), "F:5:38: calendars.path: cannot read pw: not a folder\n"},
        {CALENDAR("kind: directory, url: 'https://h'"),
         "F:5:5: missing key \"calendars.path\" (kind directory needs it)\n"
         "F:5:37: calendars.url: means nothing for kind directory\n"},
        {CALENDAR("kind: ics, url: 'https://h', path: drop"), "F:5:50: calendars.path: means nothing for kind ics\n"},
        {CALENDAR("kind: exchange"), "F:5:21: calendars.kind: must be ics, caldav or directory, not \"exchange\"\n"},
        {BASE "calendars: [{name: Rooms, kind: directory, path: drop}]\n",
         "F:4:20: calendars.name: must start with a small letter or digit and be made of small letters, digits and _ "
         "-\n"},
        {BASE "calendars:\n- {name: a, kind: directory, path: drop}\n- {name: a, kind: directory, path: drop}\n",
         "F:6:10: calendars.name: the same as at line 5\n"},
        {BASE "endpoints: [{address: a@h, dial: x}, {address: 'mailto:A@h', dial: y}]\n",
         "F:4:48: endpoints.address: the same as at line 4\n"},
        {BASE "endpoints: [{address: a@h, dial: two words}]\n",
         "F:4:34: warning: endpoints.dial: cannot be dialled with a blank in it: say a SIP address (room@example.com), "
         "a number, an H.323 alias or an IP address\n"},
        {BASE "endpoints: [{address: a@h}]\n", "F:4:13: missing key \"endpoints.dial\"\n"},
    };
    RUN(cases);
}

/* One run shows them all, in the order of the file. */
static void several(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"bridges:\n"
         "  - {name: core1, url: \"http://cms1/x\"}\n"
         "  - {name: core1, uri: x}\n"
         "credentials: {username: u}\n"
         "pool: {first: 5, last: 1, color: red}\n"
         "reconcile_every: 60\n"
         "reconcile_every: 60s\n",
         "F:2:24: bridges.url: must be scheme://host or scheme://host:port, without a path\n"
         "F:3:5: missing key \"bridges.url\"\n"
         "F:3:12: bridges.name: the same as at line 2\n"
         "F:3:19: unknown key \"uri\"; did you mean \"url\"?\n"
         "F:4:14: missing key \"credentials.password_file\" (or password_env, or the systemd credential "
         "cms-password)\n"
         "F:5:24: pool.last: must not be below pool.first (5)\n"
         "F:5:27: unknown key \"color\"; known here: first, last, name, uri, call_id, domain, mark, standby\n"
         "F:6:18: reconcile_every: needs a unit, as in 30s, 5m, 2h or 90d, not the bare number \"60\"\n"
         "F:7:1: duplicate key \"reconcile_every\", first seen at line 6\n"},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys), cmocka_unit_test(types),     cmocka_unit_test(bridges), cmocka_unit_test(credentials),
        cmocka_unit_test(pool), cmocka_unit_test(calendars), cmocka_unit_test(several),
    };
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
