/* The order of the heap, and moving and removing against a search through all items. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/heap.h"
#include "base/random.h"

#include <stdbool.h>

enum { N_ITEMS = 200 };

static void test_empty(void **state)
{
    (void)state;
    struct heap heap;
    struct heap_item item;
    heap_init(&heap);
    heap_item_init(&item);
    assert_null(heap_first(&heap));
    heap_remove(&heap, &item);
    assert_int_equal(item.index, HEAP_NONE);
    heap_done(&heap);
    heap_done(NULL);
}

/* By time, then who came first. */
static void test_order(void **state)
{
    (void)state;
    static const struct {
        instant at;
        size_t place;
    } cases[] = {
        {50, 5}, {10, 0}, {10, 1}, {10, 2}, {INSTANT_NEVER, 6}, {10, 3}, {20, 4},
    };
    enum { N = sizeof cases / sizeof cases[0] };
    struct heap heap;
    struct heap_item items[N];
    heap_init(&heap);
    for (size_t i = 0; i < N; i++) {
        heap_item_init(&items[i]);
        heap_set(&heap, &items[i], cases[i].at);
    }
    for (size_t place = 0; place < N; place++) {
        struct heap_item *first = heap_first(&heap);
        assert_int_equal(cases[first - items].place, place);
        heap_remove(&heap, first);
        assert_int_equal(first->index, HEAP_NONE);
    }
    assert_null(heap_first(&heap));
    heap_done(&heap);
}

static void test_moving_keeps_the_turn(void **state)
{
    (void)state;
    struct heap heap;
    struct heap_item a;
    struct heap_item b;
    heap_init(&heap);
    heap_item_init(&a);
    heap_item_init(&b);
    heap_set(&heap, &a, 1);
    heap_set(&heap, &b, 2);
    heap_set(&heap, &a, 2);
    assert_ptr_equal(heap_first(&heap), &a);
    heap_remove(&heap, &a);
    heap_set(&heap, &a, 2); /* out and in again: behind b now */
    assert_ptr_equal(heap_first(&heap), &b);
    heap_done(&heap);
}

static bool comes_before(const struct heap_item *a, const struct heap_item *b)
{
    if (a->at != b->at) {
        return a->at < b->at;
    }
    return a->sequence < b->sequence;
}

static const struct heap_item *search_first(const struct heap_item items[N_ITEMS])
{
    const struct heap_item *first = NULL;
    for (size_t i = 0; i < N_ITEMS; i++) {
        if (items[i].index != HEAP_NONE && (first == NULL || comes_before(&items[i], first))) {
            first = &items[i];
        }
    }
    return first;
}

static void test_behaves_like_a_search(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        struct random random;
        struct heap heap;
        struct heap_item items[N_ITEMS];
        random_init_number(&random, seed);
        heap_init(&heap);
        for (size_t i = 0; i < N_ITEMS; i++) {
            heap_item_init(&items[i]);
        }
        for (int step = 0; step < 3000; step++) {
            struct heap_item *item = &items[random_below(&random, N_ITEMS)];
            if (random_chance(&random, 600000)) {
                heap_set(&heap, item, (instant)random_below(&random, 50));
            } else {
                heap_remove(&heap, item);
            }
            assert_ptr_equal(heap_first(&heap), search_first(items));
        }
        heap_done(&heap);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_moving_keeps_the_turn),
        cmocka_unit_test(test_behaves_like_a_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
