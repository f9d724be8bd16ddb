/* http/spool.c: O_TMPFILE, or memory where the file system has none. */
#include "http/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int spool_open(const char *folder, struct err *err)
{
    int fd = folder != NULL ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
    if (fd < 0) {
        fd = memfd_create("body", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    }
    return fd >= 0 ? fd : err_set(err, ERR_IO, "cannot make a file for a body: %s", strerror(errno));
}

int spool_write(int fd, const void *bytes, size_t len, struct err *err)
{
    const char *at = bytes;
    while (len > 0) {
        ssize_t n = write(fd, at, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            int code = n == 0 || errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_LIMIT : ERR_IO;
            return err_set(err, code, "cannot write a body: %s", n == 0 ? "no space" : strerror(errno));
        }
        at += n;
        len -= (size_t)n;
    }
    return 0;
}
