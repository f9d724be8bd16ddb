/* file_read.h: a whole file, or standard input for "-". */
#ifndef COSPACECTL_FILE_READ_H
#define COSPACECTL_FILE_READ_H

#include "base/buf.h"

/* ret_buf is initialised here and freed by the caller, also on failure. DONE, or REFUSED with the reason on stderr. */
int file_read(const char *path, struct buf *ret_buf);

#endif
