/* What is long over is forgotten: of a folder, which says things once; not of a source that would say it again. */
#include "sync_rig.h"

/* How many bookings are left, so long after both meetings of a calendar. */
static size_t left_after(bool says_once, duration_ms wait)
{
    struct rig rig;
    struct setting_calendar source = {.name = (char[]){"rooms"}, .says_once = says_once};
    struct sync_order order = {.number = 1, .partial = true};
    struct fact time = {.kind = FACT_TIME};
    rig_init(&rig);
    rig.settings.calendars = &source;
    rig.settings.n_calendars = 1;
    for (int part = 0; part < 2; part++) {
        for (int i = 0; i < 2; i++) {
            name_booking(&rig, i, 100, false)->href = mem_printf("%d.ics", i);
            if (part == 1) {
                add_event(&rig, i, T0 + DAY_MS);
            }
        }
        rig_tell(&rig, part == 0 ? COMMAND_SYNC_BEGIN : COMMAND_SYNC_PART, &order, NULL);
    }
    rig_tell(&rig, COMMAND_SYNC_END, &order, "seen=1\n");
    rig.now += wait;
    for (int i = 0; i < 8; i++) { /* meetings, then bookings, then what was empty before */
        rig.now += HOUR_MS;
        rig_step(&rig, &time);
    }
    size_t left = map_count(&rooms(&rig)->bookings);
    rig_done(&rig);
    return left;
}

static void a_folder_is_forgotten(void **state)
{
    (void)state;
    assert_int_equal(left_after(true, 20 * DAY_MS), 2); /* its meetings are still shown */
    assert_int_equal(left_after(true, 89 * DAY_MS), 2); /* a late message may still come */
    assert_int_equal(left_after(true, 200 * DAY_MS), 0);
    assert_int_equal(left_after(false, 200 * DAY_MS), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_folder_is_forgotten)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
