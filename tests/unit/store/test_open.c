/* Opening: what is made, who is kept out, and what is said about files that cannot be a store. */
#include "unit/store/support.h"

#include "../../../src/store/db.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static int open_and_close(const char *path, struct err *err)
{
    struct store *store = NULL;
    *err = (struct err){0};
    int status = store_open(path, &store, err);
    store_close(store);
    return status;
}

static void file_write(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void made_for_the_service_alone(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    mode_t old = umask(0);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    umask(old);
    struct stat info;
    char wal[128];
    snprintf(wal, sizeof wal, "%s-wal", folder.store);
    assert_int_equal(stat(folder.store, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_equal(stat(wal, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    snprintf(wal, sizeof wal, "%s-shm", folder.store);
    assert_int_not_equal(stat(wal, &info), 0); /* EXCLUSIVE came first: there is no shared memory */
    int64_t bytes = 0;
    int version = 0;
    assert_int_equal(store_info(store, &bytes, &version), 0);
    assert_int_equal(version, N_MIGRATIONS);
    assert_true(bytes > 0);
    store_close(store);
    assert_int_equal(open_and_close(folder.store, &err), 0); /* and it opens again */
    folder_remove(&folder);
}

static void pragmas_hold(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct err err;
    assert_int_equal(open_and_close(folder.store, &err), 0);
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open(folder.store, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT (SELECT * FROM pragma_application_id), (SELECT * FROM pragma_user_version),"
                           " (SELECT * FROM pragma_journal_mode), (SELECT count(*) FROM pragma_table_list WHERE"
                           " schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%')",
                           -1, &stmt, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(stmt, 0), 0x636f7370);
    assert_int_equal(sqlite3_column_int(stmt, 1), N_MIGRATIONS);
    assert_string_equal(sqlite3_column_text(stmt, 2), "wal");
    assert_int_equal(sqlite3_column_int(stmt, 3), 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    folder_remove(&folder);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void strangers_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *bytes;
        int code;
        const char *words;
    } CASES[] = {
        {"PRAGMA user_version = 999", NULL, ERR_CORRUPT, "made by a newer cospaced (schema 999"},
        {"PRAGMA application_id = 7", NULL, ERR_CORRUPT, "is the database of another program"},
        {NULL,
         "this is a text and not a database, but it is long enough to be looked at: "
         "------------------------------------",
         ERR_CORRUPT, "is not a store"},
        {NULL, "short", ERR_CORRUPT, "is not a store"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct folder folder;
        folder_make(&folder);
        struct err err;
        assert_int_equal(open_and_close(folder.store, &err), 0);
        if (CASES[i].sql != NULL) {
            run_sql(folder.store, CASES[i].sql);
        } else {
            file_write(folder.store, CASES[i].bytes, strlen(CASES[i].bytes));
        }
        assert_int_equal(open_and_close(folder.store, &err), CASES[i].code);
        assert_non_null(strstr(err.message, CASES[i].words));
        folder_remove(&folder);
    }
    struct folder folder;
    folder_make(&folder);
    run_sql(folder.store, "CREATE TABLE theirs (x)");
    struct err err;
    assert_int_equal(open_and_close(folder.store, &err), ERR_CORRUPT);
    assert_non_null(strstr(err.message, "is the database of another program"));
    folder_remove(&folder);
}

static void damage_is_found_at_open(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct err err;
    assert_int_equal(open_and_close(folder.store, &err), 0);
    run_sql(folder.store, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                          " INSERT INTO space SELECT i, 'id-' || i, 'set', 'free', 0, '' FROM n");
    struct stat info;
    assert_int_equal(stat(folder.store, &info), 0);
    int found = 0;
    /* Every page but the first is overwritten in turn. */
    for (long page = 1; page < info.st_size / 4096; page++) {
        char old[4096];
        char noise[4096];
        memset(noise, 0x5a, sizeof noise);
        FILE *file = fopen(folder.store, "r+b");
        assert_non_null(file);
        fseek(file, page * 4096, SEEK_SET);
        assert_int_equal(fread(old, 1, sizeof old, file), sizeof old);
        fseek(file, page * 4096, SEEK_SET);
        fwrite(noise, 1, sizeof noise, file);
        fclose(file);
        int status = open_and_close(folder.store, &err);
        assert_int_equal(status, ERR_CORRUPT);
        assert_non_null(strstr(err.message, "is damaged"));
        found++;
        file = fopen(folder.store, "r+b");
        fseek(file, page * 4096, SEEK_SET);
        fwrite(old, 1, sizeof old, file);
        fclose(file);
    }
    assert_true(found > 10);
    assert_int_equal(open_and_close(folder.store, &err), 0);
    assert_int_equal(truncate(folder.store, info.st_size - 4096), 0);
    assert_int_equal(open_and_close(folder.store, &err), ERR_CORRUPT);
    folder_remove(&folder);
}

static void a_second_process_is_kept_out(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(folder.store, &store, &err), 0);
    /* Another process, since locks of one process do not hinder itself. */
    pid_t child = fork();
    if (child == 0) {
        int status = open_and_close(folder.store, &err);
        _exit(status == ERR_CONFLICT && strstr(err.message, "is another cospaced running?") != NULL ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    store_close(store);
    assert_int_equal(open_and_close(folder.store, &err), 0);
    folder_remove(&folder);
}

/* Modes do not hinder root, so the child becomes nobody where it can. */
static int open_as_nobody(const char *path)
{
    pid_t child = fork();
    if (child == 0) {
        if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
            _exit(100);
        }
        struct err err;
        _exit(-open_and_close(path, &err));
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return -WEXITSTATUS(status);
}

static void read_only_is_said(void **state)
{
    (void)state;
    struct folder folder;
    folder_make(&folder);
    struct err err;
    assert_int_equal(open_and_close(folder.store, &err), 0);
    assert_int_equal(chmod(folder.path, 0755), 0);
    assert_int_equal(chmod(folder.store, 0444), 0);
    assert_int_equal(open_as_nobody(folder.store), ERR_LIMIT);
    assert_int_equal(chmod(folder.store, 0000), 0);
    assert_int_equal(open_as_nobody(folder.store), ERR_IO);
    folder_remove(&folder);
}

static void places_that_cannot_be(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        const char *words;
    } CASES[] = {
        {"/nonexistent/cospaced/cospaced.db",
         "directory /nonexistent/cospaced cannot be used: No such file or directory (make it"},
        {"/etc/passwd/cospaced.db", "/etc/passwd is not a directory"},
        {"/tmp", "is not a file"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err;
        assert_int_equal(open_and_close(CASES[i].path, &err), ERR_IO);
        assert_non_null(strstr(err.message, CASES[i].words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_for_the_service_alone),   cmocka_unit_test(pragmas_hold),
        cmocka_unit_test(strangers_are_refused),        cmocka_unit_test(damage_is_found_at_open),
        cmocka_unit_test(a_second_process_is_kept_out), cmocka_unit_test(read_only_is_said),
        cmocka_unit_test(places_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
