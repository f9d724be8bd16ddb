/* store/open.c: one file, one process, one connection.
 *
 * EXCLUSIVE comes before WAL: the lock is then held for good, there is no shared memory file, and nobody else can write
 * or checkpoint beside us. */
#include "store/db.h"

#include "base/mem.h"
#include "store/place.h"

#include <string.h>
#include <sys/vfs.h>

enum { APPLICATION_ID = 0x636f7370 }; /* "cosp" */
/* The write-ahead log is begun anew when it has so many pages and there is time, or in any case. */
enum { LOG_PAGES = 600, LOG_PAGES_AT_MOST = 4000 };
/* LOG_PAGES, the turn that passes them and those in which there is no time. */
enum { LOG_RESERVE = 1100 * 4120 };

/* A page that is not at hand comes from the log or the file, mostly from the system's memory: 512 KB are enough. */
static const char PRAGMAS[] = "PRAGMA locking_mode = EXCLUSIVE;"
                              "PRAGMA trusted_schema = OFF;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA foreign_keys = ON;"
                              "PRAGMA synchronous = FULL;"
                              "PRAGMA cache_size = -512;";
static const char WAL[] = "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;";
/* While this table is there, no turn has been made of a backup that was put in place (commit.c). Made before the file
 * says that it is in WAL mode, by which it is no backup any more. */
static const char RESTORED[] = "CREATE TABLE IF NOT EXISTS restored (one INTEGER) STRICT";
/* Every life begins with an empty log, in which no frames stand that were left by another. */
static const char EMPTY_LOG[] = "PRAGMA wal_checkpoint (TRUNCATE)";

/* Whose file it is, before anything is written to it. */
static int open_check_owner(struct store *store, struct err *err)
{
    int64_t id = 0;
    int64_t version = 0;
    int64_t tables = 0;
    int status = db_read_number(store, "PRAGMA application_id", &id, err);
    if (status == 0) {
        status = db_read_number(store, "PRAGMA user_version", &version, err);
    }
    if (status == 0) {
        status = db_read_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err);
    }
    if (status != 0) {
        return status;
    }
    if (id != APPLICATION_ID && (id != 0 || version != 0 || tables != 0)) {
        return err_set(err, ERR_CORRUPT, "%s is the database of another program", store->path);
    }
    if (version > (int64_t)N_MIGRATIONS) {
        return err_set(
            err, ERR_CORRUPT,
            "the store %s was made by a newer cospaced (schema %lld, this one knows up to %zu): run that one, or "
            "restore the copy made before the upgrade",
            store->path, (long long)version, N_MIGRATIONS);
    }
    return 0;
}

static int open_check_pages(struct store *store, struct err *err)
{
    CLEAN_ROWS struct rows rows;
    int status = rows_open(store, "page", "PRAGMA quick_check(1)", &rows, err);
    if (status == 0) {
        status = rows_next(&rows, err);
    }
    if (status < 0) {
        return status;
    }
    CLEAN_FREE char *verdict = rows_text(&rows);
    if (verdict == NULL || strcmp(verdict, "ok") != 0) {
        return err_set(err, ERR_CORRUPT, "the store %s is damaged (%s): put a backup in its place", store->path,
                       verdict != NULL ? verdict : "no verdict");
    }
    return 0;
}

/* A commit that makes the log longer waits for the disk twice, once for the file's new length: half as fast as one into
 * room that is there. Only speed depends on it, so failing is no error. */
static void open_reserve_log(struct store *store)
{
    sqlite3_file *log = NULL;
    sqlite3_int64 size = 0;
    int status = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (status != SQLITE_OK || log == NULL || log->pMethods == NULL ||
        log->pMethods->xFileSize(log, &size) != SQLITE_OK || size >= LOG_RESERVE) {
        return;
    }
    CLEAN_FREE char *zeros = mem_zalloc((size_t)(LOG_RESERVE - size));
    if (log->pMethods->xWrite(log, zeros, (int)(LOG_RESERVE - size), size) != SQLITE_OK) {
        log->pMethods->xTruncate(log, size);
    }
}

/* A file without a schema is what is left of a first start that was cut short. */
static int open_mark_restored(struct store *store, struct err *err)
{
    int64_t version = 0;
    int status = db_read_number(store, "PRAGMA user_version", &version, err);
    return status == 0 && version > 0 ? db_run(store, RESTORED, "opened", err) : status;
}

static int open_prepare(struct store *store, enum place_kind kind, struct err *err)
{
    int status = db_run(store, PRAGMAS, "opened", err);
    if (status == 0) {
        status = open_check_owner(store, err);
    }
    if (status == 0 && kind != PLACE_NEW) {
        status = open_check_pages(store, err);
    }
    if (status == 0 && kind == PLACE_BACKUP) {
        status = open_mark_restored(store, err);
    }
    if (status == 0) {
        status = db_run(store, WAL, "opened", err);
    }
    if (status == 0) {
        status = store_migrate(store, MIGRATIONS, N_MIGRATIONS, err);
    }
    if (status == 0) {
        status = db_run(store, EMPTY_LOG, "opened", err);
    }
    if (status == 0) {
        open_reserve_log(store);
    }
    return status;
}

