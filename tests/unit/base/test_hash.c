/* The fast hash: the same for the same bytes however they are cut, another for nearly the same, and never another in
 * a later version. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 300 };

static void fill(unsigned char *bytes, size_t len, uint64_t seed)
{
    for (size_t i = 0; i < len; i++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
        bytes[i] = (unsigned char)(seed >> 56);
    }
}

static void does_not_mind_how_the_bytes_are_cut(void **state)
{
    (void)state;
    unsigned char bytes[LENGTH];
    fill(bytes, LENGTH, 1);
    for (size_t len = 0; len <= LENGTH; len++) {
        uint64_t whole = hash_of(7, bytes, len);
        for (size_t step = 1; step <= 70; step += 23) {
            struct hash hash;
            hash_init(&hash, 7);
            for (size_t at = 0; at < len; at += step)
                hash_add(&hash, bytes + at, len - at < step ? len - at : step);
            assert_true(hash_value(&hash) == whole);
        }
    }
}

static int compare(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void assert_all_differ(uint64_t *values, size_t n)
{
    qsort(values, n, sizeof *values, compare);
    for (size_t i = 1; i < n; i++)
        assert_true(values[i] != values[i - 1]);
}

/* One bit, one more zero, another seed, two words exchanged. */
static void tells_what_is_nearly_the_same(void **state)
{
    (void)state;
    static uint64_t values[3 * 8 * LENGTH + LENGTH * LENGTH];
    unsigned char bytes[LENGTH];
    size_t n = 0;
    for (uint64_t seed = 0; seed < 3; seed++) {
        memset(bytes, seed == 0 ? 0 : 'a', LENGTH);
        for (size_t bit = 0; bit < 8 * LENGTH; bit++) {
            bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
            values[n++] = hash_of(seed, bytes, LENGTH);
            bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        }
    }
    memset(bytes, 0, LENGTH);
    for (size_t len = 0; len < LENGTH; len++)
        values[n++] = hash_of(9, bytes, len);
    fill(bytes, LENGTH, 2);
    for (size_t a = 0; a + 8 <= LENGTH; a += 8) {
        for (size_t b = a + 8; b + 8 <= LENGTH; b += 8) {
            unsigned char swapped[LENGTH];
            memcpy(swapped, bytes, LENGTH);
            memcpy(swapped + a, bytes + b, 8);
            memcpy(swapped + b, bytes + a, 8);
            values[n++] = hash_of(0, swapped, LENGTH);
        }
    }
    assert_all_differ(values, n);
}

/* About half of the bits turn with each bit of the input. */
static void mixes_every_bit(void **state)
{
    (void)state;
    unsigned char bytes[80];
    fill(bytes, sizeof bytes, 3);
    uint64_t before = hash_of(0, bytes, sizeof bytes);
    for (size_t bit = 0; bit < 8 * sizeof bytes; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        int turned = __builtin_popcountll(before ^ hash_of(0, bytes, sizeof bytes));
        assert_in_range(turned, 10, 54);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
}

static void joins_in_order(void **state)
{
    (void)state;
    static uint64_t values[2 * 64 * 64];
    size_t n = 0;
    for (uint64_t a = 0; a < 64; a++)
        for (uint64_t b = 0; b < 64; b++) {
            values[n++] = hash_join(a, b);
            values[n++] = hash_join(UINT64_C(1) << a, ~b);
        }
    assert_all_differ(values, n);
}

/* Stores keep it. */
static void stays_what_it_was(void **state)
{
    (void)state;
    unsigned char bytes[200];
    fill(bytes, sizeof bytes, 4);
    assert_int_equal(hash_of(0, "", 0), UINT64_C(0x55769119cfea3219));
    assert_int_equal(hash_of(1, "BEGIN:VEVENT", 12), UINT64_C(0xf00c3560e5ffe2ee));
    assert_int_equal(hash_of(0, bytes, sizeof bytes), UINT64_C(0x5385be9bf700f6a5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_not_mind_how_the_bytes_are_cut),
        cmocka_unit_test(tells_what_is_nearly_the_same),
        cmocka_unit_test(mixes_every_bit),
        cmocka_unit_test(joins_in_order),
        cmocka_unit_test(stays_what_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
