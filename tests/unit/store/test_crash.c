/* The power goes at every single operation on the disk: what was committed is there, and every turn is there wholly or
 * not at all. */
#include "unit/store/support.h"

#include "../../../src/store/db.h"

#include "power/disk.h"

#include <signal.h>
#include <sys/resource.h>

enum { TURNS = 5 };

/* A small life: a pool, a calendar, a meeting that starts and is deleted. */
struct world {
    struct settings settings;
    char none[1], rooms[8], uid[8], text[40000];
    struct space spaces[2];
    struct meeting meetings[2];
    struct progress progress;
    struct participant people[3];
    struct calendar calendar;
    struct booking booking;
    struct component component;
    struct component_texts texts;
};

static void world_make(struct world *w)
{
    *w = (struct world){.settings = settings_with(2, (int[]){0, 1}), .rooms = "rooms", .uid = "u"};
    memset(w->text, 'x', sizeof w->text - 1);
    for (uint32_t i = 0; i < 2; i++) {
        w->spaces[i] = (struct space){.index = i + 1, .id = "s", .set = "p", .state = SPACE_FREE};
        w->meetings[i] = (struct meeting){.recurrence_id = INSTANT_NONE};
        snprintf(w->meetings[i].id, sizeof w->meetings[i].id, "m%u", i);
    }
    w->meetings[0].progress = &w->progress;
    w->progress.late = w->progress.opened = w->progress.ended = INSTANT_NONE;
    for (uint32_t i = 0; i < 3; i++) {
        w->people[i] = (struct participant){.address = w->none, .name = w->none, .meeting = &w->meetings[0]};
        snprintf(w->people[i].id, sizeof w->people[i].id, "p%u", i);
    }
    w->meetings[0].participants = &w->people[0];
    w->people[0].next = &w->people[1];
    w->people[1].next = &w->people[2];
    w->calendar = (struct calendar){.name = w->rooms, .last_sync = 1, .last_success = 1, .expanded_to = 1};
    w->booking = (struct booking){.calendar = &w->calendar, .uid = w->uid};
    w->texts = (struct component_texts){.text = w->text};
    w->component = (struct component){.recurrence_id = INSTANT_NONE, .rolls = true, .texts = &w->texts};
}

static void world_turn(struct world *w, int turn, struct effects *effects)
{
    switch (turn) {
    case 0:
        turn_add(effects, CHANGE_SPACE, &w->spaces[0], NULL, false);
        turn_add(effects, CHANGE_SPACE, &w->spaces[1], NULL, false);
        return;
    case 1:
        turn_add(effects, CHANGE_CALENDAR, &w->calendar, NULL, false);
        turn_add(effects, CHANGE_COMPONENT, &w->component, &w->booking, false);
        for (int i = 0; i < 3; i++) {
            turn_add(effects, CHANGE_PARTICIPANT, &w->people[i], NULL, false);
        }
        turn_add(effects, CHANGE_MEETING, &w->meetings[0], NULL, false);
        return;
    case 2:
        w->spaces[0].state = SPACE_HELD;
        w->progress.space = &w->spaces[0];
        w->meetings[0].state = MEETING_STARTING;
        turn_add(effects, CHANGE_MEETING, &w->meetings[0], NULL, false);
        turn_add(effects, CHANGE_SPACE, &w->spaces[0], NULL, false);
        turn_add(effects, CHANGE_MEETING, &w->meetings[1], NULL, false);
        return;
    case 3:
        turn_add(effects, CHANGE_PARTICIPANT, &w->people[1], NULL, true);
        w->people[0].next = &w->people[2];
        w->people[2].state = PARTICIPANT_DIALING;
        turn_add(effects, CHANGE_PARTICIPANT, &w->people[2], NULL, false);
        return;
    default:
        turn_add(effects, CHANGE_MEETING, &w->meetings[0], NULL, true);
        w->spaces[0].state = SPACE_FREE;
        turn_add(effects, CHANGE_SPACE, &w->spaces[0], NULL, false);
        return;
    }
}

/* Opens, runs the first n turns, closes. Returns how many were committed; -1: not even opened. */
static int world_live(const char *path, int n)
{
    struct world *w = mem_zalloc(sizeof *w);
    world_make(w);
    struct store *store = NULL;
    struct err err = {0};
    int done = store_open(path, &store, &err) == 0 ? 0 : -1;
    for (int turn = 0; done == turn && turn < n; turn++) {
        struct effects effects = {0};
        world_turn(w, turn, &effects);
        done += store_commit(store, &w->settings, &effects, &err) == 0 ? 1 : 0;
        turn_clear(&effects);
    }
    store_close(store);
    mem_free(w);
    return done;
}