/* For a copy in memory: what open_prepare does with a file. */
int store_check(struct store *store, struct err *err)
{
    int status = open_check_owner(store, err);
    if (status == 0) {
        status = open_check_pages(store, err);
    }
    return status == 0 ? store_migrate(store, MIGRATIONS, N_MIGRATIONS, err) : status;
}

int store_open_empty(const char *path, struct store **ret_store, struct err *err)
{
    struct store *store = mem_zalloc(sizeof *store);
    store->path = mem_strdup(path);
    store->in_memory = true;
    int opened = sqlite3_open_v2(":memory:", &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    int status =
        opened == SQLITE_OK ? db_run(store, PRAGMAS, "opened", err) : db_fail(store->db, path, opened, "opened", err);
    if (status != 0) {
        store_close(store);
        return status;
    }
    *ret_store = store;
    return 0;
}

static int open_see_restored(struct store *store, struct err *err)
{
    int64_t restored = 0;
    int status = db_read_number(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'restored'", &restored, err);
    store->restored = restored != 0;
    return status;
}

static int open_count_turns(struct store *store, struct err *err)
{
    int64_t position = 0;
    int status = db_read_number(store, "SELECT coalesce(max(position), 0) FROM participant", &position, err);
    store->turn = (uint64_t)position >> 24;
    return status;
}

/* Instead of SQLite's own at 1000 pages, in whatever commit passes them: who commits says when there is time for it. */
static int open_on_commit(void *ctx, sqlite3 *db, const char *name, int pages)
{
    struct store *store = ctx;
    store->log_pages = pages;
    if (pages >= LOG_PAGES_AT_MOST) {
        sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    }
    return SQLITE_OK;
}

void store_tidy(struct store *store)
{
    if (store->log_pages >= LOG_PAGES) {
        store->log_pages = 0;
        sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL); /* or the next time */
    }
}

static int open_say_holder(const char *path, struct err *err)
{
    char holder[96];
    return err_set(err, ERR_CONFLICT, "the store %s is in use by %s: is another cospaced running?", path,
                   place_holder(path, holder, sizeof holder));
}

/* One thread calls SQLite in a process, and nobody asks how much memory it has: no locks, no counts with each piece of
 * it. Of no effect once it has begun, in which case it was asked before. */
static void open_configure(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int store_open(const char *path, struct store **ret_store, struct err *err)
{
    open_configure();
    bool memory = strcmp(path, ":memory:") == 0;
    enum place_kind kind = PLACE_NEW;
    int status = memory ? 0 : place_prepare(path, &kind, err);
    if (status != 0) {
        return status;
    }
    struct store *store = mem_zalloc(sizeof *store);
    store->path = mem_strdup(path);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (memory ? SQLITE_OPEN_MEMORY : 0);
    int opened = sqlite3_open_v2(path, &store->db, flags, NULL);
    if (opened == SQLITE_OK && sqlite3_db_readonly(store->db, "main") == 1) {
        opened = SQLITE_READONLY; /* what it falls back to by itself would fail later, in other words */
    }
    status = opened == SQLITE_OK ? 0 : db_fail(store->db, path, opened, "opened", err);
    if (status == 0) {
        status = open_prepare(store, kind, err);
    }
    if (status == 0) {
        sqlite3_wal_hook(store->db, open_on_commit, store);
        status = open_count_turns(store, err);
    }
    if (status == 0) {
        status = open_see_restored(store, err);
    }
    if (status != 0) {
        store_close(store);
        return status == ERR_CONFLICT ? open_say_holder(path, err) : status;
    }
    store->made = kind == PLACE_NEW;
    *ret_store = store;
    return 0;
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    for (size_t i = 0; i < N_STATEMENTS; i++) {
        sqlite3_finalize(store->statements[i]);
    }
    sqlite3_close(store->db);
    mem_free(store->path);
    mem_free(store);
}

int store_info(struct store *store, int64_t *ret_bytes, int *ret_version)
{
    int64_t pages = 0;
    int64_t size = 0;
    int64_t version = 0;
    struct err err;
    int status = db_read_number(store, "PRAGMA page_count", &pages, &err);
    if (status == 0) {
        status = db_read_number(store, "PRAGMA page_size", &size, &err);
    }
    if (status == 0) {
        status = db_read_number(store, "PRAGMA user_version", &version, &err);
    }
    if (status != 0) {
        return status;
    }
    *ret_bytes = pages * size;
    *ret_version = (int)version;
    return 0;
}

bool store_is_new(const struct store *store)
{
    return store->made;
}

const char *store_file_system(const struct store *store)
{
    struct statfs info;
    return statfs(store->path, &info) == 0 ? place_warning((long)info.f_type) : NULL;
}
