/* The table against an array that cannot be wrong: items of equal and of neighbouring hashes come, change and go. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/random.h"
#include "base/table.h"

#include <string.h>

enum { N_ITEMS = 200, N_HASHES = 60 };

struct item {
    uint32_t hash;
    bool in;
};

static bool item_is(const void *item, const void *key)
{
    return item == key;
}

static bool item_is_any(const void *item, const void *key)
{
    (void)item;
    (void)key;
    return true;
}

static void test_empty(void **state)
{
    (void)state;
    struct table table = {0};
    size_t at = 0;
    assert_null(table_find(&table, 7, item_is_any, NULL));
    assert_null(table_next(&table, &at));
    table_empty(&table);
}

static void assert_same(const struct table *table, const struct item *items)
{
    size_t count = 0, seen = 0, at = 0;
    for (size_t i = 0; i < N_ITEMS; i++) {
        assert_ptr_equal(table_find(table, items[i].hash, item_is, &items[i]), items[i].in ? &items[i] : NULL);
        count += items[i].in;
    }
    for (const struct item *item; (item = table_next(table, &at)) != NULL; seen++) {
        assert_true(item->in);
    }
    assert_int_equal(seen, count);
    assert_int_equal(table->count, count);
}

static void test_behaves_like_an_array(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 5; seed++) {
        struct random random;
        struct table table = {0};
        struct item items[N_ITEMS] = {0};
        random_init_number(&random, seed);
        for (size_t i = 0; i < N_ITEMS; i++) {
            items[i].hash = (uint32_t)random_below(&random, N_HASHES); /* many of one; long runs that wrap around */
        }
        for (int step = 0; step < 6000; step++) {
            struct item *item = &items[random_below(&random, N_ITEMS)];
            bool wanted = random_chance(&random, step % 2000 < 1000 ? 700000 : 300000);
            if (wanted && !item->in) {
                table_add(&table, item->hash, item);
            } else if (!wanted && item->in) {
                table_remove(&table, item->hash, item);
            }
            item->in = wanted;
            if (step % 50 == 0) {
                assert_same(&table, items);
            }
        }
        table_empty(&table);
        assert_int_equal(table.count, 0);
    }
}

static void test_replace(void **state)
{
    (void)state;
    struct table table = {0};
    struct item items[3] = {{5, true}, {5, true}, {5, true}};
    table_add(&table, 5, &items[0]);
    table_add(&table, 5, &items[1]);
    table_replace(&table, 5, &items[0], &items[2]);
    assert_null(table_find(&table, 5, item_is, &items[0]));
    assert_ptr_equal(table_find(&table, 5, item_is, &items[1]), &items[1]);
    assert_ptr_equal(table_find(&table, 5, item_is, &items[2]), &items[2]);
    assert_int_equal(table.count, 2);
    table_empty(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_behaves_like_an_array),
        cmocka_unit_test(test_replace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
