/* http/spool.h: files without a name, for bodies on their way: gone with their last descriptor, whatever happens. */
#ifndef HTTP_SPOOL_H
#define HTTP_SPOOL_H

#include "base/err.h"

#include <stddef.h>

/* An empty file in folder (O_TMPFILE), to be written and read; in memory where folder is NULL or cannot hold one (a
 * file system without O_TMPFILE). Close it when done. Negative: IO. */
int spool_open(const char *folder, struct err *err);
/* Writes all of bytes at the end of what was written. LIMIT: the disk is full; IO. */
int spool_write(int fd, const void *bytes, size_t len, struct err *err);

#endif
