/* Everything durable comes back as it was: objects made by hand, stored, loaded into an engine, compared field by field
 * in the words below. */
#include "unit/store/fixture.h"

static void print_participant(struct buf *out, const struct participant *p)
{
    buf_printf(out,
               "  participant %s address=%s name=%s dial=%s state=%d attempts=%u leg=%s reason=%s dial_at=%lld hand=%d "
               "removing=%d version=%llu\n",
               p->id, p->address, p->name, text_or_null(p->dial), (int)p->state, p->attempts, p->call_leg,
               text_or_null(p->reason), (long long)p->dial_at, p->by_hand, p->removing, (unsigned long long)p->version);
}

static void print_meeting(struct buf *out, const struct meeting *m, const struct settings *settings)
{
    buf_printf(
        out,
        "meeting %u %s calendar=%s uid=%s rid=%lld title=%s organizer=%s passcode=%s start=%lld end=%lld late=%lld "
        "opened=%lld ended=%lld ",
        m->number, m->id, meeting_calendar(m), meeting_calendar(m)[0] != '\0' ? meeting_uid(m) : "its id",
        (long long)m->recurrence_id, meeting_title(m), meeting_organizer(m), meeting_passcode(m), (long long)m->start,
        (long long)m->end, (long long)meeting_late(m), (long long)meeting_opened(m), (long long)meeting_ended(m));
    buf_printf(out, "state=%d reason=%s hash=%llx version=%llu space=%lld secret=%s call=%d bridge=%s id=%s\n",
               (int)m->state, text_or_null(meeting_reason(m)), (unsigned long long)m->source_hash,
               (unsigned long long)m->version, meeting_space(m) != NULL ? (long long)meeting_space(m)->index : -1,
               meeting_secret(m), (int)m->call_state,
               m->call_state != CALL_NONE ? settings->bridges[m->call_bridge].name : "-", meeting_call_id(m));
    for (const struct participant *p = m->participants; p != NULL; p = p->next) {
        print_participant(out, p);
    }
}

static void print_space(struct buf *out, const struct space *s, const struct settings *settings)
{
    buf_printf(out, "space %u id=%s set=%s state=%d retired=%d stray=", s->index, s->id, s->set, (int)s->state,
               s->retired);
    for (int name = 0; name < 3; name++) {
        for (size_t i = 0; i < settings->n_bridges; i++) {
            if (settings->bridges[i].name == BRIDGE_NAMES[name] && (s->stray & 1U << i) != 0) {
                buf_printf(out, "%s,", BRIDGE_NAMES[name]);
            }
        }
    }
    buf_append_char(out, '\n');
}

static void print_set(struct buf *out, const struct bulk_set *s)
{
    buf_printf(out, "set %llu id=%s sync=%s first=%u last=%u state=%d reason=%s unclear=%d\n",
               (unsigned long long)s->key, s->id, s->sync, s->first, s->last, (int)s->state, text_or_null(s->reason),
               s->unclear);
}

static struct meeting meeting_bare(const char *id)
{
    struct meeting meeting = {
        .recurrence_id = INSTANT_NONE,
    };
    snprintf(meeting.id, sizeof meeting.id, "%s", id);
    return meeting;
}

#define SOME_TEXT "Größe \"x\" 'y'\n日本"

static struct meeting meeting_with_all(const char *id, struct space *space)
{
    static struct progress progress = {.late = 1795424400001, .opened = 0, .ended = 1900, .reason = SOME_TEXT};
    progress.space = space;
    static struct hosting hosting = {.secret = "s3cret", .call_id = "ce5ee392-0000-4000-8000-000000000000"};
    struct meeting meeting = {
        .recurrence_id = 0,
        .own_words = SOME_TEXT "\0" SOME_TEXT "\0" SOME_TEXT,
        .start = -5,
        .end = INSTANT_NEVER,
        .progress = &progress,
        .state = MEETING_ACTIVE,
        .source_hash = UINT64_MAX,
        .version = UINT64_MAX - 1,
        .call_state = CALL_OPEN,
        .call_bridge = 2,
        .hosting = &hosting,
    };
    snprintf(meeting.id, sizeof meeting.id, "%s", id);
    return meeting;
}

