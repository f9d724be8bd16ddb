/* store/store.h: what is durable: SQLite, one process, one connection, locking_mode=EXCLUSIVE, WAL, synchronous=FULL.
 *
 * The engine's changes of one turn are one transaction. After ERR_LIMIT (the disk is full) nothing was written and the
 * caller rebuilds its engine from the store; after ERR_IO (fsync failed) the process must end: what the disk holds is
 * no longer known. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "core/engine.h"

struct store;

/* Opens or makes the database and migrates it. path ":memory:" for tests. CONFLICT: another process has it (says which,
 * and since when); CORRUPT: it or its log is damaged, or made by a newer program (says which); IO, LIMIT. */
int store_open(const char *path, struct store **ret_store, struct err *err);
void store_close(struct store *store);
/* There was no file before. */
bool store_is_new(const struct store *store);
/* The name of the file system it lies in, if that is one that may lie about locks and syncs; else NULL. */
const char *store_file_system(const struct store *store);
/* Hands every row to the engine, in the order that engine.h asks for. */
int store_load(struct store *store, struct engine *engine, struct err *err);
/* Writes all changes in one transaction; no changes: no transaction. settings give the names of the bridges. LIMIT:
 * nothing was written; any other failure: IO, CORRUPT, INTERNAL. */
int store_commit(struct store *store, const struct settings *settings, const struct effects *effects, struct err *err);
/* Takes a write-ahead log that has grown into the database: some 20 ms, for when nobody waits. */
void store_tidy(struct store *store);
/* Whether it can be written (again): commits without changing anything. 0, or as store_commit. */
int store_try(struct store *store, struct err *err);
/* The stored texts of a calendar's recurring bookings into fd, as one body for the calendar reader. LIMIT, IO: fd
 * cannot take it. */
int store_read_recurring(struct store *store, const char *calendar, int fd, struct err *err);
/* The stored texts of one booking's living components, its master first (COMMAND_REREAD brings what they say). */
int store_read_booking(struct store *store, const char *calendar, const char *uid, struct buf *text, struct err *err);
/* The LOCATION and CONFERENCE of a component's event, NULL if not known; the caller's. */
int store_read_place(struct store *store, const struct booking *booking, const struct component *component,
                     char **ret_location, char **ret_conference, struct err *err);
/* A consistent copy of the store, made while it is written. more: appends to piece (empty) the next bytes of the copy;
 * 1: there is more, perhaps not yet; 0: that was all; or negative. A step takes well under a millisecond. The store must
 * stay open. LIMIT, IO: beside the store is no room for it. */
struct store_backup;
int store_backup_new(struct store *store, struct store_backup **ret_backup, struct err *err);
int store_backup_more(struct store_backup *backup, struct buf *piece, struct err *err);
void store_backup_free(struct store_backup *backup);
/* What is in the file at path, in memory, brought up to date there; the file is only read. For looking whether a backup
 * is good. Errors as store_open; CONFLICT: it is in use. */
int store_open_copy(const char *path, struct store **ret_store, struct err *err);
/* Size in bytes, schema version. */
int store_info(struct store *store, int64_t *ret_bytes, int *ret_version);

#endif
