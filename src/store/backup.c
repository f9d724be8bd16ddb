/* store/backup.c: a consistent copy of the store, made a few pages at a time while it is written, and looking at one.
 *
 * The copy is made by the connection that writes, so what is committed meanwhile goes into it, too, and nothing begins
 * anew. It stands in a file without a name beside the store. Its header says that it is not in WAL mode: by that
 * place.c knows that a log beside it is that of another. */
#include "store/db.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BACKUP_PAGES = 64, BACKUP_PIECE = 256 * 1024, MODE_OFFSET = 18 };

struct store_backup {
    struct store *store; /* borrowed */
    sqlite3 *to;
    sqlite3_backup *copy; /* NULL: it is whole */
    int fd;
    off_t sent;
};

static int backup_open(struct store_backup *backup, const char *path, struct err *err)
{
    int status = sqlite3_open_v2(path, &backup->to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (status == SQLITE_OK) { /* whoever gets the copy syncs it */
        status = sqlite3_exec(backup->to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    }
    if (status == SQLITE_OK) {
        backup->copy = sqlite3_backup_init(backup->to, "main", backup->store->db, "main");
        status = backup->copy != NULL ? SQLITE_OK : sqlite3_errcode(backup->to);
    }
    return status == SQLITE_OK ? 0 : db_fail(backup->to, path, status, "copied to", err);
}

int store_backup_new(struct store *store, struct store_backup **ret_backup, struct err *err)
{
    CLEAN_FREE char *path = mem_printf("%s.backup-XXXXXX", store->path);
    int fd = mkostemp(path, O_CLOEXEC); /* 0600 */
    if (fd < 0) {
        return err_set(err, errno == ENOSPC || errno == EDQUOT ? ERR_LIMIT : ERR_IO,
                       "no copy of the store can be made: %s: %s", path, strerror(errno));
    }
    struct store_backup *backup = mem_zalloc(sizeof *backup);
    backup->store = store;
    backup->fd = fd;
    int status = backup_open(backup, path, err);
    unlink(path);
    if (status != 0) {
        store_backup_free(backup);
        return status;
    }
    *ret_backup = backup;
    return 0;
}

static int backup_finish(struct store_backup *backup, struct err *err)
{
    static const unsigned char NO_WAL[2] = {1, 1};
    int status = sqlite3_backup_finish(backup->copy);
    backup->copy = NULL;
    if (status == SQLITE_OK) {
        status = sqlite3_close(backup->to);
        backup->to = NULL;
    }
    if (status != SQLITE_OK) {
        return err_set(err, ERR_IO, "the copy of the store %s cannot be finished", backup->store->path);
    }
    return pwrite(backup->fd, NO_WAL, sizeof NO_WAL, MODE_OFFSET) == sizeof NO_WAL
               ? 1
               : err_set(err, ERR_IO, "the copy of the store cannot be written: %s", strerror(errno));
}

int store_backup_more(struct store_backup *backup, struct buf *piece, struct err *err)
{
    if (backup->copy != NULL) {
        errno = 0;
        int status = sqlite3_backup_step(backup->copy, BACKUP_PAGES);
        if (status == SQLITE_OK || status == SQLITE_BUSY || status == SQLITE_LOCKED) {
            return 1;
        }
        return status == SQLITE_DONE ? backup_finish(backup, err)
                                     : db_fail(backup->to, backup->store->path, status, "copied", err);
    }
    CLEAN_FREE char *bytes = mem_zalloc(BACKUP_PIECE);
    ssize_t got = pread(backup->fd, bytes, BACKUP_PIECE, backup->sent);
    if (got < 0 || (got > 0 && buf_append(piece, bytes, (size_t)got) != 0)) {
        return err_set(err, ERR_IO, "the copy of the store cannot be read: %s", strerror(errno));
    }
    backup->sent += got;
    return got > 0;
}

void store_backup_free(struct store_backup *backup)
{
    if (backup == NULL) {
        return;
    }
    sqlite3_backup_finish(backup->copy);
    sqlite3_close(backup->to);
    close(backup->fd);
    mem_free(backup);
}

/* The file is only read, and nothing is made beside it. */
static int copy_load(struct store *store, const char *path, struct err *err)
{
    CLEAN_FREE char *log = mem_printf("%s-wal", path);
    struct stat info;
    if (stat(log, &info) == 0 && info.st_size > 0) {
        return err_set(err, ERR_CONFLICT, "%s has a log beside it: it is a store in use, or one that was not closed",
                       path);
    }
    if (strpbrk(path, "?#%") != NULL) {
        return err_set(err, ERR_INVALID, "%s cannot be read under this name: take one without ?, # and %%", path);
    }
    sqlite3 *from = NULL;
    CLEAN_FREE char *uri = mem_printf("file:%s?immutable=1", path);
    int status = sqlite3_open_v2(uri, &from, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, NULL);
    if (status == SQLITE_OK) {
        sqlite3_backup *copy = sqlite3_backup_init(store->db, "main", from, "main");
        status = copy != NULL ? sqlite3_backup_step(copy, -1) : sqlite3_errcode(store->db);
        status = status == SQLITE_DONE ? SQLITE_OK : status;
        sqlite3_backup_finish(copy);
    }
    int code = status == SQLITE_OK ? 0 : db_fail(from, path, status, "read", err);
    sqlite3_close(from);
    return code;
}

int store_open_copy(const char *path, struct store **ret_store, struct err *err)
{
    struct store *store = NULL;
    int status = store_open_empty(path, &store, err);
    if (status == 0) {
        status = copy_load(store, path, err);
    }
    if (status == 0) {
        status = store_check(store, err);
    }
    if (status != 0) {
        store_close(store);
        return status;
    }
    *ret_store = store;
    return 0;
}
