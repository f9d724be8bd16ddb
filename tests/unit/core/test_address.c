/* What can be dialled, and what cannot be any address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/address.h"

#include <string.h>

static const char *const TAKEN[] = {
    "room@example.com",
    "sip:room@example.com",
    "sips:room@example.com;transport=tls?subject=board",
    "sip:+33140000000@gw.example.com;user=phone",
    "sip:room%20one@example.com",
    "room@192.0.2.7:5061",
    "room@[2001:db8::7]",
    "+33140000000",
    "+33 (0)1 40 00-00.00",
    "0049/30/123456",
    "4711",
    "*21*4711#",
    "tel:+33140000000",
    "tel:7042;phone-context=example.com",
    "192.0.2.7",
    "192.0.2.7##4711",
    "4711@192.0.2.7",
    "[2001:db8::7]",
    "h323:4711@gw.example.com",
    "h323:@gw.example.com",
    "meeting.room",
    "meeting_room-4",
    "user.one@example.com/phone",
    "caf\xc3\xa9@example.com",
    "a@x",
    "x",
};

static const struct {
    const char *dial, *why;
} REFUSED[] = {
    {"two words", "blank"},
    {"room one@example.com", "blank"},
    {"a@example.com b@example.com", "blank"},
    {" room@example.com", "blank"},
    {"room@example.com\t", "blank"},
    {"4711 extension", "blank"},
    {"", "empty"},
    {"   ", "empty"},
    {"Board <room@example.com>", "address alone"},
    {"\"Board\" <sip:room@example.com>", "address alone"},
    {"<sip:room@example.com>", "address alone"},
    {"https://meet.example.com/4711", "web address"},
    {"mailto:bob@example.com", "without mailto:"},
    {"MAILTO:bob@example.com", "without mailto:"},
    {"room@", "no host"},
};

static void takes_what_a_server_may_take(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++) {
        const char *fault = address_fault(TAKEN[i]);
        if (fault != NULL) {
            fail_msg("%s %s", TAKEN[i], fault);
        }
    }
}

static void refuses_what_no_address_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        const char *fault = address_fault(REFUSED[i].dial);
        assert_non_null(fault);
        if (strstr(fault, REFUSED[i].why) == NULL) {
            fail_msg("%s: %s", REFUSED[i].dial, fault);
        }
    }
}

static void what_is_dialled_by_itself(void **state)
{
    (void)state;
    assert_string_equal(address_dialled("mailto:bob@example.com"), "bob@example.com");
    assert_string_equal(address_dialled("Mailto:bob@example.com"), "bob@example.com");
    assert_string_equal(address_dialled("sip:bob@example.com"), "sip:bob@example.com");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_a_server_may_take),
        cmocka_unit_test(refuses_what_no_address_is),
        cmocka_unit_test(what_is_dialled_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
