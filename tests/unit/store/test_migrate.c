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
        cmocka_unit_test(a_failure_changes_nothing),
        cmocka_unit_test(numbers_have_no_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
