/* Calendars in parts: what is seen, absent, held back, released; parts without a beginning; what was refused. */
#include "base/buf.h"
#include "base/mem.h"
#include "core/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const instant T0 = 1764000000000;

struct rig {
    struct settings settings;
    struct engine *engine;
    struct effects effects;
    struct calendar_content content;
    instant now;
    struct reply reply; /* the last */
    uint32_t n_replies, n_fetches;
};

static void rig_step(struct rig *rig, const struct fact *fact)
{
    struct err err = {0};
    engine_step(rig->engine, rig->now, fact, &rig->effects);
    for (size_t i = 0; i < rig->effects.n_replies; i++) {
        rig->reply = rig->effects.replies[i];
        rig->n_replies++;
    }
    rig->n_fetches += (uint32_t)rig->effects.n_fetches;
    effects_clear(&rig->effects);
    if (engine_check(rig->engine, &err) != 0) {
        fail_msg("%s", err.message);
    }
}

static void rig_init(struct rig *rig)
{
    static const uint8_t seed[RANDOM_SEED_SIZE] = "sync";
    static char bridge_name[] = "a", url[] = "https://a", none[] = "";
    *rig = (struct rig){.now = T0};
    rig->settings = (struct settings){
        .bridges = {{bridge_name, url}},
        .n_bridges = 1,
        .pool = {1, 10, none, none, none, none},
        .start_grace = HOUR_MS,
        .horizon = 35 * DAY_MS,
        .keep = 7 * DAY_MS,
        .probe_every = MINUTE_MS,
        .down_after = 2,
        .in_flight = 8,
        .legs_per_second = 10,
        .reconcile_every = HOUR_MS,
    };
    rig->engine = engine_new(&rig->settings, seed);
    effects_init(&rig->effects);
    calendar_content_init(&rig->content);
    struct fact started = {.kind = FACT_STARTED};
    rig_step(rig, &started);
}

static void rig_done(struct rig *rig)
{
    calendar_content_done(&rig->content);
    effects_done(&rig->effects);
    engine_free(rig->engine);
}

static const struct reply *rig_tell(struct rig *rig, enum command_kind kind, const struct sync_order *sync,
                                    const char *text)
{
    struct command command = {.kind = kind,
                              .token = 1,
                              .calendar = "rooms",
                              .content = &rig->content,
                              .sync = *sync,
                              .text = text,
                              .start = INSTANT_NONE,
                              .end = INSTANT_NONE};
    rig->content.window = (struct window){rig->now, rig->now + 35 * DAY_MS};
    struct fact fact = {.kind = FACT_COMMAND, .command = &command};
    rig->n_replies = 0;
    rig->reply = (struct reply){0};
    rig_step(rig, &fact);
    for (int i = 0; i < 10000 && rig->n_replies == 0; i++) {
        struct fact time = {.kind = FACT_TIME};
        rig->now = engine_next(rig->engine) > rig->now ? engine_next(rig->engine) : rig->now;
        rig_step(rig, &time);
    }
    assert_int_equal(rig->n_replies, 1);
    calendar_content_done(&rig->content);
    return &rig->reply;
}

static char *uid_of(int number)
{
    return mem_printf("booking-%d", number);
}

static struct content_booking *name_booking(struct rig *rig, int number, uint64_t digest, bool same)
{
    struct content_booking *named = calendar_content_add_booking(&rig->content);
    named->uid = uid_of(number);
    named->digest = digest;
    named->same = same;
    return named;
}

static struct event *add_event(struct rig *rig, int number, instant start)
{
    struct event *event = calendar_content_add_event(&rig->content);
    event->uid = uid_of(number);
    event->title = mem_strdup("Talk");
    event->organizer = mem_strdup("");
    event->text = mem_strdup("BEGIN:VCALENDAR");
    event->dtstamp = T0;
    event->occurrences = mem_calloc(1, sizeof *event->occurrences);
    event->occurrences[0] = (struct occurrence){INSTANT_NONE, start, start + HOUR_MS};
    event->n_occurrences = 1;
    return event;
}

