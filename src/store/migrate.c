/* store/migrate.c: from the schema that a file has to the one this program knows, in one exclusive transaction. */
#include "store/db.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The copy stands beside the store under the number of its schema, for whoever has to go back. */
static int migrate_keep_copy(struct store *store, int64_t version, struct err *err)
{
    CLEAN_FREE char *copy = mem_printf("%s.schema-%lld", store->path, (long long)version);
    int fd = open(copy, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return err_set(err, errno == ENOSPC ? ERR_LIMIT : ERR_IO, "the store cannot be copied to %s: %s", copy,
                       strerror(errno));
    }
    close(fd);
    char *sql = sqlite3_mprintf("VACUUM INTO %Q", copy);
    int status = db_run(store, sql, "copied before its schema is changed", err);
    sqlite3_free(sql);
    return status;
}

static int migrate_apply(struct store *store, const struct migration *migrations, size_t from, size_t n,
                         struct err *err)
{
    for (size_t i = from; i < n; i++) {
        char doing[96];
        snprintf(doing, sizeof doing, "brought up to date by %s", migrations[i].name);
        int status = db_run(store, migrations[i].sql, doing, err);
        if (status != 0) {
            return status;
        }
    }
    char version[96];
    snprintf(version, sizeof version, "PRAGMA application_id = 0x636f7370; PRAGMA user_version = %zu", n);
    return from < n ? db_run(store, version, "brought up to date", err) : 0;
}

int store_migrate(struct store *store, const struct migration *migrations, size_t n, struct err *err)
{
    int64_t version = 0;
    int status = db_read_number(store, "PRAGMA user_version", &version, err);
    if (status != 0) {
        return status;
    }
    bool memory = store->in_memory || strcmp(store->path, ":memory:") == 0;
    if (version > 0 && (size_t)version < n && !memory) {
        status = migrate_keep_copy(store, version, err);
    }
    if (status == 0) {
        /* Also when there is nothing to apply: it takes the lock for good, and shows that the file can be written. */
        status = db_run(store, "BEGIN EXCLUSIVE", "locked", err);
    }
    if (status != 0) {
        return status;
    }
    status = migrate_apply(store, migrations, (size_t)version, n, err);
    if (status == 0) {
        status = db_run(store, "COMMIT", "brought up to date", err);
    }
    if (status != 0 && sqlite3_get_autocommit(store->db) == 0) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}
