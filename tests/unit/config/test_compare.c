/* A reload: which keys changed, which of them wait for the next start, and what the running service goes on with. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

#include "base/err.h"

#define STARTED                                                                                                        \
    "bridges: [{name: a, url: 'https://a'}, {name: b, url: 'https://b'}]\n" CREDENTIALS POOL                           \
    "endpoints: [{address: a@h, dial: x}]\n"                                                                           \
    "calendars: [{name: drop, kind: directory, path: drop}]\n"

static struct config *config_of(const char *text)
{
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    assert_int_equal(config_parse(text, strlen(text), &config, &faults), 0);
    return config;
}

/* "pool.last zone log.format!": the keys, with a mark at those that cannot change. */
static char *changes_of(const struct config *old, const struct config *new_)
{
    struct config_changes changes;
    int r = config_compare(old, new_, &changes);
    struct buf buf;
    buf_init(&buf, 4000);
    bool fixed = false;
    for (size_t i = 0; i < changes.count; i++) {
        buf_printf(&buf, "%s%s%s", i > 0 ? " " : "", changes.items[i].key, changes.items[i].at_run_time ? "" : "!");
        fixed = fixed || !changes.items[i].at_run_time;
    }
    assert_int_equal(r, fixed ? ERR_CONFLICT : 0);
    return buf_take(&buf);
}

#define BRIDGES_2 "bridges: [{name: a, url: 'https://a'}, {name: b, url: 'https://b'}]\n"
#define REST      "endpoints: [{address: a@h, dial: x}]\ncalendars: [{name: drop, kind: directory, path: drop}]\n"

static const struct {
    const char *text;
    const char *changes;
} cases[] = {
    {STARTED,                                                                                              ""                                       },
    {STARTED "reconcile_every: 60s\nlog: {level: info}\n",                                                 ""                                       },
    {STARTED "log: {level: debug, format: json}\n",                                                        "log.level log.format!"                  },
    {STARTED "api: {socket: x, mode: \"0600\"}\nstore: {path: x}\n",                                       "api.socket! api.mode! store.path!"      },
    {STARTED "tls: {verify: false, ca_file: ca.pem}\nzone: Europe/Paris\n",                                "tls.ca_file tls.verify zone"            },
    {STARTED "profiles: {call: {}, call_leg: {changeLayoutAllowed: true, defaultLayout: telepresence}}\n",
     "profiles.call profiles.call_leg"                                                                                                              },
    {STARTED "failover: {failback: manual, running: wait, probe_every: 6s, down_after: 2}\n",
     "failover.probe_every failover.down_after failover.failback failover.running"                                                                  },
    {STARTED "limits: {connect_timeout: 1s, in_flight: 9}\n",                                              "limits.in_flight limits.connect_timeout"},
    {"bridges: [{name: b, url: 'https://b'}, {name: a, url: 'https://a'}]\n" CREDENTIALS POOL REST,        "bridges!"                               },
    {"bridges: [{name: a, url: 'https://a:1'}, {name: b, url: 'https://b'}]\n" CREDENTIALS POOL REST,      "bridges!"                               },
    {BRIDGES_2 CREDENTIALS POOL "endpoints: [{address: a@h, dial: y}]\n",                                  "calendars endpoints"                    },
    {BRIDGES_2 CREDENTIALS "pool: {first: 2, last: 3, uri: '5$index$', domain: h}\n" REST,
     "pool.first pool.last pool.uri pool.domain"                                                                                                    },
    {BRIDGES_2 "credentials: {username: v, password_file: pw-other}\n" POOL REST,
     "credentials.username credentials.password_file credentials.password"                                                                          },
};

static void changes_are_named(void **state)
{
    (void)state;
    file_put_text("pw-other", "other");
    struct config *old = config_of(STARTED);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config *new_ = config_of(cases[i].text);
        CLEAN_FREE char *changes = changes_of(old, new_);
        assert_string_equal(changes, cases[i].changes);
        config_free(new_);
    }
    config_free(old);
}

static void fixed_keys_stay(void **state)
{
    (void)state;
    struct config *old = config_of(STARTED);
    struct config *new_ = config_of(BASE "api: {socket: x, mode: \"0600\"}\nstore: {path: x}\n"
                                         "log: {format: json, level: debug}\nzone: Europe/Paris\n");
    config_keep_fixed(old, new_);
    CLEAN_FREE char *changes = changes_of(old, new_);
    assert_string_equal(changes, "zone calendars endpoints log.level");
    assert_int_equal(new_->settings.n_bridges, 2);
    assert_string_equal(new_->settings.bridges[1].url, "https://b");
    config_free(old);
    assert_string_equal(new_->store_path, "/var/lib/cospaced/cospaced.db");
    config_free(new_);
}

static void fewer_bridges_stay(void **state)
{
    (void)state;
    struct config *old = config_of(BASE);
    struct config *new_ = config_of(STARTED);
    config_keep_fixed(old, new_);
    assert_int_equal(new_->settings.n_bridges, 1);
    assert_string_equal(new_->settings.bridges[0].name, "b");
    assert_null(new_->settings.bridges[1].name);
    config_free(old);
    config_free(new_);
}

static void password_file_may_change_inside(void **state)
{
    (void)state;
    struct config *old = config_of(BASE);
    file_put_text("pw", "changed\n");
    struct config *new_ = config_of(BASE);
    CLEAN_FREE char *changes = changes_of(old, new_);
    assert_string_equal(changes, "credentials.password");
    config_free(old);
    config_free(new_);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_named),
        cmocka_unit_test(fixed_keys_stay),
        cmocka_unit_test(fewer_bridges_stay),
        cmocka_unit_test(password_file_may_change_inside),
    };
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
