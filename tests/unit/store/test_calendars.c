/* Calendars, what they refused, their components and texts come back as they were. */
#include "unit/store/fixture.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static void print_calendar(struct buf *out, const struct calendar *c)
{
    buf_printf(out, "calendar %s refused=%u sync=%lld success=%lld error=%s expanded=%lld\n", c->name, c->refused_count,
               (long long)c->last_sync, (long long)c->last_success, text_or_null(c->last_error),
               (long long)c->expanded_to);
    for (size_t i = 0; i < c->n_refused; i++) {
        const struct refusal *r = &c->refused[i];
        buf_printf(out, "  refused %s %u %s title=%s when=%s\n", r->uid, r->line, r->why, r->title, r->when);
    }
}

static void print_component(struct buf *out, const struct component *c)
{
    buf_printf(out, "  component rid=%lld sequence=%lld dtstamp=%lld cancelled=%d rolls=%d hash=%llx\n",
               (long long)c->recurrence_id, (long long)c->sequence, (long long)c->dtstamp, c->cancelled, c->rolls,
               (unsigned long long)c->hash);
}

static void calendar_round_trips(void **state)
{
    struct fixture *f = *state;
    char uid[] = "u";
    char why[] = "its rule has no end";
    char name[] = "rooms";
    char error[] = "the server refused";
    char title[] = "Board";
    char when[] = "2026-11-23 10:00 Europe/Paris";
    struct refusal refusals[] = {{.uid = uid, .line = 12, .why = why, .title = title, .when = when},
                                 {.uid = NONE, .line = 0, .why = why},
                                 {.uid = name, .line = 3, .why = why}};
    struct calendar cases[] = {
        {.name = name, .last_sync = INSTANT_NONE, .last_success = INSTANT_NONE, .expanded_to = INSTANT_NONE},
        {.name = name,
         .last_sync = 5,
         .last_success = 4,
         .expanded_to = 90 * DAY_MS,
         .refused_count = 1003,
         .refused = refusals,
         .n_refused = 3,
         .last_error = error},
        {.name = name,
         .last_sync = 6,
         .last_success = 6,
         .expanded_to = 90 * DAY_MS,
         .refused_count = 1,
         .refused = &refusals[2],
         .n_refused = 1},
    };
    for (size_t i = 0; i < 3; i++) {
        turn_add(&f->effects, CHANGE_CALENDAR, &cases[i], NULL, false);
        fixture_commit(f);
        struct engine *engine = fixture_load(f, &f->settings);
        struct buf CLEAN_BUF before;
        struct buf CLEAN_BUF after;
        buf_init(&before, 1 << 16);
        buf_init(&after, 1 << 16);
        print_calendar(&before, &cases[i]);
        print_calendar(&after, engine_calendar(engine, "rooms"));
        assert_string_equal(buf_string(&after), buf_string(&before));
        engine_free(engine);
    }
    turn_add(&f->effects, CHANGE_CALENDAR, &cases[1], NULL, true);
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    assert_null(engine_calendar(engine, "rooms"));
    engine_free(engine);
}

static const struct component *loaded_component(const struct engine *engine, const char *uid, instant recurrence_id)
{
    const struct booking *booking = map_get(&engine_calendar(engine, "rooms")->bookings, uid);
    for (uint32_t i = 0; booking != NULL && i < booking->n_components; i++) {
        if (booking->components[i]->recurrence_id == recurrence_id) {
            return booking->components[i];
        }
    }
    return NULL;
}

static void components_round_trip(void **state)
{
    struct fixture *f = *state;
    struct calendar calendar = {.name = (char[]){"rooms"}, .last_sync = 1, .last_success = 1, .expanded_to = 1};
    struct booking single = {.calendar = &calendar, .uid = (char[]){"single"}};
    struct booking series = {.calendar = &calendar, .uid = (char[]){"series"}};
    struct booking gone = {.calendar = &calendar, .uid = (char[]){"cancelled series"}};
    struct {
        struct booking *booking;
        struct component component;
    } cases[] = {
        {&series,
         {.recurrence_id = 1764000000000,
          .sequence = -1,
          .dtstamp = INSTANT_NONE,
          .hash = 1,
          .texts = &(struct component_texts){.text = (char[]){"override"}}}},
        {&series,
         {.recurrence_id = INSTANT_NONE,
          .sequence = INT64_MAX,
          .dtstamp = 9,
          .rolls = true,
          .hash = UINT64_MAX,
          .texts = &(struct component_texts){.text = (char[]){"master"}}}},
        {&single,
         {.recurrence_id = INSTANT_NONE,
          .sequence = 0,
          .dtstamp = 0,
          .hash = 2,
          .texts = &(struct component_texts){.text = (char[]){"single"}}}},
        {&gone,
         {.recurrence_id = INSTANT_NONE,
          .cancelled = true,
          .rolls = true,
          .dtstamp = 5,
          .texts = &(struct component_texts){.text = (char[]){"gone"}}}},
    };
    turn_add(&f->effects, CHANGE_CALENDAR, &calendar, NULL, false);
    for (size_t i = 0; i < 4; i++) {
        turn_add(&f->effects, CHANGE_COMPONENT, &cases[i].component, cases[i].booking, false);
    }
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    for (size_t i = 0; i < 4; i++) {
        const struct component *loaded =
            loaded_component(engine, cases[i].booking->uid, cases[i].component.recurrence_id);
        assert_non_null(loaded);
        assert_null(loaded->texts);
        struct buf CLEAN_BUF before;
        struct buf CLEAN_BUF after;
        buf_init(&before, 4096);
        buf_init(&after, 4096);
        print_component(&before, &cases[i].component);
        print_component(&after, loaded);
        assert_string_equal(buf_string(&after), buf_string(&before));
    }
    engine_free(engine);
}