/* Bookings from..to are what the calendar has: all of them new, or none if same. */
static const struct reply *sync_whole(struct rig *rig, uint64_t number, int from, int to, bool same, uint32_t hold)
{
    struct sync_order order = {.number = number, .hold_percent = hold};
    for (int i = from; i < to; i++) {
        name_booking(rig, i, 100 + (uint64_t)i, same);
    }
    const struct reply *reply = rig_tell(rig, COMMAND_SYNC_BEGIN, &order, NULL);
    if (reply->err.code != 0) {
        return reply;
    }
    if (!same) {
        for (int i = from; i < to; i++) {
            name_booking(rig, i, 100 + (uint64_t)i, false);
            add_event(rig, i, T0 + DAY_MS);
        }
        assert_int_equal(rig_tell(rig, COMMAND_SYNC_PART, &order, NULL)->err.code, 0);
    }
    return rig_tell(rig, COMMAND_SYNC_END, &order, "etag=1\n");
}

static uint32_t scheduled(const struct rig *rig)
{
    struct engine_counts counts;
    engine_count(rig->engine, &counts);
    return counts.meetings[MEETING_SCHEDULED];
}

static const struct calendar *rooms(const struct rig *rig)
{
    return engine_calendar(rig->engine, "rooms");
}

static void what_is_absent_goes(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    const struct reply *reply = sync_whole(&rig, 1, 0, 2000, false, 50);
    assert_int_equal(reply->counts.bookings, 2000);
    assert_int_equal(reply->counts.created, 2000);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    reply = sync_whole(&rig, 2, 0, 2000, true, 50);
    assert_int_equal(reply->counts.unchanged, 2000);
    reply = sync_whole(&rig, 3, 900, 2000, true, 50); /* in more than one step */
    assert_int_equal(reply->err.code, 0);
    assert_int_equal(reply->counts.cancelled, 900);
    assert_int_equal(scheduled(&rig), 1100);
    uint64_t *digests = NULL;
    size_t n = 0;
    engine_calendar_digests(rig.engine, "rooms", &digests, &n);
    assert_int_equal(n, 1100);
    assert_int_equal(digests[0], 1000);
    mem_free(digests);
    rig_done(&rig);
}

static void too_much_is_held(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 50);
    assert_int_equal(sync_whole(&rig, 2, 6, 10, true, 50)->err.code, ERR_CONFLICT);
    assert_int_equal(rooms(&rig)->held_since, T0);
    assert_int_equal(rooms(&rig)->held_lost, 6);
    assert_int_equal(rooms(&rig)->held_of, 10);
    assert_int_equal(scheduled(&rig), 10);
    assert_int_equal(sync_whole(&rig, 3, 0, 10, true, 50)->err.code, 0); /* it recovers */
    assert_int_equal(rooms(&rig)->held_since, INSTANT_NONE);
    struct sync_order none = {0};
    assert_int_equal(rig_tell(&rig, COMMAND_RELEASE, &none, NULL)->err.code, ERR_CONFLICT);
    assert_int_equal(sync_whole(&rig, 4, 6, 10, true, 50)->err.code, ERR_CONFLICT);
    assert_int_equal(rig_tell(&rig, COMMAND_RELEASE, &none, NULL)->err.code, 0);
    assert_int_equal(rig.n_fetches, 1);
    assert_int_equal(sync_whole(&rig, 5, 6, 10, true, 50)->counts.cancelled, 6);
    assert_int_equal(sync_whole(&rig, 6, 9, 10, true, 50)->err.code, ERR_CONFLICT); /* once */
    assert_int_equal(sync_whole(&rig, 7, 8, 10, true, 0)->counts.cancelled, 2);
    assert_int_equal(sync_whole(&rig, 8, 10, 10, true, 50)->counts.cancelled, 2); /* two are never suspicious */
    rig_done(&rig);
}

static void dropped_without_harm(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 0);
    struct sync_order second = {.number = 2}, third = {.number = 3};
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &second, NULL);
    rig_tell(&rig, COMMAND_SYNC_FAILED, &second, "it broke");
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_END, &second, "etag=2\n")->err.code, ERR_CONFLICT);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &second, NULL);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &third, NULL);
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_PART, &second, NULL)->err.code, ERR_CONFLICT);
    assert_int_equal(rig_tell(&rig, COMMAND_SYNC_END, &second, NULL)->err.code, ERR_CONFLICT);
    assert_int_equal(scheduled(&rig), 10);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    assert_string_equal(rooms(&rig)->last_error, "it broke");
    rig_done(&rig);
}

