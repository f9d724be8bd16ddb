/* What a turn's effects become as events, and what a stream of them says. */
#include "unit/api/fixture.h"

#include "../../../src/api/events.h"
#include "loop/loop.h"

#include <inttypes.h>

static struct loop *loop;

/* Streams wait in the loop. */
static int loop_setup(void **state)
{
    assert_int_equal(loop_new(&loop, NULL), 0);
    fixture = fixture_new();
    fixture_open(fixture, loop, "/run/cospaced/cospaced.sock");
    *state = fixture;
    return 0;
}

static int loop_teardown(void **state)
{
    (void)state;
    fixture_free(fixture);
    loop_free(loop);
    return 0;
}

/* The same with another journal. */
static void reopen(const struct journal_extent *extent, const struct journal_event *kept, size_t n)
{
    fixture_free(fixture);
    fixture = fixture_new();
    fixture->extent = *extent;
    fixture->kept = kept;
    fixture->n_kept = n;
    fixture_open(fixture, loop, "/run/cospaced/cospaced.sock");
}

/* The effects of one turn, made by hand. */
static struct effects turn_effects;

static void turn_add(enum change_kind kind, void *object, bool deleted)
{
    struct effects *effects = &turn_effects;
    ARRAY_GROW(effects->changes, effects->n_changes, effects->changes_capacity);
    effects->changes[effects->n_changes] = (struct change){.kind = kind, .deleted = deleted};
    effects->changes[effects->n_changes++].object.meeting = object;
}

static void turn_clear(void)
{
    mem_free(turn_effects.changes);
    turn_effects = (struct effects){0};
}

/* One commit: its events as "id kind object data", a line each. */
static const char *turn_commit(bool durable)
{
    struct journal journal;
    buf_clear(&fixture->said);
    api_record(fixture->api, &turn_effects, &journal);
    for (size_t i = 0; i < journal.n_events; i++) {
        const struct journal_event *event = &journal.events[i];
        buf_printf(&fixture->said, "%" PRIu64 " %s %s%s\n", event->id, event->kind, event->object,
                   event->data == NULL ? " as it is" : "");
    }
    api_recorded(fixture->api, durable);
    turn_clear();
    return buf_string(&fixture->said);
}

static struct meeting *room(void)
{
    return &fixture->engine.meetings[0];
}

static void a_change_that_is_seen_is_an_event(void **state)
{
    (void)state;
    fixture->person.meeting = room();
    assert_string_equal(turn_commit(true), "1 bridge core1\n2 bridge core2\n");
    assert_string_equal(turn_commit(true), "");
    turn_add(CHANGE_MEETING, room(), false);
    turn_add(CHANGE_PARTICIPANT, &fixture->person, false);
    turn_add(CHANGE_SPACE, &fixture->engine.spaces[0], false);
    assert_string_equal(turn_commit(true), "3 meeting " ROOM_ID "\n4 participant " PERSON_ID "\n5 pool 1\n");
    turn_add(CHANGE_MEETING, room(), false); /* written for our own use: nothing of it is shown */
    turn_add(CHANGE_PARTICIPANT, &fixture->person, false);
    assert_string_equal(turn_commit(true), "");
    room()->version++;
    turn_add(CHANGE_MEETING, room(), false);
    fixture->engine.bridges[0].state = BRIDGE_UP;
    assert_string_equal(turn_commit(true), "6 meeting " ROOM_ID "\n7 bridge core1\n");
    turn_add(CHANGE_MEETING, room(), true);
    turn_add(CHANGE_PARTICIPANT, &fixture->person, true);
    assert_string_equal(turn_commit(true), "8 meeting " ROOM_ID "\n9 participant " PERSON_ID "\n");
}

static void what_was_not_stored_was_not_told(void **state)
{
    (void)state;
    turn_add(CHANGE_MEETING, room(), false);
    assert_string_equal(turn_commit(false), "1 meeting " ROOM_ID "\n2 bridge core1\n3 bridge core2\n");
    turn_add(CHANGE_MEETING, room(), false);
    assert_string_equal(turn_commit(true), "1 meeting " ROOM_ID "\n2 bridge core1\n3 bridge core2\n");
}

