/* From an older schema to a newer one: all or nothing, and a copy of what was there before. */
#include "unit/store/support.h"

#include "../../../src/store/db.h"

#include <sys/stat.h>

/* Those that a store has already are not looked at; two more come. */
enum { MOST = 64, MORE = 2 };

static const struct migration GOOD[MORE] = {
    {"second.sql", "CREATE TABLE second (x INTEGER) STRICT; INSERT INTO second VALUES (2)"},
    {"third.sql", "CREATE TABLE third (x INTEGER) STRICT; INSERT INTO third SELECT x + 1 FROM second"},
};
static const struct migration BAD[MORE] = {
    {"second.sql", "CREATE TABLE second (x INTEGER) STRICT"},
    {"third.sql", "CREATE TABLE broken (x INTEGER) STRICT; this is not SQL"},
};

static int migrate(struct store *store, const struct migration more[MORE], struct err *err)
{
    struct migration all[MOST];
    assert_true(N_MIGRATIONS + MORE <= MOST);
    for (size_t i = 0; i < N_MIGRATIONS; i++) {
        all[i] = (struct migration){"unused.sql", "CREATE TABLE unused (x INTEGER) STRICT"};
    }
    memcpy(&all[N_MIGRATIONS], more, MORE * sizeof *more);
    return store_migrate(store, all, N_MIGRATIONS + MORE, err);
}

static int64_t number(struct store *store, const char *sql)
{
    int64_t value = -1;
    struct err err = {0};
    assert_int_equal(db_read_number(store, sql, &value, &err), 0);
    return value;
}

static void goes_up_and_keeps_a_copy(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    assert_int_equal(db_run(store, "INSERT INTO space VALUES (5, 's', 'p', 'free', 0, '')", "written", &err), 0);
    assert_int_equal(migrate(store, GOOD, &err), 0);
    assert_int_equal(number(store, "PRAGMA user_version"), N_MIGRATIONS + MORE);
    assert_int_equal(number(store, "SELECT x FROM third"), 3);
    assert_int_equal(number(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'unused'"), 0);
    assert_int_equal(migrate(store, GOOD, &err), 0); /* nothing left to do */
    store_close(store);
    char copy[128];
    snprintf(copy, sizeof copy, "%s.schema-%zu", folder.store, N_MIGRATIONS);
    struct stat info;
    assert_int_equal(stat(copy, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(store_open(copy, &store, &err), 0); /* a store of its own, as it was */
    assert_int_equal(number(store, "SELECT space_index FROM space"), 5);
    assert_int_equal(number(store, "PRAGMA user_version"), N_MIGRATIONS);
    store_close(store);
    folder_remove(&folder);
}

/* What a release with the first n migrations left: a space in use, its meeting with two people, a calendar with a
 * component. */
static void make_old(const char *path, size_t n)
{
    static const char ROWS[] =
        "PRAGMA application_id = 0x636f7370; INSERT INTO engine (one, preferred_bridge, preferred_by_hand, "
        "next_set_key)"
        " VALUES (1, 'core1', 0, 2);"
        "INSERT INTO space VALUES (5, 's5', 'p', 'in_use', 0, '');"
        "INSERT INTO meeting (id, calendar, uid, title, organizer, passcode, starts, ends, state, source_hash, version,"
        " space_index, secret, call_state, call_bridge, call_id) VALUES ('m', '', '', 'Title', '', '', 0, 9000, "
        "'active',"
        " 1, 1, 5, 'x', 'open', 'core1', 'c');"
        "INSERT INTO participant (meeting, id, position, address, name, state, attempts, call_leg, by_hand, removing,"
        " version) VALUES ('m', 'second', 2, 'b', '', 'pending', 0, '', 0, 0, 1), ('m', 'first', 1, 'a', '', 'pending',"
        " 0, '', 0, 0, 1);"
        "INSERT INTO calendar (name, refused_count) VALUES ('rooms', 0);"
        "INSERT INTO component (calendar, uid, recurrence_id, sequence, cancelled, rolls, hash, text)"
        " VALUES ('rooms', 'u', -9223372036854775808, 0, 0, 0, 7, 'BEGIN:VEVENT')";
    sqlite3 *db = NULL;
    char version[64];
    snprintf(version, sizeof version, "PRAGMA user_version = %zu", n);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL), SQLITE_OK);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(sqlite3_exec(db, MIGRATIONS[i].sql, NULL, NULL, NULL), SQLITE_OK);
    }
    assert_int_equal(sqlite3_exec(db, ROWS, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, version, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void every_old_store_opens(void **state)
{
    (void)state;
    static const uint8_t SEED[RANDOM_SEED_SIZE] = {1};
    struct settings settings = settings_with(1, (int[]){0});
    for (size_t n = 1; n < N_MIGRATIONS; n++) {
        struct folder folder;
        folder_make(&folder);
        make_old(folder.store, n);
        struct store *store = NULL;
        struct err err = {0};
        assert_int_equal(store_open(folder.store, &store, &err), 0);
        assert_int_equal(number(store, "PRAGMA user_version"), N_MIGRATIONS);
        struct engine *engine = engine_new(&settings, SEED);
        assert_int_equal(store_load(store, engine, &err), 0);
        const struct meeting *meeting = engine_meeting(engine, "m");
        assert_non_null(meeting);
        assert_int_equal(meeting->state, MEETING_ACTIVE);
        assert_int_equal(meeting_space(meeting)->index, 5);
        assert_int_equal(meeting->n_participants, 2);
        assert_string_equal(meeting->participants->id, "first");
        assert_string_equal(meeting->participants->next->id, "second");
        assert_int_equal(engine_calendar(engine, "rooms")->unfinished, INSTANT_NONE);
        assert_int_equal(engine_bridge(engine, 0)->drained, INSTANT_NONE);
        engine_free(engine);
        store_close(store);
        folder_remove(&folder);
    }
}

static void a_failure_changes_nothing(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    assert_int_equal(migrate(store, BAD, &err), ERR_INTERNAL);
    assert_non_null(strstr(err.message, "third.sql"));
    assert_int_equal(number(store, "PRAGMA user_version"), N_MIGRATIONS);
    assert_int_equal(number(store, "SELECT count(*) FROM sqlite_schema WHERE name IN ('second', 'broken')"), 0);
    assert_int_equal(migrate(store, GOOD, &err), 0); /* and the next try finds everything in order */
    store_close(store);
    folder_remove(&folder);
}

static void numbers_have_no_gap(void **state)
{
    (void)state;
    assert_true(N_MIGRATIONS >= 1);
    for (size_t i = 0; i < N_MIGRATIONS; i++) {
        char prefix[32];
        snprintf(prefix, sizeof prefix, "%03zu_", i + 1);
        assert_int_equal(strncmp(MIGRATIONS[i].name, prefix, strlen(prefix)), 0);
        assert_true(strlen(MIGRATIONS[i].sql) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_up_and_keeps_a_copy),
        cmocka_unit_test(every_old_store_opens),
        cmocka_unit_test(a_failure_changes_nothing),
        cmocka_unit_test(numbers_have_no_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
