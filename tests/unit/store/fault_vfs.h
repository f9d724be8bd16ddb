/* A disk that fails when told to. It lies over SQLite's own VFS and counts what changes files: writes, truncations,
 * syncs, deletions. When the fuel is used up, the power goes: that operation fails (a write may have been torn), and so
 * does everything after it. With LOSE_UNSYNCED, fault_vfs_restart also takes back whatever was written since the last
 * sync of its file. */
#ifndef TEST_STORE_FAULT_VFS_H
#define TEST_STORE_FAULT_VFS_H

#include "base/mem.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum fault_mode { FAULT_CLEAN, FAULT_TORN, FAULT_LOSE_UNSYNCED, FAULT_MODES };

/* What a write replaced. */
struct fault_undo {
    char *path;
    sqlite3_int64 offset, size_before;
    char *bytes;
    int len;
};

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    long fuel; /* operations left; negative: no end */
    long used;
    enum fault_mode mode;
    int error; /* what the failing operation says */
    bool once; /* only that one fails */
    bool dead;
    struct fault_undo *undo;
    size_t n_undo, undo_capacity;
} fault;

struct fault_file {
    sqlite3_file base;
    char *path;
    sqlite3_file *real;
};

/* 0: goes through; else the error. *ret_torn: half of it reaches the disk. */
static int fault_spend(bool *ret_torn)
{
    *ret_torn = false;
    if (fault.dead) {
        return fault.error;
    }
    fault.used++;
    if (fault.fuel < 0 || fault.fuel-- > 0) {
        return SQLITE_OK;
    }
    if (fault.once) {
        fault.fuel = -1;
    } else {
        fault.dead = true;
        *ret_torn = fault.mode == FAULT_TORN;
    }
    return fault.error;
}

static void fault_remember(struct fault_file *file, sqlite3_int64 offset, int len)
{
    if (fault.mode != FAULT_LOSE_UNSYNCED) {
        return;
    }
    ARRAY_GROW(fault.undo, fault.n_undo, fault.undo_capacity);
    struct fault_undo *undo = &fault.undo[fault.n_undo++];
    *undo = (struct fault_undo){
        .path = mem_strdup(file->path), .offset = offset, .bytes = mem_zalloc((size_t)len + 1), .len = len};
    file->real->pMethods->xFileSize(file->real, &undo->size_before);
    file->real->pMethods->xRead(file->real, undo->bytes, len, offset);
}

static int fault_close(sqlite3_file *base)
{
    struct fault_file *file = (struct fault_file *)base;
    int status = file->real->pMethods->xClose(file->real);
    mem_free(file->real);
    mem_free(file->path);
    return status;
}

static int fault_read(sqlite3_file *base, void *bytes, int len, sqlite3_int64 offset)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xRead(file->real, bytes, len, offset);
}

static int fault_write(sqlite3_file *base, const void *bytes, int len, sqlite3_int64 offset)
{
    struct fault_file *file = (struct fault_file *)base;
    bool torn;
    int status = fault_spend(&torn);
    if (status != SQLITE_OK && !torn) {
        return status;
    }
    fault_remember(file, offset, len);
    int written = file->real->pMethods->xWrite(file->real, bytes, torn ? len / 2 : len, offset);
    return status != SQLITE_OK ? status : written;
}

static int fault_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct fault_file *file = (struct fault_file *)base;
    bool torn;
    int status = fault_spend(&torn);
    return status != SQLITE_OK ? status : file->real->pMethods->xTruncate(file->real, size);
}

static int fault_sync(sqlite3_file *base, int flags)
{
    struct fault_file *file = (struct fault_file *)base;
    bool torn;
    int status = fault_spend(&torn);
    if (status != SQLITE_OK) {
        return status;
    }
    size_t kept = 0;
    for (size_t i = 0; i < fault.n_undo; i++) {
        if (strcmp(fault.undo[i].path, file->path) == 0) {
            mem_free(fault.undo[i].path);
            mem_free(fault.undo[i].bytes);
        } else {
            fault.undo[kept++] = fault.undo[i];
        }
    }
    fault.n_undo = kept;
    return file->real->pMethods->xSync(file->real, flags);
}

static int fault_file_size(sqlite3_file *base, sqlite3_int64 *ret_size)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xFileSize(file->real, ret_size);
}

static int fault_lock(sqlite3_file *base, int kind)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xLock(file->real, kind);
}

static int fault_unlock(sqlite3_file *base, int kind)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xUnlock(file->real, kind);
}

static int fault_check_lock(sqlite3_file *base, int *ret_locked)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, ret_locked);
}

static int fault_control(sqlite3_file *base, int what, void *argument)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xFileControl(file->real, what, argument);
}

static int fault_sector(sqlite3_file *base)
{
    struct fault_file *file = (struct fault_file *)base;
    return file->real->pMethods->xSectorSize(file->real);
}

static int fault_traits(sqlite3_file *base)
{
    (void)base;
    return 0; /* no power-safe overwrite, no atomic writes: the worst disk there is */
}

/* Version 1: no shared memory; a WAL works all the same because the store locks exclusively first. */
static const sqlite3_io_methods FAULT_METHODS = {
    .iVersion = 1,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_file_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_check_lock,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_traits,
};

static int fault_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
    (void)vfs;
    struct fault_file *file = (struct fault_file *)base;
    *file = (struct fault_file){.real = mem_zalloc((size_t)fault.real->szOsFile)};
    int status = fault.real->xOpen(fault.real, path, file->real, flags, ret_flags);
    if (status != SQLITE_OK) {
        mem_free(file->real);
        return status;
    }
    file->path = mem_strdup(path != NULL ? path : "");
    base->pMethods = &FAULT_METHODS;
    return SQLITE_OK;
}

static int fault_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    (void)vfs;
    bool torn;
    int status = fault_spend(&torn);
    return status != SQLITE_OK ? status : fault.real->xDelete(fault.real, path, sync_folder);
}

/* The power is back: what was never synced is gone, the disk works. */
static void fault_vfs_restart(void)
{
    for (size_t i = fault.n_undo; i-- > 0;) {
        struct fault_undo *undo = &fault.undo[i];
        FILE *file = fopen(undo->path, "r+b");
        if (file != NULL) {
            fseek(file, (long)undo->offset, SEEK_SET);
            fwrite(undo->bytes, 1, (size_t)undo->len, file);
            fclose(file);
            if (truncate(undo->path, (off_t)undo->size_before) != 0) {
                perror(undo->path);
            }
        }
        mem_free(undo->path);
        mem_free(undo->bytes);
    }
    mem_free(fault.undo);
    fault.undo = NULL;
    fault.n_undo = fault.undo_capacity = 0;
    fault.dead = fault.once = false;
    fault.fuel = -1;
    fault.mode = FAULT_CLEAN;
}

/* The power goes before the operation after the next `fuel` ones. */
static void fault_vfs_arm(long fuel, enum fault_mode mode, int error)
{
    fault.fuel = fuel;
    fault.used = 0;
    fault.mode = mode;
    fault.error = error;
}

/* From now on every connection of this process goes through it. */
static void fault_vfs_install(void)
{
    fault.real = sqlite3_vfs_find(NULL);
    fault.vfs = *fault.real;
    fault.vfs.zName = "fault";
    fault.vfs.szOsFile = (int)sizeof(struct fault_file);
    fault.vfs.xOpen = fault_open;
    fault.vfs.xDelete = fault_delete;
    fault.fuel = -1;
    sqlite3_vfs_register(&fault.vfs, 1);
}

#endif
