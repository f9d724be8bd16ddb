/* The words of bookings that nobody asks for any more: they fade once they are stored, and come back with what is new.
 */
#include "sync_rig.h"

static const struct component *first_component(const struct rig *rig)
{
    const struct booking *booking = map_get(&rooms(rig)->bookings, "booking-0");
    assert_int_equal(booking->n_components, 1);
    return booking->components[0];
}

static void sync_event(struct rig *rig, uint64_t number, const char *title, int64_t sequence, instant start)
{
    struct sync_order order = {.number = number};
    name_booking(rig, 0, number, false);
    assert_int_equal(rig_tell(rig, COMMAND_SYNC_BEGIN, &order, NULL)->err.code, 0);
    name_booking(rig, 0, number, false);
    struct event *event = add_event(rig, 0, start);
    mem_replace(&event->title, title);
    mem_replace(&event->organizer, "o@example.com");
    event->sequence = sequence;
    event->over = start < rig->now;
    event->n_occurrences = event->over ? 0 : 1;
    event->attendees = mem_calloc(1, sizeof *event->attendees);
    event->attendees[0] = (struct attendee){.address = mem_strdup("a@example.com"), .name = mem_strdup("A")};
    event->n_attendees = 1;
    assert_int_equal(rig_tell(rig, COMMAND_SYNC_PART, &order, NULL)->err.code, 0);
    assert_int_equal(rig_tell(rig, COMMAND_SYNC_END, &order, NULL)->err.code, 0);
}

static void assert_silent(const struct component *component)
{
    assert_true(component->silent && component->title == NULL && component->people == NULL);
    assert_string_equal(component->organizer, "o@example.com"); /* whose word counts is known */
}

static void assert_speaks(const struct component *component, const char *title)
{
    assert_false(component->silent);
    assert_string_equal(component->title, title);
    assert_int_equal(component->people->n, 1);
}

static void the_past_fades(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_event(&rig, 1, "Past", 0, T0 - DAY_MS);
    assert_silent(first_component(&rig));
    sync_event(&rig, 2, "Moved", 1, T0 + DAY_MS);
    assert_speaks(first_component(&rig), "Moved");
    assert_string_equal(meeting_title(engine_meeting_at(rig.engine, 0)), "Moved");
    rig_done(&rig);
}

/* What the clock was set back to lies ahead again: the same version of the event brings its words. */
static void the_past_may_come_again(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_event(&rig, 1, "Talk", 0, T0 - DAY_MS);
    assert_silent(first_component(&rig));
    rig.now -= 3 * DAY_MS;
    sync_event(&rig, 2, "Talk", 0, T0 - DAY_MS);
    assert_speaks(first_component(&rig), "Talk");
    assert_int_equal(scheduled(&rig), 1);
    rig_done(&rig);
}

/* As long as its meetings are remembered the words are, then the housekeeping lets them go. */
static void what_was_held_fades_later(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    struct fact time = {.kind = FACT_TIME};
    sync_event(&rig, 1, "Talk", 0, T0 + DAY_MS);
    rig.now += 2 * DAY_MS;
    rig_step(&rig, &time);
    assert_speaks(first_component(&rig), "Talk");
    rig.now += rig.settings.keep + DAY_MS;
    for (int i = 0; i < 100 && !first_component(&rig)->silent; i++) {
        rig_step(&rig, &time);
        rig.now = engine_next(rig.engine) > rig.now ? engine_next(rig.engine) : rig.now + 1;
    }
    assert_silent(first_component(&rig));
    rig_done(&rig);
}

static void tell_desk(struct rig *rig)
{
    struct event *event = add_event(rig, 0, rig->now + DAY_MS);
    event->sequence = 1;
    event->attendees = mem_calloc(1, sizeof *event->attendees);
    event->attendees[0] = (struct attendee){.address = mem_strdup("b@example.com"), .name = mem_strdup("B")};
    event->n_attendees = 1;
    rig->content.window = (struct window){rig->now, rig->now + 35 * DAY_MS};
    struct command command = {.kind = COMMAND_SNAPSHOT,
                              .calendar = "desk",
                              .content = &rig->content,
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE};
    rig_step(rig, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&rig->content);
}

/* As its stored texts say. */
static void read_again(struct rig *rig, uint64_t number)
{
    struct event *event = add_event(rig, 0, T0 - DAY_MS);
    event->over = true;
    event->n_occurrences = 0;
    event->attendees = mem_calloc(1, sizeof *event->attendees);
    event->attendees[0] = (struct attendee){.address = mem_strdup("a@example.com"), .name = mem_strdup("A")};
    event->n_attendees = 1;
    struct command command = {.kind = COMMAND_REREAD,
                              .calendar = "rooms",
                              .uid = "booking-0",
                              .number = number,
                              .content = &rig->content,
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE};
    rig_step(rig, &(struct fact){.kind = FACT_COMMAND, .command = &command});
    calendar_content_done(&rig->content);
}

/* A copy comes to another calendar when ours has long been silent: its meeting has our people, too. */
static void a_copy_has_the_people_of_one_that_faded(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_event(&rig, 1, "Past", 0, T0 - DAY_MS);
    assert_silent(first_component(&rig));
    tell_desk(&rig);
    const struct booking *ours = map_get(&rooms(&rig)->bookings, "booking-0");
    assert_int_not_equal(ours->reread, 0);
    read_again(&rig, ours->reread);
    assert_int_equal(ours->reread, 0);
    assert_false(first_component(&rig)->silent);
    const struct meeting *meeting = engine_meeting_at(rig.engine, 0);
    assert_string_equal(meeting_calendar(meeting), "desk");
    assert_int_equal(meeting->n_participants, 2);
    assert_string_equal(meeting->participants->address, "b@example.com");
    assert_string_equal(meeting->participants->next->address, "a@example.com");
    rig_done(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_past_fades),
        cmocka_unit_test(the_past_may_come_again),
        cmocka_unit_test(what_was_held_fades_later),
        cmocka_unit_test(a_copy_has_the_people_of_one_that_faded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
