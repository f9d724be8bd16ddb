/* Webhooks in the configuration: what stands there, and each way in which it may be wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "unit/config/support.h"

#define SECRET "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define LONG   "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw=="
#define HOW                                                                                                            \
    "must be whsec_ and the base64 of 24 to 64 bytes, or two of these; one is made by: echo whsec_$(openssl rand "     \
    "-base64 32)\n"
#define HOOK(rest) BASE "webhooks: [{name: desk, url: \"https://h/x\", " rest "}]\n"
#define HOOK_FILE  "secret_file: pw-other"

static void all_of_it(void **state)
{
    (void)state;
    file_put_text("pw-other", "  " SECRET "\r\n\n" LONG "\n");
    static const char text[] = HOOK(HOOK_FILE ", events: [pool, meeting], calendars: [rooms], timeout: 2s, "
                                              "give_up_after: 1h, verify: false");
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    assert_int_equal(config_parse(text, strlen(text), &config, &faults), 0);
    assert_int_equal(config->n_webhooks, 1);
    const struct config_webhook *webhook = &config->webhooks[0];
    assert_string_equal(webhook->name, "desk");
    assert_string_equal(secret_reveal(&webhook->secret), SECRET " " LONG);
    assert_int_equal(webhook->events.count, 2);
    assert_string_equal(webhook->events.items[0], "pool");
    assert_string_equal(webhook->calendars.items[0], "rooms");
    assert_int_equal(webhook->timeout, 2 * SECOND_MS);
    assert_int_equal(webhook->give_up_after, HOUR_MS);
    assert_false(webhook->verify);
    config_free(config);
}

static void without_more(void **state)
{
    (void)state;
    file_put_text("webhook-desk", SECRET);
    setenv("CREDENTIALS_DIRECTORY", ".", 1);
    static const char text[] = BASE "webhooks: [{name: desk, url: \"http://[::1]:9/x\"}]\n";
    struct config *config = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    assert_int_equal(config_parse(text, strlen(text), &config, &faults), 0);
    unsetenv("CREDENTIALS_DIRECTORY");
    unlink("webhook-desk");
    assert_int_equal(faults.count, 0); /* http to this host is no matter */
    assert_string_equal(secret_reveal(&config->webhooks[0].secret), SECRET);
    assert_int_equal(config->webhooks[0].events.count, 5);
    assert_int_equal(config->webhooks[0].calendars.count, 0);
    config_free(config);
}

static void what_is_wrong(void **state)
{
    (void)state;
    const struct {
        const char *secret, *text, *faults;
    } cases[] = {
        {SECRET, HOOK(HOOK_FILE), ""},
        {SECRET, BASE "webhooks: [{name: d, url: \"http://h/\", " HOOK_FILE "}]\n",
         "F:4:27: warning: webhooks.url: http:// sends what happens in the clear; use https://\n"},
        {SECRET, BASE "webhooks: [{name: d, url: \"http://localhost:80/\", " HOOK_FILE "}]\n", ""},
        {SECRET, HOOK(HOOK_FILE ", events: [meeting, space]"),
         "F:4:86: webhooks.events: must be meeting, participant, bridge, calendar or pool, not \"space\"\n"},
        {SECRET, HOOK(HOOK_FILE ", secret_env: X"),
         "F:4:80: webhooks: secret_file and secret_env exclude each other\n"},
        {SECRET, HOOK("secret_env: NOT_THERE"),
         "F:4:57: webhooks.secret_env: the environment variable NOT_THERE is not set\n"},
        {SECRET, BASE "webhooks: [{name: d, url: \"https://h/\"}]\n",
         "F:4:12: missing key \"webhooks.secret_file\" (or secret_env, or the systemd credential webhook-d)\n"},
        {SECRET,
         BASE "webhooks:\n  - {name: d, url: \"https://h\", " HOOK_FILE
              "}\n  - {name: d, url: \"https://i\", " HOOK_FILE "}\n",
         "F:6:12: webhooks.name: the same as at line 5\n"},
        {"", HOOK(HOOK_FILE), "F:4:58: webhooks.secret_file: the secret is empty\n"},
        {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", HOOK(HOOK_FILE), "F:4:58: webhooks.secret_file: " HOW},
        {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", HOOK(HOOK_FILE), "F:4:58: webhooks.secret_file: " HOW},
        {"whsec_c2hvcnQ=", HOOK(HOOK_FILE), "F:4:58: webhooks.secret_file: " HOW},
        {LONG "\n" SECRET "\n" SECRET, HOOK(HOOK_FILE), "F:4:58: webhooks.secret_file: " HOW},
        {SECRET "\nnonsense", HOOK(HOOK_FILE), "F:4:58: webhooks.secret_file: " HOW},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        file_put_text("pw-other", cases[i].secret);
        CLEAN_FREE char *faults = faults_of(cases[i].text, strlen(cases[i].text));
        assert_string_equal(faults, cases[i].faults);
    }
}

static void another_secret_is_a_change(void **state)
{
    (void)state;
    struct config *old = NULL, *new_ = NULL;
    CLEAN_FAULTS struct config_faults faults = {0};
    static const char text[] = HOOK(HOOK_FILE);
    file_put_text("pw-other", SECRET);
    assert_int_equal(config_parse(text, strlen(text), &old, &faults), 0);
    file_put_text("pw-other", LONG);
    assert_int_equal(config_parse(text, strlen(text), &new_, &faults), 0);
    struct config_changes changes;
    assert_int_equal(config_compare(old, new_, &changes), 0);
    assert_int_equal(changes.count, 1);
    assert_string_equal(changes.items[0].key, "webhooks");
    assert_true(changes.items[0].at_run_time);
    config_free(old);
    config_free(new_);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_of_it), cmocka_unit_test(without_more),
                                       cmocka_unit_test(what_is_wrong), cmocka_unit_test(another_secret_is_a_change)};
    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
