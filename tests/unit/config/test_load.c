/* What a sound file becomes: defaults, every key, the sources of the password, and files that cannot be read. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

#include "base/err.h"

static struct config *config_of(const char *text)
{
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    if (config_parse(text, strlen(text), &config, &faults) != 0)
        config_faults_print(&faults, "F", stderr);
    assert_non_null(config);
    return config;
}

static void pair_is(const struct setting_pair *pair, const char *key, const char *value)
{
    assert_string_equal(pair->key, key);
    assert_string_equal(pair->value, value);
}

static void default_texts(void **state)
{
    (void)state;
    struct config *config = config_of(BASE);
    const struct settings *settings = &config->settings;
    const struct {
        const char *is, *expected;
    } texts[] = {
        {settings->bridges[0].name, "b"},
        {settings->bridges[0].url, "https://h"},
        {settings->pool.name, "TMS_Scheduled_Meeting_$index$"},
        {settings->pool.uri, "$index$"},
        {settings->pool.call_id, "$index$"},
        {settings->pool.domain, ""},
        {config->credentials.username, "u"},
        {config->credentials.password_file, "pw"},
        {config->credentials.password_env, ""},
        {secret_reveal(&config->credentials.password), "secret word"},
        {config->tls.ca_file, ""},
        {config->zone, "UTC"},
        {config->api.socket, "/run/cospaced/cospaced.sock"},
        {config->store_path, "/var/lib/cospaced/cospaced.db"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(texts[i].is, texts[i].expected);
    pair_is(&settings->call_profile.pairs[0], "participantLimit", "1000");
    pair_is(&settings->call_profile.pairs[1], "messageBoardEnabled", "false");
    pair_is(&settings->call_leg_profile.pairs[0], "defaultLayout", "telepresence");
    pair_is(&settings->call_leg_profile.pairs[1], "changeLayoutAllowed", "true");
    config_free(config);
}

static void default_numbers(void **state)
{
    (void)state;
    struct config *config = config_of(BASE);
    const struct settings *settings = &config->settings;
    const struct {
        int64_t is, expected;
    } numbers[] = {
        {(int64_t)settings->n_bridges, 1},
        {settings->pool.first, 1},
        {settings->pool.last, 2},
        {(int64_t)settings->n_endpoints, 0},
        {(int64_t)config->n_calendars, 0},
        {(int64_t)settings->call_profile.n_pairs, 2},
        {(int64_t)settings->call_leg_profile.n_pairs, 2},
        {settings->start_grace, 10 * MINUTE_MS},
        {settings->horizon, 90 * DAY_MS},
        {settings->keep, 30 * DAY_MS},
        {settings->probe_every, 5 * SECOND_MS},
        {settings->down_after, 3},
        {settings->failback_after, 5 * MINUTE_MS},
        {settings->failback_auto, true},
        {settings->running, RUNNING_REDIAL},
        {settings->in_flight, 8},
        {settings->legs_per_second, 20},
        {settings->reconcile_every, MINUTE_MS},
        {config->credentials.source, PASSWORD_FILE},
        {config->tls.verify, true},
        {config->connect_timeout, 3 * SECOND_MS},
        {config->request_timeout, 10 * SECOND_MS},
        {config->api.mode, 0660},
        {config->log_level, LOG_LEVEL_INFO},
        {config->log_json, false},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(numbers[i].is, numbers[i].expected);
    config_free(config);
}

static const char full[] =
    "bridges:\n"
    "  - {name: core1, url: \"https://cms1.example.com:445\"}\n"
    "  - {name: core2, url: \"https://cms2.example.com:445/\"}\n"
    "credentials: {username: scheduler, password_file: pw}\n"
    "tls: {ca_file: ca.pem, verify: false}\n"
    "pool: {first: 5, last: 9, name: 'N $index$', uri: '8$index$', call_id: '9$index$', domain: meet.example.com}\n"
    "profiles:\n"
    "  call: {b: true, a: 0x1F, c: \"\", d: ~}\n"
    "  call_leg: {}\n"
    "schedule: {start_grace: 0s, horizon: 7d, keep: 1h}\n"
    "failover: {probe_every: 250ms, down_after: 4, failback_after: 1m, failback: manual, running: end}\n"
    "limits: {in_flight: 2, connect_timeout: 1s, request_timeout: 4s, legs_per_second: 5}\n"
    "reconcile_every: 30s\n"
    "zone: Europe/Berlin\n"
    "calendars:\n"
    "  - {name: rooms, kind: ics, url: \"https://calendar.example.com/rooms.ics\"}\n"
    "  - {name: staff, kind: caldav, url: \"https://d.example.com/c/\", every: 5m, username: u, password_file: pw}\n"
    "  - {name: drop, kind: directory, path: drop}\n"
    "endpoints:\n"
    "  - {address: boardroom@example.com, dial: \"b@video.example.com\"}\n"
    "api: {socket: s.sock, mode: \"600\"}\n"
    "store: {path: s.db}\n"
    "log: {level: debug, format: json}\n";

static void every_key_core(void **state)
{
    (void)state;
    struct config *config = config_of(full);
    const struct settings *settings = &config->settings;
    assert_int_equal(settings->n_bridges, 2);
    assert_string_equal(settings->bridges[1].name, "core2");
    assert_string_equal(settings->bridges[1].url, "https://cms2.example.com:445");
    assert_int_equal(settings->pool.first, 5);
    assert_int_equal(settings->pool.last, 9);
    assert_string_equal(settings->pool.name, "N $index$");
    assert_string_equal(settings->pool.uri, "8$index$");
    assert_string_equal(settings->pool.call_id, "9$index$");
    assert_string_equal(settings->pool.domain, "meet.example.com");
    assert_int_equal(settings->call_profile.n_pairs, 4);
    pair_is(&settings->call_profile.pairs[0], "b", "true");
    pair_is(&settings->call_profile.pairs[1], "a", "0x1F");
    pair_is(&settings->call_profile.pairs[2], "c", "");
    pair_is(&settings->call_profile.pairs[3], "d", "~");
    assert_int_equal(settings->call_leg_profile.n_pairs, 0);
    assert_int_equal(settings->start_grace, 0);
    assert_int_equal(settings->horizon, 7 * DAY_MS);
    assert_int_equal(settings->keep, HOUR_MS);
    assert_int_equal(settings->probe_every, 250);
    assert_int_equal(settings->down_after, 4);
    assert_int_equal(settings->failback_after, MINUTE_MS);
    assert_false(settings->failback_auto);
    assert_int_equal(settings->running, RUNNING_END);
    assert_int_equal(settings->in_flight, 2);
    assert_int_equal(settings->legs_per_second, 5);
    assert_int_equal(settings->reconcile_every, 30 * SECOND_MS);
    assert_string_equal(settings_dial(settings, "mailto:Boardroom@Example.com"), "b@video.example.com");
    config_free(config);
}

static void every_key_edge(void **state)
{
    (void)state;
    struct config *config = config_of(full);
    assert_string_equal(config->tls.ca_file, "ca.pem");
    assert_false(config->tls.verify);
    assert_int_equal(config->connect_timeout, SECOND_MS);
    assert_int_equal(config->request_timeout, 4 * SECOND_MS);
    assert_string_equal(config->zone, "Europe/Berlin");
    assert_int_equal(config->n_calendars, 3);
    const struct config_calendar *calendars = config->calendars;
    assert_int_equal(calendars[0].kind, CALENDAR_ICS);
    assert_int_equal(calendars[0].every, MINUTE_MS);
    assert_string_equal(calendars[0].username, "");
    assert_int_equal(calendars[1].kind, CALENDAR_CALDAV);
    assert_string_equal(calendars[1].url, "https://d.example.com/c/");
    assert_int_equal(calendars[1].every, 5 * MINUTE_MS);
    assert_string_equal(calendars[1].username, "u");
    assert_string_equal(secret_reveal(&calendars[1].password), "secret word");
    assert_int_equal(calendars[2].kind, CALENDAR_DIRECTORY);
    assert_string_equal(calendars[2].path, "drop");
    assert_string_equal(config->api.socket, "s.sock");
    assert_int_equal(config->api.mode, 0600);
    assert_string_equal(config->store_path, "s.db");
    assert_int_equal(config->log_level, LOG_LEVEL_DEBUG);
    assert_true(config->log_json);
    config_free(config);
}

static void password_file_endings(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *password;
    } cases[] = {{"a", "a"}, {"a\n", "a"}, {"a\r\n", "a"}, {" a \n", " a "}, {"ä€", "ä€"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        file_put_text("pw-other", cases[i].bytes);
        struct config *config = config_of(BRIDGES "credentials: {username: u, password_file: pw-other}\n" POOL);
        assert_string_equal(secret_reveal(&config->credentials.password), cases[i].password);
        config_free(config);
    }
}

static void password_from_environment(void **state)
{
    (void)state;
    setenv("CONFIG_TEST_PASSWORD", "from env", 1);
    struct config *config = config_of(BRIDGES "credentials: {username: u, password_env: CONFIG_TEST_PASSWORD}\n" POOL);
    assert_int_equal(config->credentials.source, PASSWORD_ENV);
    assert_string_equal(secret_reveal(&config->credentials.password), "from env");
    config_free(config);
}

static void password_from_systemd(void **state)
{
    setenv("CREDENTIALS_DIRECTORY", *state, 1);
    file_put_text("cms-password", "from systemd\n");
    struct config *config = config_of(BRIDGES "credentials: {username: u}\n" POOL);
    assert_int_equal(config->credentials.source, PASSWORD_SYSTEMD);
    assert_string_equal(secret_reveal(&config->credentials.password), "from systemd");
    config_free(config);
    config = config_of(BASE);
    assert_int_equal(config->credentials.source, PASSWORD_FILE);
    config_free(config);
    file_put_text("cms-password", "");
    CLEAN_FREE char *faults = faults_of(BRIDGES "credentials: {username: u}\n" POOL, strlen(BRIDGES POOL) + 27);
    assert_string_equal(faults, "F:2:14: systemd credential cms-password: the password is empty\n");
    unsetenv("CREDENTIALS_DIRECTORY");
}

static void files(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text;
        int result;
        const char *fault;
    } cases[] = {
        {"f.yaml", BASE, 0, NULL},
        {"f.yaml", "zone: [", ERR_INVALID, NULL},
        {"none.yaml", NULL, ERR_IO, "cannot read the file: No such file or directory"},
        {"drop", NULL, ERR_IO, "cannot read the file: Is a directory"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].text != NULL)
            file_put_text(cases[i].path, cases[i].text);
        struct config *config = NULL;
        CLEAN_FAULTS struct config_faults faults = {0};
        assert_int_equal(config_load(cases[i].path, &config, &faults), cases[i].result);
        assert_int_equal(config != NULL, cases[i].result == 0);
        assert_int_equal(faults.count, cases[i].result != 0);
        if (cases[i].fault != NULL)
            assert_string_equal(faults.items[0].message, cases[i].fault);
        config_free(config);
    }
}

static void places_differ_by_machine_host_and_path(void **state)
{
    (void)state;
    static const struct {
        const char *host, *machine, *path;
    } CASES[] = {
        {"a", "", "/one/store"},  {"b", "", "/one/store"}, {"a", "1", "/one/store"},
        {"a", "2", "/one/store"}, {"a", "", "/one/other"}, {"a", "", "/two/store"},
    };
    char places[sizeof CASES / sizeof *CASES][CONFIG_PLACE_SIZE];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        config_place(CASES[i].host, CASES[i].machine, CASES[i].path, places[i]);
        assert_int_equal(strlen(places[i]), 8);
        for (size_t other = 0; other < i; other++) {
            assert_string_not_equal(places[i], places[other]);
        }
        char again[CONFIG_PLACE_SIZE];
        config_place(CASES[i].host, CASES[i].machine, CASES[i].path, again);
        assert_string_equal(places[i], again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(default_texts),
        cmocka_unit_test(default_numbers),
        cmocka_unit_test(every_key_core),
        cmocka_unit_test(every_key_edge),
        cmocka_unit_test(password_file_endings),
        cmocka_unit_test(password_from_environment),
        cmocka_unit_test(password_from_systemd),
        cmocka_unit_test(files),
        cmocka_unit_test(places_differ_by_machine_host_and_path),
    };
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
