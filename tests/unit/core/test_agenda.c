/* What can wait steps back when a meeting is due. */
#include "sync_rig.h"

static void a_due_meeting_hurries(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    struct sync_order order = {.number = 1};
    const instant start = T0 + HOUR_MS + 77777;
    add_event(&rig, 1, start);
    rig_tell(&rig, COMMAND_SNAPSHOT, &order, NULL);
    assert_false(engine_hurries(rig.engine, rig.now + MINUTE_MS));
    while (engine_next(rig.engine) < start) {
        struct fact time = {.kind = FACT_TIME};
        rig.now = engine_next(rig.engine) > rig.now ? engine_next(rig.engine) : rig.now;
        rig_step(&rig, &time);
    }
    assert_false(engine_hurries(rig.engine, start - 1));
    assert_true(engine_hurries(rig.engine, start));
    rig_done(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_due_meeting_hurries)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
