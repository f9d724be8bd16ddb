/* What comes after a sync: bookings that are read again, and people who arrive when their meeting is near. */
#include "sync_rig.h"

/* The message with a range; what it asks for in ret_number. */
static void send_range(struct rig *rig, uint64_t *ret_number)
{
    struct event *event = add_event(rig, 0, T0 + DAY_MS);
    rig->content.method = METHOD_REQUEST;
    event->recurrence_id = event->occurrences[0].recurrence_id = T0 + DAY_MS;
    event->this_and_future = true;
    rig->content.window = (struct window){rig->now, rig->now + 35 * DAY_MS};
    struct command command = {.kind = COMMAND_MESSAGE, .token = 1, .calendar = "rooms", .content = &rig->content};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command};
    engine_step(rig->engine, rig->now, &fact, &rig->effects);
    assert_int_equal(rig->effects.n_rereads, 1);
    *ret_number = rig->effects.rereads[0].number;
    effects_clear(&rig->effects);
    calendar_content_done(&rig->content);
}

/* Its texts were read, but what they say was refused: who waits is told, and it is asked for again. */
static void a_reread_that_is_refused_is_not_done(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 1, false, 0);
    uint64_t number = 0;
    send_range(&rig, &number);
    calendar_content_refuse(&rig.content, "booking-0", 3, "it takes too long");
    struct command command = {
        .kind = COMMAND_REREAD, .calendar = "rooms", .content = &rig.content, .uid = "booking-0", .number = number};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command}, time = {.kind = FACT_TIME};
    rig.n_replies = 0;
    rig_step(&rig, &fact);
    calendar_content_done(&rig.content);
    assert_true(rig.n_replies == 1 && rig.reply.err.code == ERR_INTERNAL);
    assert_non_null(strstr(rig.reply.err.message, "it takes too long"));
    assert_int_equal(rooms(&rig)->n_rereads, 1);
    rig.now += 2 * HOUR_MS;
    engine_step(rig.engine, rig.now, &time, &rig.effects);
    assert_int_equal(rig.effects.n_rereads, 1);
    rig_done(&rig);
}

/* What a source said last is believed as long as nothing else has said anything: but of a folder, which says all once.
 */
static void what_is_remembered_ends(void **state)
{
    (void)state;
    static struct setting_calendar folder = {.name = (char *)"rooms", .says_once = true};
    for (int once = 0; once < 2; once++) {
        struct rig rig;
        rig_init(&rig);
        rig.settings.calendars = &folder;
        rig.settings.n_calendars = once == 1 ? 1 : 0;
        sync_whole(&rig, 1, 0, 2, false, 0);
        assert_string_equal(rooms(&rig)->validator, "etag=1\n");
        struct sync_order none = {0};
        add_event(&rig, 0, T0 + DAY_MS);
        rig.content.method = METHOD_COUNTER;
        rig_tell(&rig, COMMAND_MESSAGE, &none, NULL);
        assert_true((rooms(&rig)->validator != NULL) == (once == 1));
        rig_done(&rig);
    }
}

/* A calendar that is emptied in steps is nothing that anybody sent until the last. */
static void emptied_in_steps(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 2000, false, 0);
    struct sync_order order = {.number = 2};
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    struct command command = {
        .kind = COMMAND_SYNC_END, .token = 1, .calendar = "rooms", .sync = order, .text = "etag=2\n"};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command}, time = {.kind = FACT_TIME};
    rig.n_replies = 0;
    rig_step(&rig, &fact);
    rig_step(&rig, &time);
    assert_true(rig.n_replies == 0 && scheduled(&rig) > 0 && scheduled(&rig) < 2000);
    assert_null(rooms(&rig)->validator);
    assert_int_equal(rooms(&rig)->unfinished, T0);
    for (int i = 0; i < 100 && rig.n_replies == 0; i++) {
        rig.now = engine_next(rig.engine) > rig.now ? engine_next(rig.engine) : rig.now;
        rig_step(&rig, &time);
    }
    assert_string_equal(rooms(&rig)->validator, "etag=2\n");
    assert_int_equal(rooms(&rig)->unfinished, INSTANT_NONE);
    rig_done(&rig);
}

static void print_people(const struct rig *rig, const struct meeting *meeting, struct buf *out)
{
    struct participant *owned = NULL;
    buf_printf(out, "%s %s %llu", meeting_title(meeting), meeting_organizer(meeting),
               (unsigned long long)meeting_version(meeting));
    for (const struct participant *p = engine_people(rig->engine, meeting, &owned); p != NULL; p = p->next) {
        buf_printf(out, "\n%s %s %s %s %s", p->id, p->address, p->name, p->dial != NULL ? p->dial : "-",
                   participant_fsm.states[p->state]);
    }
    participants_free(owned);
}

