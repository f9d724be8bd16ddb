/* The map against an array that cannot be wrong, and the content hashes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/map.h"
#include "base/random.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { N_KEYS = 300, KEY_SIZE = 48 };

/* Lengths from 0 to 20 and more, so that every remainder of the hash's words is met. */
static void key_of(size_t i, char *key)
{
    snprintf(key, KEY_SIZE, "%.*s%zu", (int)(i % 21), "abcdefghijklmnopqrstuvwxyz", i);
}

static void test_empty(void **state)
{
    (void)state;
    struct map map;
    map_init(&map, 1);
    size_t at = 0;
    assert_null(map_get(&map, "a"));
    assert_null(map_remove(&map, "a"));
    assert_int_equal(map_next(&map, &at, NULL, NULL), 0);
    map_done(&map);
    map_done(&map);
    map_done(NULL);
}

static void test_set_get_remove(void **state)
{
    (void)state;
    int one = 1;
    int two = 2;
    char key[] = "key";
    struct map map;
    map_init(&map, 42);
    assert_null(map_set(&map, key, &one));
    key[0] = 'x'; /* the map has its own copy */
    assert_ptr_equal(map_get(&map, "key"), &one);
    assert_null(map_get(&map, key));
    assert_ptr_equal(map_set(&map, "key", &two), &one);
    assert_int_equal(map_count(&map), 1);
    assert_null(map_set(&map, "", &one));
    assert_ptr_equal(map_get(&map, ""), &one);
    assert_ptr_equal(map_remove(&map, "key"), &two);
    assert_null(map_remove(&map, "key"));
    assert_null(map_get(&map, "key"));
    assert_int_equal(map_count(&map), 1);
    map_done(&map);
}

struct thing {
    int number;
    char name[8];
};

static const char *thing_name(const void *thing)
{
    return ((const struct thing *)thing)->name;
}

/* Of values that have their keys in them: no key is copied, a new value brings its own. */
static void test_keys_of_the_values(void **state)
{
    (void)state;
    struct thing one = {1, "a"}, two = {2, "b"}, other = {3, "a"};
    struct map map;
    const char *key = NULL;
    size_t at = 0;
    map_init_of(&map, 1, thing_name);
    assert_null(map_set(&map, one.name, &one));
    assert_null(map_set(&map, two.name, &two));
    assert_ptr_equal(map_set(&map, other.name, &other), &one);
    one.name[0] = 'x'; /* it is out */
    assert_ptr_equal(map_get(&map, "a"), &other);
    assert_ptr_equal(map_remove(&map, "b"), &two);
    assert_null(map_get(&map, "b"));
    assert_int_equal(map_next(&map, &at, &key, NULL), 1);
    assert_ptr_equal(key, other.name);
    assert_int_equal(map_count(&map), 1);
    map_done(&map);
}

static void check_against(const struct map *map, void *const model[N_KEYS], size_t count)
{
    assert_int_equal(map_count(map), count);
    for (size_t i = 0; i < N_KEYS; i++) {
        char key[KEY_SIZE];
        key_of(i, key);
        assert_ptr_equal(map_get(map, key), model[i]);
    }
    size_t seen = 0;
    const char *key = NULL;
    void *value = NULL;
    for (size_t at = 0; map_next(map, &at, &key, &value);) {
        assert_ptr_equal(map_get(map, key), value);
        seen++;
    }
    assert_int_equal(seen, count);
}

static void test_behaves_like_an_array(void **state)
{
    (void)state;
    static char values[N_KEYS];
    for (uint64_t seed = 0; seed < 5; seed++) {
        struct random random;
        struct map map;
        void *model[N_KEYS] = {0};
        size_t count = 0;
        random_init_number(&random, seed);
        map_init(&map, random_u64(&random));
        for (int step = 0; step < 6000; step++) {
            char key[KEY_SIZE];
            size_t i = (size_t)random_below(&random, N_KEYS);
            bool set = random_chance(&random, step % 2000 < 1000 ? 700000 : 300000);
            void *value = set ? &values[random_below(&random, N_KEYS)] : NULL;
            key_of(i, key);
            void *old = set ? map_set(&map, key, value) : map_remove(&map, key);
            assert_ptr_equal(old, model[i]);
            count += (model[i] == NULL && set) ? 1u : 0u;
            count -= (model[i] != NULL && !set) ? 1u : 0u;
            model[i] = value;
            if (step % 100 == 0) {
                check_against(&map, model, count);
            }
        }
        map_done(&map);
    }
}

/* The order of the slots follows the seed, so chosen keys cannot be aimed at one slot. */
static void test_seed_changes_the_order(void **state)
{
    (void)state;
    char orders[2][N_KEYS * KEY_SIZE] = {"", ""};
    for (size_t m = 0; m < 2; m++) {
        struct map map;
        map_init(&map, m);
        for (size_t i = 0; i < 20; i++) {
            char key[KEY_SIZE];
            key_of(i, key);
            map_set(&map, key, &map);
        }
        const char *key = NULL;
        size_t len = 0;
        for (size_t at = 0; map_next(&map, &at, &key, NULL);) {
            len += (size_t)snprintf(orders[m] + len, sizeof orders[m] - len, "%s,", key);
        }
        map_done(&map);
    }
    assert_int_equal(strlen(orders[0]), strlen(orders[1]));
    assert_string_not_equal(orders[0], orders[1]);
}

static void test_hashes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t hash;
    } cases[] = {
        /* the reference values of FNV-1a, 64 bits */
        {"", UINT64_C(0xcbf29ce484222325)},
        {"a", UINT64_C(0xaf63dc4c8601ec8c)},
        {"foobar", UINT64_C(0x85944171f73967e8)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(hash_bytes(HASH_START, cases[i].text, strlen(cases[i].text)), cases[i].hash);
    }
    assert_int_not_equal(hash_string(HASH_START, NULL), hash_string(HASH_START, ""));
    uint64_t joined = hash_string(hash_string(HASH_START, "ab"), "c");
    assert_int_not_equal(joined, hash_string(hash_string(HASH_START, "a"), "bc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_set_get_remove),
        cmocka_unit_test(test_keys_of_the_values),
        cmocka_unit_test(test_behaves_like_an_array),
        cmocka_unit_test(test_seed_changes_the_order),
        cmocka_unit_test(test_hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
