/* HMAC-SHA-256 beside the cases of RFC 4231. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hmac.h"

#include <stdio.h>
#include <string.h>

struct repeated {
    const char *text; /* or one byte, so many times */
    uint8_t byte;
    size_t times;
};

static size_t bytes_of(const struct repeated *of, uint8_t bytes[256])
{
    size_t len = of->text != NULL ? strlen(of->text) : of->times;
    if (of->text != NULL) {
        memcpy(bytes, of->text, len);
    } else {
        memset(bytes, of->byte, len);
    }
    return len;
}

static void rfc_4231(void **state)
{
    (void)state;
    static const char counted[] =
        "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
        "\x18\x19";
    const struct {
        struct repeated key, message;
        const char *hex;
    } cases[] = {
        {{NULL, 0x0b, 20}, {"Hi There", 0, 0}, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {{"Jefe", 0, 0},
         {"what do ya want for nothing?", 0, 0},
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {{NULL, 0xaa, 20}, {NULL, 0xdd, 50}, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {{counted, 0, 0}, {NULL, 0xcd, 50}, "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        {{NULL, 0xaa, 131},
         {"Test Using Larger Than Block-Size Key - Hash Key First", 0, 0},
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        {{NULL, 0xaa, 131},
         {"This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
          "hashed before being used by the HMAC algorithm.",
          0, 0},
         "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t key[256], message[256], mac[SHA256_SIZE];
        char hex[2 * SHA256_SIZE + 1];
        size_t key_len = bytes_of(&cases[i].key, key), len = bytes_of(&cases[i].message, message);
        hmac_sha256(key, key_len, message, len, mac);
        for (size_t n = 0; n < sizeof mac; n++) {
            snprintf(hex + 2 * n, 3, "%02x", mac[n]);
        }
        assert_string_equal(hex, cases[i].hex);
    }
}

/* In whatever pieces it comes. */
static void pieces(void **state)
{
    (void)state;
    uint8_t text[200], whole[SHA256_SIZE], joined[SHA256_SIZE];
    memset(text, 'x', sizeof text);
    sha256(text, sizeof text, whole);
    for (size_t step = 1; step <= sizeof text; step++) {
        struct sha256 sha;
        sha256_init(&sha);
        for (size_t at = 0; at < sizeof text; at += step) {
            sha256_add(&sha, text + at, step < sizeof text - at ? step : sizeof text - at);
        }
        sha256_end(&sha, joined);
        assert_true(sha256_equal(whole, joined));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rfc_4231), cmocka_unit_test(pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