static void add_people(struct event *event, const struct attendee *people, size_t n)
{
    event->attendees = mem_calloc(n, sizeof *event->attendees);
    event->n_attendees = n;
    for (size_t i = 0; i < n; i++) {
        event->attendees[i] = people[i];
        event->attendees[i].address = mem_strdup(people[i].address);
        event->attendees[i].name = mem_strdup(people[i].name);
    }
}

/* Far ahead a meeting has one row; when it comes near its people are the same, ids and all, and its ETag stays. */
static void people_arrive_unchanged(void **state)
{
    (void)state;
    static const struct attendee PEOPLE[] = {
        {(char *)"sip:room@example.com", (char *)"Room", ATTENDEE_ROOM, ROLE_REQUIRED, PARTSTAT_ACCEPTED, NULL},
        {(char *)"a@example.com", (char *)"", ATTENDEE_INDIVIDUAL, ROLE_CHAIR, PARTSTAT_TENTATIVE, NULL},
        {(char *)"SIP:ROOM@example.com", (char *)"the same again", ATTENDEE_ROOM, ROLE_OPTIONAL, PARTSTAT_ACCEPTED,
         NULL},
        {(char *)"sips:room@example.com", (char *)"two in one room", ATTENDEE_ROOM, ROLE_OPTIONAL, PARTSTAT_ACCEPTED,
         NULL},
        {(char *)"sip:no@example.com", (char *)"", ATTENDEE_UNKNOWN, ROLE_NONE, PARTSTAT_DECLINED, NULL},
    };
    struct rig rig;
    rig_init(&rig);
    struct sync_order order = {.number = 1};
    add_people(add_event(&rig, 0, T0 + DAY_MS), PEOPLE, 5);
    rig_tell(&rig, COMMAND_SNAPSHOT, &order, NULL);
    const struct meeting *meeting = engine_meeting_at(rig.engine, 0);
    struct buf far CLEAN_BUF, near CLEAN_BUF;
    buf_init(&far, 4096);
    buf_init(&near, 4096);
    assert_non_null(meeting->source);
    assert_int_equal(meeting->n_participants, 0);
    print_people(&rig, meeting, &far);
    assert_non_null(strstr(buf_string(&far), "sip:no@example.com  - listed"));
    struct fact time = {.kind = FACT_TIME};
    while (meeting->source != NULL) {
        rig.now = engine_next(rig.engine);
        assert_true(rig.now <= T0 + DAY_MS - 15 * MINUTE_MS);
        rig_step(&rig, &time);
    }
    assert_int_equal(meeting->n_participants, 4);
    print_people(&rig, meeting, &near);
    assert_string_equal(buf_string(&near), buf_string(&far));
    rig_done(&rig);
}

/* What people change is the meeting's own from then on. */
static void people_arrive_by_hand(void **state)
{
    (void)state;
    static const struct attendee ROOM = {(char *)"sip:room@example.com", (char *)"Room", 0, 0, 0, NULL};
    struct rig rig;
    rig_init(&rig);
    struct sync_order order = {.number = 1};
    for (int i = 0; i < 2; i++) {
        add_people(add_event(&rig, i, T0 + DAY_MS), &ROOM, 1);
    }
    rig_tell(&rig, COMMAND_SNAPSHOT, &order, NULL);
    const struct meeting *meeting = engine_meeting_at(rig.engine, 0);
    struct person person = {.address = "b@example.com"};
    struct command command = {.kind = COMMAND_ADD_PERSON, .meeting = meeting->id, .people = &person, .n_people = 1};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command};
    rig_step(&rig, &fact);
    assert_null(meeting->source);
    assert_int_equal(meeting->n_participants, 2);
    assert_non_null(engine_meeting_at(rig.engine, 1)->source);
    assert_string_equal(meeting_title(meeting), "Talk");
    rig_tell(&rig, COMMAND_SNAPSHOT, &order, NULL); /* nothing is left */
    assert_int_equal(scheduled(&rig), 0);
    assert_string_equal(meeting_title(engine_meeting_at(rig.engine, 1)), "Talk");
    rig_done(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reread_that_is_refused_is_not_done),
        cmocka_unit_test(what_is_remembered_ends),
        cmocka_unit_test(emptied_in_steps),
        cmocka_unit_test(people_arrive_unchanged),
        cmocka_unit_test(people_arrive_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
