/* store/place.h: where the store lies: what can be said of its files before SQLite opens them, private to this folder.
 */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* The folder is there, the file can be used or is made; a log without its store is refused, one that belongs to what
 * stood here before a backup was put in place is moved aside. IO, LIMIT, CORRUPT. */
enum place_kind {
    PLACE_NEW,    /* there is nothing yet */
    PLACE_STORE,  /* a store that was in use */
    PLACE_BACKUP, /* a copy that was put in its place */
};
int place_prepare(const char *path, enum place_kind *ret_kind, struct err *err);
/* Who has the store open: "process 12 (cospaced, since 2026-11-23T09:00:00Z)", or "another process". Closes a
 * descriptor of the file, which ends the locks that this process has on it: call it only when it has none. */
const char *place_holder(const char *path, char *text, size_t size);
/* What to warn of in this kind of file system, or NULL. type: as in statfs. */
const char *place_warning(long type);

/* log_check.c: the write-ahead log of the store is whole, or torn in the one way that a power cut tears it: in its last
 * transaction. SQLite takes it up to the first frame that is wrong; if commits stand behind that one, they would be
 * lost without a word. CORRUPT: so it is; IO. */
int log_check(const char *path, struct err *err);

#endif
