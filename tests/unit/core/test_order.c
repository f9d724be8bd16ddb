/* The order of all meetings, kept while they come, move and go, beside one that is sorted anew at each look. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "../../../src/core/inside.h"
#include "plain_settings.h"

#include <stdio.h>
#include <string.h>

enum { MEETINGS = 600, ROUNDS = 20000 };

static struct meeting meetings[MEETINGS];
static bool there[MEETINGS];

static void change(struct engine *engine, struct random *random, size_t i)
{
    struct meeting *meeting = &meetings[i];
    instant start = (instant)(random_u64(random) % 50); /* so that many have the same */
    bool moves = there[i] && random_u64(random) % 3 == 0;
    if (!there[i]) {
        meeting->start = start;
        map_set(&engine->meetings, meeting->id, meeting);
        order_join(&engine->order, meeting);
        there[i] = true;
        return;
    }
    order_leave(&engine->order, meeting);
    if (moves) {
        meeting->start = start;
        order_join(&engine->order, meeting);
        return;
    }
    map_remove(&engine->meetings, meeting->id);
    there[i] = false;
}

static bool comes_before(const struct meeting *a, const struct meeting *b)
{
    return a->start < b->start || (a->start == b->start && strcmp(a->id, b->id) < 0);
}

static void assert_in_order(const struct engine *engine)
{
    size_t n = 0, all = 0;
    const struct meeting *last = NULL;
    for (const struct meeting *at; (at = engine_meeting_at(engine, n)) != NULL; n++) {
        assert_true(there[at - meetings]);
        assert_true(last == NULL || comes_before(last, at));
        assert_int_equal(engine_meeting_seek(engine, at->start, at->id), n);
        last = at;
    }
    for (size_t i = 0; i < MEETINGS; i++) {
        all += there[i];
    }
    assert_int_equal(n, all);
}

static void it_holds_whatever_comes_and_goes(void **state)
{
    (void)state;
    const struct settings settings = plain_settings();
    struct engine *engine = engine_new(&settings, (const uint8_t[RANDOM_SEED_SIZE]){1});
    struct random random;
    random_init(&random, (const uint8_t[RANDOM_SEED_SIZE]){2});
    for (size_t i = 0; i < MEETINGS; i++) {
        snprintf(meetings[i].id, sizeof meetings[i].id, "%zu", i * 7919 % MEETINGS);
    }
    size_t looks = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        change(engine, &random, random_u64(&random) % MEETINGS);
        /* now after each, now after some, now after so many that it is made anew */
        size_t every = round / 2000 % 3 == 0 ? 5 : round / 2000 % 3 == 1 ? 100 : 700;
        if (random_u64(&random) % every == 0) {
            assert_in_order(engine);
            looks++;
        }
    }
    assert_true(looks > 1000);
    assert_in_order(engine);
    for (size_t i = 0; i < MEETINGS; i++) {
        map_remove(&engine->meetings, meetings[i].id);
    }
    engine_free(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_holds_whatever_comes_and_goes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
