/* The question of what to dial, and letting go. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "core/settings.h"

#include "base/mem.h"

static const struct {
    const char *address, *dial;
} cases[] = {
    {"room@example.com", "1@video"},
    {"ROOM@Example.COM", "1@video"},
    {"mailto:room@example.com", "1@video"},
    {"MAILTO:Room@example.com", "1@video"},
    {"sip:lab@example.com", "2@video"},
    {"lab@example.com", "2@video"},
    {"sips:lab@example.com", "2@video"},
    {"hall@example.com", "3@video"},
    {"room@example.co", NULL},
    {"room@example.com ", NULL},
    {"mailto:", NULL},
    {"", NULL},
};

static void address_finds_what_to_dial(void **state)
{
    (void)state;
    struct setting_endpoint endpoints[] = {
        {.address = (char[]){"room@example.com"}, .dial = (char[]){"1@video"}},
        {.address = (char[]){"Lab@Example.com"}, .dial = (char[]){"2@video"}},
        {.address = (char[]){"mailto:hall@example.com"}, .dial = (char[]){"3@video"}},
    };
    const struct settings settings = {.endpoints = endpoints, .n_endpoints = 3};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *dial = settings_dial(&settings, cases[i].address);
        if (cases[i].dial == NULL)
            assert_null(dial);
        else
            assert_string_equal(dial, cases[i].dial);
    }
}

/* Another digest for all that has other events taken, the same for what has not. */
static void digest_of_what_selects(void **state)
{
    (void)state;
    struct setting_endpoint endpoints[] = {{.address = (char[]){"room@example.com"}, .dial = (char[]){"1@video"}},
                                           {.address = (char[]){"lab@example.com"}, .dial = (char[]){"2@video"}}};
    struct setting_calendar calendars[] = {{.name = (char[]){"all"}, .select = SELECT_ALL},
                                           {.name = (char[]){"rooms"}, .select = SELECT_ENDPOINT}};
    struct settings settings = {.endpoints = endpoints, .n_endpoints = 1, .calendars = calendars, .n_calendars = 2};
    uint64_t all = settings_calendar_digest(&settings, "all"), rooms = settings_calendar_digest(&settings, "rooms");
    assert_true(all != 0 && rooms != 0 && all != rooms);
    assert_true(settings_calendar_digest(&settings, "pushed") == all);
    settings.n_endpoints = 2;
    assert_true(settings_calendar_digest(&settings, "rooms") != rooms);
    assert_true(settings_calendar_digest(&settings, "all") != all);
    settings.n_endpoints = 1;
    assert_true(settings_calendar_digest(&settings, "rooms") == rooms);
}

static void done_takes_half_made_and_null(void **state)
{
    (void)state;
    struct settings settings = {.n_bridges = 2};
    settings.bridges[0].name = mem_strdup("b");
    settings.pool.uri = mem_strdup("$index$");
    settings_done(&settings);
    assert_int_equal(settings.n_bridges, 0);
    assert_null(settings.pool.uri);
    settings_done(&settings);
    settings_done(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(address_finds_what_to_dial),
        cmocka_unit_test(digest_of_what_selects),
        cmocka_unit_test(done_takes_half_made_and_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