static void partial_and_gone(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 10, false, 0);
    static const char *const gone[] = {"booking-3", "booking-77", "booking-4"};
    struct sync_order order = {.number = 2, .partial = true, .gone = gone, .n_gone = 3, .hold_percent = 50};
    name_booking(&rig, 20, 5, false)->href = mem_strdup("/20.ics");
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    struct content_booking *named = name_booking(&rig, 20, 5, false);
    named->href = mem_strdup("/20.ics");
    named->etag = mem_strdup("\"a\"");
    add_event(&rig, 20, T0 + DAY_MS);
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    const struct reply *reply = rig_tell(&rig, COMMAND_SYNC_END, &order, "token=2\n");
    assert_int_equal(reply->counts.created, 1);
    assert_int_equal(reply->counts.cancelled, 2);
    assert_int_equal(scheduled(&rig), 9);
    assert_string_equal(rooms(&rig)->validator, "token=2\n");
    struct engine_resource *resources = NULL;
    size_t n = 0;
    engine_calendar_resources(rig.engine, "rooms", &resources, &n);
    assert_int_equal(n, 1);
    assert_string_equal(resources[0].href, "/20.ics");
    assert_string_equal(resources[0].etag, "\"a\"");
    assert_string_equal(resources[0].uid, "booking-20");
    mem_free(resources);
    rig_done(&rig);
}

/* Resources that came anew are named as gone, too: what stands in the body is not lost. */
static void gone_and_come_anew(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 4, false, 0);
    static const char *const gone[] = {"booking-0", "booking-1", "booking-2", "booking-3"};
    struct sync_order order = {.number = 2, .partial = true, .gone = gone, .n_gone = 4, .hold_percent = 50};
    for (int i = 0; i < 4; i++) {
        name_booking(&rig, i, 100, false);
    }
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    for (int i = 0; i < 4; i++) {
        name_booking(&rig, i, 100, false);
        add_event(&rig, i, T0 + DAY_MS);
    }
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    const struct reply *reply = rig_tell(&rig, COMMAND_SYNC_END, &order, "token=2\n");
    assert_int_equal(reply->err.code, 0);
    assert_int_equal(reply->counts.cancelled, 0);
    assert_int_equal(scheduled(&rig), 4);
    rig_done(&rig);
}

/* What cannot be read keeps what it had, and is read again. */
static void refused_keeps_what_it_had(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 3, false, 0);
    struct sync_order order = {.number = 2};
    name_booking(&rig, 0, 100, true);
    name_booking(&rig, 1, 7, false);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    name_booking(&rig, 1, 7, false);
    calendar_content_refuse(&rig.content, "booking-1", 12, "its rule has no end");
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    const struct reply *reply = rig_tell(&rig, COMMAND_SYNC_END, &order, NULL);
    assert_int_equal(reply->counts.cancelled, 1); /* booking-2 */
    assert_int_equal(scheduled(&rig), 2);
    assert_int_equal(rooms(&rig)->refused_count, 1);
    uint64_t *digests = NULL;
    size_t n = 0;
    engine_calendar_digests(rig.engine, "rooms", &digests, &n);
    assert_int_equal(n, 1);
    mem_free(digests);
    rig_done(&rig);
}

/* What is over is no loss, what lies beyond the horizon is; and what was beyond is over one day, too. */
static void a_feed_that_drops_its_history(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    for (int over = 0; over < 2; over++) {
        struct sync_order order = {.number = 2 + 2 * (uint64_t)over};
        for (int i = 0; i < 8; i++) {
            struct event *event = add_event(&rig, i, rig.now + DAY_MS);
            event->n_occurrences = i < 6 ? 0 : 1;
            event->over = i < 6 && over == 0;
        }
        rig_tell(&rig, COMMAND_SNAPSHOT, &order, NULL);
        assert_int_equal(rooms(&rig)->n_live, over == 0 ? 2 : 8);
    }
    assert_int_equal(sync_whole(&rig, 10, 6, 8, false, 50)->err.code, ERR_CONFLICT);
    struct sync_order roll = {0};
    rig.now += 30 * DAY_MS;
    for (int i = 0; i < 6; i++) {
        struct event *event = add_event(&rig, i, rig.now - DAY_MS);
        event->n_occurrences = 0;
        event->over = true;
    }
    rig_tell(&rig, COMMAND_ROLL, &roll, NULL);
    assert_int_equal(rooms(&rig)->n_live, 0);
    assert_int_equal(sync_whole(&rig, 11, 20, 22, false, 50)->err.code, 0);
    rig_done(&rig);
}