static void meeting_round_trips(void **state)
{
    struct fixture *f = *state;
    struct space space = {.index = 7, .id = "00000000-0000-4000-8000-000000000007", .set = "set", .state = SPACE_HELD};
    struct meeting cases[] = {meeting_bare("m0"), meeting_with_all("m1", &space), meeting_bare("m2")};
    cases[2].call_state = CALL_UNCLEAR;
    cases[2].call_bridge = 1;
    cases[2].state = MEETING_CANCELLED;
    turn_add(&f->effects, CHANGE_SPACE, &space, NULL, false);
    struct buf CLEAN_BUF before;
    struct buf CLEAN_BUF after;
    buf_init(&before, 1 << 16);
    buf_init(&after, 1 << 16);
    for (uint32_t i = 0; i < 3; i++) {
        cases[i].number = 7 * i;
        turn_add(&f->effects, CHANGE_MEETING, &cases[i], NULL, false);
        print_meeting(&before, &cases[i], &f->settings);
    }
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    for (size_t i = 0; i < 3; i++) {
        assert_non_null(engine_meeting(engine, cases[i].id));
        print_meeting(&after, engine_meeting(engine, cases[i].id), &f->settings);
    }
    assert_string_equal(buf_string(&after), buf_string(&before));
    engine_free(engine);
}

static void participant_add(struct meeting *meeting, struct participant *participant)
{
    struct participant **slot = &meeting->participants;
    while (*slot != NULL) {
        slot = &(*slot)->next;
    }
    *slot = participant;
    participant->meeting = meeting;
}

static void assert_meeting_loads_as(struct fixture *f, const struct meeting *meeting)
{
    struct buf CLEAN_BUF before;
    struct buf CLEAN_BUF after;
    buf_init(&before, 1 << 16);
    buf_init(&after, 1 << 16);
    print_meeting(&before, meeting, &f->settings);
    struct engine *engine = fixture_load(f, &f->settings);
    print_meeting(&after, engine_meeting(engine, meeting->id), &f->settings);
    assert_string_equal(buf_string(&after), buf_string(&before));
    engine_free(engine);
}

static void participants_fill(struct participant *p)
{
    p[0] = (struct participant){.id = "z", .address = SOME_TEXT, .name = SOME_TEXT, .dial = SOME_TEXT};
    p[1] = (struct participant){.id = "b", .address = NONE, .name = NONE, .state = PARTICIPANT_LISTED, .by_hand = true};
    p[2] = (struct participant){.id = "y", .address = NONE, .name = NONE, .dial = NONE, .state = PARTICIPANT_FAILED};
    p[3] = (struct participant){.id = "a", .address = NONE, .name = NONE, .dial = NONE, .call_leg = "9f003b66"};
    p[4] = (struct participant){.id = "c", .address = NONE, .name = NONE, .state = PARTICIPANT_LISTED, .dial_at = 1};
    p[0].dial_at = INSTANT_NONE;
    p[2].attempts = UINT32_MAX;
    p[2].reason = SOME_TEXT;
    p[2].removing = true;
    p[2].version = UINT64_MAX;
}

static void participants_round_trip_in_order(void **state)
{
    struct fixture *f = *state;
    struct meeting m = meeting_bare("m");
    struct participant p[5];
    participants_fill(p);
    /* First turn: z b y, in another order than the list's; the meeting comes last. */
    participant_add(&m, &p[0]);
    participant_add(&m, &p[1]);
    participant_add(&m, &p[2]);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[2], NULL, false);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[0], NULL, false);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[1], NULL, false);
    turn_add(&f->effects, CHANGE_MEETING, &m, NULL, false);
    fixture_commit(f);
    assert_meeting_loads_as(f, &m);
    /* Then two of them go, one changes, and two come behind the one that stayed: y a c. */
    m.participants = &p[2];
    participant_add(&m, &p[3]);
    participant_add(&m, &p[4]);
    p[2].attempts = 3;
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[0], NULL, true);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[4], NULL, false);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[2], NULL, false);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[1], NULL, true);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p[3], NULL, false);
    fixture_commit(f);
    assert_meeting_loads_as(f, &m);
}

