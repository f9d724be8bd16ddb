/* SHA-256 beside the examples of FIPS 180-4, and lengths at which its padding changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/sha256.h"

#include <stdio.h>
#include <string.h>

static void known_digests(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int times;
        const char *hex;
    } cases[] = {
        {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {"a", 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {"a", 57, "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6"},
        {"a", 63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {"a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {"a", 65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
        {"a", 119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
        {"a", 120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
        {"a", 128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e"},
        {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEAN_BUF struct buf text;
        buf_init(&text, 1 << 20);
        for (int n = 0; n < cases[i].times; n++) {
            buf_append_string(&text, cases[i].text);
        }
        uint8_t digest[SHA256_SIZE];
        char hex[2 * SHA256_SIZE + 1];
        sha256(buf_string(&text), text.len, digest);
        for (size_t n = 0; n < SHA256_SIZE; n++) {
            snprintf(hex + 2 * n, 3, "%02x", digest[n]);
        }
        assert_string_equal(hex, cases[i].hex);
    }
}

static void every_byte_counts(void **state)
{
    (void)state;
    uint8_t one[SHA256_SIZE] = {1}, other[SHA256_SIZE] = {1};
    assert_true(sha256_equal(one, other));
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        other[i] ^= 0x80;
        assert_false(sha256_equal(one, other));
        other[i] ^= 0x80;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_digests), cmocka_unit_test(every_byte_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
