/* The number that says whether anything can look different: another after every step, and in every other engine. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "core/engine.h"
#include "plain_settings.h"

static struct engine *engine_of(const struct settings *settings, uint8_t seed)
{
    return engine_new(settings, (const uint8_t[RANDOM_SEED_SIZE]){seed});
}

static void each_step_has_its_own(void **state)
{
    (void)state;
    const struct settings settings = plain_settings();
    struct engine *engine = engine_of(&settings, 1);
    struct effects effects;
    effects_init(&effects);
    uint64_t last = engine_edition(engine);
    assert_int_equal(last, 0);
    static const enum fact_kind kinds[] = {FACT_STARTED, FACT_TIME, FACT_TIME, FACT_SETTINGS, FACT_COMMAND};
    const struct command command = {
        .kind = COMMAND_CANCEL, .meeting = "none", .start = INSTANT_NONE, .end = INSTANT_NONE};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const struct fact fact = {.kind = kinds[i], .settings = &settings, .command = &command};
        engine_step(engine, 1000, &fact, &effects);
        effects_clear(&effects);
        assert_int_not_equal(engine_edition(engine), 0);
        assert_int_not_equal(engine_edition(engine), last);
        last = engine_edition(engine);
        engine_meeting_at(engine, 0); /* to look is no step */
        assert_int_equal(engine_edition(engine), last);
    }
    effects_done(&effects);
    engine_free(engine);
}

static void no_other_engine_has_it(void **state)
{
    (void)state;
    const struct settings settings = plain_settings();
    uint64_t editions[256];
    for (size_t i = 0; i < sizeof editions / sizeof editions[0]; i++) {
        struct engine *engine = engine_of(&settings, (uint8_t)i);
        struct effects effects;
        effects_init(&effects);
        for (size_t n = 0; n < 1 + i % 3; n++) {
            engine_step(engine, 1000, &(struct fact){.kind = n == 0 ? FACT_STARTED : FACT_TIME}, &effects);
        }
        editions[i] = engine_edition(engine);
        for (size_t other = 0; other < i; other++) {
            assert_int_not_equal(editions[i], editions[other]);
        }
        effects_done(&effects);
        engine_free(engine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_step_has_its_own),
                                       cmocka_unit_test(no_other_engine_has_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