static char *world_after(int turns)
{
    struct folder folder;
    folder_make(&folder);
    assert_int_equal(world_live(folder.store, turns), turns);
    char *dump = store_dump(folder.store);
    folder_remove(&folder);
    return dump;
}

/* Every operation is cut in each of these ways. */
enum { REMAINS = 4 };

static struct disk_kind disk_of(long fuel, int remains)
{
    return (struct disk_kind){.seed = (uint64_t)(fuel * REMAINS + remains),
                              .sector = remains % 2 != 0 ? 512 : 4096,
                              .safe_overwrite = remains / 2 % 2 != 0};
}

/* The power goes after fuel operations; returns false once the whole life passed before. */
static bool crash_once(long fuel, int remains, char *const *expected)
{
    struct folder folder;
    folder_make(&folder);
    struct disk_kind kind = disk_of(fuel, remains);
    disk_begin(&kind);
    disk_arm(fuel, DISK_POWER, -1);
    int done = world_live(folder.store, TURNS);
    bool died = disk_is_dead();
    disk_restart();
    struct store *store = NULL;
    struct err err = {0};
    int opened = store_open(folder.store, &store, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(opened, 0);
    store_close(store);
    CLEAN_FREE char *dump = store_dump(folder.store);
    int least = done > 0 ? done : 0;
    bool whole = strcmp(dump, expected[least]) == 0;
    /* The turn that failed may have reached the disk, though nobody was told so. */
    bool more = least < TURNS && strcmp(dump, expected[least + 1]) == 0;
    if (!whole && !more) {
        print_error("fuel %ld remains %d: %d turns were committed, the store has:\n%s", fuel, remains, done, dump);
    }
    assert_true(whole || more);
    folder_remove(&folder);
    return died;
}

static void every_crash_leaves_whole_turns(void **state)
{
    (void)state;
    char *expected[TURNS + 1];
    for (int i = 0; i <= TURNS; i++) {
        expected[i] = world_after(i);
        assert_true(i == 0 || strcmp(expected[i], expected[i - 1]) != 0);
    }
    for (int remains = 0; remains < REMAINS; remains++) {
        long fuel = 0;
        while (crash_once(fuel, remains, expected)) {
            fuel++;
        }
        assert_true(fuel > 3 * TURNS); /* a turn is not one operation: the test did cut into them */
    }
    for (int i = 0; i <= TURNS; i++) {
        mem_free(expected[i]);
    }
}

static const struct migration LATER[] = {
    {"later.sql", "CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later SELECT length(text) FROM component"},
    {"last.sql", "ALTER TABLE space ADD COLUMN last INTEGER; UPDATE space SET last = space_index"},
};
enum { N_LATER = sizeof LATER / sizeof *LATER };

static int migrate_further(struct store *store, struct err *err)
{
    struct migration all[64];
    assert_true(N_MIGRATIONS + N_LATER <= 64);
    memcpy(all, MIGRATIONS, N_MIGRATIONS * sizeof *all);
    memcpy(all + N_MIGRATIONS, LATER, sizeof LATER);
    return store_migrate(store, all, N_MIGRATIONS + N_LATER, err);
}

static int64_t read_number(struct store *store, const char *sql)
{
    int64_t value = -1;
    struct err err = {0};
    assert_int_equal(db_read_number(store, sql, &value, &err), 0);
    return value;
}

/* As read_back of the migrated store: the old schema, or the new one, never something between. */
static bool migrate_cut(long fuel, int remains)
{
    struct folder folder;
    folder_make(&folder);
    struct disk_kind kind = disk_of(fuel, remains);
    disk_begin(&kind);
    assert_int_equal(world_live(folder.store, TURNS), TURNS);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    disk_arm(fuel, DISK_POWER, -1);
    int migrated = migrate_further(store, &err);
    bool died = disk_is_dead();
    store_close(store);
    disk_restart();
    /* It was opened by the program that knows the new schema; so is it now. */
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(folder.store, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    struct store after = {.db = db, .path = folder.store};
    assert_int_equal(db_run(&after, "PRAGMA locking_mode = EXCLUSIVE", "opened", &err), 0);
    int64_t version = read_number(&after, "PRAGMA user_version");
    assert_true(version == (int64_t)N_MIGRATIONS + N_LATER || (version == (int64_t)N_MIGRATIONS && migrated != 0));
    assert_int_equal(read_number(&after, "SELECT count(*) FROM sqlite_schema WHERE name = 'later'"),
                     version > (int64_t)N_MIGRATIONS);
    assert_int_equal(migrate_further(&after, &err), 0);
    assert_int_equal(read_number(&after, "SELECT x FROM later"), 39999);
    assert_int_equal(read_number(&after, "SELECT sum(last) FROM space"), 3);
    assert_int_equal(read_number(&after, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
                     0);
    sqlite3_close(db);
    folder_remove(&folder);
    return died;
}

static void a_migration_is_whole_or_not_at_all(void **state)
{
    (void)state;
    long fuel = 0;
    while (migrate_cut(fuel, (int)(fuel % REMAINS))) {
        fuel++;
    }
    assert_true(fuel > 10);
}

/* One operation of a commit fails, the disk goes on: the code says whose fault it is, and what was not committed is not
 * there. */
static void failures_have_their_codes(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        enum disk_failure failure;
        int expected;
    } CASES[] = {
        {"a full disk", DISK_FULL, ERR_LIMIT},
        {"a failed write", DISK_WRITE, ERR_IO},
        {"a failed sync", DISK_SYNC, ERR_IO},
        {"a disk that became read-only", DISK_READ_ONLY, ERR_LIMIT},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct folder folder;
        folder_make(&folder);
        struct world *w = mem_zalloc(sizeof *w);
        world_make(w);
        struct store *store = NULL;
        struct err err = {0};
        assert_int_equal(store_open(folder.store, &store, &err), 0);
        struct effects effects = {0};
        world_turn(w, 0, &effects);
        disk_arm(0, CASES[i].failure, 1);
        assert_int_equal(store_commit(store, &w->settings, &effects, &err), CASES[i].expected);
        assert_non_null(strstr(err.message, folder.store));
        int64_t bytes = 0;
        int version = 0;
        assert_int_equal(store_info(store, &bytes, &version), 0);
        assert_true(bytes > 0 && version == (int)N_MIGRATIONS);
        if (CASES[i].expected == ERR_LIMIT) {
            disk_arm(0, CASES[i].failure, 1);
            assert_int_equal(store_try(store, &err), ERR_LIMIT);
            assert_int_equal(store_try(store, &err), 0);
            assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
        }
        turn_clear(&effects);
        store_close(store);
        CLEAN_FREE char *dump = store_dump(folder.store);
        assert_int_equal(strstr(dump, "space") != NULL, CASES[i].expected == ERR_LIMIT);
        mem_free(w);
        folder_remove(&folder);
    }
}

/* SQLite says "input/output error", the system says why. */
static void a_ceiling_on_files_is_a_full_disk(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct world *w = mem_zalloc(sizeof *w);
    world_make(w);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    struct effects effects = {0};
    world_turn(w, 0, &effects);
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit small = {.rlim_cur = 4096, .rlim_max = old.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    int committed = store_commit(store, &w->settings, &effects, &err);
    int tried = store_try(store, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, handler);
    assert_int_equal(committed, ERR_LIMIT);
    assert_int_equal(tried, ERR_LIMIT);
    assert_int_equal(store_try(store, &err), 0);
    assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
    turn_clear(&effects);
    store_close(store);
    mem_free(w);
    folder_remove(&folder);
}

static void a_commit_is_one_sync(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct world *w = mem_zalloc(sizeof *w);
    world_make(w);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    struct effects effects = {0};
    disk_arm(-1, DISK_POWER, 0);
    assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
    assert_int_equal(disk_used(), 0); /* nothing changed: the disk is not touched */
    world_turn(w, 0, &effects);
    assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
    assert_in_range(disk_used(), 1, 12); /* headers, two bodies of frames, padding to the sector, one sync */
    turn_clear(&effects);
    store_close(store);
    mem_free(w);
    folder_remove(&folder);
}

int main(void)
{
    disk_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_crash_leaves_whole_turns), cmocka_unit_test(a_migration_is_whole_or_not_at_all),
        cmocka_unit_test(failures_have_their_codes),      cmocka_unit_test(a_ceiling_on_files_is_a_full_disk),
        cmocka_unit_test(a_commit_is_one_sync),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