static void pool_round_trips(void **state)
{
    struct fixture *f = *state;
    struct space spaces[] = {
        {.index = 0, .id = "s0", .set = "p1", .state = SPACE_FREE},
        {.index = 1, .id = "s1", .set = "p1", .state = SPACE_DIRTY, .stray = 5, .retired = true},
        {.index = 2, .id = "s2", .set = "p2", .state = SPACE_LEAVING, .stray = 7},
    };
    char reason[] = "a space has that URI already";
    struct bulk_set sets[] = {
        {.key = 1, .state = SET_WANTED, .first = 1, .last = 20, .unclear = true},
        {.key = 2, .id = "i2", .sync = "y2", .first = 0, .last = UINT32_MAX, .state = SET_FAILED, .reason = reason},
        {.key = 3, .id = "i3", .first = 3, .last = 3, .state = SET_DONE},
    };
    struct profile profiles[] = {{.leg = false, .id = "call", .hash = UINT64_MAX},
                                 {.leg = true, .id = "", .unclear = true}};
    struct buf CLEAN_BUF before;
    struct buf CLEAN_BUF after;
    buf_init(&before, 1 << 16);
    buf_init(&after, 1 << 16);
    for (size_t i = 0; i < 3; i++) {
        turn_add(&f->effects, CHANGE_SPACE, &spaces[i], NULL, false);
        turn_add(&f->effects, CHANGE_SET, &sets[i], NULL, false);
        print_space(&before, &spaces[i], &f->settings);
    }
    turn_add(&f->effects, CHANGE_PROFILE, &profiles[0], NULL, false);
    turn_add(&f->effects, CHANGE_PROFILE, &profiles[1], NULL, false);
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    for (size_t i = 0; i < 3; i++) {
        print_space(&after, engine_space_at(engine, i), &f->settings);
    }
    assert_string_equal(buf_string(&after), buf_string(&before));
    for (size_t i = 0; i < 3; i++) {
        const struct bulk_set *set = engine_sets(engine);
        while (set != NULL && set->key != sets[i].key) {
            set = set->next;
        }
        assert_non_null(set);
        buf_clear(&before);
        buf_clear(&after);
        print_set(&before, &sets[i]);
        print_set(&after, set);
        assert_string_equal(buf_string(&after), buf_string(&before));
    }
    for (size_t i = 0; i < 2; i++) {
        const struct profile *profile = engine_profile(engine, profiles[i].leg);
        assert_string_equal(profile->id, profiles[i].id);
        assert_true(profile->hash == profiles[i].hash && profile->unclear == profiles[i].unclear &&
                    profile->leg == profiles[i].leg);
    }
    engine_free(engine);
}

static void bridges_are_kept_by_name(void **state)
{
    struct fixture *f = *state;
    struct space space = {.index = 1, .id = "s1", .set = "p", .state = SPACE_DIRTY, .stray = 6}; /* core2, core3 */
    struct hosting hosting = {.call_id = "c"};
    struct meeting m = {.id = "m",
                        .recurrence_id = INSTANT_NONE,
                        .state = MEETING_ACTIVE,
                        .call_state = CALL_OPEN,
                        .call_bridge = 2,
                        .hosting = &hosting};
    turn_add(&f->effects, CHANGE_SPACE, &space, NULL, false);
    turn_add(&f->effects, CHANGE_MEETING, &m, NULL, false);
    fixture_commit(f);
    struct {
        size_t n;
        int order[3];
        uint32_t stray;
        enum call_state call;
        uint32_t bridge;
    } cases[] = {
        {3, {0, 1, 2}, 6, CALL_OPEN, 2},
        {3, {2, 1, 0}, 3, CALL_OPEN, 0},
        {2, {0, 2}, 2, CALL_OPEN, 1},
        {1, {0}, 0, CALL_NONE, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct settings settings = settings_with(cases[i].n, cases[i].order);
        struct engine *engine = fixture_load(f, &settings);
        const struct meeting *loaded = engine_meeting(engine, "m");
        assert_int_equal(engine_space_at(engine, 0)->stray, cases[i].stray);
        assert_int_equal(loaded->call_state, cases[i].call);
        assert_int_equal(loaded->call_bridge, cases[i].bridge);
        engine_free(engine);
    }
}

/* What is known of one that is configured no more goes with the next that is written of another. */
static void bridges_that_are_gone_are_forgotten(void **state)
{
    struct fixture *f = *state;
    struct bridge bridges[] = {
        {.index = 0, .falls = 3, .held_until = INSTANT_NONE, .drained = INSTANT_NONE},
        {.index = 1, .falls = 4, .held_until = INSTANT_NONE, .drained = INSTANT_NONE},
    };
    struct settings all = f->settings, one = settings_with(1, (int[]){0});
    for (size_t i = 0; i < 3; i++) {
        turn_add(&f->effects, CHANGE_BRIDGE, &bridges[i % 2], NULL, false);
        f->settings = i == 2 ? one : all;
        fixture_commit(f);
        bridges[i % 2].changed = false;
    }
    f->settings = all;
    struct engine *engine = fixture_load(f, &f->settings);
    assert_int_equal(engine_bridge(engine, 0)->falls, 3);
    assert_int_equal(engine_bridge(engine, 1)->falls, 0);
    engine_free(engine);
}

static void engine_row_round_trips(void **state)
{
    struct fixture *f = *state;
    struct engine *engine = engine_new(&f->settings, SEED);
    engine_load_engine(engine, "core2", true, 42);
    engine_load_tenure(engine, &(struct engine_tenure_row){"1a2b3c4d", "b1", "b0", "S1", 7000, INSTANT_NONE});
    turn_add(&f->effects, CHANGE_ENGINE, engine, NULL, false);
    fixture_commit(f);
    engine_free(engine);
    struct settings other = settings_with(2, (int[]){1, 0});
    engine = fixture_load(f, &other);
    assert_int_equal(engine_preferred(engine), 0);
    assert_true(engine_preferred_by_hand(engine));
    assert_int_equal(engine_next_set_key(engine), 42);
    assert_string_equal(engine_tenure(engine)->installation, "1a2b3c4d");
    assert_string_equal(engine_tenure(engine)->beat, "b1");
    assert_string_equal(engine_tenure(engine)->before, "b0");
    assert_string_equal(engine_tenure(engine)->bearer, "S1");
    assert_int_equal(engine_tenure(engine)->found, 7000);
    assert_int_equal(engine_tenure(engine)->since, INSTANT_NONE);
    engine_free(engine);
}

static void deletions_hold_whatever_their_order(void **state)
{
    struct fixture *f = *state;
    char none[] = "";
    struct space old = {.index = 4, .id = "old", .set = "p", .state = SPACE_HELD};
    struct progress progress = {.late = INSTANT_NONE, .opened = INSTANT_NONE, .ended = INSTANT_NONE, .space = &old};
    struct space new_ = {.index = 4, .id = "new", .set = "p", .state = SPACE_FREE};
    struct meeting m = {.id = "m", .recurrence_id = INSTANT_NONE, .progress = &progress};
    struct participant p = {.id = "p", .address = none, .name = none, .meeting = &m};
    m.participants = &p;
    turn_add(&f->effects, CHANGE_MEETING, &m, NULL, false); /* before the space that it holds */
    turn_add(&f->effects, CHANGE_SPACE, &old, NULL, false);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p, NULL, false);
    fixture_commit(f);
    turn_add(&f->effects, CHANGE_MEETING, &m, NULL, true);
    turn_add(&f->effects, CHANGE_PARTICIPANT, &p, NULL, false); /* changed in the turn that deletes its meeting */
    turn_add(&f->effects, CHANGE_SPACE, &new_, NULL, false);    /* its index goes to another in the same turn */
    turn_add(&f->effects, CHANGE_SPACE, &old, NULL, true);
    fixture_commit(f);
    struct engine *engine = fixture_load(f, &f->settings);
    assert_null(engine_meeting(engine, "m"));
    assert_string_equal(engine_space_at(engine, 0)->id, "new");
    engine_free(engine);
}

