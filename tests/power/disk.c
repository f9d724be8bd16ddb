/* disk.c: the VFS: what the files are asked for goes through to the real ones, and is noted in the record. */
#include "disk.h"

#include "record.h"

#include "base/mem.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    struct disk_kind kind;
    long fuel;  /* operations left; negative: no end */
    long times; /* so many fail then; negative: all */
    enum disk_failure failure;
    long used;
    bool dead;
} disk;

struct disk_file {
    sqlite3_file base;
    struct record *record;
    bool names_folder; /* its first sync is one of the folder, too: so SQLite does for logs and journals */
    sqlite3_file *real;
};

static int disk_error(void)
{
    static const int ERRORS[] = {
        [DISK_POWER] = SQLITE_IOERR_WRITE, [DISK_FULL] = SQLITE_FULL,        [DISK_READ_ONLY] = SQLITE_READONLY,
        [DISK_WRITE] = SQLITE_IOERR_WRITE, [DISK_SYNC] = SQLITE_IOERR_FSYNC,
    };
    return ERRORS[disk.failure];
}

/* 0: goes through; else the error. A disk without room still syncs and deletes. */
static int disk_spend(bool needs_room)
{
    if (disk.dead) {
        return disk_error();
    }
    disk.used++;
    if (disk.fuel < 0) {
        return SQLITE_OK;
    }
    if (disk.fuel > 0) {
        disk.fuel--;
        return SQLITE_OK;
    }
    if (disk.failure == DISK_POWER) {
        disk.dead = true;
        return disk_error();
    }
    if (!needs_room && (disk.failure == DISK_FULL || disk.failure == DISK_READ_ONLY)) {
        return SQLITE_OK;
    }
    if (disk.times > 0 && --disk.times == 0) {
        disk.fuel = -1;
    }
    return disk_error();
}

static int disk_close(sqlite3_file *base)
{
    struct disk_file *file = (struct disk_file *)base;
    int status = file->real->pMethods->xClose(file->real);
    mem_free(file->real);
    return status;
}

static int disk_read(sqlite3_file *base, void *bytes, int len, sqlite3_int64 offset)
{
    struct disk_file *file = (struct disk_file *)base;
    return file->real->pMethods->xRead(file->real, bytes, len, offset);
}

/* What is replaced: the record needs it before. */
static void disk_note(struct disk_file *file, sqlite3_int64 offset, const void *bytes, sqlite3_int64 len)
{
    sqlite3_int64 size = 0;
    file->real->pMethods->xFileSize(file->real, &size);
    struct record_write *write = record_add(file->record, offset, (size_t)len, size);
    write->truncates = bytes == NULL;
    if (offset < size) {
        file->real->pMethods->xRead(file->real, write->old, (int)len, offset);
    }
    if (bytes != NULL) {
        memcpy(write->bytes, bytes, (size_t)len);
    }
}

static int disk_write(sqlite3_file *base, const void *bytes, int len, sqlite3_int64 offset)
{
    struct disk_file *file = (struct disk_file *)base;
    bool was_dead = disk.dead;
    int status = disk_spend(true);
    if (status != SQLITE_OK && (was_dead || !disk.dead)) {
        return status;
    }
    /* The write at which the power goes may still be there afterwards, or parts of it. */
    disk_note(file, offset, bytes, len);
    int written = file->real->pMethods->xWrite(file->real, bytes, len, offset);
    return status != SQLITE_OK ? status : written;
}

static int disk_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct disk_file *file = (struct disk_file *)base;
    int status = disk_spend(false);
    if (status != SQLITE_OK) {
        return status;
    }
    sqlite3_int64 before = 0;
    file->real->pMethods->xFileSize(file->real, &before);
    if (before > size) {
        disk_note(file, size, NULL, before - size);
    }
    return file->real->pMethods->xTruncate(file->real, size);
}

/* The real disk is not asked: its power stays on. */
static int disk_sync(sqlite3_file *base, int flags)
{
    (void)flags;
    struct disk_file *file = (struct disk_file *)base;
    int status = disk_spend(false);
    if (status == SQLITE_OK) {
        record_synced(file->record);
        if (file->names_folder) {
            file->names_folder = false;
            records_name_all();
        }
    }
    return status;
}

static int disk_file_size(sqlite3_file *base, sqlite3_int64 *ret_size)
{
    struct disk_file *file = (struct disk_file *)base;
    return file->real->pMethods->xFileSize(file->real, ret_size);
}

static int disk_lock(sqlite3_file *base, int kind)
{
    struct disk_file *file = (struct disk_file *)base;
    return file->real->pMethods->xLock(file->real, kind);
}

static int disk_unlock(sqlite3_file *base, int kind)
{
    struct disk_file *file = (struct disk_file *)base;
    return file->real->pMethods->xUnlock(file->real, kind);
}

static int disk_check_lock(sqlite3_file *base, int *ret_locked)
{
    struct disk_file *file = (struct disk_file *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, ret_locked);
}

static int disk_control(sqlite3_file *base, int what, void *argument)
{
    struct disk_file *file = (struct disk_file *)base;
    return file->real->pMethods->xFileControl(file->real, what, argument);
}

static int disk_sector(sqlite3_file *base)
{
    (void)base;
    return disk.kind.sector;
}

static int disk_traits(sqlite3_file *base)
{
    (void)base;
    return disk.kind.safe_overwrite ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

/* Version 1: no shared memory; a WAL works all the same because the store locks exclusively first. */
static const sqlite3_io_methods METHODS = {
    .iVersion = 1,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_file_size,
    .xLock = disk_lock,
    .xUnlock = disk_unlock,
    .xCheckReservedLock = disk_check_lock,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_traits,
};

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
    (void)vfs;
    struct disk_file *file = (struct disk_file *)base;
    *file = (struct disk_file){.real = mem_zalloc((size_t)disk.real->szOsFile)};
    struct stat info = {0};
    bool existed = path != NULL && stat(path, &info) == 0;
    int status = disk.real->xOpen(disk.real, path, file->real, flags, ret_flags);
    if (status != SQLITE_OK) {
        mem_free(file->real);
        return status;
    }
    file->names_folder = !existed && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    file->record = record_open(path != NULL ? path : "", existed && info.st_size > 0);
    base->pMethods = &METHODS;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    (void)vfs;
    int status = disk_spend(false);
    if (status != SQLITE_OK) {
        return status;
    }
    record_delete(path);
    if (sync_folder) {
        records_name_all();
    }
    return disk.real->xDelete(disk.real, path, 0);
}

void disk_install(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "disk";
    disk.vfs.szOsFile = (int)sizeof(struct disk_file);
    disk.vfs.xOpen = disk_open;
    disk.vfs.xDelete = disk_delete;
    sqlite3_vfs_register(&disk.vfs, 1);
    disk_begin(&(struct disk_kind){.seed = 1, .sector = 512});
}

void disk_begin(const struct disk_kind *kind)
{
    records_forget();
    disk.kind = *kind;
    disk.dead = false;
    disk_arm(-1, DISK_POWER, 0);
}

void disk_arm(long after, enum disk_failure failure, long times)
{
    disk.fuel = after;
    disk.failure = failure;
    disk.times = times;
    disk.used = 0;
}

long disk_used(void)
{
    return disk.used;
}

bool disk_is_dead(void)
{
    return disk.dead;
}

void disk_restart(void)
{
    records_survive(disk.kind.seed, (size_t)disk.kind.sector);
    disk_begin(&disk.kind);
}
