/* The power goes at every single operation on the disk: what was committed is there, and every turn is there wholly or
 * not at all. */
#include "unit/store/support.h"

#include "../../../src/store/db.h"

#include "unit/store/fault_vfs.h"

#include <signal.h>
#include <sys/resource.h>

enum { TURNS = 5 };

/* A small life: a pool, a calendar, a meeting that starts and is deleted. */
struct world {
    struct settings settings;
    char none[1], rooms[8], uid[8], text[40000];
    struct space spaces[2];
    struct meeting meetings[2];
    struct participant people[3];
    struct calendar calendar;
    struct booking booking;
    struct component component;
};

static void world_make(struct world *w)
{
    *w = (struct world){.settings = settings_with(2, (int[]){0, 1}), .rooms = "rooms", .uid = "u"};
    memset(w->text, 'x', sizeof w->text - 1);
    for (uint32_t i = 0; i < 2; i++) {
        w->spaces[i] = (struct space){.index = i + 1, .id = "s", .set = "p", .state = SPACE_FREE};
        w->meetings[i] = (struct meeting){.calendar = w->none,
                                          .uid = w->none,
                                          .own_title = w->none,
                                          .own_organizer = w->none,
                                          .passcode = w->none,
                                          .recurrence_id = INSTANT_NONE,
                                          .opened = INSTANT_NONE};
        snprintf(w->meetings[i].id, sizeof w->meetings[i].id, "m%u", i);
    }
    for (uint32_t i = 0; i < 3; i++) {
        w->people[i] = (struct participant){.address = w->none, .name = w->none, .meeting = &w->meetings[0]};
        snprintf(w->people[i].id, sizeof w->people[i].id, "p%u", i);
    }
    w->meetings[0].participants = &w->people[0];
    w->people[0].next = &w->people[1];
    w->people[1].next = &w->people[2];
    w->calendar = (struct calendar){.name = w->rooms, .last_sync = 1, .last_success = 1, .expanded_to = 1};
    w->booking = (struct booking){.calendar = &w->calendar, .uid = w->uid};
    w->component = (struct component){.recurrence_id = INSTANT_NONE, .rolls = true, .text = w->text};
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
        w->meetings[0].space = &w->spaces[0];
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

/* The power goes after fuel operations; returns false once the whole life passed before. */
static bool crash_once(long fuel, enum fault_mode mode, char *const *expected)
{
    struct folder folder;
    folder_make(&folder);
    fault_vfs_arm(fuel, mode, SQLITE_IOERR_WRITE);
    int done = world_live(folder.store, TURNS);
    bool died = fault.dead;
    fault_vfs_restart();
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
        print_error("fuel %ld mode %d: %d turns were committed, the store has:\n%s", fuel, (int)mode, done, dump);
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
    for (int mode = 0; mode < FAULT_MODES; mode++) {
        long fuel = 0;
        while (crash_once(fuel, (enum fault_mode)mode, expected)) {
            fuel++;
        }
        assert_true(fuel > 3 * TURNS); /* a turn is not one operation: the test did cut into them */
    }
    for (int i = 0; i <= TURNS; i++) {
        mem_free(expected[i]);
    }
}

/* One operation of a commit fails, the disk goes on: the code says whose fault it is, and what was not committed is not
 * there. */
static void failures_have_their_codes(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        int error, expected;
    } CASES[] = {
        {"a full disk", SQLITE_FULL, ERR_LIMIT},
        {"a failed write", SQLITE_IOERR_WRITE, ERR_IO},
        {"a failed sync", SQLITE_IOERR_FSYNC, ERR_IO},
        {"a disk that became read-only", SQLITE_READONLY, ERR_LIMIT},
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
        fault_vfs_arm(0, FAULT_CLEAN, CASES[i].error);
        fault.once = true;
        assert_int_equal(store_commit(store, &w->settings, &effects, &err), CASES[i].expected);
        assert_non_null(strstr(err.message, folder.store));
        int64_t bytes = 0;
        int version = 0;
        assert_int_equal(store_info(store, &bytes, &version), 0);
        assert_true(bytes > 0 && version == (int)N_MIGRATIONS);
        if (CASES[i].expected == ERR_LIMIT) {
            fault_vfs_arm(0, FAULT_CLEAN, CASES[i].error);
            fault.once = true;
            assert_int_equal(store_try(store, &err), ERR_LIMIT);
            assert_int_equal(store_try(store, &err), 0);
            assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
        }
        turn_clear(&effects);
        store_close(store);
        CLEAN_FREE char *dump = store_dump(folder.store);
        assert_int_equal(strstr(dump, "space") != NULL, CASES[i].expected == ERR_LIMIT);
        fault_vfs_restart();
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
    fault_vfs_arm(-1, FAULT_CLEAN, 0);
    assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
    assert_int_equal(fault.used, 0); /* nothing changed: the disk is not touched */
    world_turn(w, 0, &effects);
    assert_int_equal(store_commit(store, &w->settings, &effects, &err), 0);
    assert_in_range(fault.used, 1, 12); /* headers, two bodies of frames, padding to the sector, one sync */
    turn_clear(&effects);
    store_close(store);
    mem_free(w);
    folder_remove(&folder);
}

int main(void)
{
    fault_vfs_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_crash_leaves_whole_turns),
        cmocka_unit_test(failures_have_their_codes),
        cmocka_unit_test(a_ceiling_on_files_is_a_full_disk),
        cmocka_unit_test(a_commit_is_one_sync),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