static void words_of_another_version_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *message;
    } CASES[] = {
        {"INSERT INTO space VALUES (1, 's', 'p', 'haunted', 0, '')",
         "has a space with \"haunted\", which this version does not know"},
        {"INSERT INTO space VALUES (-1, 's', 'p', 'free', 0, '')", "has a space with \"-1\""},
        {"INSERT INTO bulk_set VALUES (1, '', '', 1, 2, '', NULL, 0)", "has a parameter set with \"\""},
        {"INSERT INTO profile VALUES (0, '0123456789012345678901234567890123456789', 0, 0)",
         "has a profile with \"0123456789"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct folder folder;
        folder_make(&folder);
        struct store *store = NULL;
        struct err err = {0};
        assert_int_equal(store_open(folder.store, &store, &err), 0);
        store_close(store);
        sqlite3 *db = NULL;
        assert_int_equal(sqlite3_open(folder.store, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, CASES[i].sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        assert_int_equal(store_open(folder.store, &store, &err), 0);
        struct settings settings = settings_with(1, (int[]){0});
        struct engine *engine = engine_new(&settings, SEED);
        assert_int_equal(store_load(store, engine, &err), ERR_CORRUPT);
        assert_non_null(strstr(err.message, CASES[i].message));
        engine_free(engine);
        store_close(store);
        folder_remove(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(meeting_round_trips, setup, teardown),
        cmocka_unit_test_setup_teardown(participants_round_trip_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(pool_round_trips, setup, teardown),
        cmocka_unit_test_setup_teardown(bridges_are_kept_by_name, setup, teardown),
        cmocka_unit_test_setup_teardown(bridges_that_are_gone_are_forgotten, setup, teardown),
        cmocka_unit_test_setup_teardown(engine_row_round_trips, setup, teardown),
        cmocka_unit_test_setup_teardown(deletions_hold_whatever_their_order, setup, teardown),
        cmocka_unit_test(words_of_another_version_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