/* A resource as a whole: told with each partial sync until it, or what is in it, comes or goes. */
static void a_resource_that_cannot_be_read(void **state)
{
    (void)state;
    static const struct {
        const char *refused, *named, *gone;
        uint32_t count;
    } cases[] = {
        {"/c/a.ics: broken", NULL, NULL, 1},    {NULL, NULL, NULL, 1},       {"/c/a.ics: broken again", NULL, NULL, 1},
        {"/c/b.ics: not given", NULL, NULL, 2}, {NULL, "/c/a.ics", NULL, 1}, {NULL, NULL, "/c/b.ics", 0},
    };
    struct rig rig;
    rig_init(&rig);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sync_order order = {.number = i + 1, .partial = true};
        if (cases[i].named != NULL) {
            name_booking(&rig, 1, 7, false)->href = mem_strdup(cases[i].named);
        }
        rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
        if (cases[i].refused != NULL) {
            calendar_content_refuse(&rig.content, "", 0, cases[i].refused);
            rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
        }
        order.gone = &cases[i].gone;
        order.n_gone = cases[i].gone != NULL;
        rig_tell(&rig, COMMAND_SYNC_END, &order, NULL);
        assert_int_equal(rooms(&rig)->refused_count, cases[i].count);
    }
    rig_done(&rig);
}

/* `same` of something that is not so any more: the validator is forgotten, so that the source is asked in full. */
static void same_but_changed_meanwhile(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 3, false, 0);
    struct sync_order order = {.number = 2};
    name_booking(&rig, 0, 100, true);
    name_booking(&rig, 1, 101, true);
    name_booking(&rig, 2, 999, true);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    rig_tell(&rig, COMMAND_SYNC_END, &order, "etag=2\n");
    assert_null(rooms(&rig)->validator);
    assert_int_equal(scheduled(&rig), 3);
    rig_done(&rig);
}

/* With a part of it taken the calendar is neither what the source had before nor what it has now. */
static void half_a_calendar_has_no_validator(void **state)
{
    (void)state;
    struct rig rig;
    rig_init(&rig);
    sync_whole(&rig, 1, 0, 3, false, 0);
    struct sync_order order = {.number = 2};
    name_booking(&rig, 3, 103, false);
    rig_tell(&rig, COMMAND_SYNC_BEGIN, &order, NULL);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    name_booking(&rig, 3, 103, false);
    add_event(&rig, 3, T0 + DAY_MS);
    rig_tell(&rig, COMMAND_SYNC_PART, &order, NULL);
    assert_null(rooms(&rig)->validator);
    rig_tell(&rig, COMMAND_SYNC_FAILED, &order, "it broke");
    assert_null(rooms(&rig)->validator);
    sync_whole(&rig, 3, 0, 3, false, 0);
    assert_string_equal(rooms(&rig)->validator, "etag=1\n");
    assert_int_equal(scheduled(&rig), 3);
    rig_done(&rig);
}

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
        {(char *)"sip:room@example.com", (char *)"Room", ATTENDEE_ROOM, ROLE_REQUIRED, PARTSTAT_ACCEPTED},
        {(char *)"a@example.com", (char *)"", ATTENDEE_INDIVIDUAL, ROLE_CHAIR, PARTSTAT_TENTATIVE},
        {(char *)"SIP:ROOM@example.com", (char *)"the same again", ATTENDEE_ROOM, ROLE_OPTIONAL, PARTSTAT_ACCEPTED},
        {(char *)"sips:room@example.com", (char *)"two in one room", ATTENDEE_ROOM, ROLE_OPTIONAL, PARTSTAT_ACCEPTED},
        {(char *)"sip:no@example.com", (char *)"", ATTENDEE_UNKNOWN, ROLE_NONE, PARTSTAT_DECLINED},
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
    static const struct attendee ROOM = {(char *)"sip:room@example.com", (char *)"Room", 0, 0, 0};
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
        cmocka_unit_test(what_is_absent_goes),
        cmocka_unit_test(too_much_is_held),
        cmocka_unit_test(dropped_without_harm),
        cmocka_unit_test(partial_and_gone),
        cmocka_unit_test(gone_and_come_anew),
        cmocka_unit_test(refused_keeps_what_it_had),
        cmocka_unit_test(a_feed_that_drops_its_history),
        cmocka_unit_test(a_resource_that_cannot_be_read),
        cmocka_unit_test(half_a_calendar_has_no_validator),
        cmocka_unit_test(a_reread_that_is_refused_is_not_done),
        cmocka_unit_test(same_but_changed_meanwhile),
        cmocka_unit_test(people_arrive_unchanged),
        cmocka_unit_test(people_arrive_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