static void a_calendar_is_told_when_it_is_another(void **state)
{
    (void)state;
    struct calendar calendar = {
        .name = (char *)"rooms", .held_since = INSTANT_NONE, .unfinished = INSTANT_NONE, .last_success = FIXTURE_NOW};
    turn_commit(true);
    turn_add(CHANGE_CALENDAR, &calendar, false);
    assert_string_equal(turn_commit(true), "3 calendar rooms as it is\n");
    calendar.last_sync = calendar.last_success = FIXTURE_NOW + MINUTE_MS; /* looked at, nothing new */
    turn_add(CHANGE_CALENDAR, &calendar, false);
    assert_string_equal(turn_commit(true), "");
    calendar.unfinished = FIXTURE_NOW;
    turn_add(CHANGE_CALENDAR, &calendar, false);
    assert_string_equal(turn_commit(true), "4 calendar rooms as it is\n");
    calendar.revision = 500; /* on the way it is not told again */
    turn_add(CHANGE_CALENDAR, &calendar, false);
    assert_string_equal(turn_commit(true), "");
    calendar.unfinished = INSTANT_NONE;
    turn_add(CHANGE_CALENDAR, &calendar, false);
    assert_string_equal(turn_commit(true), "5 calendar rooms as it is\n");
    calendar.last_error = (char *)"404";
    turn_add(CHANGE_CALENDAR, &calendar, false);
    assert_string_equal(turn_commit(true), "6 calendar rooms as it is\n");
}

static void many_are_told_as_they_are(void **state)
{
    (void)state;
    turn_commit(true);
    for (int i = 0; i < 40; i++) {
        struct meeting *one = &fixture->engine.meetings[2 + i];
        *one = *room();
        snprintf(one->id, sizeof one->id, "00000000-0000-4000-8000-%012d", i);
        turn_add(CHANGE_MEETING, one, false);
    }
    fixture->engine.n_meetings = 42;
    const char *said = turn_commit(true);
    assert_contains(said, "3 meeting 00000000-0000-4000-8000-000000000000 as it is\n");
    assert_contains(said, "42 meeting 00000000-0000-4000-8000-000000000039 as it is\n");
}

static void a_stream_tells_what_comes(void **state)
{
    (void)state;
    turn_commit(true);
    struct http_exchange *all = ask("GET", "/v1/events", NULL, NULL);
    struct http_exchange *pool = ask("GET", "/v1/events?event=pool,calendar", NULL, NULL);
    assert_string_equal(all->content_type, "text/event-stream");
    assert_string_equal(buf_string(&all->answer_headers), "Cache-Control: no-store\n");
    assert_problem(ask("GET", "/v1/events", NULL, NULL), 503, NULL); /* the fixture has room for two */
    assert_string_equal(fake_more(all), "retry: 2000\nid: 2\n\n");
    assert_string_equal(fake_more(all), "");
    fake_more(pool);
    turn_add(CHANGE_MEETING, room(), false);
    turn_add(CHANGE_SPACE, &fixture->engine.spaces[1], false);
    turn_commit(true);
    assert_contains(fake_more(all), "id: 3\nevent: meeting\ndata: {\"id\":\"" ROOM_ID "\",\"calendar\":\"rooms\"");
    assert_contains(buf_string(&all->answer), "}\n\nid: 4\nevent: pool\ndata: {\"index\":3,");
    assert_null(strstr(buf_string(&all->answer), "cause"));
    const char *begins = "id: 4\nevent: pool\n";
    assert_int_equal(strncmp(fake_more(pool), begins, strlen(begins)), 0);
    fake_leave(all);
    assert_int_equal(ask("GET", "/v1/events", NULL, NULL)->status, 200);
}

