/* ChaCha20 against the vectors of RFC 8439, and what is drawn from it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/random.h"

#include <string.h>

/* RFC 8439, 2.3.2: key 00 01 … 1f, counter 1, nonce 00:00:00:09:00:00:00:4a:00:00:00:00. */
static void test_block_of_section_2_3_2(void **state)
{
    (void)state;
    static const uint8_t expected[64] = {
        0x10, 0xf1, 0xe7, 0xe4, 0xd1, 0x3b, 0x59, 0x15, 0x50, 0x0f, 0xdd, 0x1f, 0xa3, 0x20, 0x71, 0xc4,
        0xc7, 0xd1, 0xf4, 0xc7, 0x33, 0xc0, 0x68, 0x03, 0x04, 0x22, 0xaa, 0x9a, 0xc3, 0xd4, 0x6c, 0x4e,
        0xd2, 0x82, 0x64, 0x46, 0x07, 0x9f, 0xaa, 0x09, 0x14, 0xc2, 0xd7, 0x05, 0xd9, 0x8b, 0x02, 0xa2,
        0xb5, 0x12, 0x9c, 0xd1, 0xde, 0x16, 0x4e, 0xb9, 0xcb, 0xd0, 0x83, 0xe8, 0xa2, 0x50, 0x3c, 0x4e,
    };
    uint8_t key[RANDOM_SEED_SIZE];
    for (size_t i = 0; i < sizeof key; i++) {
        key[i] = (uint8_t)i;
    }
    struct random random;
    random_init(&random, key);
    random.state[12] = 1;
    random.state[13] = 0x09000000;
    random.state[14] = 0x4a000000;
    uint8_t block[64];
    random_bytes(&random, block, sizeof block);
    assert_memory_equal(block, expected, sizeof block);
}

/* RFC 8439, A.1, vectors 1 and 2: key and nonce of zeros, blocks 0 and 1; drawn in pieces that cross the border. */
static void test_stream_in_pieces(void **state)
{
    (void)state;
    static const uint8_t first[8] = {0x76, 0xb8, 0xe0, 0xad, 0xa0, 0xf1, 0x3d, 0x90};
    static const uint8_t second[8] = {0x9f, 0x07, 0xe7, 0xbe, 0x55, 0x51, 0x38, 0x7a};
    static const uint8_t seed[RANDOM_SEED_SIZE];
    static const size_t pieces[] = {1, 3, 7, 64, 128};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct random random;
        random_init(&random, seed);
        uint8_t stream[128];
        for (size_t at = 0; at < sizeof stream; at += pieces[i]) {
            size_t left = sizeof stream - at;
            random_bytes(&random, stream + at, left < pieces[i] ? left : pieces[i]);
        }
        assert_memory_equal(stream, first, sizeof first);
        assert_memory_equal(stream + 64, second, sizeof second);
    }
}

static void test_counter_carries(void **state)
{
    (void)state;
    struct random random;
    random_init_number(&random, 1);
    random.state[12] = UINT32_MAX;
    uint8_t block[64];
    random_bytes(&random, block, sizeof block);
    assert_int_equal(random.state[12], 0);
    assert_int_equal(random.state[13], 1);
}

static void test_seed_gives_the_sequence(void **state)
{
    (void)state;
    struct random a;
    struct random b;
    struct random other;
    random_init_number(&a, UINT64_C(0x100000001));
    random_init_number(&b, UINT64_C(0x100000001));
    random_init_number(&other, 1);
    for (int i = 0; i < 100; i++) {
        uint64_t drawn = random_u64(&a);
        assert_int_equal(drawn, random_u64(&b));
        assert_int_not_equal(drawn, random_u64(&other));
    }
}

static void test_below(void **state)
{
    (void)state;
    static const uint64_t bounds[] = {1, 2, 3, 7, 1000, UINT64_C(1) << 63, (UINT64_C(1) << 63) + 1, UINT64_MAX};
    struct random random;
    random_init_number(&random, 7);
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        for (int n = 0; n < 1000; n++) {
            assert_true(random_below(&random, bounds[i]) < bounds[i]);
        }
    }
    unsigned counts[7] = {0};
    for (int n = 0; n < 70000; n++) {
        counts[random_below(&random, 7)]++;
    }
    for (size_t i = 0; i < 7; i++) {
        assert_in_range(counts[i], 9500, 10500);
    }
}

static void test_chance(void **state)
{
    (void)state;
    static const struct {
        uint32_t per_million;
        unsigned least, most;
    } cases[] = {
        {0,       0,     0    },
        {1000000, 10000, 10000},
        {500000,  4700,  5300 },
        {10000,   60,    140  }
    };
    struct random random;
    random_init_number(&random, 3);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned hits = 0;
        for (int n = 0; n < 10000; n++) {
            hits += random_chance(&random, cases[i].per_million) ? 1 : 0;
        }
        assert_in_range(hits, cases[i].least, cases[i].most);
    }
}

static void test_guid(void **state)
{
    (void)state;
    struct random random;
    random_init_number(&random, 5);
    char last[GUID_SIZE] = "";
    for (int n = 0; n < 1000; n++) {
        char guid[GUID_SIZE];
        random_guid(&random, guid);
        assert_int_equal(strlen(guid), 36);
        assert_int_equal(strspn(guid, "0123456789abcdef-"), 36);
        for (size_t i = 0; i < 36; i++) {
            assert_int_equal(guid[i] == '-', i == 8 || i == 13 || i == 18 || i == 23);
        }
        assert_int_equal(guid[14], '4');
        assert_non_null(strchr("89ab", guid[19]));
        assert_string_not_equal(guid, last);
        memcpy(last, guid, sizeof last);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_block_of_section_2_3_2),
        cmocka_unit_test(test_stream_in_pieces),
        cmocka_unit_test(test_counter_carries),
        cmocka_unit_test(test_seed_gives_the_sequence),
        cmocka_unit_test(test_below),
        cmocka_unit_test(test_chance),
        cmocka_unit_test(test_guid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