static void assert_recurring(struct fixture *f, const char *calendar, const char *expected)
{
    char text[1024];
    int fd = memfd_create("texts", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(store_read_recurring(f->store, calendar, fd, &f->err), 0);
    ssize_t len = pread(fd, text, sizeof text - 1, 0);
    assert_true(len >= 0);
    text[len] = '\0';
    assert_string_equal(text, expected);
    close(fd);
}

static void recurring_texts_come_back(void **state)
{
    struct fixture *f = *state;
    struct calendar calendar = {.name = (char[]){"rooms"}};
    struct calendar other = {.name = (char[]){"other"}};
    struct booking series = {.calendar = &calendar, .uid = (char[]){"series"}};
    struct booking single = {.calendar = &calendar, .uid = (char[]){"single"}};
    struct booking foreign = {.calendar = &other, .uid = (char[]){"series"}};
    struct component override = {.recurrence_id = 5, .texts = &(struct component_texts){.text = (char[]){"override;"}}};
    struct component master = {
        .recurrence_id = INSTANT_NONE, .rolls = true, .texts = &(struct component_texts){.text = (char[]){"master;"}}};
    struct component lone = {.recurrence_id = INSTANT_NONE,
                             .texts = &(struct component_texts){.text = (char[]){"lone;"}}};
    struct component far = {
        .recurrence_id = INSTANT_NONE, .rolls = true, .texts = &(struct component_texts){.text = (char[]){"foreign;"}}};
    struct component one_cancelled = {
        .recurrence_id = 7, .cancelled = true, .texts = &(struct component_texts){.text = (char[]){"tombstone;"}}};
    turn_add(&f->effects, CHANGE_COMPONENT, &override, &series, false);
    turn_add(&f->effects, CHANGE_COMPONENT, &master, &series, false);
    turn_add(&f->effects, CHANGE_COMPONENT, &lone, &single, false);
    turn_add(&f->effects, CHANGE_COMPONENT, &far, &foreign, false);
    turn_add(&f->effects, CHANGE_CALENDAR, &calendar, NULL, false);
    turn_add(&f->effects, CHANGE_CALENDAR, &other, NULL, false);
    fixture_commit(f);
    struct {
        const char *title, *text;
        bool cancelled, deleted;
        const char *expected;
    } cases[] = {
        {"as stored", NULL, false, false, "master;override;"},
        {"without a new text the stored one holds", NULL, false, false, "master;override;"},
        {"a new text replaces it", "other;", false, false, "other;override;"},
        {"a cancelled series is not expanded", NULL, true, false, ""},
        {"until it is confirmed again", NULL, false, false, "other;override;"},
        {"nor is one that is gone", NULL, false, true, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        master.texts->text = (char *)cases[i].text;
        master.cancelled = cases[i].cancelled;
        turn_add(&f->effects, CHANGE_COMPONENT, &master, &series, cases[i].deleted);
        fixture_commit(f);
        assert_recurring(f, "rooms", cases[i].expected);
    }
    turn_add(&f->effects, CHANGE_COMPONENT, &one_cancelled, &foreign, false);
    fixture_commit(f);
    assert_recurring(f, "other", "foreign;");
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_int_equal(store_read_recurring(f->store, "other", full, &f->err), ERR_LIMIT);
    close(full);
    struct buf CLEAN_BUF small;
    buf_init(&small, 3);
    assert_int_equal(store_read_booking(f->store, "other", "series", &small, &f->err), ERR_LIMIT);
}

static void assert_same_people(const struct people *a, const struct people *b)
{
    struct buf left CLEAN_BUF;
    struct buf right CLEAN_BUF;
    buf_init(&left, 4096);
    buf_init(&right, 4096);
    people_write(a, &left);
    people_write(b, &right);
    assert_int_equal(left.len, right.len);
    assert_memory_equal(left.data, right.data, right.len);
}

static const struct booking *assert_source_known(const struct engine *engine)
{
    const struct calendar *rooms = engine_calendar(engine, "rooms");
    assert_string_equal(rooms->validator, "etag=1\n");
    assert_true(rooms->held_since == 5 && rooms->held_lost == 6 && rooms->held_of == 7 && rooms->released);
    assert_int_equal(rooms->unfinished, 8);
    const struct booking *loaded = map_get(&rooms->bookings, "u");
    assert_true(loaded->digest == UINT64_MAX && loaded->reread != 0);
    assert_string_equal(loaded->href, "/u.ics");
    assert_string_equal(booking_etag(loaded), "\"e\"");
    return loaded;
}

/* What attendees have said: the newest word of each, until it is forgotten. */
static void responses_come_back(void **state)
{
    struct fixture *f = *state;
    struct calendar calendar = {.name = (char[]){"mail"}};
    struct booking booking = {.calendar = &calendar, .uid = (char[]){"u"}};
    struct response bob = {.recurrence_id = INSTANT_NONE,
                           .sequence = 1,
                           .dtstamp = 5,
                           .address = (char[]){"bob@x"},
                           .delegate = (char[]){"eve@x"},
                           .partstat = PARTSTAT_DELEGATED};
    struct response once = {
        .recurrence_id = 1001, .dtstamp = INSTANT_NONE, .address = (char[]){"bob@x"}, .partstat = PARTSTAT_DECLINED};
    turn_add(&f->effects, CHANGE_CALENDAR, &calendar, NULL, false);
    turn_add(&f->effects, CHANGE_RESPONSE, &bob, &booking, false);
    turn_add(&f->effects, CHANGE_RESPONSE, &once, &booking, false);
    fixture_commit(f);
    bob.sequence = 2;
    turn_add(&f->effects, CHANGE_RESPONSE, &bob, &booking, false);
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    const struct calendar *loaded = engine_calendar(engine, "mail");
    const struct responses *responses = map_get(&loaded->responses, "u");
    assert_int_equal(responses->n, 2);
    const struct response *first = responses->list[0], *second = responses->list[1];
    assert_true(first->recurrence_id == INSTANT_NONE && first->sequence == 2 && first->dtstamp == 5);
    assert_true(first->partstat == PARTSTAT_DELEGATED && strcmp(first->delegate, "eve@x") == 0);
    assert_true(second->recurrence_id == 1001 && second->dtstamp == INSTANT_NONE && second->delegate == NULL);
    assert_int_equal(second->partstat, PARTSTAT_DECLINED);
    engine_free(engine);
    turn_add(&f->effects, CHANGE_RESPONSE, &bob, &booking, true);
    turn_add(&f->effects, CHANGE_RESPONSE, &once, &booking, true);
    fixture_commit(f);
    engine = fixture_load(f, &f->settings);
    assert_int_equal(map_count(&engine_calendar(engine, "mail")->responses), 0);
    engine_free(engine);
}

/* A meeting far ahead, which is what its component says. */
static struct meeting meeting_of(struct component *source, struct booking *booking)
{
    return (struct meeting){
        .id = "m", .booking = booking, .recurrence_id = INSTANT_NONE, .start = 1, .end = 2, .source = source};
}

/* What a source said of a booking, and what a far meeting has from its component. */
static void bookings_and_sources_come_back(void **state)
{
    struct fixture *f = *state;
    static const struct attendee PEOPLE[] = {
        {(char *)"sip:room@example.com", (char *)"Größe", ATTENDEE_ROOM, ROLE_NONE, PARTSTAT_DELEGATED, NULL},
        {(char *)"a@example.com", (char *)"", ATTENDEE_UNKNOWN, ROLE_CHAIR, PARTSTAT_NEEDS_ACTION, NULL},
    };
    struct calendar calendar = {.name = (char[]){"rooms"},
                                .validator = (char[]){"etag=1\n"},
                                .held_since = 5,
                                .held_lost = 6,
                                .held_of = 7,
                                .released = true,
                                .unfinished = 8};
    struct booking booking = {.calendar = &calendar,
                              .uid = (char[]){"u"},
                              .digest = UINT64_MAX,
                              .href = (char[]){"/u.ics\0\"e\""},
                              .reread = 9};
    struct intern names;
    intern_init(&names, 1);
    struct component component = {.recurrence_id = INSTANT_NONE,
                                  .title = (char[]){"Größe"},
                                  .organizer = "o@example.com",
                                  .texts = &(struct component_texts){.text = (char[]){"text"}},
                                  .people = people_pack(&names, PEOPLE, 2)};
    struct meeting meeting = meeting_of(&component, &booking);
    turn_add(&f->effects, CHANGE_CALENDAR, &calendar, NULL, false);
    turn_add(&f->effects, CHANGE_BOOKING, &booking, &booking, false);
    turn_add(&f->effects, CHANGE_COMPONENT, &component, &booking, false);
    turn_add(&f->effects, CHANGE_MEETING, &meeting, NULL, false);
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    const struct booking *loaded = assert_source_known(engine);
    const struct meeting *far = engine_meeting(engine, "m");
    assert_ptr_equal(far->source, loaded->components[0]);
    assert_string_equal(meeting_title(far), "Größe");
    assert_string_equal(meeting_organizer(far), "o@example.com");
    assert_same_people(far->source->people, component.people);
    engine_free(engine);
    booking.digest = booking.reread = 0;
    booking.href = NULL;
    turn_add(&f->effects, CHANGE_BOOKING, &booking, &booking, false);
    fixture_commit(f);
    engine = fixture_load(f, &f->settings);
    loaded = map_get(&engine_calendar(engine, "rooms")->bookings, "u");
    assert_true(loaded->digest == 0 && loaded->reread == 0 && loaded->href == NULL);
    engine_free(engine);
    people_free(component.people);
    intern_done(&names);
}

/* A silent component is written without its words: the stored ones stay, and come back when there is a meeting. */
static void words_outlast_silence(void **state)
{
    struct fixture *f = *state;
    struct calendar calendar = {.name = (char[]){"rooms"}};
    struct booking booking = {.calendar = &calendar, .uid = "u"};
    struct component component = {.recurrence_id = INSTANT_NONE, .title = (char[]){"Talk"}, .organizer = "o@x"};
    turn_add(&f->effects, CHANGE_CALENDAR, &calendar, NULL, false);
    turn_add(&f->effects, CHANGE_COMPONENT, &component, &booking, false);
    fixture_commit(f);
    component.title = NULL;
    component.silent = true;
    component.sequence = 3;
    turn_add(&f->effects, CHANGE_COMPONENT, &component, &booking, false);
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    const struct component *loaded = loaded_component(engine, "u", INSTANT_NONE);
    assert_true(loaded->silent && loaded->title == NULL && loaded->sequence == 3); /* nobody asks for them */
    assert_string_equal(loaded->organizer, "o@x");
    engine_free(engine);
    struct meeting meeting = meeting_of(&component, &booking);
    turn_add(&f->effects, CHANGE_MEETING, &meeting, NULL, false);
    fixture_commit(f);
    engine = fixture_load(f, &f->settings);
    loaded = loaded_component(engine, "u", INSTANT_NONE);
    assert_true(!loaded->silent);
    assert_string_equal(loaded->title, "Talk");
    assert_string_equal(meeting_title(engine_meeting(engine, "m")), "Talk");
    engine_free(engine);
}

/* Written once and then the store's alone: NULL is what there was, "" is none. */
static void places_come_back(void **state)
{
    struct fixture *f = *state;
    struct calendar calendar = {.name = (char[]){"rooms"}};
    struct booking booking = {.calendar = &calendar, .uid = (char[]){"one"}};
    struct component_texts texts = {0};
    struct component component = {.recurrence_id = 5, .texts = &texts};
    turn_add(&f->effects, CHANGE_CALENDAR, &calendar, NULL, false);
    static const struct {
        const char *location, *conference, *shown;
    } cases[] = {
        {NULL, NULL, "- -"},
        {"Room 1", "https://x", "Room 1 https://x"},
        {NULL, NULL, "Room 1 https://x"},
        {"Room 2", "", "Room 2 "},
        {"", NULL, " "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        texts.location = (char *)(uintptr_t)cases[i].location;
        texts.conference = (char *)(uintptr_t)cases[i].conference;
        turn_add(&f->effects, CHANGE_COMPONENT, &component, &booking, false);
        fixture_commit(f);
        CLEAN_FREE char *location = NULL;
        CLEAN_FREE char *conference = NULL;
        assert_int_equal(store_read_place(f->store, &booking, &component, &location, &conference, &f->err), 0);
        CLEAN_FREE char *shown =
            mem_printf("%s %s", location != NULL ? location : "-", conference != NULL ? conference : "-");
        assert_string_equal(shown, cases[i].shown);
    }
    struct component other = {.recurrence_id = 6};
    char *location = NULL;
    char *conference = NULL;
    assert_int_equal(store_read_place(f->store, &booking, &other, &location, &conference, &f->err), 0);
    assert_null(location);
    assert_null(conference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(calendar_round_trips, setup, teardown),
        cmocka_unit_test_setup_teardown(components_round_trip, setup, teardown),
        cmocka_unit_test_setup_teardown(recurring_texts_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(responses_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(bookings_and_sources_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(words_outlast_silence, setup, teardown),
        cmocka_unit_test_setup_teardown(places_come_back, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