static void who_comes_back_is_told_what_he_missed(void **state)
{
    (void)state;
    const struct journal_event kept[] = {
        {.id = 4, .kind = "meeting", .object = "x", .data = "{\"id\":\"x\"}"},
        {.id = 5, .kind = "participant", .object = PERSON_ID, .meeting = ROOM_ID, .calendar = "rooms"},
        {.id = 6, .kind = "meeting", .object = "y", .data = "{\"id\":\"y\"}", .cause = "{\"uid\":0}"},
        {.id = 7, .kind = "meeting", .object = "gone"},
        {.id = 8, .kind = "bridge", .object = "core1", .data = "{\"name\":\"core1\"}"},
    };
    reopen(&(struct journal_extent){.oldest = 4, .newest = 8}, kept, 5);
    struct http_exchange *one = ask("GET", "/v1/events?event=meeting,participant", "Last-Event-ID: 3", NULL);
    const char *said = fake_more(one);
    assert_contains(said, "id: 4\nevent: meeting\ndata: {\"id\":\"x\",\"at\":\"1970-01-01T00:00:00Z\"}\n\nid: "
                          "5\nevent: participant\ndata: {\"id\":\"" PERSON_ID "\"");
    assert_contains(said, "\"meeting\":\"" ROOM_ID "\",\"at\":\"1970-01-01T00:00:00Z\"}\n\nid: 6\n");
    assert_contains(said, "data: {\"id\":\"y\",\"at\":\"1970-01-01T00:00:00Z\",\"cause\":{\"uid\":0}}\n\n");
    assert_contains(said, "data: {\"id\":\"gone\",\"deleted\":true,\"at\":\"1970-01-01T00:00:00Z\"}\n\n");
    assert_null(strstr(said, "core1"));
    fake_leave(one);
    const struct {
        const char *last;
        bool lost;
    } cases[] = {{"8", false}, {"7", false}, {"2", true}, {"9", true}, {"0", true}, {"999999999999999999", true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char target[64];
        snprintf(target, sizeof target, "/v1/events?after=%s", cases[i].last);
        one = ask("GET", target, NULL, NULL);
        assert_int_equal(strstr(fake_more(one), "id: 8\nevent: reset\ndata: {\"reason\":") != NULL, cases[i].lost);
        fake_leave(one);
    }
    const struct {
        const char *last, *first; /* NULL: none */
    } lasts[] = {{"0", NULL}, {"1", "id: 8\n"}, {"2", "id: 7\n"}, {"5", "id: 4\n"}, {"1000", "id: 4\n"}};
    for (size_t i = 0; i < sizeof lasts / sizeof lasts[0]; i++) {
        char target[64];
        snprintf(target, sizeof target, "/v1/events?last=%s", lasts[i].last);
        one = ask("GET", target, NULL, NULL);
        const char *events = strstr(fake_more(one), "\n\n");
        assert_int_equal(strncmp(events + 2, lasts[i].first != NULL ? lasts[i].first : "", 6), 0);
        fake_leave(one);
    }
    assert_problem(ask("GET", "/v1/events?last=1001", NULL, NULL), 422, "last");
    one = ask("GET", "/v1/events", "Last-Event-ID: ", NULL);
    assert_null(strstr(fake_more(one), "event:"));
    fake_leave(one);
    fixture->n_kept = 2; /* the journal was cut while he was on the way */
    one = ask("GET", "/v1/events", "Last-Event-ID: 3", NULL);
    assert_contains(fake_more(one), "event: reset\n");
}

static void a_backup_in_the_stores_place_is_told(void **state)
{
    (void)state;
    reopen(&(struct journal_extent){.oldest = 4, .newest = 8, .restored = true}, NULL, 0);
    char expected[128];
    snprintf(expected, sizeof expected, "%" PRId64 " reset a backup was put in the store's place\n", FIXTURE_NOW + 1);
    assert_int_equal(strncmp(turn_commit(true), expected, strlen(expected)), 0);
    assert_string_equal(turn_commit(true), "");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

/* What can be configured is what there is, and a webhook's body has no passcode. */
static void webhooks_are_told_the_same(void **state)
{
    (void)state;
    CLEAN_BUF struct buf body;
    buf_init(&body, 1 << 20);
    config_write_reference(&body);
    char words[128] = "";
    for (int i = 0; i < EVENT_RESET; i++) {
        snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", i > 0 ? ", " : "`[", event_words[i]);
    }
    snprintf(words + strlen(words), sizeof words - strlen(words), "]`");
    assert_contains(buf_string(&body), words);
    const struct journal_event event = {
        .id = 7,
        .at = 1000,
        .kind = "meeting",
        .object = "m",
        .cause = "{\"uid\":1}",
        .data = "{\"id\":\"m\",\"title\":\"\\\"passcode\\\":\\\"9\\\"\",\"passcode\":\"4711\"}",
    };
    buf_clear(&body);
    api_event_message(fixture->api, &event, &body);
    assert_string_equal(
        buf_string(&body),
        "{\"type\":\"meeting\",\"timestamp\":\"1970-01-01T00:00:01Z\",\"id\":7,\"data\":{\"id\":\"m\",\"title\":"
        "\"\\\"passcode\\\":\\\"9\\\"\",\"passcode\":\"\",\"at\":\"1970-01-01T00:00:01Z\",\"cause\":{\"uid\":1}}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_change_that_is_seen_is_an_event),
        CASE(what_was_not_stored_was_not_told),
        CASE(a_calendar_is_told_when_it_is_another),
        CASE(many_are_told_as_they_are),
        CASE(a_stream_tells_what_comes),
        CASE(who_comes_back_is_told_what_he_missed),
        CASE(a_backup_in_the_stores_place_is_told),
        CASE(webhooks_are_told_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
